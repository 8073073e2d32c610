"""The shape of a language's rules, and the notation they are written in. One file a language; `requests` reads them.

A rule runs over a sentence: lower-case words, each followed by one blank; commas are words of their own. It is written:

    talk|speak        one of these words, no blank around the bar; `_` joins those of a phrase: get_in_touch
    <staff>           a part with that name
    ( a b / c )       one of these
    x?  x?3           x or nothing; nothing, or x up to three times (x: word, part, bracket)
    &x  !x            x follows, but is not part of the match; x does not follow
    -<others>         none of the words of that part stands just before
    ^  $  ,  .        begin and end of the sentence; a comma; any word

Repetition is bounded, so reading takes time in proportion to the length of a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from segue.domain.signals.words import Spelling


@dataclass(frozen=True, slots=True)
class Rule:
    """`probability`: that a sentence it matches asks for a person."""

    name: str
    pattern: re.Pattern[str]
    probability: float = 0.0


@dataclass(frozen=True, slots=True)
class Grammar:
    """Rules in the order in which they are tried. Within a sentence a clear request counts more than a refusal."""

    language: str
    spelling: Spelling
    anchor: re.Pattern[str]  # a sentence without it is read no further
    other_meanings: tuple[Rule, ...]
    about_the_bot: tuple[Rule, ...]
    declines: tuple[Rule, ...]
    clear: tuple[Rule, ...]
    unclear: tuple[Rule, ...]
    base_rate: float  # probability of a request when no rule matches


_ITEM = re.compile(r"[&!]?\(|[)^$,.](?:\?\d?)?|/|[&!-]?(?:<[a-z_]+>|[a-z0-9_|]+)(?:\?\d?)?|\S")
_SHAPE = re.compile(r"(?P<mark>[&!-]?)(?P<body><[a-z_]+>|[a-z0-9_|]+|[,.])(?P<often>\?\d?)?")
_BRACKETS = {"(": "(?:(?:", "&(": "(?=(?:", "!(": "(?!(?:", "/": "|", "^": "^", "$": "$"}

_MARKS = {",": "(?:, )", ".": "(?:[^ ,]+ )"}


class Notation:
    """Turns the notation into regular expressions.

    words: part -> words, with blanks between. phrases: part -> a text in the notation, of words and other parts.
    Raises ValueError naming what cannot be read; rules are part of the program, so this happens at import.
    """

    def __init__(self, words: Mapping[str, str], phrases: Mapping[str, str]) -> None:
        self._words = words
        self._phrases = phrases
        self._built: dict[str, str] = {}

    def rules(self, probability: float, patterns: Mapping[str, str]) -> tuple[Rule, ...]:
        return tuple(Rule(name, self.pattern(text), probability) for name, text in patterns.items())

    def pattern(self, text: str) -> re.Pattern[str]:
        return re.compile(r"(?:^|(?<= ))(?:" + self._regex(text) + ")")

    def _regex(self, text: str) -> str:
        return "".join(self._piece(item) for item in _ITEM.findall(text))

    def _piece(self, item: str) -> str:
        if item in _BRACKETS:
            return _BRACKETS[item]
        if item.startswith(")"):
            return "))" + _often(item[1:])
        shape = _SHAPE.fullmatch(item)
        if shape is None:
            raise ValueError(f"{item!r} does not belong in a rule")
        if shape["mark"] == "-":
            return "".join(rf"(?<!\b{word.replace('_', ' ')} )" for word in self._words[shape["body"][1:-1]].split())
        once = self._once(shape["body"])
        if shape["mark"]:
            return f"(?{'=' if shape['mark'] == '&' else '!'}{once})"
        return once + _often(shape["often"] or "")

    def _once(self, body: str) -> str:
        if body in _MARKS:
            return _MARKS[body]
        if not body.startswith("<"):
            words = body.split("|")
            if not all(words):
                raise ValueError(
                    f"{body!r} has a `|` without a word on either side; between parts and brackets write `/`"
                )
            return _one_of(words)
        name = body[1:-1]
        if name in self._words:
            return _one_of(self._words[name].split())
        if name not in self._phrases:
            raise ValueError(f"there is no part <{name}>")
        if name not in self._built:
            self._built[name] = f"(?:{self._regex(self._phrases[name])})"
        return self._built[name]


def _one_of(words: Iterable[str]) -> str:
    longest_first = sorted({word.replace("_", " ") for word in words}, key=lambda word: (-len(word), word))
    return f"(?:(?:{'|'.join(longest_first)}) )"


def _often(mark: str) -> str:
    return f"{{0,{mark[1:] or 1}}}" if mark else ""
