"""What helpdesks told while nobody heard them: they are asked what changed since, at the start and now and then.

Helpdesks give up on a webhook that is not answered, some at once, most within an hour. So whoever begins to serve asks
each for what changed since it was asked last, some minutes before included; so does whoever could not store a webhook,
and everybody now and then, as a helpdesk may lose one. What is found is stored like a webhook's event and acted on the
same way; an event that was told as well leads to a second look at the conversation, which finds its mark.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import cast

import structlog

from segue.domain.errors import CallFailed, Invalid
from segue.domain.hubs import HubSettings
from segue.flows.env import Env
from segue.flows.hub_inbox import hear
from segue.ports.hub_events import CatchUp, CatchUpOf, SaveCatchUp
from segue.ports.hubs import DraftHub

log = structlog.get_logger(__name__)

EVERY = timedelta(minutes=10)
AGAIN = timedelta(seconds=30)
"""After a failure."""

BEFORE = timedelta(minutes=5)
"""How far back it is asked beyond the last time: a helpdesk's search may show a change minutes later."""

LONGEST = timedelta(days=7)
"""Nobody is helped by the draft of an older answer."""

MOST_PAGES = 200
"""Of a hundred or more conversations each. What is beyond is asked for with the next step."""


async def catch_up_due(env: Env) -> int:
    """Ask each helpdesk that is due, one after the other. Answers how many new events were found."""
    found = 0
    for workspace in await env.policies.served():
        for settings in (await env.policies.active(workspace)).policy.assist.values():
            found += await _catch_up(env, workspace, settings)
    return found


async def _catch_up(env: Env, workspace: str, settings: HubSettings) -> int:
    now, doing = env.clock.now(), env.assist.doing(workspace, settings.name)
    if doing.catch_up_at is not None and now < doing.catch_up_at:
        return 0
    doing.catch_up_at = now + AGAIN
    before = await env.store.read(CatchUpOf(workspace, settings.name))
    if before is None:  # named in the policy just now: nothing that went before is of interest
        await env.store.write(SaveCatchUp(CatchUp(workspace, settings.name, now)))
        doing.catch_up_at = now + EVERY
        return 0
    try:
        found = await _ask(env, cast("DraftHub", env.hubs.hub(workspace, settings)), before, now)
    except (CallFailed, Invalid) as error:
        doing.error, doing.failed_at = str(error)[:500], now
        log.warning("a helpdesk could not be asked what changed", hub=settings.name, error=str(error))
        return 0
    doing.caught_up_at, doing.catch_up_at = now, now + EVERY
    return found


async def _ask(env: Env, hub: DraftHub, before: CatchUp, now: datetime) -> int:
    """Page by page; each is stored before the next is asked for, and the mark moves after the last."""
    since, page, found = max(before.since, now - LONGEST), "", 0
    for _ in range(MOST_PAGES):
        changed = await hub.changed(since, page)
        found += await hear(env, before.workspace, hub, changed.events, now)
        page = changed.next
        if not page:
            break
    if found:
        log.info("what changed in a helpdesk was found", hub=hub.name, events=found)
    reached = before.since if page else now - BEFORE
    await env.store.write(SaveCatchUp(replace(before, since=max(reached, before.since), at=now, found=found)))
    return found
