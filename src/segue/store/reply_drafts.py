"""Draft replies. The columns `state` and `settled_at` count; the body says the rest."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import bindparam, select, update
from sqlalchemy.dialects.postgresql import insert

from segue.domain.errors import Refused
from segue.domain.reply_drafts import DraftState, ReplyDraft
from segue.ports.reply_drafts import (
    ExpireReplyDrafts,
    KeepReplyDraft,
    ReplyDraftById,
    ReplyDraftsOf,
    SettledReplyDrafts,
    SettleReplyDraft,
)
from segue.store.loading import must_be_there
from segue.store.statement import Row
from segue.store.tables import IS_SETTLED, reply_drafts
from segue.store.transaction import Reading, Writing
from segue.store.values import decoder, encode, micros, micros_or_none, moment_or_none

_draft_of = decoder(ReplyDraft)

_ROW = (reply_drafts.c.state, reply_drafts.c.settled_at, reply_drafts.c.body)
_IN_WORKSPACE = reply_drafts.c.workspace == bindparam("in_workspace")
_THIS = reply_drafts.c.id == bindparam("of_id")
_OF_CONVERSATION = reply_drafts.c.conversation == bindparam("of_conversation")
_IS_OPEN = reply_drafts.c.state == DraftState.OPEN.value

_NEW = insert(reply_drafts).on_conflict_do_nothing(index_elements=[reply_drafts.c.workspace, reply_drafts.c.id])
_EXPIRE = (
    update(reply_drafts)
    .where(_IN_WORKSPACE, _OF_CONVERSATION, _IS_OPEN, reply_drafts.c.answers < bindparam("before"))
    .values(state=DraftState.EXPIRED.value, settled_at=bindparam("at"))
)
_SETTLE = (
    update(reply_drafts)
    .where(_IN_WORKSPACE, _THIS, _IS_OPEN)
    .values(state=bindparam("new_state"), settled_at=bindparam("at"), body=bindparam("new_body"))
)
_BY_ID = select(*_ROW).where(_IN_WORKSPACE, _THIS)
_OF = (
    select(*_ROW)
    .where(_IN_WORKSPACE, _OF_CONVERSATION)
    .order_by(reply_drafts.c.answers.desc(), reply_drafts.c.made_at.desc(), reply_drafts.c.id)
    .limit(bindparam("most"))
)
_SETTLED = (
    select(*_ROW)
    .where(_IN_WORKSPACE, IS_SETTLED, reply_drafts.c.settled_at >= bindparam("since"))
    .order_by(reply_drafts.c.settled_at.desc(), reply_drafts.c.id)
    .limit(bindparam("most"))
)


def _of(row: Row) -> ReplyDraft:
    state, settled_at, body = row
    return replace(_draft_of(body), state=DraftState(state), settled_at=moment_or_none(settled_at))


def keep_reply_draft(tx: Writing, unit: KeepReplyDraft) -> ReplyDraft:
    draft = unit.draft
    must_be_there(tx, draft.workspace, draft.conversation)
    new = tx.change(
        _NEW,
        workspace=draft.workspace,
        id=draft.id,
        conversation=draft.conversation,
        answers=draft.answers,
        state=draft.state.value,
        made_at=micros(draft.made_at),
        settled_at=micros_or_none(draft.settled_at),
        body=encode(draft),
    )
    if new:
        expire_reply_drafts(tx, ExpireReplyDrafts(draft.workspace, draft.conversation, draft.answers, draft.made_at))
        return draft
    stored = tx.row(_BY_ID, in_workspace=draft.workspace, of_id=draft.id)
    return draft if stored is None else _of(stored)


def expire_reply_drafts(tx: Writing, unit: ExpireReplyDrafts) -> int:
    return tx.change(
        _EXPIRE,
        in_workspace=unit.workspace,
        of_conversation=unit.conversation,
        before=unit.before,
        at=micros(unit.at),
    )


def settle_reply_draft(tx: Writing, unit: SettleReplyDraft) -> None:
    draft = unit.draft
    settled = tx.change(
        _SETTLE,
        in_workspace=draft.workspace,
        of_id=draft.id,
        new_state=draft.state.value,
        at=micros_or_none(draft.settled_at),
        new_body=encode(draft),
    )
    if not settled:
        raise Refused("this draft is not open any more", draft=draft.id)


def reply_draft_by_id(tx: Reading, query: ReplyDraftById) -> ReplyDraft | None:
    row = tx.row(_BY_ID, in_workspace=query.workspace, of_id=query.id)
    return None if row is None else _of(row)


def reply_drafts_of(tx: Reading, query: ReplyDraftsOf) -> tuple[ReplyDraft, ...]:
    found = tx.rows(_OF, in_workspace=query.workspace, of_conversation=query.conversation, most=query.limit)
    return tuple(_of(row) for row in found)


def settled_reply_drafts(tx: Reading, query: SettledReplyDrafts) -> tuple[ReplyDraft, ...]:
    found = tx.rows(_SETTLED, in_workspace=query.workspace, since=micros(query.since), most=query.limit)
    return tuple(_of(row) for row in found)
