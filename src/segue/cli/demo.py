"""`segue demo`: the shop, its bot and its team on this machine, to be looked at or to play by themselves."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.live import Live
from rich.table import Table
from rich.text import Text

from segue.cli import loop
from segue.cli.trouble import told
from segue.demo.cast import ADMIN, TEAM
from segue.demo.house import House
from segue.demo.opening import Demo, opened
from segue.demo.play.director import Desks, play, team_at_work
from segue.demo.play.hurry import hurried
from segue.demo.play.stage import FASTEST, Stage, Standing
from segue.settings import WrongSetting

STYLES: Mapping[Standing, str] = {
    Standing.WAITING: "dim",
    Standing.PLAYING: "yellow",
    Standing.AS_EXPECTED: "green",
    Standing.WENT_WRONG: "bold red",
}


def demo(
    port: Annotated[int, typer.Option(help="Port, 0 for any free one.", min=0, max=65535)] = 8440,
    keep: Annotated[
        Path | None, typer.Option(help="Keep the data in this folder and go on from it next time.", show_default=False)
    ] = None,
    play_: Annotated[bool, typer.Option("--play", help="Let scripted customers and agents play all scenes.")] = False,
    speed: Annotated[float, typer.Option(help="With --play: 2 is twice as fast.", min=0.1, max=FASTEST)] = 1.0,
    exit_: Annotated[
        bool, typer.Option("--exit", help="With --play: without pauses, then stop; exit code 1 if a scene went wrong.")
    ] = False,
) -> None:
    """Run Segue with a demo shop: its pages, a bot, a team. Nothing to set up, nothing is sent anywhere."""
    with told():
        if keep and play_:
            raise WrongSetting("--keep", "is for a demo that people use; --play needs short waits of its own")
        if keep:
            keep.mkdir(parents=True, exist_ok=True)
            loop.run(_show(keep, port))
            return
        with tempfile.TemporaryDirectory(prefix="segue-demo-") as folder:
            if not play_:
                loop.run(_show(Path(folder), port))
            elif not loop.run(_play(Path(folder), port, FASTEST if exit_ else speed, stop=exit_)):
                raise typer.Exit(1)


async def _show(folder: Path, port: int) -> None:
    async with opened(folder, port) as running:
        await say_where(running.house)
        await running.stopped
    Console(highlight=False).print("stopped")


async def _play(folder: Path, port: int, speed: float, *, stop: bool) -> bool:
    """Whether every scene ended as expected."""
    console = Console(highlight=False)
    pause = timedelta(seconds=0.0 if speed >= FASTEST else 0.7 / speed)
    async with opened(folder, port, adapt=lambda text: hurried(text, speed), bot_pause=pause) as running:
        async with team_at_work(running) as desks:
            await say_where(running.house)
            stages = await _watched(running, desks, speed, console)
        if stages is None:
            return False
        right = sum(stage.standing is Standing.AS_EXPECTED for stage in stages)
        console.print(Text(f"\n{right} of {len(stages)} scenes ended as expected", "bold"))
        if not stop:
            console.print("Everything is still there to look at: open the desk or the console. Ctrl-C stops it.")
            await running.stopped
        return right == len(stages)


async def _watched(running: Demo, desks: Desks, speed: float, console: Console) -> tuple[Stage, ...] | None:
    """The scenes once they were played; None when somebody stopped the demo before."""
    with Live(console=console, refresh_per_second=4, auto_refresh=console.is_terminal) as live:
        playing = asyncio.create_task(play(running, desks, speed, lambda stages: live.update(programme(stages))))
        await asyncio.wait((playing, running.stopped), return_when=asyncio.FIRST_COMPLETED)
        if playing.done():
            return playing.result()
        playing.cancel()
        await asyncio.gather(playing, return_exceptions=True)
        return None


def programme(stages: Sequence[Stage]) -> Table:
    table = Table(box=None, padding=(0, 1), title="Ways from the bot to a person, and back", title_justify="left")
    table.add_column("", justify="right", no_wrap=True)
    table.add_column("scene", no_wrap=True)
    table.add_column("", no_wrap=True)
    table.add_column("now", ratio=1, overflow="fold")
    for number, stage in enumerate(stages, start=1):
        style = STYLES[stage.standing]
        table.add_row(str(number), stage.scene.title, Text(stage.standing.value, style), Text(stage.now))
    return table


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
