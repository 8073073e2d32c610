"""Every sentence Segue says to a customer, in seven languages.

`keys` lists them, with the placeholders each may have; `languages` holds the words; `situation` says what the words
depend on: the category, the tone, what is safely known. A message at a transfer acknowledges the specific issue, says
that a person gets it, and says what to expect of the wait; it is made of parts, so that each part is written once.

A policy replaces any text under `messages`, for every case or for one (`transfer.billing`). Values come from customers,
bots and hubs: they are put in once, as they are, and never read again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from segue.domain.wording.keys import CHOICE_LABELS, KEYS, Category, Key, Moment
from segue.domain.wording.languages import LANGUAGES
from segue.domain.wording.moments import time_words, wait_words
from segue.domain.wording.saying import MAX_VALUE, UNKNOWN, Expectation, say, spoken
from segue.domain.wording.situation import CALM, Matter, Situation, category_of, language_of, situation_of
from segue.domain.wording.written import MAX_TEXT, key_of, mistakes_in, mistakes_in_key

__all__ = [
    "CALM",
    "CHOICE_LABELS",
    "KEYS",
    "LANGUAGES",
    "MAX_TEXT",
    "MAX_VALUE",
    "SENTENCES",
    "UNKNOWN",
    "Category",
    "Expectation",
    "Key",
    "Matter",
    "Moment",
    "Sentence",
    "Situation",
    "category_of",
    "key_of",
    "language_of",
    "mistakes_in",
    "mistakes_in_key",
    "say",
    "situation_of",
    "spoken",
    "time_words",
    "wait_words",
]


@dataclass(frozen=True, slots=True)
class Sentence:
    """`text` is the English one on one line; `when` says when the customer reads it; the policy's page repeats both."""

    text: str
    when: str
    placeholders: frozenset[str] = frozenset()


SENTENCES: Mapping[str, Sentence] = {
    key: Sentence(LANGUAGES["en"].texts[key].replace("\n", " "), spec.when, spec.known) for key, spec in KEYS.items()
}
"""Every key that a policy may write, with Segue's English text."""
