"""Whoever must learn of a conversation's entries, in one shape: the bot behind Segue, webhooks, helpdesks.

An adapter says what it wants of an entry, how it is sent, and what may be done when the answer to it was lost. Order,
repeating, pauses, dead letters and claims are the same for all (`flows/relay.py`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from segue.domain.conversation import Conversation, Entry
from segue.domain.deliveries import Repeat, Trouble
from segue.domain.lifecycle import Handoff
from segue.domain.policy import Policy


class DeliveryFailed(Exception):
    """The other side did not take it. retry_after_s: what it asks for. slow_down: it is all too much for it now.

    final: it is not tried again by itself, whatever the trouble: a person decides. status: of HTTP, where one was
    answered.
    """

    def __init__(
        self,
        reason: str,
        trouble: Trouble = Trouble.PASSING,
        *,
        retry_after_s: float | None = None,
        slow_down: bool = False,
        final: bool = False,
        status: int | None = None,
    ) -> None:
        super().__init__(reason)
        self.trouble = trouble
        self.retry_after_s = retry_after_s
        self.slow_down = slow_down
        self.final = final
        self.status = status


class NothingToSend(Exception):
    """There is nothing to bring of this entry, as things are by now: it tells nothing of the other side."""


class NotYet(Exception):
    """Nothing is wrong with the other side, but it is not the moment: the same entry again after `wait_s` seconds."""

    def __init__(self, wait_s: float) -> None:
        super().__init__(f"not before {wait_s:g} s have gone")
        self.wait_s = wait_s


@dataclass(frozen=True, slots=True)
class Heard:
    """An entry, with the conversation, its open handoff and the policy as they are now."""

    entry: Entry
    conversation: Conversation
    handoff: Handoff | None
    policy: Policy


class Listener(Protocol):
    @property
    def repeat(self) -> Repeat: ...

    @property
    def rate(self) -> float:
        """Deliveries a second at most; 0 for any number."""
        ...

    def message(self, heard: Heard) -> Mapping[str, Any] | None:
        """What is sent of this entry; None when the listener need not hear of it."""
        ...

    async def send(self, event_id: str, message: Mapping[str, Any]) -> None:
        """Once, with a deadline. `event_id` is the same whenever this entry is sent.

        Raises DeliveryFailed, and NothingToSend or NotYet where the other side was not called at all.
        """
        ...

    async def has(self, event_id: str) -> bool:
        """Whether the other side has it; only asked where `repeat` is ASK. Raises DeliveryFailed."""
        ...
