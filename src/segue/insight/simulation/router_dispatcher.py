"""The router that Segue ships, asked about simulated customers and agents: seconds become moments, cases handoffs.

A skill of the scenario is a queue of the product that requires its skill at the customer's level; a tier is a tier with
its service level; offers are reservations; a preferred agent is one whom the customer prefers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from math import inf
from typing import Any, Protocol

from segue.domain.queues import Queue, RoutingSettings, ServiceLevel, Tier
from segue.domain.routing import router as events
from segue.domain.routing.agents import Agent, Presence
from segue.domain.routing.waiting import Waiting
from segue.insight.simulation.engine import Case, Seat
from segue.insight.simulation.scenario import Scenario

MIDNIGHT = datetime(2026, 3, 2, tzinfo=UTC)
"""Second 0 of every scenario: a Monday."""


class Planner(Protocol):
    """What a router can do for a simulation. It may also say `looks_again_at(now)`."""

    def apply(self, event: Any, /) -> None: ...
    def plan(self, now: datetime, /) -> Iterable[Any]: ...


MakePlanner = Callable[[Mapping[str, Queue], RoutingSettings], Planner]


class RouterDispatcher:
    """ignores_skills: customers ask for no skill of anybody. returning: whether preferred agents are told.

    follow_ups: whether asynchronous work is told apart from customers who sit and wait.
    """

    def __init__(
        self,
        scenario: Scenario,
        seats: Sequence[Seat],
        planner: Planner,
        *,
        ignores_skills: bool = False,
        returning: bool = True,
        follow_ups: bool = True,
    ) -> None:
        self._planner = planner
        self._again: Callable[[datetime], datetime | None] | None = getattr(planner, "looks_again_at", None)
        self._tiers = tuple(tiers_of(scenario).values())
        self._ignores_skills, self._returning, self._follow_ups = ignores_skills, returning, follow_ups
        self._names = [seat.name for seat in seats]
        self._seats = {seat.name: seat for seat in seats}
        self._cases: dict[str, Case] = {}
        self._waiting: dict[str, Waiting] = {}  # as last told, of everybody who is not done
        for seat in seats:
            self.seat_changed(seat, False, 0.0)

    def waits(self, case: Case, now: float) -> None:
        customer = case.customer
        tier = self._tiers[customer.tier]
        self._cases[case.name] = case
        waiting = self._waiting[case.name] = Waiting(
            handoff=case.name,
            queue=customer.skill,
            queued_at=moment(case.since),
            conversation=case.name,
            requires={} if self._ignores_skills else {customer.skill: customer.level},
            units=customer.units,
            refused_by=tuple(self._names[number] for number in case.missed),
            refused_at=moment(case.missed_at) if case.missed else None,
            prefers=self._names[customer.preferred] if self._returning and customer.preferred >= 0 else "",
            avoid=tuple(self._names[number] for number in case.earlier),
            tier=tier.name,
            patience=tier.patience,
            leaving_costs=tier.leaving_costs,
            value=customer.value,
            due_at=moment(customer.due),
            asynchronous=self._follow_ups and customer.asynchronous,
        )
        self._planner.apply(events.CustomerWaits(waiting))

    def gone(self, case: Case, now: float) -> None:
        self._cases.pop(case.name, None)
        self._planner.apply(events.CustomerGone(case.name))

    def seat_changed(self, seat: Seat, available: bool, now: float) -> None:
        worker = seat.worker
        self._planner.apply(
            events.AgentChanged(
                Agent(
                    id=seat.name,
                    presence=_presence(seat, now),
                    skills=worker.skills,
                    capacity=worker.capacity,
                    units_used=seat.used,
                    last_assigned_at=moment(seat.last_offered) if seat.last_offered >= 0 else None,
                    until=moment(seat.until) if seat.on_duty and seat.until < inf else None,
                )
            )
        )

    def answered(self, case: Case, seat: Seat, now: float) -> None:
        """The product tells its router of reservations and endings only."""

    def finished(self, case: Case, seat: Seat, now: float) -> None:
        """What is passed on is not done, and says nothing of how long such work takes."""
        if not case.will_move:
            waiting = self._waiting.pop(case.name)
            self._planner.apply(events.Finished(waiting, seat.name, case.attended, moment(now)))

    def plan(self, now: float) -> list[tuple[Case, Seat]]:
        return [(self._cases[p.handoff], self._seats[p.agent]) for p in self._planner.plan(moment(now))]

    def looks_again_at(self, now: float) -> float:
        again = self._again(moment(now)) if self._again else None
        return inf if again is None else seconds(again)


def _presence(seat: Seat, now: float) -> Presence:
    if seat.away_until > now:
        return Presence.NOT_RESPONDING
    if seat.on_duty:
        return Presence.ONLINE
    resting = any(start <= now < end for start, end in seat.worker.breaks)
    return Presence.AWAY if resting else Presence.OFFLINE


def moment(second: float) -> datetime:
    return MIDNIGHT + timedelta(seconds=second)


def seconds(at: datetime) -> float:
    return (at - MIDNIGHT).total_seconds()


def queues_of(scenario: Scenario) -> dict[str, Queue]:
    """One queue a skill."""
    levels = ServiceLevel(
        first_response=timedelta(seconds=max(tier.sla_s for tier in scenario.tiers)),
        tiers={tier.name: (timedelta(seconds=tier.sla_s), None) for tier in scenario.tiers},
    )
    until = timedelta(seconds=scenario.offers.timeout_s)
    return {skill: Queue(skill, requires={skill: 1}, reserve_for=until, sla=levels) for skill in scenario.skills}


def tiers_of(scenario: Scenario) -> dict[str, Tier]:
    return {
        tier.name: Tier(
            tier.name,
            value=tier.value,
            patience=timedelta(seconds=tier.patience.mean_s),
            leaving_costs=timedelta(seconds=tier.abandon_penalty_s),
        )
        for tier in scenario.tiers
    }


def settings_of(scenario: Scenario) -> dict[str, Any]:
    """Fields of RoutingSettings that a scenario settles: who covers whom, the pace, what a miss is worth.

    Its shifts are the times in which something new may be offered, so nothing is taken off their ends.
    """
    penalties = scenario.penalties
    rates = [max(rate for _, rate in stream.rate_per_h) for stream in scenario.demand]
    works = [stream.work.mean_s * scenario.expected_work_error.get(stream.skill, 1.0) for stream in scenario.demand]
    handle = sum(r * w for r, w in zip(rates, works, strict=True)) / max(sum(rates), 1e-9)
    return {
        "adjacent": scenario.neighbours(),
        "pace": scenario.concurrency,
        "before_shift_ends": timedelta(0),
        "handle_time": timedelta(seconds=handle) if handle > 0 else timedelta(minutes=8),
        "sla_miss": timedelta(seconds=penalties.sla_miss_s),
        "misfit": timedelta(seconds=penalties.misskilled_s),
        "transfer": timedelta(seconds=penalties.transfer_s),
    }
