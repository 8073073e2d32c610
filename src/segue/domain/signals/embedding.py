"""Sentence embeddings beside the n-grams: what an embedder is, and how its vector adds to a column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from operator import mul
from typing import Protocol


class Embedder(Protocol):
    """Turns a message into a vector of length 1. The same text gives the same vector."""

    def embed(self, text: str) -> Sequence[float]:
        """Reads at most the first few hundred words. Never raises, whatever the text holds."""
        ...


@dataclass(frozen=True, slots=True)
class Head:
    """Log-odds = bias + weights · vector; calibrated like the linear columns."""

    bias: float
    weights: tuple[float, ...]

    def odds(self, vector: Sequence[float]) -> float:
        return float(sum(map(mul, self.weights, vector), self.bias))
