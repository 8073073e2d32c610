"""What this node keeps about itself and the others that serve the same database."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from segue.ports.nodes import Node, Page

SILENT_AFTER_S = 3.0
"""A node whose beat was the same for so long is given up."""

LOOKED_AWAY_S = 1.5
"""Who has not looked for so long (stood still, could not reach the database) begins to watch anew: meanwhile the others
may have beaten, or could not either."""


@dataclass(slots=True)
class _Watched:
    beat: int
    since: float  # on the monotonic clock: the same beat since then


@dataclass(slots=True)
class NodeDesk:
    """live: nodes that are there, this one counted.

    back_at: when this node could do its work again after it had stood still or had no database for a while: who was to
    be heard of meanwhile could not be.
    """

    about: Mapping[str, Any] = field(default_factory=dict)
    monotonic: Callable[[], float] = time.monotonic
    live: int = 1
    back_at: datetime = field(default_factory=lambda: datetime.min.replace(tzinfo=UTC))
    beats: int = 0  # as this node counted them last
    told_pages: frozenset[Page] | None = None
    _worked_at: float | None = None
    _looked_at: float | None = None
    _watched: dict[str, _Watched] = field(default_factory=dict)

    def worked(self, now: datetime) -> bool:
        """It lives and can reach the database. Answers whether that was not so for a while."""
        at, before = self.monotonic(), self._worked_at
        self._worked_at = at
        if before is None or at - before < SILENT_AFTER_S:
            return False
        self.back_at = now
        return True

    def silent(self, others: Sequence[Node]) -> list[Node]:
        """Those whose beat this node has itself watched unchanged for SILENT_AFTER_S."""
        now, before = self.monotonic(), self._looked_at
        self._looked_at = now
        if before is None or now - before > LOOKED_AWAY_S:
            self._watched.clear()
        known, self._watched = self._watched, {}
        for node in others:
            seen = known.get(node.id)
            self._watched[node.id] = seen if seen and seen.beat == node.beat else _Watched(node.beat, now)
        return [node for node in others if now - self._watched[node.id].since >= SILENT_AFTER_S]
