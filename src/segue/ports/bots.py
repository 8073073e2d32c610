"""The AI agent, as Segue reaches it when Segue stands in front of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol


class Bot(Protocol):
    async def deliver(self, event_id: str, event: Mapping[str, Any]) -> None:
        """Hand one entry over. `event_id` stays the same over retries. Raises DeliveryFailed (ports/listeners.py)."""
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
