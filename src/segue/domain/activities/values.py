"""Parts of an activity, read with care: what is odd is nothing, and no character comes through that cannot be kept."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

NOTHING: Mapping[str, Any] = {}


def text(value: Any) -> str:
    """Halves of a character become a question mark, NUL is left out: no database takes either."""
    if not isinstance(value, str):
        return ""
    return value.encode("utf-8", "replace").decode().replace("\0", "")


def name_of(value: Any) -> str:
    """An id, which is a text, and with some senders a number."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else text(value)


def part(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else NOTHING


def parts(value: Any) -> tuple[Mapping[str, Any], ...]:
    return tuple(one for one in value if isinstance(one, Mapping)) if isinstance(value, list) else ()


def texts(value: Any) -> tuple[str, ...]:
    """A list of texts; one text alone is a list of one."""
    listed = value if isinstance(value, list) else [value]
    return tuple(found for one in listed if (found := text(one).strip()))


def time(value: Any) -> datetime | None:
    """ISO 8601 with any number of digits behind the seconds, or Unix seconds, as stored transcripts have them."""
    try:
        if isinstance(value, str):
            found = datetime.fromisoformat(value.strip())
            return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
        if isinstance(value, int | float) and not isinstance(value, bool):
            return datetime.fromtimestamp(value / 1000 if value > 1e11 else value, UTC)
    except (ValueError, OverflowError, OSError):
        pass
    return None


def named(values: Mapping[Any, Any]) -> Mapping[str, tuple[str, Any]]:
    """By name in lower case: the name as it was written, and its value. Senders do not agree on capitals."""
    return {name.lower(): (text(name), value) for name, value in values.items() if isinstance(name, str)}
