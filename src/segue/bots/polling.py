"""Bots that are asked for their answers: in steps of a second, until they have said what they have to say."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Protocol

from segue.bots.base import Ways
from segue.domain.bots import FromBot

STEP_S = 1.0
RETURN_WAIT_S = 4.0
"""How long words are waited for when a bot is told of a return: it owes none."""


class Line(Protocol):
    """One conversation with a bot, while one event is brought.

    heard: how often it spoke so far. awaits: it said that it waits for the customer now.
    """

    heard: int
    awaits: bool

    def look(self) -> AsyncIterator[FromBot]: ...


async def until_answered(line: Line, ways: Ways, patience_s: float) -> AsyncIterator[FromBot]:
    """Until it said something and then nothing more for a step, or says that it waits for the customer.

    patience_s: what it takes to be asked counts as well, so that one that is slow holds up nothing for longer.
    """
    waited, first, began = 0.0, line.heard, ways.reach.now()
    while True:
        before = line.heard
        async for one in line.look():
            yield one
        answered = line.heard > first and (line.heard == before or line.awaits)
        if answered or max(waited, (ways.reach.now() - began).total_seconds()) >= patience_s:
            return
        await ways.sleep(STEP_S)
        waited += STEP_S
