"""`queues` and `hours`."""

from __future__ import annotations

import re
import zoneinfo
from collections.abc import Collection
from datetime import date, time, timedelta
from functools import cache
from itertools import pairwise

from segue.domain.errors import Invalid
from segue.domain.hours import WEEKDAYS
from segue.domain.queues import Calendar, Queue, QueueKind, Relaxation, ServiceLevel, WhenClosed, WhenFull
from segue.policy_file.document import SequenceNode
from segue.policy_file.reading import Field, Reader
from segue.public_holidays import with_holidays

QUEUE_KEYS = (
    *("kind", "title", "hub", "owner", "requires", "relax", "hours", "units"),
    *("reserve_for", "sla", "when_closed", "when_full", "bot", "drafts"),
)
RELAX_KEYS = ("after", "requires", "overflow")
SLA_KEYS = ("first_response", "resolution")
WHEN_CLOSED_KEYS = ("then", "hub")
WHEN_FULL_KEYS = ("longer_than", "then")
CALENDAR_KEYS = ("timezone", "holidays", "closed_on")
QUEUE_KINDS = tuple(kind.value for kind in QueueKind)
CLOSED_OUTCOMES = ("ticket", "email", "bot")
FULL_CHOICES = ("wait", "ticket", "email", "bot")

BOT_STANCES = ("away", "helps")

_INTERVAL = re.compile(r"\s*(\d{1,2}):(\d{2})\s*[-–]\s*(\d{1,2}):(\d{2})\s*")


def read_queues(reader: Reader, field: Field | None, hours: Collection[str]) -> dict[str, Queue]:
    fields = (reader.mapping(field) if field else None) or {}
    if field is not None and not fields:
        reader.wrong(field, "'queues' needs at least one queue", "Such as general: {kind: live}.")
    return {name: _queue(reader, inner, name, hours, fields) for name, inner in fields.items()}


def _queue(reader: Reader, field: Field, name: str, hours: Collection[str], queues: Collection[str]) -> Queue:
    reader.is_name(field, name)
    fields = reader.mapping(field, QUEUE_KEYS) or {}
    kind = reader.one_of(fields["kind"], QUEUE_KINDS, "kind of queue") if "kind" in fields else None
    owner = (reader.text_of(fields["owner"], 200) if "owner" in fields else None) or ""
    if kind == QueueKind.EMAIL and "@" not in owner:
        reader.wrong(field, "a queue of kind email needs an 'owner' with an e-mail address", "Requests are sent there.")
    title = reader.text_of(fields["title"], 80) if "title" in fields else None
    return Queue(
        name=name,
        kind=QueueKind(kind or QueueKind.LIVE),
        title=title or name.replace("_", " ").replace("-", " ").capitalize(),
        hub=(reader.word(fields["hub"]) if "hub" in fields else None) or "desk",
        owner=owner,
        requires=(_levels(reader, fields["requires"]) if "requires" in fields else None) or {},
        relax=_relax(reader, fields["relax"], name, queues) if "relax" in fields else (),
        hours=(reader.one_of(fields["hours"], hours, "calendar") if "hours" in fields else None) or "",
        units=(reader.integer(fields["units"], 1, 100) if "units" in fields else None) or 1,
        reserve_for=_or(reader.duration(fields["reserve_for"]) if "reserve_for" in fields else None, seconds=30),
        sla=_sla(reader, fields.get("sla")),
        when_closed=_when_closed(reader, fields.get("when_closed")),
        when_full=_when_full(reader, fields["when_full"]) if "when_full" in fields else None,
        bot=(reader.one_of(fields["bot"], BOT_STANCES) if "bot" in fields else None) or "away",
        drafts=(reader.boolean(fields["drafts"]) if "drafts" in fields else None) or False,
    )


def _or(length: timedelta | None, *, seconds: float) -> timedelta:
    return timedelta(seconds=seconds) if length is None else length


def _levels(reader: Reader, field: Field) -> dict[str, int] | None:
    fields = reader.mapping(field)
    if fields is None:
        return None
    found: dict[str, int] = {}
    for skill, inner in fields.items():
        level = reader.integer(inner, 1, 5)
        if reader.is_name(inner, skill) and level is not None:
            found[skill] = level
    return found


def _relax(reader: Reader, field: Field, queue: str, queues: Collection[str]) -> tuple[Relaxation, ...]:
    found: list[Relaxation] = []
    for item in reader.sequence(field) or []:
        fields = reader.mapping(item, RELAX_KEYS, needs=("after",)) or {}
        after = reader.duration(fields["after"]) if "after" in fields else None
        overflow = reader.one_of(fields["overflow"], queues, "queue") if "overflow" in fields else None
        if overflow == queue:
            reader.wrong(fields["overflow"], f"{queue!r} cannot overflow into itself", "Name another queue.")
        if fields and not {"requires", "overflow"} & fields.keys():
            reader.wrong(item, "this step changes nothing", "Give it 'requires' with lower levels, or 'overflow'.")
        if after is not None and found and after <= found[-1].after:
            reader.wrong(fields["after"], "each step must come later than the one before it", "Sort them by 'after'.")
        requires = _levels(reader, fields["requires"]) if "requires" in fields else None
        if after is not None:
            found.append(Relaxation(after, requires, overflow or ""))
    return tuple(found)


def _sla(reader: Reader, field: Field | None) -> ServiceLevel:
    fields = (reader.mapping(field, SLA_KEYS) if field else None) or {}
    lengths = {key: reader.duration(inner) for key, inner in fields.items()}
    return ServiceLevel(lengths.get("first_response"), lengths.get("resolution"))


def _when_closed(reader: Reader, field: Field | None) -> WhenClosed:
    fields = (reader.mapping(field, WHEN_CLOSED_KEYS) if field else None) or {}
    then = reader.one_of(fields["then"], CLOSED_OUTCOMES) if "then" in fields else None
    hub = reader.word(fields["hub"]) if "hub" in fields else None
    return WhenClosed(then or "ticket", hub or "desk")


def _when_full(reader: Reader, field: Field) -> WhenFull | None:
    fields = reader.mapping(field, WHEN_FULL_KEYS) or {}
    longer_than = reader.duration(fields["longer_than"]) if "longer_than" in fields else None
    items = (reader.sequence(fields["then"]) if "then" in fields else None) or []
    then = tuple(choice for item in items if (choice := reader.one_of(item, FULL_CHOICES, "choice")) is not None)
    if "then" in fields and isinstance(fields["then"].node, SequenceNode) and len(set(then)) < 2:
        reader.wrong(fields["then"], "the customer needs at least two choices", "Such as [wait, ticket].")
    return WhenFull(_or(longer_than, seconds=600), then or ("wait", "ticket"))


# --- hours ---


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
    for (_, end), (start, _) in pairwise(ordered):
        if end > start or end == time(0):
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
