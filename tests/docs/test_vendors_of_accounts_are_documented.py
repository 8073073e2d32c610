"""docs/sources: the page of each vendor says what its key needs, where values come from, and how far it was checked."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import pytest

from segue.sources.opening import KINDS

FOLDER = Path(__file__).parents[2] / "docs" / "sources"
VENDORS = sorted(set(KINDS) - {"http", "sql"})
OWN, THIRD = "the vendor's own description", "a third party's description"
CHECKED = {
    "hubspot": THIRD,
    "salesforce": THIRD,
    "stripe": OWN,
    "zendesk": OWN,
    "freshdesk": THIRD,
    "intercom": OWN,
}
"""Who wrote what tests/sources/test_<kind>_accounts.py holds calls and answers against."""


def page(kind: str) -> str:
    return " ".join((FOLDER / f"{kind}.md").read_text("utf-8").split())


@pytest.mark.parametrize("kind", KINDS)
def test_each_page_says_once_what_it_was_checked_against(kind: str) -> None:
    assert page(kind).count("**Checked against** ") == 1


@pytest.mark.parametrize("kind", VENDORS)
def test_whose_description_it_was_is_told_and_that_the_service_itself_never_was_asked(kind: str) -> None:
    said = page(kind).partition("**Checked against** ")[2]
    assert said.startswith(CHECKED[kind])
    assert re.search(r"Never run against \w+ itself\.$", said)


@pytest.mark.parametrize("kind", VENDORS)
def test_each_value_says_where_it_comes_from(kind: str) -> None:
    names = import_module(f"segue.sources.accounts_{kind}").COVERS
    rows = [row.split("|")[1] for row in (FOLDER / f"{kind}.md").read_text("utf-8").splitlines() if row.startswith("|")]
    told = [name for row in rows for name in re.findall(r"`(\w+)`", row)]
    assert sorted(told) == sorted({*names, "fields"})


@pytest.mark.parametrize("kind", VENDORS)
def test_what_the_key_needs_and_what_is_asked_are_told(kind: str) -> None:
    assert "**The key**" in page(kind)
    assert "**What it asks**" in page(kind)
    assert "**Of several " in page(kind)
