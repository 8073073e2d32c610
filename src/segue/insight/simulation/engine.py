"""The day itself: an event heap in float seconds. It asks a dispatcher who gets whom, and does what follows.

What a dispatcher may know is in `Case` and `Seat` as far as the fields above the line; the rest is the simulator's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import IntEnum
from heapq import heappop, heappush
from math import inf
from typing import Protocol

from segue.insight.simulation.days import Customer, Day, Worker, chance
from segue.insight.simulation.scenario import LevelEffect, Scenario

MISSKILLED_AT_MOST = 0.9


class State(IntEnum):
    WAITING = 0
    OFFERED = 1
    ACTIVE = 2
    DONE = 3
    LEFT = 4


class Fit(IntEnum):
    FIT = 0
    OVERFLOW = 1
    MISSKILLED = 2


class BrokenPlan(Exception):
    """A dispatcher proposed what cannot be: a customer who does not wait, an agent who is not there or has no room."""


class Case:
    """A conversation. `earlier`: agents who had it. `missed`: (agent, when) of the last one who did not answer."""

    __slots__ = (
        "answered", "attempts", "attended", "began", "customer", "earlier", "fits", "left_at", "missed", "missed_at",
        "name", "seat", "since", "state", "token", "transfers", "waited", "will_move", "work",
    )  # fmt: skip

    def __init__(self, customer: Customer) -> None:
        self.customer = customer
        self.name = f"c{customer.number}"
        self.earlier: tuple[int, ...] = ()
        self.missed: tuple[int, ...] = ()
        self.missed_at = -inf
        self.transfers = 0
        self.attended = 0.0  # once it is done: seconds x pace of its agent meanwhile, as anybody can work it out
        # ---
        self.state = State.WAITING
        self.since = customer.arrival  # since when it waits
        self.waited = 0.0  # seconds, before the present wait
        self.answered = inf  # when a human first accepted
        self.left_at = inf
        self.work = customer.work  # what it still takes, of an agent of exactly the required level
        self.began = 0.0  # as `Seat.virtual` was when the work began
        self.seat: Seat | None = None
        self.attempts = 0
        self.token = 0  # changes with every offer, so that what was to come of an older one is void
        self.will_move = False
        self.fits: list[Fit] = []


class Seat:
    """An agent at work. used: units offered or active."""

    __slots__ = (
        "active", "away_until", "busy_s", "done", "last_offered", "name", "on_duty", "on_s", "pace", "since", "start",
        "token", "until", "used", "virtual", "worker",
    )  # fmt: skip

    def __init__(self, worker: Worker) -> None:
        self.worker = worker
        self.name = worker.name
        self.used = 0
        self.on_duty = False
        self.until = inf  # end of the present stretch of work
        self.away_until = -inf
        self.last_offered = -inf
        # ---
        self.active = 0  # units in active use
        self.pace = 1.0  # of each active conversation
        self.virtual = 0.0  # work done on each conversation that is active all the time
        self.since = 0.0  # up to when `virtual` and the sums are right
        self.token = 0
        self.start = 0.0
        self.done: list[tuple[float, int, Case]] = []  # (virtual at the end, number, case)
        self.on_s = 0.0
        self.busy_s = 0.0  # units x seconds while on duty

    @property
    def available(self) -> bool:
        return self.on_duty and self.away_until <= self.since


class Dispatcher(Protocol):
    """Learns what happens as it happens, and says who gets whom. Everything in seconds from the start of the day."""

    def waits(self, case: Case, now: float) -> None: ...
    def gone(self, case: Case, now: float) -> None:
        """No longer waiting: offered, or left."""

    def seat_changed(self, seat: Seat, available: bool, now: float) -> None: ...
    def answered(self, case: Case, seat: Seat, now: float) -> None: ...
    def finished(self, case: Case, seat: Seat, now: float) -> None: ...
    def plan(self, now: float) -> Iterable[tuple[Case, Seat]]: ...
    def looks_again_at(self, now: float) -> float: ...


MakeDispatcher = Callable[[Scenario, "list[Seat]"], Dispatcher]


class _Event(IntEnum):
    ARRIVAL = 0
    DONE = 1
    ANSWER = 2
    EXPIRE = 3
    LEAVE = 4
    ON = 5
    OFF = 6
    BACK = 7
    TICK = 8


_ARRIVAL, _DONE, _ANSWER, _EXPIRE, _LEAVE, _ON, _OFF, _BACK, _TICK = (int(event) for event in _Event)


class Engine:
    """Runs one day. `cases` and `seats` hold what became of everybody afterwards."""

    def __init__(self, day: Day, make: MakeDispatcher) -> None:
        self.day = day
        self.scenario = day.scenario
        self.cases = [Case(customer) for customer in day.customers]
        self.seats = [Seat(worker) for worker in day.workers]
        self.now = 0.0
        self.waiting = 0
        self._effect = day.scenario.level_effect
        self._concurrency = day.scenario.concurrency
        self._neighbours = day.scenario.neighbours()
        self._multipliers: dict[tuple[int, str, int], tuple[Fit, float, float]] = {}
        self._heap: list[tuple[float, int, int, object, int]] = []
        self._sequence = 0
        self._tick_at = inf
        self.dispatcher = make(day.scenario, self.seats)

    # --- the loop ----------------------------------------------------------------------------------------------------

    def run(self) -> Engine:
        for seat in self.seats:
            for start, end in seat.worker.on:
                self._push(start, _ON, seat, int(end))
                self._push(end, _OFF, seat)
        heap, ends = self._heap, self.scenario.ends_s
        arrivals = iter(self.cases)
        coming = next(arrivals, None)
        while True:
            arrives = coming.customer.arrival if coming else inf
            at = heap[0][0] if heap else inf
            if min(arrives, at) > ends:
                break
            if coming is not None and arrives < at:
                self.now = arrives
                self._arrive(coming)
                coming = next(arrivals, None)
            else:
                self.now, _, kind, subject, token = heappop(heap)
                if not self._happens(kind, subject, token):
                    continue
                if heap and heap[0][0] == self.now:
                    continue  # decide once, when all that happens at this moment is known
            if self.waiting:
                self._decide()
        self.now = ends
        for seat in self.seats:
            self._advance(seat)
        return self

    def _push(self, at: float, kind: int, subject: object, token: int = 0) -> None:
        self._sequence += 1
        heappush(self._heap, (at, self._sequence, kind, subject, token))

    def _happens(self, kind: int, subject: object, token: int) -> bool:  # noqa: PLR0911 - one line an event
        """Whether anything changed that the dispatcher should be asked about."""
        if kind == _DONE:
            return self._finish(subject, token)  # type: ignore[arg-type]
        if kind == _ANSWER:
            return self._answer(subject, token)  # type: ignore[arg-type]
        if kind == _LEAVE:
            return self._leave(subject, token)  # type: ignore[arg-type]
        if kind == _EXPIRE:
            return self._expire(subject, token)  # type: ignore[arg-type]
        if kind == _TICK:
            self._tick_at = inf
            return True
        seat: Seat = subject  # type: ignore[assignment]
        self._advance(seat)
        if kind == _BACK:
            if seat.away_until > self.now:
                return False
        else:
            seat.on_duty = kind == _ON
            seat.until = self._end_of_stretch(seat) if kind == _ON else inf
        self._tell(seat)
        return True

    def _end_of_stretch(self, seat: Seat) -> float:
        return next((end for start, end in seat.worker.on if start <= self.now < end), inf)

    def _decide(self) -> None:
        plan = self.dispatcher.plan(self.now)
        for case, seat in plan:
            self._offer(case, seat)
        if not self.waiting:
            return
        again = self.dispatcher.looks_again_at(self.now)
        if any(seat.on_duty and seat.used < seat.worker.capacity for seat in self.seats):
            again = min(again, self.now + self.scenario.tick_s)
        if self.now < again < self._tick_at:
            self._tick_at = again
            self._push(again, _TICK, None)

    # --- customers ---------------------------------------------------------------------------------------------------

    def _arrive(self, case: Case) -> None:
        self.waiting += 1
        if case.customer.patience < inf:
            self._push(self.now + case.customer.patience, _LEAVE, case, case.transfers)
        self.dispatcher.waits(case, self.now)

    def _offer(self, case: Case, seat: Seat) -> None:
        units = case.customer.units
        if case.state != State.WAITING:
            raise BrokenPlan(f"{case.name} does not wait at {self.now:.1f} s: {State(case.state).name}")
        if not seat.on_duty or seat.away_until > self.now:
            raise BrokenPlan(f"{seat.name} is not there at {self.now:.1f} s and cannot get {case.name}")
        if seat.used + units > seat.worker.capacity:
            raise BrokenPlan(f"{seat.name} has {seat.used} of {seat.worker.capacity} in use and cannot get {case.name}")
        if seat.worker.number in case.earlier:
            raise BrokenPlan(f"{seat.name} passed {case.name} on before and cannot get it again")
        self._advance(seat)
        self.waiting -= 1
        case.state, case.seat = State.OFFERED, seat
        case.token += 1
        seat.used += units
        seat.last_offered = self.now
        self.dispatcher.gone(case, self.now)
        self._tell(seat)
        accept, unanswered = self._reaction(case)
        case.attempts += 1
        offers = self.scenario.offers
        if unanswered < offers.no_answer_prob or accept >= offers.timeout_s > 0:
            self._push(self.now + offers.timeout_s, _EXPIRE, case, case.token)
        else:
            self._push(self.now + accept, _ANSWER, case, case.token)

    def _reaction(self, case: Case) -> tuple[float, float]:
        customer = case.customer
        if case.attempts == 0:
            return customer.accept, customer.unanswered
        drawn = chance(self.day.seed, self.day.number, "offer", customer.number, case.attempts)
        mean = self.scenario.offers.accept_mean_s
        return (drawn.expovariate(1 / mean) if mean > 0 else 0.0), drawn.random()

    def _release(self, case: Case) -> Seat:
        seat = case.seat
        assert seat is not None
        self._advance(seat)
        seat.used -= case.customer.units
        case.seat = None
        case.token += 1
        return seat

    def _expire(self, case: Case, token: int) -> bool:
        if case.token != token or case.state != State.OFFERED:
            return False
        seat = self._release(case)
        seat.away_until = self.now + self.scenario.offers.away_s
        self._push(seat.away_until, _BACK, seat)
        self._tell(seat)
        case.state = State.WAITING
        case.missed, case.missed_at = (*case.missed, seat.worker.number), self.now
        self.waiting += 1
        self.dispatcher.waits(case, self.now)
        return True

    def _leave(self, case: Case, transfers: int) -> bool:
        if case.state > State.OFFERED or case.transfers != transfers:
            return False
        if case.state == State.OFFERED:
            seat = self._release(case)
            self._tell(seat)
        else:
            self.waiting -= 1
            self.dispatcher.gone(case, self.now)
        case.state, case.left_at = State.LEFT, self.now
        case.waited += self.now - case.since
        return True

    def _answer(self, case: Case, token: int) -> bool:
        if case.token != token or case.state != State.OFFERED:
            return False
        seat = case.seat
        assert seat is not None
        customer = case.customer
        self._advance(seat)
        case.state, case.began = State.ACTIVE, seat.virtual
        case.waited += self.now - case.since
        case.answered = min(case.answered, self.now)
        fit, multiplier, moves = self._multiplier(seat, customer.skill, customer.level)
        case.fits.append(fit)
        case.will_move = self._moved(case) < moves
        factor = self.scenario.sticky.work_factor if seat.worker.number == customer.preferred else 1.0
        work = case.work * multiplier * factor * (self._effect.triage_fraction if case.will_move else 1.0)
        seat.active += customer.units
        heappush(seat.done, (seat.virtual + work, customer.number, case))
        self._schedule(seat)
        self.dispatcher.answered(case, seat, self.now)
        return False

    def _moved(self, case: Case) -> float:
        if case.transfers == 0:
            return case.customer.moved
        return chance(self.day.seed, self.day.number, "moved", case.customer.number, case.transfers).random()

    def _finish(self, seat: Seat, token: int) -> bool:
        if seat.token != token:
            return False
        self._advance(seat)
        _, _, case = heappop(seat.done)
        case.attended = (seat.virtual - case.began) / seat.worker.speed
        seat.active -= case.customer.units
        seat.used -= case.customer.units
        self._schedule(seat)
        self.dispatcher.finished(case, seat, self.now)
        self._tell(seat)
        case.seat = None
        if case.will_move:
            self._back_in_line(case, seat)
        else:
            case.state = State.DONE
        return True

    def _back_in_line(self, case: Case, seat: Seat) -> None:
        case.transfers += 1
        case.work = case.customer.work * self._effect.after_transfer_fraction
        case.earlier = (*case.earlier, seat.worker.number)
        case.state, case.since = State.WAITING, self.now
        self.waiting += 1
        if (left := case.customer.patience - case.waited) < inf:
            self._push(self.now + max(0.0, left), _LEAVE, case, case.transfers)
        self.dispatcher.waits(case, self.now)

    # --- agents ------------------------------------------------------------------------------------------------------

    def _tell(self, seat: Seat) -> None:
        self.dispatcher.seat_changed(seat, seat.on_duty and seat.away_until <= self.now, self.now)

    def _advance(self, seat: Seat) -> None:
        passed = self.now - seat.since
        if passed > 0:
            seat.virtual += passed * seat.pace
            if seat.on_duty:
                seat.on_s += passed
                seat.busy_s += passed * seat.used
            seat.since = self.now

    def _schedule(self, seat: Seat) -> None:
        """Anew, whenever the units in active use changed: the next conversation to end, at the pace of now."""
        seat.token += 1
        if not seat.done:
            return
        place = min(seat.active, len(self._concurrency)) - 1
        seat.pace = self._concurrency[place] * seat.worker.speed
        self._push(self.now + max(0.0, seat.done[0][0] - seat.virtual) / seat.pace, _DONE, seat, seat.token)

    def _multiplier(self, seat: Seat, skill: str, level: int) -> tuple[Fit, float, float]:
        """(how it fits, factor on the work, probability of a transfer)."""
        key = (seat.worker.number, skill, level)
        found = self._multipliers.get(key)
        if found is None:
            own, near = levels_of(seat.worker, skill, self._neighbours)
            found = self._multipliers[key] = effect_of(self._effect, own, near, level)
        return found


def levels_of(worker: Worker, skill: str, neighbours: dict[str, dict[str, int]]) -> tuple[int, int]:
    """(own level, level with adjacency) in `skill`."""
    own = worker.skills.get(skill, 0)
    near = max((level - neighbours.get(of, {}).get(skill, 99) for of, level in worker.skills.items()), default=0)
    return own, max(own, near, 0)


def effect_of(effect: LevelEffect, own: int, near: int, level: int) -> tuple[Fit, float, float]:
    if own >= level:
        return Fit.FIT, max(effect.floor, 1 - effect.per_level_above * (own - level)), 0.0
    if near >= level:
        return Fit.OVERFLOW, 1.0, effect.overflow_transfer_prob
    gap = level - near
    moves = effect.misskill_transfer_prob + effect.misskill_transfer_per_level * gap
    return Fit.MISSKILLED, 1 + effect.per_level_below * gap, min(MISSKILLED_AT_MOST, moves)
