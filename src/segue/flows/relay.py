"""Moves the cursors of listeners over the log: claims the lanes that are due, and works on each side by side.

A lane is one conversation and one listener; it is in order, and on one node at a time. At least once on the wire; see
`attempt` for what keeps it once in the eyes of people.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from datetime import timedelta
from functools import partial
from typing import TypeVar

import structlog

from segue.domain.errors import NotFound, SegueError
from segue.flows.attempt import Attempt, retry_in
from segue.flows.env import Env
from segue.flows.relay_desk import MOST_AT_ONCE, MOST_OF_ONE, Key, key_of
from segue.ports.deliveries import ClaimDeliveries, Delivery, FreeDeliveries, Listens, MoveCursor, NextDelivery
from segue.ports.routing import StaleFence
from segue.ports.store import Unit

R = TypeVar("R")
log = structlog.get_logger(__name__)
LOOKS_AGAIN_S = 2.0
"""However long nothing is due: what another node left behind is found by looking."""
SHORTEST_PAUSE_S = 0.02


async def start_due(env: Env) -> int:
    """Begin a try for each lane that has news and is due; a slow one delays only itself. Answers how many began."""
    desk, now = env.relay, env.clock.now()
    if desk.unsure:
        desk.unsure = False
        all_free = await _surely(env, FreeDeliveries(env.node, tuple(desk.couriers)))
        desk.unsure = desk.unsure or not all_free
    begun, apart = 0, desk.measured(now)
    due_at = await env.store.read(NextDelivery(desk.full(now)))
    if due_at is None or due_at > now:
        return 0
    for listens, room in apart.items():
        begun += _begin(env, await _claim(env, room, only=listens))
    while True:  # a part of what is free at a time, so that no listener gets all of it
        without = {*desk.full(now), *apart}
        some = _begin(env, await _claim(env, MOST_OF_ONE // 2, without=tuple(without)))
        begun += some
        if some < MOST_OF_ONE // 2:
            return begun


async def _claim(
    env: Env, most: int, *, only: Listens | None = None, without: tuple[Listens, ...] = ()
) -> tuple[Delivery, ...]:
    most = min(most, MOST_AT_ONCE - len(env.relay.couriers))
    if most <= 0:
        return ()
    return await _surely(env, ClaimDeliveries(env.node, env.clock.now(), most, without, only))


async def _surely(env: Env, unit: Unit[R]) -> R:
    """After an error a claim may have been stored all the same: then what it took is freed before the next."""
    try:
        return await env.store.write(unit)
    except Exception:
        env.relay.unsure = True
        raise


def _begin(env: Env, claimed: Iterable[Delivery]) -> int:
    begun = 0
    for delivery in claimed:
        key = key_of(delivery)
        task = asyncio.create_task(_try(env, delivery), name="courier")
        env.relay.couriers[key] = task
        env.relay.doing(delivery.workspace, delivery.listener).under_way += 1
        task.add_done_callback(partial(_back, env, key))
        begun += 1
    return begun


def _back(env: Env, key: Key, task: asyncio.Task[None]) -> None:
    if env.relay.couriers.get(key) is task:
        del env.relay.couriers[key]
    env.relay.doing(key[0], key[2]).under_way -= 1
    env.bell.deliveries.set()  # more may have been written meanwhile


async def _try(env: Env, delivery: Delivery) -> None:
    try:
        await Attempt(env, delivery).run()
    except StaleFence:
        log.info("another node delivers this by now", listener=delivery.listener)
    except NotFound:  # erased meanwhile
        env.relay.unsure = True
    except Exception as error:
        log.exception("delivery failed", listener=delivery.listener, error=type(error).__name__)
        await _put_off(env, delivery, error)


async def _put_off(env: Env, delivery: Delivery, error: Exception) -> None:
    """What could not even be tried, or whose outcome could not be stored. How far it got is known to the store."""
    attempts = delivery.attempts + 1
    words = error.message if isinstance(error, SegueError) else type(error).__name__
    try:
        await env.store.write(
            MoveCursor(
                *(delivery.workspace, delivery.conversation, delivery.listener, delivery.cursor, attempts),
                due_at=env.clock.now() + retry_in(attempts),
                error=words[:500],
                fence=delivery.fence,
                unknown=None,  # what was marked before it was sent stays marked
            )
        )
    except Exception as again:
        env.relay.unsure = True
        log.warning("a delivery is held until the store can be written to", error=type(again).__name__)


async def deliver_due(env: Env) -> int:
    """`start_due`, and wait until all tries that are under way have come to an end."""
    begun = await start_due(env)
    await asyncio.gather(*env.relay.couriers.values())
    return begun


async def until_delivery_is_due(env: Env) -> None:
    """Until the bell rings, or time alone makes something due."""
    now, desk = env.clock.now(), env.relay
    moments = [await env.store.read(NextDelivery(desk.full(now))), desk.opens_at(now)]
    until = min((at for at in moments if at is not None), default=now + timedelta(seconds=LOOKS_AGAIN_S))
    pause = min(LOOKS_AGAIN_S, max(SHORTEST_PAUSE_S, (until - now).total_seconds()))
    try:
        async with asyncio.timeout(pause):
            await env.bell.deliveries.wait()
    except TimeoutError:
        return


async def finish(env: Env, within_s: float) -> None:
    """Let what is under way come to its end, for a while; then free what this node holds."""
    couriers = list(env.relay.couriers.values())
    if couriers:
        _, late = await asyncio.wait(couriers, timeout=within_s)
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)
    await env.store.write(FreeDeliveries(env.node))
