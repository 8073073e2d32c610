"""Scenarios from JSON. Whatever cannot be is refused with its place and what would be right; nothing is guessed."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches
from itertools import pairwise
from math import isfinite
from pathlib import Path
from typing import Any, TypeVar

from segue.domain.errors import SegueError
from segue.insight.simulation.scenario import (
    USUAL_PACE,
    AgentGroup,
    Burst,
    CustomerTier,
    Demand,
    Intervals,
    LevelEffect,
    Offers,
    OffHours,
    Penalties,
    Returning,
    Scenario,
    Spread,
)

T = TypeVar("T")

MOST_AGENTS = 5_000
MOST_CONVERSATIONS = 1_000_000
"""In one day: above this a run would not end before anybody loses patience."""

_NEVER = object()


class WrongScenario(SegueError):
    """`where`: "agents[2].capacity". `message` says what is wrong there and what would be right."""

    def __init__(self, where: str, wrong: str) -> None:
        super().__init__(f"{where or 'the scenario'}: {wrong}")
        self.where = where


def read_scenario(path: Path) -> dict[str, Any]:
    """The JSON of a file, not checked yet, so that variants can be made of it."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except UnicodeDecodeError as error:
        raise WrongScenario(str(path), f"not UTF-8 at byte {error.start}; a scenario is a JSON file") from error
    except (json.JSONDecodeError, RecursionError) as error:
        line = f" in line {error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
        raise WrongScenario(str(path), f"not JSON{line}: {error}") from error
    if not isinstance(found, dict):
        raise WrongScenario(str(path), 'one JSON object is wanted, such as {"name": …, "demand": […]}')
    return found


def scenario_of(data: Mapping[str, Any], name: str = "scenario") -> Scenario:
    """Raises WrongScenario. Fields that are not known are passed over and named in `notes`."""
    notes: list[str] = []
    top = _Part(data, "", notes)
    skills = top.names("skills")
    tiers = top.each("tiers", _tier, at_least=1)
    of_tier = _unique("tiers", [tier.name for tier in tiers])
    if sum(tier.share for tier in tiers) <= 0:
        raise WrongScenario("tiers", "no tier has a share above 0")
    horizon = top.number("horizon_s", above=0, most=31 * 86_400)
    hours = top.intervals("hours", ())
    scenario = Scenario(
        name=top.text("name", name),
        description=top.text("description", ""),
        horizon_s=horizon,
        drain_s=top.number("drain_s", 0.0, most=31 * 86_400),
        tick_s=top.number("tick_s", 5.0, least=0.1),
        skills=skills,
        adjacency=top.each("adjacency", lambda part: _neighbours(part, skills), raw=True),
        tiers=tiers,
        overdispersion_cv=top.number("overdispersion_cv", 0.0, most=3),
        demand=top.each("demand", lambda part: _demand(part, skills, of_tier), at_least=1),
        bursts=top.each("bursts", lambda part: _burst(part, skills)),
        agents=top.each("agents", lambda part: _group(part, skills), at_least=1),
        concurrency=_pace(top),
        level_effect=_level_effect(top.part("level_effect")),
        offers=_offers(top.part("offers")),
        sticky=_sticky(top.part("sticky")),
        absence_prob=top.number("absence_prob", 0.0, most=1),
        speed_cv=top.number("speed_cv", 0.0, most=3),
        level_jitter_prob=top.number("level_jitter_prob", 0.0, most=1),
        hours=hours,
        off_hours=_off_hours(top.part("off_hours")),
        expected_work_error=_by_skill(top.part("expected_work_error"), skills),
        penalties=_penalties(top.part("penalties")),
    )
    top.done({"format"})
    _check_whole(scenario)
    return replace(scenario, notes=tuple(notes))


def _check_whole(scenario: Scenario) -> None:
    _unique("agents", [group.name for group in scenario.agents])
    if (agents := sum(group.count for group in scenario.agents)) > MOST_AGENTS:
        raise WrongScenario("agents", f"{agents} in all; at most {MOST_AGENTS} can be simulated")
    hours = scenario.horizon_s / 3600
    most = sum(max(rate for _, rate in stream.rate_per_h) for stream in scenario.demand) * hours
    if most > MOST_CONVERSATIONS:
        raise WrongScenario("demand", f"about {most:,.0f} conversations a day; at most {MOST_CONVERSATIONS:,}")
    largest = max(group.capacity for group in scenario.agents)
    for i, stream in enumerate(scenario.demand):
        if stream.units > largest:
            raise WrongScenario(f"demand[{i}].units", f"{stream.units}, but no agent has a capacity above {largest}")


