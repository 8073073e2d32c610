"""A conversation followed over server-sent events: opened anew whenever the line breaks, nothing lost, nothing twice.

The rules for live readers are those of docs/http-api.md.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, aclosing
from dataclasses import dataclass
from typing import Any

import aiohttp
import msgspec

from segue.client import reading
from segue.domain.conversation import Kind
from segue.domain.errors import AnswerUnusable, SegueError, TooMany, TryAgain, Unreachable
from segue.event_stream import Event, Events
from segue.ports.agents import ConversationState, LogEntry

SILENT_S = 45.0
"""A line that says nothing for so long is dead: the server gives a sign of life every few seconds."""
TIMEOUT = aiohttp.ClientTimeout(total=None, sock_connect=15.0, sock_read=SILENT_S)
FIRST_WAIT_S, LONGEST_WAIT_S = 0.5, 15.0
LIVED_S = 5.0
"""After a line that lasted so long, waiting begins anew from the shortest."""
GIVES_UP_S = 600.0
LONGEST_EVENT = 16 * 1024 * 1024
"""Bytes. An entry is smaller by far: a message has 64 KiB, and so have the variables."""

Opened = Callable[[int], AbstractAsyncContextManager[aiohttp.ClientResponse]]


@dataclass(slots=True)
class Line:
    """opened: a stream of what follows a seq. state, page: asked each time before, once; they raise what is wrong.

    gives_up_s: without a sign of Segue; then Unreachable is raised. `chance` (0..1) and `sleep` are for tests.
    """

    opened: Opened
    state: Callable[[], Awaitable[ConversationState]]
    page: Callable[[int], Awaitable[tuple[LogEntry, ...]]]
    gives_up_s: float = GIVES_UP_S
    chance: Callable[[], float] = random.random
    sleep: Callable[[float], Awaitable[object]] = asyncio.sleep

    async def entries(self, after: int) -> AsyncGenerator[LogEntry, None]:
        loop, wait = asyncio.get_running_loop(), FIRST_WAIT_S
        heard = loop.time()
        while True:
            began, asked_s = loop.time(), 0.0
            try:
                state = await self.state()
                heard = loop.time()
                async with aclosing(self._round(state, after)) as found:
                    async for entry in found:
                        if entry.seq > after:
                            after = entry.seq
                            yield entry
                        if entry.kind == Kind.ENDED:
                            return
                if not state.open:
                    return
                heard = loop.time()
            except (Unreachable, TryAgain, TooMany) as trouble:
                if loop.time() - heard > self.gives_up_s:
                    raise
                asked_s = _asked(trouble)
            if loop.time() - began >= LIVED_S:
                wait = FIRST_WAIT_S
            await self.sleep(max(asked_s, wait * (0.5 + 0.5 * self.chance())))
            wait = min(wait * 2, LONGEST_WAIT_S)

    async def _round(self, state: ConversationState, after: int) -> AsyncGenerator[LogEntry, None]:
        """What is there by now, page by page: it also comes where a proxy holds back streams. Then what comes, until
        the line breaks."""
        while state.last_seq > after and (page := await self.page(after)):
            for entry in page:
                yield entry
            after = page[-1].seq
        if state.open:
            async with aclosing(self._live(after)) as found:
                async for entry in found:
                    yield entry

    async def _live(self, after: int) -> AsyncGenerator[LogEntry, None]:
        """However the line breaks, what was missed is asked for in the next round."""
        events = Events(LONGEST_EVENT)
        try:
            async with self.opened(after) as response:
                if response.status != 200:  # the next look at the state says why
                    return
                async for some in response.content.iter_any():
                    for event in events.feed(some):
                        if event.name == "entry":
                            yield _entry(event)
        except (aiohttp.ClientError, TimeoutError):
            return


def _entry(event: Event) -> LogEntry:
    try:
        found: Any = msgspec.json.decode(event.data)
    except (msgspec.DecodeError, RecursionError):
        raise AnswerUnusable("Segue told an entry that cannot be read") from None
    return reading.value(LogEntry, found)


def _asked(trouble: SegueError) -> float:
    """Seconds that Segue asks to be left alone."""
    asked = trouble.details.get("retry_after_s")
    return min(float(asked), LONGEST_WAIT_S * 4) if isinstance(asked, int | float) else 0.0
