"""Small linear models over the n-grams of a message, as trained arrays. Standard library only; see `segue.trained`.

All columns share one reading of the message (`grams`). A column's log-odds are its bias and the weights of the grams;
those of a kind (runs of words, runs of letters, word classes) are added and divided by the square root of their number.
Training puts calibration (Platt 1999) into bias and scale, so the log-odds are those of a calibrated probability.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from math import sqrt

from segue.domain.signals.evidence import Contribution
from segue.domain.signals.grams import letters_of, lines_of, pairs_of, runs_of

Sums = tuple[int, ...]
"""One whole number a column: a sum of weights before they are scaled."""


@dataclass(frozen=True, slots=True, eq=False)
class LinearModels:
    """Trained models that all read the same n-grams. One without columns says nothing.

    version: identifies the weights; every decision names it. columns: names of what is scored.
    biases, scales: one a column. rows: key of a gram -> where its weights begin; weights: signed bytes, one a column.
    """

    version: str = ""
    columns: tuple[str, ...] = ()
    biases: tuple[float, ...] = ()
    scales: tuple[float, ...] = ()
    rows: Mapping[int, int] = field(default_factory=dict)
    weights: memoryview = field(default=memoryview(b"").cast("b"))

    def scores(self, text: str) -> Mapping[str, float]:
        """Column -> log-odds. {} when there are no weights."""
        return _scores(self, text) if self.columns else {}

    def because(self, text: str, column: str, most: int = 3) -> tuple[Contribution, ...]:
        """The words that spoke most for or against a column, strongest first, none of them inside another."""
        if column not in self.columns or not text:
            return ()
        at = self.columns.index(column)
        found = sorted(_spoken(self, text, at), key=lambda each: -abs(each[0]))
        chosen: list[tuple[float, int, int]] = []
        for weight, start, end in found:
            if len(chosen) < most and abs(weight) >= 0.05 and all(end <= s or e <= start for _, s, e in chosen):
                chosen.append((weight, start, end))
        return tuple(Contribution(column, "model", round(weight, 3), text[s:e]) for weight, s, e in chosen)


@lru_cache(maxsize=64)  # several signals of one turn ask for the same message
def _scores(models: LinearModels, text: str) -> Mapping[str, float]:
    width = len(models.columns)
    runs, pairs, letters = ([0] * width for _ in range(3))
    counts = [0, 0, 0]
    for line in lines_of(text):
        for kind, total, grams in ((0, runs, runs_of(line)), (2, pairs, pairs_of(line))):
            for gram in grams:
                counts[kind] += 1
                begin = models.rows.get(gram.key)
                if begin is not None:
                    for column, weight in enumerate(models.weights[begin : begin + width]):
                        total[column] += weight
        for word, _, _ in line:
            counts[1] += len(letters_of(word))
            for column, weight in enumerate(_of_word(models, word)):
                letters[column] += weight
    by_runs, by_letters, by_pairs = (1 / sqrt(count or 1) for count in counts)
    return {
        name: models.biases[at]
        + models.scales[at] * (runs[at] * by_runs + letters[at] * by_letters + pairs[at] * by_pairs)
        for at, name in enumerate(models.columns)
    }


@lru_cache(maxsize=8_192)
def _of_word(models: LinearModels, word: str) -> Sums:
    total = [0] * len(models.columns)
    for key in letters_of(word):
        begin = models.rows.get(key)
        if begin is not None:
            for column, weight in enumerate(models.weights[begin : begin + len(total)]):
                total[column] += weight
    return tuple(total)


def _spoken(models: LinearModels, text: str, column: int) -> Iterator[tuple[float, int, int]]:
    """(log-odds, start, end) of each run of words, and of each word by its letters."""
    lines = lines_of(text)
    runs = sum(1 for line in lines for _ in runs_of(line))
    letters = sum(len(letters_of(word)) for line in lines for word, _, _ in line)
    scale = models.scales[column]
    for line in lines:
        for gram in runs_of(line):
            begin = models.rows.get(gram.key)
            if begin is not None and gram.start < gram.end:
                yield models.weights[begin + column] * scale / sqrt(runs), gram.start, gram.end
        for word, start, end in line:
            yield _of_word(models, word)[column] * scale / sqrt(letters), start, end


NO_MODELS = LinearModels()
