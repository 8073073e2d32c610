"""Past tickets of a helpdesk, in one shape whatever it calls things."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

LONGEST_KEPT = 4_000
"""Characters kept of a ticket's text."""

LONGEST_SUBJECT = 300


@dataclass(frozen=True, slots=True)
class Ticket:
    """`replies`: of human agents, None when not known. `bad_score`: the customer was unhappy, None when not asked."""

    id: str
    text: str
    subject: str = ""
    created_at: datetime | None = None
    customer: str = ""
    tags: tuple[str, ...] = ()
    replies: int | None = None
    reopened: int = 0
    bad_score: bool | None = None
    bot_only: bool = False  # solved without a human

    @property
    def words(self) -> str:
        return f"{self.subject}\n{self.text}".strip()


class TicketSource(Protocol):
    """A helpdesk's past tickets. It only reads."""

    def tickets(self, since: datetime) -> AsyncIterator[Ticket]:
        """Each ticket created since then once, in the order of the helpdesk; those without words are left out.

        Raises CallFailed and its kinds; what was yielded before stays good.
        """
