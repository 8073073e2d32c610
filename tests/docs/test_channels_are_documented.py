"""docs: every kind of channel has its page, with each of its settings; docs/policy.md has a line of each."""

from __future__ import annotations

from pathlib import Path

import pytest

from segue.channel_kinds import KINDS
from segue.channels.opening import ADAPTERS
from segue.domain.channels import BotIs, ChannelKind
from segue.domain.hubs import Key

DOCS = Path(__file__).parents[2] / "docs"
ELSEWHERE = {"webhook": "adding-a-channel.md"}
"""Kinds whose page is not among those of AI agents."""
STANDS = {BotIs.BEHIND: "behind", BotIs.IN_FRONT: "in front"}
SETTINGS = [(kind, key) for kind in KINDS.values() for key in kind.keys]
EVERY_KIND = pytest.mark.parametrize("kind", KINDS.values(), ids=list(KINDS))


def where(kind: ChannelKind) -> str:
    return ELSEWHERE.get(kind.name) or f"agents/{kind.name.replace('_', '-')}.md"


def page(kind: ChannelKind) -> str:
    path = DOCS / where(kind)
    assert path.is_file(), f"docs/{where(kind)} is not written"
    return path.read_text(encoding="utf-8")


def row(kind: ChannelKind) -> str:
    needs = ", ".join(f"`{key.name}`" for key in kind.keys if key.needed)
    may = ", ".join(f"`{key.name}`" for key in kind.keys if not key.needed)
    return f"| [`{kind.name}`]({where(kind)}) | {kind.title} | {STANDS[kind.bot]} | {needs} | {may} |"


@pytest.mark.parametrize(("kind", "key"), SETTINGS, ids=[f"{kind.name}.{key.name}" for kind, key in SETTINGS])
def test_every_setting_of_a_channel_has_its_mention(kind: ChannelKind, key: Key) -> None:
    assert f"`{key.name}`" in page(kind), key.asks


@EVERY_KIND
def test_every_page_says_what_the_adapter_was_checked_against(kind: ChannelKind) -> None:
    assert "checked against" in page(kind).lower()


@EVERY_KIND
def test_the_page_of_the_policy_has_its_line(kind: ChannelKind) -> None:
    assert row(kind) in (DOCS / "policy.md").read_text(encoding="utf-8")


def test_every_kind_has_an_adapter_and_every_adapter_a_kind() -> None:
    assert set(ADAPTERS) == set(KINDS)
