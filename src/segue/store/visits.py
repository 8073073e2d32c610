"""Page visits, what is remembered of earlier conversations, and both together as a history."""

from __future__ import annotations

from functools import cache

from sqlalchemy import (
    BigInteger,
    BindParameter,
    ColumnElement,
    CompoundSelect,
    Integer,
    Select,
    Table,
    Text,
    bindparam,
    case,
    cast,
    delete,
    literal_column,
    select,
    tuple_,
    union_all,
    update,
)
from sqlalchemy.dialects.postgresql import insert

from segue.domain.conversation import Conversation
from segue.domain.history import Contact, History, Visit, contact_of, verified_id
from segue.ports.visits import KEPT_OF_ONE, HistoryOf, KeepVisits, LinkVisitor, SweepVisits
from segue.store.tables import HAS_CUSTOMER, HAS_VISITOR, contacts, visits
from segue.store.transaction import Reading, Writing
from segue.store.values import decoder, encode, micros, moment

_contact_of = decoder(Contact)
_WORKSPACE: BindParameter[str] = bindparam("in_workspace")
_VISITOR: BindParameter[str] = bindparam("of_visitor")
_CUSTOMER: BindParameter[str] = bindparam("of_customer")

_VISIT = select(visits.c.seconds).where(
    visits.c.workspace == _WORKSPACE, visits.c.visitor == _VISITOR, visits.c.id == bindparam("of_id")
)
_new_visit = insert(visits)
_SAVE_VISIT = _new_visit.on_conflict_do_update(
    index_elements=[visits.c.workspace, visits.c.visitor, visits.c.id],
    set_={
        "seconds": case(
            (_new_visit.excluded.seconds > visits.c.seconds, _new_visit.excluded.seconds), else_=visits.c.seconds
        )
    },
)
_OLDEST_KEPT = (
    select(visits.c.at)
    .where(visits.c.workspace == _WORKSPACE, visits.c.visitor == _VISITOR)
    .order_by(visits.c.at.desc())
    .limit(1)
    .offset(KEPT_OF_ONE)
)
_DROP_OLDER = delete(visits).where(
    visits.c.workspace == _WORKSPACE, visits.c.visitor == _VISITOR, visits.c.at <= bindparam("before")
)


def keep_visits(tx: Writing, unit: KeepVisits) -> tuple[str, ...]:
    here = {"in_workspace": unit.workspace, "of_visitor": unit.visitor}
    new = []
    for visit in unit.visits:
        if tx.row(_VISIT, **here, of_id=visit.id) is None:
            new.append(visit.id)
        tx.change(
            _SAVE_VISIT,
            workspace=unit.workspace,
            visitor=unit.visitor,
            id=visit.id,
            customer=unit.customer,
            at=micros(visit.at),
            path=visit.path,
            url=visit.url,
            title=visit.title,
            seconds=visit.seconds,
        )
    oldest = tx.row(_OLDEST_KEPT, **here) if new else None
    if oldest is not None:
        tx.change(_DROP_OLDER, **here, before=oldest[0])
    return tuple(dict.fromkeys(new))


_LINK_VISITS, _LINK_CONTACTS = (
    update(table)
    .where(table.c.workspace == _WORKSPACE, table.c.visitor == _VISITOR, table.c.customer == "")
    .values(customer=bindparam("customer"))
    for table in (visits, contacts)
)


def link_visitor(tx: Writing, unit: LinkVisitor) -> None:
    for statement in (_LINK_VISITS, _LINK_CONTACTS):
        tx.change(statement, in_workspace=unit.workspace, of_visitor=unit.visitor, customer=unit.customer)


_KEY = tuple_(visits.c.workspace, visits.c.visitor, visits.c.id)
_SWEEP = delete(visits).where(
    _KEY.in_(
        select(visits.c.workspace, visits.c.visitor, visits.c.id)
        .where(visits.c.workspace == _WORKSPACE, visits.c.at < bindparam("before"))
        .order_by(visits.c.at)
        .limit(bindparam("most"))
    )
)


def sweep_visits(tx: Writing, unit: SweepVisits) -> int:
    return tx.change(_SWEEP, in_workspace=unit.workspace, before=micros(unit.before), most=unit.limit)


# --- contacts ---

_new_contact = insert(contacts)
_SAVE_CONTACT = _new_contact.on_conflict_do_update(
    index_elements=[contacts.c.workspace, contacts.c.conversation],
    set_={
        "visitor": _new_contact.excluded.visitor,
        "customer": case(
            (_new_contact.excluded.customer == "", contacts.c.customer), else_=_new_contact.excluded.customer
        ),
        "body": _new_contact.excluded.body,
    },
)


