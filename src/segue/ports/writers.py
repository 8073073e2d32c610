"""What the flows need from a language model that writes. Everything works without one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

Turns = Sequence[tuple[str, str]]
"""(customer | ai_agent | human_agent, what they said), oldest first, redacted."""


@dataclass(frozen=True, slots=True)
class WrittenSummary:
    """What a model made of a conversation; nothing of it counts before it was checked: see `domain.faithful`."""

    summary: str
    wants: str = ""
    goes_wrong: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of an article or of a resolved case that a draft may rest on."""

    title: str
    text: str


class SummaryWriter(Protocol):
    @property
    def model(self) -> str: ...

    async def summarise(self, turns: Turns, known: Mapping[str, str]) -> WrittenSummary:
        """known: what is known beside the conversation, in words, such as {"tier": "enterprise"}; redacted.

        Bounded in time by the caller. Raises whatever the model's client raises.
        """
        ...


class DraftWriter(Protocol):
    @property
    def model(self) -> str: ...

    async def draft(self, turns: Turns, passages: Sequence[Passage], language: str) -> str:
        """A reply for a human to look over, in that language, resting on the passages alone; "" when they tell nothing.

        Bounded in time by the caller. Raises whatever the model's client raises.
        """
        ...
