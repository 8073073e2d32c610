"""Whether two had one customer is told by holds that overlap; random steps find what breaks an invariant."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "tools"))

from faults.claims import most_at_once
from faults.lifecycle import walk


def test_holds_that_overlap_are_counted() -> None:
    assert most_at_once([("c1", 0.0, 2.0), ("c1", 1.0, 3.0), ("c2", 0.0, 1.0)]) == {"c1": 2, "c2": 1}


def test_a_hold_that_ends_as_the_next_begins_does_not_overlap() -> None:
    assert most_at_once([("c1", 0.0, 1.0), ("c1", 1.0, 2.0)]) == {"c1": 1}


def test_random_steps_walk_through_worlds_to_their_ends() -> None:
    walked = walk((60, 7))
    assert walked.steps == 60
    assert not walked.broken
    assert sum(walked.endings.values())


def test_a_broken_invariant_is_told_with_its_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    walk((1, 7))  # finds the rules
    rules = sys.modules["test_invariants"]

    async def broken(_: object) -> None:
        raise AssertionError("two owners")

    monkeypatch.setattr(rules, "check", broken)
    walked = walk((50, 7))
    assert len(walked.broken) == 3
    assert "two owners; steps" in walked.broken[0]
