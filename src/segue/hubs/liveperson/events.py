"""What LivePerson tells, in our words.

https://developers.liveperson.com/connector-api-webhooks-webhooks-examples.html; for messages that are asked for,
https://developers.liveperson.com/assets/content/html/messaging-rest-api-docs/index.html.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from segue.answers import name_of, number, part, plain, text, time
from segue.domain.errors import Invalid
from segue.domain.hubs import Told, What
from segue.ports.hubs import Webhook
from segue.told import is_id, listed, object_of

VENDOR = "LivePerson"
LONGEST = 20_000
MOST_CHANGES = 500
PEOPLE = frozenset({"ASSIGNED_AGENT", "AGENT", "MANAGER", "AGENT_MANAGER"})
"""Roles of those who speak for the brand; CONSUMER are we, CONTROLLER is LivePerson itself."""
CLOSED_BY = {"AGENT": "agent", "CONSUMER": "customer", "SYSTEM": "system"}


def of_webhook(webhook: Webhook) -> tuple[Told, ...]:
    told = object_of(webhook.body, VENDOR)
    read = _TYPES.get(text(told.get("type")))
    if read is None:
        return ()
    changes = part(told.get("body")).get("changes")
    if not isinstance(changes, list):
        raise Invalid(f"an event of {VENDOR} without changes", field="body.changes")
    return tuple(one for change in listed(changes)[:MOST_CHANGES] for one in read(change))


def _said(change: Mapping[str, Any]) -> Iterator[Told]:
    """Of people, and for everybody: what agents write among themselves has an audience of its own."""
    who, event = part(change.get("originatorMetadata")), part(change.get("event"))
    if who.get("role") not in PEOPLE or not (_for_all(change) and _for_all(event)):
        return
    dialog = change.get("dialogId")
    ref = change.get("conversationId") or dialog
    if not is_id(ref) or not is_id(dialog):
        raise Invalid(f"an event of {VENDOR} without a conversation", field="body.changes.dialogId")
    read = _EVENTS.get(text(event.get("type")))
    if read:
        agent = text(who.get("id"))[:100]
        yield from read(text(ref), text(dialog), agent, change, event)


def _content(ref: str, dialog: str, agent: str, change: Mapping[str, Any], event: Mapping[str, Any]) -> Iterator[Told]:
    sequence = number(change.get("sequence"))
    if sequence is None:
        raise Invalid(f"a message of {VENDOR} without its sequence", field="body.changes.sequence")
    words = _words(event)
    if words:
        yield Told(What.MESSAGE, message_id(dialog, sequence), ref, _at(change.get("serverTimestamp")), words, agent)


def _typing(ref: str, dialog: str, agent: str, change: Mapping[str, Any], event: Mapping[str, Any]) -> Iterator[Told]:
    if event.get("chatState") == "COMPOSING":
        yield Told(What.TYPING, f"typing/{dialog}", ref, _at(change.get("serverTimestamp")), agent=agent)


_EVENTS: Mapping[str, Callable[..., Iterator[Told]]] = {
    "ContentEvent": _content,
    "RichContentEvent": _content,
    "ChatStateEvent": _typing,
}


def _changed(change: Mapping[str, Any]) -> Iterator[Told]:
    """Who is assigned, and that it is closed; the same is said with every change, under the same ids."""
    result = part(change.get("result"))
    ref, details = result.get("convId"), part(result.get("conversationDetails"))
    if not is_id(ref):
        raise Invalid(f"a change of {VENDOR} without a conversation", field="body.changes.result.convId")
    yield from of_details(text(ref), details)


_TYPES: Mapping[str, Callable[[Mapping[str, Any]], Iterator[Told]]] = {
    "ms.MessagingEventNotification": _said,
    "cqm.ExConversationChangeNotification": _changed,
}


def of_details(ref: str, details: Mapping[str, Any]) -> Iterator[Told]:
    for one in listed(details.get("participants")):
        if one.get("role") == "ASSIGNED_AGENT" and is_id(one.get("id")):
            agent = text(one["id"])
            yield Told(What.JOINED, f"joined/{ref}/{agent}", ref, None, agent=agent)
    if "CLOSE" in {details.get("stage"), details.get("state")}:
        by = CLOSED_BY.get(text(details.get("closeReason")).upper(), "agent")
        yield Told(What.ENDED, f"ended/{ref}", ref, _at(details.get("endTs")), by=by)


def of_message(ref: str, one: Mapping[str, Any]) -> Told | None:
    """Of the Messaging REST API: None for what people did not say, or not to the customer."""
    who, sequence = part(one.get("originator")), sequence_of(one)
    if who.get("role") not in PEOPLE or not _for_all(one) or sequence is None:
        return None
    words, dialog = text(part(one.get("content")).get("text"))[:LONGEST].strip(), one.get("dialogId") or ref
    if not words or one.get("type") != "PLAIN_TEXT" or not is_id(dialog):
        return None
    agent = text(who.get("id"))[:100]
    return Told(What.MESSAGE, message_id(text(dialog), sequence), ref, time(one.get("createdTs")), words, agent)


def _for_all(one: Mapping[str, Any]) -> bool:
    """A private text has another audience, by one name in webhooks and by the other in LivePerson's other APIs."""
    return all(one.get(name, "ALL") == "ALL" for name in ("messageAudience", "audience"))


def sequence_of(one: Mapping[str, Any]) -> int | None:
    told = name_of(one.get("sequence"))
    return int(told) if told.isascii() and told.isdecimal() and len(told) < 12 else None


def message_id(dialog: str, sequence: int) -> str:
    return f"message/{dialog}/{sequence}"


def _words(event: Mapping[str, Any]) -> str:
    """Plain text, HTML as its words, a file as its name, a card as the texts on it."""
    said, kind = event.get("message"), text(event.get("contentType"))
    if isinstance(said, str):
        return (plain(text(said)) if kind == "text/html" else text(said).strip())[:LONGEST]
    if isinstance(said, Mapping):
        return f"(file: {text(said.get('caption'))[:200] or text(said.get('fileType'))[:20] or 'without a name'})"
    return "\n".join(_texts(event.get("content"), 0))[:LONGEST]


def _texts(content: Any, depth: int) -> list[str]:
    """Of structured content: elements of type text and button, wherever they stand."""
    if depth > 8 or not isinstance(content, Mapping):
        return []
    own = text(content.get("text") or content.get("title")).strip()
    inner = [said for one in listed(content.get("elements"))[:50] for said in _texts(one, depth + 1)]
    return [one for one in (own, *inner) if one]


def _at(value: Any) -> datetime | None:
    """Milliseconds."""
    told = number(value)
    try:
        return None if told is None else datetime.fromtimestamp(told / 1000, UTC)
    except (ValueError, OverflowError, OSError):
        return None
