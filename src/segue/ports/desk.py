"""What the desk's inbox asks of the store: rows to show, however many wait."""

from __future__ import annotations

from dataclasses import dataclass

from segue.domain.conversation import Conversation
from segue.domain.lifecycle import Handoff
from segue.ports.store import Query


@dataclass(frozen=True, slots=True)
class DeskRow:
    """summary: of its package, "" while there is none."""

    handoff: Handoff
    conversation: Conversation
    summary: str = ""


@dataclass(frozen=True, slots=True)
class DeskRows(Query[tuple[DeskRow, ...]]):
    """Open handoffs that somebody has, is asked to take or that have just been requested, longest waiting first, at
    most `limit`; then those of `line` that are still in line, in no order."""

    workspace: str
    line: tuple[str, ...] = ()
    limit: int = 2_000
