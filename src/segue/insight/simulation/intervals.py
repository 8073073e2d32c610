"""Means over days with their 95 % intervals, plain and paired."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, isfinite, log, nan, sqrt
from statistics import fmean, stdev

T_975 = (
    12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131, 2.120,
    2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042,
)  # fmt: skip
"""97.5 % quantile of Student's t with 1, 2, 3 … degrees of freedom."""


@dataclass(frozen=True, slots=True)
class Interval:
    """nan where there was nothing to measure; of one day lo and hi are nan."""

    mean: float
    lo: float
    hi: float


def interval(values: Sequence[float]) -> Interval:
    """Of the mean, by Student's t. Days on which there was nothing to measure are left out."""
    known = [value for value in values if isfinite(value)]
    if not known:
        return Interval(nan, nan, nan)
    mean = fmean(known)
    if len(known) == 1:
        return Interval(mean, nan, nan)
    half = t_975(len(known) - 1) * stdev(known) / sqrt(len(known))
    return Interval(mean, mean - half, mean + half)


def ratio(values: Sequence[float], others: Sequence[float]) -> Interval:
    """Geometric mean of the daily ratios of `values` to `others`, of the same days."""
    pairs = [
        (value, other)
        for value, other in zip(values, others, strict=True)
        if isfinite(value) and isfinite(other) and value > 0 and other > 0
    ]
    logs = interval([log(value / other) for value, other in pairs])
    return Interval(exp(logs.mean), exp(logs.lo), exp(logs.hi))


def difference(values: Sequence[float], others: Sequence[float]) -> Interval:
    """Mean of the daily differences of `values` to `others`, of the same days."""
    return interval([value - other for value, other in zip(values, others, strict=True)])


def t_975(freedom: int) -> float:
    return T_975[freedom - 1] if freedom <= len(T_975) else 1.96 + 2.45 / freedom
