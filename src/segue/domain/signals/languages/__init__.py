"""The languages that Segue reads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from segue.domain.signals.languages.dutch import DUTCH
from segue.domain.signals.languages.english import ENGLISH
from segue.domain.signals.languages.french import FRENCH
from segue.domain.signals.languages.german import GERMAN
from segue.domain.signals.languages.italian import ITALIAN
from segue.domain.signals.languages.language import CUES, Answers, Language
from segue.domain.signals.languages.portuguese import PORTUGUESE
from segue.domain.signals.languages.spanish import SPANISH

__all__ = ["CUES", "LANGUAGES", "Answers", "Language", "languages_of"]

LANGUAGES: Mapping[str, Language] = {
    language.code: language for language in (ENGLISH, GERMAN, DUTCH, SPANISH, FRENCH, PORTUGUESE, ITALIAN)
}
"""ISO 639-1 code -> language."""


@lru_cache(maxsize=256)
def _known(tags: tuple[str, ...]) -> tuple[Language, ...]:
    codes = dict.fromkeys(tag.lower().partition("-")[0] for tag in tags)
    return tuple(LANGUAGES[code] for code in codes if code in LANGUAGES) or (ENGLISH,)


def languages_of(tags: Iterable[str]) -> tuple[Language, ...]:
    """Those of these BCP 47 tags that Segue reads, in their order; English when it reads none: "agent" is said
    everywhere."""
    return _known(tuple(tags))
