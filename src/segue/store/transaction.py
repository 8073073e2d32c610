"""What executors of units and queries are given."""

from __future__ import annotations

from segue.store.recent import Recent
from segue.store.statement import Compiler, Cursor, Statements


class Reading(Statements):
    """A read-only transaction."""

    __slots__ = ()


class Writing(Statements):
    """The writer's transaction. An error raised before the first `change` of a unit costs the group nothing."""

    __slots__ = ("recent",)

    def __init__(self, cursor: Cursor, compiler: Compiler, recent: Recent) -> None:
        super().__init__(cursor, compiler)
        self.recent = recent
