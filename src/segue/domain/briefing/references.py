"""What a case is known by: order, booking and invoice numbers that the customer named, and an amount."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from segue.domain.briefing.turns import Turn
from segue.domain.signals.values import values_in

MOST = 2
_KINDS = ("order", "booking", "invoice", "ticket", "case", "tracking", "contract", "policy", "serial", "reference")
_LABELS = {"tracking": "shipment", "serial": "serial number"}
_ID = r"(?=[A-Z0-9-]*\d|[A-Z]{5})[A-Z0-9][A-Z0-9-]{2,19}"
_THINGS = (
    r"(?P<what>(?i:reservation|booking|order|confirmation|claim|invoice|ticket|case|reference|shipment|contract|policy"
    r"|application|account|return|report|customer|member|meter|rental))"
)
_NAMED = re.compile(
    rf"\b{_THINGS}s?(?:\s+(?:ids?|codes?|numbers?|no\.?))?(?:\s+for\s+(?:my|the|our)\s+\w+)?"
    r"(?:\s+(?:is|are|with|under|of))?(?:\s+(?:the\s+)?(?:ids?|codes?|numbers?))?"
    rf"\s*[,:#=]?\s*[\"“]?(?P<id>{_ID}|[A-Z]{{2}}(?:\s\d{{2,4}}){{2,5}})\b"
)
_ASKED_FOR = re.compile(rf"\b{_THINGS}\s+(?:ids?|codes?|numbers?)\b", re.IGNORECASE)
_DIGIT_OR_CODE = re.compile(r"\d|[A-Z]{5}")
_ALONE = re.compile(rf"(?<![\w-]){_ID}(?![\w-])")


@dataclass(frozen=True, slots=True)
class Reference:
    """`what` has the number: order, booking …; "" for an amount. `written`: as the customer wrote it. `seqs`: where."""

    what: str
    written: str
    seqs: frozenset[int]

    def __str__(self) -> str:
        return f"{self.what} {self.written}".strip()


def references_in(turns: Sequence[Turn]) -> tuple[Reference, ...]:
    """Each once, newest last. Only what the customer wrote; the bot's words may tell what it is the number of."""
    found: dict[str, Reference] = {}
    asked = ""
    for turn in turns:
        if not turn.by_customer:
            wanted = _ASKED_FOR.search(turn.text)
            asked = wanted["what"].lower() if wanted else ""
            continue
        if not _DIGIT_OR_CODE.search(turn.text):
            continue
        for what, written in (*_of(turn.text), *_answered(turn.text, asked)):
            before = found.pop(written, None)
            seqs = before.seqs if before else frozenset()
            found[written] = Reference(before.what if before else what, written, seqs | {turn.seq})
    return tuple(found.values())


def _of(text: str) -> Iterator[tuple[str, str]]:
    for value in values_in(text):
        if value.kind in _KINDS and not value.text.isalpha():
            yield _LABELS.get(value.kind, value.kind), value.text
    for found in _NAMED.finditer(text):
        yield found["what"].lower(), found["id"]


def _answered(text: str, asked: str) -> Iterator[tuple[str, str]]:
    """The number the bot had asked for: what looks like one, and is no amount, date or time."""
    if not asked:
        return
    taken = [(value.start, value.end) for value in values_in(text) if value.kind not in ("number", *_KINDS)]
    for found in _ALONE.finditer(text):
        if all(found.end() <= start or found.start() >= end for start, end in taken):
            yield asked, found[0]
            return


def amounts_in(turns: Sequence[Turn]) -> tuple[Reference, ...]:
    """Amounts of money that the customer named, as they wrote them, each once."""
    found: dict[str, frozenset[int]] = {}
    for turn in turns:
        if turn.by_customer and _DIGIT_OR_CODE.search(turn.text):
            for value in values_in(turn.text):
                if value.kind == "amount" and value.unit:
                    found[value.text] = found.get(value.text, frozenset()) | {turn.seq}
    return tuple(Reference("", written, seqs) for written, seqs in found.items())


def named(references: Sequence[Reference], told: str, most: int = MOST) -> str:
    """Those that `told` does not hold yet: "order Q-1182, invoice 77". "" when there are none, or too many."""
    missing = [str(each) for each in references if each.written not in told]
    return ", ".join(missing) if len(missing) <= most else ""
