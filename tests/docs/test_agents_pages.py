"""docs/agents: every page has its row in the overview, and as many steps as are told there and in its heading."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[2] / "docs" / "agents"
ROOT = FOLDER.parents[1]
OVERVIEW = (FOLDER / "README.md").read_text("utf-8")
NUMBERS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
HEADING = re.compile(r"^## [^\n]*: (\w+) steps\n(.*?)(?=^## |\Z)", re.M | re.S)
PAGES = sorted(path.name for path in FOLDER.glob("*.md") if path.name != "README.md")
ROWS = {
    page: int(steps)
    for line in OVERVIEW.splitlines()
    for page, steps in re.findall(r"^\|[^|]*\|[^|]*?\]\(([\w-]+\.md)\)[^|]*\|[^|]*\| (\d+) \|", line)
}


@pytest.mark.parametrize("page", PAGES)
def test_every_page_has_as_many_steps_as_it_says_and_as_the_overview_says(page: str) -> None:
    told, section = next(iter(HEADING.findall((FOLDER / page).read_text("utf-8"))))
    counted = len(re.findall(r"^\d+\. ", section, re.M))
    assert (counted, ROWS[page]) == (NUMBERS.index(told), counted)


def test_the_overview_names_no_page_and_no_example_that_is_not_there() -> None:
    links = re.findall(r"\]\(([^)#]+)", OVERVIEW)
    examples = re.findall(r"`python (examples/[\w/.]+)", OVERVIEW)
    missing = [one for one in links if not (FOLDER / one).is_file()] + [
        one for one in examples if not (ROOT / one).is_file()
    ]
    assert not missing
    assert set(ROWS) == set(PAGES)
