"""What the linear models read of a message: its words, runs of words, runs of letters inside words, and word classes.

Accents and case do not count, every number is the same number. A gram is known by its CRC-32, which is the same on
every machine. Each kind is scaled by the square root of how many there are, so that a long message weighs no more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple
from zlib import crc32

from segue.domain.signals.concepts import classes_of
from segue.domain.signals.own_words import own_parts
from segue.domain.signals.words import tokens

LONGEST_WORD = 24
"""Letters of a word that are read."""

LONGEST_RUN, SHORTEST_LETTERS, LONGEST_LETTERS = 3, 2, 5
SHORTEST_CLAUSE, MOST_CLAUSES = 3, 12
"""Words of a clause that is read alone, and clauses of a message that are: a list of things is no list of clauses."""

MOST_CLASSED = 12
"""Words with a class that are paired with each other, in one sentence."""

_END = frozenset(".!?;\n\r…。！？；")
_BREAK = frozenset(",:–—()，")
_JOINING = frozenset(
    re.findall(
        r"\w+",
        """
        and but because  und aber weil denn sowie  et mais puis donc parce  y pero porque ademas
        e perche inoltre  mas alem  en maar omdat""",
    )
)
"""Words between clauses, in all languages; none that is common inside a clause of another ("want", "car", "ma")."""


class Gram(NamedTuple):
    """`key`: CRC-32. `start`, `end`: where its words stand in the message."""

    key: int
    start: int
    end: int


Word = tuple[str, int, int]
"""Plain, with where it stands."""


@lru_cache(maxsize=32)  # several signals of one turn read the same message
def lines_of(text: str) -> tuple[tuple[Word, ...], ...]:
    """The words of each sentence."""
    found: list[tuple[Word, ...]] = []
    line: list[Word] = []
    for offset, part in own_parts(text):
        for token in tokens(part, offset):
            if token.word[:1].isalnum():
                line.append((_read(token.word), token.start, token.end))
            elif token.word[:1] in _END and line:
                found.append(tuple(line))
                line = []
        if line:
            found.append(tuple(line))
            line = []
    return tuple(found)


@lru_cache(maxsize=32)
def clauses_of(text: str) -> tuple[tuple[Word, ...], ...]:
    """The words of each clause, of those messages that have several. A clause too short goes with the one before it."""
    found: list[tuple[Word, ...]] = []
    for line in lines_of(text):
        begins = 0
        for at in range(1, len(line)):
            broken = line[at][0] in _JOINING or not _BREAK.isdisjoint(text[line[at - 1][2] : line[at][1]])
            if broken and min(at - begins, len(line) - at) >= SHORTEST_CLAUSE:
                found.append(line[begins:at])
                begins = at
        found.append(line[begins:])
    return tuple(found[:MOST_CLAUSES]) if len(found) > len(lines_of(text)) else ()


def _read(word: str) -> str:
    return word[:LONGEST_WORD] if word.isalpha() else "0" if any(c.isdigit() for c in word) else word[:LONGEST_WORD]


def runs_of(line: tuple[Word, ...]) -> Iterator[Gram]:
    """One to three words in a row; the ends of the sentence stand beside the first and the last."""
    first, last = line[0][1], line[-1][2]
    marked = (("^", first, first), *line, ("$", last, last))
    for size in range(1, LONGEST_RUN + 1):
        for at in range(len(marked) - size + 1):
            words = marked[at : at + size]
            if size > 1 or 0 < at < len(marked) - 1:
                yield Gram(crc32(("w:" + " ".join(word[0] for word in words)).encode()), words[0][1], words[-1][2])


def pairs_of(line: tuple[Word, ...]) -> Iterator[Gram]:
    """The classes of the words, and each two of them in their order."""
    classed = [(name, start, end) for word, start, end in line for name in classes_of(word)][:MOST_CLASSED]
    for at, (name, start, end) in enumerate(classed):
        yield Gram(crc32(f"k:{name}".encode()), start, end)
        for other, _, other_end in classed[at + 1 :]:
            if other != name:
                yield Gram(crc32(f"k:{name} {other}".encode()), start, other_end)


@lru_cache(maxsize=8_192)
def letters_of(word: str) -> tuple[int, ...]:
    """Keys of the runs of two to five letters of a word, its two ends among the letters."""
    padded = f"<{word}>"
    return tuple(
        crc32(("c:" + padded[at : at + size]).encode("utf-8", "replace"))
        for size in range(SHORTEST_LETTERS, LONGEST_LETTERS + 1)
        for at in range(len(padded) - size + 1)
    )
