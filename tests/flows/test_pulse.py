"""How the background lanes fare, and that they stop between two steps."""

from __future__ import annotations

import asyncio
import time
from contextlib import suppress

import pytest

from fakes.clock import FakeClock
from fakes.memory_store import MemoryStore
from segue.domain.errors import TryAgain
from segue.flows import lanes
from segue.flows.env import Env
from segue.flows.lanes import Lane
from segue.flows.policies import Policies
from segue.flows.pulse import LATE_S, Pulse


@pytest.fixture
def env() -> Env:
    store, clock = MemoryStore(), FakeClock()
    return Env(store, clock, Policies(store, clock), lambda prefix: prefix, bot=lambda _: None)


@pytest.fixture
def moved(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The monotonic clock, which a test moves."""
    now = [1000.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    return now


def test_a_lane_is_late_when_its_step_does_not_end(moved: list[float]) -> None:
    pulse = Pulse()
    beat = pulse.lane("deliver", 0.5)
    with beat.step():
        moved[0] += LATE_S
        assert pulse.late() == ()
        moved[0] += 1
        assert pulse.late() == ("deliver",)
    assert pulse.late() == ()


def test_a_lane_is_late_when_it_does_not_come_back_from_its_pause(moved: list[float]) -> None:
    pulse = Pulse()
    with pulse.lane("visits", 600.0).step():
        pass
    moved[0] += 600 + LATE_S
    assert pulse.late() == ()
    moved[0] += 1
    assert pulse.late() == ("visits",)


def test_a_step_that_fails_is_remembered_until_one_succeeds(moved: list[float]) -> None:
    beat = Pulse().lane("deliver", 0.5)
    with suppress(LookupError), beat.step():
        raise LookupError
    assert (beat.failing, beat.succeeded_at) == ("LookupError", None)
    with beat.step():
        moved[0] += 2
    assert (beat.failing, beat.succeeded_at) == ("", 1002.0)


async def test_a_lane_lives_on_when_the_store_is_away_while_it_asks_how_long_it_may_pause(
    env: Env, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lanes, "AFTER_ERROR_S", 0.0)
    steps, enough = list[int](), asyncio.Event()

    async def step(_: Env) -> int:
        steps.append(1)
        if len(steps) == 3:
            enough.set()
        return 1

    async def pause(_: Env) -> None:
        raise TryAgain("the database cannot be read now")

    running = asyncio.create_task(lanes.run(env, Lane("asks", step, every_s=60.0, pause=pause)))
    async with asyncio.timeout(10):
        await enough.wait()
    running.cancel()


async def test_lanes_stop_between_two_steps(env: Env) -> None:
    begun, may_end, ended = asyncio.Event(), asyncio.Event(), []

    async def step(_: Env) -> int:
        begun.set()
        await may_end.wait()
        ended.append(True)
        return 1

    running = asyncio.create_task(lanes.run(env, Lane("slow", step, every_s=0.01)))
    await begun.wait()
    resting = asyncio.create_task(env.pulse.rest(60))
    await asyncio.sleep(0)
    assert not resting.done()
    may_end.set()
    await resting
    await running
    assert ended == [True], "the step that was under way ends, and no other begins"


async def test_a_step_that_failed_is_tried_again_soon_however_long_its_lane_pauses(
    env: Env, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lanes, "AFTER_ERROR_S", 0.0)
    monkeypatch.setattr(lanes, "AGAIN_WITHIN_S", 0.01)
    tries, again = [], asyncio.Event()

    async def step(_: Env) -> int:
        tries.append(True)
        if len(tries) == 1:
            raise LookupError
        again.set()
        return 1

    running = asyncio.create_task(lanes.run(env, Lane("hourly", step, every_s=3600)))
    async with asyncio.timeout(5):
        await again.wait()
    running.cancel()


async def test_a_step_that_does_not_end_is_not_waited_for_longer_than_that(env: Env) -> None:
    beat = env.pulse.lane("stuck", 1.0)
    with beat.step():
        await env.pulse.rest(0.01)
