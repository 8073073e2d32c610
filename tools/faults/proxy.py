"""A TCP proxy that does what networks do. Its toxics have the names that Toxiproxy gave them.

async with Proxy("127.0.0.1", port) as proxy:
    proxy.add(Latency(0.2, jitter=0.1), DOWN)     # UP: client to server, DOWN: server to client
    proxy.clear()                                 # both count at once, also for connections that are open
    await proxy.down()                            # connections are cut and new ones refused, until up()
"""

from __future__ import annotations

import asyncio
import contextlib
import random
import socket
import struct
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from enum import Enum

CHUNK = 16 * 1024


class Direction(Enum):
    UP = "client to server"
    DOWN = "server to client"


UP, DOWN = Direction


class Cut(Exception):
    """A toxic ends the connection. reset: with RST instead of FIN."""

    def __init__(self, *, reset: bool = False) -> None:
        super().__init__()
        self.reset = reset


@dataclass(slots=True)
class Flow:
    """One direction of one connection. passed: bytes that went on so far."""

    passed: int = 0


class Toxic:
    """What happens to data on its way. Each method of a toxic may wait, drop, or raise Cut."""

    async def passing(self, chunk: bytes, flow: Flow) -> AsyncIterator[bytes]:
        """Pieces of `chunk` that go on; each is on its way before the next is asked for."""
        yield chunk

    async def closing(self) -> None:
        """Before the end of the stream is passed on."""


@dataclass(frozen=True)
class Latency(Toxic):
    seconds: float
    jitter: float = 0.0

    async def passing(self, chunk: bytes, flow: Flow) -> AsyncIterator[bytes]:
        await asyncio.sleep(max(0.0, self.seconds + random.uniform(-self.jitter, self.jitter)))
        yield chunk


@dataclass(frozen=True)
class Bandwidth(Toxic):
    bytes_per_s: int

    async def passing(self, chunk: bytes, flow: Flow) -> AsyncIterator[bytes]:
        piece = max(1, self.bytes_per_s // 10)
        for begin in range(0, len(chunk), piece):
            part = chunk[begin : begin + piece]
            await asyncio.sleep(len(part) / self.bytes_per_s)
            yield part


@dataclass(frozen=True)
class SlowClose(Toxic):
    seconds: float

    async def closing(self) -> None:
        await asyncio.sleep(self.seconds)


@dataclass(frozen=True)
class Timeout(Toxic):
    """Nothing passes any more; the connection ends after `seconds`, never when that is 0."""

    seconds: float = 0.0

    async def passing(self, chunk: bytes, flow: Flow) -> AsyncIterator[bytes]:
        if self.seconds:
            await asyncio.sleep(self.seconds)
            raise Cut
        return
        yield b""  # makes this a generator, like the others


@dataclass(frozen=True)
class ResetPeer(Toxic):
    seconds: float = 0.0

    async def passing(self, chunk: bytes, flow: Flow) -> AsyncIterator[bytes]:
        await asyncio.sleep(self.seconds)
        raise Cut(reset=True)
        yield b""  # makes this a generator, like the others


@dataclass(frozen=True)
class Slicer(Toxic):
    size: int
    seconds: float = 0.0

    async def passing(self, chunk: bytes, flow: Flow) -> AsyncIterator[bytes]:
        for begin in range(0, len(chunk), self.size):
            if begin and self.seconds:
                await asyncio.sleep(self.seconds)
            yield chunk[begin : begin + self.size]


@dataclass(frozen=True)
class LimitData(Toxic):
    """The connection ends once `most` bytes have passed in this direction; with 0 before the first."""

    most: int

    async def passing(self, chunk: bytes, flow: Flow) -> AsyncIterator[bytes]:
        left = self.most - flow.passed
        if left > 0:
            yield chunk[:left]
        if len(chunk) >= left:
            raise Cut


@dataclass
class Proxy:
    """One listening port of this machine in front of one server. cuts: connections that a toxic ended."""

    host: str
    to_port: int
    port: int = 0
    cuts: int = 0
    _toxics: list[tuple[Toxic, Direction]] = field(default_factory=list)
    _links: set[asyncio.Task[None]] = field(default_factory=set)
    _server: asyncio.Server | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def add(self, toxic: Toxic, *directions: Direction) -> None:
        """In both directions when none is named. Later toxics get what earlier ones let through."""
        self._toxics = [*self._toxics, *((toxic, direction) for direction in directions or Direction)]

    def clear(self) -> None:
        self._toxics = []

    def toxics(self, direction: Direction) -> list[Toxic]:
        return [toxic for toxic, of in self._toxics if of is direction]

    async def up(self) -> None:
        if self._server is None:
            self._server = await asyncio.start_server(self._take, "127.0.0.1", self.port, limit=CHUNK)
            self.port = self._server.sockets[0].getsockname()[1]

    async def down(self) -> None:
        if self._server is not None:
            self._server.close()
            self._server = None
        for link in tuple(self._links):
            link.cancel()
        await asyncio.gather(*self._links, return_exceptions=True)

    async def __aenter__(self) -> Proxy:
        await self.up()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.down()

    def _take(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        link = asyncio.create_task(self._link(reader, writer))
        self._links.add(link)
        link.add_done_callback(self._links.discard)

    async def _link(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            far_reader, far_writer = await asyncio.open_connection(self.host, self.to_port, limit=CHUNK)
        except OSError:
            _end(writer, reset=True)
            return
        reset = False
        try:
            async with asyncio.TaskGroup() as both:
                both.create_task(self._pump(reader, far_writer, UP))
                both.create_task(self._pump(far_reader, writer, DOWN))
        except* Cut as cuts:
            self.cuts += 1
            reset = any(cut.reset for cut in cuts.exceptions if isinstance(cut, Cut))
        except* OSError:
            pass  # one side has gone; so has the other
        finally:
            for side in (writer, far_writer):
                _end(side, reset=reset)

    async def _pump(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, direction: Direction) -> None:
        flow = Flow()
        while chunk := await reader.read(CHUNK):
            async for piece in through(self.toxics(direction), chunk, flow):
                writer.write(piece)
                await writer.drain()
                flow.passed += len(piece)
        for toxic in self.toxics(direction):
            await toxic.closing()
        if writer.can_write_eof():
            writer.write_eof()


async def through(toxics: Sequence[Toxic], chunk: bytes, flow: Flow) -> AsyncIterator[bytes]:
    """What is left of a chunk after each toxic in turn."""
    if not toxics:
        yield chunk
        return
    async for part in toxics[0].passing(chunk, flow):
        async for piece in through(toxics[1:], part, flow):
            yield piece


def _end(writer: asyncio.StreamWriter, *, reset: bool) -> None:
    if not reset:
        writer.close()
        return
    with contextlib.suppress(OSError):
        linger = struct.pack("ii", 1, 0)  # at once, and what is unsent is thrown away: the other side gets RST
        writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
    writer.transport.abort()
