"""Fits one logistic regression a column over the grams, calibrates it on folds it has not seen, and packs the weights.

liblinear's primal solver takes no random step and runs on one thread, so the same texts give the same bytes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from math import sqrt
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from segue.domain.signals.grams import letters_of, lines_of, pairs_of, runs_of
from training.rows import OF_IT, Example

LEAST_TEXTS = 2
"""Texts that must hold a gram for it to be learned."""

STRENGTH = 4.0
"""Inverse of the regularisation (C)."""

COMPARED = "language."
"""Columns that are only compared with each other; they are not calibrated."""

FOLDS = 5
SOURCES_APART = ("banking77", "bitext", "clinc150", "hint3", "multidogo")
Array = Any


@dataclass(frozen=True)
class Texts:
    """Distinct texts as a sparse matrix: one row a text, one column a gram; `keys[i]` is the CRC-32 of column i."""

    matrix: csr_matrix
    keys: Array
    place: dict[str, int]


def read(texts: Sequence[str], least: int = LEAST_TEXTS) -> Texts:
    distinct = list(dict.fromkeys(texts))
    values = [gram_values(text) for text in distinct]
    seen = Counter(key for each in values for key in each)
    keys = sorted(key for key, count in seen.items() if count >= least)
    return Texts(_matrix(values, keys), np.array(keys, dtype=np.uint32), {text: at for at, text in enumerate(distinct)})


def gram_values(text: str) -> dict[int, float]:
    """Key of a gram -> its value, exactly as `linear` scores it."""
    lines = lines_of(text)
    kinds = (
        Counter(gram.key for line in lines for gram in runs_of(line)),
        Counter(key for line in lines for word, _, _ in line for key in letters_of(word)),
        Counter(gram.key for line in lines for gram in pairs_of(line)),
    )
    return {key: count / sqrt(kind.total()) for kind in kinds for key, count in kind.items()}


def _matrix(values: list[dict[int, float]], keys: list[int]) -> csr_matrix:
    column = {key: at for at, key in enumerate(keys)}
    data, indices, starts = [], [], [0]
    for each in values:
        known = sorted((column[key], value) for key, value in each.items() if key in column)
        indices += [at for at, _ in known]
        data += [value for _, value in known]
        starts.append(len(data))
    return csr_matrix((data, indices, starts), shape=(len(values), len(keys)))


@dataclass(frozen=True)
class Fitted:
    """log-odds = bias + weights · grams. `slope`, `shift`: of the calibration, already in bias and weights."""

    column: str
    bias: float
    weights: Array
    slope: float
    shift: float
    rows: int
    positives: int
    error: float  # expected calibration error of the held-out folds


def regression(rows: csr_matrix, truth: Array, weights: Array, strength: float = STRENGTH) -> LogisticRegression:
    model = LogisticRegression(C=strength, solver="liblinear", dual=False, tol=1e-3, max_iter=300, random_state=0)
    return model.fit(rows, truth, sample_weight=weights)


def fold_of(example: Example) -> str:
    """A public source is a fold of its own, so that calibration holds for trades that were not learned from.

    The rows of a source in several languages, and phrases, are dealt into folds by their group.
    """
    if example.source in SOURCES_APART:
        return example.source
    return str(int(sha256(example.group.encode("utf-8", "replace")).hexdigest()[:8], 16) % FOLDS)


def unseen_scores(
    texts: Texts, examples: Sequence[Example], column: str, folds: Sequence[str], strength: float = STRENGTH
) -> Array:
    """Log-odds of each example from a model that did not learn from its fold."""
    matrix, truth, weights = _of_column(texts, examples, column)
    found = np.zeros(len(examples))
    marks = np.array(folds)
    for fold in sorted(set(folds)):
        inside = marks == fold
        if len(set(truth[~inside])) < 2:
            found[inside] = -5.0
            continue
        model = regression(matrix[~inside], truth[~inside], weights[~inside], strength)
        found[inside] = model.decision_function(matrix[inside])
    return found


def _of_column(texts: Texts, examples: Sequence[Example], column: str) -> tuple[csr_matrix, Array, Array]:
    matrix = texts.matrix[[texts.place[example.text] for example in examples]]
    truth = np.array([example.labels[column] for example in examples], dtype=int)
    return (
        matrix,
        truth,
        np.array(
            [example.weight * (OF_IT.get(column, 1.0) if example.labels[column] else 1.0) for example in examples]
        ),
    )


def platt(scores: Array, truth: Array, weights: Array) -> tuple[float, float]:
    """Slope and shift that make log-odds of scores, with Platt's smoothed targets."""
    rows = csr_matrix(scores.reshape(-1, 1))
    model = regression(rows, truth, weights, strength=1.0)
    return max(0.1, float(model.coef_[0][0])), float(model.intercept_[0])


def calibration_error(scores: Array, truth: Array, bins: int = 10) -> float:
    """Expected calibration error over ten equal bins of probability."""
    stated = 1 / (1 + np.exp(-scores))
    at = np.minimum((stated * bins).astype(int), bins - 1)
    parts = [(stated[at == b].mean(), truth[at == b].mean(), (at == b).mean()) for b in range(bins) if (at == b).any()]
    return float(sum(share * abs(mean - seen) for mean, seen, share in parts))


def fit(texts: Texts, examples: Sequence[Example], column: str, strength: float = STRENGTH) -> Fitted:
    """The column's model, learned from all of these examples and calibrated on folds."""
    matrix, truth, weights = _of_column(texts, examples, column)
    model = regression(matrix, truth, weights, strength)
    if column.startswith(COMPARED):
        unseen, slope, shift = model.decision_function(matrix), 1.0, 0.0
    else:
        unseen = unseen_scores(texts, examples, column, [fold_of(example) for example in examples], strength)
        slope, shift = platt(unseen, truth, weights)
    return Fitted(
        column,
        slope * float(model.intercept_[0]) + shift,
        slope * model.coef_[0],
        slope,
        shift,
        len(examples),
        int(truth.sum()),
        calibration_error(slope * unseen + shift, truth),
    )


@dataclass(frozen=True)
class Packed:
    """keys: uint32, ascending. weights: int8, one row a key, one column a model; scales: log-odds of one step."""

    keys: bytes
    weights: bytes
    scales: tuple[float, ...]
    biases: tuple[float, ...]


def pack(keys: Array, fitted: Sequence[Fitted]) -> Packed:
    """Weights as whole steps from -127 to 127; grams without a step in any column are left out."""
    scales = [max(float(np.abs(each.weights).max()), 1e-6) / 127 for each in fitted]
    steps = np.stack(
        [np.rint(each.weights / scale).astype(np.int8) for each, scale in zip(fitted, scales, strict=True)], axis=1
    )
    kept = np.abs(steps).max(axis=1) >= 2
    return Packed(
        keys[kept].astype("<u4").tobytes(),
        steps[kept].tobytes(),
        tuple(round(scale, 9) for scale in scales),
        tuple(round(each.bias, 6) for each in fitted),
    )