class _Part:
    """One object of the file. Every read names its place; `done` looks for what was not read."""

    def __init__(self, data: Any, where: str, notes: list[str]) -> None:
        if not isinstance(data, Mapping):
            raise WrongScenario(where, f"an object {{…}} is wanted, not {_shown(data)}")
        self.data, self.where, self.notes = data, where, notes
        self._read: set[str] = set()

    def place(self, key: str) -> str:
        return f"{self.where}.{key}" if self.where else key

    def wrong(self, key: str, what: str) -> WrongScenario:
        return WrongScenario(self.place(key), what)

    def get(self, key: str, otherwise: Any = _NEVER) -> Any:
        self._read.add(key)
        found = self.data.get(key, otherwise)
        if found is _NEVER:
            raise self.wrong(key, "missing")
        return found

    def number(
        self, key: str, otherwise: Any = _NEVER, *, least: float = 0.0, above: float | None = None, most: float = 1e9
    ) -> float:
        return _number(self.get(key, otherwise), self.place(key), least=least, above=above, most=most)

    def whole(self, key: str, otherwise: Any = _NEVER, *, least: int = 0, most: int = 1_000_000) -> int:
        return _whole(self.get(key, otherwise), self.place(key), least=least, most=most)

    def text(self, key: str, otherwise: Any = _NEVER) -> str:
        found = self.get(key, otherwise)
        if not isinstance(found, str) or (otherwise is _NEVER and not found.strip()):
            raise self.wrong(key, f"a text is wanted, not {_shown(found)}")
        return found

    def one_of(self, key: str, names: Sequence[str], what: str) -> str:
        found = self.text(key)
        if found not in names:
            raise self.wrong(key, _not_among(found, names, what))
        return found

    def names(self, key: str) -> tuple[str, ...]:
        found = _list(self.get(key), self.place(key))
        for i, name in enumerate(found):
            if not isinstance(name, str) or not name.strip():
                raise WrongScenario(f"{self.place(key)}[{i}]", f"a name is wanted, not {_shown(name)}")
        if not found:
            raise self.wrong(key, "empty; at least one is wanted")
        return _unique(self.place(key), found)

    def part(self, key: str) -> _Part:
        return _Part(self.get(key, {}), self.place(key), self.notes)

    def each(self, key: str, read: Callable[[Any], T], *, at_least: int = 0, raw: bool = False) -> tuple[T, ...]:
        found = _list(self.get(key, _NEVER if at_least else ()), self.place(key))
        if len(found) < at_least:
            raise self.wrong(key, "empty; at least one is wanted")
        places = [f"{self.place(key)}[{i}]" for i in range(len(found))]
        if raw:
            return tuple(read((item, place)) for item, place in zip(found, places, strict=True))
        read_all = []
        for item, place in zip(found, places, strict=True):
            part = _Part(item, place, self.notes)
            read_all.append(read(part))
            part.done()
        return tuple(read_all)

    def intervals(self, key: str, otherwise: Any = _NEVER) -> Intervals:
        found = _list(self.get(key, otherwise), self.place(key))
        made = []
        for i, pair in enumerate(found):
            where = f"{self.place(key)}[{i}]"
            start, end = _pair(pair, where, "[start, end] in seconds")
            if end <= start:
                raise WrongScenario(where, f"ends at {end:g}, which is not after its start at {start:g}")
            made.append((start, end))
        made.sort()
        for (_, end), (start, _) in pairwise(made):
            if start < end:
                raise self.wrong(key, f"two intervals overlap: one ends at {end:g}, the next begins at {start:g}")
        return tuple(made)

    def shares(self, key: str, otherwise: Any, known: Sequence[str], what: str) -> dict[str, float]:
        found = self.get(key, otherwise)
        if not isinstance(found, Mapping):
            raise self.wrong(key, f"an object {{name: share}} is wanted, not {_shown(found)}")
        for name in found:
            if name not in known:
                raise WrongScenario(self.place(f"{key}.{name}"), _not_among(name, known, what))
        made = {name: _number(share, self.place(f"{key}.{name}"), most=1e6) for name, share in found.items()}
        if made and sum(made.values()) <= 0:
            raise self.wrong(key, "all shares are 0")
        return made

    def done(self, also: set[str] = frozenset()) -> None:  # type: ignore[assignment]
        for key in self.data:
            if key not in self._read and key not in also:
                near = get_close_matches(str(key), sorted(self._read), 1)
                hint = f"; {near[0]} is meant?" if near else ""
                self.notes.append(f"{self.place(str(key))[:80]}: not a field of a scenario, passed over{hint}")


def _tier(part: _Part) -> CustomerTier:
    patience = part.part("patience")
    spread, never = _spread(patience, always=True), patience.number("never_share", 0.0, most=1)
    patience.done()
    return CustomerTier(
        name=part.text("name"),
        share=part.number("share", most=1e6),
        value=part.number("value", above=0, most=1e6),
        sla_s=part.number("sla_s", above=0),
        patience=spread,
        never_share=never,
        abandon_penalty_s=part.number("abandon_penalty_s", 0.0),
    )


