"""What an instruction says about size: "more than 500 euros", "at least three times", "older than 30 days".

A bound is read out of the instruction once, and compared with the values of each message. Words of comparison are those
of the languages Segue reads.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from segue.domain.signals.values import Value, values_in

_LOOKED_BACK, _LOOKED_ON = 28, 16  # characters before and after a value

_BEFORE: Mapping[str, str] = {
    "<=": """at most|no more than|not more than|up to|maximum of|höchstens|maximal|bis zu|au plus|jusqu['’]à|au maximum
        |como máximo|hasta|no más de|al massimo|fino a|no máximo|até|hoogstens|maximaal|tot""",
    ">=": """at least|no less than|not less than|minimum of|from|mindestens|wenigstens|ab|au moins
        |à partir de|al menos|por lo menos|a partir de
        |almeno|pelo menos|no mínimo|minstens|ten minste|vanaf""",
    ">": """more than|over|above|exceeding|exceeds?|greater than|larger than|higher than|bigger than|longer than
        |older than|upwards of
        |beyond|mehr als|über|höher als|länger als|älter als|plus de|au[- ]dessus de|supérieur à|dépasse
        |depuis plus de|más de|superior a|mayor (?:a|de|que)|supera|più di|oltre|superiore a|mais de|acima de|meer dan
        |boven|hoger dan|langer dan|ouder dan""",
    "<": """less than|under|below|fewer than|smaller than|lower than|within|weniger als|unter|moins de|au[- ]dessous de
        |inférieur à|menos de|inferior a|meno di|inferiore a|sotto|abaixo de|minder dan|onder|lager dan|binnen""",
}
_AFTER: Mapping[str, str] = {
    ">=": """or more|or above|or over|or higher|or longer|or older|and more|and above|and over|and up|oder mehr|und mehr
        |ou plus|et plus|o más|y más|o più|ou mais|e mais|of meer|en meer""",
    "<=": "or less|or fewer|or below|oder weniger|ou moins|o menos|o meno|ou menos|of minder",
}
_OPERATORS: Mapping[str, Callable[[float, float], bool]] = {
    "<=": operator.le,
    ">=": operator.ge,
    ">": operator.gt,
    "<": operator.lt,
}
_SYMBOLS: Mapping[str, str] = {"<=": "≤|<=", ">=": "≥|>=", ">": ">", "<": "<"}
_NEGATED: Mapping[str, str] = {"<=": ">", ">=": "<", ">": "<=", "<": ">="}
_WORDS = {">": "more than", ">=": "at least", "<": "less than", "<=": "at most"}


def _pattern(words: str, end: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(word.strip() for word in words.split('|'))}){end}", re.IGNORECASE)


_SAID_BEFORE = {
    sign: _pattern(words, r"(?:\s(?:a|an|the|der|die|das|les|los|las|i|os|de))?\W{0,3}$")
    for sign, words in _BEFORE.items()
}
_DRAWN_BEFORE = {sign: re.compile(rf"(?<![-=<>])(?:{drawn})\s?$") for sign, drawn in _SYMBOLS.items()}
_NOT = re.compile(
    r"(?:\b(?:not|never|no|nicht|nie|pas|jamais|non|mai|não|nunca|niet|nooit)|n['’]t)\s(?:be\s|is\s|are\s)?$",
    re.IGNORECASE,
)
_SAID_AFTER = {sign: _pattern(words, r"\b") for sign, words in _AFTER.items()}

_DAYS = {
    "second": 1 / 86_400,
    "minute": 1 / 1_440,
    "hour": 1 / 24,
    "day": 1.0,
    "week": 7.0,
    "month": 30.0,
    "year": 365.0,
}
_COMPARED = frozenset({"amount", "percent", "count", "duration"})


@dataclass(frozen=True, slots=True)
class Bound:
    """`kind`, `number`, `unit` as of a Value. `start`, `end`: where it stands, the words of comparison included."""

    kind: str
    sign: str
    number: float
    unit: str
    start: int
    end: int

    def __str__(self) -> str:
        return f"{_WORDS[self.sign]} {self.number:g} {self.unit}".rstrip()

    def holds(self, values: Iterable[Value]) -> tuple[bool | None, str]:
        """Whether some value is within it, and that value as it was written. None when there is none to compare."""
        seen = None
        for value in values:
            size = self._size(value)
            if size is not None:
                if _OPERATORS[self.sign](size, self._size_of(self.number, self.unit)):
                    return True, value.text
                seen = value.text
        return (None, "") if seen is None else (False, seen)

    def _size(self, value: Value) -> float | None:
        if value.number is None:
            return None
        if self.kind == "amount":
            same = value.kind == "amount" and (not self.unit or not value.unit or value.unit == self.unit)
            return value.number if same or value.kind == "number" else None
        if value.kind != self.kind or (self.kind == "count" and self.unit and value.unit and value.unit != self.unit):
            return None
        return self._size_of(value.number, value.unit)

    def _size_of(self, number: float, unit: str) -> float:
        return number * _DAYS.get(unit, 1.0) if self.kind == "duration" else number


def bounds_in(instruction: str) -> tuple[Bound, ...]:
    """Those of an instruction, in order. A value without a word of comparison is no bound."""
    found = []
    for value in values_in(instruction):
        if value.number is None or value.kind not in _COMPARED:
            continue
        said = _said_before(instruction, value) or _said_after(instruction, value)
        if said:
            sign, start, end = said
            found.append(Bound(value.kind, sign, value.number, value.unit, start, end))
    return tuple(found)


_Said = tuple[str, int, int]
"""A sign, and where it stands with its value in the instruction."""


def _said_before(instruction: str, value: Value) -> _Said | None:
    first = max(0, value.start - _LOOKED_BACK)
    before = instruction[first : value.start]
    for sign in _BEFORE:
        said = _SAID_BEFORE[sign].search(before) or _DRAWN_BEFORE[sign].search(before)
        if said:
            start = first + said.start()
            negated = _NOT.search(instruction[max(0, start - _LOOKED_BACK) : start])
            if negated:
                return _NEGATED[sign], start - len(negated[0]), value.end
            return sign, start, value.end
    return None


def _said_after(instruction: str, value: Value) -> _Said | None:
    after = instruction[value.end : value.end + _LOOKED_ON]
    told = after.lstrip()
    for sign in _AFTER:
        if said := _SAID_AFTER[sign].match(told):
            return sign, value.start, value.end + len(after) - len(told) + said.end()
    return None
