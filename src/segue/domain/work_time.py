"""When a person works: shifts, breaks, days off and public holidays, on the clock of the wall where they are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time


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
