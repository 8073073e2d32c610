"""One day drawn from a scenario: its customers and its agents, before any routing.

Everything that somebody *is* (arrival, work, patience, the wish for an agent, an agent's speed, how an offer will be
answered) comes from streams of chance of its own, named by seed and day. So every policy, and every staffing, meets the
same day: common random numbers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import exp, inf, log, sqrt
from random import Random
from typing import TypeVar

from segue.insight.simulation.scenario import (
    AgentGroup,
    Burst,
    CustomerTier,
    Demand,
    Intervals,
    Scenario,
    Spread,
    rate_at,
)

T = TypeVar("T")

MINUTE = 60.0


@dataclass(frozen=True, slots=True)
class Customer:
    """work: seconds of undivided attention. patience: seconds of waiting, inf for one who never leaves.

    due: second at which a first acceptance comes too late. accept, unanswered, moved: chance, 0..1, of how the first
    offer is answered (`accept` in seconds) and whether a misplaced conversation is passed on.
    preferred: index of an agent; -1 for none.
    """

    number: int
    arrival: float
    skill: str
    level: int
    tier: int
    value: float
    due: float
    units: int
    asynchronous: bool
    work: float
    patience: float
    preferred: int
    accept: float
    unanswered: float
    moved: float


@dataclass(frozen=True, slots=True)
class Worker:
    """An agent on this day. `on`: intervals in which something new may be offered; `breaks`: those in between."""

    number: int
    name: str
    group: int
    capacity: int
    skills: Mapping[str, int]
    speed: float
    on: Intervals
    breaks: Intervals = ()


@dataclass(frozen=True, slots=True)
class Day:
    """`customers` in the order of their arrival, `workers` by number."""

    scenario: Scenario
    seed: int
    number: int
    customers: tuple[Customer, ...]
    workers: tuple[Worker, ...]


def chance(seed: int, day: int, *what: object) -> Random:
    return Random("/".join(str(part) for part in (seed, day, *what)))  # noqa: S311 - nothing secret


def day_of(scenario: Scenario, seed: int, number: int) -> Day:
    workers = tuple(_workers(scenario, seed, number))
    arrived = [made for i, stream in enumerate(scenario.demand) for made in _stream(scenario, stream, i, seed, number)]
    arrived.sort(key=lambda made: made[0])
    fitting: dict[tuple[str, int], list[int]] = {}
    customers = []
    for place, (arrival, stream, drawn) in enumerate(arrived):
        customers.append(_customer(scenario, stream, place, arrival, drawn, workers, fitting))
    return Day(scenario, seed, number, tuple(customers), workers)


# --- agents -----------------------------------------------------------------------------------------------------------


def _workers(scenario: Scenario, seed: int, day: int) -> Iterator[Worker]:
    number = 0
    for g, group in enumerate(scenario.agents):
        for i in range(group.count):
            drawn = chance(seed, day, "agent", group.name, i)
            absent = drawn.random() < scenario.absence_prob
            speed = lognormal(drawn, Spread(1.0, scenario.speed_cv))
            skills = {}
            for skill, level in group.skills.items():
                jitters, up = drawn.random() < scenario.level_jitter_prob, drawn.random() < 0.5
                skills[skill] = min(5, max(1, level + (1 if up else -1))) if jitters else level
            shift, breaks = _times(group, i)
            on = () if absent else _without(shift, breaks)
            yield Worker(number, f"{group.name}-{i + 1}", g, group.capacity, skills, speed, on, breaks)
            number += 1


def _times(group: AgentGroup, i: int) -> tuple[Intervals, Intervals]:
    part = i / max(1, group.count - 1)
    late = group.stagger_s * part
    later = late + group.break_spread_s * part
    shift = tuple((start + late, end + late) for start, end in group.shift)
    return shift, tuple((start + later, end + later) for start, end in group.breaks)


def _without(shift: Intervals, breaks: Intervals) -> Intervals:
    left = []
    for start, end in shift:
        at = start
        for rest, back in sorted(breaks):
            if back <= at or rest >= end:
                continue
            if rest > at:
                left.append((at, rest))
            at = back
        if at < end:
            left.append((at, end))
    return tuple(left)


# --- customers --------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Drawn:
    level: float
    tier: float
    work: float  # normal
    patience: float  # normal
    never: float
    returns: float
    whom: float
    accept: float
    unanswered: float
    moved: float
    work_factor: float


def _stream(
    scenario: Scenario, stream: Demand, index: int, seed: int, day: int
) -> Iterator[tuple[float, Demand, _Drawn]]:
    """Arrivals of one stream: Poisson within each minute, at the rate of the minute's middle."""
    cv = scenario.overdispersion_cv
    busy = chance(seed, day, "busy").gammavariate(1 / cv**2, cv**2) if cv > 0 else 1.0
    bursts = [_burst(burst, i, seed, day) for i, burst in enumerate(scenario.bursts) if burst.skill == stream.skill]
    arrivals, drawn = chance(seed, day, "arrivals", index), chance(seed, day, "customers", index)
    minute = 0.0
    while minute < scenario.horizon_s:
        length = min(MINUTE, scenario.horizon_s - minute)
        middle = minute + length / 2
        rate = busy * rate_at(stream.rate_per_h, middle) / 3600
        work = 1.0
        for start, end, factor, work_factor in bursts:
            if start <= middle < end:
                rate, work = rate * factor, work * work_factor
        at = arrivals.expovariate(rate) if rate > 0 else inf
        while at < length:
            yield minute + at, stream, _draw(drawn, work)
            at += arrivals.expovariate(rate)
        minute += MINUTE


