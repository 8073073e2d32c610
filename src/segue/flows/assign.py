"""Who: each workspace has one planner among all nodes, and each reservation is stored only if it is still true."""

from __future__ import annotations

import asyncio
import time

import structlog

from segue.flows.env import Env
from segue.flows.leadership import LOOK_S
from segue.flows.planner import Planner
from segue.ports.routing import ChangedWorkspaces, ChangeKind, StaleFence

log = structlog.get_logger(__name__)
POLL_S, BUSY_POLL_S = 0.05, 0.01
"""How often the change feed is looked at for what other nodes did: one short read for all workspaces. More often while
it was not empty within the last BUSY_FOR_S."""
BUSY_FOR_S = 1.0
IDLE_S = 2.0


async def assign(env: Env) -> int:
    """One round of routing in every workspace. Answers how many reservations were issued."""
    return sum([await assign_workspace(env, workspace) for workspace in await env.policies.served()])


async def assign_workspace(env: Env, workspace: str) -> int:
    try:
        return await _round(env, workspace)
    except Exception as error:  # the other workspaces must not wait for this one
        log.exception("routing failed", workspace=workspace, error=type(error).__name__)
        return 0


async def until_routing_is_due(env: Env) -> None:
    """Until something happens in this process, or in another that this node plans for, or time may change a plan."""
    desk, end = env.routing, time.monotonic() + _longest_pause(env)
    while (left := end - time.monotonic()) > 0:
        if not (desk.shared and desk.planners):
            await _rung(env.bell.routing, left)
            return
        if await _changed(env):
            desk.changed_at = time.monotonic()
            return
        busy = time.monotonic() - desk.changed_at < BUSY_FOR_S
        if await _rung(env.bell.routing, min(left, BUSY_POLL_S if busy else POLL_S)):
            return


async def _round(env: Env, workspace: str) -> int:
    """Learn, plan, commit, if this node leads.

    After an error nobody knows what of a batch was stored: the planner is given up, and rebuilt in the next round.
    """
    desk = env.routing
    fence = await desk.leadership.lead(env.store, workspace)
    planner = desk.planners.get(workspace)
    if fence is None:
        desk.planners.pop(workspace, None)
        return 0
    try:
        planner = desk.planners[workspace] = await _ready(env, workspace, fence, planner)
        return await planner.assign(env)
    except BaseException as error:
        desk.planners.pop(workspace, None)
        if not isinstance(error, StaleFence):
            raise
        desk.leadership.lost(workspace)
        return 0


async def _ready(env: Env, workspace: str, fence: int, planner: Planner | None) -> Planner:
    """A planner that knows what there is, and plans by the policy that is active."""
    if planner is None or planner.fence != fence:
        return await Planner.rebuilt(env, workspace, fence)
    changes = await planner.learn(env)
    if any(change.kind is ChangeKind.POLICY for change in changes):
        await env.policies.look_again(workspace)
    policy = (await env.policies.active(workspace)).policy
    if policy is planner.policy:
        return planner
    alike = policy.routing == planner.policy.routing
    return await Planner.rebuilt(env, workspace, fence, planner.experience if alike else None)


def _longest_pause(env: Env) -> float:
    now = env.clock.now()
    moments = (planner.again_at(now) for planner in env.routing.planners.values())
    longest = min([(at - now).total_seconds() for at in moments if at is not None], default=IDLE_S)
    return max(0.0, min(longest, LOOK_S if env.routing.shared else IDLE_S))


async def _changed(env: Env) -> bool:
    changed = await env.store.read(ChangedWorkspaces())
    return not env.routing.planners.keys().isdisjoint(changed)


async def _rung(bell: asyncio.Event, timeout_s: float) -> bool:
    try:
        async with asyncio.timeout(timeout_s):
            await bell.wait()
    except TimeoutError:
        return False
    return True
