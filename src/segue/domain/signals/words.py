"""Text as words with their places, and misspelt words as the words they are one slip away from."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from segue.domain.signals.own_words import own_parts

_ONE_TURN = 32
"""Texts kept as read: several signals of one turn read the same message."""

_VOCABULARY = 20_000
"""Words kept as read: people share most of theirs."""

_LONGEST_KEPT = 24

_UNSEEN = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff"
"""Characters without a glyph: soft hyphens, joiners, marks of direction. People paste them, and some hide words so."""

_LETTER = rf"[^\W_][{_UNSEEN}\u0300-\u036f]*"
_TOKEN = re.compile(rf"(?:{_LETTER})+(?:['’ʼ`´](?:{_LETTER})+)*|[,:()\"“”]|[.!?;\n\r…。！？；]+| [-–—]+ ")
_END = frozenset(".!?;\n\r…。！？；")
_APOSTROPHES = str.maketrans("", "", "'’ʼ`´")
_NOT_SEEN = re.compile(f"[{_UNSEEN}]")
_LATIN = re.compile("[a-z]")
LOOKS_LATIN = str.maketrans(
    "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0458\u0455\u0501\u051b\u051d\u04bb\u043a\u043c\u0442\u043d"
    "\u03bf\u03b1\u03b5\u03c1\u03c5\u03bd\u03b9\u03ba\u03c7\u03c4\u0578\u057d\u0570\u0566\u0261\u0269",
    "aeopcyxijsdqwhkmthoaepuvikxtnuhqgi",
)
"""Cyrillic, Greek and Armenian letters that look like Latin ones; in a word with Latin letters they are meant so."""
_STRETCHED = re.compile(r"(.)\1{2,}")


class Token(NamedTuple):
    """`word`: lower case, without accents and apostrophes. `start`, `end`: where it stands in the message."""

    word: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """`text`: the words, each followed by one blank; commas stand as words.

    `places[i]` is (offset in `text`, start, end in the message) of each word.
    """

    text: str
    places: tuple[tuple[int, int, int], ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The part of the message that `text[start:end]` came from."""
        inside = [place for place in self.places if start <= place[0] < end]
        return (inside[0][1], inside[-1][2]) if inside else (0, 0)


@lru_cache(maxsize=_ONE_TURN)
def tokens(text: str, offset: int = 0) -> tuple[Token, ...]:
    return tuple(
        Token(plain(found[0]), offset + found.start(), offset + found.end()) for found in _TOKEN.finditer(text)
    )


def plain(word: str) -> str:
    """Lower case, without accents, apostrophes, unseen characters and letters that only look Latin.

    A letter that is held down ("pleeease") counts twice at most.
    """
    return _plain_kept(word) if len(word) <= _LONGEST_KEPT else _plain(word)


def _plain(word: str) -> str:
    if word.isascii():
        word = word.lower()
    else:
        parts_of = unicodedata.normalize("NFKD", _NOT_SEEN.sub("", word)).casefold()
        word = "".join(c for c in parts_of if not unicodedata.combining(c))
        if not word.isascii() and _LATIN.search(word):
            word = word.translate(LOOKS_LATIN)
    return _STRETCHED.sub(r"\1\1", word.translate(_APOSTROPHES))


_plain_kept = lru_cache(maxsize=_VOCABULARY)(_plain)


@lru_cache(maxsize=_ONE_TURN)
def sentences(text: str, spelling: Spelling) -> tuple[Sentence, ...]:
    """The sentences of a message, spelt as the grammar's rules expect it. Empty ones are left out."""
    found: list[Sentence] = []
    for offset, part in own_parts(text):
        words: list[tuple[str, int, int]] = []
        for token in tokens(part, offset):
            if not token.word.strip("-–— ") or token.word[0] in _END:
                _close(words, found)
            elif not token.word[0].isalnum():
                words.append((",", token.start, token.end))
            else:
                words.extend((word, token.start, token.end) for word in spelling.read(token.word))
        _close(words, found)
    return tuple(found)


def _close(words: list[tuple[str, int, int]], found: list[Sentence]) -> None:
    if words:
        text, places = [], []
        length = 0
        for word, start, end in words:
            places.append((length, start, end))
            text.append(word + " ")
            length += len(word) + 1
        found.append(Sentence("".join(text), tuple(places)))
        words.clear()


class Spelling:
    """How a language's words are written in chats.

    expand:     a word -> what it stands for, one or several words: "wanna" -> "want to".
    keywords:   words that are recognised one slip away (a letter missing, added, changed, or two swapped).
    lookalikes: real words that are one slip away from a keyword and mean something else: "contract".
    """

    def __init__(self, expand: Mapping[str, str], keywords: Iterable[str], lookalikes: Iterable[str]) -> None:
        self._expand = {word: tuple(meant.split()) for word, meant in expand.items()}
        self._known = frozenset(keywords)
        self._lookalikes = frozenset(lookalikes)
        self._index: dict[str, list[str]] = {}
        for word in sorted(self._known):
            for form in {word, *_shorter(word)}:
                self._index.setdefault(form, []).append(word)
        self._kept = lru_cache(maxsize=_VOCABULARY)(self._read)

    def read(self, word: str) -> tuple[str, ...]:
        """The words it stands for; itself when it is none that we know."""
        return self._kept(word) if len(word) <= _LONGEST_KEPT else (word,)

    def _read(self, word: str) -> tuple[str, ...]:
        if word in self._expand:
            return self._expand[word]
        if word in self._known or not 4 <= len(word) <= 16 or word in self._lookalikes:
            return (word,)
        nearest = self._nearest(word)
        return self._expand.get(nearest, (nearest,))

    def _nearest(self, word: str) -> str:
        for form in (word, *_shorter(word)):
            for known in self._index.get(form, ()):
                if one_slip(word, known):
                    return known
        return word


def _shorter(word: str) -> list[str]:
    return [word[:i] + word[i + 1 :] for i in range(len(word))]


def one_slip(word: str, known: str) -> bool:
    """One letter missing, added or changed, or two neighbours swapped.

    In words of four letters only a swap and a doubled letter count, for nearly every other change makes another word.
    """
    if abs(len(word) - len(known)) > 1 or word == known:
        return False
    start = 0
    while start < min(len(word), len(known)) and word[start] == known[start]:
        start += 1
    swapped = (
        len(word) == len(known)
        and start + 1 < len(known)
        and word[start] == known[start + 1]
        and word[start + 1] == known[start]
        and word[start + 2 :] == known[start + 2 :]
    )
    if swapped:
        return True
    if len(word) == len(known) + 1:
        doubled = start > 0 and word[start] == word[start - 1]
        return word[start + 1 :] == known[start:] and (doubled or len(known) > 4)
    if len(known) <= 4:
        return False
    if len(word) == len(known):
        return word[start + 1 :] == known[start + 1 :]
    return word[start:] == known[start + 1 :]
