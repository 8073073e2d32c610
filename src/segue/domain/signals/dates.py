"""Facts that are dates: a renewal, the end of a contract. Conditions compare the days until then."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from typing import Any

DATE = "date"
"""A type of fact: a text such as 2026-12-24, or a time such as 2026-12-24T10:00:00Z. `<name>_days` goes with it."""


def days_name(name: str) -> str:
    """customer.renewal -> customer.renewal_days"""
    return f"{name}_days"


def dates_in(facts: Mapping[str, str], given: Mapping[str, Any], now: datetime | None) -> Iterator[tuple[str, Any]]:
    """For each fact declared as a date, that and its days; None for what is not known, or is no date. now: aware."""
    for name, kind in facts.items():
        if kind == DATE:
            day = _day(given.get(name))
            yield name, given[name] if day else None
            yield days_name(name), (day - now.astimezone(UTC).date()).days if day and now else None


def _day(value: Any) -> date | None:
    if not isinstance(value, str):
        return None
    try:
        at = datetime.fromisoformat(value)
        return at.astimezone(UTC).date() if at.tzinfo else at.date()
    except (ValueError, OverflowError):
        return None
