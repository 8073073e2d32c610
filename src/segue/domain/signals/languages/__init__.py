"""The languages that Segue reads. Each is loaded when it is first needed: its rules take a second to make ready."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from importlib import import_module

from segue.domain.signals.languages.closing import Closing
from segue.domain.signals.languages.language import CUES, Answers, Language

__all__ = ["CUES", "LANGUAGES", "Answers", "Language", "closings_of", "codes_of", "languages_of", "little_words_of"]

_NAMES: Mapping[str, str] = {
    "en": "english",
    "de": "german",
    "nl": "dutch",
    "es": "spanish",
    "fr": "french",
    "pt": "portuguese",
    "it": "italian",
}
_ENGLISH = "en"


@cache
def _loaded(code: str) -> Language:
    module = import_module(f"{__name__}.{_NAMES[code]}.language")
    language: Language = getattr(module, _NAMES[code].upper())
    return language


class _Languages(Mapping[str, Language]):
    def __getitem__(self, code: str) -> Language:
        return _loaded(code)

    def __contains__(self, code: object) -> bool:
        return code in _NAMES

    def __iter__(self) -> Iterator[str]:
        return iter(_NAMES)

    def __len__(self) -> int:
        return len(_NAMES)


LANGUAGES: Mapping[str, Language] = _Languages()
"""ISO 639-1 code -> language."""


@cache
def little_words_of(code: str) -> frozenset[str]:
    """Words of a language that tell nothing but which language it is. Loads no rules."""
    module = import_module(f"{__name__}.{_NAMES[code]}.spelling")
    words: frozenset[str] = module.LITTLE_WORDS
    return words


@lru_cache(maxsize=256)
def _codes(tags: tuple[str, ...]) -> tuple[str, ...]:
    codes = dict.fromkeys(tag.lower().partition("-")[0] for tag in tags)
    return tuple(code for code in codes if code in _NAMES) or (_ENGLISH,)


def codes_of(tags: Iterable[str]) -> tuple[str, ...]:
    """The codes of `languages_of`, without loading them."""
    return _codes(tuple(tags))


def languages_of(tags: Iterable[str]) -> tuple[Language, ...]:
    """Those of these BCP 47 tags that Segue reads, in their order; English when it reads none: "agent" is said
    everywhere."""
    return tuple(_loaded(code) for code in codes_of(tags))


@cache
def _closing_of(code: str) -> Closing:
    module = import_module(f"{__name__}.{_NAMES[code]}.closing")
    rules: Closing = module.CLOSING
    return rules


def closings_of(tags: Iterable[str]) -> tuple[Closing, ...]:
    """How a talk closes, in the languages of `languages_of`. Loads no other rules."""
    return tuple(_closing_of(code) for code in codes_of(tags))
