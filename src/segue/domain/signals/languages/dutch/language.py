"""Dutch."""

from __future__ import annotations

from segue.domain.signals.languages.dutch.answers import ANSWERS
from segue.domain.signals.languages.dutch.cues import CUES
from segue.domain.signals.languages.dutch.requests import GRAMMAR
from segue.domain.signals.languages.dutch.spelling import LITTLE_WORDS
from segue.domain.signals.languages.language import Language

DUTCH = Language(
    code="nl",
    name="Dutch",
    grammar=GRAMMAR,
    answers=ANSWERS,
    little_words=LITTLE_WORDS,
    endings=("ingen", "tjes", "heid", "eren", "ing", "end", "en", "de", "te", "je", "er", "e", "s", "t", "n"),
    cues=CUES,
)
