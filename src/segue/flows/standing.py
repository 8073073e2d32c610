"""Where a waiting customer stands in line."""

from __future__ import annotations

from dataclasses import dataclass

from segue.domain.lifecycle import Handoff, State
from segue.domain.routing.waiting import waiting_of
from segue.flows.env import Env
from segue.flows.outlook import floor, outlook


@dataclass(frozen=True, slots=True)
class Place:
    """position: 1 is next. wait_s: None while it is not known."""

    position: int | None = None
    wait_s: float | None = None


async def place_of(env: Env, handoff: Handoff | None) -> Place:
    if handoff is None or handoff.state not in {State.QUEUED, State.RESERVED}:
        return Place()
    policy = (await env.policies.active(handoff.workspace)).policy
    queue = policy.queues.get(handoff.queue)
    if queue is None:
        return Place()
    seen = await floor(env, handoff.workspace)
    found = await outlook(env, handoff.workspace, queue, seen, customer=waiting_of(handoff))
    return Place(found.position, found.wait_s)