def _spread(part: _Part, *, always: bool = False) -> Spread:
    return Spread(part.number("mean_s", above=0, most=1e8), part.number("cv", 1.0, most=10))


def _demand(part: _Part, skills: Sequence[str], tiers: Sequence[str]) -> Demand:
    work = part.part("work")
    spread = _spread(work)
    work.done()
    kind = part.get("kind", "live")
    if kind not in {"live", "async"}:
        raise part.wrong("kind", f"live or async is wanted, not {_shown(kind)}")
    levels = part.shares("levels", {"1": 1.0}, ("1", "2", "3", "4", "5"), "level")
    own_target = part.get("sla_s", None)
    return Demand(
        skill=part.one_of("skill", skills, "skill"),
        rate_per_h=_rates(part),
        levels={int(level): share for level, share in levels.items()} or {1: 1.0},
        work=spread,
        tier_mix=part.shares("tier_mix", {}, tiers, "tier"),
        units=part.whole("units", 1, least=1, most=1_000),
        asynchronous=kind == "async",
        sla_s=None if own_target is None else part.number("sla_s", above=0),
    )


def _rates(part: _Part) -> tuple[tuple[float, float], ...]:
    found = part.get("rate_per_h")
    where = part.place("rate_per_h")
    if isinstance(found, int | float) and not isinstance(found, bool):
        return ((0.0, _number(found, where)),)
    points = [
        _pair(point, f"{where}[{i}]", "[time in seconds, rate per hour]") for i, point in enumerate(_list(found, where))
    ]
    if not points:
        raise WrongScenario(where, "empty; at least one [time, rate] is wanted")
    for i, (before, after) in enumerate(pairwise(points), start=1):
        if after[0] <= before[0]:
            raise WrongScenario(f"{where}[{i}]", f"time {after[0]:g} does not come after {before[0]:g}")
    return tuple(points)


def _burst(part: _Part, skills: Sequence[str]) -> Burst:
    low, high = _pair(part.get("scale_range", (1.0, 1.0)), part.place("scale_range"), "[least, most]")
    if high < low:
        raise part.wrong("scale_range", f"the most, {high:g}, is less than the least, {low:g}")
    return Burst(
        skill=part.one_of("skill", skills, "skill"),
        start_s=part.number("start_s"),
        duration_s=part.number("duration_s", above=0),
        factor=part.number("factor", most=1_000),
        start_jitter_s=part.number("start_jitter_s", 0.0),
        scale_range=(low, high),
        work_factor=part.number("work_factor", 1.0, above=0, most=100),
    )


def _group(part: _Part, skills: Sequence[str]) -> AgentGroup:
    levels = part.get("skills")
    if not isinstance(levels, Mapping):
        raise part.wrong("skills", f"an object {{skill: level}} is wanted, not {_shown(levels)}")
    for skill in levels:
        if skill not in skills:
            raise WrongScenario(part.place(f"skills.{skill}"), _not_among(skill, skills, "skill"))
    shift = part.intervals("shift")
    if not shift:
        raise part.wrong("shift", "empty; at least one [start, end] is wanted, or count 0 for nobody")
    return AgentGroup(
        name=part.text("name"),
        count=part.whole("count", least=0, most=MOST_AGENTS),
        capacity=part.whole("capacity", 1, least=1, most=1_000),
        skills={s: _whole(level, part.place(f"skills.{s}"), least=1, most=5) for s, level in levels.items()},
        shift=shift,
        breaks=part.intervals("breaks", ()),
        stagger_s=part.number("stagger_s", 0.0),
        break_spread_s=part.number("break_spread_s", 0.0),
    )


def _neighbours(item: tuple[Any, str], skills: Sequence[str]) -> tuple[str, str, int]:
    found, where = item
    if not isinstance(found, list | tuple) or len(found) != 3:
        raise WrongScenario(where, f"[skill, skill, loss] is wanted, not {_shown(found)}")
    one, other, loss = found
    for i, skill in enumerate((one, other)):
        if skill not in skills:
            raise WrongScenario(f"{where}[{i}]", _not_among(str(skill), skills, "skill"))
    if one == other:
        raise WrongScenario(where, f"{one} cannot be its own neighbour")
    return one, other, _whole(loss, f"{where}[2]", least=0, most=5)


def _pace(top: _Part) -> tuple[float, ...]:
    found = _list(top.get("concurrency", USUAL_PACE), top.place("concurrency"))
    if not found:
        raise top.wrong("concurrency", "empty; the speed with one unit in use is wanted at least")
    return tuple(_number(speed, f"concurrency[{i}]", above=0, most=10) for i, speed in enumerate(found))


