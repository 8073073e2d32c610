"""Opening a database: addresses, one process a file, upgrades."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from making import user
from sqlalchemy import Connection, create_engine, text
from sqlalchemy.pool import NullPool

from segue.domain.errors import StoreNotOpened
from segue.ports.people import SaveUser, Users
from segue.store.database import look_into, open_store
from segue.store.migrate import steps_of, upgrade
from segue.store.tables import metadata


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("segue.db", "sqlite:///segue.db"),
        ("sqlite://", "sqlite:///segue.db"),
        ("sqlite:///:memory:", "sqlite:///segue.db"),
        ("mysql://localhost/segue", "postgresql://"),
        ("sqlite:////no/such/folder/segue.db", "the folder must exist"),
        ("postgresql://nobody@127.0.0.1:9/none", "cannot be used"),
    ],
)
async def test_a_wrong_address_is_told_with_what_would_be_right(url: str, says: str) -> None:
    with pytest.raises(StoreNotOpened, match=says):
        await open_store(url)


async def test_nobody_else_on_the_machine_can_read_what_is_stored(tmp_path: Path) -> None:
    store = await open_store(f"sqlite:///{tmp_path / 'segue.db'}")
    await store.write(SaveUser(user()))
    open_to_others = {file.name for file in tmp_path.glob("segue.db*") if file.stat().st_mode & 0o077}
    await store.close()
    assert open_to_others <= {"segue.db.lock"}


async def test_a_password_is_not_in_the_error() -> None:
    with pytest.raises(StoreNotOpened) as raised:
        await open_store("postgresql://maria:hunter2@127.0.0.1:9/none")
    assert "hunter2" not in str(raised.value)


async def test_a_new_file_gets_its_tables_and_an_old_one_keeps_its_rows(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'new.db'}"
    for expected in ([], ["maria"]):
        store = await open_store(url)
        assert [one.id for one in await store.read(Users("default"))] == expected
        await store.write(SaveUser(user()))
        await store.close()


async def test_a_second_process_on_one_file_is_told_what_to_do(sqlite_url: str) -> None:
    store = await open_store(sqlite_url)
    program = f"import asyncio; from segue.store.database import open_store; asyncio.run(open_store({sqlite_url!r}))"
    command = [sys.executable, "-c", program]
    second = await asyncio.to_thread(subprocess.run, command, capture_output=True, text=True, check=False)
    assert second.returncode != 0
    assert "StoreNotOpened" in second.stderr
    assert "is in use by process" in second.stderr
    assert "Stop that one" in second.stderr
    with pytest.raises(StoreNotOpened, match="in use"):
        await open_store(sqlite_url)
    await store.close()
    await (await open_store(sqlite_url)).close()


def connected(url: str) -> Connection:
    return create_engine(url.replace("postgresql://", "postgresql+psycopg://"), poolclass=NullPool).connect()


def test_the_migrations_make_the_tables_of_the_code(url: str) -> None:
    with connected(url) as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def definitions(connection: Connection) -> set[str]:
    """Indexes word by word, conditions included: the comparison above does not look at those."""
    sql = {
        "sqlite": "SELECT sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL",
        "postgresql": "SELECT indexdef FROM pg_indexes WHERE schemaname = current_schema()",
    }[connection.dialect.name]
    rows = connection.execute(text(sql)).scalars()
    return {row for row in rows if "alembic" not in row}


def test_the_migrations_make_the_indexes_of_the_code(url: str) -> None:
    with connected(url) as connection:
        migrated = definitions(connection)
        metadata.drop_all(connection)
        metadata.create_all(connection)
        assert definitions(connection) == migrated
        connection.rollback()


def test_a_database_of_a_newer_version_is_refused_and_left_alone(url: str) -> None:
    address = url.replace("postgresql://", "postgresql+psycopg://")

    def set_step(step: str) -> None:
        with connected(url) as connection:
            connection.execute(text("UPDATE alembic_version SET version_num = :step"), {"step": step})
            connection.commit()

    set_step("9999")
    try:
        with pytest.raises(StoreNotOpened, match="newer Segue"):
            upgrade(address)
    finally:
        set_step(steps_of(address).newest)
    upgrade(address)


async def test_a_command_looks_into_the_database_of_a_running_segue_and_cannot_change_it(sqlite_url: str) -> None:
    running = await open_store(sqlite_url)
    await running.write(SaveUser(user("maria")))
    beside = await look_into(sqlite_url)
    try:
        assert [one.id for one in await beside.read(Users("default"))] == ["maria"]
        with pytest.raises(TypeError, match="opened to look only"):
            await beside.write(SaveUser(user("ben")))
    finally:
        await beside.close()
        await running.close()


async def test_looking_needs_a_database_with_the_newest_tables(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path / 'segue.db'}"
    with pytest.raises(StoreNotOpened, match="there is no database"):
        await look_into(address)
    (tmp_path / "segue.db").touch()
    with pytest.raises(StoreNotOpened, match="segue db upgrade"):
        await look_into(address)
