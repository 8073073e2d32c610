"""`segue serve`: the server, as the environment says."""

from __future__ import annotations

from dataclasses import replace
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
    workers: Annotated[int, typer.Option(help="Processes. This version runs one.", min=1)] = 1,
) -> None:
    """Run the server until Ctrl-C or SIGTERM. Settings come from the environment (SEGUE_…)."""
    chosen: dict[str, Any] = {"policy": policy, "host": host or None, "port": port}
    with told():
        settings = Settings.from_environment(**{name: value for name, value in chosen.items() if value is not None})
        one_process(workers)
        loop.run(_serve(settings))


def one_process(workers: int) -> None:
    """Raises WrongSetting for more than one."""
    if workers == 1:
        return
    raise WrongSetting("--workers", "this version of Segue runs in one process; leave --workers out")


async def _serve(settings: Settings) -> None:
    listening = listen(settings.host, settings.port)
    settings = replace(settings, port=listening.getsockname()[1])
    try:
        async with Segue.open(
            await policy_to_adopt(settings), store=settings.database, workspace=settings.workspace, settings=settings
        ) as segue:
            await _say_where(segue, settings)
            async with serving(create_app(segue, settings), settings, listening) as stopped:
                await stopped
    finally:
        listening.close()
    Console(highlight=False).print("stopped")


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
    store = await open_store(settings.database)
    try:
        return await store.read(ActivePolicy(settings.workspace)) is not None
    finally:
        await store.close()


async def _say_where(segue: Segue, settings: Settings) -> None:
    console = Console(highlight=False, soft_wrap=True)
    table = Table.grid(padding=(0, 2))
    table.add_row("Desk", Text(f"{settings.url}/desk"))
    table.add_row("Console", Text(f"{settings.url}/console"))
    table.add_row("API", Text(f"{settings.url}/openapi.json"))
    console.print(Text("Segue is running. Ctrl-C stops it.", "bold green"), table)
    if not await segue.store.read(HasUsers(settings.workspace)):
        link = await setup_link(segue.store, segue.clock, settings)
        console.print(
            Text("\nNobody works here yet. Make the first admin here; the link works once, for 24 hours:", "bold"),
            Text(link),
            sep="\n",
        )
