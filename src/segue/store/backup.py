"""Backups: one SQLite file with everything, whatever the database is, that says itself what it must hold."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import msgspec
from sqlalchemy import select
from sqlalchemy.engine import URL, make_url

from segue import __version__
from segue.domain.errors import Refused, StoreNotOpened
from segue.store import sqlite
from segue.store.copying import Contents, Told, contents_of, copy, known_tables
from segue.store.migrate import Steps, looking, upgrade

_TABLE = "CREATE TABLE backup (made_at TEXT NOT NULL, version TEXT NOT NULL, contents TEXT NOT NULL)"
_contents_of = msgspec.json.Decoder(dict[str, Contents]).decode


@dataclass(frozen=True, slots=True)
class Backup:
    """made_at: when its making began, UTC.  version: of the Segue that made it.  sha256: of the file."""

    made_at: datetime
    version: str
    contents: Mapping[str, Contents]
    sha256: str


def make(source: URL, file: Path, told: Told) -> Backup:
    """Of one moment of a database that others may be writing to. The file is there when it is whole.

    Raises Refused when there is such a file already, no folder for it, or it turns out to be damaged; StoreNotOpened
    when the database is not there or cannot be read.
    """
    if file.exists():
        raise Refused(f"{file} is there already; name another file")
    if not file.parent.is_dir():
        raise Refused(f"there is no folder {file.parent}; make it first")
    if source.get_backend_name() == "sqlite" and not Path(source.database or "").is_file():
        raise StoreNotOpened(f"there is no database {source.database}; SEGUE_DATABASE says which one to back up")
    made_at = datetime.now(UTC).replace(microsecond=0)
    part = file.with_name(f"{file.name}.part")
    part.unlink(missing_ok=True)
    try:
        part.touch(mode=0o600)
        if source.get_backend_name() == "sqlite":
            sqlite.snapshot(Path(source.database or ""), part)
        else:
            copy(source, _address(part), told)
        contents = _contents(part, told)
        _sign(part, made_at, contents)
        _check(part)
        sqlite.make_durable(part)
        part.replace(file)
        return Backup(made_at, __version__, contents, _digest(file))
    except sqlite3.Error as error:
        raise StoreNotOpened(f"no backup could be made of {source.render_as_string()}: {error}") from error
    finally:
        for rest in (part, *file.parent.glob(f"{part.name}-*"), part.with_name(f"{part.name}.lock")):
            with suppress(OSError):
                rest.unlink(missing_ok=True)


def restore(file: Path, target: URL, told: Told) -> Backup:
    """Into an empty database, which then has the newest tables.

    Raises Refused when the file is damaged or no backup, or the target is not empty; StoreNotOpened when a newer Segue
    has made the file, or the target cannot be reached. Then the target is as before.
    """
    if not file.is_file():
        raise StoreNotOpened(f"there is no file {file}")
    _check(file)
    backup = look(file)
    copy(_address(file), target, told, backup.contents)
    upgrade(target)
    return backup


def keep_before_upgrade(database: Path, steps: Steps) -> Path | None:
    """A copy of the file beside it, `<file>.before-<step>`, when an upgrade is due and rows are in it.

    The copy before an earlier upgrade goes. Raises StoreNotOpened when there is no room for it.
    """
    if steps.there in ("", steps.newest) or not _has_rows(database):
        return None
    kept = database.with_name(f"{database.name}.before-{steps.newest}")
    part = kept.with_name(f"{kept.name}.part")
    try:
        part.unlink(missing_ok=True)
        part.touch(mode=0o600)
        sqlite.snapshot(database, part)
        sqlite.make_durable(part)
        part.replace(kept)
    except (sqlite3.Error, OSError) as error:
        part.unlink(missing_ok=True)
        raise StoreNotOpened(
            f"{kept}, a copy before the upgrade, cannot be made: {error}. Make room for it, "
            "or set SEGUE_UPGRADE_BACKUP=no when there is a backup elsewhere."
        ) from error
    for earlier in set(database.parent.glob(f"{database.name}.before-*")) - {kept}:
        earlier.unlink()
    return kept


def look(file: Path) -> Backup:
    """What a file says of itself. Raises Refused when it is no backup."""
    with closing(sqlite.connect_to_look(file)) as connection:
        try:
            ((made_at, version, contents),) = connection.execute("SELECT made_at, version, contents FROM backup")
        except (sqlite3.Error, ValueError) as error:
            raise Refused(
                f"{file} was not made by segue db backup. A database itself is moved by "
                f"segue db copy --from sqlite:///{file} --to …"
            ) from error
    return Backup(datetime.fromisoformat(made_at), version, _contents_of(contents), _digest(file))


def _address(file: Path) -> URL:
    return make_url("sqlite://").set(database=str(file))


def _contents(file: Path, told: Told) -> Mapping[str, Contents]:
    engine = looking(file)
    try:
        with engine.connect() as connection:
            return {name: contents_of(connection, table, told) for name, table in known_tables(connection).items()}
    finally:
        engine.dispose()


def _has_rows(file: Path) -> bool:
    engine = looking(file)
    try:
        with engine.connect() as connection:
            there = known_tables(connection).values()
            return any(connection.execute(select(table).limit(1)).all() for table in there)
    finally:
        engine.dispose()


def _sign(file: Path, made_at: datetime, contents: Mapping[str, Contents]) -> None:
    """A file by itself: no log of writes beside it."""
    with closing(sqlite.connect(file)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute(_TABLE)
        row = (made_at.isoformat(), __version__, msgspec.json.encode(contents).decode())
        connection.execute("INSERT INTO backup VALUES (?, ?, ?)", row)


def _check(file: Path) -> None:
    try:
        with closing(sqlite.connect_to_look(file)) as connection:
            found = [row[0] for row in connection.execute("PRAGMA integrity_check(1)")]
    except sqlite3.Error as error:
        raise Refused(f"{file} is damaged, or no backup: {error}") from error
    if found != ["ok"]:
        raise Refused(f"{file} is damaged: {found[0]}")


def _digest(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
