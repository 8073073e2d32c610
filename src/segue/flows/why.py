"""Why somebody has this customer, or had them before, or why they still wait: from the log and from the router."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from segue.domain.conversation import Entry, Kind
from segue.domain.errors import NotFound
from segue.domain.lifecycle import Handoff, State
from segue.domain.policy import Policy
from segue.domain.routing.availability import Outlook
from segue.domain.routing.experience import Experience
from segue.domain.routing.precedence import Precedence, in_order
from segue.domain.routing.promises import Standing, standing
from segue.domain.routing.router import Router
from segue.domain.routing.waiting import waiting_of
from segue.domain.routing.why import Why
from segue.flows.env import Env
from segue.flows.outlook import Floor, floor, outlook
from segue.ports.conversations import EntriesAfter, HandoffsOf, LoadConversation

PAGE = 500
AT_A_TIME = 5
"""Explanations between which others get their turn: with a thousand agents one takes milliseconds."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a handoff on its way to somebody. `explanation`: what the router said, {} where it had no part."""

    at: datetime
    event: str  # of the lifecycle, or offered, requested
    queue: str
    agent_name: str = ""
    explanation: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """place: in the order of service of their queue, of `among` who wait there; 1 is next. What customers are told
    (`why.position`) is by priority and due time, as the order by cost changes all the time.

    by, terms, score: what decides the place, see `Precedence`.
    """

    why: Why
    place: int
    among: int
    by: str
    terms: Mapping[str, float]
    score: float


@dataclass(frozen=True, slots=True)
class Way:
    """One handoff: how it came to whom it came to, and, while the customer waits, why and for how long."""

    handoff: Handoff
    steps: tuple[Step, ...]
    waiting: Reason | None = None
    outlook: Outlook | None = None
    promise: Standing | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """Everybody who waits, in the order of service; `reasons` of those who were asked for, by handoff."""

    order: tuple[str, ...]
    reasons: Mapping[str, Reason]


async def why_of(env: Env, workspace: str, conversation: str) -> tuple[Way, ...]:
    """Every handoff of the conversation, oldest first. Raises NotFound for an unknown conversation."""
    if await env.store.read(LoadConversation(workspace, conversation)) is None:
        raise NotFound("no such conversation", conversation=conversation)
    handoffs = await env.store.read(HandoffsOf(workspace, conversation))
    entries = await _steps(env, workspace, conversation)
    return tuple([await _way(env, handoff, entries) for handoff in handoffs])


async def waiting_now(
    env: Env, workspace: str, seen: Floor, *, wanted: Collection[str] | None = None, begin: int = 0, limit: int = PAGE
) -> Line:
    """Why they still wait: of the handoffs `wanted`, from place `begin` of them on, `limit` at most; None is all."""
    policy = (await env.policies.active(workspace)).policy
    now = env.clock.now()
    router, experience = _router(env, workspace, policy, seen)
    placed = in_order(seen.waiting, policy.queues, now, policy.routing, experience)
    places: dict[str, tuple[int, Precedence]] = {}
    counts: dict[str, int] = {}
    for one, found in placed:
        counts[one.queue] = counts.get(one.queue, 0) + 1
        places[one.handoff] = counts[one.queue], found
    order = [one.handoff for one, _ in placed if wanted is None or one.handoff in wanted]
    reasons: dict[str, Reason] = {}
    for number, id_ in enumerate(order[begin : begin + limit], 1):
        why = router.explain(id_, now)
        if why is not None:
            place, found = places[id_]
            reasons[id_] = Reason(why, place, counts[why.queue], found.by, found.terms, found.score)
        if number % AT_A_TIME == 0:
            await asyncio.sleep(0)
    return Line(tuple(order), reasons)


def _router(env: Env, workspace: str, policy: Policy, seen: Floor) -> tuple[Router, Experience]:
    """As the planner has it, what it learned included if it plans on this node; it learns nothing from being asked."""
    planner = env.routing.planners.get(workspace)
    if planner is not None and planner.policy.routing == policy.routing:
        experience = planner.experience
    else:
        experience = Experience(policy.routing)
    made = Router(policy.queues, policy.routing, agents=seen.agents, waiting=seen.waiting, experience=experience)
    return made, experience


async def _way(env: Env, handoff: Handoff, entries: Sequence[Entry]) -> Way:
    steps = tuple(_step(entry) for entry in entries if entry.data.get("id") == handoff.id)
    promise = standing(handoff, env.clock.now())
    if handoff.state not in {State.QUEUED, State.RESERVED}:
        return Way(handoff, steps, promise=promise)
    seen = await floor(env, handoff.workspace)
    policy = (await env.policies.active(handoff.workspace)).policy
    queue = policy.queues.get(handoff.queue)
    prospects = None
    if queue:
        customer = waiting_of(handoff, tier=policy.tiers.get(handoff.tier))
        prospects = await outlook(env, handoff.workspace, queue, seen, customer=customer)
    line = await waiting_now(env, handoff.workspace, seen, wanted={handoff.id})
    return Way(handoff, steps, line.reasons.get(handoff.id), prospects, promise)


async def _steps(env: Env, workspace: str, conversation: str) -> tuple[Entry, ...]:
    found: list[Entry] = []
    while page := await env.store.read(
        EntriesAfter(workspace, conversation, found[-1].seq if found else 0, PAGE, kinds=(Kind.HANDOFF,))
    ):
        found.extend(page)
    return tuple(found)


def _step(entry: Entry) -> Step:
    data = entry.data
    return Step(
        entry.at,
        str(data.get("event", "")),
        str(data.get("queue", "")),
        str(data.get("agent_name", "")),
        data.get("explanation"),
    )
