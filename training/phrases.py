"""Phrases that were written for Segue: `phrases/<language>/{requests,moods,topics}.yaml`.

    train:
      clear:                        # a label; of moods several may be joined: complaint+dissatisfied
        - I want to talk to a human
        - "cancel my [subscription|policy|phone plan] [please|today]"
    held_back: {clear: [...]}       # measured on, never trained on

A text with choices stands for as many texts as its longest list of choices; the other lists go round. Together they
weigh as much as one to three texts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from math import sqrt
from pathlib import Path

import yaml

FOLDER = Path(__file__).parent / "phrases"
KINDS = ("requests", "moods", "topics", "languages")
PARTS = ("train", "held_back")
_CHOICES = re.compile(r"\[([^\[\]]*)\]")


@dataclass(frozen=True)
class Phrase:
    """`origin`: the written line it comes from, so that its variants are never on both sides of a fold."""

    text: str
    language: str
    kind: str
    labels: frozenset[str]
    weight: float
    origin: str


def read_phrases(part: str = "train", folder: Path = FOLDER) -> list[Phrase]:
    """All phrases of a part, in the order of their files. Raises ValueError naming the file that is wrong."""
    found: dict[tuple[str, str, str], Phrase] = {}
    kept_back = _texts_held_back(folder) if part == "train" else frozenset()
    for path in sorted(folder.glob("*/*.yaml")):
        if path.stem not in KINDS:
            raise ValueError(f"{path}: a file of phrases is called {', '.join(KINDS)}")
        for phrase in _of_file(path, part):
            if (phrase.language, phrase.text.casefold()) not in kept_back:
                found.setdefault((phrase.language, phrase.kind, phrase.text.casefold()), phrase)
    return list(found.values())


def _texts_held_back(folder: Path) -> frozenset[tuple[str, str]]:
    """A text that is held back in one file may have been written into another as well; it is not trained on."""
    return frozenset((phrase.language, phrase.text.casefold()) for phrase in read_phrases("held_back", folder))


def _of_file(path: Path, part: str) -> Iterator[Phrase]:
    content = yaml.safe_load(path.read_text("utf-8")) or {}
    if not isinstance(content, dict) or not set(content) <= set(PARTS):
        raise ValueError(f"{path}: it must be {{train: {{label: [texts]}}, held_back: {{…}}}}")
    for label, lines in (content.get(part) or {}).items():
        labels = frozenset(str(label).split("+")) - {"none"}
        for line in lines or ():
            if not isinstance(line, str):
                raise ValueError(f"{path}: {line!r} under {label} is not text; put it in quotes")
            texts = variants(line)
            for text in texts:
                yield Phrase(text, path.parent.name, path.stem, labels, sqrt(len(texts)) / len(texts), line)


def variants(line: str) -> list[str]:
    """The texts that a line with choices stands for.

    >>> variants("[stop|end] my [plan|order|trial]")
    ['stop my plan', 'end my order', 'end my trial']
    """
    lists = [choices.split("|") for choices in _CHOICES.findall(line)]
    longest = max(map(len, lists), default=1)
    texts = []
    for at in range(longest):
        left = iter(lists)
        text = _CHOICES.sub(lambda _, at=at, left=left: _turn(next(left), at), line)  # type: ignore[misc]
        texts.append(" ".join(text.split()))
    return list(dict.fromkeys(texts))


def _turn(choices: list[str], at: int) -> str:
    """The next choice; each time round it starts one further, so that lists of the same length do not stay in step."""
    return choices[(at + at // len(choices)) % len(choices)]
