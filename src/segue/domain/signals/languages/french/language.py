"""French."""

from __future__ import annotations

from segue.domain.signals.languages.french.answers import ANSWERS
from segue.domain.signals.languages.french.cues import CUES
from segue.domain.signals.languages.french.requests import GRAMMAR
from segue.domain.signals.languages.french.spelling import LITTLE_WORDS
from segue.domain.signals.languages.language import Language

FRENCH = Language(
    code="fr",
    name="French",
    grammar=GRAMMAR,
    answers=ANSWERS,
    little_words=LITTLE_WORDS,
    endings=(
        *("ements", "ement", "ations", "ation", "antes", "ante", "ants", "ant", "ees", "ent", "iez", "ons"),
        *("ee", "es", "er", "ez", "e", "s"),
    ),
    cues=CUES,
)
