"""The wish for a human, in every spelling that agents made with Copilot Studio and its neighbours use.

Names and meanings: https://learn.microsoft.com/microsoft-copilot-studio/advanced-hand-off and
/configure-generic-handoff; `channelData.tags`:
https://learn.microsoft.com/dynamics365/customer-service/develop/bot-escalate-end-conversation.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from segue.domain.activities.reading import Activity
from segue.domain.activities.transcript import Transcript, transcript_of
from segue.domain.activities.values import named, part, text, texts
from segue.domain.text import LARGEST_INTEGER

HANDOFF_EVENTS = frozenset({"handoff.initiate", "GenesysHandoff"})
"""Names of events that ask for a human; a policy may name others."""
END_EVENTS = frozenset({"EndOfConversation", "endConversation"})
MOST_VARIABLES = 100
MOST_PHRASES = 50
LONGEST_NAME, LONGEST_VALUE = 200, 4_000
"""Characters, as Dynamics 365 has it for context variables."""
MOST_CHARACTERS = 32_000
"""Of all variables together: a conversation carries twice as many along, and more would be refused as a whole."""
LONGEST_PHRASE = 400

CUSTOMER_ASKED, BOT_STUCK, BOT_ESCALATED = "customer_asked", "bot_stuck", "bot_escalated"
_REASONS: Mapping[str, str] = {
    # the system topics of Copilot Studio, by name, and by the kind of trigger that starts them
    "escalate": CUSTOMER_ASKED,
    "onescalate": CUSTOMER_ASKED,
    "escalate to human": CUSTOMER_ASKED,
    "talk to a person": CUSTOMER_ASKED,
    "fallback": BOT_STUCK,
    "onunknownintent": BOT_STUCK,
    "unknown topic": BOT_STUCK,
    "confirmed failure": BOT_STUCK,
    "end of conversation": BOT_STUCK,  # "did that answer your question?": no
    "endofconversation": BOT_STUCK,
    "on error": "bot_error",
    "onerror": "bot_error",
}
"""What is implicit: no topic of the author's own sent the customer to a human. The last topic tells which it was."""


@dataclass(frozen=True, slots=True)
class Escalation:
    """reason: code of the handoff. implicit: no Transfer node of the author's asked for it.

    private_message: for the human alone. variables: the author's own, by name.
    conversation_id: of the agent's own conversation. raw_name: how it was asked for ("handoff.initiate", "tags" …).
    """

    reason: str
    implicit: bool
    topic: str = ""
    topics: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    last_phrase: str = ""
    private_message: str = ""
    language: str = ""
    variables: Mapping[str, Any] = field(default_factory=dict)
    transcript: Transcript | None = None
    conversation_id: str = ""
    bot_id: str = ""
    bot_name: str = ""
    scope: str = ""
    raw_name: str = ""


@dataclass(frozen=True, slots=True)
class Command:
    """Of `channelData.tags`. name: Escalate | EndConversation, as written."""

    name: str
    context: Mapping[str, Any] = field(default_factory=dict)


_FIELDS: Mapping[str, str] = {
    "va_scope": "scope",
    "va_lasttopic": "topic",
    "va_topics": "topics",
    "va_lastphrase": "last_phrase",
    "va_lastphrases": "last_phrase",  # the table of the documentation has the plural, its example the singular
    "va_phrases": "phrases",
    "va_conversationid": "conversation_id",
    "va_botid": "bot_id",
    "va_botname": "bot_name",
    "va_agentmessage": "private_message",
    "va_language": "language",
    "va_customerlocale": "language",
}
_LISTS = frozenset({"topics", "phrases"})
_OWN_KEYS = frozenset({"livechatconversationid"})
"""Ours, which a skill's caller hands back: no variable of the author's."""


def escalation(found: Activity, names: Collection[str] = HANDOFF_EVENTS) -> Escalation | None:
    """None for what asks for no human. names: of events that do, beside those that always do."""
    lowered = {one.lower() for one in (*HANDOFF_EVENTS, *names)}
    tagged = command(found)
    if found.type == "event" and found.name.strip().lower() in lowered:
        return _made(found, found.value, found.name)
    if found.type == "handoff":
        value = part(found.value)
        return _made(found, value.get("context", value), "handoff", text(value.get("message")))
    if tagged and tagged.name.lower() == "escalate":  # its text is for the human alone
        return _made(found, tagged.context, "tags", found.text)
    return None


