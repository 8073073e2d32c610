"""What Sunshine Conversations tells, by webhook or when its messages are listed, in our words.

https://developer.zendesk.com/api-reference/conversations/ (webhook events). Agents' words are those that come from the
Agent Workspace, or whose author has the subtype `agent`; all of ours carry a mark in their metadata.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from segue.answers import name_of, part, plain, text, time
from segue.domain.attachments import File
from segue.domain.errors import Invalid
from segue.domain.hubs import Told, What
from segue.told import file_of, files_of, json_of, name_in

MARK = "segue"
"""Name in the metadata of whatever is ours: there stands an id of ours."""

WORKSPACE = "zd:agentWorkspace"
MOST_EVENTS, LONGEST_TEXT, LONGEST_AGENT = 200, 20_000, 100
_ID = re.compile(r"[A-Za-z0-9_-]{1,64}", re.ASCII)

ENDS: Mapping[str, tuple[str, str]] = {
    "ticket:closed": ("agent", "the ticket was closed"),
    "ticket:transfer:email": ("agent", "it goes on by e-mail"),
    "conversation:endedByUser": ("customer", "the customer ended it"),
}
"""Kinds of messages that Zendesk's system leaves in a conversation -> who ended it, and why."""

REASONS: Mapping[str, str] = {"ticketClosed": "the ticket was closed", "transferToEmail": "it goes on by e-mail"}


def read(body: bytes, ours: str) -> tuple[Told, ...]:
    """ours: name of our switchboard integration. Raises Invalid."""
    events = part(json_of(body)).get("events")
    if not isinstance(events, list):
        raise Invalid("a webhook of Sunshine Conversations is an object with events", field="events")
    found = [_event(part(event), ours) for event in events[:MOST_EVENTS]]
    return tuple(one for one in found if one)


def _event(event: Mapping[str, Any], ours: str) -> Told | None:
    reader = READERS.get(text(event.get("type")))
    if reader is None:
        return None
    payload = part(event.get("payload"))
    ref = name_of(part(payload.get("conversation")).get("id"))
    if not is_id(ref) or not is_id(name_of(event.get("id"))):
        raise Invalid("an event of Sunshine Conversations has no id, or is of no conversation", field="events")
    return reader(ref, event, payload, ours)


def _message(ref: str, event: Mapping[str, Any], payload: Mapping[str, Any], ours: str) -> Told | None:
    return message(ref, part(payload.get("message")))


def message(ref: str, one: Mapping[str, Any]) -> Told | None:
    """Of a webhook or of the list: None for customers, bots, and ourselves."""
    id_, at = name_of(one.get("id")), time(one.get("received"))
    by, why = ENDS.get(text(part(one.get("activity")).get("type")), ("", ""))
    if by:
        return Told(What.ENDED, ended(ref), ref, at, text=why, by=by)
    if not is_id(id_) or one.get("deleted") is True or not _is_agents(one):
        return None
    words, files = said(part(one.get("content")))
    name = text(part(one.get("author")).get("displayName")).strip()[:LONGEST_AGENT]
    if not words and not files:
        return None
    return Told(What.MESSAGE, f"message/{id_}", ref, at, text=words, agent_name=name, files=files)


def _is_agents(one: Mapping[str, Any]) -> bool:
    author = part(one.get("author"))
    kinds = author.get("subtypes")
    kinds = kinds if isinstance(kinds, list) else []
    if (
        author.get("type") != "business"
        or MARK in part(one.get("metadata"))
        or {"bot", "AI", "activity"} & set(map(str, kinds))
    ):
        return False
    return "agent" in kinds or part(one.get("source")).get("type") == WORKSPACE


def said(content: Mapping[str, Any]) -> tuple[str, tuple[File, ...]]:
    """Words and files of a message; what is neither, such as a place, is named."""
    words = text(content.get("text")) or text(content.get("markdownText")) or text(content.get("textFallback"))
    words = words or plain(text(content.get("htmlText")))
    address = text(content.get("mediaUrl"))
    name = text(content.get("altText")) or name_in(address)
    files = files_of([file_of(name, address, content.get("mediaType"), content.get("mediaSize"))])
    kind = text(content.get("type"))[:40]
    if not words.strip() and not files and kind not in ("text", ""):
        words = f"[{kind}, which can only be seen in Zendesk]"
    return words.strip()[:LONGEST_TEXT], files


def _typing(ref: str, event: Mapping[str, Any], payload: Mapping[str, Any], ours: str) -> Told | None:
    activity = part(payload.get("activity"))
    if activity.get("type") != "typing:start" or part(activity.get("author")).get("type") != "business":
        return None
    return Told(What.TYPING, f"event/{name_of(event.get('id'))}", ref, time(event.get("createdAt")))


def _control(ref: str, event: Mapping[str, Any], payload: Mapping[str, Any], ours: str) -> Told | None:
    """Whoever lets go of a conversation ends it there; our own calls carry the mark."""
    if MARK in part(payload.get("metadata")):
        return None
    why = REASONS.get(text(payload.get("reason")), "")
    return control(ref, part(payload.get("conversation")), ours, why, time(event.get("createdAt")))


def control(ref: str, conversation: Mapping[str, Any], ours: str, why: str = "", at: Any = None) -> Told | None:
    """What it means who is in control: nobody, or with a reason whoever it is: over. We: back to the bot."""
    active = part(conversation.get("activeSwitchboardIntegration"))
    if why or not active:
        return Told(What.ENDED, ended(ref), ref, at, text=why, by="agent")
    is_ours = ours in (active.get("name"), active.get("id"))
    return Told(What.RETURNED, ended(ref), ref, at) if is_ours else None


def ended(ref: str) -> str:
    """One id for every way in which it is told: a conversation of ours is with its people once."""
    return f"ended/{ref}"


def is_id(value: str) -> bool:
    return bool(_ID.fullmatch(value))


Reader = Callable[[str, Mapping[str, Any], Mapping[str, Any], str], Told | None]
READERS: Mapping[str, Reader] = {
    "conversation:message": _message,
    "conversation:typing": _typing,
    "switchboard:releaseControl": _control,
    "switchboard:passControl": _control,
}
"""All others need nothing."""
