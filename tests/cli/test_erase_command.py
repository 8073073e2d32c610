"""`segue erase` and `segue export`: counted first, repeated before it is done, and told what to do beside a server."""

from __future__ import annotations

import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from segue.app import Segue
from segue.cli.main import app
from segue.domain.conversation import Customer, Role
from segue.flows.receive import Message
from segue.policy_file import starter_policy
from segue.store import lock_file


@pytest.fixture
async def database(tmp_path: Path, sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> str:
    (tmp_path / "policy.yaml").write_text(starter_policy())
    monkeypatch.setenv("SEGUE_DATABASE", sqlite_url)
    monkeypatch.chdir(tmp_path)
    async with Segue.open(tmp_path / "policy.yaml", store=sqlite_url, background=False) as segue:
        await segue.start("c1", customer=Customer("c-ana", "Ana", "ana@shop.example", verified=True))
        await segue.receive("c1", Message("m1", Role.END_USER, "where is my unmistakable parcel"))
    return sqlite_url


def run(*args: str) -> Result:
    return CliRunner().invoke(app, args)


def test_a_dry_run_counts_and_changes_nothing(database: str) -> None:
    for _ in range(2):
        result = run("erase", "ana@shop.example", "--dry-run")
        assert result.exit_code == 0, result.output
        assert "1  conversations" in result.output
        assert "Nothing was changed" in result.output


def test_it_is_gone_after_the_person_was_repeated_and_the_proof_stays(database: str, tmp_path: Path) -> None:
    assert run("erase", "c-ana", "--repeat", "c-anna").exit_code == 1
    done = run("erase", "c-ana", "--repeat", "c-ana", "--purge")
    assert done.exit_code == 0, done.output
    assert "1 conversations" in done.output
    assert run("erase", "c-ana", "--dry-run").exit_code == 1
    assert run("erase", "ana@shop.example", "--was").exit_code == 0
    assert run("erase", "bob@shop.example", "--was").exit_code == 1
    held = b"".join(path.read_bytes() for path in tmp_path.glob("segue.db*"))
    assert b"unmistakable" not in held


def test_a_database_that_is_not_there_is_told_and_not_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SEGUE_DATABASE", f"sqlite:///{tmp_path / 'other.db'}")
    for words in (("c-ana", "--repeat", "c-ana"), ("c-ana", "--was"), ("--save-list", str(tmp_path / "list.json"))):
        result = run("erase", *words)
        assert result.exit_code == 1
        assert "there is no database" in result.output
    assert list(tmp_path.iterdir()) == []


def test_beside_a_running_server_it_says_what_to_do_instead(database: str) -> None:
    with lock_file.hold(Path(database.removeprefix("sqlite:///"))):
        looked = run("erase", "c-ana", "--dry-run")
        refused = run("erase", "c-ana", "--repeat", "c-ana")
    assert looked.exit_code == 0
    assert refused.exit_code == 1
    assert "console's page Data" in refused.output


def test_an_export_is_written_once_and_for_its_owner_alone(database: str, tmp_path: Path) -> None:
    out = tmp_path / "ana.zip"
    assert run("export", "c-ana", "--out", str(out)).exit_code == 0
    assert out.stat().st_mode & 0o077 == 0
    with zipfile.ZipFile(out) as archive:
        assert "unmistakable" in archive.read("conversations/0001.txt").decode()
    assert "is there already" in run("export", "c-ana", "--out", str(out)).output
    assert "export" in run("erase", "c-ana", "--was").output


def test_a_list_of_erasures_erases_again_in_a_restored_copy(database: str, tmp_path: Path) -> None:
    file = Path(database.removeprefix("sqlite:///"))
    with closing(sqlite3.connect(file)) as live, closing(sqlite3.connect(tmp_path / "backup.db")) as copy:
        live.backup(copy)
    assert run("erase", "c-ana", "--repeat", "c-ana").exit_code == 0
    assert run("erase", "--save-list", str(tmp_path / "list.json")).exit_code == 0
    for leftover in tmp_path.glob("segue.db-*"):
        leftover.unlink()
    (tmp_path / "backup.db").replace(file)
    again = run("erase", "--replay", str(tmp_path / "list.json"))
    assert "1 conversations" in again.output, again.output
    assert run("erase", "c-ana", "--dry-run").exit_code == 1
    (tmp_path / "list.json").write_text("{}")
    assert "is not a list" in run("erase", "--replay", str(tmp_path / "list.json")).output
