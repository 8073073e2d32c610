"""What a feature of `mood` is worth: feature -> mood -> log-odds (natural logarithm), a count. Fitted, not edited."""

from __future__ import annotations

from collections.abc import Mapping

BIAS: Mapping[str, float] = {"dissatisfied": -3.0, "complaint": -3.0, "distress": -5.0, "urgent": -4.0}

WORTH: Mapping[str, Mapping[str, float]] = {}
