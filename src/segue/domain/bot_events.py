"""What the bot behind Segue hears of the log: what it must answer, and the end marker when a human hands back.

It gets nothing while somebody else owns the conversation; the end marker tells it what was said. In a queue where the
policy lets it help, it hears what the customer writes, as events of the type `assist`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from segue.domain.bots import reported
from segue.domain.conversation import Conversation, Entry, Kind, OwnerKind, Role
from segue.domain.files import path_of
from segue.domain.redaction import redact, redact_value
from segue.domain.sayings import EARLIER


def for_bot(entry: Entry, conversation: Conversation, *, helps: bool = False) -> bool:
    """Whether the bot must hear of this entry: the end marker always, a message only if its answer is still wanted.

    helps: whether it drafts for the human who has the conversation; then it hears of what the customer tells them.
    """
    if entry.kind is Kind.HANDED_BACK:
        return True
    if entry.kind is not Kind.MESSAGE or entry.role is not Role.END_USER or entry.data.get(EARLIER):
        return False
    if conversation.owner.kind is not OwnerKind.BOT:
        return helps
    return owed(entry)


def owed(entry: Entry) -> bool:
    """Whether the bot owed an answer to this message: nobody else had the turn, and Segue said nothing itself."""
    answered = entry.data.get("answered", {})
    return bool(answered.get("owner") == OwnerKind.BOT.value and not answered.get("reply"))


def bot_event(
    entry: Entry, conversation: Conversation, kinds: Collection[str], public_url: str = ""
) -> Mapping[str, Any]:
    """kinds: what is taken out of texts before they leave. public_url: where the bot finds files that Segue keeps."""
    event: dict[str, Any] = {
        "type": _kind_of_event(entry, conversation),
        "conversation": conversation.id,
        "seq": entry.seq,
        "epoch": entry.epoch,
        "at": entry.at.isoformat(),
    }
    if entry.kind is not Kind.MESSAGE:
        return event | {"packet": redact_value(entry.data.get("packet", {}), kinds)}
    customer = conversation.customer
    event |= {
        "id": entry.message_id,
        "text": redact(entry.text, kinds),
        "language": conversation.language,
        "customer": {"id": customer.id, "name": redact(customer.name, kinds), "verified": customer.verified},
    }
    if files := entry.data.get("attachments"):
        event["attachments"] = [_told(one, conversation.id, kinds, public_url) for one in files]
    return event


def status_event(entry: Entry, conversation: Conversation) -> Mapping[str, Any] | None:
    """How a handoff stands, for a bot that wants to hear it; None where this entry says nothing of that."""
    if entry.kind is not Kind.HANDOFF:
        return None
    told = {name: str(entry.data.get(name) or "") for name in ("event", "state", "agent_name")}
    state = reported(told["event"], told["state"], told["agent_name"])
    if not state:
        return None
    where = {"conversation": conversation.id, "seq": entry.seq, "epoch": entry.epoch, "at": entry.at.isoformat()}
    return {"type": "status", **where, "state": state, "message": entry.text if state == "failed" else ""}


def _told(file: Mapping[str, Any], conversation: str, kinds: Collection[str], public_url: str) -> dict[str, Any]:
    """A file of a message; one that Segue keeps is read there, with the bot's key."""
    told = {**file, "name": redact(file["name"], kinds)}
    return told if "url" in file else {**told, "url": public_url + path_of(conversation, file["file"])}


def _kind_of_event(entry: Entry, conversation: Conversation) -> str:
    """message: to be answered; assist: somebody else answers, a draft is welcome; handed_back: the end marker."""
    if entry.kind is Kind.HANDED_BACK:
        return "handed_back"
    return "message" if conversation.owner.kind is OwnerKind.BOT else "assist"
