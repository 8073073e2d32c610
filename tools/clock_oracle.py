"""Opening hours and shifts looked up minute by minute on the clock of the wall: slow and plain.

Shares no code with what it judges. Whether a minute is open is asked of a list with all minutes of that date; what
comes next is found by walking on. All times of `WEEKS` lie on quarters of an hour, and all clocks of the world differ
by whole quarters, so that a walk may go by quarters.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from segue.domain.hours import closes_next, hours_of, is_open, opens_next
from segue.domain.queues import Calendar
from segue.domain.work_time import WorkTime, spell_at

MINUTE = 60
DAY_MINUTES = 1440
OFF, WORKING, BREAK = 0, 1, 2
NAMES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
LOOK_AHEAD = 10 * DAY_MINUTES
QUARTER = 15


@dataclass(frozen=True, eq=False)
class Plan:
    """Times as "HH:MM-HH:MM". closed, holidays: (every so many days, which of them), counted from year 1."""

    name: str
    days: tuple[str, ...]
    shifts: tuple[str, ...]
    breaks: tuple[str, ...] = ()
    closed: tuple[int, int] = (0, 0)
    holidays: tuple[int, int] = (0, 0)

    def is_closed(self, day: date) -> bool:
        return _nth(self.closed, day) or _nth(self.holidays, day)


def _nth(every: tuple[int, int], day: date) -> bool:
    return every[0] > 0 and day.toordinal() % every[0] == every[1]


PLANS = (
    Plan("office hours with a lunch", NAMES[:5], ("09:00-17:00",), ("12:00-13:00",), (11, 3), (29, 7)),
    Plan("nights with a break after midnight", NAMES, ("22:00-06:00",), ("01:45-02:30",), (5, 1)),
    Plan(
        "the hours in which clocks change",
        NAMES,
        ("00:00-00:30", "01:15-02:15", "02:45-03:15", "23:30-00:15"),
        ("02:00-03:00",),
    ),
    Plan("whole days, closed now and then", NAMES, ("00:00-00:00",), ("23:45-00:15",), (2, 0), (7, 4)),
    Plan("whole days", NAMES, ("00:00-00:00",), ("02:00-02:45",), (0, 0), (3, 1)),
    Plan("week-end nights", ("fri", "sat", "sun"), ("18:00-03:00", "23:00-02:30"), ("00:00-00:15", "22:45-23:15")),
)


@lru_cache(maxsize=50_000)
def minutes_of(plan: Plan, day: date) -> bytes:
    """OFF, WORKING or BREAK for each minute that the wall clock may show on `day`."""
    return bytes(_minute(plan, day, minute) for minute in range(DAY_MINUTES))


def _minute(plan: Plan, day: date, minute: int) -> int:
    if plan.is_closed(day) or not _covers(plan, plan.shifts, day, minute):
        return OFF
    return BREAK if _covers(plan, plan.breaks, day, minute) else WORKING


def _covers(plan: Plan, intervals: tuple[str, ...], day: date, minute: int) -> bool:
    for text in intervals:
        begin, end = (int(clock[:2]) * 60 + int(clock[3:]) for clock in text.split("-"))
        for days_ago in (0, 1):
            began = day - timedelta(days=days_ago)
            if NAMES[began.weekday()] not in plan.days or plan.is_closed(began):
                continue
            length = end - begin if end > begin else end - begin + DAY_MINUTES
            if begin <= minute + days_ago * DAY_MINUTES < begin + length:
                return True
    return False


def state(plan: Plan, zone: ZoneInfo, stamp: float) -> int:
    wall = datetime.fromtimestamp(stamp, zone)
    return minutes_of(plan, wall.date())[wall.hour * 60 + wall.minute]


def changes(zone: ZoneInfo, begin: int, end: int) -> Iterator[int]:
    """The minutes, as seconds since 1970, at which the clocks of `zone` change."""
    before = datetime.fromtimestamp(begin, zone).utcoffset()
    for hour in range(begin + 3600, end, 3600):
        if datetime.fromtimestamp(hour, zone).utcoffset() != before:
            stamp = hour - 3600
            while datetime.fromtimestamp(stamp, zone).utcoffset() == before:
                stamp += MINUTE
            yield stamp
            before = datetime.fromtimestamp(hour, zone).utcoffset()


def calendar_of(plan: Plan, zone: str, first: date, last: date) -> Calendar:
    """The same plan in the product's words, with the dates it is closed on from `first` to `last`."""
    return Calendar("any", zone, _week(plan.days, plan.shifts), *_dates(plan, first, last))


def works_of(plan: Plan, zone: str, first: date, last: date) -> WorkTime:
    off_on, _, holidays = _dates(plan, first, last)
    return WorkTime(zone, _week(plan.days, plan.shifts), _week(plan.days, plan.breaks), off_on, "", holidays)


def _week(days: tuple[str, ...], intervals: tuple[str, ...]) -> dict[str, tuple[tuple[time, time], ...]]:
    pairs = tuple(tuple(time.fromisoformat(clock) for clock in text.split("-")) for text in intervals)
    return dict.fromkeys(days, pairs)  # type: ignore[arg-type] # each has a begin and an end


@lru_cache(maxsize=64)
def _dates(plan: Plan, first: date, last: date) -> tuple[frozenset[date], str, frozenset[date]]:
    days = [first + timedelta(days=n) for n in range((last - first).days)]
    closed, holidays = ({day for day in days if _nth(every, day)} for every in (plan.closed, plan.holidays))
    return frozenset(closed), "", frozenset(holidays)


