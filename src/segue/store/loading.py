"""Loading a conversation with all that belongs to its state; on PostgreSQL many at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import (
    ARRAY,
    BigInteger,
    BindParameter,
    ColumnElement,
    CompoundSelect,
    Text,
    any_,
    bindparam,
    cast,
    literal_column,
    null,
    select,
    union_all,
)

from segue.domain.conversation import Conversation
from segue.domain.deadlines import Deadline, DeadlineKind
from segue.domain.errors import NotFound
from segue.domain.lifecycle import Handoff
from segue.store.recent import Current
from segue.store.records import conversation_of, current, handoff_of
from segue.store.statement import Row, Statements
from segue.store.tables import IS_LIVE, conversations, cursors, deadlines, handoffs
from segue.store.values import moment

_WORKSPACE: BindParameter[str] = bindparam("workspace")
_NO_TEXT = cast(null(), Text)
_NO_TIME = cast(null(), BigInteger)


def _load(wanted: ColumnElement[Any]) -> CompoundSelect[*tuple[Any, ...]]:
    """One statement, hence one round trip and one snapshot. Rows: (conversation, what, text, time, text)."""
    c, h, d, l = conversations.c, handoffs.c, deadlines.c, cursors.c  # noqa: E741
    return union_all(
        select(c.id, literal_column("'conversation'"), c.body, _NO_TIME, _NO_TEXT).where(
            c.workspace == _WORKSPACE, c.id == wanted
        ),
        select(h.conversation, literal_column("'handoff'"), h.body, _NO_TIME, _NO_TEXT).where(
            h.workspace == _WORKSPACE, h.conversation == wanted, IS_LIVE
        ),
        select(d.conversation, literal_column("'deadline'"), d.kind, d.due_at, d.about).where(
            d.workspace == _WORKSPACE, d.conversation == wanted
        ),
        select(l.conversation, literal_column("'cursor'"), l.listener, _NO_TIME, _NO_TEXT).where(
            l.workspace == _WORKSPACE, l.conversation == wanted
        ),
    )


_THERE = (
    select(conversations.c.id)
    .where(conversations.c.workspace == _WORKSPACE, conversations.c.id == bindparam("conversation"))
    .with_for_update(read=True)
)
_LOAD = _load(bindparam("conversation", type_=Text))
_LOAD_MANY = _load(any_(bindparam("ids", type_=ARRAY(Text))))


def must_be_there(statements: Statements, workspace: str, conversation: str) -> None:
    """It stays there until the transaction ends. Raises NotFound: what belongs to one that was erased is not kept."""
    if statements.row(_THERE, workspace=workspace, conversation=conversation) is None:
        raise NotFound("there is no such conversation", conversation=conversation)


def load(statements: Statements, workspace: str, conversation: str) -> Current | None:
    rows = statements.rows(_LOAD, workspace=workspace, conversation=conversation)
    return _current(workspace, conversation, [row[1:] for row in rows])


def ask_for_many(statements: Statements, workspace: str, ids: Sequence[str]) -> None:
    """Send what `many_of` reads the answer to. Only where the database knows arrays."""
    statements.send(_LOAD_MANY, workspace=workspace, ids=list(ids))


def many_of(workspace: str, rows: Iterable[Row]) -> Mapping[str, Current]:
    """By id; those that do not exist are left out."""
    by_id: dict[str, list[Row]] = {}
    for id_, *rest in rows:
        by_id.setdefault(id_, []).append(tuple(rest))
    found = {id_: _current(workspace, id_, of_it) for id_, of_it in by_id.items()}
    return {id_: there for id_, there in found.items() if there is not None}


def _current(workspace: str, conversation: str, rows: Sequence[Row]) -> Current | None:
    found: Conversation | None = None
    live: dict[str, Handoff] = {}
    due: dict[DeadlineKind, Deadline] = {}
    heard: set[str] = set()
    for what, first, due_at, about in rows:
        if what == "conversation":
            found = conversation_of(first)
        elif what == "handoff":
            handoff = handoff_of(first)
            live[handoff.id] = handoff
        elif what == "deadline":
            kind = DeadlineKind(first)
            due[kind] = Deadline(workspace, conversation, kind, moment(due_at), about)
        else:
            heard.add(first)
    return None if found is None else current(found, live, due, heard=frozenset(heard))
