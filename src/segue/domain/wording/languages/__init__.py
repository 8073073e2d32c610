"""The words of each language, loaded when they are first needed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module

from segue.domain.wording.languages.words import Words

__all__ = ["LANGUAGES", "Words", "primary"]

CODES = ("en", "de", "fr", "es", "it", "pt", "nl")


def primary(tag: str) -> str:
    """The language of a BCP 47 tag without its region: "de" of "de-AT"."""
    return tag.lower().partition("-")[0]


@cache
def _loaded(code: str) -> Words:
    words: Words = import_module(f"{__name__}.{code}").WORDS
    return words


class _Languages(Mapping[str, Words]):
    def __getitem__(self, code: str) -> Words:
        if code not in CODES:
            raise KeyError(code)
        return _loaded(code)

    def __contains__(self, code: object) -> bool:
        return code in CODES

    def __iter__(self) -> Iterator[str]:
        return iter(CODES)

    def __len__(self) -> int:
        return len(CODES)


LANGUAGES: Mapping[str, Words] = _Languages()
"""ISO 639-1 code -> words."""
