"""What routing learns: whom to expect, and how long the work takes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from random import Random

import hypothesis
import pytest
from hypothesis import given
from hypothesis import strategies as st

from segue.domain.queues import RoutingSettings
from segue.domain.routing.experience import Experience, Sort

NINE = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
BILLING, TECH = Sort("billing", (("billing", 2),)), Sort("tech")


def after(seconds: float) -> datetime:
    return NINE + timedelta(seconds=seconds)


def every(seconds: float, until: float, start: float = 0.0) -> list[datetime]:
    return [after(start + n * seconds) for n in range(int((until - start) / seconds))]


def with_arrivals(*moments: datetime, cost: float = 2.0) -> Experience:
    experience = Experience()
    for at in moments:
        experience.arrived(BILLING, cost, at)
    return experience


def rate(experience: Experience, at: datetime) -> float:
    return sum(each for _, each in experience.arrivals(BILLING, at))


class TestArrivals:
    def test_nobody_is_expected_where_nobody_came(self) -> None:
        assert Experience().arrivals(BILLING, NINE) == ()
        assert with_arrivals(NINE).arrivals(TECH, after(60)) == ()

    @pytest.mark.parametrize("hours", [0.25, 1, 4])
    def test_a_steady_stream_is_expected_to_go_on(self, hours: float) -> None:
        experience = with_arrivals(*every(60, 3600 * hours))
        assert rate(experience, after(3600 * hours)) == pytest.approx(1 / 60, rel=0.05)

    def test_an_incident_is_noticed_within_minutes_and_forgotten_within_the_hour(self) -> None:
        experience = with_arrivals(*every(60, 7200), *every(10, 7800, start=7200))
        assert rate(experience, after(7800)) > 2 / 60
        assert rate(experience, after(7800 + 3600)) < 1.5 / 60

    def test_one_customer_early_in_the_day_is_no_flood(self) -> None:
        assert rate(with_arrivals(NINE), NINE) < 1 / 55

    def test_the_dearest_are_named_first(self) -> None:
        experience = with_arrivals(*every(60, 600))
        experience.arrived(BILLING, 25.0, after(600))
        assert [cost for cost, _ in experience.arrivals(BILLING, after(600))] == [25.0, 2.0]

    def test_risks_that_differ_a_little_are_counted_together(self) -> None:
        experience = Experience()
        for n in range(1000):
            experience.arrived(BILLING, 2.0 + n / 1000, after(n))
        assert len(experience.arrivals(BILLING, after(1000))) <= 11

    def test_the_next_morning_is_expected_as_mornings_were(self) -> None:
        days = [timedelta(days=n) for n in range(3)]
        experience = with_arrivals(*(at + day for day in days for at in every(30, 3600)))
        busy, quiet = NINE + timedelta(days=3, minutes=1), NINE + timedelta(days=3, hours=-4)
        assert rate(experience, busy) > 0.2 / 30
        assert rate(experience, quiet) < 0.02 / 30


class TestWork:
    def test_at_first_it_is_as_configured(self) -> None:
        experience = Experience(RoutingSettings(handle_time=timedelta(minutes=7)), expected={"tech": 900.0})
        assert experience.work(BILLING) == 420
        assert experience.work(TECH) == 900
        assert experience.work(TECH, surplus=3) == 900

    @pytest.mark.parametrize("lie", [3.0, 1 / 3])
    def test_history_that_lies_by_a_factor_of_three_is_outvoted(self, lie: float) -> None:
        experience = Experience(expected={"tech": 500.0 * lie})
        rng = Random(1)
        for n in range(60):
            experience.finished(TECH, 0, rng.lognormvariate(0, 0.8) * 500 / 1.377, after(n))
        assert experience.work(TECH) == pytest.approx(500, rel=0.3)

    def test_a_conversation_that_somebody_forgot_to_end_changes_little(self) -> None:
        experience = Experience(expected={"tech": 500.0})
        for n in range(50):
            experience.finished(TECH, 0, 500, after(n))
        experience.finished(TECH, 0, 86_400, after(51))
        assert experience.work(TECH) < 560

    def test_what_levels_to_spare_save_is_learned_over_all_queues(self) -> None:
        experience = Experience(expected={"tech": 500.0, "billing": 300.0})
        for n in range(300):
            experience.finished(TECH, 0, 500, after(n))
            experience.finished(TECH, 2, 400, after(n))
        assert experience.work(BILLING, surplus=2) == pytest.approx(240, rel=0.1)
        assert experience.work(TECH) == pytest.approx(500, rel=0.05)

    @hypothesis.settings(deadline=None)
    @given(st.lists(st.tuples(st.integers(-9, 9), st.floats(-1e6, 1e9)), max_size=60))
    def test_whatever_is_told_work_stays_a_number_above_zero(self, told: list[tuple[int, float]]) -> None:
        experience = Experience(RoutingSettings(handle_time=timedelta(0)))
        for n, (surplus, work) in enumerate(told):
            experience.finished(TECH, surplus, work, after(n))
        assert all(0 < experience.work(TECH, surplus) < float("inf") for surplus in range(-9, 10))


@hypothesis.settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from([BILLING, TECH]), st.floats(0.1, 30), st.floats(0, 400_000)), max_size=40))
def test_folding_the_same_records_again_gives_the_same_experience(records: list[tuple[Sort, float, float]]) -> None:
    ordered = sorted(records, key=lambda record: record[2])

    def folded(asked_meanwhile: Iterable[float]) -> Experience:
        experience, asked = Experience(), list(asked_meanwhile)
        for sort, cost, second in ordered:
            experience.arrived(sort, cost, after(second))
            experience.finished(sort, 1, cost * 100, after(second))
            for moment in asked:
                experience.arrivals(sort, after(second + moment))
        return experience

    lived, restored = folded([0.0, 7.0]), folded([])
    for sort in (BILLING, TECH):
        assert lived.arrivals(sort, after(400_000)) == restored.arrivals(sort, after(400_000))
        assert lived.work(sort, 1) == restored.work(sort, 1)
        assert all(each >= 0 for _, each in lived.arrivals(sort, after(400_000)))
