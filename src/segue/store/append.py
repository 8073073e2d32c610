"""AppendEntries: the one way in which a conversation grows."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import BindParameter, bindparam, case, delete, insert, select, update

from segue.domain.deadlines import Deadline, DeadlineKind
from segue.domain.errors import AgentUnavailable, HandoffAlreadyOpen, StaleConversation
from segue.domain.lifecycle import Handoff, State
from segue.domain.routing.agents import Presence
from segue.ports.conversations import AgentGuard, AlreadyStored, AppendEntries, SaveFollowUp, VisitorBusy
from segue.ports.people import User
from segue.store.changes import note_step
from segue.store.deliveries import NOBODY_AT_IT
from segue.store.files import send_files
from segue.store.handoffs import save_follow_up
from segue.store.loading import load
from segue.store.packages import save_package
from segue.store.recent import Current
from segue.store.records import (
    BY_MESSAGE,
    OPEN_OF_VISITOR,
    conversation_row,
    current,
    deadline_row,
    entry_of,
    entry_row,
    handoff_row,
)
from segue.store.statement import upsert
from segue.store.tables import (
    IN_WRAP_UP,
    IS_HELD,
    conversations,
    cursors,
    deadlines,
    entries,
    handoffs,
    presences,
    users,
)
from segue.store.transaction import Writing
from segue.store.values import decoder, encode, micros
from segue.store.visits import remember_contact

_WORKSPACE: BindParameter[str] = bindparam("in_workspace")
_CONVERSATION: BindParameter[str] = bindparam("of_conversation")

_AGENT = (
    select(users.c.body, presences.c.presence)
    .select_from(
        users.outerjoin(presences, (presences.c.workspace == users.c.workspace) & (presences.c.user == users.c.id))
    )
    .where(users.c.workspace == _WORKSPACE, users.c.id == bindparam("agent"))
)
_HELD = select(handoffs.c.id, handoffs.c.units).where(
    handoffs.c.workspace == _WORKSPACE, handoffs.c.agent == bindparam("agent"), IS_HELD
)
_IN_WRAP_UP = select(handoffs.c.id, handoffs.c.units).where(
    handoffs.c.workspace == _WORKSPACE,
    handoffs.c.agent == bindparam("agent"),
    IN_WRAP_UP,
    handoffs.c.wrap_up_until > bindparam("now"),
)
_NEW_CONVERSATION = insert(conversations)
_THIS = (conversations.c.workspace == _WORKSPACE) & (conversations.c.id == _CONVERSATION)
# The indexed columns seldom change, and leaving them out spares their indexes.
_MOVE_ON = (
    update(conversations)
    .where(_THIS)
    .values(last_seq=bindparam("last_seq"), epoch=bindparam("epoch"), body=bindparam("body"))
)
_CHANGE = _MOVE_ON.values(open=bindparam("open"), visitor=bindparam("visitor"), customer=bindparam("customer"))
_NEW_ENTRY = insert(entries)
_SAVE_HANDOFF = upsert(handoffs, same="conversation", keep="packaged")
_SAVE_DEADLINE = upsert(deadlines)
_DROP_DEADLINE = delete(deadlines).where(
    deadlines.c.workspace == _WORKSPACE,
    deadlines.c.conversation == _CONVERSATION,
    deadlines.c.kind == bindparam("of_kind"),
)
_NEW_CURSOR = insert(cursors)
_TELL_CURSORS = (
    update(cursors)
    .where(cursors.c.workspace == _WORKSPACE, cursors.c.conversation == _CONVERSATION)
    .values(  # since when it waits: whoever has waited longest is served first
        last_seq=bindparam("last_seq"),
        due_at=case((cursors.c.due_at == 0, bindparam("at")), else_=cursors.c.due_at),
    )
)
_user_of = decoder(User)


def append_entries(tx: Writing, unit: AppendEntries, *, feed: bool = True) -> None:
    """feed: whether the planner learns of it by the change feed; not of what it has asked for itself."""
    _check_sense(unit)
    conversation = unit.conversation
    key = (conversation.workspace, conversation.id)
    stored = tx.recent.in_transaction(key) or load(tx, *key)
    if stored is not None:
        _check_messages(tx, unit)
    _check_fresh(unit, stored)
    _check_visitor(tx, unit, stored)
    live = _live_after(unit, stored)
    _check_handoffs(live.values())
    if unit.guard is not None:
        _check_agent(tx, unit, unit.guard)
    send_files(tx, conversation.workspace, conversation.id, unit.entries)
    _write_conversation(tx, unit, stored)
    remember_contact(tx, conversation, stored.loaded.conversation if stored else None)
    _write_handoffs(tx, unit, stored, feed=feed)
    due = _write_deadlines(tx, unit, stored)
    heard = _write_cursors(tx, unit, stored.heard if stored else frozenset())
    if unit.package is not None:
        save_package(tx, conversation.workspace, unit.package)
    if unit.follow_up is not None:
        save_follow_up(tx, SaveFollowUp(unit.follow_up, before=unit.ticket))
    tx.recent.stage(key, current(conversation, live, due, heard=heard))


def _check_sense(unit: AppendEntries) -> None:
    """A unit that contradicts itself is a mistake of the program, not of the moment."""
    seqs = [entry.seq for entry in unit.entries]
    if seqs != list(range(unit.base_seq + 1, unit.base_seq + 1 + len(seqs))):
        raise ValueError(f"entries must follow base_seq {unit.base_seq} without gaps, not be {seqs}")
    ids = [entry.message_id for entry in unit.entries if entry.message_id]
    if len(ids) != len(set(ids)):
        raise ValueError(f"two entries of one unit have the same message id: {ids}")
    conversation = unit.conversation
    if conversation.last_seq != unit.base_seq + len(seqs):
        raise ValueError(f"last_seq must be {unit.base_seq + len(seqs)}, not {conversation.last_seq}")
    home = (conversation.workspace, conversation.id)
    for part in (*unit.handoffs, *(due for due in unit.deadlines.values() if due), unit.follow_up):
        if part is not None and (part.workspace, part.conversation) != home:
            raise ValueError(f"{part!r} belongs to another conversation than {home}")


def _check_messages(tx: Writing, unit: AppendEntries) -> None:
    for entry in unit.entries:
        if entry.message_id:
            twin = tx.row(
                BY_MESSAGE,
                in_workspace=unit.conversation.workspace,
                of_conversation=unit.conversation.id,
                message_id=entry.message_id,
            )
            if twin is not None:
                raise AlreadyStored(entry_of(twin))


def _check_fresh(unit: AppendEntries, stored: Current | None) -> None:
    if stored is None:
        if unit.base_seq:
            raise StaleConversation("there is no such conversation", last_seq=0)
        return
    there = stored.loaded.conversation
    if (there.last_seq, there.epoch) != (unit.base_seq, unit.base_epoch):
        raise StaleConversation(
            "the conversation moved on while this was being decided", last_seq=there.last_seq, epoch=there.epoch
        )


def _check_visitor(tx: Writing, unit: AppendEntries, stored: Current | None) -> None:
    conversation = unit.conversation
    if not (conversation.open and conversation.visitor):
        return
    if stored is not None:
        there = stored.loaded.conversation
        if there.open and there.visitor == conversation.visitor:
            return
    busy = tx.row(OPEN_OF_VISITOR, in_workspace=conversation.workspace, visitor=conversation.visitor)
    if busy is not None and busy[0] != conversation.id:
        raise VisitorBusy(busy[0])


def _live_after(unit: AppendEntries, stored: Current | None) -> dict[str, Handoff]:
    handoffs_ = {**(stored.live if stored else {}), **{handoff.id: handoff for handoff in unit.handoffs}}
    return {id_: handoff for id_, handoff in handoffs_.items() if handoff.is_open or handoff.state is State.OFFERED}


def _check_handoffs(live: Iterable[Handoff]) -> None:
    open_ones = [handoff for handoff in live if handoff.is_open]
    if len(open_ones) > 1:
        first = min(open_ones, key=lambda handoff: handoff.requested_at)
        raise HandoffAlreadyOpen("this conversation already has an open handoff", handoff=first.id)


def _check_agent(tx: Writing, unit: AppendEntries, guard: AgentGuard) -> None:
    of_agent = {"in_workspace": unit.conversation.workspace, "agent": guard.agent}
    row = tx.row(_AGENT, **of_agent)
    user = None if row is None else _user_of(row[0])
    if row is None or user is None or user.disabled_at is not None:
        raise AgentUnavailable("there is no such human agent", agent=guard.agent)
    if guard.present and row[1] != Presence.ONLINE.value:
        presence = row[1] or Presence.OFFLINE.value
        raise AgentUnavailable(f"{user.name} is {presence}", agent=guard.agent, presence=presence)
    if guard.capacity:
        held = dict((*tx.rows(_HELD, **of_agent), *tx.rows(_IN_WRAP_UP, **of_agent, now=micros(guard.now))))
        used = sum(held.values()) - sum(held.get(handoff.id, 0) for handoff in unit.handoffs)
        if used + guard.units > user.capacity:
            raise AgentUnavailable(
                f"{user.name} has {user.capacity - used} of {user.capacity} units free, {guard.units} needed",
                agent=guard.agent,
                units_used=used,
                capacity=user.capacity,
            )


def _write_conversation(tx: Writing, unit: AppendEntries, stored: Current | None) -> None:
    new = unit.conversation
    if stored is None:
        tx.change(_NEW_CONVERSATION, **conversation_row(new))
    else:
        old = stored.loaded.conversation
        state = {"last_seq": new.last_seq, "epoch": new.epoch, "body": encode(new)}
        this = {"in_workspace": new.workspace, "of_conversation": new.id}
        if (old.open, old.visitor, old.customer.id) == (new.open, new.visitor, new.customer.id):
            tx.change(_MOVE_ON, **this, **state)
        else:
            tx.change(_CHANGE, **this, **state, open=new.open, visitor=new.visitor, customer=new.customer.id)
    for entry in unit.entries:
        tx.change(_NEW_ENTRY, **entry_row(new.workspace, new.id, entry))


def _write_handoffs(tx: Writing, unit: AppendEntries, stored: Current | None, *, feed: bool) -> None:
    # Those that end go first: at no moment are two open.
    for handoff in sorted(unit.handoffs, key=lambda one: one.is_open):
        if not tx.change(_SAVE_HANDOFF, **handoff_row(handoff)):
            raise ValueError(f"handoff {handoff.id} belongs to another conversation")
        if feed:
            note_step(tx, handoff, stored.live.get(handoff.id) if stored else None)


def _write_deadlines(tx: Writing, unit: AppendEntries, stored: Current | None) -> dict[DeadlineKind, Deadline]:
    """Answers all deadlines of the conversation as they are afterwards."""
    due = dict(stored.deadlines) if stored else {}
    for kind, deadline in unit.deadlines.items():
        before = due.pop(kind, None)
        if deadline is not None:
            due[kind] = deadline
            if deadline != before:
                tx.change(_SAVE_DEADLINE, **deadline_row(deadline))
        elif before is not None:
            tx.change(
                _DROP_DEADLINE,
                in_workspace=before.workspace,
                of_conversation=before.conversation,
                of_kind=kind.value,
            )
    return due


def _write_cursors(tx: Writing, unit: AppendEntries, heard: frozenset[str]) -> frozenset[str]:
    """Answers who listens afterwards."""
    here = unit.conversation
    if heard:
        of_it = {"in_workspace": here.workspace, "of_conversation": here.id}
        tx.change(_TELL_CURSORS, **of_it, last_seq=here.last_seq, at=micros(here.updated_at))
    for listener in unit.listeners:
        if listener not in heard:
            tx.change(
                _NEW_CURSOR,
                workspace=here.workspace,
                conversation=here.id,
                listener=listener,
                position=unit.base_seq,
                last_seq=here.last_seq,
                attempts=0,
                due_at=micros(here.updated_at),
                error="",
                **NOBODY_AT_IT,
            )
    return heard.union(unit.listeners)
