"""Takes one person's rows away, a bounded number a transaction, and keeps the proof that it was done.

`HOLDS` says of every table whether rows of it are about a customer and how they are found. A test compares it with the
tables: a new one has to be put here, or it fails.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from enum import Enum, auto
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Select,
    Table,
    bindparam,
    delete,
    exists,
    func,
    or_,
    select,
    tuple_,
    update,
)

from segue.domain.conversation import Conversation
from segue.domain.erasure import Erasure, Mentions, Subject, added, concerns, counted_only, pattern
from segue.domain.errors import Refused
from segue.domain.history import Visit, verified_id
from segue.domain.retention import Resting
from segue.ports.erasure import (
    MOST_MENTIONS,
    ConversationsFrom,
    ConversationsOf,
    DropPackages,
    EraseConversation,
    ErasePerson,
    Erasures,
    FindPerson,
    RestingFrom,
    SaveErasure,
    TracesOf,
    VisitorsOf,
    VisitsOf,
)
from segue.ports.people import Visitor
from segue.store.knowledge import move_mark
from segue.store.records import conversation_of, data_of, handoff_of, handoff_row
from segue.store.statement import OneOf, Statements, as_list, upsert
from segue.store.tables import (
    IS_BEHIND,
    IS_LIVE,
    IS_OPEN_LETTER,
    IS_UNDONE,
    IS_WAITING,
    cases,
    contacts,
    conversations,
    cursors,
    dead_letters,
    deadlines,
    entries,
    erasures,
    file_parts,
    files,
    follow_ups,
    handoffs,
    hub_cases,
    hub_events,
    metadata,
    packages,
    reply_drafts,
    threads,
    visitors,
    visits,
)
from segue.store.transaction import Reading, Writing
from segue.store.values import decoder, encode, micros, moment


class Holds(Enum):
    CONVERSATION = auto()  # rows of one conversation: go with it
    COUNTS = auto()  # rows of one conversation that stay without words and without a customer
    PERSON = auto()  # rows of one customer or browser
    NOBODY = auto()  # nothing of customers; what people who work here wrote, or the machinery's own


HOLDS: Mapping[str, Holds] = {
    **dict.fromkeys(
        (
            *("conversations", "entries", "packages", "deadlines", "cursors", "dead_letters", "follow_ups", "contacts"),
            *("reply_drafts", "cases", "files", "file_parts", "hub_cases", "threads"),
        ),
        Holds.CONVERSATION,
    ),
    "handoffs": Holds.COUNTS,
    **dict.fromkeys(("visits", "visitors", "hub_events"), Holds.PERSON),
    **dict.fromkeys(
        (
            *("leases", "routing_changes", "nodes", "users", "presences", "sessions", "links", "keys", "sites"),
            *("articles", "knowledge_marks", "catch_ups", "erasures", "redeemed", "secrets", "policies"),
            "active_policies",
        ),
        Holds.NOBODY,
    ),
}

_WORKSPACE: BindParameter[str] = bindparam("in_workspace")
_TEXT: BindParameter[str] = bindparam("words")
_LIMIT: BindParameter[int] = bindparam("most")
_IDS: BindParameter[str] = bindparam("of_id")
_visitor_of = decoder(Visitor)
_erasure_of = decoder(Erasure)


def _here(table: Table) -> ColumnElement[bool]:
    return table.c.workspace == _WORKSPACE


def _of_handoffs(table: Table, column: str) -> ColumnElement[bool]:
    theirs = select(handoffs.c.id).where(_here(handoffs), OneOf(handoffs.c.conversation))
    return table.c[column].in_(theirs)


_OF_CONVERSATIONS: Mapping[Table, ColumnElement[bool]] = {
    entries: OneOf(entries.c.conversation),
    file_parts: file_parts.c.file.in_(select(files.c.id).where(_here(files), OneOf(files.c.conversation))),
    files: OneOf(files.c.conversation),
    packages: _of_handoffs(packages, "handoff"),
    follow_ups: _of_handoffs(follow_ups, "handoff"),
    cases: _of_handoffs(cases, "id"),
    **{
        table: OneOf(table.c.conversation)
        for table in (reply_drafts, deadlines, cursors, dead_letters, contacts, hub_cases, threads, handoffs)
    },
    conversations: OneOf(conversations.c.id),
}
"""Which rows belong to conversations with the ids `one_of`. In this order they go: what leads to others goes last."""

# --- finding --------------------------------------------------------------------------------------------------------

_BY_ID = (conversations.c.id == _TEXT) | (conversations.c.visitor == _TEXT) | (conversations.c.customer == _TEXT)
_NAMED = select(conversations.c.body).where(_here(conversations), _BY_ID).order_by(conversations.c.id).limit(_LIMIT)
_MENTIONED = (
    select(conversations.c.body)
    .where(_here(conversations), _BY_ID | conversations.c.body.ilike(bindparam("like")))
    .order_by(conversations.c.id)
    .limit(_LIMIT)
)
_BROWSERS = select(visitors.c.body).where(
    _here(visitors), (visitors.c.id == _TEXT) | visitors.c.body.ilike(bindparam("like"))
)
_THERE = select(visitors.c.id).where(_here(visitors), OneOf(visitors.c.id)).order_by(visitors.c.id)
_OF_CUSTOMER = select(contacts.c.conversation).where(
    _here(contacts), contacts.c.customer == _TEXT, contacts.c.customer != ""
)
_HAS_VISITS = select(visits.c.id).where(_here(visits), visits.c.customer == _TEXT, visits.c.customer != "").limit(1)


def find_person(tx: Reading, query: FindPerson) -> Mentions:
    name, here = query.name, {"in_workspace": query.workspace, "words": query.name.words}
    like = pattern(name)
    if name.may_be_address:
        found = tx.rows(_MENTIONED, **here, like=like, most=MOST_MENTIONS)
    else:
        found = tx.rows(_NAMED, **here, most=MOST_MENTIONS)
    browsers = [_visitor_of(body) for (body,) in tx.rows(_BROWSERS, **here, like=like)]
    belongs = tuple(str(row[0]) for row in tx.rows(_OF_CUSTOMER, **here))
    return Mentions(
        tuple(conversation_of(body) for (body,) in found),
        {one.id: (one.customer, one.profile) for one in browsers},
        belongs,
        is_customer=bool(belongs) or tx.row(_HAS_VISITS, **here) is not None,
    )


def visitors_of(tx: Reading, query: VisitorsOf) -> tuple[str, ...]:
    there = tx.rows(_THERE, in_workspace=query.workspace, one_of=as_list(query.subject.visitors))
    return tuple(dict.fromkeys((*(str(row[0]) for row in there), *_whose_browsers(tx, query.workspace, query.subject))))


def _browsers_of(tx: Statements, workspace: str, subject: Subject) -> tuple[str, ...]:
    """Those that a bot tells of have no row of their own."""
    return tuple(dict.fromkeys((*subject.visitors, *_whose_browsers(tx, workspace, subject))))


def _whose_browsers(tx: Statements, workspace: str, subject: Subject) -> list[str]:
    if not subject.customer:
        return []
    like = f"%{''.join(c if c.isascii() and c.isalnum() else '%' for c in subject.customer)}%"
    rows = tx.rows(_BROWSERS, in_workspace=workspace, words="", like=like)
    return sorted(one.id for one in (_visitor_of(body) for (body,) in rows) if one.customer == subject.customer)


_THEIRS = (
    select(conversations.c.body)
    .where(
        _here(conversations),
        or_(
            OneOf(conversations.c.id),
            (conversations.c.customer == _TEXT) & (conversations.c.customer != ""),
            conversations.c.id.in_(_OF_CUSTOMER),
        ),
        conversations.c.id > bindparam("after"),
    )
    .order_by(conversations.c.id)
    .limit(_LIMIT)
)
_OF_BROWSERS = (
    select(conversations.c.body)
    .where(
        _here(conversations),
        OneOf(conversations.c.visitor),
        conversations.c.visitor != "",
        conversations.c.id > bindparam("after"),
    )
    .order_by(conversations.c.id)
    .limit(_LIMIT)
)
_WHOSE = select(contacts.c.conversation, contacts.c.customer).where(_here(contacts), OneOf(contacts.c.visitor))


def conversations_of(tx: Reading, query: ConversationsOf) -> tuple[str, ...]:
    subject, here = query.subject, {"in_workspace": query.workspace}
    linked = {str(row[0]) for row in tx.rows(_OF_CUSTOMER, **here, words=subject.customer)}
    certain = {*subject.conversations, *linked}
    theirs = _each(tx, _THEIRS, query, one_of=as_list(subject.conversations), words=subject.customer)
    found = [one.id for one in theirs if one.id in certain or verified_id(one) == subject.customer != ""]
    browsers = _browsers_of(tx, query.workspace, subject)
    if browsers:
        whose: dict[str, str] = dict(tx.rows(_WHOSE, **here, one_of=as_list(browsers)))
        for one in _each(tx, _OF_BROWSERS, query, one_of=as_list(browsers)):
            if (verified_id(one) or whose.get(one.id, "")) in {"", subject.customer}:
                found.append(one.id)
    return tuple(sorted(set(found))[: query.limit])


def _each(tx: Reading, wanted: Select[Any], query: ConversationsOf, **values: Any) -> Iterator[Conversation]:
    """All of them, some at a time: those that only claim to be the customer's must not use up the limit."""
    after = ""
    while page := tx.rows(wanted, in_workspace=query.workspace, after=after, most=query.limit, **values):
        for (body,) in page:
            one = conversation_of(body)
            after = one.id
            yield one


