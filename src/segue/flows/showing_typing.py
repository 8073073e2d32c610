"""That somebody is typing, shown where the other side is: a customer to the people of a helpdesk, a human agent to a
customer in a channel. Now or never."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Mapping
from datetime import timedelta
from typing import Any

import structlog

from segue.domain.channels import Shows
from segue.domain.conversation import Role
from segue.domain.errors import Invalid
from segue.domain.hubs import Can, CaseKind
from segue.flows.env import Env
from segue.flows.threads import UNREACHABLE, newest_thread
from segue.ports.hub_cases import OpenHubCases
from segue.ports.listeners import DeliveryFailed

log = structlog.get_logger(__name__)
EVERY = timedelta(seconds=4)
"""As often at most; it is shown for a few seconds."""

AT_MOST = timedelta(seconds=2)
"""For one conversation: later, it would be wrong."""

MOST = 100


async def show_typing(env: Env) -> int:
    """For each side that has typed since the last time. Answers how often it was shown."""
    typed, now = env.bell.those_typing(), env.clock.now()
    for key, at in list(env.hubs.typed.items()):
        if now - at > EVERY:
            del env.hubs.typed[key]
    fresh = [key for key in typed if key not in env.hubs.typed][:MOST]
    for key in fresh:
        env.hubs.typed[key] = now
    return sum(await asyncio.gather(*(_in_time(env, *key) for key in fresh if key[2] in _SHOWN)))


async def _in_time(env: Env, workspace: str, conversation: str, role: str) -> int:
    """Who is slow to take it does not keep the others from it."""
    try:
        async with asyncio.timeout(AT_MOST.total_seconds()):
            return await _SHOWN[role](env, workspace, conversation)
    except (TimeoutError, Invalid) as error:  # Invalid: it cannot be opened
        log.info("typing was not shown", role=role, error=type(error).__name__)
        return 0


async def _to_helpdesks(env: Env, workspace: str, conversation: str) -> int:
    policy = (await env.policies.active(workspace)).policy
    count = 0
    for case in await env.store.read(OpenHubCases(workspace, conversation=conversation)):
        settings = policy.hubs.get(case.hub)
        live = env.hubs.live(workspace, settings) if settings and case.kind is CaseKind.LIVE and case.ref else None
        if live is None or Can.SHOWS_TYPING not in live.kind.can:
            continue
        try:
            await live.typing(case, True)
            count += 1
        except DeliveryFailed as failure:
            log.info("typing was not shown", hub=case.hub, error=type(failure).__name__)
    return count


async def _in_channels(env: Env, workspace: str, conversation: str) -> int:
    policy = (await env.policies.active(workspace)).policy
    count = 0
    for settings in policy.channels.values():
        channel = env.channels.pushing(workspace, settings)
        if channel is None or Shows.TYPING not in channel.kind.can:
            continue
        thread = await newest_thread(env, workspace, settings.name, conversation)
        if thread is None or thread.state.get(UNREACHABLE) or not channel.reaches(thread):
            continue
        try:
            await channel.typing(thread, True)
            count += 1
        except DeliveryFailed as failure:
            log.info("typing was not shown", channel=settings.name, error=type(failure).__name__)
    return count


_SHOWN: Mapping[str, Callable[[Env, str, str], Coroutine[Any, Any, int]]] = {
    Role.END_USER.value: _to_helpdesks,
    Role.HUMAN_AGENT.value: _in_channels,
}
"""Who types -> where it is shown."""
