"""How far listeners have got, who works on it, and what was not taken."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    Text,
    and_,
    bindparam,
    case,
    cast,
    func,
    literal,
    select,
    type_coerce,
    union_all,
    update,
)
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.sql.dml import Update

from segue.domain.deliveries import DeadLetter
from segue.domain.errors import Invalid, NotFound, Refused
from segue.ports.deliveries import (
    ClaimDeliveries,
    CursorOf,
    DeadLetterById,
    DeadLetters,
    Delivery,
    FreeDeliveries,
    Lag,
    Lags,
    Listens,
    MoveCursor,
    NextDelivery,
    OpenDeadLetters,
    SaveDeadLetter,
)
from segue.ports.routing import StaleFence
from segue.store.statement import OneOf, Row, Statements, as_list
from segue.store.tables import IS_AT_IT, IS_BEHIND, IS_OPEN_LETTER, conversations, cursors, dead_letters, entries
from segue.store.transaction import Reading, Writing
from segue.store.values import decoder, encode, micros, micros_or_none, moment

NOBODY_AT_IT: Mapping[str, Any] = {"holder": "", "fence": 0, "unknown": 0}
_KEY = (cursors.c.workspace, cursors.c.conversation, cursors.c.listener)
_IS_FREE = cursors.c.holder == ""


def _joined(*parts: ColumnElement[str]) -> ColumnElement[str]:
    """Of columns that hold no such sign, hence one value for each row."""
    whole = parts[0]
    for part in parts[1:]:
        whole = whole + literal("\n") + part
    return type_coerce(whole, Text)


_THIS = and_(
    cursors.c.workspace == bindparam("in_workspace"),
    cursors.c.conversation == bindparam("of_conversation"),
    cursors.c.listener == bindparam("of_listener"),
)


# Whoever changes a cursor holds its conversation's lock, taken first; so no two can wait for each other. What takes or
# frees many waits for nobody: it leaves out conversations that are being written to.
_OF_ONE = (cursors.c.workspace == bindparam("in_workspace"), cursors.c.listener == bindparam("of_listener"))
_waiting = (
    select(*_KEY, cursors.c.due_at)
    .where(IS_BEHIND, _IS_FREE, cursors.c.due_at <= bindparam("now"), *_OF_ONE)
    .subquery("waiting")
)
_due = (
    select(*(_waiting.c[column.name] for column in _KEY))
    .join(
        conversations,
        and_(conversations.c.workspace == _waiting.c.workspace, conversations.c.id == _waiting.c.conversation),
    )
    .order_by(_waiting.c.due_at, _waiting.c.conversation)
    .limit(bindparam("most"))
    .with_for_update(of=conversations, skip_locked=True)
    .cte("due")
)
_CLAIM = (
    update(cursors)
    .where(*(column == _due.c[column.name] for column in _KEY), _IS_FREE)
    .values(holder=bindparam("node"), fence=cursors.c.fence + 1)
    .returning(
        *_KEY,
        *(cursors.c.position, cursors.c.attempts, cursors.c.last_seq, cursors.c.fence, cursors.c.unknown),
        cursors.c.due_at,
    )
)
_FREE_ONES = (
    select(cursors.c.workspace, cursors.c.listener, cursors.c.due_at)
    .where(IS_BEHIND, _IS_FREE)
    .order_by(cursors.c.workspace, cursors.c.listener, cursors.c.due_at)
    .limit(1)
)
# In two halves, as SQLite walks over all that is equal when it compares pairs.
_HERE = (cursors.c.workspace == bindparam("after_workspace"), cursors.c.listener > bindparam("after_listener"))
_IN_THIS, _IN_THE_NEXT = (
    _FREE_ONES.where(*_HERE).subquery("in_this"),
    _FREE_ONES.where(cursors.c.workspace > bindparam("after_workspace")).subquery("in_the_next"),
)
NEXT_LISTENER = union_all(select(_IN_THIS), select(_IN_THE_NEXT)).order_by("workspace", "listener").limit(1)


def _behind(tx: Statements, without: Collection[Listens]) -> Iterator[tuple[int, Listens]]:
    """Listeners that are behind, and when their first free lane is due: a step of an index each, however many lanes
    wait for one that rests. Each step may see another moment; what one misses, the next look finds."""
    last = ("", "")
    while row := tx.row(NEXT_LISTENER, after_workspace=last[0], after_listener=last[1]):
        last = (row[0], row[1])
        if last not in without:
            yield row[2], last


def claim_deliveries(tx: Writing, unit: ClaimDeliveries) -> tuple[Delivery, ...]:
    now, rows = micros(unit.now), list[Row]()
    due = sorted(_behind(tx, unit.without)) if unit.only is None else [(now, unit.only)]
    for due_at, (workspace, listener) in due:
        if due_at <= now and len(rows) < unit.limit:
            asked = {"node": unit.node, "now": now, "most": unit.limit - len(rows)}
            rows += tx.taken(_CLAIM, **asked, in_workspace=workspace, of_listener=listener)
    rows.sort(key=lambda row: (row[-1], *row[:3]))
    return tuple(Delivery(*row[:-1]) for row in rows)


def next_delivery(tx: Reading, query: NextDelivery) -> datetime | None:
    first = min((due_at for due_at, _ in _behind(tx, query.without)), default=None)
    return None if first is None else moment(first)


_LAST_SEQ = select(conversations.c.last_seq).where(
    conversations.c.workspace == bindparam("workspace"), conversations.c.id == bindparam("conversation")
)
_WHERE = select(cursors.c.position, cursors.c.fence, cursors.c.holder).where(_THIS).with_for_update()
_NEW = insert(cursors)
_MOVE = (
    update(cursors)
    .where(_THIS)
    .values(
        position=bindparam("position"),
        attempts=bindparam("attempts"),
        due_at=bindparam("due_at"),
        error=bindparam("error"),
        unknown=func.coalesce(bindparam("unknown", type_=Integer), cursors.c.unknown),
        holder=bindparam("holder"),
    )
)
_LET_GO = update(cursors).where(_THIS).values(holder="")


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
        "unknown": unit.unknown,
    }
    this = {"in_workspace": unit.workspace, "of_conversation": unit.conversation, "of_listener": unit.listener}
    stored = tx.row(_WHERE, **this)
    if unit.letter is not None and (stored is None or unit.fence in {None, stored[1]}):
        tx.change(_KEEP, **_row(unit.letter))
    if stored is None:
        new = {"workspace": unit.workspace, "conversation": unit.conversation, "listener": unit.listener}
        tx.change(_NEW, **new, last_seq=last[0], **{**NOBODY_AT_IT, **state, "unknown": unit.unknown or 0})
        tx.recent.forget((unit.workspace, unit.conversation))
        return
    position, fence, holder = stored
    if unit.fence not in {None, fence}:
        raise StaleFence("another node delivers this by now", fence=unit.fence)
    after = holder if unit.fence is None or unit.hold else ""
    if unit.cursor >= position:
        tx.change(_MOVE, **this, **state, holder=after)
    elif after != holder:
        tx.change(_LET_GO, **this)


def freeing(which: ColumnElement[bool]) -> Update:
    """Under a higher fence; lanes of conversations that are being written to at this moment stay as they are."""
    held = select(*_KEY).where(IS_AT_IT, which).subquery("held")
    its_own = and_(conversations.c.workspace == held.c.workspace, conversations.c.id == held.c.conversation)
    left = (
        select(*(held.c[column.name] for column in _KEY))
        .join(conversations, its_own)
        .with_for_update(of=conversations, skip_locked=True)
        .cte("left_behind")
    )
    return (
        update(cursors)
        .where(*(column == left.c[column.name] for column in _KEY), IS_AT_IT, which)
        .values(holder="", fence=cursors.c.fence + 1)
    )


_NOT_WORKED_ON = (cursors.c.holder == bindparam("node")) & ~OneOf(_joined(*_KEY))
_FREE = freeing(_NOT_WORKED_ON)
_STILL_HELD = select(cursors.c.listener).where(IS_AT_IT, _NOT_WORKED_ON).limit(1)


def free_deliveries(tx: Writing, unit: FreeDeliveries) -> bool:
    which = {"node": unit.node, "one_of": as_list("\n".join(key) for key in unit.keep)}
    tx.change(_FREE, **which)
    return tx.row(_STILL_HELD, **which) is None


_POSITION = select(cursors.c.position).where(_THIS)


def cursor_of(tx: Reading, query: CursorOf) -> int | None:
    row = tx.row(
        _POSITION,
        in_workspace=query.workspace,
        of_conversation=query.conversation,
        of_listener=query.listener,
    )
    return None if row is None else int(row[0])


_LATE = (
    select(*_KEY, cursors.c.position, cursors.c.attempts, cursors.c.error)
    .where(IS_BEHIND, cursors.c.workspace == bindparam("workspace"))
    .subquery("late")
)
_LACKING = and_(
    entries.c.workspace == _LATE.c.workspace,
    entries.c.conversation == _LATE.c.conversation,
    entries.c.seq == _LATE.c.position + 1,
)
_LAGS = (
    select(
        _LATE.c.listener,
        func.count(),
        func.min(entries.c.at),
        cast(func.sum(case((_LATE.c.attempts > 0, 1), else_=0)), Integer),
    )
    .select_from(_LATE.join(entries, _LACKING))
    .group_by(_LATE.c.listener)
    .order_by(_LATE.c.listener)
)
_WORST = (
    select(cursors.c.error)
    .where(
        *(IS_BEHIND, cursors.c.workspace == bindparam("workspace"), cursors.c.listener == bindparam("of_listener")),
        cursors.c.error != "",
    )
    .order_by(cursors.c.attempts.desc(), cursors.c.conversation)
    .limit(1)
)


def lags(tx: Reading, query: Lags) -> tuple[Lag, ...]:
    found = []
    for listener, behind, oldest, failing in tx.rows(_LAGS, workspace=query.workspace):
        worst = tx.row(_WORST, workspace=query.workspace, of_listener=listener)
        found.append(Lag(listener, behind, moment(oldest), failing, worst[0] if worst else ""))
    return tuple(found)


_KEEP = insert(dead_letters).on_conflict_do_nothing()
_letter_of = decoder(DeadLetter)
_LETTER = select(dead_letters.c.body).where(
    dead_letters.c.workspace == bindparam("workspace"), dead_letters.c.id == bindparam("letter")
)
_OF_WORKSPACE = (
    select(dead_letters.c.body)
    .where(dead_letters.c.workspace == bindparam("workspace"))
    .order_by(dead_letters.c.at.desc(), dead_letters.c.id)
    .limit(bindparam("most"))
)
_OPEN = _OF_WORKSPACE.where(IS_OPEN_LETTER)
_SETTLED = _OF_WORKSPACE.where(~IS_OPEN_LETTER)
_COUNT = (
    select(dead_letters.c.listener, func.count())
    .where(dead_letters.c.workspace == bindparam("workspace"), IS_OPEN_LETTER)
    .group_by(dead_letters.c.listener)
)
_SAVE = (
    update(dead_letters)
    .where(
        dead_letters.c.workspace == bindparam("in_workspace"),
        dead_letters.c.id == bindparam("letter"),
        dead_letters.c.body == bindparam("was"),
    )
    .values(body=bindparam("body"), settled_at=bindparam("settled_at"))
)


def _row(letter: DeadLetter) -> dict[str, Any]:
    return {
        "workspace": letter.workspace,
        "id": letter.id,
        "conversation": letter.conversation,
        "listener": letter.listener,
        "seq": letter.seq,
        "at": micros(letter.at),
        "settled_at": micros_or_none(letter.settled_at),
        "body": encode(letter),
    }


def dead_letter_by_id(tx: Reading, query: DeadLetterById) -> DeadLetter | None:
    row = tx.row(_LETTER, workspace=query.workspace, letter=query.id)
    return None if row is None else _letter_of(row[0])


def dead_letters_of(tx: Reading, query: DeadLetters) -> tuple[DeadLetter, ...]:
    rows = tx.rows(_SETTLED if query.settled else _OPEN, workspace=query.workspace, most=query.limit)
    return tuple(_letter_of(row[0]) for row in rows)


def open_dead_letters(tx: Reading, query: OpenDeadLetters) -> dict[str, int]:
    return {listener: int(count) for listener, count in tx.rows(_COUNT, workspace=query.workspace)}


def save_dead_letter(tx: Writing, unit: SaveDeadLetter) -> None:
    letter = unit.letter
    changed = tx.change(
        _SAVE,
        in_workspace=letter.workspace,
        letter=letter.id,
        was=encode(unit.before),
        body=encode(letter),
        settled_at=micros_or_none(letter.settled_at),
    )
    if not changed:
        raise Refused("somebody else has seen to this one meanwhile", letter=letter.id)
