"""Past tickets from a file, and to one."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from segue.domain.errors import Invalid
from segue.ports.tickets import LONGEST_KEPT, LONGEST_SUBJECT, Ticket

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "ticket_id", "ticket id", "number", "key"),
    "subject": ("subject", "title", "summary"),
    "text": ("text", "description", "body", "message", "content", "first_message"),
    "created_at": ("created_at", "created at", "created", "date", "opened_at", "time"),
    "customer": ("customer", "requester", "requester_id", "customer_id", "email", "user_id", "contact", "user"),
    "tags": ("tags", "labels"),
    "replies": ("replies", "agent_replies", "comment_count", "reply_count"),
    "reopened": ("reopened", "reopens", "reopen_count"),
    "score": ("score", "satisfaction", "rating", "csat", "bad_score"),
    "bot_only": ("bot_only", "solved_by_bot"),
}
"""Name -> what columns and keys may be called, in lower case; the first that is there is taken."""

_BAD_SCORES = frozenset({"bad", "negative", "1", "2", "-103", "terrible"})
_NOT_GIVEN = frozenset({"offered", "unoffered"})  # Zendesk's words for a customer who did not answer or was not asked


def read_tickets(source: Path) -> Iterator[Ticket]:
    """Every ticket of a .csv or .jsonl file. Raises Invalid naming the line and what is wrong."""
    with source.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        if source.suffix.lower() == ".csv":
            rows: Iterator[tuple[int, Any]] = enumerate(csv.DictReader(file), start=2)
        else:
            rows = ((number, _json(number, line)) for number, line in enumerate(file, start=1) if line.strip())
        try:
            for number, row in rows:
                yield ticket_of(row, number)
        except csv.Error as error:
            raise Invalid(f"{source.name}: not CSV ({error})") from None


def _json(number: int, line: str) -> Any:
    try:
        return json.loads(line)
    except (ValueError, RecursionError) as error:
        raise Invalid(f"line {number}: not JSON ({error}); each line must be one ticket") from None


def ticket_of(row: Any, number: int) -> Ticket:
    """One row or object as a ticket. `number`: of the line, for errors. Raises Invalid."""
    if not isinstance(row, Mapping):
        raise Invalid(f'line {number}: not a ticket; it must be an object such as {{"id": 1, "text": "…"}}')
    found = {str(key).strip().lower(): value for key, value in row.items() if value not in (None, "")}
    text, subject = _first(found, "text"), _first(found, "subject")
    if not text and not subject:
        raise Invalid(
            f"line {number}: no text; it may be called {', '.join(COLUMNS['text'])}, or {COLUMNS['subject'][0]}"
        )
    return Ticket(
        str(_first(found, "id") or number),
        _text(text)[:LONGEST_KEPT],
        _text(subject)[:LONGEST_SUBJECT],
        _time(number, _first(found, "created_at")),
        str(_first(found, "customer") or ""),
        _tags(_first(found, "tags")),
        _count(number, "replies", _first(found, "replies")),
        _count(number, "reopened", _first(found, "reopened")) or 0,
        _bad(_first(found, "score")),
        str(_first(found, "bot_only") or "").lower() in {"true", "1", "yes"},
    )


def line_of(ticket: Ticket) -> str:
    """The ticket as a line of JSONL, without the end of line; `read_tickets` gives it back."""
    return json.dumps(
        {
            "id": ticket.id,
            "subject": ticket.subject,
            "text": ticket.text,
            "created_at": ticket.created_at and ticket.created_at.isoformat(),
            "customer": ticket.customer,
            "tags": ticket.tags,
            "replies": ticket.replies,
            "reopened": ticket.reopened,
            "bad_score": ticket.bad_score,
            "bot_only": ticket.bot_only,
        }
    )


def _text(value: Any) -> str:
    """Halves of a character, which JSON can hold and no file, become a question mark."""
    return str(value or "").encode("utf-8", "replace").decode()


def _first(found: Mapping[str, Any], name: str) -> Any:
    return next((found[key] for key in COLUMNS[name] if key in found), None)


def _tags(value: Any) -> tuple[str, ...]:
    if isinstance(value, list):
        return tuple(str(tag) for tag in value)
    return tuple(tag.strip() for tag in str(value or "").replace(";", ",").split(",") if tag.strip())


def _count(number: int, name: str, value: Any) -> int | None:
    if value is None or isinstance(value, bool):
        return None if value is None else int(value)
    try:
        return max(0, int(float(value)))
    except (TypeError, ValueError, OverflowError):
        raise Invalid(f"line {number}: {name} must be a number, not {str(value)[:40]!r}") from None


def _bad(value: Any) -> bool | None:
    if isinstance(value, Mapping):  # as helpdesks nest it: {"score": "bad"}
        value = value.get("score") or value.get("rating")
    if value is None or isinstance(value, bool):
        return value
    said = str(value).strip().lower()
    return None if said in _NOT_GIVEN else said in _BAD_SCORES


def _time(number: int, value: Any) -> datetime | None:
    if value is None:
        return None
    try:
        if isinstance(value, int | float) and not isinstance(value, bool):
            return datetime.fromtimestamp(value, UTC)
        found = datetime.fromisoformat(str(value).strip())
    except (ValueError, OverflowError, OSError):
        raise Invalid(f"line {number}: {str(value)[:40]!r} is no time; write it as 2026-11-21T09:30:00Z") from None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
