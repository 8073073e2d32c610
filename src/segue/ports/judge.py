"""A language model that is asked about a turn where the rules could not tell."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from segue.domain.judging import Answer, Question


class Judge(Protocol):
    """Stateless: it knows what it is told. Whoever asks sets the time limit."""

    @property
    def model(self) -> str:
        """Name of the model, for the record."""

    async def answer(self, asked: Sequence[Question], turns: Sequence[tuple[str, str]]) -> Sequence[Answer]:
        """turns: (role, text) of the last messages, oldest first; role is customer, ai_agent or human_agent.

        Raises whatever the model's client raises.
        """
