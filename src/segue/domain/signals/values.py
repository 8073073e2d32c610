"""Values that belong to one customer's case: amounts of money, order and invoice numbers, dates, counts, durations.

Found by patterns, with the words of the languages Segue reads. Each number is looked at once with what stands directly
before and after it, so that finding costs time in the length of what is read of a message, and in nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from segue.domain.signals.own_words import own_parts
from segue.domain.signals.value_words import (
    COUNTED,
    CURRENCIES,
    MONTHS,
    NUMBERED,
    NUMBERS,
    OFTEN,
    THOUSANDS,
    TIMES,
    UNITS,
)

MOST_NUMBERS = 100
"""Numbers of a message that are looked at; a longer list of them is pasted."""

OF_ACCOUNT = frozenset({"amount", "date", *NUMBERED.values()})
"""Kinds of values that belong to one customer's case: they make it involved. Counts and durations do not."""


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a message.

    kind:   amount | percent | count | duration | date | time | phone | number, or what is numbered: order | invoice | …
    text:   as it was written.
    number: of an amount, percentage, count or duration, or a plain number; else None.
    unit:   of an amount its currency (ISO 4217, "" when none was named); of a count or duration what is counted, in
            English: "time", "licence", "day"; of a date YYYY-MM-DD, MM-DD without the year; of a time HH:MM.
    start, end: where it stands in the message, in characters.
    """

    kind: str
    text: str
    number: float | None = None
    unit: str = ""
    start: int = 0
    end: int = 0

    def __str__(self) -> str:
        if self.number is not None:
            return f"{self.kind} {self.number:g} {self.unit}".rstrip()
        return f"{self.kind} {self.unit or self.text}"

    @property
    def of_account(self) -> bool:
        return self.kind in OF_ACCOUNT


def values_in(text: str) -> Iterator[Value]:
    """Those of the customer's own words in a message, in order."""
    for offset, part in own_parts(text):
        yield from (_moved(value, offset) for value in _values(part))


def _moved(value: Value, by: int) -> Value:
    return Value(value.kind, value.text, value.number, value.unit, value.start + by, value.end + by)


def _values(text: str) -> list[Value]:
    if not any(character.isdigit() for character in text) and not _SAID.search(text):
        return []
    found: list[Value] = []
    for values in (_numbered(text), _dates(text), _phones(text), _times(text), _often(text), _plain(text)):
        taken = [(value.start, value.end) for value in found]
        found.extend(value for value in values if all(value.end <= a or value.start >= b for a, b in taken))
    return sorted(found, key=lambda value: value.start)


def _either(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


# --- what has a number of its own -----------------------------------------------------------------------------------

_SIGN = r"(?:n[o°ºr]\.?|nr\.?|num\.?|number|nummer|numéro|numero|número|code|id)"
_ID = r"(?P<id>[A-Za-z]{0,6}[-_/]?\d[\w-]{0,23}(?:/\d{1,12})?)(?!\w)"
_IS = r"(?:\s(?:is|ist|est|es|è|é))?\s{0,3}[:#=]{0,2}\s{0,3}"
_OF = r"(?:de la |de l['’]|del |della |dell['’]|do |da |de |d['’]|van (?:de |het )?)?"
_WHAT = rf"(?P<what>{_either(NUMBERED)})"
_NUMBERED = re.compile(rf"\b{_WHAT}s?[ -]?(?:{_SIGN})?{_IS}{_ID}", re.IGNORECASE)
_NUMBER_OF = re.compile(rf"\b{_SIGN}\s{_OF}{_WHAT}{_IS}{_ID}", re.IGNORECASE)
_HASH = re.compile(r"(?<![\w&#])#(?P<id>[A-Za-z]{0,6}-?\d[\w-]{1,23})(?!\w)")


def _numbered(text: str) -> Iterator[Value]:
    taken = -1
    hits = sorted((*_NUMBERED.finditer(text), *_NUMBER_OF.finditer(text)), key=lambda hit: hit.start("id"))
    for hit in hits[:MOST_NUMBERS]:
        single = len(hit["id"]) == 1 and "#" not in hit[0]  # "order 5 shirts"
        if hit.start("id") >= taken and not single and not _is_money(text, hit.end("id")):
            taken = hit.end("id")
            yield Value(NUMBERED[hit["what"].lower()], hit["id"], start=hit.start("id"), end=taken)
    for hit in _HASH.finditer(text):
        if hit.start("id") >= taken:
            yield Value("reference", hit["id"], start=hit.start("id"), end=hit.end("id"))


def _is_money(text: str, at: int) -> bool:
    """Whether a currency follows: "the bill of 20 euros" has no number of its own."""
    return bool(_CURRENCY_AFTER.match(text, at)) or bool(_DECIMALS.match(text, at))


# --- dates and times ------------------------------------------------------------------------------------------------

_MONTH = _either(MONTHS)
_DATES = (
    re.compile(r"(?<![\w-])(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?![\w-])"),
    re.compile(r"(?<![\w./])(?P<day>\d{1,2})[./](?P<month>\d{1,2})[./](?P<year>\d{4}|\d{2})(?![\w/])"),
    re.compile(r"(?<![\w./])(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?![\w])"),
    re.compile(
        rf"(?<!\w)(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|º|°|\.)?\s(?:of |de |di )?(?P<name>{_MONTH})\.?"
        r"(?:,?\s(?:de )?(?P<year>\d{4}))?(?!\w)",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?P<name>{_MONTH})\.?\s(?:the )?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s(?P<year>\d{{4}}))?(?!\w|[.,]\d)",
        re.IGNORECASE,
    ),
)
_TIMES = (
    re.compile(r"(?<![\w:.])(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::\d{2})?\s?(?P<half>[ap]\.?m\b\.?)?(?![\w:])", re.I),
    re.compile(r"(?<![\w:.])(?P<hour>\d{1,2})\s?(?P<half>[ap]\.?m\b\.?)", re.IGNORECASE),
    re.compile(r"(?<![\w:.])(?P<hour>\d{1,2})(?:[.:](?P<minute>\d{2}))?\s(?:uhr|o['’]?clock)\b", re.IGNORECASE),
    re.compile(r"(?<![\w:.])(?P<hour>\d{1,2})\s?h\s?(?P<minute>\d{2})(?!\w)", re.IGNORECASE),
)


