"""A judge whose answers are given beforehand."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from segue.domain.judging import Answer, Question

Turns = Sequence[tuple[str, str]]


@dataclass
class FakeJudge:
    """Answers with `says`; counts what it was asked. `hangs`: it never answers."""

    says: Callable[[Sequence[Question], Turns], Sequence[Answer]]
    hangs: bool = False
    model: str = "fake-1"
    asked: list[tuple[tuple[str, ...], Turns]] = field(default_factory=list)

    async def answer(self, asked: Sequence[Question], turns: Turns) -> Sequence[Answer]:
        self.asked.append((tuple(question.trigger for question in asked), tuple(turns)))
        if self.hangs:
            await asyncio.Event().wait()
        return self.says(asked, turns)
