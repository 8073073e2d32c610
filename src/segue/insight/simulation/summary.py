"""What several days come to: means with intervals, paired where runs are compared, as values and as plain data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import inf, isfinite
from typing import Any

from segue.insight.simulation.intervals import Interval, difference, interval, ratio
from segue.insight.simulation.measures import BUCKET_S, Measured
from segue.insight.simulation.running import Played

Intervals = Mapping[str, Interval]


@dataclass(frozen=True, slots=True)
class Summary:
    """One run. `curve`: (hour of the day, mean wait in seconds) of those who came in each quarter of an hour."""

    name: str
    policy: str
    days: int
    measures: Intervals
    per_tier: Mapping[str, Intervals]
    per_group: Mapping[str, Intervals]
    curve: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """A run beside the first one, on the same days. ratios: of the waits and the cost. differences: of all measures."""

    summary: Summary
    ratios: Intervals
    differences: Intervals
    tier_differences: Mapping[str, Intervals]


SHARES = frozenset(
    {
        *("sla_attainment", "async_sla_attainment", "abandonment", "overflow_share", "misskilled_share"),
        *("transfer_share", "utilisation", "utilisation_spread"),
    }
)
RATIOS = ("weighted_wait", "weighted_cost", "p95_wait")


class Days:
    """Collects what is played; keeps only the days on which every run is done, so that all have the same."""

    def __init__(self, runs: int) -> None:
        self._runs = runs
        self._days: dict[int, dict[int, Measured]] = {}

    def add(self, played: Played) -> None:
        self._days.setdefault(played.day, {})[played.run] = played.measured

    @property
    def complete(self) -> int:
        return sum(len(day) == self._runs for day in self._days.values())

    def of(self, run: int) -> list[Measured]:
        return [day[run] for _, day in sorted(self._days.items()) if len(day) == self._runs]


def summarised(name: str, policy: str, days: Sequence[Measured]) -> Summary:
    """Raises ValueError without any day."""
    if not days:
        raise ValueError("no day was played")
    return Summary(
        name,
        policy,
        len(days),
        _intervals([day.overall for day in days]),
        {tier: _intervals([day.per_tier[tier] for day in days]) for tier in days[0].per_tier},
        {group: _intervals([day.per_group[group] for day in days]) for group in days[0].per_group},
        _curve(days),
    )


def compared(summary: Summary, days: Sequence[Measured], first: Sequence[Measured]) -> Compared:
    """`days` and `first`: of the same days in the same order."""
    tiers = [tier for tier in first[0].per_tier if tier in days[0].per_tier]
    return Compared(
        summary,
        {name: paired_ratio(days, first, name) for name in RATIOS},
        _differences([day.overall for day in days], [day.overall for day in first]),
        {tier: _differences([d.per_tier[tier] for d in days], [d.per_tier[tier] for d in first]) for tier in tiers},
    )


def paired_ratio(days: Sequence[Measured], others: Sequence[Measured], measure: str = "weighted_wait") -> Interval:
    return ratio([day.overall[measure] for day in days], [day.overall[measure] for day in others])


def _intervals(days: Sequence[Mapping[str, float]]) -> dict[str, Interval]:
    return {name: _possible(name, interval([day[name] for day in days])) for name in days[0]}


def _possible(name: str, found: Interval) -> Interval:
    """A few days that differ much would say less than nothing, or more than all of them."""
    most = 1.0 if name in SHARES else inf
    return Interval(found.mean, max(found.lo, 0.0), min(found.hi, most)) if isfinite(found.lo) else found


def _differences(days: Sequence[Mapping[str, float]], others: Sequence[Mapping[str, float]]) -> dict[str, Interval]:
    return {name: difference([d[name] for d in days], [o[name] for o in others]) for name in days[0]}


def _curve(days: Iterable[Measured]) -> tuple[tuple[float, float], ...]:
    sums: dict[int, tuple[int, float]] = {}
    for day in days:
        for bucket, (count, total) in day.curve.items():
            before = sums.get(bucket, (0, 0.0))
            sums[bucket] = (before[0] + count, before[1] + total)
    hour = BUCKET_S / 3600
    return tuple((bucket * hour, total / count) for bucket, (count, total) in sorted(sums.items()))


# --- as plain data ----------------------------------------------------------------------------------------------------


def as_data(summary: Summary) -> dict[str, Any]:
    return {
        "measures": of_intervals(summary.measures),
        "per_tier": {tier: of_intervals(found) for tier, found in summary.per_tier.items()},
        "per_group": {group: of_intervals(found) for group, found in summary.per_group.items()},
        "waits_over_the_day": [[round(hour, 2), round(wait, 2)] for hour, wait in summary.curve],
    }


def compared_as_data(found: Compared) -> dict[str, Any]:
    return {
        "name": found.summary.name,
        "policy": found.summary.policy,
        **as_data(found.summary),
        "ratio": of_intervals(found.ratios),
        "difference": of_intervals(found.differences),
        "tier_difference": {tier: of_intervals(part) for tier, part in found.tier_differences.items()},
    }


def of_intervals(found: Intervals) -> dict[str, dict[str, float | None]]:
    return {name: of_interval(one) for name, one in found.items()}


def of_interval(one: Interval) -> dict[str, float | None]:
    return {"mean": _plain(one.mean), "lo": _plain(one.lo), "hi": _plain(one.hi)}


def _plain(value: float) -> float | None:
    return float(f"{value:.6g}") if isfinite(value) else None
