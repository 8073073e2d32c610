"""The shape of a language's rules for requests. One file a language fills it; `requests` reads it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from segue.domain.signals.words import Spelling


@dataclass(frozen=True, slots=True)
class Rule:
    """`pattern` runs over `Sentence.text`: every word is followed by one blank. `probability`: that a match is a request."""

    name: str
    pattern: re.Pattern[str]
    probability: float = 0.0


@dataclass(frozen=True, slots=True)
class Grammar:
    """Rules in the order in which they are tried. Within a sentence a clear request counts more than a refusal."""

    language: str
    spelling: Spelling
    anchor: re.Pattern[str]  # a sentence without it is read no further
    other_meanings: tuple[Rule, ...]
    about_the_bot: tuple[Rule, ...]
    declines: tuple[Rule, ...]
    clear: tuple[Rule, ...]
    unclear: tuple[Rule, ...]
    base_rate: float  # probability of a request when no rule matches