def _burst(burst: Burst, index: int, seed: int, day: int) -> tuple[float, float, float, float]:
    drawn = chance(seed, day, "burst", index)
    start = burst.start_s + drawn.uniform(-burst.start_jitter_s, burst.start_jitter_s)
    factor = 1 + (burst.factor - 1) * drawn.uniform(*burst.scale_range)
    return start, start + burst.duration_s, factor, burst.work_factor


def _draw(drawn: Random, work_factor: float) -> _Drawn:
    uniform, normal = drawn.random, drawn.normalvariate
    return _Drawn(
        uniform(), uniform(), normal(), normal(), uniform(), uniform(), uniform(), -log(1 - uniform()), uniform(),
        uniform(), work_factor,
    )  # fmt: skip


def _customer(
    scenario: Scenario,
    stream: Demand,
    number: int,
    arrival: float,
    drawn: _Drawn,
    workers: Sequence[Worker],
    fitting: dict[tuple[str, int], list[int]],
) -> Customer:
    level = picked(stream.levels, drawn.level)
    tiers = scenario.tiers
    mix = stream.tier_mix or {tier.name: tier.share for tier in tiers}
    name = picked(mix, drawn.tier)
    which = next(i for i, tier in enumerate(tiers) if tier.name == name)
    tier = tiers[which]
    opens = opening_after(scenario.hours, arrival)
    closed = opens > arrival
    asynchronous = stream.asynchronous or closed
    work, value = scaled(stream.work, drawn.work) * drawn.work_factor, tier.value
    if closed and not stream.asynchronous:
        work, value = work * scenario.off_hours.work_factor, value * scenario.off_hours.value_factor
    return Customer(
        number,
        arrival,
        stream.skill,
        level,
        which,
        value,
        opens + _target(scenario, stream, tier, closed),
        stream.units,
        asynchronous,
        work,
        inf if asynchronous or drawn.never < tier.never_share else scaled(tier.patience, drawn.patience),
        _preferred(scenario, stream.skill, level, drawn, workers, fitting),
        drawn.accept * scenario.offers.accept_mean_s,
        drawn.unanswered,
        drawn.moved,
    )


def _target(scenario: Scenario, stream: Demand, tier: CustomerTier, closed: bool) -> float:
    if stream.asynchronous:
        return tier.sla_s if stream.sla_s is None else stream.sla_s
    return scenario.off_hours.sla_s if closed else tier.sla_s


def _preferred(
    scenario: Scenario,
    skill: str,
    level: int,
    drawn: _Drawn,
    workers: Sequence[Worker],
    fitting: dict[tuple[str, int], list[int]],
) -> int:
    if drawn.returns >= scenario.sticky.share:
        return -1
    able = fitting.get((skill, level))
    if able is None:
        able = fitting[skill, level] = [w.number for w in workers if w.skills.get(skill, 0) >= level]
    return able[int(drawn.whom * len(able))] if able else -1


def opening_after(hours: Intervals, time: float) -> float:
    """`time` itself while open; the next opening; after the last one, `time`, for nothing is known of what comes."""
    if not hours or any(start <= time < end for start, end in hours):
        return time
    return min((start for start, _ in hours if start > time), default=time)


def picked(shares: Mapping[T, float], at: float) -> T:
    """The key in whose part of the whole `at`, 0..1, falls."""
    left = at * sum(shares.values())
    able = [(key, share) for key, share in shares.items() if share > 0]
    for key, share in able[:-1]:
        left -= share
        if left < 0:
            return key
    return able[-1][0]


def scaled(spread: Spread, normal: float) -> float:
    """The lognormal value that a standard normal one stands for."""
    sigma2 = log(1 + spread.cv**2)
    return spread.mean_s * exp(sqrt(sigma2) * normal - sigma2 / 2)


def lognormal(drawn: Random, spread: Spread) -> float:
    return scaled(spread, drawn.normalvariate())
