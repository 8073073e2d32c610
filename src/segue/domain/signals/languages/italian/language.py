"""Italian."""

from __future__ import annotations

from segue.domain.signals.languages.italian.answers import ANSWERS
from segue.domain.signals.languages.italian.cues import CUES
from segue.domain.signals.languages.italian.requests import GRAMMAR
from segue.domain.signals.languages.italian.spelling import LITTLE_WORDS
from segue.domain.signals.languages.language import Language

ITALIAN = Language(
    code="it",
    name="Italian",
    grammar=GRAMMAR,
    answers=ANSWERS,
    little_words=LITTLE_WORDS,
    endings=(
        *(
            "azioni",
            "azione",
            "amento",
            "amenti",
            "mente",
            "ando",
            "endo",
            "are",
            "ere",
            "ire",
            "ato",
            "ata",
            "ati",
            "ate",
        ),
        *("uto", "ito", "ano", "ono", "a", "e", "i", "o"),
    ),
    cues=CUES,
)
