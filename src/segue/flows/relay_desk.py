"""What delivering keeps in a process: what is under way, how each listener has been doing, and how it is reached."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from segue.domain.breaker import Breaker, Gate, Pace, Sign, after, probe
from segue.domain.deliveries import webhook_listener
from segue.domain.errors import Invalid
from segue.domain.policy import Policy, WebhookSettings
from segue.ports.deliveries import Delivery, Listens
from segue.ports.listeners import Listener

MOST_AT_ONCE, MOST_OF_ONE = 256, 32
"""Deliveries under way in this process, and to one listener: a slow one must not take the turns of the others."""

Key = tuple[str, str, str]
OpenWebhook = Callable[[WebhookSettings], Listener]


def key_of(delivery: Delivery) -> Key:
    return delivery.workspace, delivery.conversation, delivery.listener


@dataclass(slots=True)
class Doing:
    """How a listener has been doing, since the process began."""

    breaker: Breaker = field(default_factory=Breaker)
    pace: Pace | None = None
    under_way: int = 0
    taken_at: datetime | None = None
    failed_at: datetime | None = None
    error: str = ""

    def room(self, now: datetime) -> int:
        """How many more deliveries may be begun now."""
        if not self.breaker.lets_through(now):
            return 0
        most = MOST_OF_ONE - self.under_way
        if self.breaker.gate is not Gate.CLOSED:
            most = min(most, 1)
        return max(0, most if self.pace is None else min(most, self.pace.there(now)))

    def may_send(self, now: datetime, rate: float) -> bool:
        """Whether one more entry may be sent now; takes its turn."""
        if self.breaker.gate is not Gate.CLOSED:
            if not self.breaker.lets_through(now):
                return False
            self.breaker = probe(self.breaker, now)
        if rate == 0:
            self.pace = None
            return True
        if self.pace is None or self.pace.rate != rate:
            self.pace = Pace(rate, now)
        if self.pace.there(now) < 1:
            return False
        self.pace = self.pace.taken(now)
        return True

    def answered(self, now: datetime) -> None:
        self.breaker = after(self.breaker, Sign.ANSWERED, now, 0.0)
        self.taken_at = now

    def failed(self, sign: Sign, now: datetime, conversation: str, error: str, asked_s: float | None) -> bool:
        """Answers whether it has just been shut."""
        before = self.breaker
        chance = random.random()  # noqa: S311 - spreads load, hides nothing
        self.breaker = after(before, sign, now, chance, of=conversation, asked_s=asked_s)
        self.failed_at, self.error = now, error
        return before.since is None and self.breaker.since is not None

    def opens_at(self, now: datetime) -> datetime | None:
        """When something may be begun again; None when it may be now, or when one that is under way decides that."""
        if not self.breaker.lets_through(now):
            return self.breaker.until
        return self.pace.next_at(now) if self.pace and self.pace.there(now) < 1 else None


def _cannot_open(settings: WebhookSettings) -> Listener:
    raise Invalid(f"the webhook {settings.name!r} cannot be reached from here")


@dataclass(slots=True)
class RelayDesk:
    """unsure: a claim or a report failed, so that the store may say this node holds what it does not work on."""

    open: OpenWebhook = _cannot_open
    couriers: dict[Key, asyncio.Task[None]] = field(default_factory=dict)
    unsure: bool = False
    _doing: dict[Listens, Doing] = field(default_factory=dict)
    _opened: dict[Listens, tuple[WebhookSettings, Listener]] = field(default_factory=dict)

    def doing(self, workspace: str, listener: str) -> Doing:
        return self._doing.setdefault((workspace, listener), Doing())

    @property
    def all(self) -> Mapping[Listens, Doing]:
        """Whoever something was sent to since the process began."""
        return self._doing

    def full(self, now: datetime) -> tuple[Listens, ...]:
        """Listeners to which nothing more may be sent now."""
        return tuple(listens for listens, doing in self._doing.items() if doing.room(now) == 0)

    def measured(self, now: datetime) -> dict[Listens, int]:
        """Listeners that take a few now and no more: those with a pace, and those that get a probe."""
        held = {
            listens: doing
            for listens, doing in self._doing.items()
            if doing.pace is not None or doing.breaker.gate is not Gate.CLOSED
        }
        return {listens: room for listens, doing in held.items() if (room := doing.room(now))}

    def opens_at(self, now: datetime) -> datetime | None:
        """When the first of them may be sent something again."""
        return min((at for doing in self._doing.values() if (at := doing.opens_at(now))), default=None)

    def webhook(self, workspace: str, settings: WebhookSettings) -> Listener:
        """Raises Invalid. A changed line of the policy opens it anew, and forgets what stood in its way."""
        key = (workspace, settings.name)
        if key not in self._opened or self._opened[key][0] != settings:
            self._opened[key] = (settings, self.open(settings))
            self.doing(workspace, webhook_listener(settings.name)).breaker = Breaker()
        return self._opened[key][1]

    def check(self, policy: Policy) -> None:
        """Raises Invalid for a webhook that cannot be opened: before anything begins, not at the first entry."""
        for settings in policy.webhooks.values():
            self.open(settings)
