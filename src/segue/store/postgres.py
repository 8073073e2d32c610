"""PostgreSQL through psycopg 3."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import ARRAY, BindParameter, Executable, Text, any_, bindparam, select
from sqlalchemy.dialects.postgresql import psycopg as dialect

from segue.ports.conversations import AppendEntries
from segue.ports.people import SaveUser, SetPresence
from segue.ports.routing import GiveUpLease, RenewLease, ReserveBatch, TakeLease, TakeRoutingChanges
from segue.ports.store import Unit
from segue.store.driver import Failure, ReadConnection, WriteConnection
from segue.store.lanes import conversations_of
from segue.store.loading import ask_for_many, many_of
from segue.store.many import ROWS, as_rows, for_many
from segue.store.recent import Recent
from segue.store.scope import EVERY
from segue.store.statement import Compiler, Cursor, Statements
from segue.store.tables import conversations, leases, users
from segue.store.transaction import Reading, Writing
from segue.store.walls import Wall, Walled

try:
    import psycopg
except ImportError as missing:  # pragma: no cover - the extra is part of the development set
    raise ImportError("PostgreSQL needs one more package: pip install 'segue-handoff[postgres]'") from missing

_WORKSPACE: BindParameter[str] = bindparam("workspace")
_IDS = any_(bindparam("ids", type_=ARRAY(Text)))
_LOCK_AGENTS = (
    select(users.c.id).where(users.c.workspace == _WORKSPACE, users.c.id == _IDS).order_by(users.c.id).with_for_update()
)
_LOCK_CONVERSATIONS = (
    select(conversations.c.id)
    .where(conversations.c.workspace == _WORKSPACE, conversations.c.id == _IDS)
    .order_by(conversations.c.id)
    .with_for_update()
)
_LEASES = (
    select(leases.c.workspace)
    .where(leases.c.workspace == any_(bindparam("ids", type_=ARRAY(Text))))
    .order_by("workspace")
)
_LOCK_LEASES = _LEASES.with_for_update()
_SHARE_LEASES = _LEASES.with_for_update(read=True)
_MANY = 4
"""Rows from which on one statement for all is cheaper than one for each."""
_CHANGES_LEASE = (TakeLease, RenewLease, GiveUpLease)
_BY_THE_WALL = "ExecWithCheckOptions"
"""Where PostgreSQL refuses a row of another workspace; the code of the error is that of a missing right as well."""
_COLLISIONS = (psycopg.errors.DeadlockDetected, psycopg.errors.SerializationFailure)
"""The server has ended a transaction in favour of another one; psycopg derives them from OperationalError alone."""
_ABANDONED_AFTER_MS = 3000
"""A writer whose process stands still in the middle of a transaction must not hold up the others for longer."""


def _connect(address: str) -> psycopg.Connection[tuple[Any, ...]]:
    """A server that says nothing more, because its machine or the way to it is gone, is given up after some 15 s."""
    return psycopg.connect(
        address,
        autocommit=True,
        connect_timeout=5,
        application_name="segue",
        keepalives_idle=5,
        keepalives_interval=5,
        keepalives_count=2,
        tcp_user_timeout=15_000,  # milliseconds, for what was sent and not acknowledged
    )


def _by_workspace(keys: Iterable[tuple[str, str]]) -> Iterator[tuple[str, list[str]]]:
    for workspace, group in groupby(sorted(set(keys)), key=itemgetter(0)):
        yield workspace, [id_ for _, id_ in group]


def _agents_of(unit: Unit[Any]) -> Iterator[tuple[str, str]]:
    """Whose work, presence or abilities the unit relies on or changes."""
    match unit:
        case AppendEntries(guard=guard) if guard:
            yield unit.conversation.workspace, guard.agent
        case ReserveBatch():
            yield from ((unit.workspace, one.agent) for one in unit.reservations)
        case SetPresence():
            yield unit.workspace, unit.user
        case SaveUser():
            yield unit.user.workspace, unit.user.id


class _Writing(Walled, Writing):
    """Changes that are sent together need one round trip, whatever their number, and of one kind one statement."""

    def __init__(self, cursor: Cursor, compiler: Compiler, recent: Recent, wall: Wall) -> None:
        super().__init__(cursor, compiler, recent)
        self.wall = wall

    def change_all(self, changes: Mapping[Executable, Sequence[Mapping[str, Any]]]) -> Mapping[Executable, int]:
        self.wrote = True
        connection = self._cursor.connection  # type: ignore[attr-defined]
        with connection.pipeline():
            self.wall.catch_up()
            sent = {statement: self._all(connection.cursor(), statement, rows) for statement, rows in changes.items()}
        return {statement: cursor.rowcount for statement, cursor in sent.items()}

    def _all(self, cursor: Cursor, statement: Executable, rows: Sequence[Mapping[str, Any]]) -> Cursor:
        at_once = for_many(statement) if len(rows) >= _MANY else None
        if at_once is None:
            return self._many(cursor, statement, rows)
        text, fixed = self._compiler.text(at_once)
        cursor.execute(text, {**fixed, ROWS: as_rows(rows)})
        return cursor


class _Writer:
    def __init__(self, address: str, compiler: Compiler, recent: Recent) -> None:
        self._connection = _connect(address)
        self._compiler = compiler
        self._connection.execute(f"SET idle_in_transaction_session_timeout = {_ABANDONED_AFTER_MS}")
        self._wall = Wall(self._connection)
        self.statements = _Writing(self._connection.cursor(), compiler, recent, self._wall)
        self._locks = Statements(self._connection.cursor(), compiler)

    def begin(self, units: Sequence[Unit[Any]] = ()) -> None:
        """Leases first, then agents, then conversations, each in order: no two groups can wait for each other.

        The conversations are then loaded together. All of that is one round trip.
        """
        self._wall.ended()
        with self._connection.pipeline():
            self._connection.execute("BEGIN")
            if units and all(isinstance(unit, TakeRoutingChanges) for unit in units):  # lost, they are taken once more
                self._connection.execute("SET LOCAL synchronous_commit = off")
            self._lock_leases(units)
            for workspace, ids in _by_workspace(chain.from_iterable(map(_agents_of, units))):
                self._enter(workspace)
                self._locks.send(_LOCK_AGENTS, workspace=workspace, ids=ids)
            there = list(_by_workspace(chain.from_iterable(map(conversations_of, units))))
            for workspace, ids in there:
                self._enter(workspace)
                self._locks.send(_LOCK_CONVERSATIONS, workspace=workspace, ids=ids)
            asked = [(workspace, self._ask(workspace, ids)) for workspace, ids in there]
        for workspace, cursor in asked:  # to ask for an answer inside the pipeline would be a round trip more
            for id_, current in many_of(workspace, cursor.fetchall()).items():
                self.statements.recent.stage((workspace, id_), current)

    def _enter(self, workspace: str) -> None:
        self._wall.within(workspace)
        self._wall.catch_up()

    def _ask(self, workspace: str, ids: Sequence[str]) -> Cursor:
        self._enter(workspace)
        cursor = self._connection.cursor()
        ask_for_many(Statements(cursor, self._compiler), workspace, ids)
        return cursor

    def _lock_leases(self, units: Sequence[Unit[Any]]) -> None:
        changed = sorted({unit.workspace for unit in units if isinstance(unit, _CHANGES_LEASE)})
        used = {unit.workspace for unit in units if isinstance(unit, (ReserveBatch, TakeRoutingChanges))}
        if changed or used:
            self._enter(EVERY if len({*changed, *used}) > 1 else next(iter({*changed, *used})))
        if changed:  # one kind of lock for the whole group: a shared one that grows can wait for another such
            self._locks.send(_LOCK_LEASES, ids=sorted({*changed, *used}))
        elif used:
            self._locks.send(_SHARE_LEASES, ids=sorted(used))

    def commit(self) -> None:
        self._connection.execute("COMMIT")

    def rollback(self) -> None:
        if not self._connection.closed:
            self._connection.execute("ROLLBACK")

    def close(self) -> None:
        self._connection.close()


class _Reading(Walled, Reading):
    """Outside of a transaction each statement is one by itself: its workspace is set in it."""

    def __init__(self, cursor: Cursor, compiler: Compiler, wall: Wall) -> None:
        super().__init__(cursor, compiler)
        self.wall = wall
        self.in_transaction = False

    def _execute(self, statement: Executable, values: Mapping[str, Any]) -> None:
        if not self.in_transaction:
            self.wall.ended()
        super()._execute(statement, values)


class _Reader:
    def __init__(self, address: str, compiler: Compiler) -> None:
        self._connection = _connect(address)
        self._wall = Wall(self._connection)
        self.statements = _Reading(self._connection.cursor(), compiler, self._wall)

    def begin(self) -> None:
        self._wall.ended()
        self.statements.in_transaction = True
        with self._connection.pipeline():
            self._connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            self._wall.catch_up()

    def end(self) -> None:
        self.statements.in_transaction = False
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
        if isinstance(error, psycopg.errors.InsufficientPrivilege) and error.diag.source_function == _BY_THE_WALL:
            return Failure.ELSEWHERE
        if isinstance(error, (psycopg.IntegrityError, *_COLLISIONS)):
            return Failure.COLLISION
        abandoned = psycopg.errors.IdleInTransactionSessionTimeout
        if isinstance(error, (psycopg.OperationalError, psycopg.InterfaceError, abandoned)):
            return Failure.PASSING
        if isinstance(error, (psycopg.DataError, UnicodeEncodeError)):
            return Failure.UNFIT
        return Failure.MISTAKE
