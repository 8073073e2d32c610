"""What routing sees of a person: the presence they chose, read together with shifts, breaks and days off."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time

import pytest

from segue.domain.hours import WEEKDAYS
from segue.domain.presence import Present, day_is_over, presence_now
from segue.domain.routing.agents import Presence
from segue.domain.work_time import WorkTime

OFFICE = WorkTime(
    "Europe/Berlin",
    dict.fromkeys(WEEKDAYS[:5], ((time(9), time(17, 30)),)),
    dict.fromkeys(WEEKDAYS[:5], ((time(12), time(13)),)),
)
MONDAY = "2026-01-05T"


def at(clock: str) -> datetime:
    return datetime.fromisoformat(f"{MONDAY}{clock}+01:00")


def seen(chosen: Presence, clock: str, works: WorkTime = OFFICE, *, has_work: bool = False) -> tuple[Presence, str]:
    present = presence_now(chosen, "as I said", works, at(clock), has_work=has_work)
    return present.presence, present.reason


@pytest.mark.parametrize("chosen", Presence)
@pytest.mark.parametrize("works", [OFFICE, WorkTime()], ids=["in the shift", "without shifts"])
def test_whoever_works_is_what_they_say(chosen: Presence, works: WorkTime) -> None:
    assert seen(chosen, "10:00", works) == (chosen, "as I said")


@pytest.mark.parametrize(
    ("chosen", "at_lunch"),
    [
        (Presence.ONLINE, (Presence.AWAY, "on a break until 13:00")),
        (Presence.BUSY, (Presence.AWAY, "on a break until 13:00")),
        (Presence.WRAP_UP, (Presence.AWAY, "on a break until 13:00")),
        (Presence.AWAY, (Presence.AWAY, "as I said")),
        (Presence.DRAINING, (Presence.DRAINING, "as I said")),
        (Presence.NOT_RESPONDING, (Presence.NOT_RESPONDING, "as I said")),
        (Presence.OFFLINE, (Presence.OFFLINE, "as I said")),
    ],
)
def test_during_a_break_people_are_away(chosen: Presence, at_lunch: tuple[Presence, str]) -> None:
    assert seen(chosen, "12:30") == at_lunch


@pytest.mark.parametrize("chosen", [Presence.ONLINE, Presence.BUSY, Presence.AWAY, Presence.WRAP_UP])
def test_after_the_shift_people_end_what_there_is_and_are_offline_without(chosen: Presence) -> None:
    why = "outside the shift, back 2026-01-06 09:00"
    assert seen(chosen, "17:30", has_work=True) == (Presence.DRAINING, why)
    assert seen(chosen, "17:30") == (Presence.OFFLINE, why)


def test_before_the_shift_nothing_comes_and_the_hour_is_told() -> None:
    assert seen(Presence.ONLINE, "08:15") == (Presence.OFFLINE, "outside the shift, back 09:00")


@pytest.mark.parametrize(
    ("works", "why"),
    [
        (replace(OFFICE, off_on=frozenset({date(2026, 1, 5)})), "a day off, back 2026-01-06 09:00"),
        (replace(OFFICE, holiday_dates=frozenset({date(2026, 1, 5)})), "a public holiday, back 2026-01-06 09:00"),
    ],
)
def test_on_a_day_off_and_on_a_holiday_nobody_gets_anything_new(works: WorkTime, why: str) -> None:
    assert seen(Presence.ONLINE, "10:00", works) == (Presence.OFFLINE, why)
    assert seen(Presence.ONLINE, "10:00", works, has_work=True) == (Presence.DRAINING, why)


def test_routing_knows_until_when_somebody_works_and_when_they_are_back() -> None:
    working = presence_now(Presence.ONLINE, "", OFFICE, at("11:00"))
    assert working == Present(Presence.ONLINE, "", at("12:00"), None)
    assert presence_now(Presence.ONLINE, "", OFFICE, at("14:00")).until == at("17:30")
    assert presence_now(Presence.ONLINE, "", OFFICE, at("12:15")).back_at == at("13:00")
    assert presence_now(Presence.OFFLINE, "", OFFICE, at("07:00")).back_at == at("09:00")
    assert presence_now(Presence.ONLINE, "", WorkTime(), at("11:00")) == Present(Presence.ONLINE)


def over(chosen: Presence, since: str, clock: str, works: WorkTime = OFFICE, *, has_work: bool = False) -> bool:
    return day_is_over(chosen, at(since), works, at(clock), has_work=has_work)


def test_the_day_is_over_when_the_shift_has_ended_and_nobody_is_left() -> None:
    assert not over(Presence.ONLINE, "09:00", "17:29")
    assert over(Presence.ONLINE, "09:00", "17:30")
    assert over(Presence.NOT_RESPONDING, "16:00", "18:00")
    assert not over(Presence.ONLINE, "09:00", "17:30", has_work=True)
    assert not over(Presence.OFFLINE, "09:00", "17:30")


def test_a_break_ends_no_day() -> None:
    assert not over(Presence.ONLINE, "09:00", "12:30")


def test_who_comes_early_stays_as_they_chose_until_the_shift_begins() -> None:
    assert not over(Presence.ONLINE, "08:00", "08:59")


def test_who_drains_leaves_with_the_last_customer_whatever_the_shift() -> None:
    assert not over(Presence.DRAINING, "10:00", "10:05", has_work=True)
    assert over(Presence.DRAINING, "10:00", "10:05")
    assert over(Presence.DRAINING, "10:00", "10:05", WorkTime())


def test_without_shifts_no_day_ends_by_itself() -> None:
    assert not over(Presence.ONLINE, "09:00", "23:59", WorkTime())
