"""docs/signals.md: each name a condition may use has its paragraph."""

from __future__ import annotations

from pathlib import Path

import pytest

from segue.domain.signals.facts import FIXED, Variable
from segue.domain.signals.progress import LOW_CONFIDENCE, REMEMBERED
from segue.domain.signals.own_words import LONGEST_READ

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
