"""Choosing among the agents who fit, where that is not the balanced rule: one key for each way, the smallest wins."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from segue.domain.queues import Assign
from segue.domain.routing.balance import lacking
from segue.domain.routing.lines import Guest, Lane
from segue.domain.routing.roster import Seat

Rank = tuple[Any, ...]


def rank(guest: Guest, lane: Lane, fitting: Callable[[], Iterable[Seat]]) -> Callable[[Seat], Rank]:
    """The preferred agent first, then whoever has more of what is better to have, then as the queue assigns.

    fitting: everybody whom the customer fits, present or not.
    """
    by = _after_the_last(fitting()) if lane.assign is Assign.ROUND_ROBIN else _BY[lane.assign]
    waiting = guest.waiting
    if not waiting.prefers and not waiting.better_with and not waiting.language:
        return lambda seat: by(seat, lane)
    return lambda seat: (seat.agent.id != waiting.prefers, lacking(seat.agent, guest), *by(seat, lane))


def _longest_idle(seat: Seat, lane: Lane) -> Rank:
    return (seat.last, seat.agent.id)


def _least_active(seat: Seat, lane: Lane) -> Rank:
    return (share_used(seat), seat.last, seat.agent.id)


def _most_available(seat: Seat, lane: Lane) -> Rank:
    return (seat.used - seat.agent.capacity, seat.last, seat.agent.id)


def _best_worker(seat: Seat, lane: Lane) -> Rank:
    return (-levels(seat, lane), share_used(seat), seat.last, seat.agent.id)


def _after_the_last(fitting: Iterable[Seat]) -> Callable[[Seat, Lane], Rank]:
    """In the order of ids, beginning after whoever of those who fit got a customer last."""
    last = max((seat.last, seat.agent.id) for seat in fitting)[1]
    return lambda seat, _: (seat.agent.id <= last, seat.agent.id)


def share_used(seat: Seat) -> float:
    return seat.used / seat.agent.capacity if seat.agent.capacity > 0 else 1.0


def levels(seat: Seat, lane: Lane) -> int:
    """Of all skills that were asked for before any relaxation, together."""
    return sum(seat.agent.skills.get(skill, 0) for skill, _ in lane.pool.sort.requires)


_BY: dict[Assign, Callable[[Seat, Lane], Rank]] = {
    Assign.LONGEST_IDLE: _longest_idle,
    Assign.LEAST_ACTIVE: _least_active,
    Assign.MOST_AVAILABLE: _most_available,
    Assign.BEST_WORKER: _best_worker,
}
