"""Intercom's conversations as what was said in them, for notes with drafts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from segue.answers import items, name_of, part, plain, text, time
from segue.domain.hubs import Told, What
from segue.hubs.intercom.told import CUSTOMERS, NOTES, VENDOR, is_id
from segue.ports.hubs import Said, Speaker

LONGEST_SAID = 8_000
_OURS = re.compile(r"\[Segue [^\s\]]{1,100}, urgency [a-z]{1,20}\]")
"""In the first words of a conversation that Segue opened: its event may come before the case is written down."""


def is_ours(item: Mapping[str, Any]) -> bool:
    return _OURS.search(plain(text(part(item.get("source")).get("body")))) is not None


def wrote(item: Mapping[str, Any], id_: str, ref: str) -> Told:
    newest = next((said for said in reversed(list(said_in(item))) if said.by is Speaker.CUSTOMER), None)
    author = part(part(item.get("source")).get("author"))
    words, name = newest.text if newest else "", text(author.get("name"))
    return Told(What.CUSTOMER_WROTE, id_, ref, text=words, agent_name=name)


def changed(one: Mapping[str, Any]) -> Told | None:
    id_, at = name_of(one.get("id")), name_of(one.get("updated_at"))
    return Told(What.CUSTOMER_WROTE, f"changed/{id_}/{at[:20]}", id_) if is_id(id_) else None


def said_in(whole: Mapping[str, Any]) -> Iterator[Said]:
    """What began it, then its parts that hold words."""
    source = part(whole.get("source"))
    first = _one(source, "comment", time(whole.get("created_at")))
    if first:
        yield first
    listed = part(whole.get("conversation_parts")).get("conversation_parts")
    for one in items(listed, VENDOR, "parts of a conversation") if listed else ():
        said = _one(one, text(one.get("part_type")), time(one.get("created_at")))
        if said:
            yield said


def _one(one: Mapping[str, Any], kind: str, at: Any) -> Said | None:
    words = "\n".join(words for words in (plain(text(one.get("subject"))), plain(text(one.get("body")))) if words)
    if not words:
        return None
    return Said(name_of(one.get("id")), _speaker(part(one.get("author")), kind), words[:LONGEST_SAID], at)


def _speaker(author: Mapping[str, Any], kind: str) -> Speaker:
    if kind in NOTES:
        return Speaker.NOTE
    if author.get("type") in CUSTOMERS:
        return Speaker.CUSTOMER
    ours = author.get("type") == "admin" and author.get("from_ai_agent") is not True
    return Speaker.HUMAN if ours else Speaker.BOT
