"""What helpdesks told by webhook, until it is worked off; the ids a while longer."""

from __future__ import annotations

from typing import Any

from sqlalchemy import and_, bindparam, delete, func, select, tuple_, update
from sqlalchemy.dialects.postgresql import insert

from segue.ports.hub_events import (
    CatchUp,
    CatchUpOf,
    DueHubEvents,
    HubEvent,
    HubEventDone,
    HubEventFailed,
    SaveCatchUp,
    StoreHubEvent,
    SweepHubEvents,
)
from segue.store.records import data_of
from segue.store.statement import upsert
from segue.store.tables import IS_DONE, IS_WAITING, catch_ups, hub_events
from segue.store.transaction import Reading, Writing
from segue.store.values import encode, micros, micros_or_none, moment

_KEY = (hub_events.c.workspace, hub_events.c.hub, hub_events.c.id)
_THIS = (
    hub_events.c.workspace == bindparam("in_workspace"),
    hub_events.c.hub == bindparam("of_hub"),
    hub_events.c.id == bindparam("of_id"),
    IS_WAITING,
)
_NEW = insert(hub_events).on_conflict_do_nothing(index_elements=_KEY)
_DONE = update(hub_events).where(*_THIS).values(done_at=bindparam("at"), error=bindparam("why"), body="{}")
_FAILED = (
    update(hub_events)
    .where(*_THIS)
    .values(attempts=hub_events.c.attempts + 1, due_at=bindparam("due"), error=bindparam("why"))
)
_PLACE = func.row_number().over(
    partition_by=(hub_events.c.workspace, hub_events.c.hub), order_by=(hub_events.c.due_at, hub_events.c.id)
)
_PLACED = (
    select(*_KEY, _PLACE.label("place")).where(IS_WAITING, hub_events.c.due_at <= bindparam("now")).subquery("placed")
)
_DUE = (
    select(*_KEY, hub_events.c.received_at, hub_events.c.due_at, hub_events.c.body, hub_events.c.attempts)
    .join(_PLACED, and_(*(_PLACED.c[one.name] == one for one in _KEY)))
    .where(_PLACED.c.place <= bindparam("most"))
    .order_by(hub_events.c.due_at, *_KEY)
)
_SWEEP = delete(hub_events).where(
    tuple_(*_KEY).in_(
        select(*_KEY)
        .where(IS_DONE, hub_events.c.received_at < bindparam("before"))
        .order_by(hub_events.c.received_at)
        .limit(bindparam("most"))
    )
)

_SAVE_CATCH_UP = upsert(catch_ups)
_CATCH_UP = select(catch_ups.c.cursor, catch_ups.c.caught_up_at, catch_ups.c.body).where(
    catch_ups.c.workspace == bindparam("workspace"), catch_ups.c.hub == bindparam("hub")
)


def store_hub_event(tx: Writing, unit: StoreHubEvent) -> bool:
    event = unit.event
    new = tx.change(
        _NEW,
        workspace=event.workspace,
        hub=event.hub,
        id=event.id,
        received_at=micros(event.received_at),
        due_at=micros(event.due_at),
        attempts=event.attempts,
        done_at=None,
        error="",
        body=encode(event.body),
    )
    return new > 0


def due_hub_events(tx: Reading, query: DueHubEvents) -> tuple[HubEvent, ...]:
    return tuple(
        HubEvent(workspace, hub, id_, moment(received), moment(due), data_of(body), attempts)
        for workspace, hub, id_, received, due, body, attempts in tx.rows(_DUE, now=micros(query.now), most=query.limit)
    )


def _named(unit: HubEventDone | HubEventFailed) -> dict[str, Any]:
    return {"in_workspace": unit.workspace, "of_hub": unit.hub, "of_id": unit.id, "why": unit.error[:500]}


def hub_event_done(tx: Writing, unit: HubEventDone) -> None:
    tx.change(_DONE, **_named(unit), at=micros(unit.at))


def hub_event_failed(tx: Writing, unit: HubEventFailed) -> None:
    tx.change(_FAILED, **_named(unit), due=micros(unit.due_at))


def save_catch_up(tx: Writing, unit: SaveCatchUp) -> None:
    one = unit.catch_up
    tx.change(
        _SAVE_CATCH_UP,
        workspace=one.workspace,
        hub=one.hub,
        cursor=str(micros(one.since)),
        caught_up_at=micros_or_none(one.at),
        body=encode({"found": one.found, "stream": one.stream}),
    )


def catch_up_of(tx: Reading, query: CatchUpOf) -> CatchUp | None:
    row = tx.row(_CATCH_UP, workspace=query.workspace, hub=query.hub)
    if row is None:
        return None
    since, at, body = row
    told = data_of(body)
    asked = None if at is None else moment(at)
    return CatchUp(query.workspace, query.hub, moment(int(since)), asked, told.get("found", 0), told.get("stream", ""))


def sweep_hub_events(tx: Writing, unit: SweepHubEvents) -> int:
    return tx.change(_SWEEP, before=micros(unit.before), most=unit.limit)
