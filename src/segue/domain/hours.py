"""Opening hours: whether a calendar is open now, and when it opens and closes next.

What the clock on the wall shows is what counts, as on a sign at a door:

* an interval (start, end) belongs to the weekday it begins on; when `end` is not after `start` it runs into the next
  day ("22:00-06:00"), so (00:00, 00:00) is the whole day;
* a closed date is closed from midnight to midnight, and what would begin on it does not;
* when clocks go forward, times that are skipped do not exist; when they go back, times that repeat count twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache

from segue.domain.queues import Calendar
from segue.domain.zones import in_utc, offset_at

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
HORIZON = timedelta(days=400)
"""How far ahead an opening or a closing is looked for."""

_DAY = timedelta(days=1)
_MIDNIGHT = timedelta()

Intervals = tuple[tuple[time, time], ...]
Spells = tuple[tuple[timedelta, timedelta], ...]
"""Since midnight, within one day: in order, each with a gap before the next."""


@dataclass(frozen=True, slots=True)
class Week:
    """Spells of each weekday, Monday first. whole: with what began the day before; own: without it."""

    whole: tuple[Spells, ...]
    own: tuple[Spells, ...]

    def without(self, other: Week) -> Week:
        """The spells of this week outside those of `other`."""
        return Week(
            tuple(_minus(mine, theirs) for mine, theirs in zip(self.whole, other.whole, strict=True)),
            tuple(_minus(mine, theirs) for mine, theirs in zip(self.own, other.own, strict=True)),
        )


@dataclass(frozen=True, slots=True)
class Hours:
    """A week on the clocks of a zone, without the dates of `closed`."""

    zone: str
    week: Week
    closed: tuple[frozenset[date], ...] = ()

    def on(self, day: date) -> Spells:
        if self.is_closed_on(day):
            return ()
        week = self.week.own if self.is_closed_on(day - _DAY) else self.week.whole
        return week[day.weekday()]

    def is_closed_on(self, day: date) -> bool:
        for dates in self.closed:  # noqa: SIM110 - asked several times a decision: any() takes twice as long
            if day in dates:
                return True
        return False

    def wall(self, now: datetime) -> datetime:
        """What the clock on the wall shows. Raises ValueError when `now` is naive."""
        utc = in_utc(now)
        return utc + offset_at(self.zone, utc)[0]

    def hold_at(self, now: datetime) -> bool:
        """Raises ValueError when `now` is naive."""
        wall = self.wall(now)
        spells = self.on(wall.date())
        if not spells:
            return False
        clock = _since_midnight(wall)
        return any(begin <= clock < end for begin, end in spells)

    def next(self, now: datetime, *, holding: bool) -> datetime | None:
        """The first moment from `now` on, in UTC, at which they hold, or do not. None beyond HORIZON."""
        utc = in_utc(now)
        end = utc + HORIZON
        while utc < end:
            offset, until = offset_at(self.zone, utc)
            found = self._on_the_wall(utc + offset, min(until, end) + offset, holding=holding)
            if found is not None:
                return (found - offset).replace(tzinfo=UTC)
            utc = until
        return None

    def _on_the_wall(self, wall: datetime, until: datetime, *, holding: bool) -> datetime | None:
        """The same between two times of a wall clock that nobody moves."""
        midnight = datetime.combine(wall.date(), time())
        while midnight < until:
            found = (_begin if holding else _end)(self.on(midnight.date()), max(_MIDNIGHT, wall - midnight))
            if found is not None:
                return midnight + found if midnight + found < until else None
            midnight += _DAY
        return None


def hours_of(calendar: Calendar) -> Hours:
    return Hours(calendar.timezone, week_of(calendar.week), (calendar.closed_on, calendar.holiday_dates))


def week_of(week: Mapping[str, Intervals]) -> Week:
    """week: "mon".."sun" -> intervals."""
    return _week(_by_day(week))


def week_without(week: Mapping[str, Intervals], other: Mapping[str, Intervals]) -> Week:
    """The spells of `week` outside those of `other`."""
    return _without(_by_day(week), _by_day(other))


def is_open(calendar: Calendar, now: datetime) -> bool:
    """`now` is aware. A calendar without intervals is never open. Raises ValueError when `now` is naive."""
    return hours_of(calendar).hold_at(now)


def opens_next(calendar: Calendar, now: datetime) -> datetime | None:
    """The first moment from `now` on at which it is open, in UTC: `now` itself while it is open.

    None when that is more than HORIZON away, or never. Raises ValueError when `now` is naive.
    """
    return hours_of(calendar).next(now, holding=True)


def closes_next(calendar: Calendar, now: datetime) -> datetime | None:
    """The first moment from `now` on at which it is closed, in UTC: `now` itself while it is closed.

    None when that is more than HORIZON away, or never. Raises ValueError when `now` is naive.
    """
    return hours_of(calendar).next(now, holding=False)


def _by_day(week: Mapping[str, Intervals]) -> tuple[Intervals, ...]:
    return tuple([week.get(day, ()) for day in WEEKDAYS])


@lru_cache(maxsize=4096)
def _without(days: tuple[Intervals, ...], others: tuple[Intervals, ...]) -> Week:
    return _week(days).without(_week(others))


@lru_cache(maxsize=4096)
def _week(days: tuple[Intervals, ...]) -> Week:
    own, late = [], []
    for intervals in days:
        spells = [(_since_midnight(start), _since_midnight(end)) for start, end in intervals]
        own.append([(start, end if end > start else _DAY) for start, end in spells])
        late.append([(_MIDNIGHT, end) for start, end in spells if end <= start])
    return Week(
        tuple(_joined(own[day] + late[day - 1]) for day in range(len(days))), tuple(_joined(spells) for spells in own)
    )


def _since_midnight(clock: time | datetime) -> timedelta:
    return timedelta(hours=clock.hour, minutes=clock.minute, seconds=clock.second, microseconds=clock.microsecond)


def _joined(spells: Iterable[tuple[timedelta, timedelta]]) -> Spells:
    joined: list[tuple[timedelta, timedelta]] = []
    for begin, end in sorted(spells):
        if end <= begin:
            continue
        if joined and begin <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((begin, end))
    return tuple(joined)


def _minus(spells: Spells, others: Spells) -> Spells:
    left = []
    for begin, end in spells:
        for first, last in others:
            if begin < first < end:
                left.append((begin, first))
            if first < end and last > begin:
                begin = max(begin, last)  # noqa: PLW2901 - what is left of the spell
        if begin < end:
            left.append((begin, end))
    return tuple(left)


def _begin(spells: Spells, clock: timedelta) -> timedelta | None:
    """The first time of the day from `clock` on inside a spell."""
    return next((max(begin, clock) for begin, end in spells if end > clock), None)


def _end(spells: Spells, clock: timedelta) -> timedelta | None:
    """The first time of the day from `clock` on outside all spells."""
    end = next((end for begin, end in spells if begin <= clock < end), clock)
    return end if end < _DAY else None
