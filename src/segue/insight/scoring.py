"""How well decisions agree with labels: precision, recall, F1, average precision, and the timing metric GT-T."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import exp
from typing import TypeVar

T = TypeVar("T")
TOLERANCES = (1, 2, 3)
"""GT-I, GT-II, GT-III."""

_RESAMPLES, _DRAWN_AT_MOST = 1_000, 2_000_000


@dataclass(frozen=True, slots=True)
class Agreement:
    """Counts of decisions against labels. Each rate is None where there is nothing to divide by."""

    hits: int = 0  # decided, and it was needed
    false: int = 0  # decided, and it was not
    missed: int = 0  # needed, and not decided
    quiet: int = 0  # neither

    @property
    def precision(self) -> float | None:
        return self.hits / (self.hits + self.false) if self.hits + self.false else None

    @property
    def recall(self) -> float | None:
        return self.hits / (self.hits + self.missed) if self.hits + self.missed else None

    @property
    def f1(self) -> float | None:
        """2 TP / (2 TP + FP + FN)."""
        total = 2 * self.hits + self.false + self.missed
        return 2 * self.hits / total if total else None


def agreement(pairs: Iterable[tuple[bool, bool]]) -> Agreement:
    """pairs: (decided, needed)."""
    hits = false = missed = quiet = 0
    for decided, needed in pairs:
        hits += decided and needed
        false += decided and not needed
        missed += needed and not decided
        quiet += not decided and not needed
    return Agreement(hits, false, missed, quiet)


def average_precision(scored: Iterable[tuple[float, bool]]) -> float | None:
    """Sum over the thresholds of (R_n - R_n-1) P_n; equal scores count as one threshold. None without positives.

    scored: (score, label).
    """
    ordered = sorted(scored, key=lambda pair: -pair[0])
    wanted = sum(label for _, label in ordered)
    if not wanted:
        return None
    total = hits = seen = 0.0
    at = 0
    while at < len(ordered):
        end = at
        while end < len(ordered) and ordered[end][0] == ordered[at][0]:
            end += 1
        found = sum(label for _, label in ordered[at:end])
        hits, seen = hits + found, seen + end - at
        total += found / wanted * hits / seen
        at = end
    return total


@dataclass(frozen=True, slots=True)
class Timing:
    """Golden Transfer within Tolerance, averaged over conversations: (I, II, III). `recall` is the side of it that
    missed turns cost; GT-T alone rewards saying little."""

    gtt: tuple[float, float, float]
    recall: tuple[float, float, float]


def timing(conversations: Sequence[tuple[Sequence[int], Sequence[int]]]) -> Timing | None:
    """conversations: (turns decided on, turns labelled) each. None without conversations.

    Source: Liu et al., "Time to Transfer", AAAI 2021, as its published evaluation computes it, with lambda = 0: per
    conversation the mean over decided turns p of max over labelled turns q of exp(-(p-q)^2 / (2 T^2)); 1 where both are
    empty, 0 where one is. The recall side is the same kernel averaged over the labelled turns.
    """
    if not conversations:
        return None
    gtt = [_mean([_nearness(decided, gold, t) for decided, gold in conversations]) for t in TOLERANCES]
    recall = [_mean([_nearness(gold, decided, t) for decided, gold in conversations]) for t in TOLERANCES]
    return Timing((gtt[0], gtt[1], gtt[2]), (recall[0], recall[1], recall[2]))


def _nearness(of: Sequence[int], to: Sequence[int], tolerance: int) -> float:
    if not of or not to:
        return float(not of and not to)
    width = 2 * (tolerance + 1e-7) ** 2
    return _mean([max(exp(-((p - q) ** 2) / width) for q in to) for p in of])


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def interval(rows: Sequence[T], value: Callable[[Sequence[T]], float | None]) -> tuple[float, float] | None:
    """95 % interval of a value by bootstrap over rows, with a fixed seed; None where it is not defined."""
    chance = random.Random(1)  # noqa: S311 - a sample, no secret
    times = min(_RESAMPLES, max(100, _DRAWN_AT_MOST // max(1, len(rows))))
    drawn = [value(chance.choices(rows, k=len(rows))) for _ in range(times)] if rows else []
    known = sorted(one for one in drawn if one is not None)
    if not known:
        return None
    return known[int(0.025 * len(known))], known[max(0, int(0.975 * len(known)) - 1)]
