"""docs/triggers: each kind of trigger has its page, which says when to use it and what it gets wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from segue.domain.policy import TriggerKind
from segue.policy_file import check_policy

PAGES = Path(__file__).parents[2] / "docs" / "triggers"
AROUND = "version: 1\nfacts: {customer.tier: string}\nroute: [{queue: q}]\nqueues: {q: {}, billing: {}, sales: {}}\n"


@pytest.mark.parametrize("kind", TriggerKind)
def test_each_kind_has_a_page(kind: TriggerKind) -> None:
    page = (PAGES / f"{kind.value}.md").read_text("utf-8")
    assert "**Use it for**" in page
    assert "**What it gets wrong" in page
    assert f"({kind.value}.md)" in (PAGES / "README.md").read_text("utf-8")


@pytest.mark.parametrize("kind", TriggerKind)
def test_the_example_of_the_page_can_be_used(kind: TriggerKind) -> None:
    example = (PAGES / f"{kind.value}.md").read_text("utf-8").split("```yaml\n")[1].split("```")[0]
    triggers = example if "triggers:" in example else f"triggers:\n{example}"
    assert check_policy(AROUND + triggers) == ()
