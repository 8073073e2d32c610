"""What was given along the way: attachments, variables of the bot, the intent, the language."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from segue.domain.bots import LAST_TOPIC
from segue.domain.conversation import Conversation, Entry
from segue.domain.files import path_of
from segue.domain.package import Attachment, Fact, Status
from segue.domain.sentences import shorten

MOST_ATTACHMENTS, MOST_VARIABLES, MOST_TOPICS = 20, 200, 20
LONGEST_VALUE, LONGEST_INTENT = 500, 100
INTENTS = ("intent", "va_LastTopic", LAST_TOPIC)
"""Variables that name what the customer wants, in the order in which they count."""


def attachments_of(conversation: str, entries: Sequence[Entry]) -> tuple[Attachment, ...]:
    """The newest ones, in order; one that is sent again counts once."""
    found: dict[str, Attachment] = {}
    for entry in entries:
        listed = entry.data.get("attachments")
        for one in listed if isinstance(listed, list | tuple) else ():
            attachment = Attachment(
                str(one.get("name", "")),
                str(one.get("url") or path_of(conversation, str(one.get("file", "")))),
                str(one.get("type", "")),
                int(one.get("size", 0)),
                entry.role.value,
                entry.seq,
            )
            found.setdefault(attachment.url, attachment)
    return tuple(found.values())[-MOST_ATTACHMENTS:]


def variables_of(conversation: Conversation) -> dict[str, Any]:
    """All that the bot set; long texts are cut, and what is nested and long becomes a text."""
    return {name[:200]: _short(value) for name, value in list(conversation.variables.items())[-MOST_VARIABLES:]}


def _short(value: Any) -> Any:
    if isinstance(value, str):
        return value if len(value) <= LONGEST_VALUE else shorten(value, LONGEST_VALUE)
    if isinstance(value, Mapping | list | tuple):
        written = json.dumps(value, ensure_ascii=False, default=str)
        return value if len(written) <= LONGEST_VALUE else shorten(written, LONGEST_VALUE)
    return value


def topics_of(entries: Sequence[Entry]) -> tuple[str, ...]:
    found = [topic for e in entries if e.decision for topic in e.decision.get("topics", ())]
    return tuple(dict.fromkeys(found))[:MOST_TOPICS]


def intent_of(conversation: Conversation, topics: Sequence[str]) -> Fact[str]:
    for name in INTENTS:
        value = conversation.variables.get(name)
        if isinstance(value, str) and value.strip():
            return Fact(shorten(value, LONGEST_INTENT), Status.KNOWN, "bot", conversation.updated_at)
    if topics:
        return Fact(topics[-1], Status.KNOWN, "segue", conversation.last_customer_at)
    return Fact(status=Status.ABSENT, source="segue", why="the bot names none, and no topic was recognised")


def language_of(conversation: Conversation) -> Fact[str]:
    """What the customer writes counts before what the site or the bot said at the beginning."""
    given, read = conversation.language, conversation.signals.language
    if read and given.lower().partition("-")[0] != read:
        return Fact(read, Status.KNOWN, "segue", conversation.last_customer_at)
    if given:
        teller = "site" if conversation.channel == "widget" else "bot"
        return Fact(given, Status.KNOWN, teller, conversation.created_at)
    return Fact(status=Status.NOT_ASKED, why="nobody told it, and it was not recognised")
