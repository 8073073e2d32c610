"""Entries of a Salesforce conversation, as its stream tells them and as they are listed: the same, but for their frame.

https://developer.salesforce.com/docs/service/messaging-api/references/about/server-sent-events-structure.html
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from segue.answers import part, text, web_address
from segue.domain.attachments import File
from segue.domain.errors import Invalid
from segue.domain.hubs import Told, What
from segue.told import json_of

LONGEST_SAID, LONGEST_NAME, MOST_FILES = 32_000, 200, 10
AGENT = "Agent"
"""Role of a person in the service console; others are EndUser, Chatbot, System, Supervisor."""


def told(ref: str, entry: Mapping[str, Any]) -> Iterator[Told]:
    """What an entry says. Our own words, bots and receipts say nothing. Raises Invalid for an entry without an id."""
    payload = _object(entry.get("entryPayload"))
    kind = text(entry.get("entryType")) or text(payload.get("entryType"))
    act = _TOLD.get(kind)
    if act is None:
        return
    id_ = text(entry.get("identifier")) or text(payload.get("id"))
    if not 0 < len(id_) <= 100 or not id_.isascii() or not id_.isprintable():
        raise Invalid("an entry of Salesforce without an id", field="conversationEntry.identifier")
    yield from act(ref, f"entry/{id_}", entry, payload)


def sent_by_us(entry: Mapping[str, Any]) -> str:
    """Id of a message of the customer's side, "" for any other entry."""
    return text(entry.get("identifier")) if part(entry.get("sender")).get("role") == "EndUser" else ""


def moment(entry: Mapping[str, Any]) -> datetime | None:
    for name in ("transcriptedTimestamp", "clientTimestamp"):
        at = entry.get(name)
        if isinstance(at, int) and not isinstance(at, bool) and 0 < at < 10**14:
            return datetime.fromtimestamp(at / 1000, UTC)
    return None


def uuid_of(*about: str) -> str:
    """Ours, the same on every try: a UUID of version 4 by its form, as Salesforce is said to take no other, in lower
    case, as its documentation asks for."""
    return str(UUID(bytes=sha256("\n".join(("segue", *about)).encode()).digest()[:16], version=4))


def _message(ref: str, id_: str, entry: Mapping[str, Any], payload: Mapping[str, Any]) -> Iterator[Told]:
    sender = part(entry.get("sender"))
    if sender.get("role") != AGENT:
        return
    message = part(payload.get("abstractMessage"))
    content = part(message.get("staticContent")) or part(message.get("choices"))
    words, files = text(content.get("text")).strip(), tuple(_files(content))
    link = part(content.get("linkItem"))
    if content.get("formatType") == "RichLink":
        words = "\n".join(filter(None, (text(part(link.get("titleItem")).get("title")), web_address(link.get("url")))))
    if words or files:
        yield Told(
            *(What.MESSAGE, id_, ref, moment(entry), words[:LONGEST_SAID]),
            agent=text(sender.get("subject"))[:LONGEST_NAME],
            agent_name=_name(entry),
            files=files,
        )


def _files(content: Mapping[str, Any]) -> Iterator[File]:
    listed = content.get("attachments")
    for one in listed[:MOST_FILES] if isinstance(listed, list) else ():
        address = web_address(part(one).get("url"))
        if address:
            name, type_ = text(one.get("name"))[:LONGEST_NAME], text(one.get("mimeType"))[:100]
            yield File(name or "file", address, type_)


def _typing(ref: str, id_: str, entry: Mapping[str, Any], payload: Mapping[str, Any]) -> Iterator[Told]:
    if part(entry.get("sender")).get("role") == AGENT:
        yield Told(What.TYPING, id_, ref, moment(entry), agent_name=_name(entry))


def _participants(ref: str, id_: str, entry: Mapping[str, Any], payload: Mapping[str, Any]) -> Iterator[Told]:
    listed = payload.get("entries")
    for at, one in enumerate(listed[:20] if isinstance(listed, list) else ()):
        participant = part(part(one).get("participant"))
        if participant.get("role") == AGENT and one.get("operation") == "add":
            name, agent = text(one.get("displayName"))[:LONGEST_NAME], text(participant.get("subject"))[:LONGEST_NAME]
            yield Told(What.JOINED, f"{id_}/{at}", ref, moment(entry), agent=agent, agent_name=name)


def _routing(ref: str, id_: str, entry: Mapping[str, Any], payload: Mapping[str, Any]) -> Iterator[Told]:
    """The first routing tells the wait, or that nobody can be found; a later one, that it goes to somebody else."""
    fails = text(payload.get("failureType")) not in {"", "None"}
    first = payload.get("routingType") == "Initial"
    at = moment(entry)
    if fails and first:
        yield Told(What.ENDED, id_, ref, at, "Salesforce could not route the conversation to anybody", by="system")
    elif first:
        wait = part(payload.get("estimatedWaitTime")).get("estimatedWaitTimeInSeconds")
        if isinstance(wait, int | float) and not isinstance(wait, bool) and 0 <= wait < 10**7:
            yield Told(What.QUEUE, id_, ref, at, wait_s=float(wait))
    elif payload.get("routingType") == "Transfer" and not fails:
        yield Told(What.TRANSFERRED, id_, ref, at)


def _session(ref: str, id_: str, entry: Mapping[str, Any], payload: Mapping[str, Any]) -> Iterator[Told]:
    """Whoever ended it: the close event speaks only of ends by the customer's side."""
    if payload.get("sessionStatus") == "Ended":
        by = "agent" if payload.get("sessionEndedByRole") == AGENT else "system"
        yield Told(What.ENDED, id_, ref, moment(entry), by=by)


_TOLD: Mapping[str, Callable[[str, str, Mapping[str, Any], Mapping[str, Any]], Iterator[Told]]] = {
    "Message": _message,
    "TypingStartedIndicator": _typing,
    "ParticipantChanged": _participants,
    "RoutingResult": _routing,
    "SessionStatusChanged": _session,
}


def _name(entry: Mapping[str, Any]) -> str:
    return text(entry.get("senderDisplayName"))[:LONGEST_NAME]


def _object(payload: Any) -> Mapping[str, Any]:
    """An object, or the JSON of one: the stream writes it as a text."""
    if isinstance(payload, str):
        payload = json_of(payload)
    return part(payload)
