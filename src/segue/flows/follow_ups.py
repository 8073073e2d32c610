"""What was left behind comes back: open tickets are offered to the people of their queue, oldest due first.

A ticket is asynchronous work for the router: nobody sits and waits for it, so it is offered to those who have room left
after everybody who does. One at a time and person; to take it is to pick it up.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

import structlog

from segue.domain.errors import NotFound, Refused, StaleConversation, TryAgain
from segue.domain.follow_up import FollowUp
from segue.domain.hours import is_open
from segue.domain.lifecycle import OPEN
from segue.domain.moves.needs import of_queue
from segue.domain.policy import Policy
from segue.domain.queues import Queue
from segue.domain.routing.agents import Agent, Presence
from segue.domain.routing.experience import Experience
from segue.domain.routing.router import Proposal, Router
from segue.domain.routing.waiting import Waiting
from segue.flows.env import Env
from segue.flows.outlook import Floor, floor
from segue.ports.conversations import FollowUpById, FollowUps, LoadConversation, SaveFollowUp
from segue.ports.people import User

log = structlog.get_logger(__name__)

MOST_LOOKED_AT = 100
"""Tickets of one queue and language that are thought of in one round, the most pressing ones: of those that nobody
here can answer, however many there are, none keeps others waiting."""

LEAST_ROOM = 0.25
"""Share of an agent's capacity that must be free for work that nobody sits and waits for."""


async def offer_follow_ups(env: Env) -> int:
    """One round in every workspace. Answers how many tickets were offered to somebody."""
    count = 0
    for workspace in await env.policies.served():
        try:
            count += await offer_in(env, workspace)
        except Exception as error:  # one workspace must not hold up the others
            log.exception("offering tickets failed", workspace=workspace, error=type(error).__name__)
    return count


async def offer_in(env: Env, workspace: str) -> int:
    """Where this node plans the workspace: two that offered at once could ask one person for two tickets."""
    if await env.routing.leadership.lead(env.store, workspace) is None:
        return 0
    tickets = await env.store.read(FollowUps(workspace, limit=10_000))
    if not tickets:
        return 0
    policy, now = (await env.policies.active(workspace)).policy, env.clock.now()
    work = await _offerable(env, tickets, policy, now)
    if not work:
        return 0
    seen = await floor(env, workspace)
    asked = {ticket.agent for ticket in tickets if ticket.reserved_at(now)}
    planner = env.routing.planners.get(workspace)
    learned = planner.experience if planner and planner.policy is policy else None
    agents = _with_room(_after_live(policy, seen, now, learned), asked)
    if not agents:
        return 0
    users = {load.user.id: load.user for load in seen.loads}
    waiting = [asks_of(ticket, policy) for ticket in work.values()]
    plan = Router(policy.queues, policy.routing, agents=agents, waiting=waiting, experience=learned).plan(now)
    first: dict[str, Proposal] = {}
    for proposal in plan:
        first.setdefault(proposal.agent, proposal)
    return sum([await reserve(env, users[one.agent], work[one.handoff], one) for one in first.values()])


async def _offerable(env: Env, tickets: Sequence[FollowUp], policy: Policy, now: datetime) -> Mapping[str, FollowUp]:
    """By id: what may be offered now, the most pressing first. Nobody is asked while the customer is being served."""
    mine = [ticket for ticket in tickets if _may_be_offered(ticket, policy, now)]
    mine.sort(key=lambda one: (-one.priority, one.due_at is None, one.due_at or one.opened_at, one.opened_at))
    found, alike = {}, Counter[tuple[str, str]]()
    for ticket in mine:
        sort = (ticket.queue, ticket.asks.language if ticket.asks else "")
        if alike[sort] >= MOST_LOOKED_AT:
            continue
        loaded = await env.store.read(LoadConversation(ticket.workspace, ticket.conversation))
        if loaded and not (loaded.handoff and loaded.handoff.state in OPEN):
            found[ticket.id] = ticket
            alike[sort] += 1
    return found


