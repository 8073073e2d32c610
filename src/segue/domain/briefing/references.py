"""What a case is known by: order, booking and invoice numbers that the customer named, and an amount."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from segue.domain.briefing.turns import Turn
from segue.domain.signals.values import values_in

MOST = 2
_KINDS = ("order", "booking", "invoice", "ticket", "case", "tracking", "contract", "policy", "serial", "reference")
_LABELS = {"tracking": "shipment", "policy": "policy", "serial": "serial number"}
_NAMED = re.compile(
    r"\b(?P<what>reservation|booking|order|confirmation|claim|invoice|ticket|case|reference|shipment|tracking"
    r"|contract|policy|flight)s?"
    r"(?:\s+(?P<sign>ids?|codes?|numbers?|no\.?))?(?:\s+for\s+(?:my|the|our)\s+\w+)?"
    r"(?:\s+(?:is|are|with|under|of))?(?:\s+(?:the\s+)?(?:ids?|codes?"
    r"|numbers?))?\s*[,:#=]?\s*[\"“]?(?P<id>(?=[A-Z0-9-]*\d|[A-Z]{5})[A-Z0-9][A-Z0-9-]{3,19})\b",
)


def references_in(turns: Sequence[Turn]) -> tuple[tuple[str, str], ...]:
    """(what it is, as it was written), each once, newest last. Only of the customer's own messages."""
    found: dict[str, str] = {}
    for turn in turns:
        if turn.by_customer:
            for what, written in _of(turn.text):
                found.pop(written, None)
                found[written] = what
    cases = tuple((what, written) for written, what in found.items())
    return tuple(each for each in cases if each[0] != "flight") or cases  # many fly on one flight


def _of(text: str) -> Iterator[tuple[str, str]]:
    for value in values_in(text):
        if value.kind in _KINDS and not value.text.isalpha():
            yield _LABELS.get(value.kind, value.kind), value.text
    for found in _NAMED.finditer(text):
        yield found["what"].lower(), found["id"]


def amounts_in(turns: Sequence[Turn]) -> tuple[str, ...]:
    """Amounts of money that the customer named, as they wrote them, each once."""
    said = (v.text for t in turns if t.by_customer for v in values_in(t.text) if v.kind == "amount" and v.unit)
    return tuple(dict.fromkeys(said))


def named(references: Sequence[tuple[str, str]], told: str, most: int = MOST) -> str:
    """Those that `told` does not hold yet: "order Q-1182, invoice 77". "" when there are none, or too many."""
    missing = [f"{what} {written}" for what, written in references if written not in told]
    return ", ".join(missing) if len(missing) <= most else ""
