"""When a person works: shifts, breaks, days off and public holidays, on the clock of the wall where they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum

from segue.domain.hours import WEEKDAYS, Hours, week_of, week_without


@dataclass(frozen=True, slots=True)
class WorkTime:
    """`timezone` "" with no shifts: whenever they say they are online.

    shifts, breaks: "mon".."sun" -> intervals, read as those of `segue.domain.queues.Calendar` are.
    off_on:         days without work. holidays: country, or country-subdivision, as the holidays library names them.
    """

    timezone: str = ""
    shifts: Mapping[str, tuple[tuple[time, time], ...]] = field(default_factory=dict)
    breaks: Mapping[str, tuple[tuple[time, time], ...]] = field(default_factory=dict)
    off_on: frozenset[date] = frozenset()
    holidays: str = ""
    holiday_dates: frozenset[date] = frozenset()

    @property
    def is_known(self) -> bool:
        """Whether it says anything. Somebody for whom it does not works whenever they say so."""
        return bool(self.shifts or self.breaks or self.off_on or self.holiday_dates)


class AtWork(StrEnum):
    ANY_TIME = "any_time"  # no shifts are known
    WORKING = "working"
    BREAK = "break"
    OFF = "off"  # outside the shifts of a day
    DAY_OFF = "day_off"
    HOLIDAY = "holiday"


@dataclass(frozen=True, slots=True)
class Spell:
    """until: when a WORKING one ends with the shift or a break, or a BREAK with work or the shift; else None.

    back_at: when they are next at work, for those who are not; None when that is not within a year, or not known.
    Both in UTC.
    """

    state: AtWork
    until: datetime | None = None
    back_at: datetime | None = None

    @property
    def on_shift(self) -> bool:
        return self.state in {AtWork.ANY_TIME, AtWork.WORKING, AtWork.BREAK}


_ALL_DAY: Mapping[str, tuple[tuple[time, time], ...]] = {day: ((time(), time()),) for day in WEEKDAYS}


def spell_at(works: WorkTime, now: datetime) -> Spell:
    """What a person does at `now`, by their shifts. Raises ValueError when `now` is naive."""
    if not works.is_known:
        return Spell(AtWork.ANY_TIME)
    working = _working(works)
    if working.hold_at(now):
        return Spell(AtWork.WORKING, until=working.next(now, holding=False))
    back_at, shift = working.next(now, holding=True), _shift(works)
    if shift.hold_at(now):
        ends = shift.next(now, holding=False)
        return Spell(AtWork.BREAK, min((m for m in (back_at, ends) if m), default=None), back_at)
    today = shift.wall(now).date()
    if today in works.off_on:
        return Spell(AtWork.DAY_OFF, back_at=back_at)
    return Spell(AtWork.HOLIDAY if today in works.holiday_dates else AtWork.OFF, back_at=back_at)


def shift_ends(works: WorkTime, now: datetime) -> datetime | None:
    """When the shift that runs at `now` ends, whatever breaks are left in it. None outside shifts, or without any."""
    shift = _shift(works)
    return shift.next(now, holding=False) if works.is_known and shift.hold_at(now) else None


def shift_ended(works: WorkTime, since: datetime, now: datetime) -> bool:
    """Whether a shift has ended from `since` on, up to and including `now`."""
    if not works.is_known:
        return False
    shift = _shift(works)
    begins = shift.next(since, holding=True)
    if begins is None or begins > now:
        return False
    ends = shift.next(begins, holding=False)
    return ends is not None and ends <= now


def next_staffed(people: Iterable[WorkTime], now: datetime) -> datetime | None:
    """When the first of `people` with known shifts is at work: `now` when one is, None when nobody's are known."""
    spells = [spell_at(works, now) for works in people if works.is_known]
    if any(spell.state is AtWork.WORKING for spell in spells):
        return now
    return min((spell.back_at for spell in spells if spell.back_at), default=None)


def on_their_clock(works: WorkTime, moment: datetime) -> datetime:
    """What the clock on their wall shows at `moment`, without a zone."""
    return _shift(works).wall(moment)


def _shift(works: WorkTime) -> Hours:
    """Days off count also for those who name no shifts."""
    return Hours(works.timezone or "UTC", week_of(works.shifts or _ALL_DAY), (works.off_on, works.holiday_dates))


def _working(works: WorkTime) -> Hours:
    if not works.breaks:
        return _shift(works)
    week = week_without(works.shifts or _ALL_DAY, works.breaks)
    return Hours(works.timezone or "UTC", week, (works.off_on, works.holiday_dates))
