"""docs/sources: every kind has its page, every name its row, and what the pages show can be used."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

from segue.domain.account import ACCOUNT_FIELDS, Invoice, Note, Payment, SeenError, TicketNote
from segue.policy_file import check_policy
from segue.policy_file.sources import SOURCE_KINDS
from segue.sources.opening import KINDS

FOLDER = Path(__file__).parents[2] / "docs" / "sources"
PAGE = (FOLDER / "README.md").read_text(encoding="utf-8")
AROUND = {
    "version": "version: 1\n",
    "facts": "facts: {customer.seats: number, customer.tier: string, customer.open_tickets: number}\n",
    "triggers": "triggers: [{id: a, when: turns > 9, then: offer}]\n",
    "route": "route: [{queue: key-accounts}]\n",
    "queues": "queues: {key-accounts: {}}\n",
}


@pytest.mark.parametrize("name", ACCOUNT_FIELDS)
def test_every_name_that_a_source_may_tell_has_its_row(name: str) -> None:
    field = ACCOUNT_FIELDS[name]
    assert f"| `{name}` | {field.kind} | {field.meaning} |" in PAGE


@pytest.mark.parametrize("item", [TicketNote, Invoice, Payment, Note, SeenError])
def test_every_part_of_an_item_is_named(item: type) -> None:
    assert ", ".join(f"`{one.name}`" for one in fields(item)) in " ".join(PAGE.split())


@pytest.mark.parametrize("kind", SOURCE_KINDS)
def test_every_kind_has_its_row_its_page_and_its_class(kind: str) -> None:
    needs = ", ".join(f"`{key}`" for key in SOURCE_KINDS[kind].needs)
    assert f"| `{kind}` | {needs} |" in PAGE
    assert (FOLDER / f"{kind}.md").is_file()
    assert kind in KINDS


@pytest.mark.parametrize("page", sorted(FOLDER.glob("*.md")), ids=lambda page: page.name)
def test_the_policies_of_the_page_can_be_used(page: Path) -> None:
    shown = re.findall(r"```yaml\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
    for text in (text for text in shown if "sources:" in text):
        rest = [part for key, part in AROUND.items() if not re.search(rf"^{key}:", text, re.MULTILINE)]
        assert check_policy("".join(rest) + text) == ()
