"""What a helpdesk perhaps has of a customer whom somebody else has by now: found, completed, and closed with a note.

An opening whose answer was lost, or that came half way, may stand open there for ever otherwise: nobody of it is told
that the customer is not theirs.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from functools import partial

import structlog

from segue.domain.conversation import Conversation
from segue.domain.hubs import CaseKind, HubCase
from segue.domain.policy import Policy
from segue.flows.env import Env
from segue.flows.hub_opening import opening_of
from segue.flows.hub_steps import BEGUN, DONE, CaseSteps, change_case
from segue.ports.conversations import FollowUpById, HandoffById
from segue.ports.hubs import LiveHub, Opened, Opening, TicketHub
from segue.ports.listeners import DeliveryFailed

log = structlog.get_logger(__name__)
UNSEEN = frozenset({"contact", "user", "place", "ref"})
"""Steps of adapters that say who somebody is: what comes of them alone, nobody has to look after."""


class NothingThere(Exception):
    """Nothing that people see was begun: there is nothing to close either."""


class FinishingSteps(CaseSteps):
    """Those of the delivery that came half way: what was begun is looked for, and gone on with only if it is there."""

    def __init__(self, env: Env, case: HubCase) -> None:
        super().__init__(env, case, next(iter(case.steps)).partition("|")[0])

    @property
    def began(self) -> int | None:
        """Seq of the entry that it was begun for."""
        return int(self._delivery) if self._delivery.isdigit() else None

    async def once(
        self,
        name: str,
        do: Callable[[], Awaitable[str]],
        *,
        find: Callable[[], Awaitable[str | None]] | None = None,
        again: bool = False,
    ) -> str:
        """Raises NothingThere where the next call would make what people see first."""
        known = self.case.steps.get(f"{self._delivery}|{name}", "")
        if not self._seen() and not known.startswith(DONE):
            if known != BEGUN:
                raise NothingThere
            if find is not None and not again and await find() is None:
                raise NothingThere
        return await super().once(name, do, find=find, again=again)

    def _seen(self) -> bool:
        done = (key.partition("|")[2] for key, value in self.case.steps.items() if value.startswith(DONE))
        return any(name not in UNSEEN for name in done)


async def finish_live(env: Env, live: LiveHub, case: HubCase, now: Conversation, policy: Policy) -> HubCase:
    """The case with its ref, if there is anything. Raises DeliveryFailed while nobody can tell."""
    return await _finish(env, case, now, policy, live.open)


async def finish_ticket(
    env: Env, tickets: TicketHub, case: HubCase, now: Conversation, policy: Policy, why: str, delivery: str
) -> None:
    """Closed there as well: it is one of our own desk by now."""
    case = await _finish(env, case, now, policy, tickets.write_ticket)
    if case.ref:
        await tickets.close_ticket(case, why, CaseSteps(env, case, delivery))
    at = env.clock.now()
    await change_case(env, case, lambda one: replace(one, closed_at=at, because=why[:200]))


async def _finish(
    env: Env,
    case: HubCase,
    now: Conversation,
    policy: Policy,
    do: Callable[[Opening, CaseSteps], Awaitable[Opened]],
) -> HubCase:
    if case.ref or not case.steps:
        return case
    handoff = await env.store.read(HandoffById(case.workspace, case.handoff))
    ticket = await env.store.read(FollowUpById(case.workspace, case.id)) if case.kind is CaseKind.TICKET else None
    steps = FinishingSteps(env, case)
    until = None if ticket else steps.began
    opening = await opening_of(env, now, handoff, policy, ticket, until=until) if handoff else None
    if opening is None:
        return case
    try:
        opened = await do(replace(opening, id=case.id), steps)
    except NothingThere:
        return case
    except DeliveryFailed as failure:
        if not failure.final:
            raise
        log.warning("nobody can tell whether a helpdesk has something open", hub=case.hub, case=case.id)
        return case
    return await change_case(env, case, partial(_opened, opened))


def _opened(opened: Opened, case: HubCase) -> HubCase:
    return replace(case, ref=opened.ref, url=opened.url, state={**case.state, **opened.state})
