"""The desk's rows of the store in memory."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from segue.domain.conversation import Conversation
from segue.domain.lifecycle import Handoff, State
from segue.domain.package import ContextPackage
from segue.ports.conversations import OpenHandoffs
from segue.ports.desk import DeskRow, DeskRows


class MemoryDesk:
    packages: Mapping[tuple[str, str], ContextPackage]

    def _open_handoffs(self, query: OpenHandoffs) -> tuple[tuple[Handoff, Conversation], ...]:
        raise NotImplementedError

    def _desk_rows(self, query: DeskRows) -> tuple[DeskRow, ...]:
        pairs = self._open_handoffs(OpenHandoffs(query.workspace))
        held = [pair for pair in pairs if pair[0].state is not State.QUEUED]
        line = [pair for pair in pairs if pair[0].state is State.QUEUED and pair[0].id in query.line]
        return tuple(self._row(*pair) for pair in (*held[: query.limit], *line))

    def _row(self, handoff: Handoff, conversation: Conversation) -> DeskRow:
        package: Any = self.packages.get((handoff.workspace, handoff.id))
        return DeskRow(handoff, conversation, package.summary if package else "")
