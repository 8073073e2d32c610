"""Events of helpdesks, on every store."""

from __future__ import annotations

from typing import Any

from making import NOW, later

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
from segue.ports.store import Store


def event(id_: str = "e1", hub: str = "intercom", **fields: Any) -> HubEvent:
    given: dict[str, Any] = {"received_at": NOW, "due_at": NOW, "body": {"n": 1}, **fields}
    return HubEvent("default", hub, id_, **given)


async def due(store: Store, at: Any = NOW) -> list[str]:
    return [one.id for one in await store.read(DueHubEvents(at))]


async def test_an_event_is_stored_once_a_hub(store: Store) -> None:
    assert await store.write(StoreHubEvent(event()))
    assert not await store.write(StoreHubEvent(event(body={"n": 2})))
    assert await store.write(StoreHubEvent(event(hub="zendesk")))
    assert await store.read(DueHubEvents(NOW)) == (event(), event(hub="zendesk"))


async def test_what_is_due_comes_in_order_and_not_before_its_time(store: Store) -> None:
    await store.write(StoreHubEvent(event("late", due_at=later(minutes=5))))
    await store.write(StoreHubEvent(event("first", due_at=NOW)))
    await store.write(StoreHubEvent(event("second", due_at=later(seconds=1))))
    assert await due(store, later(minutes=1)) == ["first", "second"]


async def test_a_failed_one_is_tried_again_later(store: Store) -> None:
    await store.write(StoreHubEvent(event()))
    await store.write(HubEventFailed("default", "intercom", "e1", later(minutes=1), "503"))
    assert await due(store) == []
    again = await store.read(DueHubEvents(later(minutes=1)))
    assert [(one.attempts, one.body) for one in again] == [(1, {"n": 1})]


async def test_one_that_is_done_is_remembered_by_its_id_for_a_while(store: Store) -> None:
    await store.write(StoreHubEvent(event()))
    await store.write(HubEventDone("default", "intercom", "e1", NOW))
    assert await due(store, later(days=1)) == []
    assert not await store.write(StoreHubEvent(event()))
    assert await store.write(SweepHubEvents(NOW)) == 0
    assert await store.write(SweepHubEvents(later(days=8))) == 1
    assert await store.write(StoreHubEvent(event()))


async def test_one_that_is_not_done_is_never_swept(store: Store) -> None:
    await store.write(StoreHubEvent(event()))
    assert await store.write(SweepHubEvents(later(days=30))) == 0
    assert await due(store) == ["e1"]


async def test_how_far_a_helpdesk_was_asked_is_kept(store: Store) -> None:
    assert await store.read(CatchUpOf("default", "intercom")) is None
    first = CatchUp("default", "intercom", NOW)
    await store.write(SaveCatchUp(first))
    assert await store.read(CatchUpOf("default", "intercom")) == first
    second = CatchUp("default", "intercom", later(minutes=5), later(minutes=10), 3)
    await store.write(SaveCatchUp(second))
    assert await store.read(CatchUpOf("default", "intercom")) == second
    assert await store.read(CatchUpOf("default", "zendesk")) is None
    assert await store.read(CatchUpOf("other", "intercom")) is None
