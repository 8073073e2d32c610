"""The trained models that are shipped: arrays of weights, and the card that says what they were made from.

`python3 dev.py train` writes the files: `linear.json` (columns, biases, scales, version), `linear.keys` (CRC-32 of each
gram, unsigned, 4 bytes, little end first) and `linear.weights` (signed bytes, a row a gram, in the order of the keys).
"""

from __future__ import annotations

import json
import sys
from array import array
from functools import lru_cache
from pathlib import Path

from segue.domain.signals.linear import NO_MODELS, LinearModels

FOLDER = Path(__file__).parent


@lru_cache(maxsize=1)
def load() -> LinearModels:
    """Read once a process."""
    return read_models(FOLDER)


def read_models(folder: Path) -> LinearModels:
    """NO_MODELS when the folder holds none. Raises ValueError when its files do not belong together."""
    if not (folder / "linear.json").is_file():
        return NO_MODELS
    described = json.loads((folder / "linear.json").read_text("utf-8"))
    keys = array("I")
    keys.frombytes((folder / "linear.keys").read_bytes())
    if sys.byteorder == "big":
        keys.byteswap()
    weights = memoryview((folder / "linear.weights").read_bytes()).cast("b")
    width = len(described["columns"])
    if len(weights) != width * len(keys):
        raise ValueError(f"{folder}: linear.keys and linear.weights do not belong together; train again")
    return LinearModels(
        version=described["version"],
        columns=tuple(described["columns"]),
        biases=tuple(described["biases"]),
        scales=tuple(described["scales"]),
        rows={key: at * width for at, key in enumerate(keys)},
        weights=weights,
    )
