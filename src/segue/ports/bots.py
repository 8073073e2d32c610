"""The AI agent, as Segue reaches it when Segue stands in front of it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from segue.domain.bots import BotKind, FromBot


class Bot(Protocol):
    """It is told, and answers by our API when it likes."""

    async def deliver(self, event_id: str, event: Mapping[str, Any]) -> None:
        """Hand one entry over. `event_id` stays the same over retries. Raises DeliveryFailed (ports/listeners.py)."""
        ...


class Talk(Protocol):
    """What is kept of the conversation that the bot has with us, across restarts."""

    @property
    def ref(self) -> str:
        """The bot's own id of it, "" before it began."""
        ...

    @property
    def state(self) -> Mapping[str, Any]:
        """Watermarks, open choices, an event on its way. No secrets."""
        ...

    async def keep(self, ref: str, state: Mapping[str, Any]) -> None:
        """Stored when this returns. Another `ref` begins another conversation with the bot."""
        ...


class AnsweringBot(Protocol):
    """It answers in the call, or is asked for its answers. An adapter is one file in `segue/bots/`, its kind one in
    `segue/bot_kinds/`."""

    @property
    def kind(self) -> BotKind: ...

    def answers(self, event_id: str, event: Mapping[str, Any], talk: Talk) -> AsyncIterator[FromBot]:
        """Hand one entry over, and what it says then, in order, each as soon as it is there; what it said late comes
        first. It may be left at any point: when a human has the customer, nothing more of it is wanted.

        event: as `domain.bot_events` makes it, of the type message, handed_back, or status where its kind hears that.
        Raises DeliveryFailed; with Trouble.UNKNOWN nobody can tell whether the bot heard it.
        """
        ...


@dataclass(frozen=True, slots=True)
class Hint:
    """To desks, and not stored: `about`, "drafts" or "package", there is something new in this conversation."""

    conversation: str
    about: str


@dataclass(frozen=True, slots=True)
class Typing:
    """A passing sign that is not stored."""

    conversation: str
    role: str
    name: str = ""
