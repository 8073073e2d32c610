"""A clock that stands still until it is told."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta


class FakeClock:
    def __init__(self, now: datetime = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)) -> None:  # a Monday
        self._now = now

    def now(self) -> datetime:
        return self._now

    def forward(self, **time: float) -> datetime:
        self._now += timedelta(**time)
        return self._now
