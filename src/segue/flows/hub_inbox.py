"""What helpdesks tell, by webhook or stream: stored before it is acknowledged, then acted on in order, case by case."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any, NamedTuple

import msgspec
import structlog

from segue.domain.conversation import Role
from segue.domain.errors import CallFailed, Invalid, NotSignedIn, SegueError, TryAgain
from segue.domain.hubs import PASSING, HubCase, HubSettings, Told, What
from segue.flows import assist
from segue.flows.env import Env
from segue.flows.hub_acting import act_on
from segue.flows.hub_told import cleaned, event_of, told_of
from segue.ports.bots import Typing
from segue.ports.hub_cases import HubCaseByRef, OpenHubCases
from segue.ports.hub_events import (
    REMEMBERED,
    DueHubEvents,
    HubEvent,
    HubEventDone,
    HubEventFailed,
    StoreHubEvent,
    SweepHubEvents,
)
from segue.ports.hubs import Hub, Webhook
from segue.ports.listeners import DeliveryFailed

log = structlog.get_logger(__name__)

AT_ONCE, OF_ONE_AT_ONCE = 32, 8
"""Conversations that are acted on side by side, and how many of them of one helpdesk: a slow one delays only itself."""

MOST_LOOKED_AT = 1_000
"""Events of each helpdesk. A customer who writes a hundred lines must not hold up the others."""

NOT_OPEN_YET, PATIENCE = timedelta(seconds=2), timedelta(minutes=2)
"""A helpdesk may tell of a conversation before its answer to our opening it is stored: looked at again, so often."""

FIRST_AGAIN, LONGEST_AGAIN = timedelta(seconds=2), timedelta(minutes=5)
"""After a failure of ours, twice as long each time."""

TOO_LATE = timedelta(days=1)
NAMED_WITHIN_S = 3.0


# ---- hearing ---------------------------------------------------------------------------------------------------------


class Accepted(NamedTuple):
    """new: how much of it nobody had told before. answer: the body of our answer."""

    new: int
    answer: Mapping[str, Any]


async def accept(env: Env, name: str, webhook: Webhook) -> Accepted:
    """Store what a helpdesk tells; to be called with the request as it came.

    The workspace is the one whose policy names this helpdesk with the secret that signed. Raises NotSignedIn, the same
    for a helpdesk that nobody named and for a signature that is not right, and Invalid for what cannot be read.
    """
    for workspace in await env.policies.served():
        settings = (await env.policies.active(workspace)).policy.hubs.get(name)
        if settings is None:
            continue
        hearing = env.hubs.hearing(workspace, name)
        try:
            hub = env.hubs.hub(workspace, settings)
            hub.verify(webhook)
        except (NotSignedIn, Invalid) as error:
            hearing.refused += 1
            log.warning("a webhook was refused", hub=name, workspace=workspace, error=str(error))
            continue
        hearing.heard_at = webhook.at
        new = await hear(env, workspace, hub, hub.read(webhook), webhook.at)
        return Accepted(new, hub.answer(webhook))
    raise NotSignedIn("this webhook is not signed as it should be")


async def hear(env: Env, workspace: str, hub: Hub, told: Sequence[Told], at: datetime) -> int:
    """Store it, in the order in which it was told. Answers how many of them were new."""
    hearing, new = env.hubs.hearing(workspace, hub.name), 0
    for number, one in enumerate(map(cleaned, told)):
        if one.what in PASSING:
            await _show(env, workspace, hub.name, one)
            continue
        event = event_of(workspace, hub.name, one, at + timedelta(microseconds=number), at)
        try:
            new += await env.store.write(StoreHubEvent(event))
        except TryAgain:  # the helpdesk may give up before the store takes it
            hearing.catch_up_at = None
            env.assist.doing(workspace, hub.name).catch_up_at = None
            raise
    if new:
        hearing.told += new
        env.bell.helpdesks.set()
    return new


async def _show(env: Env, workspace: str, hub: str, told: Told) -> None:
    """A passing sign: shown now or never."""
    case = await env.store.read(HubCaseByRef(workspace, hub, told.ref))
    if case and case.is_open:
        env.bell.typing(workspace, Typing(case.conversation, Role.HUMAN_AGENT.value, told.agent_name))


async def forget_events(env: Env) -> int:
    """Events whose repetition nobody sends any more."""
    return await env.store.write(SweepHubEvents(env.clock.now() - REMEMBERED))


# ---- acting ----------------------------------------------------------------------------------------------------------


async def act_due(env: Env) -> int:
    """Begin to act on what is due, in order for each conversation of a helpdesk. Answers how many were begun."""
    begun, now = 0, env.clock.now()
    waiting: dict[tuple[str, str, str], list[HubEvent]] = {}
    for event in await env.store.read(DueHubEvents(now + LONGEST_AGAIN, MOST_LOOKED_AT)):
        waiting.setdefault((event.workspace, event.hub, str(event.body.get("conversation", ""))), []).append(event)
    for key, events in waiting.items():
        if key in env.hubs.under_way or all(event.due_at > now for event in events):
            continue
        of_one = sum(other[:2] == key[:2] for other in env.hubs.under_way)
        if of_one >= OF_ONE_AT_ONCE or len(env.hubs.under_way) >= AT_ONCE:
            continue
        task = asyncio.create_task(_try(env, events), name="hub events")
        env.hubs.under_way[key] = task
        task.add_done_callback(partial(_over, env, key))
        begun += 1
    return begun


async def act_and_wait(env: Env) -> int:
    """`act_due`, until nothing that is due is left; for tests and scripts."""
    begun = 0
    while now := await act_due(env):
        begun += now
        await asyncio.gather(*env.hubs.under_way.values())
    return begun


def _over(env: Env, key: tuple[str, str, str], _: asyncio.Task[None]) -> None:
    env.hubs.under_way.pop(key, None)
    env.bell.helpdesks.set()  # another event of the same conversation may wait


async def _try(env: Env, events: Sequence[HubEvent]) -> None:
    """What nobody thought of must not be tried again at once, for ever."""
    try:
        await _act(env, events)
    except Exception as error:
        log.exception("what a helpdesk told could not be acted on", hub=events[0].hub, error=type(error).__name__)
        for event in events:
            await _again(env, event, FIRST_AGAIN, type(error).__name__)


async def _act(env: Env, waiting: Sequence[HubEvent]) -> None:
    """waiting: of one conversation or ticket of a helpdesk; one at least is due. What an earlier one waits for, a later
    one must not overtake: where they are acted on in order, all are."""
    now = env.clock.now()
    events = [event for event in waiting if event.due_at <= now]
    first = events[0]
    policy = (await env.policies.active(first.workspace)).policy
    settings = policy.hubs.get(first.hub)
    case = await env.store.read(HubCaseByRef(first.workspace, first.hub, str(first.body.get("conversation", ""))))
    if settings is None:
        await _done(env, events)
    elif case:
        await _in_order(env, settings, case, waiting)
    elif await _may_be_opening(env, first):
        for event in events:
            await _again(env, event, NOT_OPEN_YET, "nothing of ours has this name yet")
    elif settings.drafts:
        await assist.look(env, events)
    else:
        await _done(env, events)


async def _may_be_opening(env: Env, event: HubEvent) -> bool:
    if env.clock.now() - event.received_at > PATIENCE:
        return False
    cases = await env.store.read(OpenHubCases(event.workspace, event.hub))
    return any(not case.ref for case in cases)


async def _in_order(env: Env, settings: HubSettings, case: HubCase, events: Iterable[HubEvent]) -> None:
    """One after the other, as they happened there; when one cannot be acted on now, those after it wait."""
    told = await _read(env, events)
    told.sort(key=lambda one: (one[0].at or one[1].received_at, one[1].received_at))
    for number, (one, event) in enumerate(told):
        try:
            now = await env.store.read(HubCaseByRef(case.workspace, case.hub, case.ref))
            case = now or case  # the event before may have closed it, or opened it again
            if _says_nothing(one):
                await look_again(env, event.workspace, settings, case, event.received_at)
            else:
                await act_on(env, settings, case, await _named(env, settings, case, one))
        except Exception as error:
            words = _words(error)
            env.hubs.hearing(event.workspace, event.hub).failed(words, env.clock.now())
            log.warning("what a helpdesk told waits", hub=event.hub, what=one.what.value, error=words)
            if isinstance(error, Invalid) or env.clock.now() - event.received_at > TOO_LATE:
                await env.store.write(_is_done(env, event, words))
                continue
            pause = min(FIRST_AGAIN * 2 ** min(event.attempts, 10), LONGEST_AGAIN)
            for _, late in told[number:]:
                await _again(env, late, pause, words)
            return
        await env.store.write(_is_done(env, event))


async def _read(env: Env, events: Iterable[HubEvent]) -> list[tuple[Told, HubEvent]]:
    """Without what another version wrote that knew more: it is given up."""
    found = []
    for event in events:
        try:
            found.append((told_of(event), event))
        except msgspec.ValidationError as error:
            log.warning("what a helpdesk told is not known here", hub=event.hub, event_id=event.id, error=str(error))
            await env.store.write(_is_done(env, event, "this version does not know it"))
    return found


async def _named(env: Env, settings: HubSettings, case: HubCase, told: Told) -> Told:
    """With the name of who did it, as far as the helpdesk tells it; nobody's words wait long for a name."""
    if not told.agent or told.agent_name:
        return told
    try:
        async with asyncio.timeout(NAMED_WITHIN_S):
            name = await env.hubs.hub(case.workspace, settings).called(told.agent)
    except (DeliveryFailed, SegueError, TimeoutError):
        return told
    return replace(told, agent_name=name)


