"""`segue`: the commands, each in its own file."""

from __future__ import annotations

from typing import Annotated

import typer

from segue import __version__
from segue.cli.audit import audit
from segue.cli.backtest import backtest
from segue.cli.bot import bot
from segue.cli.chat import chat
from segue.cli.check import check
from segue.cli.db import db
from segue.cli.demo import demo
from segue.cli.doctor import doctor
from segue.cli.erase import erase
from segue.cli.export import export
from segue.cli.hub import hub
from segue.cli.init import init
from segue.cli.mcp import mcp
from segue.cli.scenarios import scenarios
from segue.cli.serve import serve
from segue.cli.signals import signals
from segue.cli.simulate import simulate
from segue.cli.why import why

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)
for command in (
    *(serve, demo, init, chat, check, signals, backtest, audit, scenarios, simulate, why, doctor),
    *(erase, export, mcp),
):
    app.command()(command)
app.add_typer(db, name="db")
app.add_typer(hub, name="hub")
app.add_typer(bot, name="bot")


def _version(wanted: bool) -> None:
    if wanted:
        print(f"segue {__version__}")
        raise typer.Exit


@app.callback()
def segue(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    """Live agent handoff: from your AI agent to people, and back."""


if __name__ == "__main__":
    app()
