"""Spanish, of Spain and Latin America."""

from __future__ import annotations

from segue.domain.signals.languages.language import Language
from segue.domain.signals.languages.spanish.answers import ANSWERS
from segue.domain.signals.languages.spanish.cues import CUES
from segue.domain.signals.languages.spanish.requests import GRAMMAR
from segue.domain.signals.languages.spanish.spelling import LITTLE_WORDS

SPANISH = Language(
    code="es",
    name="Spanish",
    grammar=GRAMMAR,
    answers=ANSWERS,
    little_words=LITTLE_WORDS,
    endings=(
        "aciones",
        "amiento",
        "imiento",
        "amente",
        "acion",
        "ando",
        "iendo",
        "ados",
        "adas",
        "idos",
        "idas",
        "aron",
        "ieron",
        "ado",
        "ada",
        "ido",
        "ida",
        "ar",
        "er",
        "ir",
        "es",
        "as",
        "os",
        "an",
        "en",
        "a",
        "o",
        "e",
    ),
    cues=CUES,
)
