"""Offsets of time zones: which one holds at a moment, and until when."""

from __future__ import annotations

from bisect import bisect_right
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

_STEP = timedelta(hours=6)
"""Between two looks at a zone. No zone ever changed its clocks there and back within so short a time."""
_SECOND = timedelta(seconds=1)


def in_utc(moment: datetime) -> datetime:
    """`moment` on the clock of UTC, without a zone. Raises ValueError when it has none to begin with."""
    if moment.tzinfo is None:
        raise ValueError(f"a moment with a time zone is needed, not {moment.isoformat()}")
    return (moment if moment.tzinfo is UTC else moment.astimezone(UTC)).replace(tzinfo=None)


def offset_at(zone: str, utc: datetime) -> tuple[timedelta, datetime]:
    """(what the clocks of `zone` show minus UTC, the moment until which that is known to hold), without zones.

    At that moment the clocks change, or a year begins. zone: an IANA name. Raises ZoneInfoNotFoundError.
    """
    begins, offsets = _stretches(zone, utc.year)
    place = bisect_right(begins, utc)
    return offsets[place - 1], begins[place] if place < len(begins) else datetime(utc.year + 1, 1, 1)  # noqa: DTZ001


@lru_cache(maxsize=4096)
def _stretches(zone: str, year: int) -> tuple[tuple[datetime, ...], tuple[timedelta, ...]]:
    """Begins of the stretches of `year` in UTC with one offset each, and those offsets."""
    known = ZoneInfo(zone)
    here, end = datetime(year, 1, 1), datetime(year + 1, 1, 1)  # noqa: DTZ001
    begins, offsets = [here], [_offset(known, here)]
    while here < end:
        ahead = min(here + _STEP, end - _SECOND)
        if _offset(known, ahead) != offsets[-1]:
            ahead = _change(known, here, ahead)
            begins.append(ahead)
            offsets.append(_offset(known, ahead))
        elif ahead - here < _STEP:
            break
        here = ahead
    return tuple(begins), tuple(offsets)


def _offset(zone: ZoneInfo, utc: datetime) -> timedelta:
    return utc.replace(tzinfo=UTC).astimezone(zone).utcoffset() or timedelta()


def _change(zone: ZoneInfo, before: datetime, after: datetime) -> datetime:
    """The first whole second with the offset of `after`; `before` is a whole second with another one."""
    old = _offset(zone, before)
    low, high = 0, int((after - before).total_seconds())
    while high - low > 1:
        middle = (low + high) // 2
        if _offset(zone, before + timedelta(seconds=middle)) == old:
            low = middle
        else:
            high = middle
    return before + timedelta(seconds=high)