_IS_THEIR_VISIT = or_(
    (visits.c.customer == _TEXT) & (visits.c.customer != ""), OneOf(visits.c.visitor) & (visits.c.customer == "")
)
_COUNTS: Mapping[Table, Select[Any]] = {
    table: select(func.count()).select_from(table).where(_here(table), of) for table, of in _OF_CONVERSATIONS.items()
}
_COUNT_VISITS = select(func.count()).select_from(visits).where(_here(visits), _IS_THEIR_VISIT)
_COUNT_BROWSERS = select(func.count()).select_from(visitors).where(_here(visitors), OneOf(visitors.c.id))
_EVENTS = select(hub_events.c.hub, hub_events.c.id, hub_events.c.body).where(_here(hub_events), IS_WAITING)


def traces_of(tx: Reading, query: TracesOf) -> Mapping[str, int]:
    here = {"in_workspace": query.workspace}
    counts = {
        table.name: int(tx.rows(count, **here, one_of=as_list(query.conversations))[0][0])
        for table, count in reversed(list(_COUNTS.items()))
        if table is not file_parts
    }
    browsers = as_list(_browsers_of(tx, query.workspace, query.subject))
    counts["visits"] = int(tx.rows(_COUNT_VISITS, **here, one_of=browsers, words=query.subject.customer)[0][0])
    counts["visitors"] = int(tx.rows(_COUNT_BROWSERS, **here, one_of=browsers)[0][0])
    ids = {*query.subject.ids(), *query.conversations}
    counts["hub_events"] = len(list(_events_of(tx, query.workspace, ids, query.conversations)))
    return {kind: count for kind, count in counts.items() if count}


