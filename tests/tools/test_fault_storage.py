"""A few real crash points, torn logs and bad disks, as `dev.py faults` plays them; and what is wrong is found."""

from __future__ import annotations

import asyncio
import os
import random
import shutil
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "tools"))

from faults import crash_points, torn_wal
from faults.crash_points import POINTS, crashes, points
from faults.disk import disk_fails, disk_full
from faults.scenario import Outcome, Setting
from faults.torn_wal import Log, cuts, damages, judge, record

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="needs SIGKILL and /proc")
STRACE = pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace")


def setting(folder: Path, trials: int) -> Setting:
    return Setting(trials, 7, folder, lambda _: None, quick=True)


def none_wrong(found: Outcome, trials: int) -> None:
    assert found.clean, found.notes + found.missed
    assert found.trials == trials


def test_crash_points_are_spread_over_all_kinds_of_calls() -> None:
    every = points(sum(POINTS.values()))
    assert len(set(every)) == len(every)
    assert {call: max(which for name, which in every if name == call) for call in POINTS} == POINTS
    assert {call for call, _ in points(10)} == set(POINTS)


@LINUX
@STRACE
async def test_a_server_that_dies_at_its_own_calls_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    soon = [("fdatasync", 4), ("pwrite64", 60), ("write", 25)]
    monkeypatch.setattr(crash_points, "points", lambda trials: soon[:trials])
    none_wrong(await crashes(setting(tmp_path, 3)), 3)


@LINUX
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root may mount a disk")
async def test_a_full_disk_refuses_and_comes_back(tmp_path: Path) -> None:
    none_wrong(await disk_full(setting(tmp_path, 1)), 1)


@LINUX
@STRACE
async def test_a_disk_that_does_not_write_refuses_and_comes_back(tmp_path: Path) -> None:
    none_wrong(await disk_fails(setting(tmp_path, 1)), 1)


@pytest.fixture
async def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Log:
    monkeypatch.setattr(torn_wal, "LOG_BYTES", 400_000)
    return await record(tmp_path, random.Random(7))


async def test_a_torn_log_keeps_what_was_acknowledged_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(torn_wal, "LOG_BYTES", 400_000)
    none_wrong(await cuts(setting(tmp_path, 40)), 40)


async def test_what_is_not_there_is_found(log: Log, tmp_path: Path) -> None:
    """An acknowledgement that is told to have come earlier than it did is one that was lost."""
    early = Log(log.base, log.wal, tuple((length // 2, name, seq) for length, name, seq in log.acknowledged))
    found = Outcome(0)
    for damage in damages(log, 30, random.Random(7)):
        await asyncio.to_thread(judge, early, damage, tmp_path / "damaged" / "segue.db", found)
    assert found.lost
