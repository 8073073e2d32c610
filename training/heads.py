"""Fits the heads over sentence embeddings: one logistic regression a column, calibrated like the linear models."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix

from segue.domain.signals.embedding import Embedder, Head
from segue.domain.signals.topics import BUILT_IN
from training.fit import Fitted, Texts, fit
from training.rows import Example

COLUMNS = ("request", *BUILT_IN)
STRENGTH = 30.0
DIGITS = 4
FEWEST = 8

Vectors = Mapping[str, Any]
"""Text -> its vector."""


def english(examples: Sequence[Example]) -> list[Example]:
    """The embeddings read English; texts without a language come from English sources."""
    return [each for each in examples if each.labels.get("language.en", True)]


def vectors_of(examples: Sequence[Example], embedder: Embedder) -> Vectors:
    wanted = {each.text: None for each in examples if any(column in each.labels for column in COLUMNS)}
    return {text: np.array(embedder.embed(text), dtype=np.float32).round(DIGITS) for text in wanted}


def fit_heads(
    examples: Sequence[Example], vectors: Vectors, columns: Sequence[str] = COLUMNS
) -> tuple[list[Fitted], dict[str, Head]]:
    """Columns with too few texts of one kind are left out."""
    fitted = []
    for column in columns:
        labelled = [each for each in examples if column in each.labels]
        positives = sum(each.labels[column] for each in labelled)
        if min(positives, len(labelled) - positives) >= FEWEST:
            texts = _texts(labelled, vectors)
            fitted.append(fit(texts, labelled, column, STRENGTH))
    return fitted, {each.column: _head(each) for each in fitted}


def _texts(examples: Sequence[Example], vectors: Vectors) -> Texts:
    distinct = list(dict.fromkeys(each.text for each in examples))
    matrix = csr_matrix(np.stack([vectors[text] for text in distinct]).astype(np.float64))
    return Texts(matrix, np.arange(matrix.shape[1], dtype=np.uint32), {text: at for at, text in enumerate(distinct)})


def _head(fitted: Fitted) -> Head:
    return Head(round(fitted.bias, DIGITS), tuple(round(float(weight), DIGITS) for weight in fitted.weights))


def write_heads(file: Path, heads: Mapping[str, Head]) -> str:
    """Answers their version: a hash of what decides."""
    described = {name: {"bias": head.bias, "weights": head.weights} for name, head in heads.items()}
    version = sha256(json.dumps(described).encode()).hexdigest()[:8]
    file.write_text(json.dumps({"version": version, "heads": described}) + "\n", "utf-8")
    return version
