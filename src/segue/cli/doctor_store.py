"""What `segue doctor` finds about the database: the library, the file or server, and what it holds."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy.engine import URL, make_url

from segue.app import Segue
from segue.cli import loop
from segue.cli.doctor_agents import bot_unused
from segue.cli.finding import Finding, Level
from segue.domain.errors import SegueError
from segue.domain.policy import Policy
from segue.ports.figures import Figures, LookAtFigures
from segue.ports.health import LookAround
from segue.ports.people import HasUsers, Sites
from segue.server.readiness import CLOCKS_APART_S, free_bytes, seconds_apart
from segue.settings import Settings
from segue.store import lock_file
from segue.store.migrate import steps_of
from segue.store.walls import walls

WAL_RESET = ((3, 7, 0), (3, 51, 2))
"""SQLite versions with the "WAL-reset bug" (sqlite.org/wal.html): several writers at once can corrupt the file."""
ROOM = 1_000_000_000
BEHIND_FOR = timedelta(minutes=10)


def database(settings: Settings, policy: Policy | None = None) -> Iterator[Finding]:
    url = make_url(settings.database)
    if url.get_backend_name() != "sqlite":
        found = tables(url)
        yield found
        if found.level is Level.OK:
            yield from _walls(url)
            yield from _held(settings, policy)
        return
    yield sqlite_version(sqlite3.sqlite_version_info)
    path = Path(url.database or "")
    if not path.parent.is_dir() or not os.access(path.parent, os.W_OK):
        words = f"{path.parent.absolute()} is missing or cannot be written to"
        yield Finding("database", Level.FAIL, words, "make the folder, and let this user write to it", "no-folder")
        return
    yield from _room(path, settings.disk_floor)
    if not path.exists():
        yield Finding("database", Level.OK, f"{path} will be made at the first start")
        return
    found = tables(url)
    yield found
    yield _lock(path)
    yield from _mode(path)
    if found.level is Level.OK:
        yield from _held(settings, policy)


def sqlite_version(version: tuple[int, int, int]) -> Finding:
    shown = ".".join(map(str, version))
    if not WAL_RESET[0] <= version <= WAL_RESET[1]:
        return Finding("sqlite", Level.OK, shown)
    words = f"{shown} can damage a database that several connections write to or checkpoint (fixed in 3.51.3)"
    remedy = "Segue writes and checkpoints by one connection of one process; let no other program write to its file"
    return Finding("sqlite", Level.WARN, words, remedy, "sqlite-wal-reset")


def tables(url: URL) -> Finding:
    where = url.render_as_string()  # without the password
    try:
        steps = steps_of(url)
    except (SegueError, ImportError) as error:
        return Finding(
            "database", Level.FAIL, str(error), "check SEGUE_DATABASE, and that the server runs", "no-database"
        )
    if steps.there == steps.newest:
        return Finding("database", Level.OK, f"{where}, tables at step {steps.there}")
    words = f"{where}: tables at step {steps.there or 'none'}, newest is {steps.newest}"
    return Finding("database", Level.WARN, words, "segue db upgrade (segue serve does it as well)", "old-tables")


def _lock(path: Path) -> Finding:
    try:
        lock_file.hold(path).close()
    except SegueError as error:
        remedy = "fine while segue serve runs; a second one cannot start"
        return Finding("lock", Level.WARN, error.message, remedy, "in-use")
    return Finding("lock", Level.OK, "no other process uses the file")


def _mode(path: Path) -> Iterator[Finding]:
    """As the file says; `synchronous` is each connection's own, and Segue's writer sets FULL."""
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            (mode,) = connection.execute("PRAGMA journal_mode").fetchone()
    except sqlite3.Error:
        return  # said already
    if mode != "wal":
        words = f"{path} is in the journal mode {mode}"
        yield Finding("database", Level.WARN, words, "segue db upgrade sets WAL", "not-wal")


def _room(path: Path, floor: int) -> Iterator[Finding]:
    free = free_bytes(path)
    if free is None or free >= max(ROOM, floor):
        return
    words = f"{free / 1e6:.0f} MB are free where the database is"
    if free < floor:
        yield Finding(
            "disk", Level.FAIL, f"{words}; SEGUE_DISK_FLOOR is {floor / 1e6:.0f} MB", "make room", "disk-full"
        )
    else:
        yield Finding("disk", Level.WARN, words, "make room", "disk-low")


def _walls(url: URL) -> Iterator[Finding]:
    found = walls(url)
    if found is None:
        return
    if found.bypassed:
        words = f"the role {found.role} bypasses row-level security"
        remedy = "let Segue use a role that is neither superuser nor BYPASSRLS (docs/database.md)"
        yield Finding("walls", Level.FAIL, words, remedy, "walls-bypassed")
    if found.gaps:
        words = f"no row-level security on {', '.join(found.gaps)}"
        yield Finding("walls", Level.FAIL, words, "segue db upgrade", "walls-missing")


def _held(settings: Settings, policy: Policy | None) -> Iterator[Finding]:
    """What somebody should look at."""
    has_users, sites, figures, apart = loop.run(_looked(settings))
    if not has_users:
        remedy = "segue serve prints a link that makes the first admin"
        yield Finding("people", Level.WARN, "nobody works here yet", remedy, "nobody")
    if policy is not None:
        yield from bot_unused(policy, sites)
    if apart > CLOCKS_APART_S:
        words = f"this machine's clock and the database's are {apart:.1f} s apart"
        yield Finding("clock", Level.FAIL, words, "set both by NTP", "clocks-apart")
    if letters := sum(one.count for one in figures.dead_letters):
        words = f"{letters} entries were not taken by {', '.join(sorted({one.name for one in figures.dead_letters}))}"
        yield Finding("deliveries", Level.WARN, words, "console → deliveries: send again or dismiss", "dead-letters")
    since = datetime.now(UTC) - BEHIND_FOR
    if late := sorted({one.name for one in figures.behind if one.oldest and one.oldest < since}):
        words = f"more than 10 minutes behind: {', '.join(late)}"
        yield Finding("deliveries", Level.WARN, words, "console → deliveries tells why", "listener-behind")


async def _looked(settings: Settings) -> tuple[bool, int, Figures, float]:
    async with Segue.look(store=settings.database, workspace=settings.workspace, settings=settings) as segue:
        has_users = await segue.store.read(HasUsers(settings.workspace))
        sites = [one for one in await segue.store.read(Sites(settings.workspace)) if one.disabled_at is None]
        figures = await segue.store.read(LookAtFigures())
        asked = segue.clock.now()
        around = await segue.store.read(LookAround())
        apart = 0.0 if around.clock is None else seconds_apart(around.clock, asked, segue.clock.now())
        return has_users, len(sites), figures, apart
