"""That a customer is typing, shown to the people of a helpdesk who have them: now or never."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import structlog

from segue.domain.hubs import Can, CaseKind
from segue.flows.env import Env
from segue.ports.hub_cases import OpenHubCases
from segue.ports.listeners import DeliveryFailed

log = structlog.get_logger(__name__)
EVERY = timedelta(seconds=4)
"""As often at most; helpdesks show it for a few seconds."""

MOST = 100


async def show_typing(env: Env) -> int:
    """For each conversation whose customer has typed since the last time. Answers how many were shown."""
    typed, now = env.bell.those_typing(), env.clock.now()
    for key, at in list(env.hubs.typed.items()):
        if now - at > EVERY:
            del env.hubs.typed[key]
    fresh = [key for key in typed if key not in env.hubs.typed][:MOST]
    shown = await asyncio.gather(*(_show(env, *key) for key in fresh))
    return sum(shown)


async def _show(env: Env, workspace: str, conversation: str) -> int:
    env.hubs.typed[workspace, conversation] = env.clock.now()
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
