"""An AI agent's program beside a Segue with a small team, a real database, and a clock that moves only when told."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from agent_team import Team

from fakes.clock import FakeClock
from fakes.world import POLICY
from segue.app import Segue


@pytest.fixture
async def team(tmp_path: Path, sqlite_url: str) -> AsyncIterator[Team]:
    policy = tmp_path / "policy.yaml"
    policy.write_text(POLICY)
    clock = FakeClock()
    async with Segue.open(policy, store=sqlite_url, clock=clock, background=False) as segue:
        team = Team(segue, clock)
        await team.hire("maria", name="Maria Lopez", team="Billing")
        yield team
