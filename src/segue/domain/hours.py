"""Opening hours: whether a calendar is open now, and when it opens next.

What the clock on the wall shows is what counts, as on a sign at a door:

* an interval (start, end) belongs to the weekday it begins on; when `end` is not after `start` it runs into the next
  day ("22:00-06:00"), so (00:00, 00:00) is the whole day;
* a closed date is closed from midnight to midnight, and what would begin on it does not;
* when clocks go forward, times that are skipped do not exist; when they go back, times that repeat count twice.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from segue.domain.queues import Calendar

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
HORIZON = timedelta(days=400)
"""How far ahead an opening is looked for."""

_DAY = timedelta(days=1)
_MIDNIGHT = time(0)


def is_open(calendar: Calendar, now: datetime) -> bool:
    """`now` is aware. A calendar without intervals is never open. Raises ValueError when `now` is naive."""
    wall = _wall(calendar, now)
    today, clock = wall.date(), wall.time()
    if is_closed_on(calendar, today):
        return False
    if any(start <= clock and (clock < end or end <= start) for start, end in _intervals(calendar, today)):
        return True
    yesterday = today - _DAY
    return not is_closed_on(calendar, yesterday) and any(
        end <= start and clock < end for start, end in _intervals(calendar, yesterday)
    )


def opens_next(calendar: Calendar, now: datetime) -> datetime | None:
    """The first moment from `now` on at which it is open, in UTC: `now` itself while it is open.

    None when that is more than HORIZON away, or never. Raises ValueError when `now` is naive.
    """
    if is_open(calendar, now):
        return now.astimezone(UTC)
    zone = ZoneInfo(calendar.timezone)
    today = _wall(calendar, now).date()
    day = today - _DAY  # a clock set back just after midnight returns to yesterday
    while day <= today + HORIZON:
        found = [
            moment
            for moment in _turning_points(calendar, zone, day)
            if moment >= now and _wall(calendar, moment).date() == day and is_open(calendar, moment)
        ]
        if found:
            return min(found)
        day += _DAY
    return None


def is_closed_on(calendar: Calendar, day: date) -> bool:
    """Whether `day` is a closed date or a public holiday of the calendar."""
    return day in calendar.closed_on or day in calendar.holiday_dates


def _intervals(calendar: Calendar, day: date) -> tuple[tuple[time, time], ...]:
    return calendar.week.get(WEEKDAYS[day.weekday()], ())


def _wall(calendar: Calendar, moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError(f"a moment with a time zone is needed, not {moment.isoformat()}")
    return moment.astimezone(ZoneInfo(calendar.timezone)).replace(tzinfo=None, fold=0)


def _turning_points(calendar: Calendar, zone: ZoneInfo, day: date) -> Iterator[datetime]:
    """Every moment around `day`, in UTC, at which closed can become open: starts, and a change of clocks."""
    for start, _ in _intervals(calendar, day):
        yield from _moments(datetime.combine(day, start), zone)
    # a second earlier, so that a change that makes the midnight is seen
    first = min(_moments(datetime.combine(day, _MIDNIGHT), zone)) - timedelta(seconds=1)
    last = max(_moments(datetime.combine(day + _DAY, _MIDNIGHT), zone))
    if _offset(first, zone) != _offset(last, zone):
        yield _clock_change(first, last, zone)


def _moments(wall: datetime, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """Both readings of a wall time; they differ only where clocks change."""
    return (
        wall.replace(tzinfo=zone, fold=0).astimezone(UTC),
        wall.replace(tzinfo=zone, fold=1).astimezone(UTC),
    )


def _offset(moment: datetime, zone: ZoneInfo) -> timedelta | None:
    return moment.astimezone(zone).utcoffset()


def _clock_change(before: datetime, after: datetime, zone: ZoneInfo) -> datetime:
    """The first whole second with the new offset. One change between `before` and `after`, both in UTC."""
    old = _offset(before, zone)
    low, high = 0, int((after - before).total_seconds())
    while high - low > 1:
        middle = (low + high) // 2
        if _offset(before + timedelta(seconds=middle), zone) == old:
            low = middle
        else:
            high = middle
    return before + timedelta(seconds=high)
