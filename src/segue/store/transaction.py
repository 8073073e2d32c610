"""What executors of units and queries are given."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Executable

from segue.store.recent import Recent
from segue.store.statement import Compiler, Cursor, Row, Statements


class Reading(Statements):
    """A read-only transaction."""

    __slots__ = ()


class Writing(Statements):
    """The writer's transaction. An error raised before the first `change` of a unit costs the group nothing."""

    __slots__ = ("recent",)

    def __init__(self, cursor: Cursor, compiler: Compiler, recent: Recent) -> None:
        super().__init__(cursor, compiler)
        self.recent = recent


class Together(Writing):
    """A transaction whose changes are kept back and sent a statement at a time, which spares most of the round trips.

    For changes that do not depend on each other's order: of several conversations, that is. `change` cannot tell how
    many rows it touched and answers 1; `send_all` finds out whether each touched one.
    """

    __slots__ = ("_kept", "_tx")

    def __init__(self, tx: Writing) -> None:
        self._tx = tx
        self._kept: dict[Executable, list[Mapping[str, Any]]] = {}
        self.recent = tx.recent
        self.wrote = False

    def rows(self, statement: Executable, **values: Any) -> list[Row]:
        return self._tx.rows(statement, **values)

    def change(self, statement: Executable, **values: Any) -> int:
        self._kept.setdefault(statement, []).append(values)
        return 1

    def send_all(self) -> None:
        """Raises ValueError when a change that must touch a row each did not."""
        touched = self._tx.change_all(self._kept)
        for statement, rows in self._kept.items():
            if touched[statement] < len(rows):
                raise ValueError(f"{len(rows) - touched[statement]} changes touched nothing: {statement}")
        self._kept.clear()
