"""Queries over conversations, their entries and what the console reads of them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from sqlalchemy import Select, bindparam, func, literal_column, select, union

from segue.domain.conversation import Entry, Kind
from segue.ports.conversations import (
    Counts,
    DecisionRow,
    Decisions,
    EntriesAfter,
    EntryByMessageId,
    LastEntries,
    LoadConversation,
    Loaded,
    OpenConversationOf,
    RecentlyDecided,
    Workspaces,
)
from segue.store.loading import load
from segue.store.records import BY_MESSAGE, ENTRY, OPEN_OF_VISITOR, data_of, entry_of
from segue.store.tables import IS_ACTED_ON, IS_DECIDED, active_policies, conversations, entries, handoffs, users
from segue.store.transaction import Reading
from segue.store.values import micros, moment

_LATEST = 2**62  # later than every time in microseconds


def load_conversation(tx: Reading, query: LoadConversation) -> Loaded | None:
    found = load(tx, query.workspace, query.id)
    return None if found is None else found.loaded


def open_conversation_of(tx: Reading, query: OpenConversationOf) -> str | None:
    row = tx.row(OPEN_OF_VISITOR, in_workspace=query.workspace, visitor=query.visitor)
    return None if row is None else str(row[0])


@cache
def _entries(kinds: tuple[Kind, ...], *, newest_first: bool) -> Select[*tuple[object, ...]]:
    log = select(*ENTRY).where(
        entries.c.workspace == bindparam("workspace"),
        entries.c.conversation == bindparam("conversation"),
        entries.c.seq > bindparam("after"),
    )
    if kinds:
        names = ", ".join(f"'{kind.value}'" for kind in sorted(kinds))
        log = log.where(literal_column(f"kind IN ({names})"))
    return log.order_by(entries.c.seq.desc() if newest_first else entries.c.seq).limit(bindparam("limit"))


def entries_after(tx: Reading, query: EntriesAfter) -> tuple[Entry, ...]:
    found = tx.rows(
        _entries(query.kinds, newest_first=False),
        workspace=query.workspace,
        conversation=query.conversation,
        after=query.after,
        limit=query.limit,
    )
    return tuple(map(entry_of, found))


def last_entries(tx: Reading, query: LastEntries) -> tuple[Entry, ...]:
    found = tx.rows(
        _entries(query.kinds, newest_first=True),
        workspace=query.workspace,
        conversation=query.conversation,
        after=0,
        limit=query.limit,
    )
    return tuple(map(entry_of, reversed(found)))


def entry_by_message_id(tx: Reading, query: EntryByMessageId) -> Entry | None:
    row = tx.row(
        BY_MESSAGE,
        in_workspace=query.workspace,
        of_conversation=query.conversation,
        message_id=query.message_id,
    )
    return None if row is None else entry_of(row)


_DECISIONS = (
    select(entries.c.conversation, entries.c.seq, entries.c.at, entries.c.text, entries.c.decision)
    .where(entries.c.workspace == bindparam("workspace"), entries.c.at < bindparam("before"))
    .order_by(entries.c.at.desc(), entries.c.conversation, entries.c.seq.desc())
    .limit(bindparam("limit"))
)
_ALL_DECISIONS = _DECISIONS.where(IS_DECIDED)
_ACTED_ON = _DECISIONS.where(IS_ACTED_ON)


def decisions(tx: Reading, query: Decisions) -> tuple[DecisionRow, ...]:
    found = tx.rows(
        _ALL_DECISIONS if query.all_outcomes else _ACTED_ON,
        workspace=query.workspace,
        before=_LATEST if query.before is None else micros(query.before),
        limit=query.limit,
    )
    return tuple(
        DecisionRow(conversation, seq, moment(at), text, data_of(decision))
        for conversation, seq, at, text, decision in found
    )


_RECENTLY_DECIDED = (
    select(entries.c.conversation)
    .where(entries.c.workspace == bindparam("workspace"), entries.c.at < bindparam("before"), IS_DECIDED)
    .order_by(entries.c.at.desc(), entries.c.conversation, entries.c.seq.desc())
    .limit(bindparam("limit"))
)


def recently_decided(tx: Reading, query: RecentlyDecided) -> tuple[str, ...]:
    found = tx.rows(_RECENTLY_DECIDED, workspace=query.workspace, before=_LATEST, limit=query.decisions)
    return tuple(dict.fromkeys(conversation for (conversation,) in found))


_BY_STATE = (
    select(handoffs.c.state, func.count())
    .where(handoffs.c.workspace == bindparam("workspace"))
    .group_by(handoffs.c.state)
)
# The log has no gaps: the last number is the count.
_SIZE = select(func.count(), func.coalesce(func.sum(conversations.c.last_seq), 0)).where(
    conversations.c.workspace == bindparam("workspace")
)


def counts(tx: Reading, query: Counts) -> Mapping[str, int]:
    found: dict[str, int] = dict(tx.rows(_BY_STATE, workspace=query.workspace))
    size = tx.row(_SIZE, workspace=query.workspace) or (0, 0)
    return {**found, "conversations": int(size[0]), "entries": int(size[1])}


_WORKSPACES = union(select(users.c.workspace), select(active_policies.c.workspace))


def workspaces(tx: Reading, query: Workspaces) -> tuple[str, ...]:
    return tuple(sorted(workspace for (workspace,) in tx.rows(_WORKSPACES)))