@dataclass
class Count:
    minutes: int = 0
    answers: int = 0
    wrong: int = 0
    example: str = ""

    def add(self, other: Count) -> None:
        self.minutes += other.minutes
        self.answers += other.answers
        self.wrong += other.wrong
        self.example = self.example or other.example

    def compare(self, where: str, moment: datetime, what: str, found: object, expected: object) -> None:
        self.answers += 1
        if found != expected:
            self.wrong += 1
            self.example = self.example or f"{where}, {moment.isoformat()}, {what}: {found}, expected {expected}"


def check_window(plan: Plan, zone: str, begin: int, minutes: int, calendar: Calendar, works: WorkTime) -> Count:
    """Every one of `minutes` from `begin` (seconds since 1970): what is, and what comes next."""
    count, here = Count(), ZoneInfo(zone)
    states = [state(plan, here, begin + n * MINUTE) for n in range(minutes + LOOK_AHEAD)]
    ahead = _Ahead(states, begin)
    for n in range(minutes + LOOK_AHEAD - 1, -1, -1):
        ahead.step_back(n)
        if n < minutes:
            count.minutes += 1
            _check(count, f"{plan.name}, {zone}", here, begin + n * MINUTE, states[n], ahead, calendar, works)
    return count


def check_wall(plan: Plan, zone: str, begin: int, minutes: int, calendar: Calendar, works: WorkTime) -> Count:
    """Every one of `minutes` from `begin`: what the clock on the wall shows, from which all else follows."""
    count, here = Count(minutes=minutes), ZoneInfo(zone)
    hours = hours_of(calendar)
    for stamp in range(begin, begin + minutes * MINUTE, MINUTE):
        moment = datetime.fromtimestamp(stamp, UTC)
        count.compare(
            zone, moment, "wall", hours.wall(moment), datetime.fromtimestamp(stamp, here).replace(tzinfo=None, fold=0)
        )
    return count


class _Ahead:
    """For a minute: the next one at which each thing is so. None beyond what was looked at."""

    def __init__(self, states: list[int], begin: int) -> None:
        self.states = states
        self.begin = begin
        self.open: datetime | None = None
        self.closed: datetime | None = None
        self.working: datetime | None = None
        self.not_working: datetime | None = None
        self.not_break: datetime | None = None

    def step_back(self, n: int) -> None:
        now, moment = self.states[n], datetime.fromtimestamp(self.begin + n * MINUTE, UTC)
        if now == OFF:
            self.closed = moment
        else:
            self.open = moment
        if now == WORKING:
            self.working = moment
        else:
            self.not_working = moment
        if now != BREAK:
            self.not_break = moment


def _check(
    count: Count, where: str, zone: ZoneInfo, stamp: int, now: int, ahead: _Ahead, calendar: Calendar, works: WorkTime
) -> None:
    moment = datetime.fromtimestamp(stamp, UTC)
    count.compare(where, moment, "open", is_open(calendar, moment), now != OFF)
    if ahead.open:
        count.compare(where, moment, "opens", opens_next(calendar, moment), ahead.open)
    if ahead.closed:
        count.compare(where, moment, "closes", closes_next(calendar, moment), ahead.closed)
    spell = spell_at(works, moment)
    count.compare(where, moment, "at work", spell.state.value, _expected(now, zone, stamp, works))
    if now == WORKING and ahead.not_working:
        count.compare(where, moment, "until", spell.until, ahead.not_working)
    if now == BREAK and ahead.not_break:
        count.compare(where, moment, "break until", spell.until, ahead.not_break)
    if now != WORKING and ahead.working:
        count.compare(where, moment, "back at", spell.back_at, ahead.working)


def _expected(now: int, zone: ZoneInfo, stamp: int, works: WorkTime) -> str:
    if now == OFF:
        today = datetime.fromtimestamp(stamp, zone).date()
        return "day_off" if today in works.off_on else "holiday" if today in works.holiday_dates else "off"
    return "working" if now == WORKING else "break"


def check_moment(plan: Plan, zone: str, stamp: float, calendar: Calendar, works: WorkTime) -> Count:
    """One moment, to the microsecond: what is, and what comes next."""
    count, here = Count(minutes=1), ZoneInfo(zone)
    now, moment = state(plan, here, stamp), datetime.fromtimestamp(stamp, UTC)
    where = f"{plan.name}, {zone}"
    count.compare(where, moment, "open", is_open(calendar, moment), now != OFF)
    opens, closes = opens_next(calendar, moment), closes_next(calendar, moment)
    count.compare(where, moment, "opens", opens, moment if now != OFF else _walk(plan, here, stamp, {WORKING, BREAK}))
    count.compare(where, moment, "closes", closes, moment if now == OFF else _walk(plan, here, stamp, {OFF}))
    spell = spell_at(works, moment)
    count.compare(where, moment, "at work", spell.state.value, _expected(now, here, int(stamp // 1), works))
    if now == WORKING:
        count.compare(where, moment, "until", spell.until, _walk(plan, here, stamp, {OFF, BREAK}))
    else:
        count.compare(where, moment, "back at", spell.back_at, _walk(plan, here, stamp, {WORKING}))
    return count


def _walk(plan: Plan, zone: ZoneInfo, stamp: float, wanted: set[int]) -> datetime | None:
    quarter = QUARTER * MINUTE
    for ahead in range(int(stamp // quarter + 1) * quarter, int(stamp) + LOOK_AHEAD * MINUTE, quarter):
        if state(plan, zone, ahead) in wanted:
            return datetime.fromtimestamp(ahead, UTC)
    return None
