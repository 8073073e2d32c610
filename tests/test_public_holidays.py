"""Public holidays become dates of a calendar."""

from __future__ import annotations

from datetime import date

import pytest

from segue.domain.errors import Invalid
from segue.domain.queues import Calendar
from segue.public_holidays import YEARS, holiday_dates, with_holidays


def test_a_country_and_a_part_of_it_have_their_own_dates() -> None:
    assert date(2026, 12, 25) in holiday_dates("DE")
    assert date(2026, 1, 6) not in holiday_dates("DE")
    assert date(2026, 1, 6) in holiday_dates("DE-BY")
    assert date(2027, 7, 4) in holiday_dates("US-CA")


def test_every_year_that_matters_is_there() -> None:
    assert {day.year for day in holiday_dates("DE")} >= set(YEARS)


def test_a_calendar_gets_the_dates_of_the_place_it_names() -> None:
    assert with_holidays(Calendar("office", holidays="FR")).holiday_dates == holiday_dates("FR")
    assert with_holidays(Calendar("office")).holiday_dates == frozenset()


@pytest.mark.parametrize(("place", "says"), [("XX", "such as DE"), ("DE-XX", "BY"), ("germany", "DE"), ("", "DE")])
def test_a_place_that_does_not_exist_is_refused_with_what_would_be_right(place: str, says: str) -> None:
    with pytest.raises(Invalid, match=says):
        holiday_dates(place)


def test_feasts_that_are_computed_for_fewer_years_leave_the_others_in_place() -> None:
    assert date(2045, 1, 26) in holiday_dates("IN")
