"""One node of the soak of assignments: it plans when it leads, and ends the conversations of its part of the team."""

from __future__ import annotations

import asyncio
import os
from dataclasses import replace
from importlib import import_module
from multiprocessing.connection import Connection
from typing import Any

import psycopg

from assigning import POLICY, WORKSPACE, node
from segue.domain.conversation import Conversation, Owner, OwnerKind
from segue.domain.draft import Draft
from segue.domain.lifecycle import Event, Handoff, State
from segue.domain.moves import humans
from segue.domain.moves.humans import Human
from segue.domain.policy import Policy
from segue.flows.assign import assign, until_routing_is_due
from segue.flows.env import Env
from segue.flows.policies import compiled
from segue.ports.conversations import AppendEntries
from segue.ports.routing import ReserveBatch, Reserved
from segue.store.records import conversation_of, handoff_of

NODES, AT_ONCE = 4, 150

_MINE = """
SELECT h.body, c.body FROM handoffs h JOIN conversations c ON c.workspace = h.workspace AND c.id = h.conversation
WHERE h.workspace = %s AND h.state = 'reserved' AND h.state IN ('reserved', 'active')
  AND abs(hashtext(h.agent)) %% %s = %s LIMIT %s
"""

# Once, before nodes are forked: what is measured is not how long models take to load.
compiled(POLICY)
import_module("segue.store.postgres")


def live(url: str, number: int, tell: Connection) -> None:
    """Until killed. Tells (fencing number, reservations) after each batch that was committed."""
    asyncio.run(_live(url, number, tell))


async def _live(url: str, number: int, tell: Connection) -> None:
    env = await node(url, f"node-{number}-{os.getpid()}")
    write = env.store.write

    async def told(unit: Any) -> Any:
        answer = await write(unit)
        if isinstance(unit, ReserveBatch):
            tell.send((unit.fence, sum(isinstance(one, Reserved) for one in answer)))
        return answer

    env.store.write = told  # type: ignore[method-assign]
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(_plan(env))
        tasks.create_task(_end(env, url, number))


async def _plan(env: Env) -> None:
    while True:
        await assign(env)
        await asyncio.sleep(0.005)
        await until_routing_is_due(env)


async def _end(env: Env, url: str, number: int) -> None:
    """Accept, resolve, and let the same customer ask again."""
    policy = (await env.policies.active(WORKSPACE)).policy
    connection = await psycopg.AsyncConnection.connect(url, autocommit=True)
    while True:
        rows = await (await connection.execute(_MINE, (WORKSPACE, NODES, number, AT_ONCE))).fetchall()
        if not rows:
            await asyncio.sleep(0.01)
        units = [ended(env, policy, handoff_of(handoff), conversation_of(talk)) for handoff, talk in rows]
        await asyncio.gather(*map(env.store.write, units))


def ended(env: Env, policy: Policy, handoff: Handoff, talk: Conversation) -> AppendEntries:
    draft = Draft(talk, handoff, policy, env.clock.now(), env.new_id, base_seq=talk.last_seq, base_epoch=talk.epoch)
    agent = Human(handoff.agent, handoff.agent_name)
    humans.accept(draft, agent)
    humans.finish(draft, agent, Event.RESOLVED, ())
    again = replace(
        handoff,
        id=env.new_id("hnd"),
        state=State.QUEUED,
        agent="",
        agent_name="",
        reserved_until=None,
        requested_at=draft.now,
        queued_at=draft.now,
        state_at=draft.now,
    )
    draft.own(Owner(OwnerKind.QUEUE, again.queue))
    draft.hold(again)
    return AppendEntries(
        draft.conversation,
        draft.base_seq,
        draft.base_epoch,
        tuple(draft.entries),
        handoffs=tuple(draft.handoffs.values()),
        deadlines=dict(draft.deadlines),
    )