def context_of(found: Activity, unknown: str = BOT_ESCALATED) -> Escalation:
    """Whatever it carries of that context, though it asks for no human in words: of a skill's or an agent's caller.

    unknown: the reason where it names no topic.
    """
    merged = dict(part(found.channel_data.get("context")))
    for entity in found.entities:
        merged |= {name: value for name, value in entity.items() if name.lower() in _FIELDS}
    merged |= {name: value for name, value in found.channel_data.items() if name.lower() in _FIELDS}
    value = _decoded(found.value)
    merged = merged | dict(value) if isinstance(value, Mapping) else merged
    return _made(found, merged, found.name or found.type, unknown=unknown)


def command(found: Activity) -> Command | None:
    """`tags` is a JSON text there; an object is accepted too."""
    tags = part(_decoded(found.channel_data.get("tags")))
    name = text(tags.get("type")).strip()
    return Command(name, part(_decoded(tags.get("context")))) if name else None


def ends(found: Activity) -> bool:
    """Whether the agent says that the conversation is over."""
    tagged = command(found)
    named_end = found.type == "event" and found.name.lower() in {one.lower() for one in END_EVENTS}
    return found.type == "endOfConversation" or named_end or bool(tagged and tagged.name.lower() == "endconversation")


def _made(found: Activity, value: Any, raw_name: str, message: str = "", *, unknown: str = BOT_STUCK) -> Escalation:
    value = _decoded(value)
    if isinstance(value, str):  # a summary in words
        value, message = {}, message or value
    given: dict[str, Any] = {}
    others: dict[str, Any] = {}
    for lower, (name, one) in named(part(value)).items():
        if known := _FIELDS.get(lower):
            given[known] = given.get(known) or _read(known, one)
        elif lower not in _OWN_KEYS and len(name) <= LONGEST_NAME:
            others[name] = _short(one)
    given["private_message"] = _read("private_message", message) or given.get("private_message", "")
    history = transcript_of(found)
    topics = given.get("topics", ())
    topic = given.pop("topic", "") or (topics[-1] if topics else "")
    said = given.pop("last_phrase", "") or (given.get("phrases") or ("",))[-1]
    language = given.pop("language", "") or found.locale
    reason, implicit = _reason(topic, given["private_message"], raw_name, unknown)
    return Escalation(
        reason,
        implicit,
        topic=topic,
        last_phrase=said,
        language=language,
        variables=_fitting(others),
        transcript=history,
        raw_name=raw_name,
        **given,
    )


def _read(known: str, value: Any) -> Any:
    if known in _LISTS:
        return tuple(one[:LONGEST_PHRASE] for one in texts(_decoded(value))[-MOST_PHRASES:])
    return text(value).strip()[: LONGEST_VALUE if known == "private_message" else LONGEST_PHRASE]


def _fitting(variables: Mapping[str, Any]) -> Mapping[str, Any]:
    """As many as there is room for, in the order in which they came."""
    kept: dict[str, Any] = {}
    room = MOST_CHARACTERS
    for name, value in variables.items():
        size = len(json.dumps({name: value}))
        if size <= room and len(kept) < MOST_VARIABLES:
            kept[name], room = value, room - size
    return kept


def _reason(topic: str, private_message: str, raw_name: str, unknown: str) -> tuple[str, bool]:
    """A system topic makes it implicit, unless its author wrote words for the human. In `handoff.initiate`, no topic
    at all means that no intent was found."""
    reason = _REASONS.get(topic.strip().lower()) if topic else unknown
    explicit = bool(private_message) or raw_name in {"handoff", "tags"}
    return (BOT_ESCALATED, False) if explicit or reason is None else (reason, True)


def _decoded(value: Any) -> Any:
    """A JSON text as what it says; any other text as it is."""
    if isinstance(value, str) and value.lstrip()[:1] in ("{", "["):
        try:
            return json.loads(value)
        except (ValueError, RecursionError):
            return value
    return value


def _short(value: Any) -> Any:
    """A variable as it came, cut where it is a text, and as a JSON text where it is a structure."""
    if isinstance(value, str):
        return text(value)[:LONGEST_VALUE]
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int | float):
        return value if abs(value) <= LARGEST_INTEGER else str(value)  # also what is no number, which is not less
    try:
        return text(json.dumps(value, ensure_ascii=False, default=str))[:LONGEST_VALUE]
    except (ValueError, RecursionError):
        return ""
