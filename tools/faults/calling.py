"""How every fake party calls the product: whichever node answers, and again with the same words until one does."""

from __future__ import annotations

import asyncio
import json
import random
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any

import aiohttp

from running import connector

ANSWER_WITHIN_S = 10.0
GIVES_UP_AFTER_S = 90.0
SILENT_FOR_S = 45.0
PAUSE_S = (0.01, 0.06)


class Stuck(Exception):
    """Something did not come to its end in the time that it may take."""


class Refused(Exception):
    """A status that nobody expected."""


class Caller:
    """urls: of all nodes; the list may change. Keeps cookies, like a browser."""

    def __init__(self, urls: Sequence[str], **headers: str) -> None:
        self.urls, self.headers = urls, headers
        jar = aiohttp.CookieJar(unsafe=True)  # the address is a bare IP
        self.session = aiohttp.ClientSession(connector=connector(), cookie_jar=jar, headers=headers)

    async def close(self) -> None:
        await self.session.close()

    def url(self) -> str:
        return random.choice(self.urls)

    async def once(self, method: str, path: str, **request: Any) -> tuple[int, Any]:
        timeout = aiohttp.ClientTimeout(total=ANSWER_WITHIN_S)
        async with self.session.request(method, self.url() + path, timeout=timeout, **request) as response:
            said = await response.json(content_type=None) if response.status != 204 else None
            return response.status, said

    async def sure(self, method: str, path: str, *allowed: int, **request: Any) -> tuple[int, Any, int]:
        """Status, JSON, and how many tries it took. Raises Stuck, and Refused for a 4xx that is not allowed."""
        loop = asyncio.get_running_loop()
        until, tries, last = loop.time() + GIVES_UP_AFTER_S, 0, ""
        while loop.time() < until:
            tries += 1
            try:
                status, said = await self.once(method, path, **request)
                if status < 400 or status in allowed:
                    return status, said, tries
                last = f"{status}: {said}"
                if status < 500 and status != 429:
                    raise Refused(f"{method} {path} was answered {last}")
            except (aiohttp.ClientError, TimeoutError, ValueError) as error:
                last = repr(error)
            await asyncio.sleep(random.uniform(*PAUSE_S))
        raise Stuck(f"{method} {path} had no answer in {GIVES_UP_AFTER_S:g} s; the last was {last}")

    async def ask(self, method: str, path: str, **request: Any) -> Any:
        return (await self.sure(method, path, **request))[1]

    async def listen(self, ticket: str, path: Callable[[], str], heard: Callable[[dict[str, Any]], None]) -> None:
        """One live socket after the other, a new one whenever the last has ended or was silent too long.

        path: where to resume, asked for each socket. heard: told of each frame; pings are answered here.
        """
        while True:
            with suppress(aiohttp.ClientError, TimeoutError, ValueError, ConnectionError):
                status, said = await self.once("POST", ticket, json={})
                if status == 200:
                    address = f"{self.url()}{path()}ticket={said['ticket']}"
                    async with self.session.ws_connect(address) as socket:
                        await self._read(socket, heard)
            await asyncio.sleep(random.uniform(*PAUSE_S))

    async def _read(self, socket: aiohttp.ClientWebSocketResponse, heard: Callable[[dict[str, Any]], None]) -> None:
        while True:
            frame = await socket.receive(timeout=SILENT_FOR_S)
            if frame.type is not aiohttp.WSMsgType.TEXT:
                return
            said = json.loads(frame.data)
            if said["type"] == "ping":
                await socket.send_str('{"type":"pong"}')
            heard(said)
