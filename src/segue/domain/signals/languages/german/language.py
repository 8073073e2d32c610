"""German."""

from __future__ import annotations

from segue.domain.signals.languages.german.answers import ANSWERS
from segue.domain.signals.languages.german.cues import CUES
from segue.domain.signals.languages.german.requests import GRAMMAR
from segue.domain.signals.languages.german.spelling import LITTLE_WORDS
from segue.domain.signals.languages.language import Language

GERMAN = Language(
    code="de",
    name="German",
    grammar=GRAMMAR,
    answers=ANSWERS,
    little_words=LITTLE_WORDS,
    endings=("ungen", "innen", "ern", "ung", "est", "end", "en", "em", "er", "es", "st", "e", "n", "s", "t"),
    cues=CUES,
)