def _level_effect(part: _Part) -> LevelEffect:
    usual = LevelEffect()
    made = LevelEffect(
        floor=part.number("floor", usual.floor, above=0, most=1),
        per_level_above=part.number("per_level_above", usual.per_level_above, most=1),
        per_level_below=part.number("per_level_below", usual.per_level_below, most=100),
        overflow_transfer_prob=part.number("overflow_transfer_prob", usual.overflow_transfer_prob, most=1),
        misskill_transfer_prob=part.number("misskill_transfer_prob", usual.misskill_transfer_prob, most=1),
        misskill_transfer_per_level=part.number(
            "misskill_transfer_per_level", usual.misskill_transfer_per_level, most=1
        ),
        triage_fraction=part.number("triage_fraction", usual.triage_fraction, most=1),
        after_transfer_fraction=part.number("after_transfer_fraction", usual.after_transfer_fraction, most=1),
    )
    part.done()
    return made


def _offers(part: _Part) -> Offers:
    usual = Offers()
    made = Offers(
        accept_mean_s=part.number("accept_mean_s", usual.accept_mean_s),
        no_answer_prob=part.number("no_answer_prob", usual.no_answer_prob, most=1),
        timeout_s=part.number("timeout_s", usual.timeout_s, above=0),
        away_s=part.number("away_s", usual.away_s),
    )
    part.done()
    return made


def _sticky(part: _Part) -> Returning:
    made = Returning(part.number("share", 0.0, most=1), part.number("work_factor", 1.0, above=0, most=100))
    part.done()
    return made


def _off_hours(part: _Part) -> OffHours:
    usual = OffHours()
    made = OffHours(
        sla_s=part.number("sla_s", usual.sla_s, above=0),
        value_factor=part.number("value_factor", usual.value_factor, above=0, most=1e6),
        work_factor=part.number("work_factor", usual.work_factor, above=0, most=100),
    )
    part.done()
    return made


def _penalties(part: _Part) -> Penalties:
    usual = Penalties()
    made = Penalties(
        sla_miss_s=part.number("sla_miss_s", usual.sla_miss_s),
        misskilled_s=part.number("misskilled_s", usual.misskilled_s),
        transfer_s=part.number("transfer_s", usual.transfer_s),
    )
    part.done()
    return made


def _by_skill(part: _Part, skills: Sequence[str]) -> dict[str, float]:
    found = {skill: part.number(skill, 1.0, above=0, most=1_000) for skill in skills if skill in part.data}
    for skill in part.data:
        if skill not in skills:
            raise WrongScenario(part.place(str(skill)), _not_among(str(skill), skills, "skill"))
    return found


# --- single values ----------------------------------------------------------------------------------------------------


def _number(found: Any, where: str, *, least: float = 0.0, above: float | None = None, most: float = 1e9) -> float:
    if isinstance(found, bool) or not isinstance(found, int | float) or not isfinite(found):
        raise WrongScenario(where, f"a number is wanted, not {_shown(found)}")
    if above is not None and found <= above:
        raise WrongScenario(where, f"{found:g}; a number above {above:g} is wanted")
    if not least <= found <= most:
        raise WrongScenario(where, f"{found:g}; from {least:g} to {most:g} would be right")
    return float(found)


def _whole(found: Any, where: str, *, least: int, most: int) -> int:
    if isinstance(found, bool) or not isinstance(found, int | float) or not isfinite(found) or int(found) != found:
        raise WrongScenario(where, f"a whole number is wanted, not {_shown(found)}")
    if not least <= found <= most:
        raise WrongScenario(where, f"{found:g}; from {least} to {most} would be right")
    return int(found)


def _pair(found: Any, where: str, what: str) -> tuple[float, float]:
    if not isinstance(found, list | tuple) or len(found) != 2:
        raise WrongScenario(where, f"{what} is wanted, not {_shown(found)}")
    return _number(found[0], f"{where}[0]"), _number(found[1], f"{where}[1]")


def _list(found: Any, where: str) -> Sequence[Any]:
    if not isinstance(found, list | tuple):
        raise WrongScenario(where, f"a list […] is wanted, not {_shown(found)}")
    return found


def _unique(where: str, names: Sequence[str]) -> tuple[str, ...]:
    for name in names:
        if names.count(name) > 1:
            raise WrongScenario(where, f"{_shown(name)} is there twice; names must differ")
    return tuple(names)


def _not_among(name: str, known: Sequence[str], what: str) -> str:
    near = get_close_matches(name, known, 1)
    hint = f"; {near[0]} is meant?" if near else f"; known: {', '.join(known[:8])}"
    return f"no {what} is called {_shown(name)}{hint}"


def _shown(found: Any) -> str:
    text = json.dumps(found, ensure_ascii=False, default=str)
    return text if len(text) <= 60 else text[:57] + "…"
