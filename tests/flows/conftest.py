"""A small team, a small policy, a real database, and a clock that moves only when told."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from fakes.clock import FakeClock
from fakes.world import POLICY, World
from segue.app import Segue


@pytest.fixture
async def world(tmp_path: Path, url: str) -> AsyncIterator[World]:
    """On SQLite, and once more on PostgreSQL."""
    policy = tmp_path / "policy.yaml"
    policy.write_text(POLICY)
    clock = FakeClock()
    async with Segue.open(policy, store=url, clock=clock, background=False) as segue:
        yield World(segue, clock)
