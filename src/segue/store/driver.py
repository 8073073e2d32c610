"""What the store needs from a database driver; `sqlite` and `postgres` provide it."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, auto
from typing import Any, Protocol

from segue.ports.store import Unit
from segue.store.recent import Recent
from segue.store.transaction import Reading, Writing


class Failure(Enum):
    """What a driver's error means for the writer."""

    PASSING = auto()  # full disk, lock, lost connection: everybody may try again, on a new connection
    COLLISION = auto()  # with another writer: run again alone, and the checks find out with whom
    UNFIT = auto()  # the value cannot be stored
    ELSEWHERE = auto()  # a row of another workspace is in the way
    MISTAKE = auto()  # everything else


class WriteConnection(Protocol):
    def begin(self, units: Sequence[Unit[Any]] = ()) -> None:
        """Begin, and take the locks that the units need, in one order for all writers."""
        ...

    def commit(self) -> None: ...
    def rollback(self) -> None: ...
    def close(self) -> None: ...
    @property
    def statements(self) -> Writing: ...


class ReadConnection(Protocol):
    def begin(self) -> None: ...
    def end(self) -> None: ...
    def close(self) -> None: ...
    @property
    def statements(self) -> Reading: ...


class Database(Protocol):
    lanes: int  # writers side by side
    remembered: int  # conversations kept in memory: only where nobody else writes
    reads_inline: bool  # whether a short indexed read is faster than handing it to a thread
    readers: int

    def writer(self, recent: Recent) -> WriteConnection: ...
    def reader(self) -> ReadConnection: ...
    def is_own(self, error: Exception) -> bool:
        """Whether the driver raised it."""
        ...

    def classify(self, error: Exception) -> Failure: ...
