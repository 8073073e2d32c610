"""Waiting customers in lanes: those who are alike and ask for the same by now stand one behind the other.

A pool is everybody who asks for the same before any relaxation, with sums over the agents who could take them; the
balanced rule looks at these. A lane belongs to one pool, and holds customers of equal value, target and present demand.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from math import inf
from typing import Any

from segue.domain.lifecycle import Urgency
from segue.domain.queues import Assign, Language, Order, Queue, RoutingSettings
from segue.domain.routing.demands import Demand, entered
from segue.domain.routing.experience import Sort
from segue.domain.routing.roster import Profile, Room
from segue.domain.routing.rule.delay import WORK_POWER
from segue.domain.routing.rule.facts import Line
from segue.domain.routing.waiting import Alike, Turn, Waiting, among_alike, due_at, turn

EXACT = float(1 << 60)
"""Sums of floats are kept in whole numbers of this part, so that they come out the same in whatever order."""

AT_ONCE = -2e18
"""`Guest.group` of immediate cases; below it comes whoever waited too long, then the priorities."""


@dataclass(slots=True, eq=False)
class Pool:
    """`line` is what the rule reads; `mask` the agents who fit; `attention` its pace x EXACT, as a whole number."""

    sort: Sort
    line: Line
    mask: int = 0
    attention: int = 0
    customers: int = 0
    dearest: float = 0.0  # what a second of the dearest customer costs who is expected
    arrivals_at: float = float("nan")
    scarcity: float = 0.0
    stale: bool = True  # whether `line.pace` must be worked out anew
    priced: bool = False  # whether `scarcity` holds
    version: int = 0  # another one when anything of `line` changes, `waiting` apart


def sort_of(waiting: Waiting, queue: Queue) -> Sort:
    """Which pool the customer belongs to."""
    language = waiting.language if queue.language is Language.REQUIRED else ""
    return Sort(waiting.queue, tuple(sorted(waiting.requires.items())), language)


def demand_of(sort: Sort, queue: Queue) -> Demand:
    """What the customers of a pool ask for, what only some of them need left out."""
    return Demand(
        (sort.queue,),
        sort.requires,
        sort.language,
        authority=tuple(sorted(queue.authority.items())),
        seniority=queue.seniority,
        team=queue.team,
    )


@dataclass(slots=True, eq=False)
class Guest:
    """A waiting customer with what does not change until the next relaxation worked out.

    place:    who goes first among those alike. by: what goes first among lanes when the order is not by cost.
    turn:     place in the line of the queue.
    group:    immediate ones and priorities go before all others: the smallest first.
    singular: not everybody who fits the lane can be asked: somebody refused, is to be avoided, or goes first.
    prefers_until, refused_at, patience, leaving_costs: in seconds.
    """

    waiting: Waiting
    queue: Queue
    assign: Assign
    place: tuple[float, float, str]
    by: Turn
    group: float
    since: float
    due: float
    turn: Turn
    singular: bool
    asynchronous: bool
    indifferent: bool  # nothing is better to have
    value: float
    still: float  # marginal cost of delay, the target apart
    patience: float
    leaving_costs: float
    prefers_until: float | None
    refused_at: float | None
    steps: tuple[float, ...]  # seconds at which a relaxation is reached, all of them
    lane: Lane | None = None

    @property
    def handoff(self) -> str:
        return self.waiting.handoff


def guest_of(waiting: Waiting, queue: Queue, assign: Assign, settings: RoutingSettings) -> Guest:
    in_turn = turn(waiting, queue, settings.order)
    patience, leaving_costs = waiting.patience.total_seconds(), waiting.leaving_costs.total_seconds()
    return Guest(
        waiting=waiting,
        queue=queue,
        assign=assign,
        place=among_alike(waiting, queue),
        by=in_turn if settings.order is not Order.COST else (),
        turn=in_turn,
        group=AT_ONCE if waiting.urgency is Urgency.IMMEDIATE else float(-waiting.priority),
        since=waiting.queued_at.timestamp(),
        due=due_at(waiting, queue).timestamp(),
        singular=bool(waiting.refused_by or waiting.avoid or (waiting.prefers and waiting.prefers_until)),
        asynchronous=waiting.asynchronous,
        indifferent=not waiting.better_with and queue.language is not Language.PREFERRED,
        value=waiting.value,
        still=1.0 if waiting.asynchronous else 1.0 + leaving_costs / max(patience, 1.0),
        patience=patience,
        leaving_costs=leaving_costs,
        prefers_until=waiting.prefers_until.timestamp() if waiting.prefers_until else None,
        refused_at=waiting.refused_at.timestamp() if waiting.refused_at else None,
        steps=_steps(waiting, queue),
    )


def _steps(waiting: Waiting, queue: Queue) -> tuple[float, ...]:
    """When each relaxation of the queue is reached; one of 0 s always is."""
    if not queue.relax:
        return ()
    since = entered(waiting)
    return tuple(
        (since + step.after).timestamp() if step.after > timedelta(0) else -inf
        for step in sorted(queue.relax, key=lambda step: step.after)
    )


class Standing:
    """Customers in the order of `Guest.place`. Leaving at the head and joining at the end cost next to nothing."""

    __slots__ = ("_items", "_start")

    def __init__(self) -> None:
        self._items: list[tuple[tuple[float, float, str], Guest]] = []
        self._start = 0

    def __len__(self) -> int:
        return len(self._items) - self._start

    def add(self, guest: Guest) -> None:
        items, item = self._items, (guest.place, guest)
        if not items or items[-1][0] < guest.place:
            items.append(item)
        else:
            insort(items, item, lo=self._start, key=_place)

    def remove(self, guest: Guest) -> None:
        items, start = self._items, self._start
        at = start if items[start][1] is guest else bisect_left(items, guest.place, lo=start, key=_place)
        if at > start:
            del items[at]
            return
        self._start += 1
        if self._start > 32 and 2 * self._start > len(items):
            del items[: self._start]
            self._start = 0

    def nth(self, n: int) -> Guest | None:
        at = self._start + n
        return self._items[at][1] if at < len(self._items) else None

    def __iter__(self) -> Iterator[Guest]:
        items = self._items
        for at in range(self._start, len(items)):
            yield items[at][1]


class InTurn:
    """Everybody of one queue by `waiting.turn`. Sorted when somebody asks, not while decisions are made."""

    __slots__ = ("_changed", "_sorted", "_there")

    def __init__(self) -> None:
        self._there: dict[Turn, None] = {}
        self._sorted: list[Turn] = []
        self._changed: set[Turn] = set()

    def add(self, turn: Turn) -> None:
        self._there[turn] = None
        if len(self._changed) <= FEW_CHANGES:
            self._changed.add(turn)

    def remove(self, turn: Turn) -> None:
        self._there.pop(turn, None)
        if len(self._changed) <= FEW_CHANGES:
            self._changed.add(turn)

    def place(self, turn: Turn) -> int:
        """1 is next."""
        return bisect_left(self._in_order(), turn) + 1

    def handoffs(self) -> list[str]:
        return [str(turn[-1]) for turn in self._in_order()]

    def _in_order(self) -> list[Turn]:
        if len(self._changed) > FEW_CHANGES:
            self._sorted = sorted(self._there)
        else:
            for turn in self._changed:
                at = bisect_left(self._sorted, turn)
                there = at < len(self._sorted) and self._sorted[at] == turn
                if there and turn not in self._there:
                    del self._sorted[at]
                elif not there and turn in self._there:
                    self._sorted.insert(at, turn)
        self._changed.clear()
        return self._sorted


FEW_CHANGES = 50
"""With more, the line is sorted anew: most of it is in order already."""


def _place(item: tuple[tuple[float, float, str], Guest]) -> tuple[float, float, str]:
    return item[0]


@dataclass(slots=True, eq=False)
class Band:
    """Lanes of equal group and index, as bits. `key`: the smallest goes first; then start of the wait, then id."""

    key: tuple[float, float]
    lanes: int = 0


Entry = tuple[float, Any, float, str, Guest, "Lane"]
"""Of the head of a lane, smallest first: group, what the order says, start of the wait, id."""


@dataclass(slots=True, eq=False)
class Lane:
    """`mask`: who fits; `reach`: who fits only by a neighbouring skill, and is asked when that pays.

    bit, band, entry: see `ranks.Ranks`. works: see `balance.Balance.work`, by kind of agent, as of `learned`.
    """

    demand: Demand
    kind: Alike
    pool: Pool
    room: Room
    assign: Assign
    mask: int = 0
    reach: int = 0
    either: int = 0  # mask or reach
    head: Guest | None = None  # first of `plain`
    odd: Guest | None = None  # first of `singular`
    power: float = 1.0  # what the expected work counts for in the index
    customers: int = 0
    bit: int = 0
    band: Band | None = None
    entry: Entry | None = None
    works: dict[Profile, float] = field(default_factory=dict)
    bases: dict[tuple[Profile, int], float] = field(default_factory=dict)
    learned: int = -1
    plain: Standing = field(default_factory=Standing)
    singular: Standing = field(default_factory=Standing)

    def add(self, guest: Guest) -> bool:
        """Whether somebody else is first now."""
        guest.lane = self
        self.customers += 1
        self.pool.customers += 1
        (self.singular if guest.singular else self.plain).add(guest)
        return self._firsts(guest.singular)

    def remove(self, guest: Guest) -> bool:
        """Whether somebody else is first now."""
        guest.lane = None
        self.customers -= 1
        self.pool.customers -= 1
        (self.singular if guest.singular else self.plain).remove(guest)
        return self._firsts(guest.singular)

    def _firsts(self, singular: bool) -> bool:
        if singular:
            before, self.odd = self.odd, self.singular.nth(0)
            return self.odd is not before
        before, self.head = self.head, self.plain.nth(0)
        return self.head is not before

    def weigh(self) -> None:
        """After the expected work changed."""
        self.power = max(self.pool.line.work * self.demand.units, 1.0) ** WORK_POWER
