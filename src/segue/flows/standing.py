"""Where a waiting customer stands in line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from segue.domain.lifecycle import Handoff, State
from segue.domain.routing.waiting import waiting_of
from segue.flows.env import Env
from segue.flows.lines import LONG
from segue.flows.outlook import Floor, floor, outlook

LASTS = timedelta(seconds=5)
"""How long what was seen counts while nothing changed that this process knows of."""


@dataclass(frozen=True, slots=True)
class Seen:
    """version: of the bell, see `Bell.version`."""

    version: int
    at: datetime
    floor: Floor


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
    customer = waiting_of(handoff, tier=policy.tiers.get(handoff.tier))
    seen = await _seen(env, handoff.workspace)
    found = await outlook(env, handoff.workspace, queue, seen, customer=customer)
    return Place(found.position, found.wait_s)


async def _seen(env: Env, workspace: str) -> Floor:
    """Everybody who waits asks the same every few seconds: what was seen counts until something changes.

    In a long line something always does; there it counts all the same.
    """
    version, now = env.bell.version(workspace), env.clock.now()
    known = env.seen.get(workspace)
    lasts = known is not None and timedelta(0) <= now - known.at < LASTS
    if known and lasts and (known.version == version or len(known.floor.line) >= LONG):
        return known.floor
    found = await floor(env, workspace)
    env.seen[workspace] = Seen(version, now, found)
    return found
