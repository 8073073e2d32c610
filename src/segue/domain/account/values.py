"""Raw values of sources become typed, bounded values here, or nothing. Whatever they hold, nothing is raised.

What is read, by kind:

string    a text, or a number (2019)
number    a number, or a text that is one ("12000.50")
moment    ISO 8601 (a day alone is midnight in UTC, a time without a zone is UTC), or Unix seconds or milliseconds
texts     a list of texts, or one text with commas between them
tickets, invoices, payments, notes, errors
          a list of objects with the names of `fields.TicketNote`, `Invoice`, `Payment`, `Note`, `SeenError`; one such
          object; {"items": [...], "count": n} where there are more than are listed; for notes, errors and tickets also
          texts; a number alone says how many there are
anything else that the policy declares: a text, a number, true or false, or a list of texts
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import asdict, is_dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from segue.domain.account.fields import ACCOUNT_FIELDS, AccountKind, Invoice, Note, Payment, SeenError, TicketNote
from segue.domain.sentences import shorten

LONGEST_TEXT, LONGEST_NOTE, LONGEST_URL = 200, 500, 500
MOST: Mapping[AccountKind, int] = {
    AccountKind.TEXTS: 10,
    AccountKind.TICKETS: 10,
    AccountKind.INVOICES: 10,
    AccountKind.PAYMENTS: 5,
    AccountKind.NOTES: 3,
    AccountKind.ERRORS: 5,
}
"""Items that are kept of a list, newest first."""

MOST_LOOKED_AT = 200
LARGEST = 1e15
FIRST_YEAR, LAST_YEAR = 1990, 2100
"""A date outside of these is a mistake of whoever told it."""

_MILLISECONDS = 1e11
_DIRECTIONS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Characters that turn the direction of what stands around them."""


def read_value(name: str, raw: Any) -> Any:
    """The typed value of a name of ACCOUNT_FIELDS, or of a fact of the policy: str, float, datetime (aware, UTC), a
    tuple of the kind's items, bool. () when there is none. None when it is not told or cannot be read."""
    known = ACCOUNT_FIELDS.get(name.removeprefix("customer."))
    if known is None or name.startswith("customer."):
        return _declared(raw)
    return _READ[known.kind](raw)


def kept_value(name: str, raw: Any) -> Any:
    """The same as a JSON value, which `read_value` reads alike; None when there is nothing to keep."""
    typed = read_value(name, raw)
    if not isinstance(typed, tuple):
        return _plain(typed)
    items, count = [_plain(item) for item in typed], count_of(raw)
    known = ACCOUNT_FIELDS.get(name)
    if count is None or count == len(items) or known is None or known.kind is AccountKind.TEXTS:
        return items
    return count if _number(raw) is not None else {"items": items, "count": count}


def count_of(raw: Any) -> int | None:
    """How many items a raw value stands for; None when it is no list and no count."""
    if isinstance(raw, Mapping) and "count" in raw:
        raw = raw["count"]
    if isinstance(raw, Mapping):
        return len(_items(raw) or ())
    if isinstance(raw, list | tuple):
        return len(raw)
    number = _number(raw)
    return int(number) if number is not None and 0 <= number < 1e6 else None


def text_of(raw: Any, longest: int = LONGEST_TEXT) -> str:
    """On one line, at most `longest` characters, without control characters; "" when it is no text."""
    if isinstance(raw, Decimal) or (isinstance(raw, int | float) and not isinstance(raw, bool)):
        number = _number(raw)
        return "" if number is None else f"{number:.15g}" if not isinstance(raw, int) else str(raw)
    if isinstance(raw, date):
        raw = raw.isoformat()
    if not isinstance(raw, str):
        return ""
    cleaned = _DIRECTIONS.sub("", raw[: longest * 4])
    spaced = "".join(" " if unicodedata.category(c) in {"Cc", "Cs", "Zl", "Zp"} else c for c in cleaned)
    return shorten(spaced, longest)


def _string(raw: Any) -> str | None:
    return text_of(raw) or None


def _number(raw: Any) -> float | None:
    if isinstance(raw, bool) or not isinstance(raw, int | float | Decimal | str):
        return None
    try:
        number = float(raw[:40]) if isinstance(raw, str) else float(raw)
    except (ValueError, OverflowError):
        return None
    return number if math.isfinite(number) and abs(number) <= LARGEST else None


def moment_of(raw: Any) -> datetime | None:
    try:
        at = _moment(raw)
        if at is None:
            return None
        at = at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)
    except (ValueError, OverflowError, OSError):
        return None
    return at if FIRST_YEAR <= at.year <= LAST_YEAR else None


def _moment(raw: Any) -> datetime | None:
    if isinstance(raw, datetime):
        return raw
    if isinstance(raw, date):
        return datetime(raw.year, raw.month, raw.day, tzinfo=UTC)
    written_out = isinstance(raw, str) and not re.fullmatch(r"\s*\d{9,}(?:\.\d+)?\s*", raw[:40], re.ASCII)
    if written_out:
        return datetime.fromisoformat(raw[:40].strip())
    number = _number(raw)
    if number is None:
        return None
    return datetime.fromtimestamp(number / 1000 if number >= _MILLISECONDS else number, UTC)


