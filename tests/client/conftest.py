"""One house, and an AI agent's program that asks it in-process or over a real socket."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from door import BOT, Door

from fakes.clock import FakeClock
from fakes.world import POLICY, World
from segue.app import Segue
from segue.ports.agents import Handoffs


@pytest.fixture
async def world(tmp_path: Path, sqlite_url: str) -> AsyncIterator[World]:
    policy = tmp_path / "policy.yaml"
    policy.write_text(POLICY)
    async with Segue.open(policy, store=sqlite_url, clock=FakeClock(), background=False) as segue:
        yield World(segue, segue.clock)  # type: ignore[arg-type]


@pytest.fixture
async def door(world: World) -> AsyncIterator[Door]:
    """Open."""
    door = Door(world)
    async with door.open():
        yield door


@pytest.fixture(params=["in-process", "over HTTP"])
async def bot(request: pytest.FixtureRequest, world: World) -> AsyncIterator[Handoffs]:
    if request.param == "in-process":
        yield world.segue.as_bot(BOT)
        return
    door = Door(world)
    async with door.open(), door.client() as client:
        yield client
