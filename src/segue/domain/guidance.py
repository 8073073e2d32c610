"""Guidance triggers: does a message fit an instruction in plain words?

By examples: the message resembles one of them enough, and more than any counter-example. The measure is the cosine of
two sets of n-grams: words, pairs of words, and runs of three letters inside words (of two in scripts without spaces).
It needs no model and no language, and finds rewordings that share words or their stems. It does not understand.

Without examples the instruction's own telling words are looked for in the message.

What the instruction says about size ("more than 500 euros") must hold for a value of the message as well; a message
that fits and names no such value leaves it open.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import sqrt

from segue.domain.bounds import bounds_in
from segue.domain.signals.likeness import telling_words
from segue.domain.signals.own_words import own_parts
from segue.domain.signals.values import values_in

THRESHOLD = 0.45
"""Least resemblance to the nearest example, 0..1. How well that does is measured in docs/triggers/guidance.md."""

LOWEST_THRESHOLD = 0.3
"""With many counter-examples these tell the border, and less resemblance will do."""

MARGIN, LEAST_MARGIN = 0.05, 0.02
"""By how much the nearest example must be nearer than the nearest counter-example: with few of them, with many."""

MANY = 200
"""Counter-examples from which on there are many."""

COVERED = 0.6
"""Least share of an instruction's telling words in a message, where there are no examples."""

_SENTENCE = re.compile(r"(?<=[.!?;。！？])\s+|\n+|(?<=[。！？])")
_WORD = re.compile(r"\w+")
_NUMBER = re.compile(r"\d+(?:[.,' ]\d+)*")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u0e00-\u0e7f]")
_SUBJECT = re.compile(
    r"^\W*(?:(?:the|a|any|der|die|ein|eine|le|la|un|une|el|il|lo|o|a|um|uma|de|het|een)\s)?"
    r"(?:customer|user|client|shopper|guest|caller|visitor|person|someone|kunde|kundin|nutzer|cliente?|usuario|utilisateur|utente"
    r"|usuário|klant|gebruiker)(?:in|s)?\b",
    re.IGNORECASE,
)
_ABOUT_WORDS = """
want wants wish wishes would like ask asks say says said need needs demand demand request report reports complain
complains mention mentions talk talks write writes tell tells has have had is are was were be been get gets who that
when if about because customer user client message conversation
"""
_ABOUT = frozenset(_ABOUT_WORDS.split())
"""Words that an instruction about customers is written with, and no customer's message must hold."""

Grams = frozenset[str]


@dataclass(frozen=True, slots=True)
class Resemblance:
    """How near the message is to the examples and to the counter-examples, 0..1 each; and the sentence it was in."""

    example: float
    counter_example: float
    sentence: str = ""
    threshold: float = THRESHOLD
    margin: float = MARGIN

    @property
    def fires(self) -> bool:
        return self.example >= self.threshold and self.example >= self.counter_example + self.margin


@dataclass(frozen=True, slots=True)
class Fit:
    """`fires`: None when the message fits and does not say the size the instruction asks for."""

    fires: bool | None
    detail: str
    words: str = ""


class Guidance:
    """Built once per trigger; comparing costs time in the length of the message and the number of examples."""

    def __init__(self, examples: Iterable[str], counter_examples: Iterable[str] = (), instruction: str = "") -> None:
        self._examples = tuple(grams(text) for text in examples)
        self._counters = tuple(grams(text) for text in counter_examples)
        self.bounds = bounds_in(instruction)
        self.asked = asked_words(instruction)
        share = min(1.0, len(self._counters) / MANY)
        self.threshold = THRESHOLD - share * (THRESHOLD - LOWEST_THRESHOLD)
        self.margin = MARGIN - share * (MARGIN - LEAST_MARGIN)

    def weigh(self, message: str) -> Fit:
        """Whether the message fits, and why."""
        by_examples = bool(self._examples)
        fires, detail, words = self._by_examples(message) if by_examples else self._by_instruction(message)
        if not fires or not self.bounds:
            return Fit(fires, detail, words)
        values = tuple(values_in(message))
        for bound in self.bounds:
            held, value = bound.holds(values)
            if held is None:
                return Fit(None, f"{detail}; no {bound.kind} in the message to compare with {bound}", words)
            detail += f"; {value} is {'' if held else 'not '}{bound}"
            if not held:
                return Fit(False, detail)
        return Fit(True, detail, words)

    def _by_examples(self, message: str) -> tuple[bool, str, str]:
        found = self.resemblance(message)
        needs = f"needs {found.threshold:.2f}" if found.example < found.threshold else "enough"
        detail = f"resemblance {found.example:.2f} ({needs}), to counter-examples {found.counter_example:.2f}"
        return found.fires, detail, found.sentence if found.fires else ""

    def _by_instruction(self, message: str) -> tuple[bool, str, str]:
        if not self.asked and not self.bounds:
            return False, "the instruction has no words to look for", ""
        best, where = (1.0 if not self.asked else 0.0), ""
        for sentence, _ in _pieces(message):
            said = telling_words(sentence)
            share = sum(any(_same_stem(word, other) for other in said) for word in self.asked) / max(1, len(self.asked))
            if share > best:
                best, where = share, sentence.strip()
        detail = f"{best:.0%} of the instruction's words are in the message (needs {COVERED:.0%})"
        return best >= COVERED, detail, where if best >= COVERED else ""

    def resemblance(self, message: str) -> Resemblance:
        """The whole message and each of its sentences are compared; the nearest counts."""
        best = Resemblance(0.0, 0.0, "", self.threshold, self.margin)
        for sentence, found in _pieces(message):
            near = max((cosine(found, example) for example in self._examples), default=0.0)
            if near > best.example:
                counter = max((cosine(found, other) for other in self._counters), default=0.0)
                best = Resemblance(near, counter, sentence.strip(), self.threshold, self.margin)
        return best


def asked_words(instruction: str) -> tuple[str, ...]:
    """The words of an instruction that a message must hold: without the customer, what they do, and sizes."""
    rest = instruction
    for bound in reversed(bounds_in(instruction)):
        rest = rest[: bound.start] + " " + rest[bound.end :]
    return tuple(word for word in telling_words(_SUBJECT.sub("", rest)) if word not in _ABOUT and not word.isdigit())


def _same_stem(a: str, b: str) -> bool:
    """The same word, or one that goes on after at least five letters of the other."""
    short, long = sorted((a, b), key=len)
    return long == short or (len(short) >= 5 and long.startswith(short[: max(5, len(short) - 2)]))


@lru_cache(maxsize=32)  # each topic and each guidance reads the same message
def _pieces(message: str) -> tuple[tuple[str, Grams], ...]:
    """What is read of the message, and each of its sentences, with their n-grams."""
    own = [part for _, part in own_parts(message)]
    pieces = dict.fromkeys((*own, *(piece for part in own for piece in _SENTENCE.split(part))))
    return tuple((piece, grams(piece)) for piece in pieces)


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
