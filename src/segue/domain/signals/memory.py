"""What the signals remember from turn to turn. Small and bounded: cost does not grow with the conversation."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SignalMemory:
    """Empty at the start of a conversation."""
