"""Brings the tables of a database up to date, in one transaction on SQLite too: a crash on the way leaves nothing.

After a change of `segue.store.tables`, `python -m segue.store.migrate "what changed"` drafts the step to review.
"""

from __future__ import annotations

import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from segue import __version__
from segue.domain.errors import StoreNotOpened
from segue.store import sqlite
from segue.store.scope import EVERY
from segue.store.walls import ENTER

_ADVISORY_LOCK = 7_366_757_501  # any number, the same in all processes


def upgrade(url: URL | str, to: str = "head") -> None:
    """Raises StoreNotOpened when the database cannot be reached, or a newer Segue has written it.  to: a step."""
    address = make_url(url)
    engine = engine_for(address)
    try:
        with engine.begin() as connection:
            enter(connection)
            bring_up(connection, to)
    except DBAPIError as error:
        where = address.render_as_string()
        raise StoreNotOpened(f"the database {where} cannot be used: {error.orig}") from error
    finally:
        engine.dispose()


@dataclass(frozen=True, slots=True)
class Steps:
    """there: the step a database is at, "" for one without tables. newest: the last step this code knows."""

    there: str
    newest: str


def steps_of(url: URL | str) -> Steps:
    """Only looks: a SQLite file is opened for reading. Raises StoreNotOpened when the database cannot be reached."""
    address = make_url(url)
    is_file = address.get_backend_name() == "sqlite"
    engine = looking(Path(address.database or "")) if is_file else engine_for(address)
    try:
        with engine.connect() as connection:
            there = MigrationContext.configure(connection).get_current_revision()
            return Steps(there or "", ScriptDirectory.from_config(_config(connection)).get_current_head() or "")
    except DBAPIError as error:
        raise StoreNotOpened(f"the database {address.render_as_string()} cannot be used: {error.orig}") from error
    finally:
        engine.dispose()


def looking(path: Path) -> Engine:
    """At a file, without changing it. Transactions are begun by hand."""
    return create_engine("sqlite://", creator=lambda: sqlite.connect_to_look(path), poolclass=NullPool)


def engine_for(url: URL) -> Engine:
    """Each connection is a new one, and begins by taking the right to write where that is one writer's."""
    if url.get_backend_name() != "sqlite":
        return create_engine(url, poolclass=NullPool, connect_args={"connect_timeout": 5})
    path = Path(url.database or "")
    engine = create_engine("sqlite://", creator=lambda: sqlite.connect(path), poolclass=NullPool)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


def enter(connection: Connection) -> None:
    """Of processes that start together on one PostgreSQL, one does the work and the others find it done."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_ADVISORY_LOCK})")
        connection.exec_driver_sql(ENTER, (EVERY,))  # a step that moves rows moves those of all workspaces


def bring_up(connection: Connection, to: str = "head") -> None:
    """Inside a transaction that somebody else begins and ends."""
    config = _config(connection)
    steps = ScriptDirectory.from_config(config)
    there = step_of(connection)
    if there != steps.as_revision_number(to):
        command.upgrade(config, to)


def step_of(connection: Connection) -> str | None:
    """None for a database without tables. Raises StoreNotOpened when a newer Segue has written it."""
    known = {step.revision for step in ScriptDirectory.from_config(_config(connection)).walk_revisions()}
    there = MigrationContext.configure(connection).get_current_revision()
    if there is not None and there not in known:
        raise StoreNotOpened(
            f"a newer Segue has written this database (step {there}); this is {__version__}. "
            "Install the newer one again, or restore the backup made before it.",
            step=there,
        )
    return there


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def _draft(message: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        engine = engine_for(make_url(f"sqlite:///{folder}/draft.db"))
        with engine.begin() as connection:
            bring_up(connection)
            command.revision(_config(connection), message, autogenerate=True)


if __name__ == "__main__":
    _draft(sys.argv[1])