_REFS = select(hub_cases.c.hub, hub_cases.c.ref).where(
    _here(hub_cases), OneOf(hub_cases.c.conversation), hub_cases.c.ref != ""
)


def _events_of(
    tx: Statements, workspace: str, ids: Iterable[str], conversations_: Iterable[str] = ()
) -> Iterable[tuple[str, str]]:
    """What helpdesks told and nobody has acted on yet; there is little of it at any time.

    conversations_: those of ours; a helpdesk has an id of its own for each, often so short a number that it means
    something else anywhere but in its place.
    """
    wanted = set(ids)
    refs = {tuple(row) for row in tx.rows(_REFS, in_workspace=workspace, one_of=as_list(conversations_))}
    for hub, id_, body in tx.rows(_EVENTS, in_workspace=workspace):
        told = data_of(body)
        if concerns(told, wanted) or (hub, told.get("ref")) in refs:
            yield hub, id_


_VISITS = (
    select(visits.c.id, visits.c.url, visits.c.path, visits.c.title, visits.c.at, visits.c.seconds)
    .where(_here(visits), _IS_THEIR_VISIT)
    .order_by(visits.c.at, visits.c.id)
    .limit(_LIMIT)
)


def visits_of(tx: Reading, query: VisitsOf) -> tuple[Visit, ...]:
    browsers = as_list(_browsers_of(tx, query.workspace, query.subject))
    rows = tx.rows(
        _VISITS, in_workspace=query.workspace, one_of=browsers, words=query.subject.customer, most=query.limit
    )
    return tuple(Visit(id_, url, path, title, moment(at), seconds) for id_, url, path, title, at, seconds in rows)


