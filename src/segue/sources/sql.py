"""An account in any database that SQLAlchemy reaches: one SELECT by the customer's id or e-mail address.

The transaction is read-only where the database can be told so (PostgreSQL, SQLite, MySQL, MariaDB), and rolled back
everywhere. Time is limited on the server, so that nothing goes on there after nobody listens any more. The driver's own
words never leave this file: they may hold the address with its password, the query, or what was asked for.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.pool import QueuePool

from segue.domain.errors import AnswerUnusable, CallFailed, CallRefused, Invalid
from segue.domain.policy import SourceSettings, covered
from segue.outbound import Outbound
from segue.policy_file.select import for_the_driver, mistake_in_select, parameters
from segue.ports.sources import CannotAsk, Who

TIME_LIMIT_S = 5.0
CONNECTIONS = 4
MOST_ROWS = 200

_READ_ONLY: Mapping[str, tuple[str, ...]] = {
    "postgresql": (
        "SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY",
        f"SET statement_timeout = {int(TIME_LIMIT_S * 1000)}",
    ),
    "sqlite": ("PRAGMA query_only = ON",),
    "mysql": ("SET SESSION TRANSACTION READ ONLY", f"SET SESSION max_execution_time = {int(TIME_LIMIT_S * 1000)}"),
    "mariadb": ("SET SESSION TRANSACTION READ ONLY", f"SET SESSION max_statement_time = {TIME_LIMIT_S:g}"),
}
"""Backend -> what a new connection is told before anything else."""

_TO_CONNECT: Mapping[str, Mapping[str, Any]] = {
    "postgresql": {"connect_timeout": int(TIME_LIMIT_S), "application_name": "segue"},
    "mysql": {"connect_timeout": int(TIME_LIMIT_S)},
    "mariadb": {"connect_timeout": int(TIME_LIMIT_S)},
    "sqlite": {"timeout": 1.0},
}
_STATES: Mapping[str, str] = {
    "25006": "the query tries to write, which it may not",
    "28000": "the database refuses the log-in",
    "28P01": "the database refuses the log-in",
    "3D000": "the database does not exist",
    "42501": "the user may not read this",
    "42703": "the query names a column that does not exist",
    "42P01": "the query names a table that does not exist",
    "57014": f"the query took longer than {TIME_LIMIT_S:g} s",
}
"""SQLSTATE -> what it means, in words."""


class SqlQuery:
    """`secret`: the database's address, postgresql://user:password@host/database. `outbound` is not used.

    settings.fields: name -> column of the first row; `invoices.number` -> column of which each row gives one item.
    """

    def __init__(self, settings: SourceSettings, secret: str, outbound: Outbound) -> None:
        mistake = mistake_in_select(settings.query)
        if mistake:
            raise Invalid(f"the query of the source {settings.name!r}: {mistake}", field="query")
        self.name, self.covers = settings.name, covered(settings)
        self._fields = settings.fields
        self._needs = parameters(settings.query)
        self._query = text(for_the_driver(settings.query))
        self._engine = _engine(settings.name, secret)
        self._threads = ThreadPoolExecutor(CONNECTIONS, thread_name_prefix=f"sql-{settings.name}")

    async def ask(self, who: Who) -> Mapping[str, Any]:
        given = {"id": who.id, "email": who.email}
        for name in sorted(self._needs):
            if not given[name]:
                raise CannotAsk(f"no {'id' if name == 'id' else 'e-mail address'} of the customer is known")
        values = {name: given[name] for name in self._needs}
        rows = await asyncio.get_running_loop().run_in_executor(self._threads, self._rows, values)
        return self._answer(rows)

    async def close(self) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)
        await asyncio.to_thread(self._engine.dispose)

    def _rows(self, values: Mapping[str, str]) -> Sequence[Mapping[str, Any]]:
        """Errors are raised outside of `except`, without what caused them: a driver's words may hold a password."""
        try:
            with self._engine.connect() as connection, _limited(connection):
                found = connection.execute(self._query, values)
                rows = [dict(row) for row in found.mappings().fetchmany(MOST_ROWS + 1)]
                connection.rollback()
        except PoolTimeout:
            failure: CallFailed = CallFailed(f"{self.name}: all connections to the database are busy")
        except SQLAlchemyError as error:
            failure = _told(self.name, error)
        except (UnicodeError, ValueError, TypeError, OSError) as error:  # of a driver
            failure = AnswerUnusable(f"{self.name}: what the database answered cannot be read ({type(error).__name__})")
        else:
            return rows[:MOST_ROWS]
        raise failure

    def _answer(self, rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
        if not rows:
            return {}
        missing = sorted({column for column in self._fields.values() if column not in rows[0]})
        if missing:
            columns = ", ".join(missing)[:200]
            raise AnswerUnusable(f"{self.name}: the query gives no column {columns}")
        return {name: self._value(name, rows) for name in self.covers}

    def _value(self, name: str, rows: Sequence[Mapping[str, Any]]) -> Any:
        if name in self._fields:
            return rows[0][self._fields[name]]
        mine = [(field.partition("."), column) for field, column in self._fields.items()]
        parts = {part: column for (field, _, part), column in mine if field == name}
        items: list[dict[str, Any]] = []
        for row in rows:
            item = {part: row[column] for part, column in parts.items()}
            if any(value is not None for value in item.values()) and item not in items:
                items.append(item)
        return items


def _engine(name: str, address: str) -> Engine:
    """Raises Invalid, without the address."""
    try:
        url = make_url(address)
        if url.drivername == "postgresql":
            url = url.set(drivername="postgresql+psycopg")
        if url.get_backend_name() == "sqlite":  # opened for reading, so that a file that is not there is not made
            url = url.set(database=f"file:{quote(url.database or '')}", query={"mode": "ro", "uri": "true"})
        engine = create_engine(
            url,
            poolclass=QueuePool,
            pool_size=CONNECTIONS,
            max_overflow=0,
            pool_timeout=2.0,
            pool_pre_ping=True,
            pool_recycle=300,
            hide_parameters=True,
            connect_args=dict(_TO_CONNECT.get(url.get_backend_name(), {})),
        )
    except ImportError as error:
        trouble = f"needs a driver that is not installed: {error.name}"
    except Exception as error:
        trouble = f"is no address of a database ({type(error).__name__})"
    else:
        event.listen(engine, "connect", _reader(url.get_backend_name()))
        return engine
    right = "write such as postgresql://user:password@host/database"
    raise Invalid(f"the secret of the source {name!r} {trouble}; {right}", field="secret")


def _reader(backend: str) -> Callable[[Any, Any], None]:
    def only_reads(connection: Any, _: Any) -> None:
        cursor = connection.cursor()
        try:
            for statement in _READ_ONLY.get(backend, ()):
                cursor.execute(statement)
        finally:
            cursor.close()
        if hasattr(connection, "commit") and backend != "sqlite":
            connection.commit()

    return only_reads


class _limited:  # noqa: N801 - read as a clause: with connection, limited
    """SQLite has no time limit of its own: every thousand steps it asks whether to go on."""

    def __init__(self, connection: Connection) -> None:
        self._driver: Any = connection.connection.driver_connection
        self._sqlite = connection.dialect.name == "sqlite"

    def __enter__(self) -> None:
        if self._sqlite:
            until = time.monotonic() + TIME_LIMIT_S
            self._driver.set_progress_handler(lambda: int(time.monotonic() > until), 1_000)

    def __exit__(self, *_: object) -> None:
        if self._sqlite:
            self._driver.set_progress_handler(None, 0)


def _told(name: str, error: SQLAlchemyError) -> CallFailed:
    """What went wrong in our own words, by the state that the database gives or the kind of error."""
    cause = error.orig if isinstance(error, DBAPIError) else None
    state = str(getattr(cause, "sqlstate", "") or "")
    code = str(getattr(cause, "sqlite_errorname", "") or "")
    if code in {"SQLITE_READONLY", "SQLITE_INTERRUPT"}:
        state = {"SQLITE_READONLY": "25006", "SQLITE_INTERRUPT": "57014"}[code]
    if state in _STATES:
        kind = CallFailed if state == "57014" else CallRefused
        return kind(f"{name}: {_STATES[state]}")
    if isinstance(error, OperationalError | InterfaceError) and not state and not code:
        return CallFailed(f"{name}: the database cannot be reached, or refuses the log-in")
    told = ", ".join(filter(None, (type(cause or error).__name__, state or code)))
    return CallFailed(f"{name}: the database could not answer the query ({told})")