def _may_be_offered(ticket: FollowUp, policy: Policy, now: datetime) -> bool:
    queue = queue_of(ticket, policy)
    if ticket.hub or ticket.waits_live or ticket.reserved_at(now):
        return False
    calendar = policy.hours.get(queue.hours)
    return calendar is None or is_open(calendar, now)


def queue_of(ticket: FollowUp, policy: Policy) -> Queue:
    """Whose people answer it: of a queue that the policy has no more, those of the last line of `route`."""
    return policy.queues.get(ticket.queue) or policy.queues[policy.route[-1].queue]


def asks_of(ticket: FollowUp, policy: Policy) -> Waiting:
    """The ticket as the router sees it: under its own id."""
    queue, refused = queue_of(ticket, policy), _refused(ticket)
    asks = ticket.asks or Waiting(ticket.id, ticket.queue, ticket.opened_at, conversation=ticket.conversation)
    if queue.name != ticket.queue:
        needs = of_queue(queue)
        del needs["hub"]  # it is offered here
        asks = replace(asks, better_with=needs.pop("prefers"), **needs)
    return replace(
        asks,
        asynchronous=True,
        due_at=ticket.due_at,
        refused_by=refused,
        refused_at=ticket.reserved_until if refused else None,
    )


def _refused(ticket: FollowUp) -> tuple[str, ...]:
    """Who declined it, and who was asked last and let it expire."""
    return tuple(dict.fromkeys((*ticket.refused_by, *([ticket.agent] if ticket.agent else []))))


def _after_live(policy: Policy, seen: Floor, now: datetime, learned: Experience | None) -> Sequence[Agent]:
    """The agents as they are once everybody who sits and waits has been served: those come first."""
    agents = {agent.id: agent for agent in seen.agents}
    units = {one.handoff: one.units for one in seen.waiting}
    if seen.waiting:
        live = Router(policy.queues, policy.routing, agents=seen.agents, waiting=seen.waiting, experience=learned)
        for proposal in live.plan(now):
            agents[proposal.agent] = agents[proposal.agent].with_customer(units[proposal.handoff], now)
    return tuple(agents.values())


def _with_room(agents: Sequence[Agent], asked: set[str]) -> Sequence[Agent]:
    return [
        agent
        for agent in agents
        if agent.presence is Presence.ONLINE
        and agent.id not in asked
        and agent.units_free >= max(1, LEAST_ROOM * agent.capacity)
    ]


async def reserve(env: Env, user: User, ticket: FollowUp, proposal: Proposal) -> bool:
    """Offer one ticket to one person. False when it is not as it was any more."""
    offered = replace(
        ticket,
        agent=user.id,
        reserved_until=proposal.until,
        because=proposal.why.words,
        refused_by=tuple(one for one in _refused(ticket) if one != user.id),
    )
    try:
        await env.store.write(SaveFollowUp(offered, before=ticket))
    except StaleConversation:
        return False
    env.bell.desk_changed(user.workspace)
    return True


async def decline(env: Env, user: User, follow_up_id: str) -> FollowUp:
    """Whoever was asked does not take it: somebody else is. Raises NotFound, Refused when it is not theirs."""
    ticket = await env.store.read(FollowUpById(user.workspace, follow_up_id))
    if ticket is None:
        raise NotFound("no such follow-up", follow_up=follow_up_id)
    now = env.clock.now()
    if not ticket.is_open or ticket.agent != user.id or not ticket.reserved_at(now):
        raise Refused("this ticket is not offered to you (any more)")
    refused = tuple(dict.fromkeys((*ticket.refused_by, user.id)))
    left = replace(ticket, agent="", reserved_until=now, because="", refused_by=refused)
    try:
        await env.store.write(SaveFollowUp(left, before=ticket))
    except StaleConversation:
        raise TryAgain("this ticket was changed meanwhile; try again", retry_after_s=1) from None
    env.bell.desk_changed(user.workspace)
    env.bell.routing.set()
    return left
