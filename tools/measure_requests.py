#!/usr/bin/env python3
"""Measure how well requests for a human are recognised, beside a keyword list and TF-IDF on the same rows.

    python3 dev.py run python tools/measure_requests.py $SEGUE_DATA [EMBEDDINGS]

EMBEDDINGS is a folder as SEGUE_NLP_MODEL names it; with it the models are measured with embeddings.

Rows that training may read are judged by a model that has not seen their source (their fold); all others, and the
phrases that are held back, by the shipped model. Writes nothing.
"""

from __future__ import annotations

import json
import os
import re
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tools.measuring import HEAD, Verdict, by_keywords, judged_by_tfidf, line
from training.fit import fold_of
from training.heads import english, vectors_of
from training.phrases import read_phrases
from training.rows import ASKS, LANGUAGES, Example, of_requests
from training.train import examples_of, in_memory

from segue.domain.signals.linear import LinearModels
from segue.domain.signals.memory import SignalMemory
from segue.domain.signals.observe import Observer
from segue.trained import NLP_MODEL, load
from segue.trained.embeddings import OnnxEmbedder

KEYWORDS = re.compile(
    r"\b(?:agents?|humans?|persons?|representatives?|operators?|managers?|someone|somebody|speak|talk)\b", re.IGNORECASE
)
"""What a keyword list would look for."""

REAL_USERS = {"hint3", "twitter-airlines", "complaints19"}
NOT_TRAINED_ON = ""


@dataclass(frozen=True)
class Row:
    """`fold`: "" when the row was not trained on."""

    text: str
    source: str
    language: str
    kind: str
    fold: str
    verdict: Verdict
    asks_if_bot: bool
    took_ms: float

    @property
    def truth(self) -> bool:
        return self.verdict.truth


@lru_cache(maxsize=128)
def observer(language: str, models: LinearModels) -> Observer:
    return Observer((language,), {}, models)


def judged(text: str, source: str, language: str, kind: str, truth: bool, fold: str, models: LinearModels) -> Row:
    start = time.perf_counter()
    seen, _ = observer(language, models).customer(text, SignalMemory())
    took = (time.perf_counter() - start) * 1_000
    return Row(text, source, language, kind, fold, Verdict(truth, seen.request), seen.asks_if_bot, took)


def of_data(data: Path, embedder: OnnxEmbedder | None) -> list[Row]:
    items = [json.loads(each) for each in (data / "detection" / "t1_request.jsonl").read_text("utf-8").splitlines()]
    examples = [example for example in examples_of(data) if "request" in example.labels]
    vectors = vectors_of(english(examples), embedder) if embedder else None
    models = {NOT_TRAINED_ON: load()}
    rows = []
    for item in items:
        fold = fold_of(next(of_requests([item]))) if item["trainable"] else NOT_TRAINED_ON
        if fold not in models:
            learned = [each for each in examples if fold_of(each) != fold]
            models[fold] = in_memory(learned, ("request",), embedder, vectors)
        labels = item["labels"]
        text = item["turns"][-1]["text"]
        truth = labels["request"] == 1
        rows.append(judged(text, item["source"], item["language"], labels["kind"], truth, fold, models[fold]))
    return rows


def of_phrases() -> list[Row]:
    held = [phrase for phrase in read_phrases("held_back") if phrase.kind == "requests"]
    return [
        judged(p.text, "phrases", p.language, "+".join(p.labels), bool(p.labels & ASKS), NOT_TRAINED_ON, load())
        for p in held
    ]


def slices(rows: Sequence[Row]) -> dict[str, list[Row]]:
    english = [row for row in rows if row.language == "en"]
    plain = [row for row in english if row.source != "bitext"]
    found = {
        "English, all without bitext": plain,
        "English, real users": [row for row in plain if row.source in REAL_USERS],
        "English, rows nobody read": [row for row in plain if row.fold == NOT_TRAINED_ON],
    }
    found |= {
        source: [row for row in english if row.source == source] for source in sorted({r.source for r in english})
    }
    found |= {f"ms-lu {code}": [row for row in rows if row.language == code] for code in ("de", "fr")}
    return {name: part for name, part in found.items() if any(row.truth for row in part)}


def quality(rows: Sequence[Row], examples: Sequence[Example]) -> None:
    train = [(each.text, each.labels["request"], fold_of(each)) for each in examples]
    baseline = {id(row): v for row, v in zip(rows, _tfidf(train, rows), strict=True)}
    print(f"\n## Public rows\n\n{HEAD}")
    for name, part in slices(rows).items():
        print(line(name, "Segue", [row.verdict for row in part], calibrated=True))
        print(line("", "keywords", by_keywords([(row.text, row.truth) for row in part], KEYWORDS.search)))
        print(line("", "TF-IDF", [baseline[id(row)] for row in part]))


def _tfidf(train: list[tuple[str, bool, str]], rows: Sequence[Row]) -> list[Verdict]:
    found = judged_by_tfidf(train, [(row.text, row.truth, row.fold) for row in rows])
    streams = {fold: iter(verdicts) for fold, verdicts in found.items()}
    return [next(streams[row.fold]) for row in rows]


def held_back(rows: Sequence[Row]) -> None:
    print(f"\n## Phrases held back\n\n{HEAD}")
    for code in LANGUAGES:
        part = [row for row in rows if row.language == code]
        if part:
            print(line(code, "Segue", [row.verdict for row in part], calibrated=True))


def false_alarms(public: Sequence[Row], held: Sequence[Row]) -> None:
    print("\n## False alarms\n\n| message | rows | Segue | keywords |\n|---|--:|--:|--:|")
    english = [row for row in public if row.language == "en" and not row.truth]
    for name, rows in (("public, English", english), ("held back, all languages", [r for r in held if not r.truth])):
        for kind in sorted({row.kind for row in rows}):
            part = [row for row in rows if row.kind == kind]
            share = sum(row.verdict.says for row in part) / len(part)
            words = sum(bool(KEYWORDS.search(row.text)) for row in part) / len(part)
            print(f"| {name}: {kind} | {len(part):,} | {share:.1%} | {words:.1%} |")


def main() -> int:
    data = Path(sys.argv[1]) if len(sys.argv) in {2, 3} else None
    if data is None or not (data / "detection" / "t1_request.jsonl").is_file():
        print(__doc__)
        return 2
    embedder = None
    if len(sys.argv) == 3:
        os.environ[NLP_MODEL] = sys.argv[2]
        embedder = OnnxEmbedder(Path(sys.argv[2]))
    rows, held = of_data(data, embedder), of_phrases()
    examples: list[Any] = [
        each for each in examples_of(data) if "request" in each.labels and each.labels["language.en"]
    ]
    quality(rows, examples)
    held_back(held)
    false_alarms(rows, held)
    took = sorted(row.took_ms for row in rows)
    print(f"\none message: median {took[len(took) // 2]:.2f} ms, 95 % within {took[int(0.95 * len(took))]:.2f} ms")
    return 0


if __name__ == "__main__":
    sys.exit(main())
