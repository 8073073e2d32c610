"""A model that drafts, whose replies are given beforehand."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field

from segue.ports.writers import Passage, Turns


@dataclass
class FakeDrafter:
    """Answers with `says`; keeps what it was given. `hangs`: it never answers."""

    says: str = ""
    hangs: bool = False
    model: str = "fake-1"
    given: list[tuple[Turns, Sequence[Passage], str]] = field(default_factory=list)

    async def draft(self, turns: Turns, passages: Sequence[Passage], language: str) -> str:
        self.given.append((turns, passages, language))
        if self.hangs:
            await asyncio.Event().wait()
        return self.says
