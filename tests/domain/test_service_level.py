"""When an answer is due: by the clock for somebody who waits, in opening hours for a ticket."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segue.domain.hours import is_open
from segue.domain.lifecycle import Urgency
from segue.domain.queues import Calendar, ServiceLevel
from segue.domain.service_level import AT_RISK, MISSED, live_clock, open_for, tag, ticket_clock

HOUR = timedelta(hours=1)
OFFICE = Calendar(
    "office", "Europe/Berlin", {day: ((time(9), time(17)),) for day in ("mon", "tue", "wed", "thu", "fri")}
)
SLA = ServiceLevel(
    first_response=timedelta(minutes=4),
    ticket_response=8 * HOUR,
    tiers={"enterprise": (timedelta(minutes=1), 4 * HOUR), "free": (None, 24 * HOUR)},
)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """November 2026, in UTC: Berlin is one hour ahead. The 16th is a Monday."""
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("tier", "urgency", "due"),
    [
        ("", Urgency.NORMAL, timedelta(minutes=4)),
        ("enterprise", Urgency.NORMAL, timedelta(minutes=1)),
        ("free", Urgency.NORMAL, timedelta(minutes=4)),
        ("", Urgency.HIGH, timedelta(minutes=2)),
        ("", Urgency.IMMEDIATE, timedelta(minutes=1)),
        ("", Urgency.SOFT, timedelta(minutes=8)),
    ],
)
def test_a_live_answer_is_due_by_tier_and_urgency(tier: str, urgency: Urgency, due: timedelta) -> None:
    clock = live_clock(SLA, tier, urgency, at(16, 8))
    assert clock is not None
    assert clock.due_at == at(16, 8) + due
    assert clock.at_risk_at == at(16, 8) + due * 0.75


def test_what_comes_next_is_told_once_each() -> None:
    clock = live_clock(SLA, "", Urgency.NORMAL, at(16, 8))
    assert clock is not None
    assert clock.next("") == (AT_RISK, clock.at_risk_at)
    assert clock.next(AT_RISK) == (MISSED, clock.due_at)
    assert clock.next(MISSED) is None


def test_nothing_is_due_where_nothing_is_promised() -> None:
    assert live_clock(ServiceLevel(), "", Urgency.NORMAL, at(16, 8)) is None
    assert ticket_clock(ServiceLevel(), "", OFFICE, at(16, 8)) is None
    assert tag(ServiceLevel(), "enterprise") == ""


@pytest.mark.parametrize(
    ("since", "amount", "due"),
    [
        (at(16, 9), 2 * HOUR, at(16, 11)),
        (at(16, 15), 2 * HOUR, at(17, 9)),  # an hour is left today, one tomorrow
        (at(20, 20), 4 * HOUR, at(23, 12)),  # from Friday night to Monday noon
        (at(16, 8), 8 * HOUR, at(16, 16)),  # ends with the closing, and not the next morning
        (at(21, 3), timedelta(0), at(23, 8)),
    ],
)
def test_a_ticket_is_due_after_so_much_open_time(since: datetime, amount: timedelta, due: datetime) -> None:
    assert open_for(OFFICE, since, amount) == due


def test_a_queue_that_never_opens_promises_nothing() -> None:
    assert open_for(Calendar("never"), at(16, 8), HOUR) is None
    assert open_for(None, at(16, 8), HOUR) == at(16, 9)


@given(st.integers(0, 60 * 24 * 40), st.integers(1, 60 * 30))
def test_open_minutes_until_it_is_due_are_those_that_were_promised(start: int, minutes: int) -> None:
    since = at(16, 0) + timedelta(minutes=start)  # across the end of the year
    due = open_for(OFFICE, since, timedelta(minutes=minutes))
    assert due is not None
    passed = int((due - since).total_seconds() // 60)
    assert sum(is_open(OFFICE, since + timedelta(minutes=one)) for one in range(passed)) == minutes


def test_a_ticket_is_marked_with_tier_and_time() -> None:
    assert tag(SLA, "enterprise") == "enterprise 4 h"
    assert tag(SLA, "free") == "free 1 d"
    assert tag(SLA, "") == "8 h"
