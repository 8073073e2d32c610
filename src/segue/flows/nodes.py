"""Nodes that serve one database: each beats, each watches the others, and what a dead one held goes on elsewhere.

Nobody compares clocks (decision 0010). A store that is no server's belongs to one process: nothing beats there.
"""

from __future__ import annotations

import structlog

from segue.flows.env import Env
from segue.ports.nodes import Beat, FreeOrphans, GiveUpNode, Nodes
from segue.ports.redeemed import SweepRedeemed

log = structlog.get_logger(__name__)

BEAT_S = 0.4
LONE_LANES = "~lanes"
"""The lease of the lanes that run on one node alone, beside the workspaces'; no workspace can have this name."""

ORPHANS_EVERY = 25
"""Beats between two looks for what is held by nodes that are not there."""


async def begin(env: Env) -> None:
    """Before anything is taken: this node is there, and what was left behind is free."""
    if env.routing.shared:
        await env.store.write(Beat(env.node, env.nodes.about))
    else:
        for node in await env.store.read(Nodes()):
            await env.store.write(GiveUpNode(node.id))
    await env.store.write(FreeOrphans())


async def end(env: Env) -> None:
    """What this node holds is free at once."""
    if env.routing.shared:
        await env.store.write(GiveUpNode(env.node))


async def beat(env: Env) -> int:
    """Say that this node lives, and give up those that do not. Answers how many were given up."""
    desk, gone = env.nodes, 0
    if env.routing.shared:
        await _say_so(env)
        if not env.pulse.stopping:
            await env.routing.leadership.lead(env.store, LONE_LANES)
        gone = await _watch(env)
        if desk.beats % ORPHANS_EVERY == 0:
            freed = await env.store.write(FreeOrphans())
            if freed:
                _goes_on(env)
    if desk.worked(env.clock.now()):
        log.warning("this node stood still, or had no database, for a while")
    return gone


async def catch_up(env: Env) -> int:
    """Use the policies that other nodes have made active. Answers how many."""
    return await env.policies.catch_up() if env.routing.shared else 0


async def sweep_redeemed(env: Env) -> int:
    """Forget which signed statements were used, once they could work no more."""
    return await env.store.write(SweepRedeemed(env.clock.now()))


def runs_lone_lanes(env: Env) -> bool:
    return not env.routing.shared or LONE_LANES in env.routing.leadership.leads


async def _say_so(env: Env) -> None:
    desk, pages = env.nodes, env.attendance.here()
    news = None if pages == desk.told_pages else tuple(sorted(pages))
    counted = await env.store.write(Beat(env.node, desk.about, news))
    if counted == 1 and desk.beats:
        log.warning("this node was given up by another, and is back")
    known = news is not None or counted > 1
    desk.beats, desk.told_pages = counted, pages if known else None


async def _watch(env: Env) -> int:
    there, gone = await env.store.read(Nodes()), 0
    for node in env.nodes.silent([one for one in there if one.id != env.node]):
        if await env.store.write(GiveUpNode(node.id, node.beat)):
            log.warning("a node is not heard of any more; what it held goes on", gone=node.id, about=dict(node.about))
            gone += 1
    env.nodes.live = max(1, len(there) - gone)
    if gone:
        _goes_on(env)
    return gone


def _goes_on(env: Env) -> None:
    env.bell.deliveries.set()
    env.bell.helpdesks.set()
