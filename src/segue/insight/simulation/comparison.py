"""What other desks do, to compare the router with: customers in some order, each to one of the agents who fit.

They know nothing of the router. `ignores_skills` is the simple inbox, in which everybody gets anything.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Callable, Iterator, Sequence
from math import exp, inf

from segue.insight.simulation.engine import Case, Seat
from segue.insight.simulation.scenario import Scenario

Turn = Callable[[Case], tuple[float, ...]]
"""Smallest first; it does not change while somebody waits, unless `changing`."""

Liking = Callable[[Case, Seat], tuple[float, ...]]
"""The agent of the smallest gets the customer."""

Kind = tuple[str, int, int]


def arrival(case: Case) -> tuple[float, ...]:
    return (case.customer.arrival,)


def least_active(case: Case, seat: Seat) -> tuple[float, ...]:
    return (seat.used / seat.worker.capacity, seat.last_offered, seat.worker.number)


def longest_idle(case: Case, seat: Seat) -> tuple[float, ...]:
    return (seat.last_offered, seat.worker.number)


class FittingDispatcher:
    """`turn` orders the customers, `liking` the agents. With `urgency`, the order is worked out anew at each plan."""

    def __init__(
        self,
        scenario: Scenario,
        seats: Sequence[Seat],
        turn: Turn = arrival,
        liking: Liking = least_active,
        *,
        ignores_skills: bool = False,
        urgency: Callable[[Case, float], float] | None = None,
    ) -> None:
        self._turn, self._liking, self._urgency = turn, liking, urgency
        self._ignores_skills = ignores_skills
        self._seats = list(seats)
        self._lines: dict[Kind, list[tuple[tuple[float, ...], int, Case]]] = {}
        self._able: dict[Kind, list[Seat]] = {}
        self._there: set[Seat] = set()

    def waits(self, case: Case, now: float) -> None:
        insort(self._lines.setdefault(self._kind(case), []), (self._turn(case), case.customer.number, case))

    def gone(self, case: Case, now: float) -> None:
        line = self._lines[self._kind(case)]
        del line[next(i for i, (_, number, _) in enumerate(line) if number == case.customer.number)]

    def seat_changed(self, seat: Seat, available: bool, now: float) -> None:
        if available and seat.used < seat.worker.capacity:
            self._there.add(seat)
        else:
            self._there.discard(seat)

    def answered(self, case: Case, seat: Seat, now: float) -> None: ...

    def finished(self, case: Case, seat: Seat, now: float) -> None: ...

    def looks_again_at(self, now: float) -> float:
        return inf

    def plan(self, now: float) -> Iterator[tuple[Case, Seat]]:
        """One pair after the other; each is offered before the next is asked for."""
        while self._there:
            heads = [found for kind, line in self._lines.items() if line and (found := self._head(kind, line, now))]
            if not heads:
                return
            _, case, free = min(heads, key=lambda head: (head[0], head[1].customer.number))
            yield case, min(free, key=lambda seat: self._liking(case, seat))

    def _head(
        self, kind: Kind, line: list[tuple[tuple[float, ...], int, Case]], now: float
    ) -> tuple[tuple[float, ...], Case, list[Seat]] | None:
        free = self._free(kind)
        if not free:
            return None
        able = ((turn, case, self._may(case, free)) for turn, _, case in line)
        heads = ((turn, case, may) for turn, case, may in able if may)
        if self._urgency is None:
            return next(heads, None)
        urgency = self._urgency
        rated = (((-urgency(case, now), *turn), case, may) for turn, case, may in heads)
        return min(rated, key=lambda head: (head[0], head[1].customer.number), default=None)

    def _free(self, kind: Kind) -> list[Seat]:
        skill, level, units = kind
        if kind not in self._able:
            fits = self._ignores_skills
            self._able[kind] = [s for s in self._seats if fits or s.worker.skills.get(skill, 0) >= level]
        return [s for s in self._able[kind] if s in self._there and s.worker.capacity - s.used >= units]

    @staticmethod
    def _may(case: Case, free: list[Seat]) -> list[Seat]:
        return [seat for seat in free if seat.worker.number not in case.earlier] if case.earlier else free

    @staticmethod
    def _kind(case: Case) -> Kind:
        return (case.customer.skill, case.customer.level, case.customer.units)


def round_robin(seats: Sequence[Seat]) -> Liking:
    """The next in a fixed circle of all agents."""
    turns = {seat.worker.number: seat.worker.number for seat in seats}
    last = len(seats)

    def liking(case: Case, seat: Seat) -> tuple[float, ...]:
        return (turns[seat.worker.number],)

    def chosen(seat: Seat) -> None:
        nonlocal last
        turns[seat.worker.number] = last
        last += 1

    liking.chosen = chosen  # type: ignore[attr-defined]
    return liking


def least_flexible(case: Case, seat: Seat) -> tuple[float, ...]:
    """Specialists first: who has the fewest skills."""
    return (len(seat.worker.skills), seat.used / seat.worker.capacity, seat.last_offered, seat.worker.number)


def delay_cost(scenario: Scenario, *, tau: float = 60.0) -> Callable[[Case, float], float]:
    """Generalised c-mu: value x marginal cost of delay / expected work (Mandelbaum and Stolyar, 2004)."""
    work = {stream.skill: stream.work.mean_s for stream in scenario.demand}
    risk = [1 + tier.abandon_penalty_s / max(tier.patience.mean_s, 1.0) for tier in scenario.tiers]
    miss = scenario.penalties.sla_miss_s

    def urgency(case: Case, now: float) -> float:
        customer = case.customer
        slack = customer.due - now
        cost = 1.0 if customer.asynchronous else risk[customer.tier]
        if slack >= 0:
            cost += miss / tau * exp(-slack / tau)
        return customer.value * cost / work.get(customer.skill, 1.0)

    return urgency
