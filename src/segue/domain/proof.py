"""What a decision rests on, for its record: the customer's words, what made the signals, and the numbers they met."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

from segue.domain.conditions import Condition
from segue.domain.conditions.tree import written
from segue.domain.policy import Span
from segue.domain.signals.course import TURNS_BAD, TURNS_GOOD
from segue.domain.signals.evidence import Contribution
from segue.domain.signals.topics import ABOUT

MAX_EVIDENCE = 200
"""Longest evidence, in characters."""

MOST_CONTRIBUTIONS, MOST_SPANS = 24, 20

_MADE_OF = {
    **dict.fromkeys(("mood", "mood_slope", "mood_bad"), "dissatisfied"),
    "asks_for_human": "request",
    "request": "asks_for_human",
}
"""Name of a condition -> the signal whose contributions and evidence it rests on as well."""

_DECIDED_AT = {
    "topics": f"score >= {ABOUT:g}",
    "mood_bad": f"mood >= {TURNS_BAD:g}, until <= {TURNS_GOOD:g}",
    "asks_for_human": "request >= 0.5",
}
"""Name of a condition that is no number -> the number it is made with."""


class Evidence(Protocol):
    """The customer's words that a signal was seen in."""

    @property
    def signal(self) -> str: ...
    @property
    def text(self) -> str: ...


class Proof:
    """Built once per policy version, of all its conditions."""

    def __init__(self, conditions: Iterable[Condition]) -> None:
        conditions = tuple(conditions)
        self._rests_on = _rests_on(frozenset(word for condition in conditions for word in condition.mentions))
        self.thresholds = _thresholds(conditions)

    def contributions(self, given: Iterable[Contribution]) -> tuple[Contribution, ...]:
        """Those to signals that some condition reads, the strongest first."""
        found = [each for each in given if each.signal.removeprefix("score.") in self._rests_on]
        return tuple(sorted(found, key=lambda each: -abs(each.weight))[:MOST_CONTRIBUTIONS])

    def spans(self, pointed: Iterable[Span], evidence: Iterable[Evidence], text: str) -> tuple[Span, ...]:
        """Where in the message: what triggers were found in, and what the signals they read were seen in."""
        seen = (
            span for each in evidence if each.signal in self._rests_on for span in span_of(each.signal, each.text, text)
        )
        found = dict.fromkeys((*pointed, *seen))
        return tuple(sorted(found, key=lambda span: (span.start, span.end, span.signal))[:MOST_SPANS])


def words_of(mentions: frozenset[str], evidence: Iterable[Evidence]) -> str:
    """The words that what a condition mentions was seen in first; "" when there are none."""
    signals = _rests_on(mentions)
    return next((each.text for each in evidence if each.signal in signals and each.text.strip()), "")


def _rests_on(mentions: frozenset[str]) -> frozenset[str]:
    return mentions | {_MADE_OF[name] for name in mentions & _MADE_OF.keys()}


def span_of(signal: str, words: str, text: str) -> Iterator[Span]:
    """Where the words stand in the text, if they do."""
    start = text.find(words) if words.strip() else -1
    if start >= 0:
        yield Span(signal, shortened(words), start, start + len(words))


def shortened(text: str, limit: int = MAX_EVIDENCE) -> str:
    """At most `limit` characters on one line, cut between words where there are any."""
    text = " ".join(text.split())
    if len(text) <= limit:
        return text
    return (text[: limit - 1].rsplit(" ", 1)[0] if " " in text[: limit - 1] else text[: limit - 1]) + "…"


def _thresholds(conditions: Iterable[Condition]) -> dict[str, tuple[str, ...]]:
    """Signal -> the numbers that conditions compare it with, as they are written, and those it is made with."""
    found: dict[str, dict[str, None]] = {}
    for condition in conditions:
        for name in _DECIDED_AT.keys() & condition.names:
            found.setdefault(name, {})[_DECIDED_AT[name]] = None
        for compared in condition.comparisons:
            if isinstance(compared.than, float):
                found.setdefault(compared.name, {})[f"{compared.sign} {written(compared.than)}"] = None
    return {name: tuple(found[name]) for name in sorted(found)}
