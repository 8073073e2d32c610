"""Threads of channels. Columns find them; the body is the whole thread."""

from __future__ import annotations

from sqlalchemy import bindparam, select
from sqlalchemy.dialects.postgresql import insert

from segue.domain.channels import Thread, must_fit
from segue.domain.errors import Refused
from segue.ports.threads import SaveThread, ThreadByRef, ThreadsOf
from segue.store.loading import must_be_there
from segue.store.statement import upsert
from segue.store.tables import threads
from segue.store.transaction import Reading, Writing
from segue.store.values import decoder, encode, micros

_thread_of = decoder(Thread)
_c = threads.c

_THREADS = select(_c.body).where(_c.workspace == bindparam("workspace"))
_BY_REF = _THREADS.where(_c.channel == bindparam("channel"), _c.ref == bindparam("ref"))
_BY_REF_LOCKED = _BY_REF.with_for_update()
_OF_CONVERSATION = _THREADS.where(_c.conversation == bindparam("conversation")).order_by(
    _c.opened_at, _c.channel, _c.ref
)
_OF_BOTH = _OF_CONVERSATION.where(_c.channel == bindparam("channel"))
_ADD = insert(threads).on_conflict_do_nothing(index_elements=list(threads.primary_key))
_REPLACE = upsert(threads)


def save_thread(tx: Writing, unit: SaveThread) -> None:
    thread = unit.thread
    must_fit(thread)
    this = {"workspace": thread.workspace, "channel": thread.channel, "ref": thread.ref}
    must_be_there(tx, thread.workspace, thread.conversation)
    row = tx.row(_BY_REF_LOCKED, **this)
    is_as_read = (None if row is None else _thread_of(row[0])) == unit.before
    rest = {"conversation": thread.conversation, "opened_at": micros(thread.opened_at), "body": encode(thread)}
    # A row that is not there cannot be locked: of two that begin one thread side by side, the second finds it then.
    if not is_as_read or not tx.change(_ADD if row is None else _REPLACE, **this, **rest):
        raise Refused("this thread was changed meanwhile", channel=thread.channel, ref=thread.ref)


def thread_by_ref(tx: Reading, query: ThreadByRef) -> Thread | None:
    row = tx.row(_BY_REF, workspace=query.workspace, channel=query.channel, ref=query.ref)
    return None if row is None else _thread_of(row[0])


def threads_of(tx: Reading, query: ThreadsOf) -> tuple[Thread, ...]:
    here = {"workspace": query.workspace, "conversation": query.conversation}
    rows = tx.rows(_OF_BOTH, **here, channel=query.channel) if query.channel else tx.rows(_OF_CONVERSATION, **here)
    return tuple(_thread_of(body) for (body,) in rows)
