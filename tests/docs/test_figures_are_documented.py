"""docs/operations.md explains each figure of /metrics, and no other."""

from __future__ import annotations

import re
from pathlib import Path

from prometheus_client.parser import text_string_to_metric_families

from fakes.clock import FakeClock
from fakes.memory_store import MemoryStore
from segue.flows.env import Env
from segue.flows.policies import Policies
from segue.server.metrics import scraped

PAGE = Path(__file__).parents[2] / "docs" / "operations.md"


def documented() -> list[str]:
    table = PAGE.read_text("utf-8").partition("<!-- metrics -->")[2].partition("<!-- /metrics -->")[0]
    return re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE)


async def test_each_figure_has_its_line_and_each_line_its_figure() -> None:
    store, clock = MemoryStore(), FakeClock()
    env = Env(store, clock, Policies(store, clock), lambda prefix: prefix, bot=lambda _: None)
    text = (await scraped(env, ready=True)).decode()
    told = {
        family.name + ("_total" if family.type == "counter" else "")
        for family in text_string_to_metric_families(text)
        if not family.name.endswith("_created")
    }
    names = documented()
    assert len(names) == len(set(names))
    assert set(names) == told