def _dates(text: str) -> Iterator[Value]:
    for pattern in _DATES:
        for hit in pattern.finditer(text):
            parts = hit.groupdict()
            month = int(MONTHS[parts["name"].lower()]) if parts.get("name") else int(hit["month"])
            day, year = int(hit["day"]), parts.get("year") or ""
            if month > 12 >= day and "/" in hit[0]:
                month, day = day, month
            if 1 <= month <= 12 and 1 <= day <= 31:
                when = f"{month:02}-{day:02}"
                unit = f"{'20' + year if len(year) == 2 else year}-{when}" if year else when
                yield Value("date", hit[0], unit=unit, start=hit.start(), end=hit.end())


def _times(text: str) -> Iterator[Value]:
    for pattern in _TIMES:
        for hit in pattern.finditer(text):
            parts = hit.groupdict()
            hour, minute = int(hit["hour"]), int(parts.get("minute") or 0)
            half = (parts.get("half") or "")[:1].lower()
            if half:
                hour = hour % 12 + (12 if half == "p" else 0) if hour <= 12 else 99
            if hour <= 24 and minute < 60:
                yield Value("time", hit[0], unit=f"{hour:02}:{minute:02}", start=hit.start(), end=hit.end())


# --- phone numbers, which are no amounts ---------------------------------------------------------------------------

_PHONE = re.compile(r"(?<![\w+.,])\(?(?:\+[1-9]|0[1-9]|00[1-9])[\d ()/\u00a0-]{6,20}(?<=\d)(?!\w|[.,]\d)")
_PHONE_DIGITS = range(8, 16)


def _phones(text: str) -> Iterator[Value]:
    for hit in _PHONE.finditer(text):
        if sum(character.isdigit() for character in hit[0]) in _PHONE_DIGITS:
            yield Value("phone", hit[0], start=hit.start(), end=hit.end())


# --- numbers with what stands before and after them -----------------------------------------------------------------

_GAP = "[ \u00a0\u202f]"
_NO_MORE = r"(?!\d|[.,]\d)"
_GROUPED = rf"\d{{1,3}}(?:(?:[.,'’]|{_GAP})\d{{3}}){{1,5}}(?:[.,]\d{{1,2}})?{_NO_MORE}"
_DIGITS = rf"{_GROUPED}|\d{{1,15}}(?:[.,]\d{{1,6}})?{_NO_MORE}"
_WORD = _either(NUMBERS)
_CODES = [f"(?:{_either(code for code in CURRENCIES if len(code) == size and code.isalpha())})" for size in (2, 3)]
"""Currencies that stand right before a number: EUR500, Rs500."""

