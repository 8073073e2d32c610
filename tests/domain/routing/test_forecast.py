"""A wait is foretold from how long others waited in a like situation, with a range that four of five keep to."""

from __future__ import annotations

from dataclasses import replace
from math import exp
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segue.domain.routing.forecast import AT_LEAST, FACTS, Forecaster, Situation, facts_of

QUIET = Situation(
    last_wait_s=20, recent_waits_s=30, head_wait_s=5, ahead=0, waiting=1, units=9, units_used=9, handle_s=480
)
amounts = st.floats(0, 1e6)
situations = st.builds(
    Situation,
    last_wait_s=amounts,
    recent_waits_s=amounts,
    head_wait_s=amounts,
    ahead=st.integers(0, 100_000).map(float),
    waiting=st.integers(0, 100_000).map(float),
    units=st.floats(0, 5000),
    units_used=st.floats(0, 5000),
    handle_s=amounts,
    takes=st.integers(1, 5),
    dearer_per_s=st.floats(0, 10),
    value=st.floats(0, 1000),
)


def day(random: Random, customers: int) -> list[tuple[Situation, float]]:
    """Customers whose wait grows with the place in line and spreads by a third to either side."""
    found = []
    for _ in range(customers):
        ahead = random.randrange(12)
        middle = (ahead + 1) * 480 / 9
        waited = middle * exp(random.gauss(0, 0.35))
        found.append(
            (replace(QUIET, ahead=ahead, waiting=ahead + 1, last_wait_s=middle * random.uniform(0.3, 3)), waited)
        )
    return found


def taught(customers: int, seed: int = 1) -> Forecaster:
    forecaster = Forecaster()
    for situation, waited in day(Random(seed), customers):
        forecaster.learn(facts_of(situation), waited)
    return forecaster


def test_nothing_is_told_before_enough_is_known() -> None:
    assert taught(AT_LEAST - 1).forecast(QUIET) is None
    assert taught(AT_LEAST).forecast(QUIET) is not None


def test_nothing_is_told_while_nobody_is_there() -> None:
    assert taught(AT_LEAST).forecast(replace(QUIET, units=0, units_used=0)) is None


def test_it_is_nearer_than_the_wait_of_the_last_customer() -> None:
    forecaster = taught(2000)
    errors, naive = [], []
    for situation, waited in day(Random(2), 1000):
        told = forecaster.forecast(situation)
        assert told
        errors.append(abs(told.expected_s - waited))
        naive.append(abs(situation.last_wait_s - waited))
    assert sum(errors) < 0.6 * sum(naive)


def test_four_of_five_keep_to_the_range_also_when_waits_grow_suddenly() -> None:
    forecaster, within, asked = taught(1500), 0, 0
    for i, (situation, drawn) in enumerate(day(Random(3), 4000)):
        waited = drawn * (1 if i < 1000 else 2.5)
        told = forecaster.forecast(situation)
        assert told
        asked += 1
        within += told.low_s <= waited <= told.high_s
        forecaster.learn(told.facts, waited)
    assert 0.77 < within / asked < 0.83


def test_the_same_answers_teach_the_same() -> None:
    kept, rebuilt = taught(600), Forecaster()
    rebuilt.learn_all((facts_of(situation), waited, False) for situation, waited in day(Random(1), 600))
    assert rebuilt.forecast(QUIET) == kept.forecast(QUIET)


def test_who_left_teaches_only_where_longer_waits_were_not_believed() -> None:
    told = taught(600)
    before = told.forecast(QUIET)
    assert before
    for _ in range(50):
        told.learn(facts_of(QUIET), before.expected_s / 4, left=True)
    assert told.forecast(QUIET) == before
    for _ in range(50):
        told.learn(facts_of(QUIET), before.expected_s * 20, left=True)
    after = told.forecast(QUIET)
    assert after
    assert after.expected_s > before.expected_s


def test_facts_of_an_earlier_version_are_passed_over_and_wrong_ones_refused() -> None:
    forecaster = Forecaster()
    forecaster.learn_all([((1.0, 2.0), 30.0, False)])
    assert forecaster.answers == 0
    with pytest.raises(ValueError, match=f"{len(FACTS) + 1} facts are needed, not 2"):
        forecaster.learn((1.0, 2.0), 30.0)


@given(st.lists(st.tuples(situations, amounts, st.booleans()), min_size=1, max_size=30), situations)
def test_whatever_was_seen_a_range_is_in_order_and_finite(
    seen: list[tuple[Situation, float, bool]], asked: Situation
) -> None:
    forecaster = taught(AT_LEAST)
    for situation, waited, left in seen:
        forecaster.learn(facts_of(situation), waited, left=left)
    told = forecaster.forecast(asked)
    assert (told is None) == (asked.units <= 0)
    if told:
        assert 0 <= told.low_s <= told.expected_s <= told.high_s < 9 * 3600
