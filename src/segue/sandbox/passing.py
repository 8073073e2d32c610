"""Time passes: the clock goes from one moment at which something is due to the next, as a running house would."""

from __future__ import annotations

from datetime import datetime, timedelta

from segue.domain.lifecycle import State
from segue.domain.routing.fit import ASK_AGAIN_AFTER
from segue.ports.conversations import NextDeadline
from segue.sandbox.house import House

LEAST = timedelta(seconds=1)


async def pass_time(house: House, length: timedelta) -> tuple[str, ...]:
    """Answers the kinds of the deadlines that came due, in order."""
    end = house.clock.now() + length
    fired: tuple[str, ...] = ()
    while house.clock.now() < end:
        due = await house.segue.store.read(NextDeadline())
        moments = [*filter(None, (due, house.sources.next_due())), *await _routing_moments(house)]
        soonest = min([max(moment, house.clock.now() + LEAST) for moment in moments], default=end)
        house.clock.move(min(soonest, end))
        fired += await house.settle()
    return fired


async def _routing_moments(house: House) -> list[datetime]:
    """When a waiting customer may go to others: a queue asks for less, or whoever refused may be asked again."""
    handoff = (await house.segue.loaded(house.conversation)).handoff if house.conversation else None
    if handoff is None or handoff.state is not State.QUEUED or handoff.queued_at is None:
        return []
    queue = house.policy.queues.get(handoff.queue)
    moments = [handoff.queued_at + step.after for step in queue.relax] if queue else []
    if handoff.refused_by:
        moments.append(handoff.state_at + ASK_AGAIN_AFTER)
    return [moment for moment in moments if moment > house.clock.now()]
