"""The course of dissatisfaction: a decayed mean, its slope, and a mood with hysteresis. Incremental and bounded."""

from __future__ import annotations

from segue.domain.signals.memory import Course

KEPT, KEPT_SLOW = 0.6, 0.85
"""Share of its weight that a turn keeps with each later turn."""

CALM = 2.0
"""Weight, in turns, of the calm that a conversation begins with: one bad message alone is no bad mood, two are."""

TURNS_BAD, TURNS_GOOD = 0.5, 0.3
"""The mood turns bad when the mean reaches the first, and good again when it falls to the second."""


def after(course: Course, dissatisfied: float) -> Course:
    """The course with one more turn of the customer. dissatisfied: probability, 0..1; the means stay between those."""
    mean, weight = _mean(course.mean, course.weight, KEPT, dissatisfied)
    slow_mean, slow_weight = _mean(course.slow_mean, course.slow_weight, KEPT_SLOW, dissatisfied)
    bad = mean > TURNS_GOOD if course.bad else mean >= TURNS_BAD
    return Course(mean, slow_mean, weight, slow_weight, bad, max(course.worst, mean))


def _mean(mean: float, weight: float, kept: float, value: float) -> tuple[float, float]:
    """The decayed mean with one more value, and the weight it stands on; a weight of 0 is the start."""
    before = (weight or CALM) * kept
    return (mean * before + value) / (before + 1), before + 1


def slope(course: Course) -> float:
    """-1..1: above 0 it gets worse. The mean of the last turns less that of a longer past."""
    return course.mean - course.slow_mean
