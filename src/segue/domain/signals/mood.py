"""How a message sounds: dissatisfied, complaining, in distress, urgent. By cues of its language and a small model."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import exp

from segue.domain.signals.evidence import Contribution
from segue.domain.signals.languages import Language
from segue.domain.signals.linear import LinearModels
from segue.domain.signals.words import sentences

MOODS = ("dissatisfied", "complaint", "distress", "urgent")

BIAS: Mapping[str, float] = {"dissatisfied": -3.0, "complaint": -3.0, "distress": -5.0, "urgent": -4.0}
WORTH: Mapping[str, Mapping[str, float]] = {"urgent": {"urgent": 5.0}}
"""Kind of cue -> mood -> log-odds."""


@dataclass(frozen=True, slots=True)
class Mood:
    """Probabilities, 0..1, and what made them."""

    dissatisfied: float = 0.0
    complaint: float = 0.0
    distress: float = 0.0
    urgent: float = 0.0
    contributions: tuple[Contribution, ...] = ()


def read_mood(text: str, languages: tuple[Language, ...], models: LinearModels, bot_said: str = "") -> Mood:
    """languages: that the message may be in, likeliest first. bot_said: the bot's last message, shortened."""
    found = tuple(_heard(text, languages))
    odds = {mood: BIAS[mood] + sum(each.weight for each in found if each.signal == mood) for mood in MOODS}
    return Mood(**{mood: round(1 / (1 + exp(-value)), 4) for mood, value in odds.items()}, contributions=found)


def _heard(text: str, languages: tuple[Language, ...]) -> Iterator[Contribution]:
    for language in languages:
        for kind, rules in language.cues.items():
            for sentence in sentences(text, language.spelling):
                for rule in rules:
                    if found := rule.pattern.search(sentence.text):
                        start, end = sentence.span(found.start(), found.end())
                        for mood, weight in WORTH.get(kind, {}).items():
                            yield Contribution(mood, f"cue: {kind}", weight, text[start:end])
