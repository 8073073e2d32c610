"""Who decides in a simulation: the router under some settings, or what other desks do."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from segue.domain.queues import Assign, Order, Queue, RoutingSettings, Tier
from segue.domain.routing.experience import Experience
from segue.domain.routing.router import Router
from segue.insight.simulation import comparison
from segue.insight.simulation.engine import Dispatcher, MakeDispatcher, Seat
from segue.insight.simulation.router_dispatcher import Planner, RouterDispatcher, queues_of, settings_of, tiers_of
from segue.insight.simulation.scenario import AgentGroup, Scenario

BASELINE = "skills_least_active"


@dataclass(frozen=True, slots=True)
class Setup:
    """What a router starts with. expected: configured seconds of undivided attention, by queue."""

    queues: Mapping[str, Queue]
    settings: RoutingSettings
    tiers: Mapping[str, Tier]
    expected: Mapping[str, float]


MakeRouter = Callable[[Setup], Planner]


def _as_it_is(scenario: Scenario) -> Scenario:
    return scenario


@dataclass(frozen=True, slots=True)
class Deciding:
    """A policy with its name. scenario: what it makes of one before anybody comes, such as pooling all skills."""

    name: str
    make: MakeDispatcher
    scenario: Callable[[Scenario], Scenario] = _as_it_is


def shipped(setup: Setup) -> Planner:
    """The router of the product."""
    return Router(setup.queues, setup.settings, experience=Experience(setup.settings, expected=setup.expected))


def by_router(
    name: str,
    *,
    router: MakeRouter = shipped,
    queues: Callable[[Scenario], Mapping[str, Queue]] | None = None,
    settings: RoutingSettings | None = None,
    ignores_skills: bool = False,
    returning: bool = True,
    follow_ups: bool = True,
    scenario: Callable[[Scenario], Scenario] = _as_it_is,
    **changes: Any,
) -> Deciding:
    """The router with the default settings, as far as the scenario does not settle them, and `changes` to them.

    queues:    of a policy file; skills of the scenario that it has no queue for get a plain one.
    settings:  of a policy file; then nothing is taken from the scenario.
    returning: whether the router is told whom a customer prefers. follow_ups: and for whom nobody sits and waits.
    """

    def make(told: Scenario, seats: Sequence[Seat]) -> Dispatcher:
        rooms = {**queues_of(told), **(queues(told) if queues else {})}
        if ignores_skills:
            rooms = {key: replace(room, requires={}) for key, room in rooms.items()}
        settled = settings or RoutingSettings(**{**settings_of(told), **changes})
        setup = Setup(rooms, settled, tiers_of(told), expected_of(told))
        return RouterDispatcher(
            told, seats, router(setup), ignores_skills=ignores_skills, returning=returning, follow_ups=follow_ups
        )

    return Deciding(name, make, scenario)


def expected_of(scenario: Scenario) -> dict[str, float]:
    """Seconds of attention that are configured, by skill: right, or wrong by `expected_work_error`."""
    found: dict[str, tuple[float, float]] = {}
    for stream in scenario.demand:
        weight = sum(rate for _, rate in stream.rate_per_h) / len(stream.rate_per_h) or 1e-9
        total, mass = found.get(stream.skill, (0.0, 0.0))
        found[stream.skill] = (total + weight * stream.work.mean_s, mass + weight)
    return {
        skill: total / mass * scenario.expected_work_error.get(skill, 1.0) for skill, (total, mass) in found.items()
    }


def pooled(scenario: Scenario) -> Scenario:
    """Everybody can do everything as well as they do what they do best: a yardstick, not to be had."""
    return replace(scenario, agents=tuple(_pooled(group, scenario.skills) for group in scenario.agents))


def _pooled(group: AgentGroup, skills: Sequence[str]) -> AgentGroup:
    best = max(group.skills.values(), default=1)
    return replace(group, skills=dict.fromkeys(skills, best))


_PLAIN: dict[str, Any] = {
    "returning": False,
    "follow_ups": False,
    "longest_wait": timedelta(days=30),
    "overflow": False,
    "hold_back": False,
    "adjacent": {},
}
"""Of the rules of thumb: no preferred agent, no ageing, no help, nobody held back, yesterday's work first in line."""


def _gcmu(scenario: Scenario, seats: Sequence[Seat]) -> Dispatcher:
    return comparison.FittingDispatcher(
        scenario, seats, comparison.arrival, comparison.least_flexible, urgency=comparison.delay_cost(scenario)
    )


NAMED: Mapping[str, Callable[[], Deciding]] = {
    "balanced": lambda: by_router("balanced"),
    "without_hold_back": lambda: by_router("without_hold_back", hold_back=False),
    "without_overflow": lambda: by_router("without_overflow", overflow=False),
    "fifo_round_robin": lambda: by_router(
        "fifo_round_robin", ignores_skills=True, order=Order.FIFO, assign=Assign.ROUND_ROBIN, **_PLAIN
    ),
    "skills_round_robin": lambda: by_router(
        "skills_round_robin", order=Order.FIFO, assign=Assign.ROUND_ROBIN, **_PLAIN
    ),
    "skills_longest_idle": lambda: by_router(
        "skills_longest_idle", order=Order.FIFO, assign=Assign.LONGEST_IDLE, **_PLAIN
    ),
    "skills_least_active": lambda: by_router(BASELINE, order=Order.FIFO, assign=Assign.LEAST_ACTIVE, **_PLAIN),
    "priority_least_active": lambda: by_router(
        "priority_least_active", order=Order.PRIORITY, assign=Assign.LEAST_ACTIVE, **_PLAIN
    ),
    "due": lambda: by_router("due", order=Order.DUE, assign=Assign.LEAST_ACTIVE, **_PLAIN),
    "gcmu": lambda: Deciding("gcmu", _gcmu),
    "pooled": lambda: by_router("pooled", scenario=pooled),
    **{
        mode.value: (lambda mode=mode: by_router(mode.value, assign=mode))  # type: ignore[misc]
        for mode in Assign
        if mode not in {Assign.BALANCED, Assign.MANUAL}
    },
}
"""By name. The modes of `assign` alone keep the default order and everything else of the default settings."""
