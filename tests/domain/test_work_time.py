"""Shifts, breaks and days off on the wall clock of each person; the minutes around changes of clocks one by one."""

from __future__ import annotations

import random
import sys
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from segue.domain.hours import WEEKDAYS, closes_next
from segue.domain.queues import Calendar
from segue.domain.work_time import AtWork, Spell, WorkTime, next_staffed, shift_ended, shift_ends, spell_at

sys.path.insert(0, str(Path(__file__).parents[2] / "tools"))

from clock_oracle import PLANS, calendar_of, changes, check_moment, check_window, works_of

OFFICE = WorkTime(
    "Europe/Berlin",
    dict.fromkeys(WEEKDAYS[:5], ((time(9), time(17, 30)),)),
    dict.fromkeys(WEEKDAYS[:5], ((time(12), time(13)),)),
    off_on=frozenset({date(2026, 1, 7)}),
    holiday_dates=frozenset({date(2026, 1, 6)}),
)
NIGHTS = WorkTime(
    "Europe/Berlin",
    {day: ((time(22), time(6)),) for day in WEEKDAYS},
    {day: ((time(2), time(2, 30)),) for day in WEEKDAYS},
    off_on=frozenset({date(2026, 1, 7)}),
)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("works", "now", "state", "until", "back_at"),
    [
        pytest.param(WorkTime(), "2026-01-05T03:00:00+00:00", AtWork.ANY_TIME, None, None, id="no shifts are known"),
        pytest.param(OFFICE, "2026-01-05T10:00:00+01:00", AtWork.WORKING, "2026-01-05T12:00+01:00", None, id="morning"),
        pytest.param(
            *(OFFICE, "2026-01-05T12:00:00+01:00", AtWork.BREAK, "2026-01-05T13:00+01:00", "2026-01-05T13:00+01:00"),
            id="a break begins on the minute",
        ),
        pytest.param(OFFICE, "2026-01-05T13:00+01:00", AtWork.WORKING, "2026-01-05T17:30+01:00", None, id="and ends"),
        pytest.param(
            OFFICE,
            "2026-01-05T17:30+01:00",
            AtWork.OFF,
            None,
            "2026-01-08T09:00+01:00",
            id="over a holiday and a day off",
        ),
        pytest.param(
            OFFICE,
            "2026-01-06T00:00+01:00",
            AtWork.HOLIDAY,
            None,
            "2026-01-08T09:00+01:00",
            id="a holiday from midnight",
        ),
        pytest.param(
            OFFICE, "2026-01-05T23:59:59+01:00", AtWork.OFF, None, "2026-01-08T09:00+01:00", id="not a second before"
        ),
        pytest.param(
            OFFICE,
            "2026-01-06T23:30+00:00",
            AtWork.DAY_OFF,
            None,
            "2026-01-08T09:00+01:00",
            id="the midnight is theirs",
        ),
        pytest.param(
            NIGHTS,
            "2026-01-06T23:00+01:00",
            AtWork.WORKING,
            "2026-01-07T00:00+01:00",
            None,
            id="a day off cuts the night",
        ),
        pytest.param(
            NIGHTS, "2026-01-07T23:00+01:00", AtWork.DAY_OFF, None, "2026-01-08T22:00+01:00", id="and has no own night"
        ),
        pytest.param(
            *(NIGHTS, "2026-01-06T02:10+01:00", AtWork.BREAK, "2026-01-06T02:30+01:00", "2026-01-06T02:30+01:00"),
            id="a break after midnight belongs to the new day",
        ),
    ],
)
def test_what_somebody_does_now(
    works: WorkTime, now: str, state: AtWork, until: str | None, back_at: str | None
) -> None:
    assert spell_at(works, at(now)) == Spell(state, until and at(until), back_at and at(back_at))


def test_a_break_at_the_end_of_a_shift_ends_with_it() -> None:
    works = WorkTime("UTC", {"mon": ((time(9), time(17)),)}, {"mon": ((time(16, 30), time(18)),)})
    spell = spell_at(works, at("2026-01-05T16:45+00:00"))
    assert spell == Spell(AtWork.BREAK, at("2026-01-05T17:00+00:00"), at("2026-01-12T09:00+00:00"))
    assert spell_at(works, at("2026-01-05T17:30+00:00")).state is AtWork.OFF  # a break outside a shift is none


def test_days_off_count_for_somebody_without_shifts() -> None:
    works = WorkTime("America/New_York", off_on=frozenset({date(2026, 7, 3)}))
    assert spell_at(works, at("2026-07-03T03:59+00:00")) == Spell(AtWork.WORKING, at("2026-07-03T04:00+00:00"))
    assert spell_at(works, at("2026-07-03T04:00+00:00")) == Spell(AtWork.DAY_OFF, None, at("2026-07-04T04:00+00:00"))


