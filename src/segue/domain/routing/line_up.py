"""Everybody who waits in one workspace at one moment, sorted once so that looking at one customer is quick."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import NamedTuple

from segue.domain.queues import Order, Queue
from segue.domain.routing.waiting import Turn, Waiting, turn


class Group(NamedTuple):
    """Customers whom the same agents can take."""

    queue: str
    requires: tuple[tuple[str, int], ...]
    language: str


def group_of(waiting: Waiting) -> Group:
    return Group(waiting.queue, tuple(sorted(waiting.requires.items())), waiting.language)


Place = tuple[float, float]
"""(-value or 0, since when): who is served first comes first."""


def place_of(one: Waiting, *, by_value: bool) -> Place:
    return (-one.value if by_value else 0.0, one.queued_at.timestamp())


BY_VALUE = frozenset({Order.COST, Order.PRIORITY})
"""Orders in which whoever is worth more goes first."""


class LineUp:
    """Not changed once it is made; what is asked of it is worked out at the first question. Iterates over everybody."""

    def __init__(self, waiting: Iterable[Waiting] = ()) -> None:
        self.waiting = tuple(waiting)
        self.queues = frozenset(one.queue for one in self.waiting)
        self._turns: dict[tuple[str, timedelta | None, Order], list[Turn]] = {}
        self._groups: dict[bool, dict[Group, list[Place]]] = {}
        self._known: dict[str, Waiting] = {}

    def __iter__(self) -> Iterator[Waiting]:
        return iter(self.waiting)

    def __len__(self) -> int:
        return len(self.waiting)

    def position(self, queue: Queue, customer: Waiting, order: Order = Order.COST) -> int:
        """Place that `customer` has, or would have, in `queue`: 1 is next. As `Router.position`."""
        mine = turn(customer, queue, order)
        there = self._by_handoff().get(customer.handoff) if customer.handoff else None
        own = there is not None and there.queue == queue.name and not there.asynchronous
        before = bisect_left(self._sorted(queue, order), mine)
        return 1 + before - (there is not None and own and turn(there, queue, order) < mine)

    def groups(self, *, by_value: bool) -> dict[Group, list[Place]]:
        """Places in the order of service; follow-ups stand in nobody's way. To be read only."""
        if by_value not in self._groups:
            found: dict[Group, list[Place]] = {}
            for one in self.waiting:
                if not one.asynchronous:
                    found.setdefault(group_of(one), []).append(place_of(one, by_value=by_value))
            for places in found.values():
                places.sort()
            self._groups[by_value] = found
        return self._groups[by_value]

    def prepare(self, queues: Iterable[Queue], order: Order) -> None:
        """Work out now what may be asked; a long line takes a while."""
        for queue in queues:
            self._sorted(queue, order)
        self.groups(by_value=order in BY_VALUE)
        self._by_handoff()

    def _by_handoff(self) -> dict[str, Waiting]:
        if not self._known:
            self._known = {one.handoff: one for one in self.waiting}
        return self._known

    def _sorted(self, queue: Queue, order: Order) -> list[Turn]:
        key = (queue.name, queue.sla.first_response, order)  # all of a queue that counts for a turn
        if key not in self._turns:
            live = (one for one in self.waiting if one.queue == queue.name and not one.asynchronous)
            self._turns[key] = sorted(turn(one, queue, order) for one in live)
        return self._turns[key]
