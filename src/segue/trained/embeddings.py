"""The extra `[nlp]`: sentence embeddings by onnxruntime, from a folder with `tokenizer.json` and `model.onnx`.

The vector is the mean of the last hidden states over the words, scaled to length 1 (as all-MiniLM-L6-v2 is meant to be
used). The heads over it are trained by `python3 dev.py train --nlp FOLDER` and shipped; the model is not.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from segue.domain.signals.embedding import Head

FILES = ("tokenizer.json", "model.onnx")
MOST_PIECES = 128
"""Word pieces of a message that are read: the first ones."""


class NoEmbeddings(ValueError):
    """The folder of the embeddings cannot be used. Says what is wrong and what would be right."""


class OnnxEmbedder:
    """One text after the other, on one thread. Raises NoEmbeddings when folder or packages are missing."""

    def __init__(self, folder: Path) -> None:
        for name in FILES:
            if not (folder / name).is_file():
                raise NoEmbeddings(f"{folder} holds no {name}; name a folder with {' and '.join(FILES)}")
        try:
            import numpy  # noqa: PLC0415 - an extra: only those who set the folder need it
            import onnxruntime  # noqa: PLC0415
            import tokenizers  # noqa: PLC0415
        except ImportError as error:
            raise NoEmbeddings(f"{error}; install the extra: pip install 'segue-handoff[nlp]'") from None
        self._numpy = numpy
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        try:
            self._pieces = tokenizers.Tokenizer.from_file(str(folder / FILES[0]))
            self._session = onnxruntime.InferenceSession(
                str(folder / FILES[1]), options, providers=["CPUExecutionProvider"]
            )
        except Exception as error:  # both libraries raise their own kinds, and any of them means the same
            raise NoEmbeddings(f"{folder}: {error}") from None
        self._pieces.no_padding()
        self._pieces.enable_truncation(MOST_PIECES)
        self._kept = lru_cache(maxsize=64)(self._embed)

    def embed(self, text: str) -> Sequence[float]:
        return self._kept(text)

    def _embed(self, text: str) -> tuple[float, ...]:
        found = self._pieces.encode(text.encode("utf-8", "replace").decode("utf-8"))
        ids = self._numpy.array([found.ids], dtype="int64")
        mask = self._numpy.ones_like(ids)
        (states,) = self._session.run(["last_hidden_state"], {"input_ids": ids, "attention_mask": mask})
        mean = states[0].mean(axis=0)
        vector = mean / max(1e-9, float(self._numpy.linalg.norm(mean)))
        return tuple(float(value) for value in vector)


def read_heads(file: Path) -> tuple[str, Mapping[str, Head]]:
    """Their version, and column -> head. ("", {}) when none are shipped."""
    if not file.is_file():
        return "", {}
    described: dict[str, Any] = json.loads(file.read_text("utf-8"))
    heads = {name: Head(head["bias"], tuple(head["weights"])) for name, head in described["heads"].items()}
    return described["version"], heads
