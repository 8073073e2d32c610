"""The measures, against worked examples and their own definitions."""

from __future__ import annotations

from math import exp

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segue.insight.scoring import agreement, average_precision, interval, timing

turns = st.lists(st.integers(0, 30), unique=True, max_size=6)


def test_rates_are_those_of_the_counts() -> None:
    found = agreement([(True, True), (True, True), (True, False), (False, True), (False, False)])
    assert (found.hits, found.false, found.missed, found.quiet) == (2, 1, 1, 1)
    assert found.precision == pytest.approx(2 / 3)
    assert found.recall == pytest.approx(2 / 3)
    assert found.f1 == pytest.approx(4 / 6)


def test_a_rate_without_a_denominator_is_not_zero_but_unknown() -> None:
    found = agreement([(False, False)])
    assert (found.precision, found.recall, found.f1) == (None, None, None)
    assert average_precision([(0.9, False)]) is None
    assert timing([]) is None
    assert interval([], lambda rows: 1.0) is None


@pytest.mark.parametrize(
    ("scored", "expected"),
    [
        ([(0.9, True), (0.8, False), (0.7, True)], (1 + 2 / 3) / 2),
        ([(0.9, False), (0.8, True)], 1 / 2),
        ([(0.5, True), (0.5, False)], 1 / 2),  # equal scores are one threshold
        ([(0.9, True), (0.1, False)], 1.0),
    ],
)
def test_average_precision(scored: list[tuple[float, bool]], expected: float) -> None:
    assert average_precision(scored) == pytest.approx(expected)


def test_timing_of_a_worked_example() -> None:
    found = timing([([3, 9], [4])])
    assert found is not None
    width = 2 * (1 + 1e-7) ** 2
    assert found.gtt[0] == pytest.approx((exp(-1 / width) + exp(-25 / width)) / 2)
    assert found.recall[0] == pytest.approx(exp(-1 / width))


@pytest.mark.parametrize(("decided", "gold", "value"), [([], [], 1.0), ([], [2], 0.0), ([2], [], 0.0), ([2], [2], 1.0)])
def test_timing_at_its_ends(decided: list[int], gold: list[int], value: float) -> None:
    found = timing([(decided, gold)])
    assert found is not None
    assert found.gtt == found.recall == (value, value, value)


@given(st.lists(st.tuples(turns, turns), min_size=1, max_size=5))
def test_more_tolerance_never_lowers_it_and_the_sides_are_each_others_mirror(
    conversations: list[tuple[list[int], list[int]]],
) -> None:
    found = timing(conversations)
    mirrored = timing([(gold, decided) for decided, gold in conversations])
    assert found is not None
    assert mirrored is not None
    assert list(found.gtt) == sorted(found.gtt)
    assert found.gtt == mirrored.recall


@given(st.lists(st.tuples(st.booleans(), st.booleans()), min_size=1, max_size=40))
def test_the_interval_holds_for_the_same_rows_each_time(rows: list[tuple[bool, bool]]) -> None:
    low_high = interval(rows, lambda drawn: agreement(drawn).f1)
    assert low_high == interval(rows, lambda drawn: agreement(drawn).f1)
    if low_high:
        assert 0 <= low_high[0] <= low_high[1] <= 1
