"""What a message is about, by the policy's own examples. No model: see `guidance` for the measure.

An example of one or two telling words ("chargeback", "data breach") is found wherever its words stand in one sentence.
A longer one is compared as a whole.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from segue.domain import guidance
from segue.domain.guidance import Guidance
from segue.domain.signals.languages import languages_of
from segue.domain.signals.likeness import telling_words
from segue.domain.signals.memory import Words
from segue.domain.signals.words import sentences

BUILT_IN = ("billing_dispute", "cancellation", "security", "legal", "compliance", "contract")
"""Topics that are there without a policy naming them; it may add examples and counter-examples."""

ABOUT = 0.5
"""From this score on a message counts as being about the topic."""

_FOUND = 0.9
_SHORT = 2


@dataclass(frozen=True, slots=True)
class Topic:
    """`score`: 0..1. `words`: the sentence it was found in."""

    score: float = 0.0
    words: str = ""


def topic_scores(text: str, topics: Mapping[str, tuple[str, ...]], language: str = "en") -> dict[str, Topic]:
    """Each topic of the policy with its score."""
    if not topics or not text.strip():
        return {name: Topic() for name in topics}
    spoken = [_part(text, sentence.places) for sentence in sentences(text, languages_of((language,))[0].spelling)]
    said = [(frozenset(telling_words(part)), part) for part in spoken]
    return {name: _score(text, said, tuple(examples)) for name, examples in topics.items()}


def _score(text: str, said: list[tuple[frozenset[str], str]], examples: tuple[str, ...]) -> Topic:
    short, whole = _prepared(examples)
    for words, part in said:
        if any(words.issuperset(example) for example in short):
            return Topic(_FOUND, part)
    found = whole.resemblance(text)
    return Topic(_as_score(found.example), found.sentence)


def _as_score(resemblance: float) -> float:
    """The threshold of guidance becomes 0.5; below and above it goes in a straight line."""
    least = guidance.THRESHOLD
    if resemblance < least:
        return round(ABOUT * resemblance / least, 3)
    return round(ABOUT + (1 - ABOUT) * (resemblance - least) / (1 - least), 3)


@lru_cache(maxsize=256)
def _prepared(examples: tuple[str, ...]) -> tuple[tuple[Words, ...], Guidance]:
    words = [telling_words(example) for example in examples]
    short = tuple(each for each in words if 0 < len(each) <= _SHORT)
    return short, Guidance(example for example, each in zip(examples, words, strict=True) if len(each) > _SHORT)


def _part(text: str, places: tuple[tuple[int, int, int], ...]) -> str:
    return text[places[0][1] : places[-1][2]]
