"""What the measuring tools share: scores with intervals, calibration, and the systems measured beside Segue."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline, make_union

RESAMPLES = 1_000


@dataclass(frozen=True)
class Verdict:
    """`truth`: the label. `probability`: what a system says; it decides at 0.5."""

    truth: bool
    probability: float

    @property
    def says(self) -> bool:
        return self.probability >= 0.5


def scores(rows: Iterable[Verdict]) -> tuple[float, float, float]:
    """Precision, recall, F1 = 2 TP / (2 TP + FP + FN); 0 where there is nothing to divide by."""
    hits = misses = false = 0
    for row in rows:
        hits += row.says and row.truth
        misses += not row.says and row.truth
        false += row.says and not row.truth
    found, wanted = hits + false, hits + misses
    return hits / max(1, found), hits / max(1, wanted), 2 * hits / max(1, found + wanted)


def interval(rows: Sequence[Verdict]) -> tuple[float, float]:
    """95 % interval of F1 by bootstrap over rows, with a fixed seed."""
    chance = random.Random(1)
    drawn = sorted(scores(chance.choices(rows, k=len(rows)))[2] for _ in range(RESAMPLES))
    return drawn[int(0.025 * RESAMPLES)], drawn[int(0.975 * RESAMPLES) - 1]


def calibration_error(rows: Sequence[Verdict], bins: int = 10) -> float:
    """Expected calibration error over ten equal bins of probability."""
    total = 0.0
    for b in range(bins):
        part = [row for row in rows if min(int(row.probability * bins), bins - 1) == b]
        if part:
            stated, seen = (sum(v) / len(part) for v in ([r.probability for r in part], [r.truth for r in part]))
            total += abs(stated - seen) * len(part) / len(rows)
    return total


def line(name: str, system: str, rows: Sequence[Verdict], *, calibrated: bool = False) -> str:
    """A row of a table in Markdown."""
    precision, recall, f1 = scores(rows)
    low, high = interval(rows)
    error = f"{calibration_error(rows):.3f}" if calibrated else ""
    wanted = sum(row.truth for row in rows)
    return (
        f"| {name} | {len(rows):,} | {wanted:,} | {system} "
        f"| {precision:.3f} | {recall:.3f} | {f1:.3f} | {low:.2f}–{high:.2f} | {error} |"
    )


HEAD = "| what | rows | of it | system | P | R | F1 | 95 % | ECE |\n|---|--:|--:|---|--:|--:|--:|--:|--:|"


def tfidf() -> Any:
    """The plain baseline: word 1-3 and letter 2-5 grams, TF-IDF, balanced logistic regression."""
    grams = make_union(
        TfidfVectorizer(ngram_range=(1, 3), sublinear_tf=True, strip_accents="unicode"),
        TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True, strip_accents="unicode"),
    )
    return make_pipeline(grams, LogisticRegression(C=10, class_weight="balanced", solver="liblinear"))


def judged_by_tfidf(
    train: Sequence[tuple[str, bool, str]], test: Sequence[tuple[str, bool, str]]
) -> dict[str, list[Verdict]]:
    """(text, truth, fold) -> verdicts of each fold; a fold of the training texts is judged by the others."""
    found: dict[str, list[Verdict]] = {}
    for fold in sorted({row[2] for row in test}):
        learned = [row for row in train if row[2] != fold]
        inside = [row for row in test if row[2] == fold]
        model = tfidf().fit([row[0] for row in learned], [row[1] for row in learned])
        stated = model.predict_proba([row[0] for row in inside])[:, 1]
        found[fold] = [Verdict(row[1], float(p)) for row, p in zip(inside, stated, strict=True)]
    return found


def by_keywords(texts: Iterable[tuple[str, bool]], found: Callable[[str], object]) -> list[Verdict]:
    return [Verdict(truth, 1.0 if found(text) else 0.0) for text, truth in texts]
