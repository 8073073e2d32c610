"""The store as flows see it: `open_store(url)` brings the schema up to date and answers a Store."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path
from typing import IO, Any, TypeVar

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from segue.domain.errors import StoreNotOpened
from segue.ports.conversations import EntriesAfter, LoadConversation
from segue.ports.store import Query, StoreHealth, Unit
from segue.ports.wire import Wire
from segue.store import backup, lock_file
from segue.store.driver import Database
from segue.store.executors import ONE_ROW, QUERIES, SEVERAL_STATEMENTS, UNITS
from segue.store.lanes import lane_of
from segue.store.migrate import steps_of, upgrade
from segue.store.readers import Readers
from segue.store.recent import Recent
from segue.store.sqlite import SqliteFile
from segue.store.writer import Commits, Writer

R = TypeVar("R")

_FEW = 50  # entries read in about 0.15 ms
_ADDRESSES = "sqlite:///segue.db or postgresql://user:password@host/database"


class SqlStore:
    """A segue.ports.store.Store on SQLite or PostgreSQL. Used from one event loop."""

    def __init__(self, database: Database, lock: IO[str] | None = None) -> None:
        self._lock = lock
        self._recents = [Recent(database.remembered) for _ in range(database.lanes)]
        self._commits = Commits()
        self._writers = [
            Writer(database, recent, UNITS, f"segue-write-{lane}", self._commits)
            for lane, recent in enumerate(self._recents)
        ]
        self._readers = Readers(database, QUERIES, SEVERAL_STATEMENTS)

    async def write(self, unit: Unit[R]) -> R:
        answer: R = await self._writers[lane_of(unit, len(self._writers))].write(unit)
        return answer

    async def read(self, query: Query[R]) -> R:
        # Only SQLite remembers, and it has one lane.
        if isinstance(query, LoadConversation):
            known = self._recents[0].get((query.workspace, query.id))
            if known is not None:
                loaded: Any = known.loaded
                return loaded  # type: ignore[no-any-return]
        short = type(query) in ONE_ROW or (isinstance(query, EntriesAfter) and self._few_entries(query))
        answer: R = await self._readers.read(query, short=short)
        return answer

    def _few_entries(self, query: EntriesAfter) -> bool:
        """Whoever follows a conversation asks for the entry or two that are new."""
        if query.limit <= _FEW:
            return True
        known = self._recents[0].get((query.workspace, query.conversation))
        return known is not None and known.loaded.conversation.last_seq - query.after <= _FEW

    def health(self) -> StoreHealth:
        at = self._commits.at
        return StoreHealth(
            self._commits.failing,
            None if at is None else time.monotonic() - at,
            sum(writer.waiting for writer in self._writers),
        )

    async def close(self) -> None:
        """What waits to be written is written first."""
        loop = asyncio.get_running_loop()
        for writer in self._writers:
            await loop.run_in_executor(None, writer.close)
        await loop.run_in_executor(None, self._readers.close)
        if self._lock is not None:
            self._lock.close()
            self._lock = None


class Looking:
    """A store that is only read, beside the process that writes. Used from one event loop."""

    def __init__(self, database: Database) -> None:
        self._readers = Readers(database, QUERIES, SEVERAL_STATEMENTS)

    async def write(self, unit: Unit[R]) -> R:
        raise TypeError(f"this store was opened to look only; it does not take {type(unit).__name__}")

    async def read(self, query: Query[R]) -> R:
        answer: R = await self._readers.read(query, short=False)
        return answer

    def health(self) -> StoreHealth:
        return StoreHealth()

    async def close(self) -> None:
        await asyncio.get_running_loop().run_in_executor(None, self._readers.close)


async def look_into(url: str) -> Looking:
    """Open a database for reading alone, whoever else has it; addresses as `open_store` takes them.

    Raises StoreNotOpened when it is not there or cannot be reached, and when its tables are not at this version's step.
    """
    return await asyncio.get_running_loop().run_in_executor(None, _look, address_of(url))


async def open_store(url: str, *, keep_before_upgrade: bool = True) -> SqlStore:
    """Open the database, make or upgrade its tables.

    keep_before_upgrade: whether a file that needs an upgrade is copied first (`segue.store.backup`).
    url: `sqlite:///segue.db` (relative), `sqlite:////var/lib/segue/segue.db` (absolute) or `postgresql://…`.
    Raises StoreNotOpened, saying what to do, when the address is wrong, the database cannot be reached, another
    process has the file, or a newer Segue has written it.
    """
    return await asyncio.get_running_loop().run_in_executor(None, _open, address_of(url), keep_before_upgrade)


def open_wire(url: str, node: str) -> Wire | None:
    """How the nodes of this database wake each other; None where it belongs to one process.

    Nothing is connected yet. Raises StoreNotOpened as `open_store` does.
    """
    address = address_of(url)
    if address.get_backend_name() == "sqlite":
        return None
    # Imported here, since psycopg is an extra.
    from segue.store.notify import PostgresWire  # noqa: PLC0415

    return PostgresWire(address.set(drivername="postgresql").render_as_string(hide_password=False), node)


def address_of(url: str) -> URL:
    """Raises StoreNotOpened, saying what would be right, when it is no address of a database that Segue can use."""
    try:
        address = make_url(url)
    except ArgumentError as error:
        raise StoreNotOpened(f"not an address of a database; use {_ADDRESSES}") from error
    kind = address.get_backend_name()
    if kind == "sqlite" and (address.database or ":memory:") == ":memory:":
        raise StoreNotOpened("a database in memory would lose conversations; name a file: sqlite:///segue.db")
    if kind not in {"sqlite", "postgres", "postgresql"}:
        raise StoreNotOpened(f"{kind} is not a database Segue knows; use {_ADDRESSES}")
    return address if kind == "sqlite" else address.set(drivername="postgresql+psycopg")


def must_be_there(url: URL) -> None:
    """Opening would make a SQLite file that is not there. Raises StoreNotOpened, for those who want what is in one."""
    if url.get_backend_name() == "sqlite" and not Path(url.database or "").is_file():
        raise StoreNotOpened(f"there is no database {url.database}; name it with SEGUE_DATABASE")


def _look(url: URL) -> Looking:
    must_be_there(url)
    is_file = url.get_backend_name() == "sqlite"
    steps = steps_of(url)
    if steps.there != steps.newest:
        where, there = url.render_as_string(), steps.there or "none"
        raise StoreNotOpened(f"{where}: tables at step {there}, this Segue reads {steps.newest}; run segue db upgrade")
    return Looking(SqliteFile(Path(url.database or "")) if is_file else _postgres(url))


def _postgres(url: URL) -> Database:
    # Imported here, since psycopg is an extra.
    from segue.store.postgres import PostgresServer  # noqa: PLC0415

    return PostgresServer(url.set(drivername="postgresql").render_as_string(hide_password=False))


def _open(url: URL, keep_before_upgrade: bool) -> SqlStore:
    if url.get_backend_name() == "sqlite":
        path = Path(url.database or "")
        lock = lock_file.hold(path)
        try:
            if not path.exists():
                path.touch(mode=0o600)  # it holds conversations and signing secrets; what SQLite adds takes its mode
            if keep_before_upgrade:
                backup.keep_before_upgrade(path, steps_of(url))
            upgrade(url)
            return SqlStore(SqliteFile(path), lock)
        except BaseException:
            lock.close()
            raise
    server = _postgres(url)  # says which package is missing, before the tables are looked at
    upgrade(url)
    return SqlStore(server)
