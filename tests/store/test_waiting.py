"""Deadlines and listeners' cursors, on every store."""

from __future__ import annotations

from dataclasses import replace

import pytest
from making import NOW, conversation, creation, later, load, next_unit, said, started

from segue.domain.deadlines import Deadline, DeadlineKind
from segue.domain.errors import Invalid, NotFound
from segue.ports.conversations import (
    Delivery,
    DueDeadlines,
    DueDeliveries,
    MoveCursor,
    MoveDeadline,
    NextDeadline,
    NextDelivery,
)
from segue.ports.store import Store


async def set_deadline(store: Store, deadline: Deadline) -> None:
    base = await started(store, deadline.conversation, workspace=deadline.workspace)
    await store.write(next_unit(base, deadlines={deadline.kind: deadline}))


async def test_deadlines_fall_due_over_all_workspaces_earliest_first(store: Store) -> None:
    assert await store.read(NextDeadline()) is None
    second = Deadline("default", "ana", DeadlineKind.IDLE, later(minutes=2), about="x")
    first = Deadline("other", "ben", DeadlineKind.OFFER, later(minutes=1))
    await set_deadline(store, second)
    await set_deadline(store, first)
    assert await store.read(NextDeadline()) == first.due_at
    assert await store.read(DueDeadlines(later(seconds=59))) == ()
    assert await store.read(DueDeadlines(first.due_at)) == (first,)
    assert await store.read(DueDeadlines(later(hours=1))) == (first, second)
    assert await store.read(DueDeadlines(later(hours=1), limit=1)) == (first,)


async def test_only_the_very_deadline_is_dropped(store: Store) -> None:
    deadline = Deadline("default", "ana", DeadlineKind.IDLE, later(minutes=2), about="x")
    await set_deadline(store, deadline)
    for other in (replace(deadline, due_at=later(minutes=3)), replace(deadline, about="y")):
        await store.write(MoveDeadline(other))
    assert (await load(store)).deadlines == (deadline,)
    await store.write(MoveDeadline(deadline))
    assert (await load(store)).deadlines == ()
    assert await store.read(DueDeadlines(later(hours=1))) == ()


async def test_a_deadline_can_be_put_off(store: Store) -> None:
    deadline = Deadline("default", "ana", DeadlineKind.IDLE, later(minutes=2), about="x")
    await set_deadline(store, deadline)
    await store.write(MoveDeadline(replace(deadline, about="y"), later(hours=2)))
    await store.write(MoveDeadline(deadline, later(minutes=5)))
    assert (await load(store)).deadlines == (replace(deadline, due_at=later(minutes=5)),)
    assert await store.read(DueDeadlines(later(minutes=4))) == ()


async def test_a_dropped_deadline_may_be_set_again(store: Store) -> None:
    deadline = Deadline("default", "ana", DeadlineKind.IDLE, later(minutes=2))
    await set_deadline(store, deadline)
    await store.write(MoveDeadline(deadline))
    base = (await load(store)).conversation
    await store.write(next_unit(base, "x", deadlines={DeadlineKind.IDLE: deadline}))
    assert (await load(store)).deadlines == (deadline,)
    assert await store.read(DueDeadlines(later(hours=1))) == (deadline,)


async def test_a_listener_hears_of_entries_until_it_has_seen_them(store: Store) -> None:
    await store.write(creation(conversation(), said(1), listeners=("bot", "hub")))
    await store.write(MoveCursor("default", "ana", "hub", 1))
    due = DueDeliveries(NOW)
    assert await store.read(due) == (Delivery("default", "ana", "bot", 0, 0, 1),)
    await store.write(MoveCursor("default", "ana", "bot", 1))
    assert await store.read(due) == ()
    assert await store.read(NextDelivery()) is None
    await store.write(next_unit((await load(store)).conversation, "two", "three"))
    assert [(one.listener, one.cursor, one.last_seq) for one in await store.read(due)] == [("bot", 1, 3), ("hub", 1, 3)]


async def test_after_a_failed_try_a_delivery_waits(store: Store) -> None:
    await store.write(creation(conversation(), said(1), listeners=("bot",)))
    await store.write(MoveCursor("default", "ana", "bot", 0, attempts=2, due_at=later(seconds=30), error="503"))
    assert await store.read(DueDeliveries(later(seconds=29))) == ()
    assert await store.read(NextDelivery()) == later(seconds=30)
    (delivery,) = await store.read(DueDeliveries(later(seconds=30)))
    assert delivery.attempts == 2


async def test_a_cursor_never_goes_back(store: Store) -> None:
    await store.write(creation(conversation(), said(1), said(2), said(3), listeners=("bot",)))
    await store.write(MoveCursor("default", "ana", "bot", 2))
    await store.write(MoveCursor("default", "ana", "bot", 1, attempts=5, due_at=later(hours=1)))
    assert await store.read(DueDeliveries(NOW)) == (Delivery("default", "ana", "bot", 2, 0, 3),)


async def test_a_cursor_stays_within_the_log(store: Store) -> None:
    await store.write(creation(conversation(), said(1), listeners=("bot",)))
    with pytest.raises(Invalid):
        await store.write(MoveCursor("default", "ana", "bot", 2))
    with pytest.raises(NotFound):
        await store.write(MoveCursor("default", "nobody", "bot", 0))


async def test_a_listener_may_join_later_and_hears_everything(store: Store) -> None:
    await store.write(creation(conversation(), said(1)))
    await store.write(MoveCursor("default", "ana", "hub", 0))
    assert [one.last_seq for one in await store.read(DueDeliveries(NOW))] == [1]
    await store.write(next_unit((await load(store)).conversation, "two"))
    assert [one.last_seq for one in await store.read(DueDeliveries(NOW))] == [2]
