"""The course of dissatisfaction: a decayed mean, its slope, and a mood with hysteresis. Incremental and bounded."""

from __future__ import annotations

from segue.domain.signals.memory import Course

KEPT, KEPT_SLOW = 0.6, 0.85
"""Share of its weight that a turn keeps with each later turn."""

TURNS_BAD, TURNS_GOOD = 0.5, 0.3
"""The mood turns bad when the mean reaches the first, and good again when it falls to the second."""


def after(course: Course, dissatisfied: float) -> Course:
    """The course with one more turn of the customer."""
    weight, slow_weight = course.weight * KEPT + 1, course.slow_weight * KEPT_SLOW + 1
    mean = (course.mean * course.weight * KEPT + dissatisfied) / weight
    slow = (course.slow_mean * course.slow_weight * KEPT_SLOW + dissatisfied) / slow_weight
    bad = mean > TURNS_GOOD if course.bad else mean >= TURNS_BAD
    return Course(mean, slow, weight, slow_weight, bad, max(course.worst, mean))


def slope(course: Course) -> float:
    """-1..1: above 0 it gets worse. The mean of the last turns less that of a longer past."""
    return course.mean - course.slow_mean
