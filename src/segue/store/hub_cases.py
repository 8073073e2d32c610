"""Cases of helpdesks. Columns find them; the body is the whole case."""

from __future__ import annotations

from sqlalchemy import bindparam, select

from segue.domain.errors import Refused
from segue.domain.hubs import HubCase
from segue.ports.hub_cases import HubCaseById, HubCaseByRef, HubCasesOf, OpenHubCases, SaveHubCase
from segue.store.loading import must_be_there
from segue.store.statement import upsert
from segue.store.tables import IS_OPEN_THERE, IS_UNDONE, hub_cases
from segue.store.transaction import Reading, Writing
from segue.store.values import decoder, encode, micros, micros_or_none

_case_of = decoder(HubCase)
_c = hub_cases.c

_CASES = select(_c.body).where(_c.workspace == bindparam("workspace"))
_OF_HUB = _CASES.where(_c.hub == bindparam("hub"))
_BY_ID = _OF_HUB.where(_c.id == bindparam("id"))
_BY_ID_LOCKED = _BY_ID.with_for_update()
_BY_REF = (
    _OF_HUB.where(_c.ref == bindparam("ref"))
    .order_by(_c.closed_at.is_not(None), _c.closed_at.desc(), _c.opened_at.desc(), _c.id)
    .limit(1)
)
_TWIN = select(_c.id).where(
    _c.workspace == bindparam("workspace"),
    _c.hub == bindparam("hub"),
    _c.ref == bindparam("ref"),
    _c.id != bindparam("id"),
    IS_OPEN_THERE,
)
_OLDEST_FIRST = (_c.opened_at, _c.hub, _c.id)
_OPEN = _CASES.where(IS_UNDONE).order_by(*_OLDEST_FIRST).limit(bindparam("limit"))
_OPEN_OF_HUB = _OPEN.where(_c.hub == bindparam("hub"))
_OF_CONVERSATION = _CASES.where(_c.conversation == bindparam("conversation")).order_by(*_OLDEST_FIRST)
_OPEN_OF_CONVERSATION = _OF_CONVERSATION.where(IS_UNDONE).limit(bindparam("limit"))
_OPEN_OF_BOTH = _OPEN_OF_CONVERSATION.where(_c.hub == bindparam("hub"))
_SAVE = upsert(hub_cases)


def save_hub_case(tx: Writing, unit: SaveHubCase) -> None:
    case = unit.case
    this = {"workspace": case.workspace, "hub": case.hub, "id": case.id}
    must_be_there(tx, case.workspace, case.conversation)
    row = tx.row(_BY_ID_LOCKED, **this)
    if (None if row is None else _case_of(row[0])) != unit.before:
        raise Refused("this case of the helpdesk was changed meanwhile", hub=case.hub, case=case.id)
    if case.ref and case.is_open and tx.row(_TWIN, **this, ref=case.ref) is not None:
        raise Refused("another open case stands for this conversation of the helpdesk", hub=case.hub, ref=case.ref)
    tx.change(
        _SAVE,
        **this,
        conversation=case.conversation,
        ref=case.ref,
        opened_at=micros(case.opened_at),
        closed_at=micros_or_none(case.closed_at),
        body=encode(case),
    )


def hub_case_by_id(tx: Reading, query: HubCaseById) -> HubCase | None:
    row = tx.row(_BY_ID, workspace=query.workspace, hub=query.hub, id=query.id)
    return None if row is None else _case_of(row[0])


def hub_case_by_ref(tx: Reading, query: HubCaseByRef) -> HubCase | None:
    if not query.ref:  # those that are not open there yet
        return None
    row = tx.row(_BY_REF, workspace=query.workspace, hub=query.hub, ref=query.ref)
    return None if row is None else _case_of(row[0])


def open_hub_cases(tx: Reading, query: OpenHubCases) -> tuple[HubCase, ...]:
    here = {"workspace": query.workspace, "limit": query.limit}
    match bool(query.hub), bool(query.conversation):
        case True, True:
            rows = tx.rows(_OPEN_OF_BOTH, **here, hub=query.hub, conversation=query.conversation)
        case True, False:
            rows = tx.rows(_OPEN_OF_HUB, **here, hub=query.hub)
        case False, True:
            rows = tx.rows(_OPEN_OF_CONVERSATION, **here, conversation=query.conversation)
        case _:
            rows = tx.rows(_OPEN, **here)
    return tuple(_case_of(body) for (body,) in rows)


def hub_cases_of(tx: Reading, query: HubCasesOf) -> tuple[HubCase, ...]:
    rows = tx.rows(_OF_CONVERSATION, workspace=query.workspace, conversation=query.conversation)
    return tuple(_case_of(body) for (body,) in rows)
