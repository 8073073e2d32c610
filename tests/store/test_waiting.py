"""Deadlines, on every store."""

from __future__ import annotations

from dataclasses import replace

from making import later, load, next_unit, started

from segue.domain.deadlines import Deadline, DeadlineKind
from segue.ports.conversations import DueDeadlines, MoveDeadline, NextDeadline
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
