"""`segue demo`: the shop, its bot and its team on this machine, to be looked at or to play by themselves."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from segue.cli import loop
from segue.cli.trouble import told
from segue.demo.cast import ADMIN, TEAM
from segue.demo.house import House
from segue.demo.opening import opened


def demo(
    port: Annotated[int, typer.Option(help="Port, 0 for any free one.", min=0, max=65535)] = 8440,
    keep: Annotated[
        Path | None, typer.Option(help="Keep the data in this folder and go on from it next time.", show_default=False)
    ] = None,
) -> None:
    """Run Segue with a demo shop: its pages, a bot, a team. Nothing to set up, nothing is sent anywhere."""
    with told():
        if keep:
            keep.mkdir(parents=True, exist_ok=True)
            loop.run(_show(keep, port))
            return
        with tempfile.TemporaryDirectory(prefix="segue-demo-") as folder:
            loop.run(_show(Path(folder), port))


async def _show(folder: Path, port: int) -> None:
    async with opened(folder, port) as running:
        await say_where(running.house)
        await running.stopped
    Console(highlight=False).print("stopped")


async def say_where(house: House) -> None:
    """A link stands whole on its line, however narrow the terminal is: it must survive being copied."""
    console = Console(highlight=False, soft_wrap=True)
    lines = {"Shop": f"{house.settings.url}/"}
    for one in TEAM:
        skills = ", ".join(f"{skill} {level}" for skill, level in one.skills.items())
        label = f"{'Console' if one is ADMIN else 'Desk'} as {one.first}" + (f" ({skills})" if skills else "")
        lines[label] = await house.sign_in_link(one.alias)
    lines["Fresh links"] = f"{house.settings.url}/demo"
    widest = max(map(len, lines))
    console.print(Text("\nThe demo is running. Ctrl-C stops it.\n", "bold green"))
    for label, address in lines.items():
        console.print(Text.assemble((f"  {label:<{widest}}  ", "bold"), address))
    console.print(
        Text(
            "\nOpen the shop in one window and a desk in another. While no desk is open nobody is at work, and a\n"
            "customer who asks for a person is told so. Each link signs in once; the last page makes new ones.\n"
        )
    )
