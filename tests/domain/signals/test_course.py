"""The course of dissatisfaction over a conversation, as properties."""

from __future__ import annotations

from functools import reduce

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segue.domain.signals.course import TURNS_BAD, TURNS_GOOD, after, slope
from segue.domain.signals.memory import Course

PROBABILITY = st.floats(0, 1)
TURNS = st.lists(PROBABILITY, max_size=40)


def course_of(*turns: float) -> Course:
    return reduce(after, turns, Course())


@given(TURNS)
def test_the_means_stay_between_0_and_1_and_the_slope_between_minus_1_and_1(turns: list[float]) -> None:
    course = course_of(*turns)
    assert 0 <= course.mean <= 1
    assert 0 <= course.slow_mean <= 1
    assert -1 <= slope(course) <= 1
    assert course.mean <= course.worst + 1e-12


@given(TURNS, PROBABILITY, PROBABILITY)
def test_a_worse_turn_never_makes_the_mood_better(turns: list[float], a: float, b: float) -> None:
    before, low, high = course_of(*turns), min(a, b), max(a, b)
    assert after(before, low).mean <= after(before, high).mean
    assert after(before, low).bad <= after(before, high).bad


@given(st.lists(PROBABILITY, min_size=1, max_size=30))
def test_the_mood_is_bad_only_between_its_two_marks(turns: list[float]) -> None:
    course = Course()
    for turn in turns:
        was_bad, course = course.bad, after(course, turn)
        assert course.bad == (course.mean > TURNS_GOOD if was_bad else course.mean >= TURNS_BAD)


def test_one_bad_message_alone_is_no_bad_mood_and_two_are() -> None:
    assert not course_of(1.0).bad
    assert course_of(1.0, 1.0).bad


def test_a_bad_mood_is_good_again_after_good_turns() -> None:
    bad = course_of(0.9, 0.9, 0.9)
    assert bad.bad
    assert bad.worst == bad.mean
    good = reduce(after, [0.0] * 4, bad)
    assert not good.bad
    assert good.worst == bad.worst


@given(TURNS)
def test_enough_calm_turns_end_any_bad_mood(turns: list[float]) -> None:
    assert not reduce(after, [0.0] * 6, course_of(*turns)).bad


@pytest.mark.parametrize(("turns", "rises"), [((0.0, 0.0, 0.0, 0.9, 0.9), True), ((0.9, 0.9, 0.0, 0.0, 0.0), False)])
def test_the_order_of_the_turns_matters(turns: tuple[float, ...], rises: bool) -> None:
    assert (slope(course_of(*turns)) > 0) is rises
    assert course_of(*turns).mean != course_of(*reversed(turns)).mean


def test_a_mood_between_the_marks_stays_what_it_was() -> None:
    between = [0.4] * 8
    assert not course_of(*between).bad
    assert course_of(1.0, 1.0, 1.0, *between[:2]).bad
