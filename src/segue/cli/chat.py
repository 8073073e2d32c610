"""`segue chat`: talk to a policy in a terminal and see, turn by turn, what it decides and why."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from segue.cli import loop
from segue.cli.chat_shown import Shown
from segue.cli.chat_turns import HELP, BadLine, Talk, talk
from segue.cli.trouble import told
from segue.domain.errors import SegueError


def chat(
    policy: Annotated[Path, typer.Argument(help="The policy file.", show_default=False)],
    staff: Annotated[int, typer.Option(help="Pretend that so many human agents, who know everything, are online.")] = 1,
) -> None:
    """Talk to a policy: you type as the customer. `help` tells what else can be typed. Nothing is kept."""
    with told(), tempfile.TemporaryDirectory(prefix="segue-chat-") as folder:
        loop.run(_chat(policy, Path(folder), staff))


async def _chat(policy: Path, folder: Path, staff: int) -> None:
    console = Console(highlight=False, soft_wrap=True)
    shown = Shown(console)
    async with talk(policy, folder, staff) as talking:
        shown.words(f"{policy}: {staff} human agent{'' if staff == 1 else 's'} online. Type as the customer.", HELP)
        for line in _lines(console):
            if line in {"quit", "exit"}:
                return
            await _turn(talking, shown, line)


async def _turn(talking: Talk, shown: Shown, line: str) -> None:
    if line in {"help", "?"}:
        shown.words(HELP)
        return
    try:
        turn = await talking.hears(line)
    except (BadLine, SegueError) as error:
        shown.problem(str(error))
        return
    shown.turn(turn)


def _lines(console: Console) -> Iterator[str]:
    """What is typed; from a pipe or a file each line is shown before its answer."""
    while True:
        try:
            if sys.stdin.isatty():
                line = console.input("\n[bold]you>[/] ").strip()
            else:
                line = sys.stdin.readline()
                if not line:
                    return
                line = line.strip()
                if line:
                    console.print(f"\nyou> {line}", markup=False)
        except EOFError:
            return
        if line:
            yield line
