"""The balanced rule, term by term: what each must do whatever the numbers are."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import hypothesis
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from segue.domain.queues import RoutingSettings
from segue.domain.routing.rule.delay import index, marginal, resting
from segue.domain.routing.rule.facts import Head, Line, Slot
from segue.domain.routing.rule.hold import AT_MOST, PRESSING, holds
from segue.domain.routing.rule.overflow import pays
from segue.domain.routing.rule.price import pace, price, scarcity

SETTINGS = RoutingSettings()
LONGEST = SETTINGS.longest_wait.total_seconds()

positive = st.floats(0.1, 1000)
seconds = st.floats(0, 1500)
heads = st.builds(
    Head,
    value=st.floats(0.1, 50),
    waited=seconds,
    slack=st.none() | st.floats(-3000, 3000),
    work=st.floats(10, 3000),
    patience=st.floats(10, 3000),
    leaving_costs=st.floats(0, 3000),
    units=st.integers(1, 3),
)
rates = st.lists(st.tuples(st.floats(0.1, 100), st.floats(0, 0.2)), max_size=4).map(
    lambda pairs: tuple(sorted(pairs, reverse=True))
)
lines = st.builds(
    Line,
    free=st.integers(0, 20),
    used=st.integers(0, 60),
    pace=st.floats(0, 40),
    waiting=st.integers(0, 30),
    work=st.floats(10, 3000),
    arrivals=rates,
)
slots = st.builds(
    Slot, used=st.integers(0, 8), capacity=st.just(9), work=st.floats(10, 3000), worth=st.floats(0, 10_000)
)

ORDINARY = Head(value=1, waited=0, slack=600, work=400)
DEAR_COMING = Line(free=1, used=5, pace=4.0, waiting=1, work=400, arrivals=((25.0, 0.01),))


class TestDelay:
    @hypothesis.settings(deadline=None)
    @given(heads, st.floats(0, 1000), st.floats(0, 1000))
    def test_until_the_target_is_missed_waiting_only_makes_more_pressing(
        self, head: Head, slack: float, more: float
    ) -> None:
        assume(more <= slack and head.waited + more < LONGEST)
        later = replace(head, waited=head.waited + more, slack=slack - more)
        assert index(later, SETTINGS) >= index(replace(head, slack=slack), SETTINGS)

    @hypothesis.settings(deadline=None)
    @given(heads, heads)
    def test_nobody_starves_whoever_waited_longest_goes_before_all_who_have_not(self, head: Head, other: Head) -> None:
        assert index(replace(head, waited=LONGEST), SETTINGS) > index(other, SETTINGS)
        assert index(replace(head, waited=LONGEST + 1), SETTINGS) > index(replace(other, waited=LONGEST), SETTINGS)

    @hypothesis.settings(deadline=None)
    @given(heads, st.floats(1.01, 10))
    def test_twice_the_value_is_twice_as_pressing_and_more_work_less(self, head: Head, times: float) -> None:
        assert index(replace(head, value=2 * head.value), SETTINGS) == pytest.approx(2 * index(head, SETTINGS))
        assert index(replace(head, work=times * head.work), SETTINGS) < index(head, SETTINGS)

    def test_the_target_counts_most_when_it_is_about_to_be_missed_and_not_afterwards(self) -> None:
        costs = [marginal(replace(ORDINARY, slack=slack), SETTINGS) for slack in (600.0, 60.0, 0.0, -1.0)]
        assert costs == pytest.approx([2.0 + 2 * 4.54e-5, 2.0 + 2 * 0.3679, 4.0, 2.0], rel=1e-3)

    def test_who_does_not_sit_and_wait_cannot_leave(self) -> None:
        assert marginal(replace(ORDINARY, slack=None, asynchronous=True), SETTINGS) == 1.0
        assert resting(10, 600, 900) == 25.0
        assert resting(1, 0, 300) == 301.0, "patience of nothing is a second"


class TestPrice:
    @hypothesis.settings(deadline=None)
    @given(lines)
    def test_a_slot_is_worth_less_the_more_are_free_and_more_the_more_wait(self, line: Line) -> None:
        values = [scarcity(replace(line, free=free), SETTINGS) for free in range(12)]
        assert all(before >= after >= 0 for before, after in pairwise(values))
        assert scarcity(replace(line, waiting=line.waiting + 1), SETTINGS) >= scarcity(line, SETTINGS)

    @hypothesis.settings(deadline=None)
    @given(lines, st.floats(0.1, 100), st.floats(0.001, 0.2))
    def test_a_slot_is_worth_more_the_more_are_expected(self, line: Line, cost: float, rate: float) -> None:
        more = replace(line, arrivals=((cost, rate), *line.arrivals))
        assert scarcity(more, SETTINGS) > scarcity(line, SETTINGS)

    def test_nobody_expected_nothing_worth(self) -> None:
        assert scarcity(Line(free=1, used=0, pace=0, waiting=4, work=400), SETTINGS) == 0

    def test_the_last_slot_costs_whoever_comes_a_release(self) -> None:
        last = Line(free=1, used=4, pace=4.0, waiting=0, work=400, arrivals=((2.0, 0.01),))
        assert scarcity(last, SETTINGS) == pytest.approx(0.01 * 100 * 2.0 * 100), "customers x cost x seconds"
        assert scarcity(replace(last, free=2), SETTINGS) == pytest.approx(200 * 0.5), "half of releases come first"

    @hypothesis.settings(deadline=None)
    @given(slots, heads)
    def test_who_has_less_to_do_knows_the_customer_or_is_less_wanted_elsewhere_is_cheaper(
        self, slot: Slot, head: Head
    ) -> None:
        slot, head = replace(slot, used=slot.used % 5), replace(head, units=1)  # where one more still slows
        cost = price(slot, head, SETTINGS)
        assert price(replace(slot, used=slot.used + 1), head, SETTINGS) >= cost
        assert price(replace(slot, preferred=True), head, SETTINGS) < cost
        assert price(replace(slot, lacking=1), head, SETTINGS) > cost
        assert price(replace(slot, worth=slot.worth + 1), head, SETTINGS) > cost

    def test_the_second_customer_of_an_agent_slows_the_first(self) -> None:
        idle, busy = Slot(used=0, capacity=3, work=400), Slot(used=1, capacity=3, work=400)
        assert price(idle, ORDINARY, SETTINGS) == 400
        assert price(busy, ORDINARY, SETTINGS) == pytest.approx(400 / 0.87 + 400 * (1 / 0.87 - 1))

    def test_the_last_step_of_the_pace_holds_for_more(self) -> None:
        assert [pace(units, SETTINGS) for units in (0, 1, 2, 6, 60)] == [1.0, 1.0, 0.87, 0.42, 0.42]
        assert pace(3, RoutingSettings(pace=())) == 1.0


class TestHold:
    @hypothesis.settings(deadline=None)
    @given(heads, lines, st.lists(lines, max_size=4))
    def test_nobody_is_held_back_unless_somebody_dearer_is_expected(
        self, head: Head, line: Line, kept: list[Line]
    ) -> None:
        own = head.value * marginal(head, SETTINGS)
        if holds(head, line, kept, SETTINGS):
            assert any(cost > own and rate > 0 for other in kept for cost, rate in other.arrivals)
            assert any(other.free <= AT_MOST for other in kept)

    @hypothesis.settings(deadline=None)
    @given(heads, lines, st.lists(lines, max_size=4))
    def test_nobody_is_held_back_for_ever_or_where_the_policy_does_not_want_it(
        self, head: Head, line: Line, kept: list[Line]
    ) -> None:
        assert not holds(replace(head, waited=LONGEST), line, kept, SETTINGS)
        assert not holds(head, line, kept, replace(SETTINGS, hold_back=False))

    @hypothesis.settings(deadline=None)
    @given(heads, lines, st.lists(lines, max_size=4), lines)
    def test_one_more_reason_never_lets_somebody_go(self, head: Head, line: Line, kept: list[Line], more: Line) -> None:
        if holds(head, line, kept, SETTINGS):
            assert holds(head, line, [*kept, more], SETTINGS)
            assert holds(replace(head, value=head.value / 2), line, kept, SETTINGS), "the cheaper all the more"

    def test_the_last_slot_is_kept_while_more_is_to_be_gained_than_lost(self) -> None:
        cheap = replace(ORDINARY, slack=None)  # 2 a second; whoever is dearer costs 25, one in 100 s, as releases are
        assert holds(cheap, DEAR_COMING, [DEAR_COMING], SETTINGS)
        seldom = replace(DEAR_COMING, arrivals=((25.0, 0.0008),))  # 0.08 a release x 23 < 2
        assert not holds(cheap, seldom, [seldom], SETTINGS)
        roomy = replace(DEAR_COMING, free=4)
        assert not holds(cheap, roomy, [roomy], SETTINGS)

    def test_nobody_waits_for_a_release_that_will_not_come(self) -> None:
        idle = replace(DEAR_COMING, used=0, pace=0.0)
        assert not holds(ORDINARY, idle, [idle], SETTINGS)

    @pytest.mark.parametrize(
        ("free", "slack", "held"),
        [(5, 9000.0, True), (6, 9000.0, False), (5, PRESSING, False), (5, None, True)],
    )
    def test_follow_ups_get_what_is_to_spare_until_they_are_pressing(
        self, free: int, slack: float | None, held: bool
    ) -> None:
        line = Line(free=free, used=20 - free, pace=10, waiting=0, work=400)
        follow_up = replace(ORDINARY, slack=slack, asynchronous=True)
        assert holds(follow_up, line, [line], SETTINGS) is held


class TestOverflow:
    @hypothesis.settings(deadline=None)
    @given(heads, lines, slots)
    def test_help_that_pays_for_one_pays_for_a_dearer_one_and_from_one_less_wanted(
        self, head: Head, line: Line, slot: Slot
    ) -> None:
        if pays(head, line, slot, SETTINGS):
            assert pays(replace(head, value=2 * head.value), line, slot, SETTINGS)
            assert pays(head, line, replace(slot, worth=slot.worth / 2), SETTINGS)

    @hypothesis.settings(deadline=None)
    @given(heads, lines, slots)
    def test_no_help_where_the_policy_does_not_want_it(self, head: Head, line: Line, slot: Slot) -> None:
        assert not pays(head, line, slot, replace(SETTINGS, overflow=False))

    def test_help_pays_where_nobody_who_fits_is_at_work(self) -> None:
        nobody = Line(free=0, used=0, pace=0, waiting=1, work=400)
        slot = Slot(used=0, capacity=3, work=400, adjacent=True)
        assert pays(ORDINARY, nobody, slot, SETTINGS)
        assert not pays(ORDINARY, nobody, slot, replace(SETTINGS, transfer=timedelta(days=1)))
        soon = Line(free=0, used=60, pace=40, waiting=1, work=400)
        assert not pays(ORDINARY, soon, slot, SETTINGS), "somebody who fits is free in ten seconds"
