"""What other systems hear of the log by webhook: `type`, `timestamp` and `data`, as Standard Webhooks asks for."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from segue.domain.conversation import CUSTOMER_DATA, SEEN_BY, Audience, Conversation, Entry, Kind
from segue.domain.redaction import redact, redact_value

KINDS_SENT = tuple(kind.value for kind in Kind if kind not in {Kind.FACTS, Kind.PASSED_ON})
"""Kinds of entries that a webhook may ask for. What sources told of an account stays inside."""
KINDS_SENT_UNASKED = tuple(kind.value for kind in Kind if Audience.CUSTOMER in SEEN_BY[kind])

_STEP = frozenset({"id", "state", "event", "queue", "reason", "agent", "agent_name", "category", "urgency"})
_MORE: Mapping[Kind, frozenset[str]] = {
    Kind.MESSAGE: frozenset({"attachments"}),
    Kind.HANDOFF: _STEP,
    Kind.BOT_ERROR: frozenset({"error", "silent"}),
    Kind.CONTACT: frozenset({"email", "phone"}),
    Kind.CONTEXT: frozenset({"page"}),
    Kind.CSAT: frozenset({"score", "comment"}),
    Kind.HANDED_BACK: frozenset({"epoch"}),
    Kind.ENDED: frozenset({"outcome", "because", "ended_by"}),
}


def webhook_event(entry: Entry, conversation: Conversation, kinds: Collection[str]) -> Mapping[str, Any]:
    """kinds: what is taken out of texts before they leave. Of `data` only fields that are named above leave."""
    customer = conversation.customer
    shown = CUSTOMER_DATA.get(entry.kind, frozenset()) | _MORE.get(entry.kind, frozenset())
    details = {name: value for name, value in entry.data.items() if name in shown}
    return {
        "type": entry.kind.value,
        "timestamp": entry.at.isoformat(),
        "data": {
            "conversation": conversation.id,
            "seq": entry.seq,
            "epoch": entry.epoch,
            "id": entry.message_id,
            "role": entry.role.value,
            "author_name": redact(entry.author_name, kinds),
            "text": redact(entry.text, kinds),
            "language": conversation.language,
            "customer": {"id": customer.id, "name": redact(customer.name, kinds), "verified": customer.verified},
            "details": redact_value(details, kinds),
        },
    }
