"""Why somebody has this customer, or had them before, or why they still wait: from the log and from the router."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from segue.domain.conversation import Entry, Kind
from segue.domain.errors import NotFound
from segue.domain.lifecycle import Handoff, State
from segue.domain.routing.availability import Outlook
from segue.domain.routing.router import Router
from segue.domain.routing.waiting import waiting_of
from segue.domain.routing.why import Why
from segue.flows.env import Env
from segue.flows.outlook import Floor, floor, outlook
from segue.ports.conversations import EntriesAfter, HandoffsOf, LoadConversation

PAGE = 500


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a handoff on its way to somebody. `explanation`: what the router said, {} where it had no part."""

    at: datetime
    event: str  # of the lifecycle, or offered, requested
    queue: str
    agent_name: str = ""
    explanation: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Way:
    """One handoff: how it came to whom it came to, and, while the customer waits, why and for how long."""

    handoff: Handoff
    steps: tuple[Step, ...]
    waiting: Why | None = None
    outlook: Outlook | None = None


async def why_of(env: Env, workspace: str, conversation: str) -> tuple[Way, ...]:
    """Every handoff of the conversation, oldest first. Raises NotFound for an unknown conversation."""
    if await env.store.read(LoadConversation(workspace, conversation)) is None:
        raise NotFound("no such conversation", conversation=conversation)
    handoffs = await env.store.read(HandoffsOf(workspace, conversation))
    entries = await _steps(env, workspace, conversation)
    return tuple([await _way(env, handoff, entries) for handoff in handoffs])


async def waiting_now(env: Env, workspace: str, handoffs: tuple[Handoff, ...], seen: Floor) -> dict[str, Why]:
    """Of those who are queued: why each still waits, by handoff."""
    policy = (await env.policies.active(workspace)).policy
    router = Router(policy.queues, agents=seen.agents, waiting=seen.waiting)
    now = env.clock.now()
    found = ((handoff.id, router.explain(handoff.id, now)) for handoff in handoffs)
    return {id_: reason for id_, reason in found if reason is not None}


async def _way(env: Env, handoff: Handoff, entries: tuple[Entry, ...]) -> Way:
    steps = tuple(_step(entry) for entry in entries if entry.data.get("id") == handoff.id)
    if handoff.state not in {State.QUEUED, State.RESERVED}:
        return Way(handoff, steps)
    seen = await floor(env, handoff.workspace)
    queue = (await env.policies.active(handoff.workspace)).policy.queues.get(handoff.queue)
    prospects = None
    if queue:
        prospects = await outlook(env, handoff.workspace, queue, seen, customer=waiting_of(handoff))
    reasons = await waiting_now(env, handoff.workspace, (handoff,), seen)
    return Way(handoff, steps, reasons.get(handoff.id), prospects)


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
