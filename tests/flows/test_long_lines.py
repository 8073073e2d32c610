"""A line is read anew when something changed, and a long one not each time: whoever arrives does not pay for all."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from fakes.clock import FakeClock
from fakes.world import POLICY
from segue.domain.lifecycle import Handoff, State
from segue.flows.lines import FRESH_S, LONG, LONGEST_S, Lines
from segue.policy_file import load_policy

POLICY_ = load_policy(POLICY)


@dataclass
class Shelf:
    """A store that holds a line, and counts how often it was read."""

    line: Sequence[Handoff]
    reads: int = 0

    async def read(self, query: Any) -> Any:
        self.reads += 1
        await asyncio.sleep(0)
        return tuple(self.line)


def queued(count: int) -> list[Handoff]:
    now = FakeClock().now()
    waiting = Handoff("h", "default", "c", State.QUEUED, "asked", "general", now, now, queued_at=now)
    return [replace(waiting, id=f"h{n}", conversation=f"c{n}") for n in range(count)]


async def test_a_short_line_is_read_again_after_each_change() -> None:
    shelf, lines = Shelf(queued(3)), Lines(monotonic=lambda: 0.0)
    for version, reads in ((1, 1), (1, 1), (2, 2)):
        assert len(await lines.of(shelf, "default", version, POLICY_)) == 3
        assert shelf.reads == reads


async def test_what_another_node_changed_is_seen_within_a_second() -> None:
    now = [0.0]
    shelf, lines = Shelf(queued(1)), Lines(monotonic=lambda: now[0])
    await lines.of(shelf, "default", 1, POLICY_)
    shelf.line, now[0] = queued(2), FRESH_S
    assert len(await lines.of(shelf, "default", 1, POLICY_)) == 2


async def test_a_long_line_counts_for_a_while_whatever_changes() -> None:
    now = [0.0]
    shelf, lines = Shelf(queued(2 * LONG)), Lines(monotonic=lambda: now[0])
    for version in range(50):
        await lines.of(shelf, "default", version, POLICY_)
    assert shelf.reads == 1
    now[0] = LONGEST_S
    await lines.of(shelf, "default", 50, POLICY_)
    assert shelf.reads == 2


async def test_many_who_ask_at_once_cause_one_reading() -> None:
    shelf, lines = Shelf(queued(3)), Lines(monotonic=lambda: 0.0)
    await asyncio.gather(*(lines.of(shelf, "default", 7, POLICY_) for _ in range(200)))
    assert shelf.reads == 1


async def test_another_policy_reads_anew() -> None:
    shelf, lines = Shelf(queued(LONG)), Lines(monotonic=lambda: 0.0)
    await lines.of(shelf, "default", 1, POLICY_)
    await lines.of(shelf, "default", 1, replace(POLICY_, hash="another"))
    assert shelf.reads == 2
