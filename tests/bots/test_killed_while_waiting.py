"""A program that is killed while its agent waits for a human: another one goes on, over HTTP and from a file."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from agent_team import Team

from segue.app import Segue
from segue.flows.keys import add_key
from segue.server.application import create_app
from segue.server.run import listen, serving
from segue.settings import Settings

PROGRAM = Path(__file__).with_name("waiting_graph.py")


@asynccontextmanager
async def served(segue: Segue) -> AsyncIterator[tuple[str, str]]:
    settings, listening = Settings(), listen("127.0.0.1", 0)
    scopes = ("conversations", "handoff")
    _, key = await add_key(segue.store, segue.clock, segue.workspace, name="shop-bot", scopes=scopes)
    async with serving(create_app(segue, settings), settings, listening):
        yield f"http://127.0.0.1:{listening.getsockname()[1]}", key


async def starts(*arguments: str) -> asyncio.subprocess.Process:
    process = await asyncio.create_subprocess_exec(
        sys.executable, str(PROGRAM), *arguments, stdout=asyncio.subprocess.PIPE
    )
    assert await line_of(process) == "waits"
    return process


async def line_of(process: asyncio.subprocess.Process) -> str:
    assert process.stdout is not None
    async with asyncio.timeout(60):
        return (await process.stdout.readline()).decode().strip()


async def test_a_graph_whose_program_was_killed_goes_on_in_the_next_one(team: Team, tmp_path: Path) -> None:
    checkpoints = str(tmp_path / "checkpoints")
    async with served(team.segue) as (url, key):
        first = await starts(url, key, checkpoints, "I want 800 euros back")
        await team.accepts("t1")
        first.kill()
        await first.wait()
        await team.says("t1", "Paid back.")
        await team.returns("t1")
        second = await starts(url, key, checkpoints)
        assert await line_of(second) == "Remembered: True"
        assert await second.wait() == 0
    assert await team.spoken("t1") == [
        ("end_user", "I want 800 euros back"),
        ("human_agent", "Paid back."),
        ("automated_agent", "Remembered: True"),
    ]
    asked = [entry for entry in await team.log("t1") if entry.data.get("event") == "queued"]
    assert len(asked) == 1, "no second human was asked for"
