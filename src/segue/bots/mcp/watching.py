"""Tells clients that subscribed to a conversation when it changed: clients of both eras of the protocol.

Before 2026-07-28 a client asks with `resources/subscribe` and hears on its session's stream; since then it opens a
stream with `subscriptions/listen` (https://modelcontextprotocol.io/specification). A conversation is followed once,
however many watch.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncGenerator, AsyncIterator, Iterable
from contextlib import asynccontextmanager, suppress
from typing import Any

import mcp_types as types
from mcp.server.context import ServerRequestContext
from mcp.server.session import ServerSession
from mcp.server.subscriptions import InMemorySubscriptionBus, ListenHandler
from mcp.shared.exceptions import MCPError
from mcp.shared.subscriptions import ResourceUpdated

from segue.bots.mcp.resources import conversation_in
from segue.domain.errors import SegueError
from segue.ports.agents import Handoffs

MOST_WATCHED = 200
"""Conversations that are followed at once; each is a request of its own to Segue."""

LASTS_S = 3600.0
"""Seconds after which a subscription of the older kind ends: the protocol does not say when its client has gone."""


class Watching:
    def __init__(self, handoffs: Handoffs) -> None:
        self._handoffs = handoffs
        self._bus = InMemorySubscriptionBus()
        self._listen = ListenHandler(self._bus, max_subscriptions=MOST_WATCHED)
        self._watchers: Counter[str] = Counter()
        self._following: dict[str, asyncio.Task[None]] = {}
        self._subscribed: dict[tuple[str, str], asyncio.Task[None]] = {}

    async def listen(
        self, context: ServerRequestContext[Any, Any], asked: types.SubscriptionsListenRequestParams
    ) -> types.SubscriptionsListenResult:
        """Until the client goes."""
        async with self._watched(asked.notifications.resource_subscriptions or ()):
            return await self._listen(context, asked)

    async def subscribe(self, session: ServerSession, who: str, uri: str) -> None:
        """who: the session, by a name of its own. Raises NotFound for a conversation that it may not read."""
        await self._handoffs.state(conversation_in(uri))
        if (who, uri) in self._subscribed:
            return
        if len(self._subscribed) >= MOST_WATCHED:
            raise MCPError(types.INTERNAL_ERROR, f"at most {MOST_WATCHED} subscriptions at once: end one first")
        ready = asyncio.Event()
        task = self._subscribed[who, uri] = asyncio.create_task(self._tell(session, uri, ready))
        task.add_done_callback(lambda _: self._subscribed.pop((who, uri), None))
        await ready.wait()

    def unsubscribe(self, who: str, uri: str) -> None:
        if task := self._subscribed.pop((who, uri), None):
            task.cancel()

    async def close(self) -> None:
        tasks = (*self._subscribed.values(), *self._following.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self._listen.close()

    async def _tell(self, session: ServerSession, uri: str, ready: asyncio.Event) -> None:
        changed = asyncio.Event()

        def heard(event: object) -> None:
            if event == ResourceUpdated(uri=uri):
                changed.set()

        stop = self._bus.subscribe(heard)
        try:
            async with self._watched((uri,)):
                ready.set()
                with suppress(TimeoutError):
                    async with asyncio.timeout(LASTS_S):
                        while await changed.wait():
                            changed.clear()
                            await session.send_resource_updated(uri)
        finally:
            ready.set()
            stop()

    @asynccontextmanager
    async def _watched(self, uris: Iterable[str]) -> AsyncIterator[None]:
        """Whatever comes from the moment on in which the block is entered is told."""
        mine = [uri for uri in dict.fromkeys(uris) if conversation_in(uri)][:MOST_WATCHED]
        for uri in mine:
            self._watchers[uri] += 1
        try:
            for uri in mine:
                await self._begin(uri)
            yield
        finally:
            for uri in mine:
                self._watchers[uri] -= 1
                if not self._watchers[uri] and (task := self._following.pop(uri, None)):
                    task.cancel()
            self._watchers += Counter()  # without those that nobody watches

    async def _begin(self, uri: str) -> None:
        """A conversation that is not there, or not this key's, is never told of."""
        under_way = self._following.get(uri)
        if under_way and not under_way.done():
            return
        if not under_way and len(self._following) >= MOST_WATCHED:
            return
        with suppress(SegueError):
            last = (await self._handoffs.state(conversation_in(uri))).last_seq
            if self._following.get(uri) is under_way:
                self._following[uri] = asyncio.create_task(self._follow(uri, last))

    async def _follow(self, uri: str, last: int) -> None:
        following = self._handoffs.follow(conversation_in(uri), last)
        try:
            with suppress(SegueError):
                async for _ in following:
                    await self._bus.publish(ResourceUpdated(uri=uri))
        finally:
            if isinstance(following, AsyncGenerator):
                await following.aclose()
