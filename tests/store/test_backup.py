"""Backups: made while the store is written to, read again into an empty database, refused when damaged."""

from __future__ import annotations

import asyncio
import hashlib
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from direct import connect, empty, enter, remake
from making import conversation, creation, load, next_unit, said, started, user
from sqlalchemy import make_url, text

from segue.domain.errors import Refused, StoreNotOpened
from segue.ports.conversations import EntriesAfter
from segue.ports.people import SaveUser, Users
from segue.store.backup import keep_before_upgrade, look, make, restore
from segue.store.database import open_store
from segue.store.migrate import Steps, steps_of, upgrade
from segue.store.scope import EVERY


def address(url: str) -> Any:
    return make_url(url.replace("postgresql://", "postgresql+psycopg://"))


def silent(table: str, done: int, total: int) -> None:
    """Nobody watches."""


@pytest.fixture
def target(request: pytest.FixtureRequest, url: str, tmp_path: Path) -> Iterator[str]:
    """The other kind of database, empty."""
    if url.startswith("postgresql"):
        yield f"sqlite:///{tmp_path / 'restored.db'}"
        return
    postgres = request.getfixturevalue("empty_postgres_url")
    yield postgres
    empty(postgres)
    upgrade(address(postgres))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "segue.backup"


async def test_a_backup_of_either_database_is_restored_into_the_other(url: str, target: str, file: Path) -> None:
    store = await open_store(url)
    await store.write(creation(conversation("ana"), said(1), said(2, "\u202e bonjour \U0001f642")))
    made = await asyncio.to_thread(make, address(url), file, silent)
    await store.write(SaveUser(user("after")))
    await store.close()
    assert (file.stat().st_mode & 0o777, made.sha256) == (0o600, hashlib.sha256(file.read_bytes()).hexdigest())
    assert sorted(file.parent.glob(f"{file.name}*")) == [file]
    assert await asyncio.to_thread(restore, file, address(target), silent) == made
    restored = await open_store(target)
    assert [entry.text for entry in await restored.read(EntriesAfter("default", "ana"))][
        1
    ] == "\u202e bonjour \U0001f642"
    assert await restored.read(Users("default")) == ()
    await restored.close()


async def test_a_backup_beside_a_busy_writer_is_of_one_moment(url: str, file: Path) -> None:
    store = await open_store(url)
    bases = {name: await started(store, name) for name in ("a", "b", "c")}
    stop = asyncio.Event()

    async def write_on(name: str) -> None:
        while not stop.is_set():
            await store.write(next_unit(bases[name], "more"))
            bases[name] = (await load(store, name)).conversation

    writing = [asyncio.create_task(write_on(name)) for name in bases]
    await asyncio.to_thread(make, address(url), file, silent)
    stop.set()
    await asyncio.gather(*writing)
    await store.close()
    with closing(sqlite3.connect(file)) as connection:
        counted = dict(connection.execute("SELECT conversation, count(*) FROM entries GROUP BY conversation"))
        for id_, last_seq in connection.execute("SELECT id, last_seq FROM conversations"):
            assert counted.get(id_, 0) == last_seq


# --- what is refused ---


def damaged(file: Path) -> None:
    """A letter of what somebody said: the structure of the file stays right, so only the digest tells."""
    stored = file.read_bytes()
    assert stored.count(b"a secret word") > 0
    file.write_bytes(stored.replace(b"a secret word", b"a secret wurd"))


def cut_short(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-8192])


def of_a_newer_segue(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()


def without_its_mark(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("DROP TABLE backup")


def overwritten(file: Path) -> None:
    file.write_text("no database at all " * 1000)


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (damaged, "the file is damaged: entries is not what was written to it"),
        (cut_short, "is damaged"),
        (overwritten, "is damaged, or no backup"),
        (without_its_mark, "segue db copy --from"),
        (of_a_newer_segue, "a newer Segue has written"),
    ],
)
async def test_a_file_that_is_not_whole_is_refused_and_nothing_is_written(
    sqlite_url: str, file: Path, tmp_path: Path, spoil: Any, says: str
) -> None:
    store = await open_store(sqlite_url)
    await store.write(creation(conversation("ana"), *(said(seq, "a secret word") for seq in range(1, 200))))
    await store.close()
    make(address(sqlite_url), file, silent)
    spoil(file)
    restored = f"sqlite:///{tmp_path / 'restored.db'}"
    with pytest.raises((Refused, StoreNotOpened), match=says):
        restore(file, address(restored), silent)
    if (tmp_path / "restored.db").exists():
        assert steps_of(restored).there == ""


