"""What waiting customers would be told, beside what came true: the estimator of the product and two usual ones."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from segue.domain.queues import Order
from segue.domain.routing import router as events
from segue.domain.routing.agents import Agent
from segue.domain.routing.forecast import Forecast, Forecaster, facts_of
from segue.domain.routing.line_up import LineUp
from segue.domain.routing.situation import Chances, Past
from segue.domain.routing.waiting import Waiting
from segue.insight.simulation.engine import Case, Dispatcher, Seat
from segue.insight.simulation.router_dispatcher import Planner, moment


@dataclass(frozen=True, slots=True)
class Told:
    """Seconds. last_wait: what the last customer of the same queue and tier waited. classic: handle time x place /
    slots.
    """

    waited_s: float
    expected_s: float
    low_s: float
    high_s: float
    last_wait_s: float
    classic_s: float


@dataclass(slots=True)
class Announcer:
    """Kept over the days of a simulation, as a product is over the days of a team."""

    forecaster: Forecaster = field(default_factory=Forecaster)
    past: Past = field(default_factory=Past)
    told: list[Told] = field(default_factory=list)
    order: Order = Order.COST

    def begin_day(self) -> None:
        """Seconds begin anew, and with them what is known of who comes how often; what was learned stays."""
        self.past.since = None
        self.past.came.clear()


class Watched:
    """A planner whose events are looked at on their way."""

    def __init__(self, planner: Planner) -> None:
        self._planner = planner
        self.agents: dict[str, Agent] = {}
        self.waiting: dict[str, Waiting] = {}
        again = getattr(planner, "looks_again_at", None)
        if again:
            self.looks_again_at = again

    def apply(self, event: Any, /) -> None:
        match event:
            case events.AgentChanged(agent):
                self.agents[agent.id] = agent
            case events.CustomerWaits(waiting):
                self.waiting[waiting.handoff] = waiting
            case events.CustomerGone(handoff):
                self.waiting.pop(handoff, None)
        self._planner.apply(event)

    def plan(self, now: datetime, /) -> Iterable[Any]:
        return self._planner.plan(now)


class Announcing:
    """A dispatcher that tells everybody who must wait how long, once, and learns from what came true."""

    def __init__(self, dispatcher: Dispatcher, watched: Watched, announcer: Announcer) -> None:
        self._dispatcher, self._watched, self._announcer = dispatcher, watched, announcer
        self._new: list[Case] = []
        self._promised: dict[str, tuple[Waiting, tuple[float, ...], Forecast | None, float, float]] = {}
        self._began: dict[str, float] = {}
        self.looks_again_at = dispatcher.looks_again_at
        self.seat_changed = dispatcher.seat_changed

    def waits(self, case: Case, now: float) -> None:
        self._dispatcher.waits(case, now)
        if case.attempts == 0 and case.transfers == 0 and not case.customer.asynchronous:
            self._new.append(case)
            self._announcer.past.arrived(self._watched.waiting[case.name], moment(now))

    def gone(self, case: Case, now: float) -> None:
        self._dispatcher.gone(case, now)
        if case in self._new:
            self._new.remove(case)
        elif case.name in self._promised and case.state == 0:  # left while waiting
            _, facts, _, _, _ = self._promised.pop(case.name)
            self._announcer.forecaster.learn(facts, now - case.customer.arrival, left=True)

    def answered(self, case: Case, seat: Seat, now: float) -> None:
        self._dispatcher.answered(case, seat, now)
        self._began[case.name] = now
        waited = now - case.customer.arrival
        if case.transfers or case.customer.asynchronous:
            return
        if case.name in self._promised:
            waiting, facts, forecast, last, classic = self._promised.pop(case.name)
            if forecast:
                self._announcer.told.append(
                    Told(waited, forecast.expected_s, forecast.low_s, forecast.high_s, last, classic)
                )
            self._announcer.forecaster.learn(facts, waited)
            self._announcer.past.answered(waiting, waited)

    def finished(self, case: Case, seat: Seat, now: float) -> None:
        self._dispatcher.finished(case, seat, now)
        if case.name in self._began:
            self._announcer.past.finished(case.customer.skill, now - self._began.pop(case.name))

    def plan(self, now: float) -> list[tuple[Case, Seat]]:
        planned = list(self._dispatcher.plan(now))
        taken = {id(case) for case, _ in planned}
        for case in self._new:
            if id(case) not in taken:
                self._tell(case, now)
        self._new.clear()
        return planned

    def _tell(self, case: Case, now: float) -> None:
        watched, announcer = self._watched, self._announcer
        waiting = watched.waiting[case.name]
        line = LineUp(watched.waiting.values())
        chances = Chances(watched.agents.values(), line, moment(now), order=self._announcer.order)
        found = chances.of(waiting, announcer.past)
        forecast = announcer.forecaster.forecast(found)
        self._promised[case.name] = (waiting, facts_of(found), forecast, found.last_wait_s, found.by_handle_time_s)
