"""Small linear models over the n-grams of a message, as trained arrays. Standard library only; see `segue.trained`.

All columns share one reading of the message (`grams`). A column's log-odds are its bias and the weights of the grams;
those of a kind (runs of words, runs of letters, word classes) are added and divided by the square root of their number.
Training puts calibration (Platt 1999) into bias and scale, so the log-odds are those of a calibrated probability.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from math import sqrt

from segue.domain.signals.embedding import Embedder, Head
from segue.domain.signals.evidence import Contribution
from segue.domain.signals.grams import Word, clauses_of, letters_of, lines_of, pairs_of, runs_of
from segue.domain.signals.own_words import own_parts

_ENGLISH = "language.en"

Sums = tuple[int, ...]
"""One whole number a column: a sum of weights before they are scaled."""


@dataclass(frozen=True, slots=True, eq=False)
class LinearModels:
    """Trained models that all read the same n-grams. One without columns says nothing.

    version: identifies the weights; every decision names it. columns: names of what is scored.
    embedder, heads: sentence embeddings, and what they say of some columns; averaged with the n-grams of an English
    message, for the embeddings read no other language.
    biases, scales: one a column. rows: key of a gram -> where its weights begin; weights: signed bytes, one a column.
    """

    version: str = ""
    columns: tuple[str, ...] = ()
    biases: tuple[float, ...] = ()
    scales: tuple[float, ...] = ()
    rows: Mapping[int, int] = field(default_factory=dict)
    weights: memoryview = field(default=memoryview(b"").cast("b"))
    embedder: Embedder | None = None
    heads: Mapping[str, Head] = field(default_factory=dict)

    def scores(self, text: str) -> Mapping[str, float]:
        """Column -> log-odds of the whole message. {} when there are no weights."""
        if not self.columns:
            return {}
        return _scores(self, text) if self.embedder is None else _averaged(self, text)

    def sentences(self, text: str) -> tuple[Scored, ...]:
        """The same for each sentence alone: in a long message one sentence may say it, and the others hide it."""
        return _by_sentence(self, text) if self.columns else ()

    def clauses(self, text: str) -> tuple[Scored, ...]:
        """The same for each clause of a sentence that says several things; () where none does."""
        return _by_clause(self, text) if self.columns else ()

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


@dataclass(frozen=True, slots=True)
class Scored:
    """A sentence or clause (`start`, `end` in the message) and its log-odds a column."""

    start: int
    end: int
    scores: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class _Line:
    """Of one sentence: how many grams of each kind there are, and the sums of their weights."""

    counts: tuple[int, int, int]
    runs: Sums
    letters: Sums
    pairs: Sums


@lru_cache(maxsize=64)  # several signals of one turn ask for the same message
def _scores(models: LinearModels, text: str) -> Mapping[str, float]:
    return _odds(models, _lines(models, text))


@lru_cache(maxsize=64)
def _averaged(models: LinearModels, text: str) -> Mapping[str, float]:
    scores = _scores(models, text)
    spoken = max(
        (name for name in scores if name.startswith("language.")), key=lambda name: scores[name], default=_ENGLISH
    )
    if models.embedder is None or spoken != _ENGLISH or not text.strip():
        return scores
    vector = models.embedder.embed(" ".join(part for _, part in own_parts(text)))
    heard = {name: (scores[name] + head.odds(vector)) / 2 for name, head in models.heads.items() if name in scores}
    return {**scores, **heard}


@lru_cache(maxsize=32)
def _by_sentence(models: LinearModels, text: str) -> tuple[Scored, ...]:
    words, summed = lines_of(text), _lines(models, text)
    return tuple(
        Scored(line[0][1], line[-1][2], _odds(models, (sums,))) for line, sums in zip(words, summed, strict=True)
    )


@lru_cache(maxsize=32)
def _by_clause(models: LinearModels, text: str) -> tuple[Scored, ...]:
    return tuple(
        Scored(words[0][1], words[-1][2], _odds(models, (_line(models, words),))) for words in clauses_of(text)
    )


@lru_cache(maxsize=32)
def _lines(models: LinearModels, text: str) -> tuple[_Line, ...]:
    return tuple(_line(models, line) for line in lines_of(text))


def _line(models: LinearModels, line: tuple[Word, ...]) -> _Line:
    runs, pairs = [gram.key for gram in runs_of(line)], [gram.key for gram in pairs_of(line)]
    words = [word for word, _, _ in line]
    nothing = (0,) * len(models.columns)
    return _Line(
        (len(runs), sum(len(letters_of(word)) for word in words), len(pairs)),
        _summed(models, runs),
        tuple(map(sum, zip(nothing, *(_of_word(models, word) for word in words), strict=True))),
        _summed(models, pairs),
    )


def _summed(models: LinearModels, keys: Iterable[int]) -> Sums:
    width, rows, weights = len(models.columns), models.rows, models.weights
    begins = [rows[key] for key in keys if key in rows]
    return tuple(map(sum, zip(*(weights[at : at + width] for at in begins), strict=True))) or (0,) * width


@lru_cache(maxsize=8_192)
def _of_word(models: LinearModels, word: str) -> Sums:
    return _summed(models, letters_of(word))


def _odds(models: LinearModels, lines: Sequence[_Line]) -> Mapping[str, float]:
    by_runs, by_letters, by_pairs = (1 / sqrt(sum(line.counts[kind] for line in lines) or 1) for kind in range(3))
    return {
        name: models.biases[at]
        + models.scales[at]
        * (
            sum(line.runs[at] for line in lines) * by_runs
            + sum(line.letters[at] for line in lines) * by_letters
            + sum(line.pairs[at] for line in lines) * by_pairs
        )
        for at, name in enumerate(models.columns)
    }


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
