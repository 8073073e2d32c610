"""What is due: deadlines of conversations, and listeners that have not seen all entries."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import and_, bindparam, delete, insert, select, update

from segue.domain.deadlines import Deadline
from segue.domain.errors import Invalid, NotFound
from segue.ports.conversations import (
    Delivery,
    DueDeadlines,
    DueDeliveries,
    MoveCursor,
    MoveDeadline,
    NextDeadline,
    NextDelivery,
)
from segue.store.records import deadline_of
from segue.store.tables import IS_BEHIND, conversations, cursors, deadlines
from segue.store.transaction import Reading, Writing
from segue.store.values import micros, moment

_DUE = (
    select(deadlines.c.workspace, deadlines.c.conversation, deadlines.c.kind, deadlines.c.due_at, deadlines.c.about)
    .where(deadlines.c.due_at <= bindparam("now"))
    .order_by(deadlines.c.due_at, deadlines.c.workspace, deadlines.c.conversation, deadlines.c.kind)
    .limit(bindparam("limit"))
)
_NEXT = select(deadlines.c.due_at).order_by(deadlines.c.due_at).limit(1)
_THIS_ONE = and_(
    deadlines.c.workspace == bindparam("in_workspace"),
    deadlines.c.conversation == bindparam("of_conversation"),
    deadlines.c.kind == bindparam("of_kind"),
    deadlines.c.due_at == bindparam("was_due_at"),
    deadlines.c.about == bindparam("is_about"),
)
_DROP = delete(deadlines).where(_THIS_ONE)
_PUT_OFF = update(deadlines).where(_THIS_ONE).values(due_at=bindparam("to"))


def move_deadline(tx: Writing, unit: MoveDeadline) -> None:
    deadline = unit.deadline
    this = {
        "in_workspace": deadline.workspace,
        "of_conversation": deadline.conversation,
        "of_kind": deadline.kind.value,
        "was_due_at": micros(deadline.due_at),
        "is_about": deadline.about,
    }
    if unit.due_at is None:
        tx.change(_DROP, **this)
    else:
        tx.change(_PUT_OFF, to=micros(unit.due_at), **this)
    tx.recent.forget((deadline.workspace, deadline.conversation))


def due_deadlines(tx: Reading, query: DueDeadlines) -> tuple[Deadline, ...]:
    return tuple(map(deadline_of, tx.rows(_DUE, now=micros(query.now), limit=query.limit)))


def next_deadline(tx: Reading, query: NextDeadline) -> datetime | None:
    row = tx.row(_NEXT)
    return None if row is None else moment(row[0])


_THIS = (
    (cursors.c.workspace == bindparam("in_workspace"))
    & (cursors.c.conversation == bindparam("of_conversation"))
    & (cursors.c.listener == bindparam("of_listener"))
)
_LAST_SEQ = select(conversations.c.last_seq).where(
    conversations.c.workspace == bindparam("workspace"), conversations.c.id == bindparam("conversation")
)
_WHERE = select(cursors.c.position).where(_THIS).with_for_update()
_NEW = insert(cursors)
NOBODY_AT_IT: Mapping[str, Any] = {"holder": "", "fence": 0, "unknown": 0}
_MOVE = (
    update(cursors)
    .where(_THIS)
    .values(
        position=bindparam("position"),
        attempts=bindparam("attempts"),
        due_at=bindparam("due_at"),
        error=bindparam("error"),
    )
)
_DUE_DELIVERIES = (
    select(
        *(cursors.c.workspace, cursors.c.conversation, cursors.c.listener),
        *(cursors.c.position, cursors.c.attempts, cursors.c.last_seq),
    )
    .where(IS_BEHIND, cursors.c.due_at <= bindparam("now"))
    .order_by(cursors.c.due_at, cursors.c.workspace, cursors.c.conversation, cursors.c.listener)
    .limit(bindparam("limit"))
)
_NEXT_DELIVERY = select(cursors.c.due_at).where(IS_BEHIND).order_by(cursors.c.due_at).limit(1)


def move_cursor(tx: Writing, unit: MoveCursor) -> None:
    last = tx.row(_LAST_SEQ, workspace=unit.workspace, conversation=unit.conversation)
    if last is None:
        raise NotFound("there is no such conversation", conversation=unit.conversation)
    if unit.cursor > last[0]:
        raise Invalid(f"the cursor can be at most {last[0]}, the last entry; not {unit.cursor}", field="cursor")
    state = {
        "position": unit.cursor,
        "attempts": unit.attempts,
        "due_at": 0 if unit.due_at is None else micros(unit.due_at),
        "error": unit.error,
    }
    this = {
        "in_workspace": unit.workspace,
        "of_conversation": unit.conversation,
        "of_listener": unit.listener,
    }
    stored = tx.row(_WHERE, **this)
    if stored is None:
        new = {"workspace": unit.workspace, "conversation": unit.conversation, "listener": unit.listener}
        tx.change(_NEW, **new, **state, last_seq=last[0], **NOBODY_AT_IT)
        tx.recent.forget((unit.workspace, unit.conversation))
    elif unit.cursor >= stored[0]:
        tx.change(_MOVE, **this, **state)


def due_deliveries(tx: Reading, query: DueDeliveries) -> tuple[Delivery, ...]:
    rows = tx.rows(_DUE_DELIVERIES, now=micros(query.now), limit=query.limit)
    return tuple(Delivery(*row) for row in rows)


def next_delivery(tx: Reading, query: NextDelivery) -> datetime | None:
    row = tx.row(_NEXT_DELIVERY)
    return None if row is None else moment(row[0])
