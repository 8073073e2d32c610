"""`segue db`: copy, backup, restore as somebody at a terminal sees them."""

from __future__ import annotations

import asyncio
import hashlib
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text
from typer.testing import CliRunner

from segue.cli.main import app
from segue.ports.people import SaveUser, User, UserRole, Users
from segue.store import lock_file
from segue.store.database import open_store
from segue.store.migrate import engine_for, make_url, steps_of, upgrade

MARIA = User("maria", "default", "maria@acme.example", "Maria", UserRole.AGENT, datetime(2026, 11, 21, tzinfo=UTC))


async def write(url: str) -> None:
    store = await open_store(url)
    await store.write(SaveUser(MARIA))
    await store.close()


async def users(url: str) -> list[str]:
    store = await open_store(url)
    found = [one.id for one in await store.read(Users("default"))]
    await store.close()
    return found


@pytest.fixture
def here(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """The database of the settings, with somebody in it."""
    monkeypatch.setenv("SEGUE_DATABASE", sqlite_url)
    asyncio.run(write(sqlite_url))
    return sqlite_url


def segue(*words: str | Path) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["db", *map(str, words)])
    return result.exit_code, result.output


def test_everything_is_copied_and_the_tables_are_listed(here: str, tmp_path: Path) -> None:
    target = f"sqlite:///{tmp_path / 'moved.db'}"
    code, output = segue("copy", "--to", target)
    assert code == 0, output
    assert "both hold the same. Set SEGUE_DATABASE to it" in output
    (line,) = [line for line in output.splitlines() if line.startswith("users")]
    assert "1 rows" in line
    assert asyncio.run(users(target)) == ["maria"]


@pytest.mark.postgres
def test_a_password_is_not_shown(here: str, empty_postgres_url: str) -> None:
    password = make_url(empty_postgres_url).password
    code, output = segue("copy", "--to", empty_postgres_url)
    assert code == 0, output
    assert password is None or f":{password}@" not in output
    with engine_for(make_url(empty_postgres_url).set(drivername="postgresql+psycopg")).begin() as connection:
        connection.execute(text("TRUNCATE users, routing_changes"))


def test_a_file_in_use_is_told(here: str, tmp_path: Path) -> None:
    with lock_file.hold(Path(make_url(here).database or "")):
        code, output = segue("copy", "--to", f"sqlite:///{tmp_path / 'moved.db'}")
    assert code == 1
    assert "is in use by process" in output
    assert not (tmp_path / "moved.db").exists()


def test_a_backup_is_made_while_it_is_in_use_and_restored(here: str, tmp_path: Path) -> None:
    file, target = tmp_path / "one.backup", f"sqlite:///{tmp_path / 'restored.db'}"
    with lock_file.hold(Path(make_url(here).database or "")):
        code, output = segue("backup", file)
    assert code == 0, output
    assert f"sha256 {hashlib.sha256(file.read_bytes()).hexdigest()}" in output
    code, output = segue("restore", file, "--to", target)
    assert code == 0, output
    assert "docs/database.md says what comes back by itself" in output
    assert asyncio.run(users(target)) == ["maria"]


def test_a_backup_into_no_folder_or_of_no_database_says_which(
    here: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, output = segue("backup", tmp_path / "gone" / "one.backup")
    assert code == 1
    assert "there is no folder" in output
    monkeypatch.setenv("SEGUE_DATABASE", f"sqlite:///{tmp_path / 'nowhere.db'}")
    code, output = segue("backup", tmp_path / "one.backup")
    assert code == 1
    assert "there is no database" in output
    assert "SEGUE_DATABASE" in output


def test_a_second_restore_is_refused(here: str, tmp_path: Path) -> None:
    segue("backup", tmp_path / "one.backup")
    code, output = segue("restore", tmp_path / "one.backup", "--to", here)
    assert code == 1
    assert "is not empty: there are rows in" in output


@pytest.mark.parametrize("words", [("copy", "--to", "mysql://localhost/x"), ("restore", "missing", "--to", "x.db")])
def test_a_wrong_address_is_told(here: str, words: tuple[str, ...]) -> None:
    code, output = segue(*words)
    assert code == 1
    assert "sqlite:///segue.db or postgresql://" in output


def test_the_copy_before_an_upgrade_is_a_setting(here: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = tmp_path / "old.db"
    monkeypatch.setenv("SEGUE_DATABASE", f"sqlite:///{old}")
    upgrade(f"sqlite:///{old}", "0001")
    with engine_for(make_url(f"sqlite:///{old}")).begin() as connection:
        connection.execute(text("INSERT INTO secrets VALUES ('w', 'name', 'value')"))
    monkeypatch.setenv("SEGUE_UPGRADE_BACKUP", "no")
    assert segue("upgrade")[0] == 0
    assert list(tmp_path.glob("*.before-*")) == []
    assert steps_of(f"sqlite:///{old}").there == steps_of(f"sqlite:///{old}").newest
