"""`segue db`: the database of the settings."""

from __future__ import annotations

import typer

from segue.cli import loop
from segue.cli.trouble import told
from segue.settings import Settings
from segue.store.database import open_store
from segue.store.migrate import steps_of

db = typer.Typer(no_args_is_help=True, help="Look after the database.", rich_markup_mode=None)


@db.callback()
def _group() -> None:
    """Look after the database."""


@db.command()
def upgrade() -> None:
    """Make or upgrade the tables of SEGUE_DATABASE. `segue serve` does the same when it starts."""
    with told():
        settings = Settings.from_environment()
        loop.run(_upgrade(settings.database))
        steps = steps_of(settings.database)
        print(f"the database is up to date (step {steps.there})")


async def _upgrade(url: str) -> None:
    store = await open_store(url)
    await store.close()
