#!/usr/bin/env python3
"""Train the shipped models and write their card. The same texts give the same bytes.

python3 dev.py train --data $SEGUE_DATA        public rows and the phrases below training/phrases
python3 dev.py train                           the phrases only
    --nlp DIR                                  the heads over sentence embeddings as well (minilm_to_onnx.py)
--out DIR                                      another folder than src/segue/trained
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from segue.domain.signals.embedding import Embedder  # noqa: E402
from segue.domain.signals.linear import LinearModels  # noqa: E402
from segue.trained import models_of  # noqa: E402
from segue.trained.embeddings import OnnxEmbedder, read_heads  # noqa: E402
from training.card import card  # noqa: E402
from training.fit import Fitted, Packed, fit, pack, read  # noqa: E402
from training.heads import Vectors, english, fit_heads, vectors_of, write_heads  # noqa: E402
from training.phrases import FOLDER, read_phrases  # noqa: E402
from training.rows import COLUMNS, Example, of_phrases, of_requests, of_topics, trainable  # noqa: E402

FEWEST = 8
"""Positive and negative texts that a column needs to be trained."""


def examples_of(data: Path | None, phrases: Path = FOLDER) -> list[Example]:
    found = list(of_phrases(read_phrases("train", phrases)))
    if data is not None:
        found += of_requests(trainable(data / "detection" / "t1_request.jsonl"))
        found += of_topics(trainable(data / "detection" / "t4_topics.jsonl"))
    return found


def train(examples: Sequence[Example], columns: Sequence[str] = COLUMNS) -> tuple[list[Fitted], Packed]:
    """Columns with too few texts of one kind are left out."""
    texts = read([example.text for example in examples])
    fitted = []
    for column in columns:
        labelled = [example for example in examples if column in example.labels]
        positives = sum(example.labels[column] for example in labelled)
        if min(positives, len(labelled) - positives) >= FEWEST:
            fitted.append(fit(texts, labelled, column))
    return fitted, pack(texts.keys, fitted)


def train_heads(examples: Sequence[Example], nlp: Path, out: Path) -> None:
    spoken = english(examples)
    fitted, heads = fit_heads(spoken, vectors_of(spoken, OnnxEmbedder(nlp)))
    version = write_heads(out / "heads.json", heads)
    errors = ", ".join(f"{each.column} {each.error:.3f}" for each in fitted)
    print(f"heads {version} over the embeddings; ECE of each: {errors}")


def describe(fitted: Sequence[Fitted], packed: Packed) -> dict[str, Any]:
    """What `linear.json` holds; its version is a hash of everything that decides."""
    described = {
        "columns": [each.column for each in fitted],
        "biases": packed.biases,
        "scales": packed.scales,
    }
    text = json.dumps(described, indent=1)
    return {"version": sha256(text.encode() + packed.keys + packed.weights).hexdigest()[:12], **described}


def in_memory(
    examples: Sequence[Example],
    columns: Sequence[str],
    embedder: Embedder | None = None,
    vectors: Vectors | None = None,
) -> LinearModels:
    """Models of these columns that are not written anywhere, to measure on what they did not learn from.

    vectors: of the texts, for heads over the embeddings as well.
    """
    fitted, packed = train(examples, columns)
    models = models_of(describe(fitted, packed), packed.keys, packed.weights)
    if vectors is None:
        return models
    return replace(models, embedder=embedder, heads=fit_heads(english(examples), vectors, columns)[1])


def write(out: Path, fitted: Sequence[Fitted], packed: Packed) -> str:
    """Three files in `out`. Answers the version."""
    described = describe(fitted, packed)
    out.mkdir(parents=True, exist_ok=True)
    (out / "linear.json").write_text(json.dumps(described, indent=1) + "\n", "utf-8")
    (out / "linear.keys").write_bytes(packed.keys)
    (out / "linear.weights").write_bytes(packed.weights)
    return str(described["version"])


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="dev.py train", description="Train the shipped models.")
    parser.add_argument("--data", type=Path, help="folder that holds detection/; without it only phrases are used")
    parser.add_argument("--nlp", type=Path, help="folder with tokenizer.json and model.onnx; trains the heads as well")
    parser.add_argument("--out", type=Path, default=ROOT / "src" / "segue" / "trained")
    given = parser.parse_args(arguments)
    if given.data is not None and not (given.data / "detection" / "t1_request.jsonl").is_file():
        parser.error(f"{given.data} holds no detection/t1_request.jsonl; name the folder of the public data sets")
    if given.data is None:
        print("no --data: training on the phrases only; these weights are not those that ship")
    examples = examples_of(given.data)
    fitted, packed = train(examples)
    version = write(given.out, fitted, packed)
    if given.nlp is not None:
        train_heads(examples, given.nlp, given.out)
    shown = card(version, examples, fitted, packed, given.data, read_heads(given.out / "heads.json")[0])
    (given.out / "CARD.md").write_text(shown, "utf-8")
    print(f"version {version}: {len(fitted)} columns, {len(packed.keys) // 4:,} grams, {len(packed.weights):,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
