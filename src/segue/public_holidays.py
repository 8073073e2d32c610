"""Public holidays as dates. The policy names a place ("DE-BY"); the calendar of the domain holds the dates."""

from __future__ import annotations

import warnings
from dataclasses import replace
from datetime import date
from functools import lru_cache

import holidays

from segue.domain.errors import Invalid
from segue.domain.queues import Calendar
from segue.domain.work_time import WorkTime

YEARS = range(2020, 2051)
"""Years that are looked up."""


def with_holidays(calendar: Calendar) -> Calendar:
    """The calendar with the dates of the place it names. Raises Invalid when there is no such place."""
    return replace(calendar, holiday_dates=holiday_dates(calendar.holidays)) if calendar.holidays else calendar


def work_with_holidays(works: WorkTime) -> WorkTime:
    """The same with the dates of the place it names; without any when the place is not known any more.

    Dates are put in whenever work times are read, so a newer calendar of holidays counts at once.
    """
    if not works.holidays:
        return works
    try:
        return replace(works, holiday_dates=holiday_dates(works.holidays))
    except Invalid:
        return works


@lru_cache(maxsize=64)
def holiday_dates(place: str) -> frozenset[date]:
    """Public holidays of a country or of one of its subdivisions, in YEARS.

    place: ISO 3166-1 country, or ISO 3166-2 subdivision with its country: "DE", "DE-BY", "US-CA".
    Raises Invalid when there is no such place, and says which subdivisions there are.
    """
    country, _, subdivision = place.partition("-")
    known = holidays.list_supported_countries(include_aliases=True)
    if country not in known:
        raise Invalid(
            f"no public holidays are known for {country!r}; write a country such as DE, or DE-BY for a part of it",
            field="holidays",
        )
    if subdivision and subdivision not in known[country]:
        there = ", ".join(known[country]) or "none"
        raise Invalid(f"{country} has no part {subdivision!r}; there are: {there}", field="holidays")
    with warnings.catch_warnings():
        # some moveable feasts are computed for fewer years than YEARS; there the others remain
        warnings.simplefilter("ignore", UserWarning)
        return frozenset(holidays.country_holidays(country, subdiv=subdivision or None, years=YEARS))
