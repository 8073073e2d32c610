"""A clock that is set while Segue runs: what was to come in a minute comes in a minute."""

from __future__ import annotations

from datetime import timedelta

import pytest
from making import NOW, conversation, creation, later, load, next_unit, on_shift, said, user

from segue.domain.deadlines import Deadline, DeadlineKind
from segue.ports.clock import ShiftTimes
from segue.ports.conversations import DueDeadlines
from segue.ports.deliveries import ClaimDeliveries
from segue.ports.people import PresenceOf
from segue.ports.store import Store

IDLE = DeadlineKind.IDLE


@pytest.mark.parametrize("by", [timedelta(days=1), timedelta(hours=-1), timedelta(days=-1)])
async def test_all_that_is_to_come_moves_along(store: Store, by: timedelta) -> None:
    await on_shift(store, user())
    deadline = Deadline("default", "ana", IDLE, later(minutes=1))
    await store.write(creation(conversation(), said(1), deadlines={IDLE: deadline}, listeners=("bot",)))
    await store.write(ShiftTimes(by, NOW))
    set_to = NOW + by
    assert await store.read(DueDeadlines(set_to)) == ()
    (due,) = await store.read(DueDeadlines(set_to + timedelta(minutes=1)))
    assert due.due_at == later(minutes=1) + by
    (found,) = (await load(store)).deadlines
    assert found == due
    (delivery,) = await store.write(ClaimDeliveries("node", set_to, 10))
    assert (delivery.conversation, delivery.listener) == ("ana", "bot")
    assert (await store.read(PresenceOf("default", "maria"))).seen_at == set_to
    await store.write(next_unit((await load(store)).conversation, "still there"))


async def test_what_was_due_before_stays_due(store: Store) -> None:
    deadline = Deadline("default", "ana", IDLE, NOW)
    await store.write(creation(conversation(), said(1), deadlines={IDLE: deadline}))
    await store.write(ShiftTimes(timedelta(hours=1), later(seconds=1)))
    assert await store.read(DueDeadlines(NOW)) == (deadline,)
