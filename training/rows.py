"""Texts with labels: phrases of our own, and those public rows whose licence lets a model trained on them ship."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from segue.domain.signals.concepts import classes_of
from segue.domain.signals.grams import lines_of
from segue.domain.signals.topics import BUILT_IN
from training.phrases import Phrase

LANGUAGES = ("en", "de", "fr", "es", "it", "pt", "nl")
MOODS = ("dissatisfied", "complaint", "distress", "urgent")
COLUMNS = ("request", *BUILT_IN, *MOODS, *(f"language.{code}" for code in (*LANGUAGES, "other")))

ASKS = frozenset({"clear", "unclear"})
WEIGHTS: Mapping[str, float] = {"bitext": 0.2, "phrases": 3.0}
"""Source -> weight of a row; 1 for others. Bitext is written from templates and must not dominate; a phrase stands for
a whole kind of message."""

OF_IT: Mapping[str, float] = {"request": 2.0, "legal": 2.0, "compliance": 2.0, "contract": 2.0}
"""Column -> how much more a text weighs that is of it. Rare ones would be learned too timidly."""


@dataclass(frozen=True)
class Example:
    """`labels`: column -> whether it is; a column that is absent is not learned from this text.

    `group`: never on both sides of a fold.
    """

    text: str
    source: str
    group: str
    labels: Mapping[str, bool]
    weight: float = 1.0


def of_phrases(phrases: list[Phrase]) -> Iterator[Example]:
    for phrase in phrases:
        labels = {**_of_kind(phrase), **language_labels(phrase.language)}
        yield Example(
            phrase.text, f"phrases/{phrase.language}", phrase.origin, labels, phrase.weight * WEIGHTS["phrases"]
        )


def _of_kind(phrase: Phrase) -> dict[str, bool]:
    """A phrase is a counter-example for what it was not written for, unless one of its words hints at that."""
    hints = {name for line in lines_of(phrase.text) for word, _, _ in line for name in classes_of(word)}
    labels = {} if "person" in hints else {"request": False}
    none = {} if hints - {"person", "not", "asks_how"} else _NO_TOPIC
    if phrase.kind == "requests":
        return none | {"request": bool(phrase.labels & ASKS)}
    if phrase.kind == "topics":
        return labels | {topic: topic in phrase.labels for topic in BUILT_IN}
    if phrase.kind == "moods":
        return labels | none | {mood: mood in phrase.labels for mood in MOODS}
    return {}


_NO_TOPIC = dict.fromkeys(BUILT_IN, False)


def language_labels(code: str) -> dict[str, bool]:
    known = code if code in LANGUAGES else "other"
    return {f"language.{each}": each == known for each in (*LANGUAGES, "other")}


def trainable(path: Path) -> list[dict[str, Any]]:
    """The rows of a file that may be trained on; the others are not even kept."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    return [row for row in rows if row["trainable"] is True]


def of_requests(rows: list[dict[str, Any]]) -> Iterator[Example]:
    for row in rows:
        text, source = row["turns"][-1]["text"], row["source"]
        labels = {"request": row["labels"]["request"] == 1, **language_labels(row["language"])}
        yield Example(text, source, row["id"], labels, WEIGHTS.get(source, 1.0))


def of_topics(rows: list[dict[str, Any]]) -> Iterator[Example]:
    """A topic that a source has no example of was not looked for there; its rows tell nothing about it."""
    counts: dict[tuple[str, str], int] = {}
    for row in rows:
        for topic in row["labels"]["topics"]:
            counts[row["source"], topic] = counts.get((row["source"], topic), 0) + 1
    for row in rows:
        text, source = row["turns"][-1]["text"], row["source"]
        named = set(row["labels"]["topics"])
        labels = {topic: topic in named for topic in BUILT_IN if counts.get((source, topic))}
        labels |= {topic: False for topic in ("legal", "compliance", "contract") if topic not in labels}
        yield Example(text, source, row["id"], labels, WEIGHTS.get(source, 1.0))
