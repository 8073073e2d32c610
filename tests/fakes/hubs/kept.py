"""Cases and steps of deliveries, kept in memory: what the flow does with them, for tests of one adapter alone."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from fakes.example_package import FULL, HANDOFF, NOW
from segue.domain.conversation import Customer
from segue.domain.deliveries import Trouble
from segue.domain.hubs import CaseKind, HubCase
from segue.ports.hubs import Line, Opened, Opening
from segue.ports.listeners import DeliveryFailed

LINES = (
    Line("customer", "You charged me twice for order 4711 <b>&amp; nobody answers!", NOW - timedelta(minutes=4)),
    Line("bot", "Refunds take five working days.", NOW - timedelta(minutes=3)),
    Line("customer", "Grüße an 团队 مرحبا 👩‍👩‍👧", NOW - timedelta(minutes=2)),
)


def opening(**changed: Any) -> Opening:
    usual = Opening(
        id="h_7",
        conversation="c_12",
        handoff="h_7",
        subject="Second charge for order 4711 & <refund>",
        package=FULL,
        facts=HANDOFF,
        transcript=LINES,
        transcript_text="\n".join(f"{line.who}: {line.text}" for line in LINES),
        customer=Customer(id="u_1", name="Ana Duarte"),
        urgency="high",
        reason="big_account_billing",
        queue="billing",
        queue_title="Billing",
        sla="enterprise 4 h",
        tags=("segue", "urgency-high"),
        language="en",
    )
    return replace(usual, **changed)


class Kept:
    """Of one case. `deliver` begins a delivery: what an earlier one did is not looked at any more."""

    def __init__(self) -> None:
        self.kept: dict[str, Any] = {}
        self.steps: dict[str, str] = {}

    @property
    def state(self) -> Mapping[str, Any]:
        return self.kept

    def next(self) -> Kept:
        self.steps = {}
        return self

    def crash(self, name: str) -> None:
        """The call was made, and nobody wrote down what came of it."""
        self.steps[name] = "?"

    async def once(
        self,
        name: str,
        do: Callable[[], Awaitable[str]],
        *,
        find: Callable[[], Awaitable[str | None]] | None = None,
        again: bool = False,
    ) -> str:
        known = self.steps.get(name, "")
        if known.startswith("="):
            return known[1:]
        if known == "?" and not again:
            if find is None:
                raise DeliveryFailed("nobody knows", Trouble.UNKNOWN, final=True)
            found = await find()
            if found is not None:
                self.steps[name] = "=" + found
                return found
        self.steps[name] = "?"
        try:
            answer = await do()
        except DeliveryFailed as failure:
            if failure.trouble is not Trouble.UNKNOWN:
                del self.steps[name]
            raise
        self.steps[name] = "=" + answer
        return answer

    async def keep(self, **state: Any) -> None:
        self.kept = {name: value for name, value in {**self.kept, **state}.items() if value is not None}


def case_of(opened: Opened, steps: Kept, kind: CaseKind = CaseKind.LIVE) -> HubCase:
    state = {**steps.kept, **opened.state}
    return HubCase("acme", "hub", "h_7", kind, "c_12", "h_7", NOW, opened.ref, opened.url, state=state)
