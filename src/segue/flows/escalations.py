"""Answers that are at risk or missed: who is told, and what else the queue's `sla.escalate` asks for. Once each."""

from __future__ import annotations

from collections.abc import Sequence

import structlog

from segue.domain.deadlines import Deadline
from segue.domain.follow_up import FollowUp
from segue.domain.moves import escalating
from segue.domain.moves.escalating import Told
from segue.domain.policy import Policy
from segue.domain.service_level import MISSED
from segue.flows.change import Work, change
from segue.flows.env import Env
from segue.ports.conversations import FollowUpById, FollowUps
from segue.ports.people import User, UserRole, Users

log = structlog.get_logger(__name__)
SUPERVISORS, OWNER = "supervisors", "owner"


async def answer_late(env: Env, work: Work, deadline: Deadline) -> None:
    """The moment of a waiting customer's clock has come: `about` is handoff/at_risk or handoff/missed."""
    handoff = work.draft.open_handoff
    about, _, when = deadline.about.partition("/")
    if handoff is None or handoff.id != about:
        return
    told = await whom(env, handoff.workspace, work.compiled.policy, handoff.queue, when)
    if escalating.escalate(work.draft, when, told):
        env.bell.desk_changed(handoff.workspace)


async def whom(env: Env, workspace: str, policy: Policy, queue: str, when: str) -> Told:
    """People whom the queue names for that. An owner who has no account here is named all the same."""
    names = [name for step in escalating.steps(policy, queue, when) for name in step.notify]
    return await people_named(env, workspace, policy, queue, names)


async def people_named(env: Env, workspace: str, policy: Policy, queue: str, names: Sequence[str]) -> Told:
    """names: owner, supervisors, or names of teams."""
    if not names:
        return Told()
    users = [user for user in await env.store.read(Users(workspace)) if user.disabled_at is None]
    owner = policy.queues[queue].owner if queue in policy.queues else ""
    ids = [user.id for name in names for user in users if _is(user, name, owner)]
    words = [owner if name == OWNER else name for name in names if owner or name != OWNER]
    return Told(tuple(dict.fromkeys(ids)), tuple(dict.fromkeys(words)))


def _is(user: User, name: str, owner: str) -> bool:
    if name == OWNER:
        return bool(owner) and owner.casefold() in {user.id.casefold(), user.email.casefold(), user.name.casefold()}
    if name == SUPERVISORS:
        return user.role is UserRole.SUPERVISOR
    return user.team != "" and user.team.casefold() == name.casefold()


async def watch_tickets(env: Env) -> int:
    """Tell of tickets whose answer is at risk or missed by now, over all workspaces. Answers how many."""
    count = 0
    for workspace in await env.policies.served():
        now = env.clock.now()
        for ticket in await env.store.read(FollowUps(workspace, limit=10_000)):
            coming = ticket.clock.next(ticket.escalated) if ticket.clock else None
            if coming is None or coming[1] > now:
                continue
            try:
                await _ticket_late(env, ticket)
                count += 1
            except Exception as error:  # one that fails must not hold up the others; the next round tries again
                log.exception("ticket escalation failed", follow_up=ticket.id, error=type(error).__name__)
    return count


async def _ticket_late(env: Env, ticket: FollowUp) -> None:
    async def act(work: Work) -> None:
        now = work.draft.now
        found = await env.store.read(FollowUpById(ticket.workspace, ticket.id))
        clock = found.clock if found and found.is_open else None
        coming = clock.next(found.escalated) if found and clock else None
        if found is None or clock is None or coming is None or coming[1] > now:
            return
        when = MISSED if clock.due_at <= now else coming[0]
        work.draft.ticket = found
        told = await whom(env, ticket.workspace, work.compiled.policy, ticket.queue, when)
        escalating.escalate_ticket(work.draft, found, when, told)

    await change(env, ticket.workspace, ticket.conversation, act)
