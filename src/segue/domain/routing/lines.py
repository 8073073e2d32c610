"""Waiting customers in lanes: those who are alike and ask for the same by now stand one behind the other.

A pool is everybody who asks for the same before any relaxation, with sums over the agents who could take them; the
balanced rule looks at these. A lane belongs to one pool, and holds customers of equal value, target and present demand.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterator
from dataclasses import dataclass, field

from segue.domain.queues import Assign, Language, Queue
from segue.domain.routing.demands import Demand
from segue.domain.routing.experience import Sort
from segue.domain.routing.roster import Room
from segue.domain.routing.rule.delay import WORK_POWER
from segue.domain.routing.rule.facts import Line
from segue.domain.routing.waiting import Alike, Turn, Waiting

EXACT = float(1 << 60)
"""Sums of floats are kept in whole numbers of this part, so that they come out the same in whatever order."""


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
    value: float
    still: float  # marginal cost of delay, the target apart
    steps: tuple[float, ...]  # seconds at which a relaxation is reached, all of them
    lane: Lane | None = None

    @property
    def handoff(self) -> str:
        return self.waiting.handoff


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
        return (self._items[at][1] for at in range(self._start, len(self._items)))


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
class Lane:
    """`mask`: who fits; `reach`: who fits only by a neighbouring skill, and is asked when that pays."""

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
    odd_from: float = 0.0  # place of `odd`, as far as it is a number
    first: str = ""  # handoff of `head`; this and the following are those of `head`
    head_from: float = 0.0
    group: float = 0.0
    since: float = 0.0
    due: float = 0.0
    rest: float = 0.0  # minus the index while no target is near
    customers: int = 0
    plain: Standing = field(default_factory=Standing)
    singular: Standing = field(default_factory=Standing)

    def add(self, guest: Guest) -> None:
        (self.singular if guest.singular else self.plain).add(guest)
        guest.lane = self
        self._counted(1)

    def remove(self, guest: Guest) -> None:
        (self.singular if guest.singular else self.plain).remove(guest)
        guest.lane = None
        self._counted(-1)

    def _counted(self, more: int) -> None:
        self.customers += more
        self.pool.customers += more
        self.odd = self.singular.nth(0)
        if self.odd is not None:
            self.odd_from = self.odd.place[0]
        head = self.plain.nth(0)
        if head is not self.head:
            self.head = head
            self.weigh()

    def weigh(self) -> None:
        """After the head or the expected work changed."""
        head, line = self.head, self.pool.line
        self.power = max(line.work * self.demand.units, 1.0) ** WORK_POWER
        if head is not None:
            self.group, self.since, self.due = head.group, head.since, head.due
            self.head_from, _, self.first = head.place
            self.rest = -(head.value * head.still / self.power)
