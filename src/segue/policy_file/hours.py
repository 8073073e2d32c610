"""`hours`: calendars."""

from __future__ import annotations

import re
import zoneinfo
from datetime import date, time
from functools import cache
from itertools import pairwise

from segue.domain.errors import Invalid
from segue.domain.hours import WEEKDAYS
from segue.domain.queues import Calendar
from segue.policy_file.document import SequenceNode
from segue.policy_file.reading import Field, Reader
from segue.public_holidays import with_holidays

CALENDAR_KEYS = ("timezone", "holidays", "closed_on")

_INTERVAL = re.compile(r"\s*(\d{1,2}):(\d{2})\s*[-–]\s*(\d{1,2}):(\d{2})\s*")


def read_hours(reader: Reader, field: Field | None) -> dict[str, Calendar]:
    fields = (reader.mapping(field) if field else None) or {}
    return {name: _calendar(reader, inner, name) for name, inner in fields.items()}


def _calendar(reader: Reader, field: Field, name: str) -> Calendar:
    reader.is_name(field, name)
    week: dict[str, tuple[tuple[time, time], ...]] = {}
    fields = reader.mapping(field, needs=("timezone",)) or {}
    for key, inner in fields.items():
        if key in CALENDAR_KEYS:
            continue
        intervals = _intervals(reader, inner)
        for day in _days(reader, inner, key):
            if day in week:
                reader.wrong(inner, f"{day} has its hours already", "Write each day once.", at_key=True)
            week[day] = intervals
    if fields and not week:
        reader.wrong(field, f"the calendar {name!r} is never open", 'Add days, such as mon-fri: "09:00-17:30".')
    calendar = Calendar(
        name=name,
        timezone=(_timezone(reader, fields["timezone"]) if "timezone" in fields else None) or "UTC",
        week=week,
        closed_on=_dates(reader, fields["closed_on"]) if "closed_on" in fields else frozenset(),
        holidays=(reader.text_of(fields["holidays"], 20) if "holidays" in fields else None) or "",
    )
    try:
        return with_holidays(calendar)
    except Invalid as error:
        reader.wrong(fields["holidays"], error.message)
        return calendar


def _days(reader: Reader, field: Field, key: str) -> list[str]:
    """`mon`, `mon-fri`, `sat,sun`, `daily`."""
    if key == "daily":
        return list(WEEKDAYS)
    found: list[str] = []
    for part in key.split(","):
        first, _, last = (day.strip() for day in part.partition("-"))
        last = last or first
        if first not in WEEKDAYS or last not in WEEKDAYS:
            hint = f"Days are {', '.join(WEEKDAYS)}, mon-fri, daily; other keys here: {', '.join(CALENDAR_KEYS)}."
            reader.wrong(field, f"unknown key {key[:80]!r}", hint, at_key=True)
            return []
        start, count = WEEKDAYS.index(first), (WEEKDAYS.index(last) - WEEKDAYS.index(first)) % 7 + 1
        found.extend(WEEKDAYS[(start + i) % 7] for i in range(count))
    return found


def _intervals(reader: Reader, field: Field) -> tuple[tuple[time, time], ...]:
    """One interval, or a list of them. One that ends before it begins runs past midnight."""
    items = reader.sequence(field) if isinstance(field.node, SequenceNode) else [field]
    found = [interval for item in items or [] if (interval := _interval(reader, item)) is not None]
    ordered = sorted(found)
    for (begin, end), (start, _) in pairwise(ordered):
        if end > start or end <= begin:  # one that runs past midnight covers the rest of the day
            reader.wrong(field, "these hours overlap", "Write each hour of a day once.")
    return tuple(ordered)


def _interval(reader: Reader, field: Field) -> tuple[time, time] | None:
    value = reader.text_of(field, 40)
    if value is None:
        return None
    match = _INTERVAL.fullmatch(value)
    numbers = [int(part) for part in match.groups()] if match else []
    if not numbers or numbers[0] > 23 or numbers[1] > 59 or numbers[3] > 59 or numbers[2] * 60 + numbers[3] > 24 * 60:
        reader.wrong(
            field, f"{value!r} are not hours", 'Write such as "09:00-17:30", or "00:00-24:00" for a whole day.'
        )
        return None
    start, end = time(numbers[0], numbers[1]), time(numbers[2] % 24, numbers[3])
    if start == end and start != time(0):
        reader.wrong(field, f"{value!r} has no length", 'For a whole day write "00:00-24:00".')
        return None
    return start, end


def _timezone(reader: Reader, field: Field) -> str | None:
    value = reader.text_of(field, 60)
    return None if value is None else reader.one_of(field, timezones(), "timezone")


@cache
def timezones() -> frozenset[str]:
    """IANA names that this machine knows; hundreds of files are looked at once for them."""
    return frozenset(zoneinfo.available_timezones())


def _dates(reader: Reader, field: Field) -> frozenset[date]:
    found: set[date] = set()
    for item in reader.sequence(field) or []:
        value = reader.text_of(item, 40)
        try:
            found.update([date.fromisoformat(value)] if value is not None else ())
        except ValueError:
            reader.wrong(item, f"{value!r} is not a date", "Write year-month-day, such as 2026-12-24.")
    return frozenset(found)
