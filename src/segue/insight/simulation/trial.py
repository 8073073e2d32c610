"""One staffing beside another on the same days, for whoever waits for it: small enough, and stopped at any moment."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from segue.insight.simulation.choosing import PolicyChoice, deciding_of
from segue.insight.simulation.days import day_of
from segue.insight.simulation.engine import Case, Dispatcher, Engine, MakeDispatcher, Seat
from segue.insight.simulation.measures import Measured, measured
from segue.insight.simulation.reading import WrongScenario, scenario_of
from segue.insight.simulation.running import Played
from segue.insight.simulation.scenario import Scenario
from segue.insight.simulation.summary import Days, as_data, compared, compared_as_data, summarised

MOST_CONVERSATIONS = 30_000
"""In all days of both together: about half a minute of work."""

MOST_AGENTS = 300
LONGEST_DAY_S = 3 * 86_400.0
SHORTEST_TICK_S = 1.0
NOW, CHANGED = "now", "changed"


class TooMuch(ValueError):
    """More than is played while somebody waits; says what would be taken."""


class Stopped(Exception):
    """Nobody waits for it any more, or its time is over."""


@dataclass(frozen=True, slots=True)
class Changes:
    """agents: group -> (count, capacity). demand: factor on all rates."""

    agents: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    demand: float = 1.0


@dataclass(frozen=True, slots=True)
class Trial:
    """`changed` is None where nothing differs."""

    now: tuple[Scenario, PolicyChoice]
    changed: tuple[Scenario, PolicyChoice] | None
    seed: int
    days: int


def described(data: Mapping[str, Any]) -> dict[str, Any]:
    """What somebody may want to change. Raises WrongScenario."""
    scenario = scenario_of(data)
    return {
        "name": scenario.name,
        "description": scenario.description,
        "conversations": round(scenario.expected_conversations()),
        "groups": [
            {"name": one.name, "count": one.count, "capacity": one.capacity, "skills": dict(one.skills)}
            for one in scenario.agents
        ],
        "tiers": [{"name": one.name, "sla_s": one.sla_s, "value": one.value} for one in scenario.tiers],
        "notes": list(scenario.notes),
    }


def varied(data: Mapping[str, Any], changes: Changes) -> dict[str, Any]:
    """The scenario with the changes. Raises WrongScenario for a group that it does not have."""
    made: dict[str, Any] = deepcopy(dict(data))
    groups = {group["name"]: group for group in made["agents"]}
    for name, (count, capacity) in changes.agents.items():
        if name not in groups:
            raise WrongScenario("agents", f"no group is called {name!r}; there are {', '.join(groups)}")
        groups[name] |= {"count": count, "capacity": capacity}
    if changes.demand != 1:
        for stream in made["demand"]:
            rate = stream["rate_per_h"]
            if isinstance(rate, list):
                stream["rate_per_h"] = [[at, value * changes.demand] for at, value in rate]
            else:
                stream["rate_per_h"] = rate * changes.demand
    return made


def trial_of(
    data: Mapping[str, Any], changes: Changes, now: PolicyChoice, then: PolicyChoice, *, seed: int, days: int
) -> Trial:
    """Raises WrongScenario, TooMuch, and what is wrong with a policy."""
    before = scenario_of(data)
    after = scenario_of(varied(data, changes))
    for choice in (now, then):
        deciding_of(choice)
    trial = Trial((before, now), None if (before, now) == (after, then) else (after, then), seed, days)
    _not_too_much(trial)
    return trial


def _not_too_much(trial: Trial) -> None:
    sides = [side[0] for side in (trial.now, trial.changed) if side]
    for scenario in sides:
        agents = sum(group.count for group in scenario.agents)
        if agents > MOST_AGENTS:
            raise TooMuch(f"{agents} agents; at most {MOST_AGENTS} are simulated here, {_ELSEWHERE}")
        if scenario.ends_s > LONGEST_DAY_S or scenario.tick_s < SHORTEST_TICK_S:
            raise TooMuch(f"a day of the scenario may last 3 days here, with ticks of 1 s or more; {_ELSEWHERE}")
    each = sum(map(_most_expected, sides))
    if each * trial.days > MOST_CONVERSATIONS:
        fit = int(MOST_CONVERSATIONS // each)
        told = f"about {each:,.0f} conversations a day in both together, {trial.days} days"
        what = f"choose {fit} days or fewer" if fit else "that is too many even for one day"
        raise TooMuch(f"{told}: more than the {MOST_CONVERSATIONS:,} that are simulated here; {what}, {_ELSEWHERE}")


_ELSEWHERE = "or use `segue simulate` on the command line"


def _most_expected(scenario: Scenario) -> float:
    """A day, its bursts included."""
    bursts = 0.0
    for burst in scenario.bursts:
        peak = sum(max(r for _, r in one.rate_per_h) for one in scenario.demand if one.skill == burst.skill)
        bursts += peak * max(0.0, burst.factor - 1) * max(burst.scale_range) * burst.duration_s / 3600
    return scenario.expected_conversations() + bursts


def tried(trial: Trial, going_on: Callable[[], bool]) -> dict[str, Any]:
    """Both sides of one day after those of the other, for as long as `going_on` says; what is known by then.

    Raises Stopped when not one day is whole.
    """
    sides = [side for side in (trial.now, trial.changed) if side]
    collected = Days(len(sides))
    try:
        for day in range(trial.days):
            for place, (scenario, choice) in enumerate(sides):
                collected.add(Played(place, day, _day(scenario, choice, trial.seed, day, going_on)))
    except Stopped:
        if not collected.complete:
            raise
    each = [collected.of(place) for place in range(len(sides))]
    first = summarised(NOW, trial.now[1].called, each[0])
    found: dict[str, Any] = {
        "days": first.days,
        "asked_days": trial.days,
        NOW: {"policy": first.policy, **as_data(first)},
    }
    if trial.changed:
        second = summarised(CHANGED, trial.changed[1].called, each[1])
        found[CHANGED] = compared_as_data(compared(second, each[1], each[0]))
    return found


def _day(scenario: Scenario, choice: PolicyChoice, seed: int, day: int, going_on: Callable[[], bool]) -> Measured:
    deciding = deciding_of(choice)
    make = _stoppable(deciding.make, going_on)
    return measured(Engine(day_of(deciding.scenario(scenario), seed, day), make).run())


def _stoppable(make: MakeDispatcher, going_on: Callable[[], bool]) -> MakeDispatcher:
    def made(scenario: Scenario, seats: list[Seat]) -> Dispatcher:
        return _Stoppable(make(scenario, seats), going_on)

    return made


class _Stoppable:
    """A dispatcher that asks before each plan whether anybody still waits for it."""

    def __init__(self, inner: Dispatcher, going_on: Callable[[], bool]) -> None:
        self._inner, self._going_on = inner, going_on
        self.waits, self.gone, self.seat_changed = inner.waits, inner.gone, inner.seat_changed
        self.answered, self.finished, self.looks_again_at = inner.answered, inner.finished, inner.looks_again_at

    def plan(self, now: float) -> Iterable[tuple[Case, Seat]]:
        if not self._going_on():
            raise Stopped
        return self._inner.plan(now)
