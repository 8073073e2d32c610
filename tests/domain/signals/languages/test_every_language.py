"""What holds for every language, whatever its rules say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import fields
from re import _constants, _parser  # type: ignore[attr-defined]
from typing import Any

import pytest

from segue.domain.signals.languages import CUES, LANGUAGES, little_words_of

MOST_TIMES = 60
"""How often a part of a rule may be repeated at most."""
REST_OF_A_WORD = list(_parser.parse("[^ ,]"))
"""What alone may be repeated without end: characters that no blank or comma is among."""


def patterns(code: str) -> Iterator[tuple[str, re.Pattern[str]]]:
    language = LANGUAGES[code]
    grammar = language.grammar
    yield "anchor", grammar.anchor
    for rules in (grammar.other_meanings, grammar.about_the_bot, grammar.declines, grammar.clear, grammar.unclear):
        yield from ((rule.name, rule.pattern) for rule in rules)
    yield from ((f"{kind}: {rule.name}", rule.pattern) for kind, rules in language.cues.items() for rule in rules)
    yield from ((each.name, getattr(language.answers, each.name)) for each in fields(language.answers))


def repeats(parsed: Iterable[Any]) -> Iterator[tuple[int, Any]]:
    """(most times, what is repeated) of every repetition in a parsed pattern."""
    for operation, argument in parsed:
        if operation in {_constants.MAX_REPEAT, _constants.MIN_REPEAT}:
            yield argument[1], argument[2]
        for part in argument if isinstance(argument, tuple | list) else ():
            inner = part if isinstance(part, list) else [part]
            for each in inner:
                if isinstance(each, _parser.SubPattern):
                    yield from repeats(each)


def without_end(pattern: str) -> bool:
    return any(most > MOST_TIMES and list(inner) != REST_OF_A_WORD for most, inner in repeats(_parser.parse(pattern)))


@pytest.mark.parametrize("code", LANGUAGES)
def test_repetition_in_rules_is_bounded_so_that_reading_takes_time_in_proportion_to_the_length(code: str) -> None:
    assert [name for name, pattern in patterns(code) if without_end(pattern.pattern)] == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_rule_matches_nothing(code: str) -> None:
    empty = [name for name, pattern in patterns(code) if name != "but" and pattern.search("") is not None]
    assert empty == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_cues_are_of_kinds_that_are_known(code: str) -> None:
    assert set(LANGUAGES[code].cues) <= set(CUES)
    assert LANGUAGES[code].code == code
    assert little_words_of(code) == LANGUAGES[code].little_words


@pytest.mark.parametrize("pattern", [r"^(?:(?:a|b) )+c", "a[a-z ]*", r"a.*b", "(?:[^ ,]+ )*"])
def test_a_rule_that_repeats_without_end_would_be_noticed(pattern: str) -> None:
    assert without_end(pattern)


def test_the_rest_of_one_word_may_have_any_length() -> None:
    assert not without_end("comput[^ ,]+ (?:[^ ,]+ ){0,3}")
