"""How involved a conversation has become: a score from 0 to 1 whose parts are visible."""

from __future__ import annotations

from collections.abc import Mapping

from segue.domain.signals.evidence import Contribution
from segue.domain.signals.memory import SignalMemory

PARTS: Mapping[str, tuple[float, int]] = {
    "failed attempts": (0.3, 3),
    "the customer repeats": (0.15, 3),
    "the bot repeats": (0.1, 2),
    "topics": (0.15, 3),
    "account values": (0.15, 4),
    "length": (0.15, 12),
}
"""Part -> its share of the score, and the count from which on it is full."""


def complexity(memory: SignalMemory) -> tuple[float, tuple[Contribution, ...]]:
    """The score, and each part that is not 0."""
    counts = {
        "failed attempts": memory.failed_attempts,
        "the customer repeats": memory.repeats,
        "the bot repeats": memory.bot_repeats,
        "topics": max(0, len(memory.topics) - 1),
        "account values": len(memory.values),
        "length": memory.turns,
    }
    parts = tuple(
        Contribution("complexity", f"{name}: {counts[name]}", round(share * min(1.0, counts[name] / full), 4))
        for name, (share, full) in PARTS.items()
        if counts[name]
    )
    return round(sum(part.weight for part in parts), 4), parts
