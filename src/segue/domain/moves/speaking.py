"""Words of customer and bot, page visits, facts, errors and silence, before anything is decided about them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from segue.domain.attachments import names_of
from segue.domain.conversation import Customer, Entry, Kind, OwnerKind, PageVisit, Role
from segue.domain.deadlines import Deadline, DeadlineKind
from segue.domain.draft import Draft
from segue.domain.errors import Invalid, NotTheOwner
from segue.domain.identity import as_told, identity_of
from segue.domain.sentences import content_words, shorten

MOST_PAGES = 20
MOST_NAMES = 200
MOST_CHARACTERS = 64 * 1024
"""What a conversation carries along of variables, and of facts: names at most, and characters as JSON."""


def customer_says(
    draft: Draft,
    text: str,
    message_id: str,
    decision: Mapping[str, Any] | None = None,
    *,
    just_asks: bool = False,
    data: Mapping[str, Any] | None = None,
) -> Entry:
    """A message of the customer. just_asks: it asks for a person and need not say what about."""
    entry = draft.add(
        Kind.MESSAGE, Role.END_USER, text, message_id=message_id, decision=decision, data=dict(data or {})
    )
    matter = draft.conversation.matter
    if not matter and not just_asks and len(content_words(text)) >= 3:
        matter = shorten(text, 120)
    said = text.strip() or names_of(entry.data.get("attachments", ()))
    draft.change(last_customer_at=draft.now, last_text=shorten(said, 160), matter=matter)
    idle = draft.policy.handback.idle
    if draft.conversation.owner.kind is OwnerKind.HUMAN and idle:
        draft.set_deadline(DeadlineKind.IDLE, idle, draft.conversation.handoff)
    return entry


def bot_owes(draft: Draft, seq: int) -> None:
    """From now on the bot owes the customer an answer to entry `seq`."""
    pending = draft.deadline(DeadlineKind.BOT_SILENT)
    if pending is None:
        draft.set_deadline(DeadlineKind.BOT_SILENT, draft.policy.bot.timeout, str(seq))
    else:
        first, _ = owed_messages(pending)
        draft.deadlines[DeadlineKind.BOT_SILENT] = replace(pending, about=f"{first}/{seq}")


def owed_messages(deadline: Deadline) -> tuple[int, int]:
    """seq of the first and the last message that the bot owes an answer to."""
    first, _, last = deadline.about.partition("/")
    return int(first), int(last or first)


def bot_may_speak(draft: Draft, epoch: int | None) -> None:
    """Raises NotTheOwner unless the bot owns the conversation now, and (when it says so) since the epoch it means."""
    conversation = draft.conversation
    if conversation.owner.kind is not OwnerKind.BOT or (epoch is not None and epoch != conversation.epoch):
        why = {
            OwnerKind.BOT: f"you answer in epoch {epoch} and it is {conversation.epoch} by now",
            OwnerKind.QUEUE: "the customer is waiting for a person",
            OwnerKind.HUMAN: f"{conversation.owner.name} speaks to the customer now",
        }
        raise NotTheOwner(
            f"{why[conversation.owner.kind]}; this message was not shown",
            owner=conversation.owner.kind.value,
            owner_name=conversation.owner.name,
            epoch=conversation.epoch,
        )


def bot_says(draft: Draft, text: str, message_id: str, data: Mapping[str, Any], still_owes: int = 0) -> Entry:
    """A message of the bot; with no text, no files and an error in `data` only the error is recorded.

    still_owes: seq of a message that it cannot have answered yet; 0 for none.
    """
    draft.clear(DeadlineKind.BOT_SILENT)
    if still_owes:
        bot_owes(draft, still_owes)
    kind = Kind.MESSAGE if text or data.get("attachments") else Kind.BOT_ERROR
    return draft.add(
        kind, Role.AUTOMATED_AGENT, text, author=draft.conversation.bot, message_id=message_id, data=dict(data)
    )


def bot_silent(draft: Draft) -> Entry:
    """The bot owed an answer and gave none in time: recorded, and the customer is told."""
    draft.clear(DeadlineKind.BOT_SILENT)
    entry = draft.add(Kind.BOT_ERROR, Role.SYSTEM, data={"error": "no answer in time", "silent": True})
    draft.tell("bot_silent")
    return entry


def learn(
    draft: Draft,
    *,
    page: PageVisit | None = None,
    customer: Customer | None = None,
    variables: Mapping[str, Any] | None = None,
    message_id: str = "",
) -> Entry:
    """Page visit, facts about the customer, variables of the bot: they become part of the state and of the log."""
    data: dict[str, Any] = {}
    conversation = draft.conversation
    if page:
        data["page"] = {"url": page.url, "title": page.title}
        draft.change(pages=(*conversation.pages, page)[-MOST_PAGES:])
    if customer:
        known = merged(conversation.customer, customer)
        data["customer"] = {"id": known.id, "verified": known.verified, "facts": sorted(known.facts)}
        draft.change(customer=known)
    if variables:
        data["variables"] = sorted(variables)
        set_variables(draft, variables)
    return draft.add(Kind.CONTEXT, Role.SYSTEM, message_id=message_id, data=data)


def set_variables(draft: Draft, variables: Mapping[str, Any]) -> None:
    """Raises Invalid when they are too many or too large."""
    draft.change(variables=carried(draft.conversation.variables, variables, "variables"))


def carried(old: Mapping[str, Any], new: Mapping[str, Any], field: str) -> Mapping[str, Any]:
    """`old` with `new`: the state is read with every message, so it must stay small. The oldest names are dropped.

    Raises Invalid when `new` alone is too much.
    """
    if not new:
        return old
    size = _size(new)
    if len(new) > MOST_NAMES or size > MOST_CHARACTERS:
        raise Invalid(f"{field}: at most {MOST_NAMES} names and {MOST_CHARACTERS} characters in all", field=field)
    kept: dict[str, Any] = {}
    for name in reversed([name for name in old if name not in new]):  # the newest first, as many as there is room for
        size += _size({name: old[name]})
        if len(kept) + len(new) == MOST_NAMES or size > MOST_CHARACTERS:
            break
        kept[name] = old[name]
    return dict(reversed(kept.items())) | dict(new)


def _size(values: Mapping[str, Any]) -> int:
    return len(json.dumps(values, default=str))


def merged(old: Customer, new: Customer) -> Customer:
    """What is verified is never replaced by what is not. Nothing that was told of one customer is true of another: one
    with another id is somebody else."""
    if old.verified and not new.verified:
        return replace(old, facts=carried(new.facts, old.facts, "facts"))
    if new.verified and not old.verified:
        return replace(new, facts=carried({}, new.facts, "facts"))
    if new.id and old.id and new.id != old.id:
        old = Customer(verified=old.verified)
    known = Customer(
        id=new.id or old.id, name=new.name or old.name, email=new.email or old.email, verified=new.verified
    )
    if identity_of(known) != identity_of(old):
        old = as_told(old)
    facts = carried(old.facts, new.facts, "facts")
    return replace(known, facts=facts, found=tuple(name for name in old.found if name not in new.facts))
