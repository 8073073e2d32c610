"""Small linear models over the n-grams of a message, as trained arrays. Standard library only; see `segue.trained`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class LinearModels:
    """Trained models that all read the same n-grams. One without weights says nothing.

    version: identifies the weights; every decision names it. columns: names of what is scored.
    """

    version: str = ""
    columns: tuple[str, ...] = ()
    weights: Mapping[str, bytes] = field(default_factory=dict)

    def scores(self, text: str) -> Mapping[str, float]:
        """Column -> log-odds. {} when there are no weights."""
        return {}


NO_MODELS = LinearModels()
