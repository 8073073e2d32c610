"""docs/signals.md: each name a condition may use has its paragraph."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from segue.domain.signals.complexity import PARTS
from segue.domain.signals.facts import FIXED, Variable
from segue.domain.signals.own_words import LONGEST_READ
from segue.domain.signals.progress import LOW_CONFIDENCE, REMEMBERED

PAGE = (Path(__file__).parents[2] / "docs" / "signals.md").read_text("utf-8")


@pytest.mark.parametrize("variable", FIXED, ids=lambda variable: variable.name)
def test_every_name_is_explained_with_its_values(variable: Variable) -> None:
    assert f"`{variable.name}`" in PAGE
    for value in variable.values:
        assert f"`{value}`" in PAGE or f"`'{value}'`" in PAGE


def test_the_numbers_it_tells_are_those_of_the_program() -> None:
    assert f"below {LOW_CONFIDENCE}" in PAGE
    assert f"last {REMEMBERED} messages" in PAGE
    assert f"{LONGEST_READ:,} characters" in PAGE


@pytest.mark.parametrize(("part", "share", "full"), [(name, *worth) for name, worth in PARTS.items()])
def test_each_part_of_complexity_is_shown_with_its_share(part: str, share: float, full: int) -> None:
    assert re.search(rf"^\| {part}\b.* \| {share} \| {full} \|$", PAGE, re.MULTILINE)
