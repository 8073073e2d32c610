"""The clock of the machine is watched by the monotonic one."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from fakes.clock import FakeClock
from fakes.memory_store import MemoryStore
from segue.domain.errors import TryAgain
from segue.flows.clock_watch import ClockWatch
from segue.flows.env import Env
from segue.flows.policies import Policies
from segue.ports.clock import ShiftTimes


class Watched:
    def __init__(self) -> None:
        self.store, self.clock, self.passed = MemoryStore(), FakeClock(), 0.0
        self.env = Env(self.store, self.clock, Policies(self.store, self.clock), lambda p: p, bot=lambda _: None)
        self.watch = ClockWatch(lambda: self.passed)
        self.shifts: list[ShiftTimes] = []

    async def after(self, passed: float, *, set_by: float = 0.0) -> None:
        self.passed += passed
        self.clock.forward(seconds=passed + set_by)
        await self.watch.step(self.env)


@pytest.fixture
def watched(monkeypatch: pytest.MonkeyPatch) -> Watched:
    found = Watched()

    async def write(unit: Any) -> int:
        found.shifts.append(unit)
        return 1

    monkeypatch.setattr(found.store, "write", write)
    return found


async def test_time_that_passes_shifts_nothing_nor_does_a_clock_that_goes_a_little_fast(watched: Watched) -> None:
    for _ in range(5):
        await watched.after(0.5)
        await watched.after(600.0, set_by=2.0)
    assert watched.shifts == []


@pytest.mark.parametrize("by", [3600.0, -3600.0, 86400.0, -7.0])
async def test_a_clock_that_is_set_shifts_by_as_much_once(watched: Watched, by: float) -> None:
    await watched.after(0.5)
    before = watched.clock.now()
    await watched.after(0.5, set_by=by)
    await watched.after(0.5)
    (shift,) = watched.shifts
    assert abs(shift.by - timedelta(seconds=by)) < timedelta(milliseconds=1)
    assert shift.before == before


async def test_what_could_not_be_shifted_is_shifted_with_the_next_look(
    watched: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    await watched.after(0.5)
    write = watched.store.write

    async def full(unit: Any) -> int:
        raise TryAgain("the database cannot be written to now")

    with monkeypatch.context() as away:
        away.setattr(watched.store, "write", full)
        with pytest.raises(TryAgain):
            await watched.after(0.5, set_by=3600.0)
    assert watched.store.write is write
    await watched.after(0.5)
    (shift,) = watched.shifts
    assert round(shift.by.total_seconds()) == 3600
