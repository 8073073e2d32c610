"""The AI agent, as Segue reaches it when Segue stands in front of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol


class DeliveryFailed(Exception):
    """The other side did not take it. `permanent` when trying again cannot help."""

    def __init__(self, reason: str, *, permanent: bool = False, retry_after_s: float | None = None) -> None:
        super().__init__(reason)
        self.permanent = permanent
        self.retry_after_s = retry_after_s


class Bot(Protocol):
    async def deliver(self, event_id: str, event: dict[str, Any]) -> None:
        """Hand one entry over. `event_id` stays the same over retries. Raises DeliveryFailed."""
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
