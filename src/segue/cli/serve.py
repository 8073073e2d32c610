"""`segue serve`: the server, as the environment says."""

from __future__ import annotations

import socket
from collections.abc import Awaitable, Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from segue.app import Segue
from segue.cli import loop
from segue.cli.trouble import told
from segue.flows.links import setup_link
from segue.ports.people import HasUsers
from segue.ports.policies import ActivePolicy
from segue.server.application import create_app
from segue.server.run import listen, serving
from segue.server.workers import Tie, Workers
from segue.settings import Settings, WrongSetting
from segue.store.database import open_store


def serve(
    policy: Annotated[
        Path | None, typer.Option(help="The policy file. Wins over SEGUE_POLICY.", show_default=False)
    ] = None,
    host: Annotated[str, typer.Option(help="Address to listen on. Wins over SEGUE_HOST.", show_default=False)] = "",
    port: Annotated[
        int | None, typer.Option(help="Port, 0 for any free one. Wins over SEGUE_PORT.", min=0, max=65535)
    ] = None,
    workers: Annotated[int, typer.Option(help="Processes that serve, on PostgreSQL.", min=1, max=64)] = 1,
) -> None:
    """Run the server until Ctrl-C or SIGTERM. Settings come from the environment (SEGUE_…)."""
    chosen: dict[str, Any] = {"policy": policy, "host": host or None, "port": port}
    with told():
        settings = Settings.from_environment(**{name: value for name, value in chosen.items() if value is not None})
        if workers > 1:
            _serve_by_several(settings, workers)
        else:
            loop.run(_serve_alone(settings), settings.log_format)


async def _serve_alone(settings: Settings) -> None:
    listening = listen(settings.host, settings.port)
    settings = replace(settings, port=listening.getsockname()[1])

    async def say_where(segue: Segue) -> None:
        _say_where(settings, await _link(segue))

    try:
        await _serve(settings, listening, say_where)
    finally:
        listening.close()
    Console(highlight=False).print("stopped")


def _serve_by_several(settings: Settings, workers: int) -> None:
    """What can be wrong is found here, before anybody is begun: the workers find the tables and the policy made."""
    needs_a_server(settings, workers)
    with listen(settings.host, settings.port) as listening:
        settings = replace(settings, port=listening.getsockname()[1])
        link = loop.run(_prepared(settings), settings.log_format)
        several = Workers(workers, work, (settings, listening), partial(_say_where, settings, link, workers))
        status = several.run()
    Console(highlight=False).print("stopped")
    if status:
        raise typer.Exit(status)


def work(settings: Settings, listening: socket.socket, tie: Tie) -> None:
    """One of several processes."""

    async def ready(_: Segue) -> None:
        tie.ready()

    with told():
        loop.run(_serve(settings, listening, ready), settings.log_format)


def needs_a_server(settings: Settings, workers: int) -> None:
    """Raises WrongSetting where the database belongs to one process."""
    if not settings.database.startswith("sqlite"):
        return
    raise WrongSetting(
        "--workers",
        "an SQLite database belongs to one process. With a PostgreSQL server it works like this:\n"
        f"  SEGUE_DATABASE=postgresql://user:password@host/segue segue serve --workers {workers}\n"
        "What is in SQLite goes there with: segue db copy --to postgresql://…",
    )


async def _serve(settings: Settings, listening: socket.socket, ready: Callable[[Segue], Awaitable[None]]) -> None:
    async with (
        Segue.open(
            await policy_to_adopt(settings), store=settings.database, workspace=settings.workspace, settings=settings
        ) as segue,
        serving(create_app(segue, settings), settings, listening) as stopped,
    ):
        await ready(segue)
        await stopped


async def _prepared(settings: Settings) -> str:
    """Make the tables, adopt the policy, and answer what `_link` does."""
    async with Segue.open(
        await policy_to_adopt(settings),
        store=settings.database,
        workspace=settings.workspace,
        settings=settings,
        background=False,
    ) as segue:
        return await _link(segue)


async def _link(segue: Segue) -> str:
    """For the first admin; "" where somebody works already."""
    if await segue.store.read(HasUsers(segue.workspace)):
        return ""
    return await setup_link(segue.store, segue.clock, segue.settings)


async def policy_to_adopt(settings: Settings) -> Path | None:
    """The policy file; None where the console is the source and a policy is in the store already.

    Raises WrongSetting when there is none at all.
    """
    if settings.policy_source == "console" and await _has_policy(settings):
        return None
    if settings.policy.is_file():
        return settings.policy
    raise WrongSetting(
        "SEGUE_POLICY", f"there is no file {settings.policy}; name your policy file, or write one (docs/policy.md)"
    )


async def _has_policy(settings: Settings) -> bool:
    store = await open_store(settings.database, keep_before_upgrade=settings.upgrade_backup)
    try:
        return await store.read(ActivePolicy(settings.workspace)) is not None
    finally:
        await store.close()


def _say_where(settings: Settings, link: str, workers: int = 1) -> None:
    console = Console(highlight=False, soft_wrap=True)
    table = Table.grid(padding=(0, 2))
    table.add_row("Desk", Text(f"{settings.url}/desk"))
    table.add_row("Console", Text(f"{settings.url}/console"))
    table.add_row("API", Text(f"{settings.url}/openapi.json"))
    by = f" in {workers} processes" if workers > 1 else ""
    console.print(Text(f"Segue is running{by}. Ctrl-C stops it.", "bold green"), table)
    if link:
        console.print(
            Text("\nNobody works here yet. Make the first admin here; the link works once, for 24 hours:", "bold"),
            Text(link),
            sep="\n",
        )
