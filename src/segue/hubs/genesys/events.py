"""What Genesys Cloud tells, in our words: webhooks of Open Messaging, and a conversation as it is when one looks.

https://developer.genesys.cloud/commdigital/digital/openmessaging/outboundMessages
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from segue.answers import part, text, time
from segue.domain.attachments import File
from segue.domain.errors import Invalid
from segue.domain.hubs import Told, What
from segue.ports.hubs import Webhook
from segue.told import file_of, files_of, is_id, listed, object_of

VENDOR = "Genesys Cloud"
LONGEST = 20_000
_AGENTS = frozenset({"agent", "user"})
_AWAY = frozenset({"disconnected", "terminated"})
_WAITING = frozenset({"acd", "workflow", "ivr"})


def of_webhook(webhook: Webhook) -> tuple[Told, ...]:
    """Receipts need nothing, and neither does what came in: it is ours."""
    told = object_of(webhook.body, VENDOR)
    read = _TYPES.get(text(told.get("type")))
    if read is None or told.get("direction") == "Inbound" or told.get("originatingEntity") == "Bot":
        return ()
    channel = part(told.get("channel"))
    ref, id_ = part(channel.get("to")).get("id"), told.get("id") or channel.get("messageId")
    if not is_id(ref) or not is_id(id_):
        raise Invalid(f"an event of {VENDOR} without an id, or for nobody", field="channel.to.id")
    return read(told, text(ref), text(id_))


def _text(told: Mapping[str, Any], ref: str, id_: str) -> tuple[Told, ...]:
    words, files = _words(told)
    at = time(part(told.get("channel")).get("time"))
    return (Told(What.MESSAGE, f"message/{id_}", ref, at, words, files=files),) if words or files else ()


def _event(told: Mapping[str, Any], ref: str, id_: str) -> tuple[Told, ...]:
    typed = [one for one in listed(told.get("events")) if one.get("eventType") == "Typing"]
    on = [one for one in typed if part(one.get("typing")).get("type", "On") == "On"]
    return (Told(What.TYPING, f"typing/{id_}", ref, time(part(told.get("channel")).get("time"))),) if on else ()


_TYPES: Mapping[str, Callable[[Mapping[str, Any], str, str], tuple[Told, ...]]] = {"Text": _text, "Event": _event}


def _words(told: Mapping[str, Any]) -> tuple[str, tuple[File, ...]]:
    """Text, and attachments as files; one whose address cannot be followed is named."""
    found = [part(one.get("attachment")) for one in listed(told.get("content")) if one.get("attachment")]
    files = [file_of(one.get("filename"), one.get("url"), one.get("mime")) for one in found]
    lost = [text(one.get("filename")) or "file" for one, file in zip(found, files, strict=True) if file is None]
    words = [text(told.get("text")), *(text(one.get("text")) for one in found), *(f"(file: {name})" for name in lost)]
    return "\n".join(one.strip() for one in words if one.strip())[:LONGEST], files_of(files)


def of_messages(ref: str, said: Sequence[Mapping[str, Any]]) -> tuple[Told, ...]:
    """Under the ids that webhooks have."""
    found = []
    for one in said:
        if one.get("direction") != "outbound" or not is_id(one.get("id")):
            continue
        whole = part(one.get("normalizedMessage"))
        words, files = _words(whole)
        words = words or text(one.get("textBody"))[:LONGEST]
        if whole.get("originatingEntity") != "Bot" and (words or files):
            id_ = f"message/{text(one['id'])}"
            found.append(Told(What.MESSAGE, id_, ref, time(one.get("timestamp")), words, files=files))
    return tuple(found)


def of_participants(ref: str, whole: Mapping[str, Any]) -> tuple[Told, ...]:
    """Who joined, oldest first, and the end last. It is over when the customer was disconnected, or when agents were
    there and nobody is, nor waits for another one."""
    participants = listed(whole.get("participants"))
    agents = [one for one in participants if one.get("purpose") in _AGENTS and is_id(one.get("id"))]
    came = sorted((one for one in agents if text(one.get("connectedTime"))), key=lambda one: text(one["connectedTime"]))
    told = [_joined(ref, one) for one in came]
    customers = [one for one in participants if one.get("purpose") in {"customer", "external"}]
    left = bool(customers) and all(one.get("state") in _AWAY for one in customers)
    waiting = any(one.get("purpose") in _WAITING | _AGENTS and one.get("state") not in _AWAY for one in participants)
    moved = bool(came) and text(came[-1].get("disconnectType")).startswith("transfer")
    if left or (came and not waiting and not moved):
        last = max((text(one.get("endTime")) for one in participants), default="")
        ended = Told(What.ENDED, f"ended/{ref}", ref, time(last or None), by="agent" if came else "system")
        told.append(ended)
    return tuple(told)


def _joined(ref: str, one: Mapping[str, Any]) -> Told:
    agent = text(part(one.get("user")).get("id"))
    at = time(one.get("connectedTime"))
    return Told(What.JOINED, f"joined/{one['id']}", ref, at, agent=agent, agent_name=text(one.get("name"))[:100])
