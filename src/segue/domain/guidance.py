"""Guidance triggers: does a message resemble the examples of an instruction in plain words?

The measure is the cosine of two sets of n-grams: words, pairs of words, and runs of three letters inside words (of two
in scripts without spaces). It needs no model and no language, and finds rewordings that share words or their stems. It
does not understand meaning: "give me the money back" resembles "I want my money back", and "refund" does not.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import sqrt

THRESHOLD = 0.55
"""Least resemblance to the nearest example, 0..1."""

MARGIN = 0.05
"""By how much the nearest example must be nearer than the nearest counter-example."""

_MAX_MESSAGE = 4_000
_SENTENCE = re.compile(r"(?<=[.!?;。！？])\s+|\n+|(?<=[。！？])")
_WORD = re.compile(r"\w+")
_NUMBER = re.compile(r"\d+(?:[.,' ]\d+)*")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u0e00-\u0e7f]")

Grams = frozenset[str]


@dataclass(frozen=True, slots=True)
class Resemblance:
    """How near the message is to the examples and to the counter-examples, 0..1 each; and the sentence it was in."""

    example: float
    counter_example: float
    sentence: str = ""

    @property
    def fires(self) -> bool:
        return self.example >= THRESHOLD and self.example >= self.counter_example + MARGIN


class Guidance:
    """Built once per trigger; comparing costs time in the length of the message and the number of examples."""

    def __init__(self, examples: Iterable[str], counter_examples: Iterable[str] = ()) -> None:
        self._examples = tuple(grams(text) for text in examples)
        self._counters = tuple(grams(text) for text in counter_examples)

    def resemblance(self, message: str) -> Resemblance:
        """The whole message and each of its sentences are compared; the nearest counts."""
        best = Resemblance(0.0, 0.0)
        for sentence, found in _pieces(message[:_MAX_MESSAGE]):
            near = max((cosine(found, example) for example in self._examples), default=0.0)
            if near > best.example:
                counter = max((cosine(found, other) for other in self._counters), default=0.0)
                best = Resemblance(near, counter, sentence.strip())
        return best


@lru_cache(maxsize=32)  # each topic and each guidance reads the same message
def _pieces(message: str) -> tuple[tuple[str, Grams], ...]:
    """The message and each of its sentences, with their n-grams."""
    return tuple((piece, grams(piece)) for piece in dict.fromkeys((message, *_SENTENCE.split(message))))


def grams(text: str) -> Grams:
    """The n-grams of a text. Letters lose case and accents; every number counts as the same number."""
    plain = text.casefold()
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    words = _WORD.findall(_NUMBER.sub(" 0 ", plain))
    found = {f"w:{word}" for word in words}
    found.update(f"p:{a} {b}" for a, b in pairwise(words))
    for word in words:
        size = 2 if not word.isascii() and _CJK.search(word) else 3
        padded = f"<{word}>"
        found.update(padded[i : i + size] for i in range(len(padded) - size + 1))
    return frozenset(found)


def cosine(a: Grams, b: Grams) -> float:
    """0 for nothing in common, 1 for the same set."""
    return len(a & b) / sqrt(len(a) * len(b)) if a and b else 0.0