# --- taking away ----------------------------------------------------------------------------------------------------

_OPEN = select(conversations.c.open).where(_here(conversations), conversations.c.id == _IDS)
_FILE = select(files.c.id).where(_here(files), files.c.conversation == _IDS).order_by(files.c.id).limit(1)
_DROP_PARTS = delete(file_parts).where(_here(file_parts), file_parts.c.file == _IDS)
_DROP_FILE = delete(files).where(_here(files), files.c.id == _IDS)
_FIRST = select(func.min(entries.c.seq)).where(_here(entries), entries.c.conversation == _IDS)
_DROP_ENTRIES = delete(entries).where(
    _here(entries), entries.c.conversation == _IDS, entries.c.seq < bindparam("before")
)
_MORE_ENTRIES = select(entries.c.seq).where(_here(entries), entries.c.conversation == _IDS).limit(1)
_DROPS = {
    table: delete(table).where(_here(table), of)
    for table, of in _OF_CONVERSATIONS.items()
    if table not in {entries, files, file_parts, handoffs, conversations}
}
_HANDOFFS = select(handoffs.c.body).where(_here(handoffs), handoffs.c.conversation == _IDS)
_KEEP_COUNTS = (
    update(handoffs)
    .where(_here(handoffs), handoffs.c.id == _IDS)
    .values(conversation="", packaged=True, state=bindparam("now_state"), body=bindparam("now_body"))
)
_DROP_CONVERSATION = delete(conversations).where(_here(conversations), conversations.c.id == _IDS)


def erase_conversation(tx: Writing, unit: EraseConversation) -> bool:
    here = {"in_workspace": unit.workspace, "of_id": unit.conversation}
    there = tx.row(_OPEN, **here)
    if there is not None and there[0]:
        raise Refused("this conversation is open; it has to end first", conversation=unit.conversation)
    tx.recent.forget((unit.workspace, unit.conversation))
    counts: dict[str, int] = {}
    done = _drop_file(tx, unit, counts) and _drop_entries(tx, unit, counts)
    if done:
        events = list(_events_of(tx, unit.workspace, {unit.conversation}, {unit.conversation}))
        for table, drop in _DROPS.items():
            one_of = as_list((unit.conversation,))
            counts[table.name] = tx.change(drop, in_workspace=unit.workspace, one_of=one_of)
        if counts["cases"]:
            move_mark(tx, unit.workspace, "articles")
        counts["hub_events"] = _drop_events(tx, unit.workspace, events)
        counts["handoffs"] = _keep_counts(tx, unit)
        counts["conversations"] = tx.change(_DROP_CONVERSATION, **here)
    _add(tx, unit.workspace, unit.erasure, counts)
    return done


def _drop_file(tx: Writing, unit: EraseConversation, counts: dict[str, int]) -> bool:
    """One a time: it may have many parts."""
    found = tx.row(_FILE, in_workspace=unit.workspace, of_id=unit.conversation)
    if found is None:
        return True
    tx.change(_DROP_PARTS, in_workspace=unit.workspace, of_id=found[0])
    counts["files"] = tx.change(_DROP_FILE, in_workspace=unit.workspace, of_id=found[0])
    return tx.row(_FILE, in_workspace=unit.workspace, of_id=unit.conversation) is None


