"""Deadlines of conversations, and which of them is due."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import and_, bindparam, delete, select, update

from segue.domain.deadlines import Deadline
from segue.ports.conversations import DueDeadlines, MoveDeadline, NextDeadline
from segue.store.records import deadline_of
from segue.store.tables import deadlines
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
