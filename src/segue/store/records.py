"""Conversations, entries, handoffs and deadlines as rows, and back."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import (
    Column,
    bindparam,
    select,
)

from segue.domain.conversation import Conversation, Entry, Kind, Role
from segue.domain.deadlines import Deadline, DeadlineKind
from segue.domain.follow_up import FollowUp
from segue.domain.lifecycle import Handoff, State
from segue.ports.conversations import Loaded
from segue.store.recent import Current
from segue.store.statement import Row
from segue.store.tables import (
    HAS_MESSAGE_ID,
    OPEN_WITH_VISITOR,
    conversations,
    entries,
)
from segue.store.values import decoder, encode, micros, micros_or_none, moment

conversation_of = decoder(Conversation)
handoff_of = decoder(Handoff)
follow_up_of = decoder(FollowUp)
data_of = decoder(dict[str, Any])

ENTRY: tuple[Column[Any], ...] = (
    *(entries.c.seq, entries.c.kind, entries.c.role, entries.c.at, entries.c.text, entries.c.author),
    *(entries.c.author_name, entries.c.message_id, entries.c.epoch, entries.c.data, entries.c.decision),
)


def entry_of(row: Row) -> Entry:
    """`row` has the columns of ENTRY."""
    seq, kind, role, at, text, author, author_name, message_id, epoch, data, decision = row
    return Entry(
        seq=seq,
        kind=Kind(kind),
        role=Role(role),
        at=moment(at),
        text=text,
        author=author,
        author_name=author_name,
        message_id=message_id,
        epoch=epoch,
        data=data_of(data) if data != "{}" else {},
        decision=None if decision is None else data_of(decision),
    )


def entry_row(workspace: str, conversation: str, entry: Entry) -> dict[str, Any]:
    decision = entry.decision
    return {
        "workspace": workspace,
        "conversation": conversation,
        "seq": entry.seq,
        "kind": entry.kind.value,
        "role": entry.role.value,
        "at": micros(entry.at),
        "text": entry.text,
        "author": entry.author,
        "author_name": entry.author_name,
        "message_id": entry.message_id,
        "epoch": entry.epoch,
        "data": encode(entry.data) if entry.data else "{}",
        "outcome": str(decision.get("outcome", "")) if decision else "",
        "decision": None if decision is None else encode(decision),
    }


def handoff_row(handoff: Handoff) -> dict[str, Any]:
    assigned_at = handoff.accepted_at
    if handoff.state is State.RESERVED:
        assigned_at = handoff.state_at
    return {
        "workspace": handoff.workspace,
        "id": handoff.id,
        "conversation": handoff.conversation,
        "state": handoff.state.value,
        "queue": handoff.queue,
        "agent": handoff.agent,
        "units": handoff.units,
        "channel": handoff.channel,
        "requested_at": micros(handoff.requested_at),
        "waiting_since": micros(handoff.queued_at or handoff.requested_at),
        "assigned_at": micros_or_none(assigned_at),
        "accepted_at": micros_or_none(handoff.accepted_at),
        "wrap_up_until": micros_or_none(handoff.wrap_up_until),
        "packaged": False,  # of a new one
        "body": encode(handoff),
    }


def conversation_row(conversation: Conversation) -> dict[str, Any]:
    return {
        "workspace": conversation.workspace,
        "id": conversation.id,
        "last_seq": conversation.last_seq,
        "epoch": conversation.epoch,
        "open": conversation.open,
        "visitor": conversation.visitor,
        "customer": conversation.customer.id,
        "body": encode(conversation),
    }


def follow_up_row(follow_up: FollowUp) -> dict[str, Any]:
    return {
        "workspace": follow_up.workspace,
        "id": follow_up.id,
        "handoff": follow_up.handoff,
        "opened_at": micros(follow_up.opened_at),
        "closed_at": micros_or_none(follow_up.closed_at),
        "body": encode(follow_up),
    }


def deadline_row(deadline: Deadline) -> dict[str, Any]:
    return {
        "workspace": deadline.workspace,
        "conversation": deadline.conversation,
        "kind": deadline.kind.value,
        "due_at": micros(deadline.due_at),
        "about": deadline.about,
    }


def deadline_of(row: Row) -> Deadline:
    workspace, conversation, kind, due_at, about = row
    return Deadline(workspace, conversation, DeadlineKind(kind), moment(due_at), about)


BY_MESSAGE = select(*ENTRY).where(
    entries.c.workspace == bindparam("in_workspace"),
    entries.c.conversation == bindparam("of_conversation"),
    entries.c.message_id == bindparam("message_id"),
    HAS_MESSAGE_ID,
)
OPEN_OF_VISITOR = select(conversations.c.id).where(
    conversations.c.workspace == bindparam("in_workspace"),
    conversations.c.visitor == bindparam("visitor"),
    OPEN_WITH_VISITOR,
)


def current(
    conversation: Conversation, live: dict[str, Handoff], due: dict[DeadlineKind, Deadline], *, heard: frozenset[str]
) -> Current:
    loaded = Loaded(conversation, _of_interest(live.values()), tuple(sorted(due.values(), key=_by_time)))
    return Current(loaded, live, due, heard)


def _of_interest(live: Collection[Handoff]) -> Handoff | None:
    """The open one; else the one that is offered (the newest, were there several)."""
    if len(live) < 2:
        return next(iter(live), None)
    return max(live, key=lambda handoff: (handoff.is_open, handoff.requested_at, handoff.id), default=None)


def _by_time(deadline: Deadline) -> tuple[int, str]:
    return micros(deadline.due_at), deadline.kind.value