def remember_contact(tx: Writing, new: Conversation, old: Conversation | None) -> None:
    """Part of every change of a conversation; writes only when it is about something else, or of somebody else."""
    if old is not None and _told(old) == _told(new):
        return
    contact = contact_of(new)
    if contact is not None:
        tx.change(
            _SAVE_CONTACT,
            workspace=new.workspace,
            conversation=new.id,
            visitor=new.visitor,
            customer=verified_id(new),
            at=micros(contact.at),
            body=encode(contact),
        )


def _told(one: Conversation) -> tuple[object, ...]:
    who = (one.visitor, verified_id(one))
    return (*who, one.signals.turns > 0, one.signals.topics, one.matter, one.handoffs, one.open, one.left_behind != "")


# --- history ---

_NOTHING = cast(literal_column("''"), Text)


def _strangers(table: Table, also_customers: bool) -> ColumnElement[bool]:
    """A visitor's rows from before they were known; the customer's too, unless these are looked up by themselves."""
    as_stranger = table.c.customer == ""
    return as_stranger | (table.c.customer == _CUSTOMER) if also_customers else as_stranger


def _visits(*, by_customer: bool, also_customers: bool) -> Select[*tuple[object, ...]]:
    mine = visits.c.customer == _CUSTOMER if by_customer else visits.c.visitor == _VISITOR
    found = select(visits).where(visits.c.workspace == _WORKSPACE, mine, visits.c.at >= bindparam("visits_since"))
    found = found.where(HAS_CUSTOMER) if by_customer else found.where(_strangers(visits, also_customers))
    v = found.order_by(visits.c.at.desc()).limit(bindparam("most_visits")).subquery().c
    return select(literal_column("'visit'"), v.visitor, v.id, v.at, v.path, v.url, v.title, v.seconds)


def _contacts(*, by_customer: bool, also_customers: bool) -> Select[*tuple[object, ...]]:
    mine = contacts.c.customer == _CUSTOMER if by_customer else contacts.c.visitor == _VISITOR
    found = select(contacts).where(
        contacts.c.workspace == _WORKSPACE,
        mine,
        contacts.c.at >= bindparam("contacts_since"),
        contacts.c.conversation != bindparam("but"),
    )
    found = found.where(HAS_CUSTOMER) if by_customer else found.where(HAS_VISITOR, _strangers(contacts, also_customers))
    c = found.order_by(contacts.c.at.desc()).limit(bindparam("most_contacts")).subquery().c
    none = cast(literal_column("0"), Integer)
    return select(
        literal_column("'contact'"), _NOTHING, c.conversation, cast(c.at, BigInteger), c.body, _NOTHING, _NOTHING, none
    )


@cache
def _history(*, visitor: bool, customer: bool) -> CompoundSelect[*tuple[object, ...]]:
    """One statement, hence one round trip; every part of it is a short stretch of one index."""
    whose = [by_customer for by_customer, wanted in ((False, visitor), (True, customer)) if wanted]
    return union_all(
        *(_visits(by_customer=by_customer, also_customers=not customer) for by_customer in whose),
        *(_contacts(by_customer=by_customer, also_customers=not customer) for by_customer in whose),
    )


def history_of(tx: Reading, query: HistoryOf) -> History:
    elsewhere = query.customer != "" and not query.only_visitor
    if not (query.visitor or elsewhere):
        return History()
    given = {
        "in_workspace": query.workspace,
        "of_visitor": query.visitor,
        "of_customer": query.customer,
        "but": query.conversation,
        "visits_since": micros(query.visits_since),
        "contacts_since": micros(query.contacts_since),
        "most_visits": query.most_visits,
        "most_contacts": query.most_contacts,
    }
    seen: dict[tuple[str, str], Visit] = {}
    spoke: dict[str, Contact] = {}
    for what, visitor, id_, at, text, url, title, seconds in tx.rows(
        _history(visitor=query.visitor != "", customer=elsewhere), **given
    ):
        if what == "visit":
            seen[visitor, id_] = Visit(id_, url, text, title, moment(at), seconds)
        else:
            spoke[id_] = _contact_of(text)
    return History(
        tuple(sorted(seen.values(), key=lambda visit: visit.at, reverse=True)[: query.most_visits]),
        tuple(sorted(spoke.values(), key=lambda contact: contact.at, reverse=True)[: query.most_contacts]),
        known=True,
    )
