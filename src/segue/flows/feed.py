"""The log as it grows, for live readers. A reader that is slow reads later: nothing piles up for it in memory."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator

from segue.domain.conversation import Entry
from segue.flows.env import Env
from segue.ports.bots import Hint, Typing
from segue.ports.conversations import EntriesAfter

PAGE = 50
"""Entries held for one reader, who may have stopped reading: 50 of the longest are 3 MB."""


async def feed(
    env: Env, workspace: str, conversation: str, after: int, tick_s: float
) -> AsyncGenerator[tuple[Entry, ...] | Typing | Hint | None, None]:
    """Entries after `after` in order, page by page, then new ones as they come; None at least every `tick_s` seconds.

    At None a reader sees whether it may still read, so None comes however much else is going on. Entries are read from
    the store each time, so a reader in another process than the writer sees them too, at the latest with the next tick.
    """
    cursor, loop = after, asyncio.get_running_loop()
    due = loop.time() + tick_s
    with env.bell.listen(env.bell.conversation(workspace, conversation)) as listener:
        while True:
            entries = await env.store.read(EntriesAfter(workspace, conversation, cursor, PAGE))
            if entries:
                cursor = entries[-1].seq
                yield entries
            for _ in range(len(listener.typing)):
                yield listener.typing.popleft()
            if len(entries) < PAGE:
                await listener.wait(due - loop.time())
            if loop.time() >= due:
                due = loop.time() + tick_s
                yield None
