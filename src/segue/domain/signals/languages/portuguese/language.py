"""Portuguese, of Brazil and Portugal."""

from __future__ import annotations

from segue.domain.signals.languages.language import Language
from segue.domain.signals.languages.portuguese.answers import ANSWERS
from segue.domain.signals.languages.portuguese.cues import CUES
from segue.domain.signals.languages.portuguese.requests import GRAMMAR
from segue.domain.signals.languages.portuguese.spelling import LITTLE_WORDS

_ENDINGS = """
amento imento amente acoes acao ando endo indo ados adas idos idas aram eram iram ado ada ido ida ou ar er ir es as os
am em a o e
"""

PORTUGUESE = Language(
    code="pt",
    name="Portuguese",
    grammar=GRAMMAR,
    answers=ANSWERS,
    little_words=LITTLE_WORDS,
    endings=tuple(_ENDINGS.split()),
    cues=CUES,
)
