"""The trained models that are shipped: arrays of weights, and the card that says what they were made from.

`python3 dev.py train` writes the files: `linear.json` (columns, biases, scales, version), `linear.keys` (CRC-32 of each
gram, unsigned, 4 bytes, little end first) and `linear.weights` (signed bytes, a row a gram, in the order of the keys).
"""

from __future__ import annotations

import json
import os
import sys
from array import array
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from segue.domain.signals.linear import NO_MODELS, LinearModels
from segue.trained.embeddings import OnnxEmbedder, read_heads

FOLDER = Path(__file__).parent

NLP_MODEL = "SEGUE_NLP_MODEL"
"""Variable that names the folder of the embeddings; see `settings`, which checks it at the start."""


def load() -> LinearModels:
    """Read once a process, with sentence embeddings where SEGUE_NLP_MODEL names their folder. Raises NoEmbeddings."""
    return _load(os.environ.get(NLP_MODEL, ""))


@lru_cache(maxsize=4)
def _load(nlp_model: str) -> LinearModels:
    models = read_models(FOLDER)
    return with_embeddings(models, Path(nlp_model)) if nlp_model else models


def with_embeddings(models: LinearModels, folder: Path) -> LinearModels:
    """The models averaged with the shipped heads over the embeddings of a folder. Raises NoEmbeddings."""
    version, heads = read_heads(FOLDER / "heads.json")
    return replace(models, version=f"{models.version}+{version}", embedder=OnnxEmbedder(folder), heads=heads)


def read_models(folder: Path) -> LinearModels:
    """NO_MODELS when the folder holds none. Raises ValueError when its files do not belong together."""
    if not (folder / "linear.json").is_file():
        return NO_MODELS
    described = json.loads((folder / "linear.json").read_text("utf-8"))
    return models_of(described, (folder / "linear.keys").read_bytes(), (folder / "linear.weights").read_bytes())


def models_of(described: Mapping[str, Any], packed_keys: bytes, packed_weights: bytes) -> LinearModels:
    """The models that these bytes hold. Raises ValueError when they do not belong together."""
    keys = array("I")
    keys.frombytes(packed_keys)
    if sys.byteorder == "big":
        keys.byteswap()
    width = len(described["columns"])
    if len(packed_weights) != width * len(keys):
        raise ValueError("linear.keys and linear.weights do not belong together; run python3 dev.py train again")
    return LinearModels(
        version=described["version"],
        columns=tuple(described["columns"]),
        biases=tuple(described["biases"]),
        scales=tuple(described["scales"]),
        rows={key: at * width for at, key in enumerate(keys)},
        weights=memoryview(packed_weights).cast("b"),
    )
