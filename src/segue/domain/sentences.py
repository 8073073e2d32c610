"""Text taken apart into sentences and words, and shortened."""

from __future__ import annotations

import re

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
