"""Text taken apart into sentences and words, and shortened."""

from __future__ import annotations

import re
from unicodedata import combining

SENTENCE_END = re.compile(
    r"(?<=[.!?…])(?!(?<=\d\.)\s+(?i:januar|jänner|februar|märz|april|mai|juni|juli|august|september|oktober|november"
    r"|dezember)\b)(?!(?<=\.\d\d\.)\s+[a-zäöü])\s+|\n+",
)
"""Not within a date: "am 20. Dezember", "am 12.10. gestohlen"."""
WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
EMPTY_WORDS = frozenset(
    WORD.findall(
        """a an and are as at be but by can could do does for from had has have hello hey hi how i i'm i'd i've if in is
        it it's just me my no not of ok okay on or our please so sure than thank thanks that the their them then there
        they this to up us was we were what when where which who will with would yes you your"""
    )
)


def word_set(words: str) -> frozenset[str]:
    """Words of a list that is written as running text."""
    return frozenset(words.split())


def shorten(text: str, limit: int) -> str:
    """`text` on one line, at most `limit` characters, cut after a word and marked with an ellipsis."""
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    cut = line[: limit - 1]
    space = cut.rfind(" ")
    return (cut[:space] if space > limit // 2 else cut).rstrip(" ,;:.-") + "…"


def sentences(text: str) -> list[str]:
    return [part for part in (" ".join(piece.split()) for piece in SENTENCE_END.split(text)) if part]


def content_words(text: str) -> list[str]:
    return [word for word in (match.group().lower() for match in WORD.finditer(text)) if word not in EMPTY_WORDS]


_JOINS = "\u200d\ufe0f"
"""Zero width joiner and the selector of a picture: what follows or precedes belongs to one sign."""


def in_parts(text: str, most: int) -> list[str]:
    """`text` in parts of at most `most` characters that put together are the same again; [] for none.

    Cut at the end of a paragraph, line, sentence or word, where there is one in the second half; never within one sign.
    """
    found = []
    while len(text) > most:
        cut = _cut(text, most)
        found.append(text[:cut])
        text = text[cut:]
    return [*found, text] if text else found


def _cut(text: str, most: int) -> int:
    for end in ("\n\n", "\n", ". ", " "):
        at = text.rfind(end, most // 2, most)
        if at >= 0:
            return min(most, at + len(end))
    cut = most
    while cut > most // 2 and (combining(text[cut]) or text[cut] in _JOINS or text[cut - 1] == _JOINS[0]):
        cut -= 1
    return cut
