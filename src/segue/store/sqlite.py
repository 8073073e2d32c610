"""SQLite: one process writes, through one connection that also owns the checkpoints; readers open read-only.

Several connections that write or checkpoint at once can corrupt a database of SQLite 3.7.0 to 3.51.2
(sqlite.org/wal.html, "WAL-reset bug"); one writer in one process is therefore also a matter of safety.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy.dialects import sqlite as dialect

from segue.ports.store import Unit
from segue.store.driver import Failure, ReadConnection, WriteConnection
from segue.store.recent import Recent
from segue.store.statement import Compiler
from segue.store.transaction import Reading, Writing

_BUSY_S = 5.0
_STATEMENTS = 400  # prepared statements that a connection keeps
_PRAGMAS = (
    *("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "cache_size = -32000"),
    "secure_delete = ON",  # what is deleted is overwritten; see store/purging.py for the rest
)
_PASSING = frozenset(
    {
        *(sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR),
        *(sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_NOMEM, sqlite3.SQLITE_PROTOCOL),
    }
)


def connect(path: Path) -> sqlite3.Connection:
    """For writing, in the driver's autocommit mode: transactions are begun by hand.

    By default the driver commits when a savepoint is released, which would silently ungroup the units.
    """
    connection = sqlite3.connect(
        path, timeout=_BUSY_S, isolation_level=None, check_same_thread=False, cached_statements=_STATEMENTS
    )
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    return connection


def connect_to_look(path: Path) -> sqlite3.Connection:
    """For reading alone, whoever else has the file."""
    return sqlite3.connect(
        f"{path.absolute().as_uri()}?mode=ro",
        uri=True,
        timeout=_BUSY_S,
        isolation_level=None,
        check_same_thread=False,
        cached_statements=_STATEMENTS,
    )


def snapshot(path: Path, into: Path) -> None:
    """One moment of a database that may be in use, without the pages that nothing is in: what was erased stays erased.

    into: a file that is not there, or empty.
    """
    with closing(connect_to_look(path)) as connection:
        connection.execute("VACUUM INTO ?", (str(into),))


def make_durable(file: Path) -> None:
    """To be called before a file takes the name of another: its bytes are on the disk then, not only on the way."""
    with file.open("rb") as stream:
        os.fsync(stream.fileno())


class _Writer:
    def __init__(self, path: Path, compiler: Compiler, recent: Recent) -> None:
        self._connection = connect(path)
        self.statements = Writing(self._connection.cursor(), compiler, recent)

    def begin(self, units: Sequence[Unit[Any]] = ()) -> None:
        """BEGIN IMMEDIATE locks the database, whatever the units."""
        self._connection.execute("BEGIN IMMEDIATE")

    def commit(self) -> None:
        self._connection.execute("COMMIT")

    def rollback(self) -> None:
        if self._connection.in_transaction:
            self._connection.execute("ROLLBACK")

    def close(self) -> None:
        self._connection.close()


class _Reader:
    def __init__(self, path: Path, compiler: Compiler) -> None:
        self._connection = connect_to_look(path)
        self.statements = Reading(self._connection.cursor(), compiler)

    def begin(self) -> None:
        self._connection.execute("BEGIN")

    def end(self) -> None:
        if self._connection.in_transaction:
            self._connection.execute("ROLLBACK")

    def close(self) -> None:
        self._connection.close()


class SqliteFile:
    lanes = 1
    remembered = 4000
    reads_inline = True
    readers = 2

    def __init__(self, path: Path) -> None:
        self._path = path
        self._compiler = Compiler(dialect.dialect(paramstyle="named"))

    def writer(self, recent: Recent) -> WriteConnection:
        return _Writer(self._path, self._compiler, recent)

    def reader(self) -> ReadConnection:
        return _Reader(self._path, self._compiler)

    def is_own(self, error: Exception) -> bool:
        return isinstance(error, sqlite3.Error)

    def classify(self, error: Exception) -> Failure:
        if isinstance(error, sqlite3.IntegrityError):
            return Failure.COLLISION
        if isinstance(error, sqlite3.Error) and (error.sqlite_errorcode & 0xFF) in _PASSING:
            return Failure.PASSING
        if isinstance(error, (sqlite3.DataError, UnicodeEncodeError)):
            return Failure.UNFIT
        return Failure.MISTAKE
