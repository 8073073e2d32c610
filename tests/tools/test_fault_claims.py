"""Whether two had one customer is told by holds that overlap; and a small real contest on PostgreSQL."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "tools"))

from faults.claims import contest, most_at_once
from faults.scenario import Setting


def test_holds_that_overlap_are_counted() -> None:
    assert most_at_once([("c1", 0.0, 2.0), ("c1", 1.0, 3.0), ("c2", 0.0, 1.0)]) == {"c1": 2, "c2": 1}


def test_a_hold_that_ends_as_the_next_begins_does_not_overlap() -> None:
    assert most_at_once([("c1", 0.0, 1.0), ("c1", 1.0, 2.0)]) == {"c1": 1}


@pytest.mark.postgres
async def test_nobody_is_given_twice_in_a_contest_of_two_processes(tmp_path: Path, empty_postgres_url: str) -> None:
    found = await contest(Setting(120, 7, tmp_path, lambda _: None, quick=True, postgres=empty_postgres_url))
    assert found.clean, found.notes
    assert found.trials >= 120
    assert found.figures["AlreadyTaken"], "nobody was contested, so nothing was shown"