_NUMBER = re.compile(
    rf"(?:(?<![\w.,])|(?<=\b{_CODES[0]})|(?<=\b{_CODES[1]}))(?:(?P<digits>{_DIGITS})|(?P<word>{_WORD})(?!\w))",
    re.IGNORECASE,
)
_SIGNS = _either(word for word in CURRENCIES if not word[0].isalpha() or word.endswith("$"))
_NAMES = _either(word for word in CURRENCIES if word[0].isalpha() and not word.endswith("$"))
_CURRENCY = rf"(?:(?P<sign>{_SIGNS})|(?P<name>{_NAMES})(?![^\W\d_]))"
_CURRENCY_BEFORE = re.compile(rf"(?<!\w)(?:(?P<sign>{_SIGNS})|(?P<name>{_NAMES}))\.?{_GAP}?$", re.IGNORECASE)
_CURRENCY_AFTER = re.compile(rf"(?:,-|\.-)?{_GAP}?{_CURRENCY}", re.IGNORECASE)
_DECIMALS = re.compile(r"[.,]\d")
_THOUSANDS = re.compile(rf"(?P<many>k|{_GAP}?(?:{_either(THOUSANDS)}))(?!\w)\.?(?: (?:de|di|of) )?", re.IGNORECASE)
_THOUSAND = re.compile(rf"{_GAP}(?P<word>{_WORD})(?!\w)", re.IGNORECASE)
_PERCENT = re.compile(
    rf"{_GAP}?(?:%|percent\b|prozent\b|pour cent\b|por ciento\b|per cento\b|por cento\b|procent\b)", re.I
)
_AFTER = re.compile(r"[ \u00a0\u202f-]?(?P<word>[^\W\d_][^\W\d_-]{0,20})(?!\w)")
_LONGEST_SIGN = 20
_SAID = re.compile(rf"\b(?:{_WORD}|{_either(OFTEN)})\b", re.IGNORECASE)
_OFTEN = re.compile(rf"\b(?P<word>{_either(OFTEN)})\b", re.IGNORECASE)
_MONEY_LOOK = re.compile(r"\d[.,]\d{2}$|\d[.,'’ \u00a0\u202f]\d{3}")


def _often(text: str) -> Iterator[Value]:
    for hit in _OFTEN.finditer(text):
        yield Value("count", hit[0], OFTEN[hit["word"].lower()], "time", hit.start(), hit.end())


def _plain(text: str) -> Iterator[Value]:
    after = 0
    for hit in islice(_NUMBER.finditer(text), MOST_NUMBERS):
        value = _value(text, hit, after) if hit.start() >= after else None
        if value:
            after = value.end
            yield value


def _value(text: str, hit: re.Match[str], after: int) -> Value | None:
    """after: where the value before it ended; its currency is not this one's as well."""
    number = _number(hit["digits"]) if hit["digits"] else NUMBERS[hit["word"].lower()]
    start, end = hit.start(), hit.end()
    many = _THOUSANDS.match(text, end) if hit["digits"] else None
    if many:
        number, end = number * THOUSANDS[many["many"].strip().lower()], many.end("many")
    while hit["word"] and (then := _THOUSAND.match(text, end)):
        number, end = _spoken(number, NUMBERS[then["word"].lower()]), then.end()
    before = _CURRENCY_BEFORE.search(text, max(after, start - _LONGEST_SIGN), start)
    if before and hit["digits"]:
        currency = CURRENCIES[(before["sign"] or before["name"]).lower()]
        return Value("amount", text[before.start() : end], number, currency, before.start(), end)
    behind = _CURRENCY_AFTER.match(text, many.end() if many else end)
    if behind:
        currency = CURRENCIES[(behind["sign"] or behind["name"]).lower()]
        return Value("amount", text[start : behind.end()], number, currency, start, behind.end())
    percent = _PERCENT.match(text, end)
    if percent:
        return Value("percent", text[start : percent.end()], number, "%", start, percent.end())
    return _counted(text, number, start, end, many=bool(many), spoken=bool(hit["word"]))


def _counted(text: str, number: float, start: int, end: int, *, many: bool, spoken: bool) -> Value | None:
    word = _AFTER.match(text, end)
    said = word["word"].lower() if word else ""
    if word and said in UNITS:
        return Value("duration", text[start : word.end()], number, UNITS[said], start, word.end())
    if word and said in TIMES:
        return Value("count", text[start : word.end()], number, "time", start, word.end())
    if word and said in COUNTED:
        return Value("count", text[start : word.end()], number, COUNTED[said], start, word.end())
    if spoken:
        return None
    written = text[start:end]
    kind = "amount" if many or _MONEY_LOOK.search(written) else "number"
    return Value(kind, written, number, "", start, end)


def _spoken(number: float, then: float) -> float:
    """two hundred, three thousand; twenty five is left as it is."""
    return number * then if then >= 100 > number or then >= 1000 > number else number + then


def _number(digits: str) -> float:
    """1,200.50 and 1.200,50 and 1 200 and 1'200; of one sign with three digits behind it, it is a thousand."""
    plain = re.sub(rf"['’]|{_GAP}", "", digits)
    last = max(plain.rfind("."), plain.rfind(","))
    if last < 0:
        return float(plain)
    whole, cents = plain[:last], plain[last + 1 :]
    sign = plain[last]
    groups = len(cents) == 3 and whole != "0" and len(whole.split(sign)[0]) <= 3 and whole.replace(sign, "").isdigit()
    plain = re.sub(r"[.,]", "", whole) + ("" if groups else ".") + cents
    return float(plain)
