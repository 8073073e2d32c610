"""`segue db`: the database of the settings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn
from sqlalchemy.engine import URL

from segue.cli import loop
from segue.cli.trouble import told
from segue.settings import Settings
from segue.store import backup as backups
from segue.store.copying import Contents, Told, move
from segue.store.database import address_of, open_store
from segue.store.migrate import steps_of

db = typer.Typer(no_args_is_help=True, help="Look after the database.", rich_markup_mode=None)

Target = Annotated[str, typer.Option("--to", metavar="URL", help="An empty database: sqlite:///FILE or postgresql://…")]
Source = Annotated[str, typer.Option("--from", metavar="URL", help="Another one than that of SEGUE_DATABASE.")]


@db.callback()
def _group() -> None:
    """Look after the database."""


@db.command()
def upgrade() -> None:
    """Make or upgrade the tables of SEGUE_DATABASE. `segue serve` does the same when it starts."""
    with told():
        settings = Settings.from_environment()
        loop.run(_upgrade(settings))
        steps = steps_of(settings.database)
        print(f"the database is up to date (step {steps.there})")


async def _upgrade(settings: Settings) -> None:
    store = await open_store(settings.database, keep_before_upgrade=settings.upgrade_backup)
    await store.close()


@db.command()
def copy(to: Target, from_: Source = "") -> None:
    """Copy everything into another database, SQLite or PostgreSQL, and compare. Stop the servers first."""
    with told():
        source, target = _source(from_), address_of(to)
        with _progress() as watched:
            copied = move(source, target, watched)
        _print(copied)
        print(f"copied to {target.render_as_string()}; both hold the same. Set SEGUE_DATABASE to it and start Segue.")


@db.command()
def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A file that is not there yet.")], from_: Source = ""
) -> None:
    """Write everything to a file, also while Segue runs."""
    with told():
        with _progress() as watched:
            made = backups.make(_source(from_), file, watched)
        _print(made.contents)
        print(f"{file}: {file.stat().st_size:,} bytes, checked\nsha256 {made.sha256}")


@db.command()
def restore(file: Annotated[Path, typer.Argument(metavar="FILE", help="Made by segue db backup.")], to: Target) -> None:
    """Read a backup into an empty database, check every row, and bring the tables up to date."""
    with told():
        target = address_of(to)
        with _progress() as watched:
            restored = backups.restore(file, target, watched)
        _print(restored.contents)
        age = datetime.now(UTC) - restored.made_at
        print(
            f"restored to {target.render_as_string()}, as of {restored.made_at:%Y-%m-%d %H:%M} UTC"
            f" ({age.days} days {age.seconds // 3600} hours ago; Segue {restored.version}).\n"
            "What happened since is missing: docs/database.md says what comes back by itself, and what does not."
        )


def _source(given: str) -> URL:
    return address_of(given or Settings.from_environment().database)


@contextmanager
def _progress() -> Iterator[Told]:
    """A line a table, on the terminal only."""
    columns = (TextColumn("{task.description:<20}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as shown:
        tasks: dict[str, TaskID] = {}

        def tell(table: str, done: int, total: int) -> None:
            task = tasks.get(table)
            if task is None:
                task = tasks[table] = shown.add_task(table)
            shown.update(task, completed=done, total=total)

        yield tell


def _print(contents: Mapping[str, Contents]) -> None:
    width = max(map(len, contents), default=0)
    for name, one in contents.items():
        print(f"{name:<{width}}  {one.rows:>10,} rows  {one.digest}")
