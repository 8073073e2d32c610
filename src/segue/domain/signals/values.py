"""Values that belong to one customer's case: amounts of money, order and invoice numbers, dates, counts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_NUMBERED = re.compile(
    r"\b(?P<what>order|invoice|ticket|case|booking|reference|account|tracking|contract)\b[\s:#]*(?:no\.?|number)?[\s:#]*"
    r"(?P<id>[A-Za-z]{0,4}-?\d[\w-]{1,20})",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Value:
    """`kind`: amount | order | invoice | date | …; `text`: as written; `number`: of an amount or count, else None."""

    kind: str
    text: str
    number: float | None = None
    unit: str = ""

    def __str__(self) -> str:
        return f"{self.kind} {self.text}"


def values_in(text: str) -> Iterator[Value]:
    """Those of a message, in order."""
    for found in _NUMBERED.finditer(text[:4_096]):
        yield Value(found["what"].lower(), found["id"])
