"""docs: every kind of bot behind Segue has its page, with each of its settings; docs/policy.md has a line of each."""

from __future__ import annotations

from pathlib import Path

import pytest

from segue.bot_kinds import KINDS
from segue.bots.opening import ADAPTERS
from segue.domain.bots import BotCan, BotKind
from segue.domain.hubs import Key

DOCS = Path(__file__).parents[2] / "docs"
NAMED = {"copilot_studio": "copilot-bot", "direct_line": "direct-line-bot"}
"""Others speak of the same vendor on pages of that name."""
SETTINGS = [(kind, key) for kind in KINDS.values() for key in kind.keys]
EVERY_KIND = pytest.mark.parametrize("kind", KINDS.values(), ids=list(KINDS))


def where(kind: BotKind) -> str:
    return f"agents/{NAMED.get(kind.name, kind.name)}.md"


def page(kind: BotKind) -> str:
    return (DOCS / where(kind)).read_text(encoding="utf-8")


@pytest.mark.parametrize(("kind", "key"), SETTINGS, ids=[f"{kind.name}.{key.name}" for kind, key in SETTINGS])
def test_every_setting_of_a_bot_has_its_mention(kind: BotKind, key: Key) -> None:
    assert f"`{key.name}`" in page(kind), key.asks


@EVERY_KIND
def test_every_page_says_what_the_adapter_was_checked_against(kind: BotKind) -> None:
    assert "**Checked against**" in page(kind)


@EVERY_KIND
def test_the_page_of_the_policy_has_its_line(kind: BotKind) -> None:
    needs = ", ".join(f"`{key.name}`" for key in kind.keys if key.needed)
    may = ", ".join(f"`{key.name}`" for key in kind.keys if not key.needed)
    row = f"| [`{kind.name}`]({where(kind)}) | {kind.title} | {needs} | {may} |"
    assert row in (DOCS / "policy.md").read_text(encoding="utf-8")


@EVERY_KIND
def test_what_a_kind_cannot_do_is_said_aloud(kind: BotKind) -> None:
    assert not set(kind.cannot) & kind.can
    assert set(kind.cannot) | kind.can == set(BotCan)


def test_every_kind_has_an_adapter_and_every_adapter_a_kind() -> None:
    assert set(ADAPTERS) == set(KINDS)
