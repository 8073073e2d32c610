"""Whoever plans is killed: another process goes on within seconds, and nobody is given twice."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from fakes.world import POLICY, World
from segue.app import Segue, SystemClock
from segue.domain.lifecycle import State
from segue.ports.conversations import EntriesAfter

PLANNER = Path(__file__).with_name("endless_planner.py")
TAKEN_OVER_S = 10.0  # 5 are promised; a busy machine that runs tests has other things to do as well


@contextmanager
def planning(url: str, name: str) -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen([sys.executable, str(PLANNER), url, name], stdout=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


async def told(process: subprocess.Popen[str], what: str) -> None:
    assert process.stdout is not None
    while not (line := await asyncio.to_thread(process.stdout.readline)).startswith(what):
        assert line, f"the process ended before it said {what!r}"


async def waits(world: World, name: str) -> None:
    await world.start(name)
    await world.customer("I want to talk to a human please", name)


@pytest.mark.postgres
@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
async def test_another_process_goes_on_when_the_planner_is_killed(empty_postgres_url: str, tmp_path: Path) -> None:
    (tmp_path / "policy.yaml").write_text(POLICY)
    async with Segue.open(tmp_path / "policy.yaml", store=empty_postgres_url, background=False) as segue:
        world = World(segue, SystemClock())  # type: ignore[arg-type] # real processes have a real clock
        await world.hire("maria", capacity=2)
        with planning(empty_postgres_url, "node-1") as first:
            await told(first, "leads")
            with planning(empty_postgres_url, "node-2") as second:
                await told(second, "ready")
                await waits(world, "c1")
                await told(first, "reserved")
                first.kill()
                killed = time.monotonic()
                await waits(world, "c2")
                await told(second, "reserved")
                assert time.monotonic() - killed < TAKEN_OVER_S
        states = {one.conversation: one.state for one in await world.open_handoffs()}
        assert states == {"c1": State.RESERVED, "c2": State.RESERVED}
        for name in states:
            log = await segue.store.read(EntriesAfter("default", name))
            assert [entry.data.get("event") for entry in log].count("reserved") == 1
