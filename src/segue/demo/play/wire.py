"""HTTP and waiting, as the scripted people of the demo use them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any, TypeVar

import aiohttp

Json = dict[str, Any]
T = TypeVar("T")
PATIENCE_S = 45.0
"""Longest wait for something that should happen. Nothing waits this long when all is well."""


class Refusal(Exception):
    """The server said no."""

    def __init__(self, status: int, problem: Json) -> None:
        super().__init__(f"{status} {problem.get('code')}: {problem.get('detail')}")
        self.status, self.problem = status, problem


class NotSeen(Exception):
    """What should have happened did not, within PATIENCE_S."""


async def ask(session: aiohttp.ClientSession, method: str, path: str, body: Json | None = None, **headers: str) -> Json:
    """Raises Refusal."""
    async with session.request(method, path, json=body, headers=headers) as answer:
        said: Json = await answer.json(content_type=None) if answer.status != 204 else {}
        if answer.status >= 400:
            raise Refusal(answer.status, said)
        return said


class Seen:
    """What somebody sees on their screen, and waiting until it shows something."""

    def __init__(self, who: str) -> None:
        self._who = who
        self._changed = asyncio.Condition()

    async def change(self, do: Callable[[], object]) -> None:
        async with self._changed:
            do()
            self._changed.notify_all()

    async def until(self, look: Callable[[], T | None], what: str, now: Callable[[], str] = lambda: "") -> T:
        """The first answer of `look` that is not None. Raises NotSeen, saying what was there instead."""
        try:
            async with asyncio.timeout(PATIENCE_S), self._changed:
                while (found := look()) is None:
                    await self._changed.wait()
                return found
        except TimeoutError:
            raise NotSeen(f"{self._who} waited {PATIENCE_S:g} s for {what}; there was {now() or 'nothing'}") from None
