"""Everybody who waits in one workspace at one moment, sorted once so that looking at one customer is quick."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from heapq import merge
from itertools import islice
from typing import NamedTuple

from segue.domain.lifecycle import Urgency
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


class Groups(NamedTuple):
    """first: since when whoever has waited the longest in a group does."""

    places: Mapping[Group, Sequence[Place]]
    first: Mapping[Group, float]


HALF_LIFE = timedelta(minutes=10)
"""Of an arrival in what is expected of the next ones."""


class Came(NamedTuple):
    """Arrivals, each of which counts half after HALF_LIFE. weight: at `seen`, the moment of the latest."""

    weight: float
    seen: datetime
    since: datetime

    def and_at(self, at: datetime) -> Came:
        return self.and_those(Came(1.0, at, at))

    def and_those(self, other: Came) -> Came:
        seen = max(self.seen, other.seen)
        return Came(self.at(seen) + other.at(seen), seen, min(self.since, other.since))

    def at(self, now: datetime) -> float:
        """The weight at `now`."""
        return self.weight * float(0.5 ** (max((now - self.seen).total_seconds(), 0.0) / HALF_LIFE.total_seconds()))


BY_VALUE = frozenset({Order.COST, Order.PRIORITY})
"""Orders in which whoever is worth more goes first."""


class LineUp:
    """Not changed once it is made; what is asked of it is worked out at the first question. Iterates over everybody.

    elsewhere: queue and handoff of those who wait for the people of a helpdesk: nobody here is asked to take them.
    """

    def __init__(self, waiting: Iterable[Waiting] = (), elsewhere: Iterable[tuple[str, str]] = ()) -> None:
        self.waiting = tuple(waiting)
        self.elsewhere = tuple(elsewhere)
        self.queues = frozenset(one.queue for one in self.waiting)
        self._turns: dict[tuple[str, timedelta | None, Order], list[Turn]] = {}
        self._groups: dict[bool, Groups] = {}
        self._rows: dict[str, list[tuple[bool, datetime, str]]] = {}
        self._came: dict[tuple[str, float], Came] = {}
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

    def groups(self, *, by_value: bool) -> Groups:
        """Places in the order of service; follow-ups stand in nobody's way. To be read only."""
        if by_value not in self._groups:
            found: dict[Group, list[Place]] = {}
            for one in self.waiting:
                if not one.asynchronous:
                    found.setdefault(group_of(one), []).append(place_of(one, by_value=by_value))
            for places in found.values():
                places.sort()
            first = {group: min(since for _, since in places) for group, places in found.items()}
            self._groups[by_value] = Groups(found, first)
        return self._groups[by_value]

    def first(self, queues: Iterable[str], most: int) -> tuple[str, ...]:
        """Handoffs as the desk lists them: immediate ones, then those who have waited the longest."""
        rows = self._by_age()
        return tuple(handoff for *_, handoff in islice(merge(*(rows.get(queue, ()) for queue in queues)), most))

    def count(self, queues: Iterable[str]) -> int:
        rows = self._by_age()
        return sum(len(rows.get(queue, ())) for queue in queues)

    def came(self) -> Mapping[tuple[str, float], Came]:
        """How many came lately, by queue and value; follow-ups did not come to wait."""
        if not self._came:
            for one in self.waiting:
                if not one.asynchronous:
                    key = (one.queue, one.value)
                    self._came[key] = self._came.get(key, Came(0.0, one.queued_at, one.queued_at)).and_at(one.queued_at)
        return self._came

    def _by_age(self) -> dict[str, list[tuple[bool, datetime, str]]]:
        if not self._rows:
            for one in self.waiting:
                row = (one.urgency is not Urgency.IMMEDIATE, one.queued_at, one.handoff)
                self._rows.setdefault(one.queue, []).append(row)
            for rows in self._rows.values():
                rows.sort()
        return self._rows

    def prepare(self, queues: Iterable[Queue], order: Order) -> None:
        """Work out now what may be asked; a long line takes a while."""
        for queue in queues:
            self._sorted(queue, order)
        self.groups(by_value=order in BY_VALUE)
        self._by_handoff()
        self._by_age()
        self.came()

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
