"""How values are written in a rendering: clean text, moments with their zone, amounts, statuses in words."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote, urlsplit

from segue.domain.package import Fact, Status
from segue.domain.sentences import sentences

LONGEST_SENTENCE = 600
"""Characters. A longer sentence is no longer read on a card; it is left out, and the conversation has it."""
LONGEST_NAME = 80

STATUS = {
    Status.ABSENT: "none",
    Status.NOT_ASKED: "not asked",
    Status.FAILED: "could not be read",
    Status.WITHHELD: "withheld by the customer",
}
_JOINERS = "\u200c\u200d"  # Persian words and many emoji are made with them
_ABBREVIATED = re.compile(
    r"(?:^|[\s(])(?:\w|no|nr|nos|mr|mrs|ms|dr|st|vs|etc|e\.g|i\.e|z\.B|bzw|ca|approx)\.$", re.IGNORECASE
)


def clean(text: str) -> str:
    """`text` on one line, without characters that are not seen: control, direction, half surrogates."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    kept = []
    for char in text:
        kind = unicodedata.category(char)
        if char in "\n\r\t" or kind in {"Zl", "Zp", "Zs"}:
            kept.append(" ")
        elif kind == "Cs":
            kept.append("\ufffd")
        elif kind not in {"Cc", "Cf"} or char in _JOINERS:
            kept.append(char)
    return " ".join("".join(kept).split())


def whole_sentences(text: str) -> list[str]:
    """The sentences of clean text. What may be an abbreviation, or goes on in lower case, ends none: better too long a
    sentence than half of one."""
    found: list[str] = []
    for piece in sentences(text):
        if found and (piece[0].islower() or _ABBREVIATED.search(found[-1])):
            found[-1] = f"{found[-1]} {piece}"
        else:
            found.append(piece)
    return found


def readable(text: str) -> str:
    """Clean text without the sentences that are too long to be read here."""
    line = clean(text)
    if len(line) <= LONGEST_SENTENCE:
        return line
    return " ".join(one for one in whole_sentences(line) if len(one) <= LONGEST_SENTENCE)


def name_words(name: str) -> str:
    """A name as one may write it among others: it cannot pass for a second thing said of the customer."""
    line = clean(name).replace("·", ",")
    return line if len(line) <= LONGEST_NAME else line[: LONGEST_NAME - 1].rstrip() + "…"


def spaced(code: str) -> str:
    """ "open_orders" -> "open orders"."""
    return clean(code).replace("_", " ")


def heading(code: str) -> str:
    """ "open_orders" -> "Open orders"."""
    words = spaced(code)
    return words[:1].upper() + words[1:]


def moment(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%d %H:%M} UTC"


def number(value: float) -> str:
    """48000 -> "48,000", 0.25 -> "0.25"."""
    return f"{value:,.2f}".removesuffix(".00") if abs(value) >= 1 else f"{value:g}"


def money(amount: float | None, currency: str) -> str:
    if amount is None:
        return ""
    return f"{amount:,.2f} {clean(currency).upper()}".strip()


def period(seconds: int) -> str:
    return f"{seconds} s" if seconds < 60 else f"{seconds // 60} min"


def size_words(size: int) -> str:
    if size <= 0:
        return ""
    return f"{size} bytes" if size < 1000 else f"{size / 1000:.0f} kB" if size < 1_000_000 else f"{size / 1e6:.1f} MB"


def value_words(value: Any) -> str:
    """A value of any shape, clean, on one line; "" when it is empty or too long to be read."""
    words = ""
    if isinstance(value, bool):
        words = "yes" if value else "no"
    elif isinstance(value, int | float):
        words = number(value) if abs(value) >= 10_000 else f"{value:g}" if isinstance(value, float) else str(value)
    elif isinstance(value, datetime):
        words = moment(value)
    elif isinstance(value, str):
        words = readable(value)
    elif isinstance(value, Mapping):
        words = clean(json.dumps(value, ensure_ascii=False, default=str))
    elif isinstance(value, Sequence):
        words = ", ".join(value_words(one) for one in value)
    return words if len(words) <= LONGEST_SENTENCE else ""


def known(fact: Fact[Any]) -> Any:
    """The value, or None unless it is known: what is withheld never gets past here."""
    return fact.value if fact.status is Status.KNOWN else None


def status_words(fact: Fact[Any]) -> str:
    return STATUS.get(fact.status, "")


def safe_link(url: str) -> str:
    """`url` as it may stand in a link, or "" when it is no web address."""
    line = clean(url)
    try:
        parts = urlsplit(line)
    except ValueError:
        return ""
    if parts.scheme not in {"http", "https"} or not parts.netloc:
        return ""
    return quote(line, safe="%/:=&?~#+!$,;@-._")
