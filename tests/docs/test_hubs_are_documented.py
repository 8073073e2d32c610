"""docs/hubs: every kind of hub has its page, with each of its settings; docs/policy.md has a line of each."""

from __future__ import annotations

from pathlib import Path

import pytest

from segue.domain.hubs import Can, HubKind, Key
from segue.hub_kinds import KINDS
from segue.policy_file.hubs import COMMON_KEYS

DOCS = Path(__file__).parents[2] / "docs"
POLICY = (DOCS / "policy.md").read_text(encoding="utf-8")
SETTINGS = [(kind, key) for kind in KINDS.values() for key in kind.keys]
TAKES = ((Can.LIVE, "conversations"), (Can.TICKETS, "tickets"), (Can.DRAFTS, "drafts"))


def page(kind: HubKind) -> str:
    path = DOCS / "hubs" / f"{kind.name}.md"
    assert path.is_file(), f"docs/hubs/{kind.name}.md is not written"
    return path.read_text(encoding="utf-8")


def row(kind: HubKind) -> str:
    takes = ", ".join(word for can, word in TAKES if can in kind.can)
    needs = ", ".join(f"`{key.name}`" for key in kind.keys if key.needed)
    may = ", ".join(f"`{key.name}`" for key in kind.keys if not key.needed)
    return f"| [`{kind.name}`](hubs/{kind.name}.md) | {kind.title} | {takes} | {needs} | {may} |"


@pytest.mark.parametrize(("kind", "key"), SETTINGS, ids=[f"{kind.name}.{key.name}" for kind, key in SETTINGS])
def test_every_setting_of_a_hub_has_its_mention(kind: HubKind, key: Key) -> None:
    assert f"`{key.name}`" in page(kind), key.asks


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_every_page_says_what_the_adapter_was_checked_against(kind: HubKind) -> None:
    assert "checked against" in page(kind).lower()


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_no_kind_says_of_one_thing_that_it_can_and_that_it_cannot(kind: HubKind) -> None:
    assert not kind.can & kind.cannot.keys()


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_the_page_of_the_policy_has_its_line(kind: HubKind) -> None:
    assert row(kind) in POLICY


@pytest.mark.parametrize("key", COMMON_KEYS)
def test_what_every_hub_may_have_has_its_paragraph(key: str) -> None:
    assert f"**`{key}`**" in POLICY.split("### `hubs`")[1]
