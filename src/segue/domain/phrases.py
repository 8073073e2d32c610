"""Exact words in a message: whole words, whatever their case, accents, apostrophes, hyphens and invisible characters.

"e-mail" is found in "E‑Mail", "email" and "e mail"; "cancel" is not found in "cancellation". In scripts that are
written without spaces (Chinese, Japanese, Thai …) there are no words to be whole, and a phrase is found wherever it
stands. A phrase does not reach over the end of a sentence. Finding costs time in the length of the message and the
number of phrases; no phrase makes it worse than that.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from segue.domain.signals.own_words import own_parts
from segue.domain.signals.words import LOOKS_LATIN

_ONE_TURN = 32
"""Texts kept as read: each trigger looks for its phrases in the same message."""

_KEPT_CHARACTERS = 20_000

_APOSTROPHES = frozenset("'’‘ʼ`´′＇")
_HYPHENS = frozenset("-‐‑‒–—−﹣－_")
_ENDS = frozenset(".!?;…。！？；؟۔।")
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")

_HYPHEN, _APOSTROPHE, _GAP, _END = "-", "'", " ", "."
_EDGE = "[-' .]"
_WORD = re.compile("[^-' .]+")
_LATIN = re.compile("[a-z]")
_START = rf"(?:^|(?<={_EDGE}))"
_STOP = rf"(?={_EDGE}|$)(?!'t(?:{_EDGE}|$))"  # "can" does not stand in "can't"


@dataclass(frozen=True, slots=True)
class Found:
    """`start`, `end`: where `words` stand in the message."""

    words: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Read:
    """A text as letters, each word after one of the four signs, and where each character stands in the message."""

    letters: str
    places: tuple[int, ...]


class Phrases:
    """Built once per trigger. Raises ValueError for a phrase without a letter or digit."""

    def __init__(self, phrases: Iterable[str]) -> None:
        patterns = [_pattern(phrase) for phrase in phrases]
        self._pattern = re.compile(f"{_START}(?:{'|'.join(patterns)}){_STOP}") if patterns else None

    def first_in(self, message: str) -> Found | None:
        """The first place of any of them in the customer's own words."""
        if self._pattern is None:
            return None
        for offset, part in own_parts(message):
            read = _read(part)
            if hit := self._pattern.search(read.letters):
                start, end = read.places[hit.start()], read.places[hit.end() - 1] + 1
                while unicodedata.combining(part[end : end + 1] or " "):
                    end += 1
                return Found(part[start:end], offset + start, offset + end)
        return None


def is_phrase(text: str) -> bool:
    """Whether there is a letter or digit in it to look for."""
    return bool(_read(text).letters.strip("-' ."))


def _pattern(phrase: str) -> str:
    letters = _read(phrase).letters.strip("-' .")
    if not letters:
        raise ValueError(f"a phrase needs a letter or digit: {phrase!r}")
    return "".join(_steps(letters))


def _steps(letters: str) -> Iterator[str]:
    """Hyphens and apostrophes may be there or not; a gap must be met by a gap or one of these.

    Between digits nothing may come or go: 3.5 is not 35.
    """
    for before, letter, after in zip(f" {letters}", letters, f"{letters[1:]} ", strict=False):
        numeric = before.isdigit() and after.isdigit()
        if letter in {_HYPHEN, _APOSTROPHE}:
            yield "[-' ]" if numeric else "[-' ]?"
        elif letter == _GAP:
            yield "[-' ]"
        elif letter == _END:
            yield r"[-' .]"
        else:
            joined = before not in {_HYPHEN, _APOSTROPHE, _GAP, _END} and not (before.isdigit() and letter.isdigit())
            yield ("[-']?" if joined else "") + re.escape(letter)


@lru_cache(maxsize=_ONE_TURN)
def _read(text: str) -> _Read:
    letters: list[str] = []
    places: list[int] = []
    joint, joint_at, was_unspaced = "", 0, False
    for place, character in enumerate(text):
        plain = _plain(character)
        if not plain:
            continue
        if plain[0] in {_HYPHEN, _APOSTROPHE, _GAP, _END}:
            if joint not in {_GAP, _END} or plain == _END:
                joint, joint_at = (plain, place) if not joint else (_stronger(joint, plain), joint_at)
            continue
        unspaced = bool(_UNSPACED.match(character))
        if not joint and letters and (unspaced or was_unspaced):
            joint, joint_at = _HYPHEN, place
        if joint == _END and joint_at == place - 1 and text[joint_at] == ".":
            joint = _HYPHEN  # "example.com", "e.g."
        if joint and letters:
            letters.append(joint)
            places.append(joint_at)
        joint, was_unspaced = "", unspaced
        letters.extend(plain)
        places.extend([place] * len(plain))
    return _Read(_WORD.sub(_as_latin, "".join(letters)), tuple(places))


def _as_latin(word: re.Match[str]) -> str:
    """Letters that only look Latin, in a word with Latin letters."""
    mixed = not word[0].isascii() and _LATIN.search(word[0])
    return word[0].translate(LOOKS_LATIN) if mixed else word[0]


def _stronger(joint: str, other: str) -> str:
    """Of two signs next to each other: the end of a sentence, else a gap."""
    return _END if _END in {joint, other} else _GAP


@lru_cache(maxsize=_KEPT_CHARACTERS)
def _plain(character: str) -> str:
    """Its letters without case and accents, or one of the four signs; "" for what cannot be seen."""
    if character in _APOSTROPHES:
        return _APOSTROPHE
    if character in _HYPHENS:
        return _HYPHEN
    if character in _ENDS:
        return _END
    apart = unicodedata.normalize("NFKD", character).casefold()
    letters = "".join(
        c for c in apart if not unicodedata.combining(c) and (c.isalnum() or unicodedata.category(c) in {"Mn", "Mc"})
    )
    if letters:
        return letters
    hidden = unicodedata.category(character) in {"Cf", "Mn", "Me"}
    return "" if hidden else _GAP
