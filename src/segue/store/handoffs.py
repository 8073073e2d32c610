"""Handoffs and the follow-ups they leave behind."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import BindParameter, Select, bindparam, select

from segue.domain.conversation import Conversation
from segue.domain.errors import NotFound, Refused, StaleConversation
from segue.domain.follow_up import FollowUp
from segue.domain.lifecycle import TERMINAL, Handoff, State
from segue.ports.conversations import (
    EarlierContacts,
    FollowUpById,
    FollowUpOfHandoff,
    FollowUps,
    HandoffById,
    HandoffsOf,
    HandoffsSince,
    HeldHandoffs,
    LabelHandoff,
    Line,
    OpenHandoffs,
    RecentHandoffs,
    SaveFollowUp,
    WrappingUp,
)
from segue.store.changes import note_step
from segue.store.records import conversation_of, follow_up_of, follow_up_row, handoff_of, handoff_row
from segue.store.statement import upsert
from segue.store.tables import (
    HAS_CUSTOMER,
    IN_WRAP_UP,
    IS_HELD,
    IS_OPEN,
    IS_UNDONE,
    WAS_ACCEPTED,
    conversations,
    follow_ups,
    handoffs,
)
from segue.store.transaction import Reading, Writing
from segue.store.values import micros

_WORKSPACE = handoffs.c.workspace == bindparam("workspace")
_LIMIT: BindParameter[int] = bindparam("limit")

_BY_ID = select(handoffs.c.body).where(_WORKSPACE, handoffs.c.id == bindparam("id"))
_BY_ID_LOCKED = _BY_ID.with_for_update()
_SAVE = upsert(handoffs, same="conversation", keep="packaged")
_OF_CONVERSATION = (
    select(handoffs.c.body)
    .where(_WORKSPACE, handoffs.c.conversation == bindparam("conversation"))
    .order_by(handoffs.c.requested_at, handoffs.c.id)
)


def label_handoff(tx: Writing, unit: LabelHandoff) -> None:
    row = tx.row(_BY_ID_LOCKED, workspace=unit.workspace, id=unit.handoff)
    handoff = None if row is None else handoff_of(row[0])
    if handoff is None or not handoff.conversation or (unit.agent and handoff.agent != unit.agent):
        raise NotFound("this human agent had no such handoff", handoff=unit.handoff)
    if handoff.state not in TERMINAL:
        raise Refused(f"a handoff that is {handoff.state.value} has not ended yet", handoff=unit.handoff)
    done = replace(handoff, label=unit.label, disposition=unit.disposition, wrap_up_until=None)
    tx.change(_SAVE, **handoff_row(done))
    note_step(tx, done, handoff)


def handoff_by_id(tx: Reading, query: HandoffById) -> Handoff | None:
    row = tx.row(_BY_ID, workspace=query.workspace, id=query.id)
    return None if row is None else handoff_of(row[0])


def handoffs_of(tx: Reading, query: HandoffsOf) -> tuple[Handoff, ...]:
    rows = tx.rows(_OF_CONVERSATION, workspace=query.workspace, conversation=query.conversation)
    return tuple(handoff_of(body) for (body,) in rows)


_HERE = (conversations.c.workspace == handoffs.c.workspace) & (conversations.c.id == handoffs.c.conversation)
_EARLIER = (
    select(handoffs.c.body)
    .select_from(conversations.join(handoffs, _HERE))
    .where(
        conversations.c.workspace == bindparam("workspace"),
        conversations.c.customer == bindparam("customer"),
        HAS_CUSTOMER,
        conversations.c.id != bindparam("other_than"),
    )
    .order_by(handoffs.c.requested_at.desc(), handoffs.c.id)
    .limit(_LIMIT)
)


def earlier_contacts(tx: Reading, query: EarlierContacts) -> tuple[Handoff, ...]:
    rows = tx.rows(
        _EARLIER,
        workspace=query.workspace,
        customer=query.customer,
        other_than=query.other_than,
        limit=query.limit,
    )
    return tuple(handoff_of(body) for (body,) in rows)


_WITH_CONVERSATION: Select[tuple[str, str]] = (
    select(handoffs.c.body, conversations.c.body).select_from(handoffs.join(conversations, _HERE)).where(_WORKSPACE)
)
_OPEN = (
    _WITH_CONVERSATION.where(IS_OPEN)
    .order_by(handoffs.c.waiting_since, handoffs.c.requested_at, handoffs.c.id)
    .limit(_LIMIT)
)
_LINE = (
    select(handoffs.c.body)
    .where(_WORKSPACE, IS_OPEN, handoffs.c.state == State.QUEUED.value)
    .order_by(handoffs.c.waiting_since, handoffs.c.requested_at, handoffs.c.id)
)
_HELD = select(handoffs.c.body).where(_WORKSPACE, IS_HELD).order_by(handoffs.c.agent, handoffs.c.id)
_WRAPPING_UP = _WITH_CONVERSATION.where(
    handoffs.c.agent == bindparam("agent"), IN_WRAP_UP, handoffs.c.wrap_up_until > bindparam("now")
).order_by(handoffs.c.wrap_up_until, handoffs.c.id)


def open_handoffs(tx: Reading, query: OpenHandoffs) -> tuple[tuple[Handoff, Conversation], ...]:
    rows = tx.rows(_OPEN, workspace=query.workspace, limit=query.limit)
    return tuple((handoff_of(handoff), conversation_of(conversation)) for handoff, conversation in rows)


def line(tx: Reading, query: Line) -> tuple[Handoff, ...]:
    return tuple(handoff_of(body) for (body,) in tx.rows(_LINE, workspace=query.workspace))


def held_handoffs(tx: Reading, query: HeldHandoffs) -> tuple[Handoff, ...]:
    return tuple(handoff_of(body) for (body,) in tx.rows(_HELD, workspace=query.workspace))


def wrapping_up(tx: Reading, query: WrappingUp) -> tuple[tuple[Handoff, Conversation], ...]:
    rows = tx.rows(_WRAPPING_UP, workspace=query.workspace, agent=query.agent, now=micros(query.now))
    found = ((handoff_of(handoff), conversation_of(conversation)) for handoff, conversation in rows)
    return tuple((handoff, conversation) for handoff, conversation in found if handoff.state in TERMINAL)


_RECENT = (
    select(handoffs.c.body)
    .where(
        _WORKSPACE,
        handoffs.c.queue == bindparam("queue"),
        WAS_ACCEPTED,
        handoffs.c.accepted_at >= bindparam("since"),
    )
    .order_by(handoffs.c.accepted_at.desc(), handoffs.c.id)
    .limit(_LIMIT)
)


def recent_handoffs(tx: Reading, query: RecentHandoffs) -> tuple[Handoff, ...]:
    rows = tx.rows(
        _RECENT,
        workspace=query.workspace,
        queue=query.queue,
        since=micros(query.since),
        limit=query.limit,
    )
    return tuple(handoff_of(body) for (body,) in rows)


_SINCE = (
    select(handoffs.c.body)
    .where(_WORKSPACE, handoffs.c.requested_at >= bindparam("since"))
    .order_by(handoffs.c.requested_at.desc(), handoffs.c.id.desc())
    .limit(_LIMIT)
)


def handoffs_since(tx: Reading, query: HandoffsSince) -> tuple[Handoff, ...]:
    rows = tx.rows(_SINCE, workspace=query.workspace, since=micros(query.since), limit=query.limit)
    return tuple(handoff_of(body) for (body,) in reversed(rows))


_FOLLOW_UPS = select(follow_ups.c.body).where(follow_ups.c.workspace == bindparam("workspace"))
_UNDONE = _FOLLOW_UPS.where(IS_UNDONE).order_by(follow_ups.c.opened_at, follow_ups.c.id).limit(_LIMIT)
_DONE = (
    _FOLLOW_UPS.where(follow_ups.c.closed_at.is_not(None))
    .order_by(follow_ups.c.closed_at.desc(), follow_ups.c.id)
    .limit(_LIMIT)
)
_FOLLOW_UP_BY_ID = _FOLLOW_UPS.where(follow_ups.c.id == bindparam("id"))
_FOLLOW_UP_LOCKED = _FOLLOW_UP_BY_ID.with_for_update()
_FOLLOW_UP_OF_HANDOFF = (
    _FOLLOW_UPS.where(follow_ups.c.handoff == bindparam("handoff"))
    .order_by(follow_ups.c.closed_at.is_not(None), follow_ups.c.opened_at.desc(), follow_ups.c.id)
    .limit(1)
)
_SAVE_FOLLOW_UP = upsert(follow_ups)


def save_follow_up(tx: Writing, unit: SaveFollowUp) -> None:
    if unit.before is not None:
        row = tx.row(_FOLLOW_UP_LOCKED, workspace=unit.follow_up.workspace, id=unit.follow_up.id)
        if row is None or follow_up_of(row[0]) != unit.before:
            raise StaleConversation("this ticket was changed meanwhile")
    tx.change(_SAVE_FOLLOW_UP, **follow_up_row(unit.follow_up))


def follow_ups_of_workspace(tx: Reading, query: FollowUps) -> tuple[FollowUp, ...]:
    rows = tx.rows(_UNDONE, workspace=query.workspace, limit=query.limit)
    if query.include_closed and len(rows) < query.limit:
        rows = rows + tx.rows(_DONE, workspace=query.workspace, limit=query.limit - len(rows))
    return tuple(follow_up_of(body) for (body,) in rows)


def follow_up_by_id(tx: Reading, query: FollowUpById) -> FollowUp | None:
    row = tx.row(_FOLLOW_UP_BY_ID, workspace=query.workspace, id=query.id)
    return None if row is None else follow_up_of(row[0])


def follow_up_of_handoff(tx: Reading, query: FollowUpOfHandoff) -> FollowUp | None:
    row = tx.row(_FOLLOW_UP_OF_HANDOFF, workspace=query.workspace, handoff=query.handoff)
    return None if row is None else follow_up_of(row[0])
