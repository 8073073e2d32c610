"""The store: units of work are written, queries are read. Both are frozen values; `segue.store` executes them.

A unit is re-runnable: the writer may roll a whole group back and run its units one by one. `write` returns after
the commit, so what it returned for is durable.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

R = TypeVar("R")


class Unit(Generic[R]):
    """One transaction's worth of writing. `R` is what the caller learns from it."""

    __slots__ = ()


class Alone(Unit[R]):
    """A unit that runs outside of any transaction, with no other beside it."""

    __slots__ = ()


class Query(Generic[R]):
    """One consistent read."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class StoreHealth:
    """What writing was like lately, of this process.

    failing: why the last commit failed; "" once one succeeded. committed_s_ago: seconds since one succeeded, None
    where none did yet. waiting: units that wait to be written.
    """

    failing: str = ""
    committed_s_ago: float | None = None
    waiting: int = 0


class Store(Protocol):
    async def write(self, unit: Unit[R]) -> R:
        """Commit `unit`, then answer. Raises the errors its docstring names; then nothing of it is stored.

        Raises TryAgain when the store cannot take it now (full disk, lost connection, queue of writes too long).
        """
        ...

    async def read(self, query: Query[R]) -> R: ...

    def health(self) -> StoreHealth:
        """Answered from memory."""
        ...

    async def close(self) -> None: ...