def _drop_entries(tx: Writing, unit: EraseConversation, counts: dict[str, int]) -> bool:
    here = {"in_workspace": unit.workspace, "of_id": unit.conversation}
    first = tx.rows(_FIRST, **here)[0][0]
    if first is None:
        return True
    counts["entries"] = tx.change(_DROP_ENTRIES, **here, before=first + unit.limit)
    return tx.row(_MORE_ENTRIES, **here) is None


def _keep_counts(tx: Writing, unit: EraseConversation) -> int:
    kept = 0
    for (body,) in tx.rows(_HANDOFFS, in_workspace=unit.workspace, of_id=unit.conversation):
        row = handoff_row(counted_only(handoff_of(body)))
        kept += tx.change(
            _KEEP_COUNTS, in_workspace=unit.workspace, of_id=row["id"], now_state=row["state"], now_body=row["body"]
        )
    return kept


_OLDEST_VISITS = (
    select(visits.c.workspace, visits.c.visitor, visits.c.id).where(_here(visits), _IS_THEIR_VISIT).limit(_LIMIT)
)
_VISIT_KEY = tuple_(visits.c.workspace, visits.c.visitor, visits.c.id)
_DROP_VISITS = delete(visits).where(_VISIT_KEY.in_(_OLDEST_VISITS))
_DROP_BROWSERS = delete(visitors).where(_here(visitors), OneOf(visitors.c.id))
_DROP_EVENT = delete(hub_events).where(
    _here(hub_events), hub_events.c.hub == bindparam("of_hub"), hub_events.c.id == _IDS, IS_WAITING
)


def erase_person(tx: Writing, unit: ErasePerson) -> bool:
    """Browsers go last: what is theirs is found by them."""
    here = {"in_workspace": unit.workspace}
    browsers = as_list(_browsers_of(tx, unit.workspace, unit.subject))
    gone = tx.change(_DROP_VISITS, **here, one_of=browsers, words=unit.subject.customer, most=unit.limit)
    counts, done = {"visits": gone}, gone < unit.limit
    if done:
        counts["visitors"] = tx.change(_DROP_BROWSERS, **here, one_of=browsers)
        counts["hub_events"] = _drop_events(
            tx, unit.workspace, list(_events_of(tx, unit.workspace, unit.subject.ids()))
        )
    _add(tx, unit.workspace, unit.erasure, counts)
    return done


def _drop_events(tx: Writing, workspace: str, events: Iterable[tuple[str, str]]) -> int:
    return sum(tx.change(_DROP_EVENT, in_workspace=workspace, of_hub=hub, of_id=id_) for hub, id_ in events)


_DROP_PACKAGES = delete(packages).where(_here(packages), _OF_CONVERSATIONS[packages])


def drop_packages(tx: Writing, unit: DropPackages) -> int:
    return tx.change(_DROP_PACKAGES, in_workspace=unit.workspace, one_of=as_list((unit.conversation,)))


# --- the proof ------------------------------------------------------------------------------------------------------

_SAVE = upsert(erasures)
_ERASURE = select(erasures.c.body).where(_here(erasures), erasures.c.id == _IDS)
_ERASURE_LOCKED = _ERASURE.with_for_update()
_ERASURES = (
    select(erasures.c.body)
    .where(_here(erasures), erasures.c.at >= bindparam("since"))
    .order_by(erasures.c.at.desc(), erasures.c.id)
)
_RECENT = _ERASURES.limit(_LIMIT)
_UNDONE = _ERASURES.where(erasures.c.body.like('%"done_at":null%')).limit(_LIMIT)


def save_erasure(tx: Writing, unit: SaveErasure) -> None:
    new = unit.erasure
    row = tx.row(_ERASURE_LOCKED, in_workspace=new.workspace, of_id=new.id)
    _write(tx, new if row is None else replace(new, counts=_erasure_of(row[0]).counts))