async def test_a_database_with_rows_is_not_restored_over(sqlite_url: str, file: Path) -> None:
    store = await open_store(sqlite_url)
    await store.write(SaveUser(user("maria")))
    await store.close()
    make(address(sqlite_url), file, silent)
    with pytest.raises(Refused, match="is not empty"):
        restore(file, address(sqlite_url), silent)


def test_a_file_that_is_there_is_not_overwritten(sqlite_url: str, file: Path) -> None:
    file.write_text("dear diary")
    with pytest.raises(Refused, match="name another file"):
        make(address(sqlite_url), file, silent)
    assert file.read_text() == "dear diary"


def test_no_half_a_backup_stays_when_it_cannot_be_made(tmp_path: Path, file: Path) -> None:
    (tmp_path / "other.db").write_text("no database " * 100)
    with pytest.raises(StoreNotOpened, match="no backup could be made"):
        make(address(f"sqlite:///{tmp_path / 'other.db'}"), file, silent)
    assert list(tmp_path.glob("segue.backup*")) == []


# --- old ones ---


def old(url: str, value: str = "value") -> None:
    remake(url, "0001")
    with connect(url) as connection:
        connection.execute(text("INSERT INTO secrets VALUES ('w', 'name', :value)"), {"value": value})
        connection.commit()


def secrets(url: str) -> list[Any]:
    with connect(url) as connection:
        enter(connection, EVERY)
        return list(connection.execute(text("SELECT workspace, name, value FROM secrets")))


def test_a_backup_of_old_tables_is_brought_up_to_date_when_it_is_restored(sqlite_url: str, file: Path) -> None:
    old(sqlite_url)
    make(address(sqlite_url), file, silent)
    restored = sqlite_url.replace("segue.db", "restored.db")
    restore(file, address(restored), silent)
    steps = steps_of(restored)
    assert steps.there == steps.newest != "0001"
    assert secrets(restored) == [("w", "name", "value")]
    assert "secrets" in look(file).contents
    assert "hub_events" not in look(file).contents


async def test_a_file_is_copied_before_its_tables_are_upgraded(sqlite_url: str, tmp_path: Path) -> None:
    old(sqlite_url)
    (tmp_path / "segue.db.before-0000").write_text("of the upgrade before")
    await (await open_store(sqlite_url)).close()
    (kept,) = tmp_path.glob("segue.db.before-*")
    assert kept.name == f"segue.db.before-{steps_of(sqlite_url).newest}"
    assert kept.stat().st_mode & 0o777 == 0o600
    assert (steps_of(f"sqlite:///{kept}").there, secrets(f"sqlite:///{kept}")) == ("0001", [("w", "name", "value")])


async def test_the_copy_may_be_turned_off_and_is_not_made_of_nothing(sqlite_url: str, tmp_path: Path) -> None:
    old(sqlite_url)
    await (await open_store(sqlite_url, keep_before_upgrade=False)).close()
    remake(sqlite_url, "0001")
    await (await open_store(sqlite_url)).close()
    assert list(tmp_path.glob("segue.db.before-*")) == []


@pytest.mark.skipif(sys.platform == "win32", reason="needs ulimit")
def test_an_upgrade_without_room_for_the_copy_does_not_begin(sqlite_url: str) -> None:
    old(sqlite_url, "v" * 1_000_000)
    program = (
        "import asyncio, resource, signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000));"
        f"from segue.store.database import open_store; asyncio.run(open_store({sqlite_url!r}))"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert "SEGUE_UPGRADE_BACKUP=no" in run.stderr
    assert steps_of(sqlite_url).there == "0001"
    assert list(Path(make_url(sqlite_url).database or "").parent.glob("*.part")) == []


def test_nothing_is_copied_where_no_upgrade_is_due(sqlite_url: str) -> None:
    path = Path(make_url(sqlite_url).database or "")
    assert keep_before_upgrade(path, Steps("0007", "0007")) is None
    assert keep_before_upgrade(path, Steps("", "0007")) is None
