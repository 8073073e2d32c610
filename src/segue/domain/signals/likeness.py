"""Is this message the same as an earlier one, in other words? By the telling words they share; no model."""

from __future__ import annotations

from collections.abc import Iterable

from segue.domain.signals.languages import languages_of
from segue.domain.signals.memory import Words
from segue.domain.signals.own_words import own_parts
from segue.domain.signals.words import tokens

MOST_WORDS = 24
"""Telling words kept of a message; the first ones."""

LONGEST_WORD = 24

RESTATED = 0.6
"""Least share of telling words (in both, of those in either) for a customer's message to say the same again."""

SAME_ANSWER = 0.8
"""The same for the bot, whose sentences are made alike."""


def telling_words(text: str, language: str = "en") -> Words:
    """The words that tell what a message is about, sorted: no little words, no endings."""
    spoken = languages_of((language,))[0]
    found: dict[str, None] = {}
    for offset, part in own_parts(text):
        for token in tokens(part, offset):
            if token.word[:1].isalnum() and token.word not in spoken.little_words:
                found[_stem(token.word[:LONGEST_WORD], spoken.endings)] = None
                if len(found) == MOST_WORDS:
                    return tuple(sorted(found))
    return tuple(sorted(found))


def _stem(word: str, endings: Iterable[str]) -> str:
    for ending in endings:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word


def alike(a: Words, b: Words) -> float:
    """Telling words in both, of those in either: 0..1. Different numbers ("order 12", "order 15") make it 0."""
    first, second = frozenset(a), frozenset(b)
    if not first or not second:
        return 0.0
    share = len(first & second) / len(first | second)
    if not share:
        return share
    numbers, others = _numbers(first), _numbers(second)
    return 0.0 if numbers and others and not numbers & others else share


def restates(words: Words, earlier: Iterable[Words], least: float) -> bool:
    """Whether one of the earlier messages said the same."""
    return any(alike(words, other) >= least for other in earlier)


def _numbers(words: frozenset[str]) -> frozenset[str]:
    return frozenset(word for word in words if not word.isalpha() and any(c.isdigit() for c in word))
