"""Helpdesks that do not push: connections that are held to them, one for all cases or one for each open case.

Whoever runs the lane holds them. What is heard is stored before the cursor moves, and before the helpdesk is told that
it arrived; so after a crash it is told again, and known by its id.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from functools import partial

import structlog

from segue.domain.errors import NotFound, SegueError
from segue.domain.hubs import CaseKind, HubCase, HubSettings, Told
from segue.flows.env import Env
from segue.flows.hub_desk import StreamKey
from segue.flows.hub_inbox import hear, look_again
from segue.flows.hub_steps import change_case
from segue.flows.nodes import runs_lone_lanes
from segue.ports.hub_cases import HubCaseById, OpenHubCases
from segue.ports.hub_events import CatchUp, CatchUpOf, SaveCatchUp
from segue.ports.listeners import DeliveryFailed

log = structlog.get_logger(__name__)
CURSOR = "cursor"
"""In the state of a case: how far its stream was heard."""

MOST_STREAMS = 2_000
FIRST_PAUSE_S, LONGEST_PAUSE_S = 1.0, 60.0
SHORTEST_TURN_S = 0.5
"""A stream that ends at once is not asked again at once."""

EVERY, AGAIN = timedelta(minutes=10), timedelta(seconds=30)
"""How often open cases are asked for what was told and not heard; and after a failure."""

SETTLED = timedelta(seconds=30)
"""A case that was opened just now is not asked."""

GIVES_UP_AFTER = 3
"""Failures one after the other: then it is the helpdesk that fails, and not what it was asked for."""


async def hold_streams(env: Env) -> int:
    """Begin the streams that are wanted and end the others. Answers how many were begun."""
    wanted = await _wanted(env)
    for key, task in list(env.hubs.streams.items()):
        if key not in wanted or task.done():
            task.cancel()
            del env.hubs.streams[key]
    begun = 0
    for key, settings in list(wanted.items())[:MOST_STREAMS]:
        if key not in env.hubs.streams:
            env.hubs.streams[key] = asyncio.create_task(_hold(env, key, settings), name=f"stream {key[1]}")
            begun += 1
    return begun


async def _wanted(env: Env) -> dict[StreamKey, HubSettings]:
    found: dict[StreamKey, HubSettings] = {}
    for workspace in await env.policies.served():
        for settings in (await env.policies.active(workspace)).policy.hubs.values():
            how = env.hubs.streams_of(settings)
            if how == "hub":
                found[workspace, settings.name, ""] = settings
            elif how == "case":
                cases = await env.store.read(OpenHubCases(workspace, settings.name, limit=MOST_STREAMS))
                live = (case for case in cases if case.ref and case.kind is CaseKind.LIVE)
                found |= {(workspace, settings.name, case.id): settings for case in live}
    return found


async def _hold(env: Env, key: StreamKey, settings: HubSettings) -> None:
    """Listen again and again, with growing pauses while it fails."""
    workspace, name, _ = key
    failures = 0
    while runs_lone_lanes(env):
        began = env.clock.now()
        try:
            if not await listen_once(env, key, settings):
                return
            failures = 0
        except (DeliveryFailed, SegueError, OSError, TimeoutError) as error:
            failures += 1
            env.hubs.hearing(workspace, name).failed(str(error), env.clock.now())
            log.warning("a stream of a helpdesk broke", hub=name, error=type(error).__name__)
        except Exception as error:  # an adapter must not end the others
            failures += 1
            env.hubs.hearing(workspace, name).failed(type(error).__name__, env.clock.now())
            log.exception("a stream of a helpdesk failed", hub=name, error=type(error).__name__)
        took_s = (env.clock.now() - began).total_seconds()
        pause_s = min(LONGEST_PAUSE_S, FIRST_PAUSE_S * 2 ** (failures - 1)) if failures else SHORTEST_TURN_S - took_s
        await asyncio.sleep(max(0.0, pause_s) * random.uniform(0.5, 1.0))  # noqa: S311 - spreads load, hides nothing


async def listen_once(env: Env, key: StreamKey, settings: HubSettings) -> bool:
    """One turn. False when there is nothing to hear any more."""
    workspace, name, id_ = key
    hub = env.hubs.streaming(workspace, settings)
    case = await env.store.read(HubCaseById(workspace, name, id_)) if id_ else None
    if id_ and (case is None or not case.is_open or not case.ref):
        return False
    cursor = str(case.state.get(CURSOR, "")) if case else await _cursor(env, workspace, name)
    await hub.listen(case, cursor, partial(_take, env, key, settings, case))
    return True


async def _take(
    env: Env, key: StreamKey, settings: HubSettings, case: HubCase | None, told: Sequence[Told], cursor: str
) -> None:
    workspace, name, _ = key
    hearing = env.hubs.hearing(workspace, name)
    hearing.heard_at = env.clock.now()
    await hear(env, workspace, env.hubs.hub(workspace, settings), told, env.clock.now())
    if case is None:
        before = await env.store.read(CatchUpOf(workspace, name)) or CatchUp(workspace, name, env.clock.now())
        if before.stream != cursor:
            await env.store.write(SaveCatchUp(replace(before, stream=cursor)))
    elif cursor:
        try:
            await change_case(env, case, lambda one: replace(one, state={**one.state, CURSOR: cursor}))
        except NotFound:
            return


async def _cursor(env: Env, workspace: str, hub: str) -> str:
    found = await env.store.read(CatchUpOf(workspace, hub))
    return found.stream if found else ""


# ---- what no webhook told --------------------------------------------------------------------------------------------


async def catch_up_cases(env: Env) -> int:
    """Ask each helpdesk that is due about its open cases, side by side. Answers how much was found."""
    due = []
    for workspace in await env.policies.served():
        for settings in (await env.policies.active(workspace)).policy.hubs.values():
            hearing = env.hubs.hearing(workspace, settings.name)
            if hearing.catch_up_at is None or env.clock.now() >= hearing.catch_up_at:
                hearing.catch_up_at = env.clock.now() + AGAIN
                due.append(catch_up(env, workspace, settings))
    return sum(await asyncio.gather(*due))


async def catch_up(env: Env, workspace: str, settings: HubSettings) -> int:
    """What was told of its open cases and not heard. One that is gone there keeps nobody from asking for the next."""
    found, failed, now, hearing = 0, 0, env.clock.now(), env.hubs.hearing(workspace, settings.name)
    for case in await env.store.read(OpenHubCases(workspace, settings.name)):
        if not case.ref or now - case.opened_at < SETTLED:
            continue
        try:
            found += await look_again(env, workspace, settings, case, env.clock.now())
            failed = 0
        except Exception as error:  # an adapter must not end the others
            words = str(error) if isinstance(error, SegueError) else type(error).__name__
            hearing.failed(words, env.clock.now())
            log.warning("a helpdesk could not be asked what it told", hub=settings.name, error=words)
            failed += 1
            if failed >= GIVES_UP_AFTER:
                return found
    hearing.caught_up_at, hearing.catch_up_at, hearing.found = now, now + EVERY, hearing.found + found
    return found
