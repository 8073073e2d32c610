"""English."""

from __future__ import annotations

from segue.domain.signals.languages.english.answers import ANSWERS
from segue.domain.signals.languages.english.cues import CUES
from segue.domain.signals.languages.english.requests import GRAMMAR
from segue.domain.signals.languages.english.spelling import LITTLE_WORDS
from segue.domain.signals.languages.language import Language

ENGLISH = Language(
    code="en",
    name="English",
    grammar=GRAMMAR,
    answers=ANSWERS,
    little_words=LITTLE_WORDS,
    endings=("ing", "ed", "es", "s"),
    cues=CUES,
)
