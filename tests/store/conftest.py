"""The stores that every test of this folder runs on: the fake, SQLite and PostgreSQL."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from fakes.memory_store import MemoryStore
from segue.ports.store import Store
from segue.store.database import open_store
from segue.store.migrate import upgrade
from segue.store.tables import metadata


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
def migrated_postgres_url(postgres_url: str) -> str:
    upgrade(postgres_url.replace("postgresql://", "postgresql+psycopg://"))
    return postgres_url


@pytest.fixture
def empty_postgres_url(migrated_postgres_url: str) -> str:
    engine = create_engine(migrated_postgres_url.replace("postgresql://", "postgresql+psycopg://"))
    with engine.begin() as connection:
        connection.execute(text("TRUNCATE " + ", ".join(f'"{table}"' for table in metadata.tables)))
    engine.dispose()
    return migrated_postgres_url


@pytest.fixture(params=["memory", "sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
async def store(request: pytest.FixtureRequest) -> AsyncIterator[Store]:
    if request.param == "memory":
        yield MemoryStore()
        return
    name = {"sqlite": "sqlite_url", "postgres": "empty_postgres_url"}[request.param]
    opened = await open_store(request.getfixturevalue(name))
    yield opened
    await opened.close()


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def url(request: pytest.FixtureRequest) -> str:
    """Of an empty database; for what the fake cannot show."""
    return str(request.getfixturevalue({"sqlite": "sqlite_url", "postgres": "empty_postgres_url"}[request.param]))
