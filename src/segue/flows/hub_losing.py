"""A helpdesk that does not take what it was given: the customer waits in our own desk, and somebody is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

import structlog

from segue.domain.deadlines import Deadline
from segue.domain.deliveries import Trouble, hub_listener
from segue.domain.follow_up import FollowUp
from segue.domain.hubs import CaseKind, HubCase
from segue.domain.lifecycle import Handoff, State
from segue.domain.moves import hubs, transfers
from segue.domain.moves.escalating import Told
from segue.domain.policy import Policy, longest
from segue.flows.change import Work, change
from segue.flows.converse import again
from segue.flows.env import Env
from segue.flows.escalations import OWNER, SUPERVISORS, people_named
from segue.flows.fitting import fit_for
from segue.flows.hub_steps import change_case
from segue.flows.outlook import prospect
from segue.ports.conversations import AgentGuard, FollowUpById, FollowUps, OpenHandoffs
from segue.ports.deliveries import CursorOf
from segue.ports.hub_cases import HubCaseById, OpenHubCases
from segue.ports.listeners import DeliveryFailed, Heard

log = structlog.get_logger(__name__)
TICKET_WITHIN = timedelta(minutes=5)
"""A ticket that a helpdesk has not taken by then is answered in our own desk, and it gets it no more."""


NOBODY_JOINED = "nobody of it joined in time"
NOT_NAMED = "the policy has no helpdesk of this name any more"


async def open_case(env: Env, handoff: Handoff) -> HubCase | None:
    """What stands for this handoff in the helpdesk that has it now."""
    cases = await env.store.read(OpenHubCases(handoff.workspace, handoff.hub, handoff.conversation))
    return next((case for case in cases if case.handoff == handoff.id and case.kind is CaseKind.LIVE), None)


def will_not_take(failure: DeliveryFailed) -> bool:
    """Nobody waits for a helpdesk that refuses, or takes nothing until it is mended: who is there is taken back."""
    return failure.final or failure.trouble in {Trouble.REFUSED, Trouble.PAUSED}


async def lose_case(env: Env, heard: Heard, hub: str, why: str) -> None:
    """The helpdesk refuses a customer who waits."""
    if heard.handoff:
        await lose(env, heard.conversation.workspace, heard.conversation.id, heard.handoff.id, hub, why)


async def lose(env: Env, workspace: str, conversation: str, handoff: str, hub: str, why: str) -> None:
    async def act(work: Work) -> None:
        await lose_now(env, work, handoff, hub, why)

    await change(env, workspace, conversation, act)


async def lose_now(env: Env, work: Work, handoff_id: str, hub: str, why: str) -> None:
    handoff = hubs.current(work.draft, handoff_id, hub)
    if handoff is None:
        return
    told = await _whom(env, handoff.workspace, work.compiled.policy, handoff.queue)
    if handoff.transfer and handoff.state is State.QUEUED and await _back(env, work, handoff):
        words = f"{hub} did not take this customer: {why[:300]}. They are back with {handoff.transfer.by_name}."
        hubs.say_to_team(work.draft, words, told, handoff=handoff.id)
        return
    ask = await prospect(env, work, again(handoff), handoff.queue, without=hub)
    hubs.lose(work.draft, ask, why[:300], told)
    log.warning("a helpdesk did not take a customer", hub=hub, handoff=handoff_id, error=why[:300])


async def _back(env: Env, work: Work, handoff: Handoff) -> bool:
    """To the human agent of ours who transferred them there, if they are at work with room."""
    assert handoff.transfer is not None
    giver = await fit_for(env, handoff, handoff.transfer.by)
    if giver is None or not giver.at_work or giver.agent.units_free < handoff.units:
        return False
    work.guard = AgentGuard(giver.agent.id, handoff.units, work.draft.now, present=False)
    transfers.give_back(work.draft)
    return True


async def _whom(env: Env, workspace: str, policy: Policy, queue: str) -> Told:
    """The owner of the queue, and the supervisors."""
    return await people_named(env, workspace, policy, queue, (OWNER, SUPERVISORS))


async def overdue_at_hub(env: Env, work: Work, deadline: Deadline) -> None:
    """It should have been taken by now: `about` is handoff/open, or handoff/seq of what the customer wrote."""
    draft, handoff = work.draft, work.draft.open_handoff
    about, _, what = deadline.about.rpartition("/")
    if handoff is None or handoff.id != about or not handoff.hub:
        return
    if handoff.hub not in work.compiled.policy.hubs:
        await lose_now(env, work, handoff.id, handoff.hub, NOT_NAMED)
        return
    if what == "open":
        case = await open_case(env, handoff)
        if handoff.state is State.QUEUED and not (case and case.ref):
            await lose_now(env, work, handoff.id, handoff.hub, "it did not answer in time")
        else:
            hubs.must_have_arrived(draft)
        return
    cursor = await env.store.read(CursorOf(handoff.workspace, handoff.conversation, hub_listener(handoff.hub)))
    if cursor is None or cursor < int(what):
        await lose_now(env, work, handoff.id, handoff.hub, "what the customer wrote did not reach it in time")
    elif cursor < draft.base_seq and draft.conversation.last_customer_at != deadline.due_at:
        hubs.must_arrive(draft, draft.base_seq)


def nobody_joined(work: Work, handoff: Handoff) -> bool:
    """Whether somebody waits at a helpdesk for longer than anybody is to wait. Of a transfer see `transfer.overdue`."""
    if not handoff.hub or handoff.state is not State.QUEUED or handoff.transfer:
        return False
    queue = work.compiled.policy.queues.get(handoff.queue)
    since = handoff.entered_at or handoff.queued_at or handoff.requested_at
    return work.draft.now - since >= longest(work.compiled.policy, queue)


async def take_back_dropped(env: Env) -> int:
    """Customers and tickets with a helpdesk that the policy names no more, over all workspaces. Answers how many.

    Looked for once for each version of a policy, and when the process begins.
    """
    count = 0
    for workspace in await env.policies.served():
        policy = (await env.policies.active(workspace)).policy
        if env.hubs.looked_at.get(workspace) != policy.hash:
            count += await _take_back(env, workspace, policy)
            env.hubs.looked_at[workspace] = policy.hash
    return count


async def _take_back(env: Env, workspace: str, policy: Policy) -> int:
    count = 0
    for handoff, _ in await env.store.read(OpenHandoffs(workspace)):
        if handoff.hub and handoff.hub not in policy.hubs and handoff.state in {State.QUEUED, State.ACTIVE}:
            await lose(env, workspace, handoff.conversation, handoff.id, handoff.hub, NOT_NAMED)
            count += 1
    for ticket in await env.store.read(FollowUps(workspace, limit=10_000)):
        if ticket.hub and ticket.hub not in policy.hubs:
            await lose_ticket(env, ticket, NOT_NAMED)
            count += 1
    for case in await env.store.read(OpenHubCases(workspace, limit=10_000)):
        if case.hub not in policy.hubs:
            await change_case(env, case, partial(_closed, env.clock.now(), NOT_NAMED))
    return count


def _closed(now: datetime, why: str, case: HubCase) -> HubCase:
    return replace(case, closed_at=now, because=why[:200])


async def lose_ticket(env: Env, ticket: FollowUp, why: str) -> None:
    """A ticket that the helpdesk refuses, or does not take in time, is one of our own desk."""

    async def act(work: Work) -> None:
        found = await env.store.read(FollowUpById(ticket.workspace, ticket.id))
        dropped = ticket.hub not in work.compiled.policy.hubs
        if found is None or not found.is_open or found.hub != ticket.hub or (found.hub_ref and not dropped):
            return
        work.draft.ticket = found
        told = await _whom(env, ticket.workspace, work.compiled.policy, ticket.queue)
        hubs.ticket_lost(work.draft, found, why[:300], told)
        log.warning("a helpdesk did not take a ticket", hub=ticket.hub, follow_up=ticket.id)

    await change(env, ticket.workspace, ticket.conversation, act)


async def take_tickets_back(env: Env) -> int:
    """Tickets that no helpdesk has taken in time, over all workspaces. Answers how many."""
    count, now = 0, env.clock.now()
    for workspace in await env.policies.served():
        if not (await env.policies.active(workspace)).policy.hubs:
            continue  # those of one that is named no more are taken back by `take_back_dropped`
        for ticket in await env.store.read(FollowUps(workspace, limit=10_000)):
            if not ticket.hub or ticket.hub_ref or ticket.waits_live or now - ticket.opened_at < TICKET_WITHIN:
                continue
            try:
                count += await _take_ticket_back(env, ticket, now)
            except Exception as error:  # one that fails must not hold up the others; the next round tries again
                log.exception("a ticket was not taken back", follow_up=ticket.id, error=type(error).__name__)
    return count


async def _take_ticket_back(env: Env, ticket: FollowUp, now: datetime) -> bool:
    case = await env.store.read(HubCaseById(ticket.workspace, ticket.hub, ticket.id))
    if case and now - case.opened_at < TICKET_WITHIN:
        return False
    await lose_ticket(env, ticket, "it did not answer in time")
    return True


async def give_up_case(env: Env, workspace: str, hub: str, id_: str, why: str) -> None:
    """Nothing of it is brought to the helpdesk any more."""
    case = await env.store.read(HubCaseById(workspace, hub, id_))
    if case and case.is_open and case.kind is CaseKind.TICKET:
        await change_case(env, case, partial(_closed, env.clock.now(), why))
