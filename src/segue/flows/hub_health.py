"""How each helpdesk of the policy does: what it takes, what it tells, what it can, and who we are there."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

import structlog

from segue.domain.deliveries import hub_listener
from segue.domain.errors import NotFound, SegueError
from segue.domain.hubs import Can, CaseKind, HubCase, HubKind, HubSettings
from segue.domain.moves.expecting import title
from segue.domain.policy import Policy, ticket_hub
from segue.domain.queues import Queue, QueueKind
from segue.flows.dead_letters import Standing, standings
from segue.flows.env import Env
from segue.flows.hub_desk import Hearing
from segue.hub_kinds import KINDS
from segue.ports.hub_cases import OpenHubCases
from segue.ports.listeners import DeliveryFailed

log = structlog.get_logger(__name__)
MOST_CASES = 1_000
"""Open cases that are counted; of more it is said that there are more."""

CHECKED_WITHIN_S = 20.0
"""Somebody waits for it at a button."""

NOT_HEARING, UNHEARD, TAKING = "not_hearing", "unheard", "taking"
HEARS = frozenset({Can.PUSHES, Can.STREAMS})


class Ability(NamedTuple):
    """title: what it is about. works: what is so where a helpdesk can do it; what it cannot, its kind says itself."""

    title: str
    works: str


ABILITIES: Mapping[Can, Ability] = {
    Can.LIVE: Ability("Conversations", "Takes conversations while they last"),
    Can.TICKETS: Ability("Tickets", "Takes tickets"),
    Can.DRAFTS: Ability("Draft replies", "Gets draft replies as notes"),
    Can.PUSHES: Ability("Webhooks", "Tells at once what happens there, by webhook"),
    Can.STREAMS: Ability("Being listened to", "Is listened to for what happens there"),
    Can.CATCHES_UP: Ability("Catching up", "Is asked again for what was told while nobody heard it"),
    Can.NOTES: Ability("Notes", "Shows its people notes that the customer does not read"),
    Can.FIELDS: Ability("Fields", "Shows facts of the briefing in fields of its own"),
    Can.TAGS: Ability("Tags", "Is given tags: urgency, reason, category, promised time"),
    Can.PRIORITY: Ability("Priority", "Is given the priority"),
    Can.ASSIGNS: Ability("Teams", "Puts each in a team or queue of its own"),
    Can.SHOWS_TYPING: Ability("The customer typing", "Shows that the customer is typing"),
    Can.TELLS_TYPING: Ability("Its agent typing", "Tells that its agent is typing"),
    Can.TELLS_JOINED: Ability("Who joins", "Tells who takes the customer, before their first words"),
    Can.TELLS_QUEUE: Ability("Place in line", "Tells the place in line or the wait"),
    Can.TELLS_TRANSFER: Ability("Transfers", "Tells that it gave the customer to somebody else there"),
    Can.TELLS_END: Ability("The end", "Tells that its people are done"),
    Can.FILES_OUT: Ability("Files of the customer", "Gets the customer's files"),
    Can.FILES_IN: Ability("Files of its people", "Sends its people's files to the customer"),
    Can.RATED: Ability("The customer's score", "Shows its people the customer's score"),
    Can.LABELS: Ability("Labels", "Tells what its people think of the handoff: right, too early, too late"),
}


@dataclass(frozen=True, slots=True)
class QueueHere:
    name: str
    title: str


@dataclass(frozen=True, slots=True)
class OpenCases:
    """more: there are more than these."""

    live: int = 0
    tickets: int = 0
    more: bool = False


@dataclass(frozen=True, slots=True)
class Health:
    """state: as of `Standing`; where that is `taking`, `not_hearing` when what it tells does not reach us by now, and
    `unheard` when it has told nothing since this process began.

    live, tickets: queues whose customers, or tickets, go there.
    """

    settings: HubSettings
    kind: HubKind
    standing: Standing
    hearing: Hearing
    state: str
    open: OpenCases
    live: tuple[QueueHere, ...] = ()
    tickets: tuple[QueueHere, ...] = ()


@dataclass(frozen=True, slots=True)
class CheckedCredentials:
    """words: who we are there, or why it did not work."""

    ok: bool
    words: str
    at: datetime


def hub_of(policy: Policy, name: str) -> HubSettings:
    """Raises NotFound."""
    settings = policy.hubs.get(name)
    if settings is None:
        raise NotFound("the policy has no such hub")
    return settings


async def healths(env: Env, workspace: str) -> tuple[Health, ...]:
    """Of every helpdesk of the policy, in its order."""
    policy = (await env.policies.active(workspace)).policy
    if not policy.hubs:
        return ()
    known = {one.name: one for one in await standings(env, workspace)}
    found = []
    for settings in policy.hubs.values():
        kind, hearing = KINDS[settings.kind], env.hubs.hearing(workspace, settings.name)
        listener = hub_listener(settings.name)
        standing = known.get(listener) or Standing(listener, TAKING)
        cases = await env.store.read(OpenHubCases(workspace, settings.name, limit=MOST_CASES + 1))
        live, tickets = queues_of(policy, settings.name)
        state = state_of(standing, hearing, kind)
        found.append(Health(settings, kind, standing, hearing, state, counted(cases), live, tickets))
    return tuple(found)


def state_of(standing: Standing, hearing: Hearing, kind: HubKind) -> str:
    """Trouble with what goes there comes first: then a customer waits."""
    if standing.state != TAKING:
        return standing.state
    heard = [at for at in (hearing.heard_at, hearing.caught_up_at) if at]
    if hearing.failed_at and all(at <= hearing.failed_at for at in heard):
        return NOT_HEARING
    return UNHEARD if not hearing.heard_at and kind.can & HEARS else TAKING


def counted(cases: Sequence[HubCase]) -> OpenCases:
    shown = cases[:MOST_CASES]
    live = sum(1 for case in shown if case.kind is CaseKind.LIVE)
    return OpenCases(live, len(shown) - live, len(cases) > len(shown))


def queues_of(policy: Policy, hub: str) -> tuple[tuple[QueueHere, ...], tuple[QueueHere, ...]]:
    """Those whose customers go to this helpdesk, and those whose tickets do."""
    queues = policy.queues.values()
    live = (queue for queue in queues if queue.kind is QueueKind.LIVE and queue.hub == hub)
    tickets = (queue for queue in queues if ticket_hub(policy, queue) == hub)
    return _named(live), _named(tickets)


def _named(queues: Iterable[Queue]) -> tuple[QueueHere, ...]:
    return tuple(QueueHere(one.name, title(one)) for one in queues)


async def check_credentials(env: Env, workspace: str, settings: HubSettings) -> CheckedCredentials:
    """Ask the helpdesk something harmless."""
    try:
        async with asyncio.timeout(CHECKED_WITHIN_S):
            words, ok = await env.hubs.hub(workspace, settings).check(), True
    except TimeoutError:
        words, ok = f"it did not answer within {CHECKED_WITHIN_S:.0f} s", False
    except (DeliveryFailed, SegueError) as error:
        words, ok = str(error), False
    except Exception as error:  # an adapter must not end whoever asks
        log.exception("a helpdesk could not be checked", hub=settings.name, error=type(error).__name__)
        words, ok = f"its adapter failed: {type(error).__name__}", False
    return CheckedCredentials(ok, words[:500], env.clock.now())
