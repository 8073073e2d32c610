"""Whether a helpdesk takes us: asked with its credentials, and by a handoff that says of itself that it is a test."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any, TypeVar, cast

import aiohttp

from segue.app import random_id
from segue.calls import CALL_LIMITS, Reach
from segue.cli import loop
from segue.domain.conversation import Customer
from segue.domain.deliveries import Trouble
from segue.domain.errors import Invalid, SegueError
from segue.domain.hubs import Can, CaseKind, HubCase, HubSettings
from segue.domain.package import ContextPackage
from segue.domain.renderings import HandoffFacts
from segue.hub_kinds import KINDS
from segue.hubs.opening import open_hub
from segue.outbound import Outbound
from segue.ports.hubs import Hub, Line, LiveHub, Opening, TicketHub, ToHub
from segue.ports.listeners import DeliveryFailed
from segue.settings import Settings
from segue.signed_webhook import guarded_session

T = TypeVar("T")
CHECK_S = 20.0
INSTALL_S = 60.0
HANDOFF_S = 90.0
SUBJECT = "This is a test of Segue"
SUMMARY = f"{SUBJECT}. Nobody waits, and nothing needs to be done."
WORDS = "This line is part of the test."
OVER = "the test of Segue is over"
REMEDY: Mapping[Trouble, str] = {
    Trouble.PAUSED: "An address, an account or a credential is wrong, or has not the permissions.",
    Trouble.UNKNOWN: f"Something may have been made there: look for {SUBJECT!r}.",
}
INSTALL_REMEDY: Mapping[Trouble, str] = {
    Trouble.PAUSED: "Whoever these credentials belong to may not make them.",
    Trouble.PASSING: "Asked again, it makes what is missing.",
    Trouble.UNKNOWN: "Asked again, it makes what is missing.",
}


def as_it_is(url: str) -> str:
    """Where an address of a vendor is called; tests play vendors on loopback."""
    return url


class _Steps:
    """Nothing is tried twice here, so nothing is written down."""

    def __init__(self) -> None:
        self._state: dict[str, Any] = {}

    @property
    def state(self) -> Mapping[str, Any]:
        return self._state

    async def once(
        self,
        name: str,
        do: Callable[[], Awaitable[str]],
        *,
        find: Callable[[], Awaitable[str | None]] | None = None,
        again: bool = False,
    ) -> str:
        return await do()

    async def keep(self, **state: Any) -> None:
        merged = {**self._state, **state}
        self._state = {name: value for name, value in merged.items() if value is not None}


def check(settings: Settings, hub: HubSettings, secrets: Mapping[str, str]) -> str:
    """Who we are there. secrets: by the names that the policy gives them. Raises Invalid, in words for a person."""

    async def ask() -> str:
        async with _reached(settings, hub, secrets) as reached:
            return await reached.check()

    return loop.run(_in_time(KINDS[hub.kind].title, ask(), CHECK_S))


def make_there(settings: Settings, hub: HubSettings, secrets: Mapping[str, str]) -> tuple[str, ...]:
    """What was made there, in words. Raises Invalid."""

    async def make() -> tuple[str, ...]:
        async with _reached(settings, hub, secrets) as reached:
            return await reached.install()

    return loop.run(_in_time(KINDS[hub.kind].title, make(), INSTALL_S, INSTALL_REMEDY))


def hand_over(
    settings: Settings, hub: HubSettings, secrets: Mapping[str, str], *, team: str = "", owner: str = ""
) -> str:
    """Open a conversation or ticket, say one line, close it. Answers where it is to be seen. Raises Invalid.

    team, owner: of the queue that will send its customers there, if there is one.
    """
    if hub.kind == "email" and not (team or "@" in owner):  # a letter to its own mailbox would be read as an answer
        raise Invalid("nobody to send a test letter to: a queue that names this hub needs an 'owner' with an address")

    async def hand() -> str:
        async with _reached(settings, hub, secrets) as reached:
            return await _handed(reached, _opening(team, owner if "@" in owner else ""))

    return loop.run(_in_time(KINDS[hub.kind].title, hand(), HANDOFF_S))


async def _in_time(title: str, asked: Awaitable[T], within_s: float, remedy: Mapping[Trouble, str] = REMEDY) -> T:
    try:
        return await asyncio.wait_for(asked, within_s)
    except DeliveryFailed as error:
        raise Invalid(f"{title}: {error}. {remedy.get(error.trouble, '')}".rstrip()) from None
    except TimeoutError:
        raise Invalid(f"{title} did not answer within {within_s:.0f} s") from None
    except SegueError as error:
        raise Invalid(f"{title}: {error.message}") from None
    except (aiohttp.ClientError, OSError) as error:
        raise Invalid(f"{title} cannot be reached: {type(error).__name__}") from None


@asynccontextmanager
async def _reached(settings: Settings, hub: HubSettings, secrets: Mapping[str, str]) -> AsyncIterator[Hub]:
    """As a server reaches it: private addresses only where SEGUE_WEBHOOK_NETWORKS names them."""
    async with guarded_session(settings.webhook_networks, keep_open=False) as session:
        reach = Reach(Outbound(session, CALL_LIMITS), session, at=as_it_is, public_url=settings.url)
        yield open_hub(hub, secrets, reach)


async def _handed(hub: Hub, opening: Opening) -> str:
    """A conversation where it takes those, else a ticket."""
    live, steps = Can.LIVE in hub.kind.can, _Steps()
    conversations, tickets = cast("LiveHub", hub), cast("TicketHub", hub)
    opened = await (conversations.open if live else tickets.write_ticket)(opening, steps)
    await steps.keep(**opened.state)
    where, at = opened.url or opened.ref, datetime.now(UTC)

    def case() -> HubCase:
        kind = CaseKind.LIVE if live else CaseKind.TICKET
        named = ("default", hub.name, opening.id, kind, opening.conversation, opening.handoff, at)
        return HubCase(*named, ref=opened.ref, url=opened.url, state=steps.state)

    try:
        message = ToHub(random_id("test"), "customer", WORDS, at)
        await (conversations.deliver if live else tickets.add_to_ticket)(case(), message, steps)
        await (conversations.close if live else tickets.close_ticket)(case(), OVER, steps)
    except DeliveryFailed as error:
        raise DeliveryFailed(f"it was opened ({where}), and then: {error}", error.trouble) from None
    return where


def _opening(team: str, owner: str) -> Opening:
    id_, conversation, now = random_id("hnd"), random_id("cnv"), datetime.now(UTC)
    line = Line("customer", WORDS, now)
    return Opening(
        id=id_,
        conversation=conversation,
        handoff=id_,
        subject=SUBJECT,
        package=ContextPackage(id_, conversation, now, summary=SUMMARY, wants=SUBJECT),
        facts=HandoffFacts("normal", SUBJECT),
        transcript=(line,),
        transcript_text=f"Customer: {WORDS}",
        customer=Customer(id="", name="Test of Segue"),
        language="en",
        reason="test",
        queue_title=SUBJECT,
        team=team,
        tags=("segue", "segue-test"),
        mail_to="team",
        mail_owner=owner,
    )