def _says_nothing(told: Told) -> bool:
    """The helpdesk says only that there is something new: it has to be asked what."""
    return told.what is What.CUSTOMER_WROTE and not told.text and not told.files


async def look_again(env: Env, workspace: str, settings: HubSettings, case: HubCase, at: datetime) -> int:
    """Ask the helpdesk what was told of this case. Answers how much of it was new. Raises CallFailed."""
    hub = env.hubs.hub(workspace, settings)
    ours = env.hubs.live(workspace, settings) or env.hubs.tickets(workspace, settings)
    if ours is None or not case.ref:
        return 0
    try:
        told = await ours.catch_up(case)
    except DeliveryFailed as failure:
        raise CallFailed(str(failure)) from failure
    return await hear(env, workspace, hub, told, at)


def _words(error: Exception) -> str:
    known = isinstance(error, SegueError | DeliveryFailed)
    return str(error)[:500] if known else type(error).__name__


async def _done(env: Env, events: Iterable[HubEvent]) -> None:
    for event in events:
        await env.store.write(_is_done(env, event))


def _is_done(env: Env, event: HubEvent, error: str = "") -> HubEventDone:
    return HubEventDone(event.workspace, event.hub, event.id, env.clock.now(), error)


async def _again(env: Env, event: HubEvent, pause: timedelta, words: str) -> None:
    due_at = env.clock.now() + pause
    await env.store.write(HubEventFailed(event.workspace, event.hub, event.id, due_at, words))