def _write(tx: Writing, erasure: Erasure) -> None:
    tx.change(_SAVE, workspace=erasure.workspace, id=erasure.id, at=micros(erasure.at), body=encode(erasure))


def _add(tx: Writing, workspace: str, id_: str, counts: Mapping[str, int]) -> None:
    """In the transaction that takes the rows away: what was counted went, also after a crash."""
    row = tx.row(_ERASURE_LOCKED, in_workspace=workspace, of_id=id_) if id_ and any(counts.values()) else None
    if row is not None:
        stored = _erasure_of(row[0])
        _write(tx, replace(stored, counts=added(stored.counts, counts)))


def erasures_of(tx: Reading, query: Erasures) -> tuple[Erasure, ...]:
    since = micros(query.since) if query.since else 0
    wanted = _UNDONE if query.undone else _RECENT
    rows = tx.rows(wanted, in_workspace=query.workspace, since=since, most=query.limit)
    return tuple(_erasure_of(body) for (body,) in rows)


# --- a page at a time -----------------------------------------------------------------------------------------------

_c = conversations.c
_PAGE = (
    select(_c.id, _c.last_seq, _c.body)
    .where(_here(conversations), _c.id > bindparam("after"))
    .order_by(_c.id)
    .limit(_LIMIT)
)


def conversations_from(tx: Reading, query: ConversationsFrom) -> tuple[Conversation, ...]:
    rows = tx.rows(_PAGE, in_workspace=query.workspace, after=query.after, most=query.limit)
    return tuple(conversation_of(body) for _, _, body in rows)


_page = (
    select(_c.workspace, _c.id, _c.last_seq, _c.open, _c.body)
    .where(_here(conversations), _c.id > bindparam("after"))
    .order_by(_c.id)
    .limit(_LIMIT)
    .subquery("page")
)
_THEIR_HANDOFFS = (handoffs.c.workspace == _page.c.workspace) & (handoffs.c.conversation == _page.c.id)


def _of_page(table: Table, *conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(table.c.workspace == _page.c.workspace, table.c.conversation == _page.c.id, *conditions)


def _by_handoff(table: Table, *conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    joined = (table.c.workspace == handoffs.c.workspace) & (table.c.handoff == handoffs.c.id)
    return exists().where(_THEIR_HANDOFFS, joined, *conditions)


_RESTING = select(
    _page.c.id,
    _page.c.open,
    select(entries.c.at)
    .where(
        entries.c.workspace == _page.c.workspace,
        entries.c.conversation == _page.c.id,
        entries.c.seq == _page.c.last_seq,
    )
    .scalar_subquery(),
    select(handoffs.c.queue)
    .where(_THEIR_HANDOFFS)
    .order_by(handoffs.c.requested_at.desc(), handoffs.c.id)
    .limit(1)
    .scalar_subquery(),
    or_(
        _of_page(handoffs, IS_LIVE),
        _by_handoff(follow_ups, IS_UNDONE),
        _of_page(dead_letters, IS_OPEN_LETTER),
        _of_page(cursors, IS_BEHIND),
    ).label("going_on"),
    _of_page(files).label("files"),
    _by_handoff(packages).label("packages"),
    _page.c.last_seq,
    _page.c.body,
).order_by(_page.c.id)


def resting_from(tx: Reading, query: RestingFrom) -> tuple[Resting, ...]:
    rows = tx.rows(_RESTING, in_workspace=query.workspace, after=query.after, most=query.limit)
    return tuple(
        Resting(
            id_,
            bool(open_),
            conversation_of(body).updated_at if at is None else moment(at),
            queue or "",
            bool(going_on),
            bool(has_files),
            bool(has_packages),
            last_seq,
        )
        for id_, open_, at, queue, going_on, has_files, has_packages, last_seq, body in rows
    )


TOUCHED = tuple(
    metadata.tables[name] for name, holds in HOLDS.items() if holds is not Holds.NOBODY or name == "erasures"
)
"""Tables that rows are taken away from."""
