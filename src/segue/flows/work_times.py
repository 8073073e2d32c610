"""When somebody works, as people write it: checked when it is saved, and written back in the same words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from itertools import pairwise
from typing import Any

from segue.domain.errors import Invalid
from segue.domain.hours import WEEKDAYS, Week, week_of
from segue.domain.work_time import WorkTime
from segue.policy_file.hours import timezones
from segue.public_holidays import holiday_dates

MOST_A_DAY = 6
MOST_DAYS_OFF = 400
KEYS = ("timezone", "shifts", "breaks", "off_on", "holidays")

_INTERVAL = re.compile(r"(\d{1,2}):(\d{2})\s*[-–]\s*(\d{1,2}):(\d{2})")
_MIDNIGHT = time()

Intervals = tuple[tuple[time, time], ...]


@dataclass(frozen=True, slots=True)
class Written:
    """A WorkTime as people write it: {"mon": ("09:00-17:30",)}, ("2026-12-24",), "DE-BY"."""

    timezone: str
    shifts: Mapping[str, tuple[str, ...]]
    breaks: Mapping[str, tuple[str, ...]]
    off_on: tuple[str, ...]
    holidays: str


def read_works(given: Mapping[str, Any]) -> WorkTime:
    """given: the fields of Written; what is left out is empty. Raises Invalid: which field, and what would be right."""
    if strangers := sorted(set(given) - set(KEYS)):
        raise Invalid(f"works: there is no {strangers[0]!r}; there are {', '.join(KEYS)}", field="works")
    works = WorkTime(
        timezone=_timezone(str(given.get("timezone") or "").strip()),
        shifts=_week(given.get("shifts") or {}, "works.shifts"),
        breaks=_week(given.get("breaks") or {}, "works.breaks"),
        off_on=_dates(given.get("off_on") or ()),
        holidays=_holidays(str(given.get("holidays") or "").strip()),
    )
    if not works.timezone and (works.is_known or works.holidays):
        raise Invalid(
            "works.timezone: say on which clock these times are read, such as Europe/Berlin", field="works.timezone"
        )
    _check_breaks(works)
    return works


def written(works: WorkTime) -> Written:
    return Written(
        timezone=works.timezone,
        shifts=_days_written(works.shifts),
        breaks=_days_written(works.breaks),
        off_on=tuple(day.isoformat() for day in sorted(works.off_on)),
        holidays=works.holidays,
    )


def _timezone(name: str) -> str:
    if name and name not in timezones():
        raise Invalid(
            f"works.timezone: there is no time zone {name[:60]!r}; write one such as Europe/Berlin or America/New_York",
            field="works.timezone",
        )
    return name


def _holidays(place: str) -> str:
    try:
        if place:
            holiday_dates(place)
    except Invalid as error:
        raise Invalid(f"works.holidays: {error.message}", field="works.holidays") from None
    return place


def _week(given: Mapping[str, Sequence[str]], field: str) -> dict[str, Intervals]:
    if strangers := [day for day in given if day not in WEEKDAYS]:
        raise Invalid(f"{field}: {strangers[0][:20]!r} is no day; the days are {', '.join(WEEKDAYS)}", field=field)
    return {day: _intervals(given[day], f"{field}.{day}") for day in WEEKDAYS if given.get(day)}


def _intervals(texts: Sequence[str], field: str) -> Intervals:
    if len(texts) > MOST_A_DAY:
        raise Invalid(f"{field}: at most {MOST_A_DAY} a day", field=field)
    found = tuple(sorted(_interval(text, field) for text in texts))
    for (begin, end), (start, _) in pairwise(found):
        if end > start or end <= begin:  # one over midnight lasts for the rest of the day
            raise Invalid(f"{field}: {start:%H:%M} is in two of them; write each hour once", field=field)
    return found


def _interval(text: str, field: str) -> tuple[time, time]:
    match = _INTERVAL.fullmatch(text.strip())
    hours = [int(part) for part in match.groups()] if match else []
    if not hours or hours[0] > 23 or hours[1] > 59 or hours[3] > 59 or hours[2] * 60 + hours[3] > 24 * 60:
        raise Invalid(
            f"{field}: {text[:40]!r} are no hours; write such as 09:00-17:30, or 22:00-06:00 over midnight", field=field
        )
    start, end = time(hours[0], hours[1]), time(hours[2] % 24, hours[3])
    if start == end and start != _MIDNIGHT:
        raise Invalid(f"{field}: {text[:40]!r} has no length; a whole day is 00:00-24:00", field=field)
    return start, end


def _dates(texts: Sequence[str]) -> frozenset[date]:
    if len(texts) > MOST_DAYS_OFF:
        raise Invalid(f"works.off_on: at most {MOST_DAYS_OFF} days", field="works.off_on")
    return frozenset(_date(text) for text in texts)


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise Invalid(
            f"works.off_on: {text[:40]!r} is no date; write year-month-day, such as 2026-12-24", field="works.off_on"
        ) from None


def _check_breaks(works: WorkTime) -> None:
    """A break outside every shift is a slip of the pen, and so are breaks that leave nothing."""
    if not (works.shifts and works.breaks):
        return
    shifts, breaks = week_of(works.shifts), week_of(works.breaks)
    for day, inside in zip(WEEKDAYS, _overlaps(breaks, shifts), strict=True):
        if day in works.breaks and not inside:
            raise Invalid(
                f"works.breaks.{day}: no shift runs at that time; a break after midnight belongs to the next day",
                field=f"works.breaks.{day}",
            )
    if not any(shifts.without(breaks).whole):
        raise Invalid("works.breaks: they leave no time to work", field="works.breaks")


def _overlaps(some: Week, others: Week) -> list[bool]:
    return [left != whole for left, whole in zip(some.without(others).whole, some.whole, strict=True)]


def _days_written(week: Mapping[str, Intervals]) -> dict[str, tuple[str, ...]]:
    return {day: tuple(f"{start:%H:%M}-{_end(end)}" for start, end in week[day]) for day in WEEKDAYS if week.get(day)}


def _end(end: time) -> str:
    return "24:00" if end == _MIDNIGHT else f"{end:%H:%M}"
