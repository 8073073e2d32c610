"""The store: units of work are written, queries are read. Both are frozen values; `segue.store` executes them.

A unit is re-runnable: the writer may roll a whole group back and run its units one by one. `write` returns after
the commit, so what it returned for is durable.
"""

from __future__ import annotations

from typing import Generic, Protocol, TypeVar

R = TypeVar("R")


class Unit(Generic[R]):
    """One transaction's worth of writing. `R` is what the caller learns from it."""

    __slots__ = ()


class Query(Generic[R]):
    """One consistent read."""

    __slots__ = ()


class Store(Protocol):
    async def write(self, unit: Unit[R]) -> R:
        """Commit `unit`, then answer. Raises the errors its docstring names; then nothing of it is stored.

        Raises TryAgain when the store cannot take it now (full disk, lost connection, queue of writes too long).
        """
        ...

    async def read(self, query: Query[R]) -> R: ...

    async def close(self) -> None: ...