def test_a_shift_ends_whatever_breaks_are_left_in_it() -> None:
    assert shift_ends(OFFICE, at("2026-01-05T10:00+01:00")) == at("2026-01-05T17:30+01:00")
    assert shift_ends(OFFICE, at("2026-01-05T12:30+01:00")) == at("2026-01-05T17:30+01:00")
    assert shift_ends(OFFICE, at("2026-01-05T18:00+01:00")) is None
    assert shift_ends(WorkTime(), at("2026-01-05T18:00+01:00")) is None


@pytest.mark.parametrize(
    ("since", "now", "ended"),
    [
        pytest.param("2026-01-05T10:00+01:00", "2026-01-05T17:29+01:00", False, id="in the shift"),
        pytest.param("2026-01-05T10:00+01:00", "2026-01-05T17:30+01:00", True, id="its end"),
        pytest.param("2026-01-05T08:00+01:00", "2026-01-05T08:30+01:00", False, id="came early"),
        pytest.param("2026-01-05T18:00+01:00", "2026-01-06T12:00+01:00", False, id="after it, before the next"),
        pytest.param("2026-01-05T18:00+01:00", "2026-01-08T18:00+01:00", True, id="after the next"),
    ],
)
def test_whether_a_shift_has_ended_since(since: str, now: str, ended: bool) -> None:
    assert shift_ended(OFFICE, at(since), at(now)) is ended


def test_a_team_is_staffed_again_with_the_first_who_is_at_work() -> None:
    evening = at("2026-01-05T18:00+01:00")
    assert next_staffed([OFFICE], evening) == at("2026-01-08T09:00+01:00")
    assert next_staffed([OFFICE, NIGHTS], evening) == at("2026-01-05T22:00+01:00")
    assert next_staffed([OFFICE, NIGHTS], at("2026-01-05T23:00+01:00")) == at("2026-01-05T23:00+01:00")
    assert next_staffed([WorkTime()], evening) is None  # nobody knows
    assert next_staffed([], evening) is None


def test_what_is_always_open_never_closes() -> None:
    always = Calendar("always", "Europe/Berlin", {day: ((time(0), time(0)),) for day in WEEKDAYS})
    assert closes_next(always, at("2026-01-05T12:00+00:00")) is None


# The whole world, ten years and a million moments: python3 dev.py clock. Here is a part of it.

FIRST, LAST = (int(datetime(year, 1, 1, tzinfo=UTC).timestamp()) for year in (2025, 2027))
DATES = (date(2024, 12, 1), date(2029, 1, 1))
STRANGE = (
    *("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca", "Africa/Cairo"),
    *("America/St_Johns", "Pacific/Chatham", "Antarctica/Troll", "Asia/Gaza"),
)


@pytest.mark.parametrize("zone", STRANGE)
def test_every_minute_around_a_change_of_clocks_is_as_the_wall_clock_says(zone: str) -> None:
    for number, change in enumerate(list(changes(ZoneInfo(zone), FIRST, LAST))[:2], STRANGE.index(zone)):
        plan = PLANS[number % len(PLANS)]
        here = calendar_of(plan, zone, *DATES), works_of(plan, zone, *DATES)
        count = check_window(plan, zone, change - 4 * 3600, 8 * 60, *here)
        assert count.minutes == 8 * 60
        assert count.answers > 4 * count.minutes
        assert count.wrong == 0, count.example


def test_moments_at_random_are_as_the_wall_clock_says() -> None:
    dice = random.Random(7)
    for _ in range(150):
        plan, zone, stamp = dice.choice(PLANS), dice.choice(STRANGE), FIRST + dice.random() * 14 * 86_400
        count = check_moment(plan, zone, stamp, calendar_of(plan, zone, *DATES), works_of(plan, zone, *DATES))
        assert count.wrong == 0, count.example


def test_the_check_notices_a_wrong_clock() -> None:
    """Hours of one zone, judged on the clock of another."""
    plan = PLANS[0]
    wrong = calendar_of(plan, "Europe/London", *DATES), works_of(plan, "Europe/Berlin", *DATES)
    count = check_window(plan, "Europe/Berlin", FIRST + 8 * 3600, 24 * 60, *wrong)
    assert count.wrong > 60
    assert "office hours with a lunch, Europe/Berlin" in count.example


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        spell_at(OFFICE, datetime(2026, 1, 5, 12) + timedelta())  # noqa: DTZ001
