"""The policy file changes while conversations run."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from fakes.clock import FakeClock
from fakes.world import POLICY, World
from segue.app import Segue
from segue.flows.policy_on_disk import PolicyOnDisk

CHANGED = POLICY.replace("asks-for-human", "wants-a-person")
NEEDS_A_SECRET = POLICY.replace("bot: {", "bot: {webhook: 'https://bot.example/in', secret: nobody_set_it, ")


@pytest.fixture
async def running(tmp_path: Path) -> AsyncIterator[tuple[World, PolicyOnDisk, Path]]:
    path, clock = tmp_path / "policy.yaml", FakeClock()
    path.write_text(POLICY)
    async with Segue.open(path, store=f"sqlite:///{tmp_path}/segue.db", clock=clock, background=False) as segue:
        file = PolicyOnDisk(path, "default")
        await file.begin(segue.env)
        yield World(segue, clock), file, path


async def asks(world: World, conversation: str) -> str:
    await world.start(conversation)
    turn = await world.customer("get me a human", conversation)
    assert turn.decision is not None
    return str(turn.decision["trigger"])


async def test_a_changed_file_counts_for_conversations_that_begin_later(
    running: tuple[World, PolicyOnDisk, Path],
) -> None:
    world, file, path = running
    await world.start("before")
    path.write_text(CHANGED)
    assert await file.look(world.segue.env) == 1
    assert await file.look(world.segue.env) == 0
    assert await asks(world, "after") == "wants-a-person"
    turn = await world.customer("get me a human", "before")
    assert turn.decision is not None
    assert turn.decision["trigger"] == "asks-for-human"


@pytest.mark.parametrize("wrong", ["version: 1", "\xff", "triggers: [", "", NEEDS_A_SECRET])
async def test_a_wrong_one_leaves_the_old_one_active_until_it_is_right(
    running: tuple[World, PolicyOnDisk, Path], wrong: str
) -> None:
    world, file, path = running
    path.write_bytes(wrong.encode("latin-1"))
    assert await file.look(world.segue.env) == 0
    assert await asks(world, "meanwhile") == "asks-for-human"
    path.write_text(CHANGED)
    assert await file.look(world.segue.env) == 1


async def test_a_file_that_is_gone_changes_nothing(running: tuple[World, PolicyOnDisk, Path]) -> None:
    world, file, path = running
    path.unlink()
    assert await file.look(world.segue.env) == 0
    assert await asks(world, "meanwhile") == "asks-for-human"


async def test_a_file_that_stays_as_it_is_leaves_what_else_was_adopted(
    running: tuple[World, PolicyOnDisk, Path],
) -> None:
    world, file, _ = running
    await world.segue.env.policies.adopt("default", CHANGED, "ana")
    assert await file.look(world.segue.env) == 0
    assert await asks(world, "c2") == "wants-a-person"


async def test_it_is_followed_while_segue_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("segue.flows.policy_on_disk.LOOKED_AT_EVERY_S", 0.01)
    path = tmp_path / "policy.yaml"
    path.write_text(POLICY)
    async with Segue.open(path, store=f"sqlite:///{tmp_path}/segue.db") as segue, asyncio.timeout(20):
        path.write_text(CHANGED)
        while (await segue.env.policies.active("default")).text != CHANGED:  # noqa: ASYNC110 - nothing tells of it
            await asyncio.sleep(0)
