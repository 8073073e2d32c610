"""`segue bot`: AI agents that people write themselves."""

from __future__ import annotations

import typer

from segue.cli.bot_verify import bot_verify

bot = typer.Typer(no_args_is_help=True, help="AI agents of your own.", rich_markup_mode=None)
bot.callback()(lambda: None)
bot.command("verify")(bot_verify)
