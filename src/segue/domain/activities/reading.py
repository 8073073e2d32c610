"""One activity as it came. Unknown fields are accepted (A2005 of the specification); what must be there is said."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from segue.domain.activities.values import NOTHING, name_of, part, parts, text, time
from segue.domain.errors import Invalid

_EMAIL = re.compile(r"[^\s@<>,;\"]{1,64}@[^\s@<>,;\"]{1,190}")
LONGEST_ID = 512
"""Characters; the longest conversation ids seen, of Teams, have some 300."""


@dataclass(frozen=True, slots=True)
class Account:
    """role: user | bot | skill | connectoruser, "" when not told. object_id: of Entra. email: as the sender says."""

    id: str = ""
    name: str = ""
    role: str = ""
    object_id: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Attached:
    """content: inline, whatever its type has; url: of what is not inline."""

    type: str = ""
    name: str = ""
    url: str = ""
    content: Any = None


@dataclass(frozen=True, slots=True)
class Activity:
    """type: message | event | invoke | endOfConversation | typing | conversationUpdate | handoff | trace …

    name:        of an event. at: of the sender's clock, None when not told.
    channel:     "msteams", "directline", "pva-studio" …
    group:       several people write in this conversation, and read it.
    service_url: where answers go. It can be a credential in itself (signed addresses), so it is not shown.
    """

    type: str
    id: str = ""
    name: str = ""
    text: str = ""
    text_format: str = ""
    at: datetime | None = None
    channel: str = ""
    service_url: str = field(default="", repr=False)
    sender: Account = Account()
    recipient: Account = Account()
    conversation: str = ""
    tenant: str = ""
    reply_to: str = ""
    locale: str = ""
    delivery: str = ""
    code: str = ""
    value: Any = None
    channel_data: Mapping[str, Any] = field(default_factory=dict)
    entities: tuple[Mapping[str, Any], ...] = ()
    attachments: tuple[Attached, ...] = ()
    relates_to: Mapping[str, Any] = field(default_factory=dict)
    group: bool = False

    @property
    def expects_replies(self) -> bool:
        """Whether the answers are wanted in the response to this very request."""
        return self.delivery.lower() == "expectreplies"


_OF_SEVERAL = frozenset({"groupchat", "channel"})
"""Kinds of conversations in Teams; the other one is "personal"."""
_OBJECTS = ("conversation", "from", "recipient", "channelData", "relatesTo")
_TEXTS = ("id", "name", "text", "serviceUrl", "channelId", "locale", "deliveryMode", "replyToId")


def activity(value: Any, *, addressed: bool = True) -> Activity:
    """Raises Invalid naming the field.

    addressed: it came to an endpoint of ours, so it must say which conversation it belongs to.
    """
    if not isinstance(value, Mapping):
        raise Invalid('body: an activity is a JSON object, such as {"type": "message", …}', field="body")
    kind = text(value.get("type")).strip()
    if not kind:
        raise Invalid("type: an activity has one, such as message or event", field="type")
    _check_kinds(value)
    conversation = part(value.get("conversation"))
    found = name_of(conversation.get("id"))
    if addressed and not found.strip():
        raise Invalid('conversation: an activity has one, with an id; write {"id": …}', field="conversation")
    if len(found) > LONGEST_ID:
        raise Invalid(f"conversation.id: longer than {LONGEST_ID} characters", field="conversation.id")
    tenant = text(conversation.get("tenantId")) or text(part(part(value.get("channelData")).get("tenant")).get("id"))
    return Activity(
        kind,
        name_of(value.get("id"))[:LONGEST_ID],
        text(value.get("name")),
        text(value.get("text")),
        text(value.get("textFormat")),
        time(value.get("timestamp")),
        text(value.get("channelId")),
        text(value.get("serviceUrl")),
        _account(value.get("from")),
        _account(value.get("recipient")),
        found,
        tenant,
        name_of(value.get("replyToId")),
        text(value.get("locale")),
        text(value.get("deliveryMode")),
        text(value.get("code")),
        value.get("value"),
        part(value.get("channelData")),
        parts(value.get("entities")),
        tuple(_attached(one) for one in parts(value.get("attachments"))),
        part(value.get("relatesTo")),
        conversation.get("isGroup") is True or text(conversation.get("conversationType")).lower() in _OF_SEVERAL,
    )


def activity_set(value: Any) -> tuple[Activity, ...]:
    """Those of an ActivitySet, or of an answer to `expectReplies`: {"activities": […]}. What is none is left out."""
    found = []
    for one in parts(part(value).get("activities")):
        try:
            found.append(activity(one, addressed=False))
        except Invalid:
            continue
    return tuple(found)


def _check_kinds(value: Mapping[str, Any]) -> None:
    for name in _OBJECTS:
        if value.get(name) is not None and not isinstance(value[name], Mapping):
            raise Invalid(f"{name}: an object is expected here", field=name)
    for name in _TEXTS:
        if value.get(name) is not None and not isinstance(value[name], str | int):
            raise Invalid(f"{name}: a text is expected here", field=name)


def _account(value: Any) -> Account:
    found = part(value)
    email = text(found.get("email")).strip()
    return Account(
        name_of(found.get("id")),
        text(found.get("name")),
        text(found.get("role")),
        text(found.get("aadObjectId")),
        email if _EMAIL.fullmatch(email) else "",
    )


def _attached(value: Mapping[str, Any]) -> Attached:
    return Attached(
        text(value.get("contentType")), text(value.get("name")), text(value.get("contentUrl")), value.get("content")
    )


__all__ = ["LONGEST_ID", "NOTHING", "Account", "Activity", "Attached", "activity", "activity_set"]