def _texts(raw: Any) -> tuple[str, ...] | None:
    if isinstance(raw, str):
        raw = re.split(r"[,;\n]", raw[: LONGEST_TEXT * 20])
    if not isinstance(raw, list | tuple):
        return None
    found = [text for item in raw[:MOST_LOOKED_AT] if (text := text_of(item))]
    return None if raw and not found else tuple(dict.fromkeys(found))[: MOST[AccountKind.TEXTS]]


def _declared(raw: Any) -> Any:
    if isinstance(raw, bool):
        return raw
    if isinstance(raw, int | float | Decimal):
        return _number(raw)
    return _texts(raw) if isinstance(raw, list | tuple) else _string(raw)


def _ticket(raw: Mapping[str, Any]) -> TicketNote | None:
    subject, id_ = text_of(raw.get("subject")), text_of(raw.get("id"))
    if not (subject or id_):
        return None
    return TicketNote(
        id_,
        subject,
        status=text_of(raw.get("status")),
        at=moment_of(raw.get("at")),
        updated_at=moment_of(raw.get("updated_at")),
        outcome=text_of(raw.get("outcome")),
        url=_url(raw.get("url")),
    )


def _invoice(raw: Mapping[str, Any]) -> Invoice | None:
    number, amount = text_of(raw.get("number")), _number(raw.get("amount"))
    if not number and amount is None:
        return None
    return Invoice(
        number,
        amount,
        currency=text_of(raw.get("currency"), 10).upper(),
        status=text_of(raw.get("status")),
        at=moment_of(raw.get("at")),
        due_at=moment_of(raw.get("due_at")),
    )


def _payment(raw: Mapping[str, Any]) -> Payment | None:
    amount, at, reason = _number(raw.get("amount")), moment_of(raw.get("at")), text_of(raw.get("reason"))
    about = text_of(raw.get("about"))
    if amount is None and at is None and not reason and not about:
        return None
    return Payment(amount, text_of(raw.get("currency"), 10).upper(), at, reason, about)


def _note(raw: Mapping[str, Any]) -> Note | None:
    text = text_of(raw.get("text"), LONGEST_NOTE)
    return Note(text, moment_of(raw.get("at")), text_of(raw.get("author"))) if text else None


def _error(raw: Mapping[str, Any]) -> SeenError | None:
    text = text_of(raw.get("text"))
    return SeenError(text, moment_of(raw.get("at"))) if text else None


def _url(raw: Any) -> str:
    text = raw.strip() if isinstance(raw, str) and len(raw) <= LONGEST_URL else ""
    return text if re.fullmatch(r"https?://[^\s\"'<>\\]+", text, re.IGNORECASE) and text.isprintable() else ""


def _items(raw: Any) -> list[Any] | None:
    """Of a list, of one object, of {"items": [...]}; None when it is none of these."""
    if isinstance(raw, Mapping):
        listed = raw.get("items")
        return list(listed) if isinstance(listed, list | tuple) else [raw]
    if isinstance(raw, str):
        return [raw] if raw.strip() else []
    return list(raw[:MOST_LOOKED_AT]) if isinstance(raw, list | tuple) else None


def _listed(
    kind: AccountKind, read: Callable[[Mapping[str, Any]], Any], text: str, counted: Callable[[int], Any] | None = None
) -> Callable[[Any], tuple[Any, ...] | None]:
    """text: name that an item has when it is a text alone. counted: what stands for items of which only the number is
    told."""

    def typed(raw: Any) -> tuple[Any, ...] | None:
        raw_items = _items(raw)
        if raw_items is None:
            count = count_of(raw)
            return None if count is None or counted is None else (counted(count),) if count else ()
        found = []
        for item in raw_items[:MOST_LOOKED_AT]:
            one = {text: item} if isinstance(item, str) else item
            value = read(one) if isinstance(one, Mapping) else None
            if value is not None:
                found.append(value)
        if raw_items and not found:
            return None
        return tuple(sorted(found, key=_newest_first)[: MOST[kind]])

    return typed


def _newest_first(item: Any) -> float:
    at = getattr(item, "updated_at", None) or item.at
    return -at.timestamp() if at else math.inf


_READ: Mapping[AccountKind, Callable[[Any], Any]] = {
    AccountKind.STRING: _string,
    AccountKind.NUMBER: _number,
    AccountKind.MOMENT: moment_of,
    AccountKind.TEXTS: _texts,
    AccountKind.TICKETS: _listed(
        AccountKind.TICKETS, _ticket, "subject", lambda n: TicketNote("", f"{n} ticket{'' if n == 1 else 's'}")
    ),
    AccountKind.INVOICES: _listed(AccountKind.INVOICES, _invoice, "number"),
    AccountKind.PAYMENTS: _listed(
        AccountKind.PAYMENTS, _payment, "reason", lambda n: Payment(reason=f"{n} in number, not told one by one")
    ),
    AccountKind.NOTES: _listed(AccountKind.NOTES, _note, "text"),
    AccountKind.ERRORS: _listed(AccountKind.ERRORS, _error, "text"),
}


def _plain(typed: Any) -> Any:
    if is_dataclass(typed) and not isinstance(typed, type):
        return {name: _plain(value) for name, value in asdict(typed).items() if value not in (None, "")}
    return typed.isoformat() if isinstance(typed, datetime) else typed
