"""Whether what a model wrote rests on what it was given: every number, name and date in it must occur there.

A check on words, not on meaning: it finds what was made up, not what was twisted. So what passes is still shown as
machine-written. It errs on the side of refusing: a refused summary costs a nicer sentence, a made-up amount costs more.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from segue.domain.signals.value_words import MONTHS, NUMBERS, OFTEN
from segue.domain.signals.values import values_in

LONGEST = 700
"""Characters of a text that is looked at; a longer one is none."""

_NUMBER = re.compile(r"\d(?:[\d.,'’:/ \u00a0\u202f-]*\d)?")
_DIGITS = re.compile(r"\d+")
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_STARTS = re.compile(r"(?:^|[.!?:;–—]\s+|\n\s*|[“”\"«(\[]\s*)$")
_WEB = re.compile(r"https?://")

_STARTERS = frozenset(
    re.findall(
        r"\S+",
        """a about account after again agent all already also although an and another anything are as asked asking asks
        assistant at because before billing bot both but by called calls cancel charged complains contacted could
        customer customers delivery despite did does each even every explained first following for from given got had
        has have having he her his how however if in instead is it its just last later made more most must my neither
        never new no nobody not nothing now of on once one only or order other our payment please previous problem
        reports requested requesting requests reset says seeks seems several she should since so some something still
        support than that the their them then there these they this those though three tried two under until unable
        unclear up upset user very wanted wants was we were what when where which while who why will wishes with
        without would writes wrong you your""",
    )
)
"""Words that may begin a sentence, and so be written with a capital, without being a name."""


def made_up(written: str, told: Iterable[str]) -> tuple[str, ...]:
    """The numbers, names, dates and addresses in `written` that stand in none of the texts, in order, each once."""
    source = "\n".join(told)
    known = _Known(
        source.casefold(),
        frozenset(word.casefold() for word in _words(source)),
        frozenset(_numbers(source)),
        frozenset(_numbers(_without_dates(source))),
    )
    found = [one for one in _addresses(written) if one.strip(".,;()").casefold() not in known.text]
    found += [number for number in _NUMBER.findall(written) if not known.has_number(number)]
    for hit in _WORD.finditer(written):
        word = hit[0]
        if _claims(word, first=bool(_STARTS.search(written[: hit.start()]))) and not known.has_word(word):
            found.append(word)
    return tuple(dict.fromkeys(found))


def _addresses(text: str) -> Iterable[str]:
    """Of web pages and of mail; looked for word by word, since "@@@@" must cost no more than any other word."""
    for word in text.split():
        web = _WEB.search(word)
        if web:
            yield word[web.start() :]
        elif "." in word.partition("@")[2]:
            yield word


def is_faithful(written: str, told: Iterable[str]) -> bool:
    """Whether it may be shown: it says something, is not too long, and makes nothing up."""
    return bool(written.strip()) and len(written) <= LONGEST and not made_up(written, told)


class _Known(NamedTuple):
    """What was told. counts: its numbers without those of dates, so that "3 March" is no "three times"."""

    text: str
    words: frozenset[str]
    numbers: frozenset[str]
    counts: frozenset[str]

    def has_number(self, number: str) -> bool:
        """1,200.50 was told as one number, or each group of its digits was."""
        groups = {_bare(group) for group in _DIGITS.findall(number)}
        return _joined(number) in self.numbers or groups <= self.numbers

    def has_word(self, word: str) -> bool:
        lower = word.casefold()
        if lower in self.words or lower.removesuffix("'s").removesuffix("’s") in self.words:
            return True
        number = NUMBERS.get(lower, OFTEN.get(lower))
        if number is not None:
            return f"{number:g}" in self.counts
        return lower in MONTHS and any(MONTHS.get(other) == MONTHS[lower] for other in self.words)


def _without_dates(text: str) -> str:
    for value in reversed([value for value in values_in(text) if value.kind == "date"]):
        text = f"{text[: value.start]} {text[value.end :]}"
    return text


def _numbers(text: str) -> Iterable[str]:
    """Every number, whole and as its groups of digits, also those that are written as words."""
    yield from map(_bare, _DIGITS.findall(text))
    yield from map(_joined, _NUMBER.findall(text))
    for word in _WORD.findall(text.casefold()):
        number = NUMBERS.get(word, OFTEN.get(word))
        if number is not None:
            yield f"{number:g}"


def _bare(digits: str) -> str:
    return digits.lstrip("0") or "0"


def _joined(number: str) -> str:
    return _bare("".join(_DIGITS.findall(number)))


def _words(text: str) -> Iterable[str]:
    for word in _WORD.findall(text):
        yield word
        yield from re.split(r"['’.-]", word)


def _claims(word: str, *, first: bool) -> bool:
    """Whether a word is a name, a day, a month or a number in words, which must have been told."""
    lower = word.casefold()
    if lower in MONTHS or lower in _DAYS or NUMBERS.get(lower, 0) > 1 or OFTEN.get(lower, 0) > 1:
        return lower != "may" or word[0].isupper()
    if not word[0].isupper() or word == "I":
        return False
    return not (first and lower in _STARTERS)


_DAYS = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})
