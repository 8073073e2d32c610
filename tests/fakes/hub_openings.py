"""An opening in which every field says something, a case of it, and steps that are kept as a store would."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp

from fakes.example_package import FULL, HANDOFF
from fakes.hubs import PlayedHub
from fakes.vendor import Vendor, Waits, played
from segue.calls import CALL_LIMITS, Reach
from segue.domain.attachments import File
from segue.domain.conversation import Customer
from segue.domain.deliveries import Trouble
from segue.domain.hubs import CaseKind, HubCase, HubSettings, Told
from segue.hub_kinds import KINDS
from segue.hubs.opening import open_hub
from segue.outbound import Outbound
from segue.ports.hubs import Line, Opened, Opening, ToHub, Webhook
from segue.ports.listeners import DeliveryFailed

AT = datetime(2026, 11, 21, 14, 5, tzinfo=UTC)
BILL = File("bill.pdf", "https://shop.example/f/bill.pdf", "application/pdf", 1234)
SAID = (
    Line("customer", "You charged me twice for order 4711 😡 <b>twice</b>", AT - timedelta(minutes=4), files=(BILL,)),
    Line("customer", "Grüße an 团队 مرحبا 👩‍👩‍👧", AT - timedelta(minutes=3, seconds=30)),
    Line("bot", "Refunds take five working days.", AT - timedelta(minutes=3)),
    Line("customer", "That is not what I asked.\nI want a person.", AT - timedelta(minutes=2)),
)
TRANSCRIPT = "\n".join(f"{line.who}: {line.text}" for line in SAID)
MARIA = Customer(id="cust-42", name="Maria Gruber", email="maria@shop.example", verified=True)
OPENING = Opening(
    id="h_01JD5Z0V9Q8N7M6K5J4H3G2F1E",
    conversation="c_12",
    handoff="h_01JD5Z0V9Q8N7M6K5J4H3G2F1E",
    subject="Second charge of order 4711 & <refund>",
    package=FULL,
    facts=HANDOFF,
    transcript=SAID,
    transcript_text=TRANSCRIPT,
    customer=MARIA,
    language="en",
    reason="big_account_billing",
    category="billing",
    urgency="high",
    queue="billing",
    queue_title="Billing",
    sla="enterprise 4 h",
    due_at=AT + timedelta(hours=4),
    tags=("segue", "urgency-high", "reason-big-account-billing"),
    link="https://segue.example/c/c_12",
    email="maria@shop.example",
)


class KeptSteps:
    """As `flows/hub_steps.py` has them, without a store."""

    def __init__(self, state: Mapping[str, Any] | None = None) -> None:
        self._state: dict[str, Any] = dict(state or {})
        self.done: dict[str, str | None] = {}

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
        known = self.done.get(name)
        if known is not None:
            return known
        if name in self.done and not again:
            found = await find() if find else None
            if find is None:
                raise DeliveryFailed("nobody can tell whether it arrived", Trouble.UNKNOWN, final=True)
            if found is not None:
                self.done[name] = found
                return found
        self.done[name] = None
        try:
            answer = await do()
        except DeliveryFailed as failure:
            if failure.trouble is not Trouble.UNKNOWN:
                del self.done[name]
            raise
        self.done[name] = answer
        return answer

    def next(self) -> KeptSteps:
        """A delivery begins: what an earlier one did is not looked at any more."""
        self.done = {}
        return self

    def crash(self, name: str) -> None:
        """The call was made, and nobody wrote down what came of it."""
        self.done[name] = None

    async def keep(self, **state: Any) -> None:
        merged = {**self._state, **state}
        self._state = {name: value for name, value in merged.items() if value is not None}


def customer_says(text: str, id_: str = "d_1", minutes: int = 1, files: tuple[File, ...] = ()) -> ToHub:
    return ToHub(id_, "customer", text, AT + timedelta(minutes=minutes), files=files)


def opening(**changed: Any) -> Opening:
    return replace(OPENING, **changed)


def case_of(
    opened: Opened, kind: CaseKind = CaseKind.LIVE, hub: str = "desk", steps: KeptSteps | None = None
) -> HubCase:
    """As it is written down: with what the steps kept."""
    return HubCase(
        *("w", hub, OPENING.id, kind, OPENING.conversation, OPENING.handoff, AT),
        ref=opened.ref,
        url=opened.url,
        state={**(steps.state if steps else {}), **opened.state},
    )


def with_state(case: HubCase, steps: KeptSteps) -> HubCase:
    return replace(case, state=steps.state)


def told_by(hub: Any, webhooks: Sequence[Webhook]) -> list[Told]:
    """By webhooks that are signed as they should be."""
    for webhook in webhooks:
        hub.verify(webhook)
    return [told for webhook in webhooks for told in hub.read(webhook)]


async def heard(hub: Any, case: HubCase, cursor: str = "") -> tuple[list[Told], str]:
    """In one turn of a case's stream, and where the next one goes on."""
    found, at = list[Told](), cursor

    async def take(told: Sequence[Told], new: str) -> None:
        nonlocal at
        found.extend(told)
        at = new

    await hub.listen(case, cursor, take)
    return found, at


@asynccontextmanager
async def connected(hub: PlayedHub, **given: str) -> AsyncIterator[tuple[Any, Vendor]]:
    """The adapter of a played hub, reached on loopback wherever its vendor's address would be. given: more settings."""
    waits = Waits()
    kind = KINDS[hub.kind]
    secret = {key.name for key in kind.keys if key.secret}
    named = {**hub.settings, **given}
    settings = HubSettings(
        *("desk", hub.kind),
        given={key: value for key, value in named.items() if key not in secret},
        secrets={key: value for key, value in named.items() if key in secret},
    )
    async with played(hub.answer) as vendor, aiohttp.ClientSession() as session:
        limits = replace(CALL_LIMITS, attempt_s=0.5)
        outbound = Outbound(session, limits, sleep=waits.sleep, now=waits.now, chance=lambda: 1.0)
        reach = Reach(
            outbound, session, at=lambda url: vendor.base + "/".join(["", *url.split("/")[3:]]), now=waits.now
        )
        yield open_hub(settings, hub.secrets, reach), vendor
