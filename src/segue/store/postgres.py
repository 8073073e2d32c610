"""PostgreSQL through psycopg 3."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ARRAY, Text, any_, bindparam, select
from sqlalchemy.dialects.postgresql import psycopg as dialect

from segue.ports.conversations import AppendEntries
from segue.ports.store import Unit
from segue.store.driver import Failure, ReadConnection, WriteConnection
from segue.store.lanes import conversation_of
from segue.store.recent import Recent
from segue.store.statement import Compiler
from segue.store.tables import conversations, users
from segue.store.transaction import Reading, Writing

try:
    import psycopg
except ImportError as missing:  # pragma: no cover - the extra is part of the development set
    raise ImportError("PostgreSQL needs one more package: pip install 'segue-handoff[postgres]'") from missing

_IDS = bindparam("ids", type_=ARRAY(Text))
_LOCK_AGENTS = (
    select(users.c.id).where(users.c.id == any_(_IDS)).order_by(users.c.workspace, users.c.id).with_for_update()
)
_LOCK_CONVERSATIONS = (
    select(conversations.c.id)
    .where(conversations.c.id == any_(_IDS))
    .order_by(conversations.c.workspace, conversations.c.id)
    .with_for_update()
)


def _connect(address: str) -> psycopg.Connection[tuple[Any, ...]]:
    return psycopg.connect(address, autocommit=True, connect_timeout=5, application_name="segue")


class _Writer:
    def __init__(self, address: str, compiler: Compiler, recent: Recent) -> None:
        self._connection = _connect(address)
        self.statements = Writing(self._connection.cursor(), compiler, recent)

    def begin(self) -> None:
        self._connection.execute("BEGIN")

    def lock(self, units: Sequence[Unit[Any]]) -> None:
        """Agents first, then conversations, each in order of id: no two groups can wait for each other."""
        agents = {unit.guard.agent for unit in units if isinstance(unit, AppendEntries) and unit.guard}
        touched = {conversation for unit in units if (conversation := conversation_of(unit))}
        if agents:
            self.statements.rows(_LOCK_AGENTS, ids=sorted(agents))
        if touched:
            self.statements.rows(_LOCK_CONVERSATIONS, ids=sorted(touched))

    def commit(self) -> None:
        self._connection.execute("COMMIT")

    def rollback(self) -> None:
        if not self._connection.closed:
            self._connection.execute("ROLLBACK")

    def close(self) -> None:
        self._connection.close()


class _Reader:
    def __init__(self, address: str, compiler: Compiler) -> None:
        self._connection = _connect(address)
        self.statements = Reading(self._connection.cursor(), compiler)

    def begin(self) -> None:
        self._connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")

    def end(self) -> None:
        if not self._connection.closed:
            self._connection.execute("ROLLBACK")

    def close(self) -> None:
        self._connection.close()


class PostgresServer:
    lanes = 2
    remembered = 0
    reads_inline = False
    readers = 4

    def __init__(self, address: str) -> None:
        """address: a libpq connection URL."""
        self._address = address
        self._compiler = Compiler(dialect.dialect())  # type: ignore[no-untyped-call]

    def writer(self, recent: Recent) -> WriteConnection:
        return _Writer(self._address, self._compiler, recent)

    def reader(self) -> ReadConnection:
        return _Reader(self._address, self._compiler)

    def is_own(self, error: Exception) -> bool:
        return isinstance(error, psycopg.Error)

    def classify(self, error: Exception) -> Failure:
        if isinstance(error, (psycopg.IntegrityError, psycopg.errors.TransactionRollback)):
            return Failure.COLLISION
        if isinstance(error, (psycopg.OperationalError, psycopg.InterfaceError)):
            return Failure.PASSING
        if isinstance(error, (psycopg.DataError, UnicodeEncodeError)):
            return Failure.UNFIT
        return Failure.MISTAKE
