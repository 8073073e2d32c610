"""PostgreSQL's LISTEN and NOTIFY as the wire between nodes, on two connections of its own.

Never inside a transaction that writes: one that notifies takes a lock at its commit that all others of the kind wait
for. Nothing relies on it (a proxy that pools transactions lets none through, and all goes on a little later).
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator, Iterator, Sequence

import msgspec
import structlog
from psycopg import AsyncConnection, Error

from segue.ports.wire import News

log = structlog.get_logger(__name__)

CHANNEL = "segue"
LONGEST = 7_900
"""Bytes of one notification; PostgreSQL takes fewer than 8,000."""

MOST = 8
"""Notifications at a time. What does not fit is more than is worth telling one by one."""

QUIET_S = 10.0
"""After so long without news the connection is tried: a dead one may look like a quiet one."""

DEADLINE_S = 5.0
FIRST_PAUSE_S, LONGEST_PAUSE_S = 0.2, 5.0
_ALARM: tuple[News, ...] = (("alarm",),)


class _Told(msgspec.Struct, array_like=True):
    node: str
    news: tuple[News, ...]


class PostgresWire:
    """A segue.ports.wire.Wire. node: whose own words are passed over when they come back."""

    def __init__(self, address: str, node: str, channel: str = CHANNEL) -> None:
        self._address, self._node, self._channel = address, node, channel
        self._speaking: AsyncConnection | None = None
        self._missed = False  # something could not be told; the next that can be is an alarm

    async def tell(self, news: Sequence[News]) -> None:
        try:
            async with asyncio.timeout(DEADLINE_S):
                await self._send(_ALARM if self._missed else news)
                self._missed = False
        except (Error, OSError, TimeoutError) as error:
            if not self._missed:
                log.warning("other nodes are not told; they find out by themselves", error=type(error).__name__)
            self._missed = True
            await self._hang_up()
            await asyncio.sleep(_pause(0))

    async def heard(self) -> AsyncIterator[tuple[News, ...] | None]:
        failures = 0
        while True:
            try:
                async with await self._connect() as connection:
                    async with asyncio.timeout(DEADLINE_S):
                        await connection.execute(f"LISTEN {self._channel}")
                    failures = 0
                    yield None  # what was told before is not told again
                    while True:
                        async for notice in connection.notifies(timeout=QUIET_S):
                            if (news := self._read(notice.payload)) != ():
                                yield news
                        async with asyncio.timeout(DEADLINE_S):
                            await connection.execute("SELECT 1")
            except (Error, OSError, TimeoutError) as error:
                log.warning("other nodes are not heard; trying again", error=type(error).__name__)
                await asyncio.sleep(_pause(failures))
                failures += 1

    async def close(self) -> None:
        await self._hang_up()

    async def _connect(self) -> AsyncConnection:
        return await AsyncConnection.connect(
            self._address, autocommit=True, connect_timeout=int(DEADLINE_S), application_name="segue wire"
        )

    async def _send(self, news: Sequence[News]) -> None:
        if self._speaking is None:
            self._speaking = await self._connect()
            await self._speaking.execute("SET synchronous_commit = off")  # a hint need not survive a crash
        parts = list(self._parts(news))
        if len(parts) > MOST:
            parts = list(self._parts(_ALARM))
        for part in parts:
            await self._speaking.execute("SELECT pg_notify(%s, %s)", (self._channel, part))

    def _parts(self, news: Sequence[News]) -> Iterator[str]:
        """As JSON, as many as fit into one notification each; one that does not fit by itself is an alarm."""
        part, size, empty = list[News](), 0, len(msgspec.json.encode(_Told(self._node, ())))
        for one in news:
            length = len(msgspec.json.encode(one)) + 1
            if empty + length > LONGEST:
                one, length = _ALARM[0], len(msgspec.json.encode(_ALARM[0])) + 1  # noqa: PLW2901
            if part and empty + size + length > LONGEST:
                yield msgspec.json.encode(_Told(self._node, tuple(part))).decode()
                part, size = [], 0
            part.append(one)
            size += length
        if part:
            yield msgspec.json.encode(_Told(self._node, tuple(part))).decode()

    def _read(self, payload: str) -> tuple[News, ...] | None:
        """() for our own words, and for what nobody of us wrote."""
        try:
            told = msgspec.json.decode(payload, type=_Told)
        except msgspec.DecodeError:
            return ()
        if told.node == self._node:
            return ()
        return None if _ALARM[0] in told.news else told.news

    async def _hang_up(self) -> None:
        connection, self._speaking = self._speaking, None
        if connection is not None:
            try:
                async with asyncio.timeout(DEADLINE_S):
                    await connection.close()
            except (Error, OSError, TimeoutError):
                return


def _pause(failures: int) -> float:
    """Half of it by chance, so that nodes which lost one server do not come back at one moment."""
    longest = min(LONGEST_PAUSE_S, FIRST_PAUSE_S * 2 ** min(failures, 10))
    return random.uniform(longest / 2, longest)  # noqa: S311 - spreads load, hides nothing
