"""Opening hours over clock changes, holidays and the ends of days and weeks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segue.domain.hours import HORIZON, WEEKDAYS, is_open, opens_next
from segue.domain.queues import Calendar

NINE_TO_FIVE = ((time(9), time(17)),)
OFFICE = Calendar("office", "Europe/Berlin", dict.fromkeys(WEEKDAYS[:5], NINE_TO_FIVE))
NIGHTS = Calendar("nights", "Europe/Berlin", {day: ((time(22), time(6)),) for day in WEEKDAYS})
AROUND_THE_CLOCK = Calendar("always", "Europe/Berlin", {day: ((time(0), time(0)),) for day in WEEKDAYS})


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("calendar", "now", "opened"),
    [
        pytest.param(OFFICE, "2026-01-05T08:59:59+01:00", False, id="Monday, a second too early"),
        pytest.param(OFFICE, "2026-01-05T09:00:00+01:00", True, id="Monday at nine"),
        pytest.param(OFFICE, "2026-01-05T16:59:59+01:00", True, id="the last second"),
        pytest.param(OFFICE, "2026-01-05T17:00:00+01:00", False, id="closing time is closed"),
        pytest.param(OFFICE, "2026-01-03T12:00:00+01:00", False, id="Saturday"),
        pytest.param(OFFICE, "2026-07-06T07:00:00+00:00", True, id="seven in UTC is nine in a summer in Berlin"),
        pytest.param(OFFICE, "2026-01-05T07:00:00+00:00", False, id="seven in UTC is eight in its winter"),
        pytest.param(NIGHTS, "2026-01-05T23:00:00+01:00", True, id="before midnight"),
        pytest.param(NIGHTS, "2026-01-06T05:59:00+01:00", True, id="after midnight"),
        pytest.param(NIGHTS, "2026-01-06T06:00:00+01:00", False, id="the night is over"),
        pytest.param(NIGHTS, "2026-01-05T05:00:00+01:00", True, id="Sunday's night reaches into Monday"),
        pytest.param(AROUND_THE_CLOCK, "2026-01-05T00:00:00+01:00", True, id="midnight to midnight is the whole day"),
        pytest.param(Calendar("never"), "2026-01-05T12:00:00+00:00", False, id="no intervals"),
    ],
)
def test_a_calendar_is_open_within_its_intervals(calendar: Calendar, now: str, opened: bool) -> None:
    assert is_open(calendar, at(now)) is opened


@pytest.mark.parametrize(
    ("now", "next_opening"),
    [
        pytest.param("2026-01-05T10:00:00+01:00", "2026-01-05T09:00:00+00:00", id="open already"),
        pytest.param("2026-01-05T18:00:00+01:00", "2026-01-06T08:00:00+00:00", id="tomorrow"),
        pytest.param("2026-01-09T17:00:00+01:00", "2026-01-12T08:00:00+00:00", id="over the weekend"),
        pytest.param("2026-03-27T20:00:00+01:00", "2026-03-30T07:00:00+00:00", id="clocks go forward on the way"),
        pytest.param("2026-10-23T20:00:00+02:00", "2026-10-26T08:00:00+00:00", id="clocks go back on the way"),
        pytest.param("2025-12-31T20:00:00+01:00", "2026-01-01T08:00:00+00:00", id="over the end of the year"),
    ],
)
def test_the_next_opening_is_told_in_utc(now: str, next_opening: str) -> None:
    found = opens_next(OFFICE, at(now))
    assert found == at(next_opening)
    assert found is not None
    assert found.tzinfo is UTC


def test_a_closed_date_and_a_public_holiday_are_closed_all_day() -> None:
    calendar = Calendar(
        "office", "Europe/Berlin", OFFICE.week, frozenset({date(2026, 1, 5)}), "DE", frozenset({date(2026, 1, 6)})
    )
    assert not is_open(calendar, at("2026-01-05T12:00:00+01:00"))
    assert not is_open(calendar, at("2026-01-06T12:00:00+01:00"))
    assert opens_next(calendar, at("2026-01-04T12:00:00+01:00")) == at("2026-01-07T09:00:00+01:00")


def test_a_closed_date_ends_the_night_before_at_midnight_and_has_no_night_of_its_own() -> None:
    calendar = Calendar("nights", "Europe/Berlin", NIGHTS.week, frozenset({date(2026, 1, 6)}))
    assert is_open(calendar, at("2026-01-05T23:59:00+01:00"))
    assert not is_open(calendar, at("2026-01-06T00:00:00+01:00"))
    assert not is_open(calendar, at("2026-01-06T23:00:00+01:00"))
    assert opens_next(calendar, at("2026-01-06T00:00:00+01:00")) == at("2026-01-07T22:00:00+01:00")


def test_round_the_clock_opens_at_midnight_after_a_closed_date() -> None:
    calendar = Calendar("always", "Europe/Berlin", AROUND_THE_CLOCK.week, frozenset({date(2026, 1, 6)}))
    # the interval of the closed day does not begin, that of the next day does at its midnight
    assert opens_next(calendar, at("2026-01-06T10:00:00+01:00")) == at("2026-01-07T00:00:00+01:00")


def test_the_leap_day_is_a_day_like_others() -> None:
    assert opens_next(OFFICE, at("2028-02-28T18:00:00+01:00")) == at("2028-02-29T09:00:00+01:00")


@pytest.mark.parametrize(
    ("zone", "day", "start", "opens"),
    [
        pytest.param(
            "Europe/Berlin", "sun", time(2, 30), "2026-03-29T01:00:00+00:00", id="Berlin skips 02:00 to 03:00"
        ),
        pytest.param(
            "Australia/Lord_Howe", "sun", time(2, 15), "2026-10-03T15:30:00+00:00", id="half an hour is skipped"
        ),
        pytest.param("Africa/Cairo", "fri", time(0), "2026-04-23T22:00:00+00:00", id="a day without a midnight"),
    ],
)
def test_an_opening_time_that_is_skipped_opens_when_the_clocks_have_jumped(
    zone: str, day: str, start: time, opens: str
) -> None:
    calendar = Calendar("night", zone, {day: ((start, time(5)),)})
    assert opens_next(calendar, at(opens) - timedelta(hours=3)) == at(opens)


def test_a_night_that_reaches_into_a_day_after_a_skipped_one_opens_with_that_day() -> None:
    friday_was_skipped = at("2011-12-30T10:00:00+00:00")
    calendar = Calendar("night", "Pacific/Apia", {"fri": ((time(22), time(6)),)})
    assert opens_next(calendar, friday_was_skipped - timedelta(minutes=1)) == friday_was_skipped


def test_times_that_repeat_count_twice() -> None:
    calendar = Calendar("night", "Europe/Berlin", {"sun": ((time(1), time(2, 30)),)})
    assert is_open(calendar, at("2026-10-25T00:20:00+00:00"))  # 02:20 for the first time
    assert not is_open(calendar, at("2026-10-25T00:40:00+00:00"))
    assert is_open(calendar, at("2026-10-25T01:20:00+00:00"))  # 02:20 for the second time
    assert opens_next(calendar, at("2026-10-25T00:40:00+00:00")) == at("2026-10-25T01:00:00+00:00")


def test_what_never_opens_has_no_next_opening() -> None:
    now = at("2026-01-05T12:00:00+00:00")
    assert opens_next(Calendar("never"), now) is None
    shut = frozenset(now.date() + timedelta(days=n) for n in range(HORIZON.days + 3))
    assert opens_next(Calendar("shut", "UTC", OFFICE.week, shut), now) is None


def test_a_moment_without_a_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        is_open(OFFICE, datetime(2026, 1, 5, 12))  # noqa: DTZ001


# Every minute is looked at one by one, near the moments at which clocks change.

CLOCK_CHANGES = [
    ("Australia/Lord_Howe", "2026-04-04T15:00:00+00:00"),
    ("Australia/Lord_Howe", "2026-10-03T15:30:00+00:00"),
    ("Europe/Berlin", "2026-03-29T01:00:00+00:00"),
    ("Europe/Berlin", "2026-10-25T01:00:00+00:00"),
    ("America/New_York", "2026-03-08T07:00:00+00:00"),
    ("America/New_York", "2026-11-01T06:00:00+00:00"),
    ("Asia/Kathmandu", "2028-02-28T18:15:00+00:00"),  # no change: the leap day begins
    ("Africa/Casablanca", "2026-02-15T02:00:00+00:00"),
    ("Africa/Casablanca", "2026-03-22T02:00:00+00:00"),
    ("Africa/Cairo", "2026-04-23T22:00:00+00:00"),  # forward at midnight
    ("Africa/Cairo", "2026-10-29T21:00:00+00:00"),  # back over midnight
    ("America/St_Johns", "2006-10-29T02:31:00+00:00"),  # back over midnight at 00:01: yesterday returns
    ("Pacific/Apia", "2011-12-30T10:00:00+00:00"),  # a whole day is skipped
]
LOOK_AHEAD = 4 * 24 * 60

clock_times = st.builds(time, st.integers(0, 23), st.sampled_from([0, 1, 10, 15, 30, 45, 59]))
weeks: st.SearchStrategy[Mapping[str, tuple[tuple[time, time], ...]]] = st.dictionaries(
    st.sampled_from(WEEKDAYS), st.lists(st.tuples(clock_times, clock_times), min_size=1, max_size=2).map(tuple)
)


def minutes_open(calendar: Calendar, start: datetime) -> list[bool]:
    """For each of the next minutes: does the wall clock show a time of some interval, and is the date not closed?"""
    zone = ZoneInfo(calendar.timezone)
    opened: dict[datetime, bool] = {}

    def shown(wall: datetime) -> bool:
        if wall.date() in calendar.closed_on | calendar.holiday_dates:
            return False
        for back in range(2):
            day = wall.date() - timedelta(days=back)
            if day in calendar.closed_on | calendar.holiday_dates:
                continue
            for start_clock, end_clock in calendar.week.get(f"{day:%a}".lower(), ()):
                begins = datetime.combine(day, start_clock)
                ends = datetime.combine(day, end_clock)
                if begins <= wall < (ends if ends > begins else ends + timedelta(days=1)):
                    return True
        return False

    answers = []
    for minute in range(LOOK_AHEAD):
        wall = (start + timedelta(minutes=minute)).astimezone(zone).replace(tzinfo=None, fold=0)
        if wall not in opened:
            opened[wall] = shown(wall)
        answers.append(opened[wall])
    return answers


@settings(max_examples=120, deadline=None)
@given(
    place=st.sampled_from(CLOCK_CHANGES),
    before=st.integers(0, 36 * 60),
    week=weeks,
    closed=st.sets(st.integers(-2, 3), max_size=2),
    holiday=st.sets(st.integers(-2, 3), max_size=1),
)
def test_every_minute_around_a_change_of_clocks_agrees_with_the_wall_clock(
    place: tuple[str, str],
    before: int,
    week: Mapping[str, tuple[tuple[time, time], ...]],
    closed: set[int],
    holiday: set[int],
) -> None:
    zone, change = place
    day = at(change).astimezone(ZoneInfo(zone)).date()
    calendar = Calendar(
        "any",
        zone,
        week,
        frozenset(day + timedelta(days=n) for n in closed),
        "",
        frozenset(day + timedelta(days=n) for n in holiday),
    )
    start = at(change) - timedelta(minutes=before)
    expected = minutes_open(calendar, start)

    next_open: int | None = None
    for minute in reversed(range(LOOK_AHEAD)):
        next_open = minute if expected[minute] else next_open
        edge = minute == 0 or expected[minute] != expected[minute - 1]
        if edge or minute % 241 == 0:
            moment = start + timedelta(minutes=minute)
            assert is_open(calendar, moment) is expected[minute], moment
            if next_open is not None:
                assert opens_next(calendar, moment) == start + timedelta(minutes=next_open), moment
