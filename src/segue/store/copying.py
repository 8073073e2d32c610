"""All rows of a database into another, SQLite or PostgreSQL: one moment of the source, one transaction on the target.

The tables are made at the step of the source, so that a copy of an old database is an old database; whoever opens it
brings it up to date. What was written is read again and compared before the commit.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import Connection, MetaData, Table, func, insert, select, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError

from segue.domain.errors import Refused, StoreNotOpened
from segue.store import lock_file, tables
from segue.store.migrate import bring_up, engine_for, enter, looking, step_of
from segue.store.scope import EVERY
from segue.store.walls import ENTER

_AT_ONCE = 200  # rows: parts of files are large ones
_MODULUS = 1 << 128
_encode = msgspec.msgpack.Encoder().encode

Told = Callable[[str, int, int], None]
"""Called with a table, how many of its rows are done, and how many there are."""


@dataclass(frozen=True, slots=True)
class Contents:
    """Of one table. digest: the same for the same rows, in whatever order and on whatever database."""

    rows: int
    digest: str


def move(source: URL, target: URL, told: Told) -> Mapping[str, Contents]:
    """`copy` of a database that is in use: a file is held meanwhile, and nobody else may have it."""
    if source.get_backend_name() != "sqlite":
        return copy(source, target, told)
    path = Path(source.database or "")
    if not path.is_file():
        raise StoreNotOpened(f"there is no file {path}")
    with lock_file.hold(path):
        return copy(source, target, told)


def copy(
    source: URL, target: URL, told: Told, expected: Mapping[str, Contents] | None = None
) -> Mapping[str, Contents]:
    """By table, what was copied; then the target is durable.  expected: what the source must hold.

    Raises Refused when the target is not empty, cannot hold a row, or holds something else afterwards, and when the
    source does not hold what is expected; StoreNotOpened when one of the two cannot be reached, or is newer. Then the
    target is as before. Nobody else may write to a target; a source that is a file must not be written to either.
    """
    with _reading(source) as reading, _writing(target) as writing:
        step = step_of(reading)
        if step is None:
            raise StoreNotOpened(f"there are no tables of Segue in {source.render_as_string()}")
        _remake(writing, target, step)
        copied = {}
        from_there = known_tables(reading)
        for table in known_tables(writing).values():
            copied[table.name] = done = _rows(reading, from_there[table.name], writing, table, told)
            if expected is not None and expected.get(table.name) != done:
                raise Refused(f"the file is damaged: {table.name} is not what was written to it")
            if contents_of(writing, table) != done:
                raise Refused(f"{table.name} holds something else after copying; nothing was copied")
        _set_sequences(writing)
        return copied


def known_tables(connection: Connection) -> Mapping[str, Table]:
    """Those of Segue that are there, by name, as they are there: of an older database, without what came later."""
    found = MetaData()
    ours = set(tables.metadata.tables)
    found.reflect(connection, only=lambda name, _: name in ours, resolve_fks=False)
    return {name: found.tables[name] for name in sorted(found.tables)}


def contents_of(connection: Connection, table: Table, told: Told | None = None) -> Contents:
    digest = _Digest()
    for rows in _batches(connection, table):
        digest.add(rows)
        if told is not None:
            told(table.name, digest.rows, digest.rows)
    return digest.contents


class _Digest:
    def __init__(self) -> None:
        self.rows, self._sum = 0, 0

    def add(self, rows: list[dict[str, Any]]) -> None:
        for row in rows:
            hashed = hashlib.blake2b(_encode([row[name] for name in sorted(row)]), digest_size=16).digest()
            self._sum += int.from_bytes(hashed)
        self.rows += len(rows)
        self._sum %= _MODULUS

    @property
    def contents(self) -> Contents:
        return Contents(self.rows, f"{self._sum:032x}")


def _batches(connection: Connection, table: Table) -> Iterator[list[dict[str, Any]]]:
    found = connection.execute(select(table).execution_options(yield_per=_AT_ONCE))
    for rows in found.partitions():
        yield [dict(row._mapping) for row in rows]


def _rows(reading: Connection, source: Table, writing: Connection, target: Table, told: Told) -> Contents:
    total = reading.scalar(select(func.count()).select_from(source)) or 0
    digest, new = _Digest(), insert(target)
    told(target.name, 0, total)
    for rows in _batches(reading, source):
        digest.add(rows)
        try:
            writing.execute(new, rows)
        except DBAPIError as error:
            raise Refused(f"{target.name}: the new database cannot hold a row of it: {error.orig}") from error
        told(target.name, digest.rows, total)
    return digest.contents


@contextmanager
def _reading(source: URL) -> Iterator[Connection]:
    """One moment of it."""
    is_file = source.get_backend_name() == "sqlite"
    path = Path(source.database or "")
    if is_file and not path.is_file():
        raise StoreNotOpened(f"there is no file {path}")
    engine = looking(path) if is_file else engine_for(source)
    try:
        with engine.connect() as connection:
            if is_file:
                connection.exec_driver_sql("BEGIN")
            else:
                connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
                connection.exec_driver_sql(ENTER, (EVERY,))
            yield connection
    except (DBAPIError, sqlite3.Error) as error:
        raise StoreNotOpened(f"{source.render_as_string()} cannot be read: {_cause(error)}") from error
    finally:
        engine.dispose()


@contextmanager
def _writing(target: URL) -> Iterator[Connection]:
    """In one transaction, which is committed at the end. A file is locked, and made where there is none."""
    lock = None
    if target.get_backend_name() == "sqlite":
        path = Path(target.database or "")
        lock = lock_file.hold(path)
        if not path.exists():
            path.touch(mode=0o600)
    engine = engine_for(target)
    try:
        with engine.begin() as connection:
            enter(connection)
            yield connection
    except DBAPIError as error:
        raise StoreNotOpened(f"{target.render_as_string()} cannot be written to: {_cause(error)}") from error
    finally:
        engine.dispose()
        if lock is not None:
            lock.close()


def _cause(error: Exception) -> object:
    return error.orig if isinstance(error, DBAPIError) else error


def _remake(connection: Connection, target: URL, step: str) -> None:
    """The tables as of that step. Those that are there are dropped, if nothing is in them."""
    step_of(connection)  # raises for a newer one
    there = known_tables(connection)
    full = [name for name, table in there.items() if connection.execute(select(table).limit(1)).all()]
    if full:
        where = target.render_as_string()
        raise Refused(f"{where} is not empty: there are rows in {', '.join(full)}. Name an empty database.")
    for table in there.values():
        table.drop(connection)
    connection.execute(text("DROP TABLE IF EXISTS alembic_version"))
    bring_up(connection, step)


def _set_sequences(connection: Connection) -> None:
    """Numbers that PostgreSQL gives go on after the highest that was copied; SQLite looks at the rows itself."""
    if connection.dialect.name != "postgresql":
        return
    for table in known_tables(connection).values():
        for column in table.primary_key:
            named = connection.scalar(select(func.pg_get_serial_sequence(table.name, column.name)))
            if named is not None:
                highest = connection.scalar(select(func.max(column)))
                connection.execute(select(func.setval(named, highest or 1, highest is not None)))
