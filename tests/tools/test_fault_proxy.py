"""The fault proxy does to real connections what each toxic says, and nothing else."""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "tools"))

from faults.proxy import DOWN, UP, Bandwidth, Latency, LimitData, Proxy, ResetPeer, Slicer, SlowClose, Timeout, Toxic

WORDS = b"0123456789" * 10
SLOW_S = 0.15
Line = tuple[asyncio.StreamReader, asyncio.StreamWriter]


class Echo:
    """Answers with what it hears, and keeps it in the pieces in which it came."""

    def __init__(self) -> None:
        self.heard: list[bytes] = []

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while said := await reader.read(4096):
                self.heard.append(said)
                writer.write(said)
                await writer.drain()
        except ConnectionError:
            pass
        finally:
            writer.close()


@asynccontextmanager
async def proxied(*toxics: tuple[Toxic, ...]) -> AsyncIterator[tuple[Proxy, Echo]]:
    echo = Echo()
    server = await asyncio.start_server(echo.serve, "127.0.0.1", 0)
    async with Proxy("127.0.0.1", server.sockets[0].getsockname()[1]) as proxy:
        for toxic, *directions in toxics:
            proxy.add(toxic, *directions)  # type: ignore[arg-type]
        yield proxy, echo
    server.close()


@asynccontextmanager
async def line(proxy: Proxy) -> AsyncIterator[Line]:
    reader, writer = await asyncio.open_connection("127.0.0.1", proxy.port)
    try:
        yield reader, writer
    finally:
        writer.close()


async def said(to: Line, words: bytes = WORDS) -> bytes:
    """What comes back until everything has, or the connection ends."""
    reader, writer = to
    writer.write(words)
    heard = b""
    async with asyncio.timeout(5):
        while len(heard) < len(words) and (part := await reader.read(4096)):
            heard += part
    return heard


async def test_without_a_toxic_everything_passes_both_ways() -> None:
    async with proxied() as (proxy, _), line(proxy) as one:
        assert await said(one) == WORDS
        assert await said(one, b"more") == b"more"


@pytest.mark.parametrize("toxic", [Latency(SLOW_S), Bandwidth(int(len(WORDS) / SLOW_S)), Slicer(10, SLOW_S / 9)])
async def test_what_slows_down_loses_nothing_and_takes_at_least_its_time(toxic: Toxic) -> None:
    async with proxied((toxic, DOWN)) as (proxy, _), line(proxy) as one:
        began = time.monotonic()
        assert await said(one) == WORDS
        assert time.monotonic() - began > SLOW_S * 0.9


async def test_a_slicer_cuts_into_pieces() -> None:
    async with proxied((Slicer(10, 0.005), UP)) as (proxy, echo), line(proxy) as one:
        assert await said(one) == WORDS
        assert len(echo.heard) > 1


async def test_an_answer_can_be_lost_after_the_other_side_has_heard() -> None:
    async with proxied((LimitData(0), DOWN)) as (proxy, echo), line(proxy) as one:
        assert await said(one) == b""
        assert b"".join(echo.heard) == WORDS
        assert proxy.cuts == 1


async def test_a_limit_lets_so_much_through_and_no_more() -> None:
    async with proxied((Slicer(7), DOWN), (LimitData(25), DOWN)) as (proxy, _), line(proxy) as one:
        assert await said(one) == WORDS[:25]


async def test_a_reset_is_a_reset() -> None:
    async with proxied((ResetPeer(), DOWN)) as (proxy, echo), line(proxy) as one:
        with pytest.raises(ConnectionResetError):
            await said(one)
        assert b"".join(echo.heard) == WORDS


async def test_a_timeout_swallows_everything_and_hangs_up() -> None:
    async with proxied((Timeout(0.01), UP)) as (proxy, echo), line(proxy) as one:
        assert await said(one) == b""
        assert echo.heard == []


async def test_a_slow_close_says_late_that_it_is_over() -> None:
    async with proxied((SlowClose(SLOW_S), DOWN)) as (proxy, _), line(proxy) as (reader, writer):
        writer.write_eof()
        began = time.monotonic()
        assert await reader.read() == b""
        assert time.monotonic() - began > SLOW_S * 0.9


async def test_toxics_change_under_connections_that_are_open() -> None:
    async with proxied() as (proxy, _):
        async with line(proxy) as one:
            assert await said(one) == WORDS
            proxy.add(LimitData(0), DOWN)
            assert await said(one) == b""
        proxy.clear()
        async with line(proxy) as other:
            assert await said(other) == WORDS


async def test_down_cuts_and_refuses_until_it_is_up_again_at_the_same_port() -> None:
    async with proxied() as (proxy, _):
        async with line(proxy) as one:
            await said(one)
            port = proxy.port
            await proxy.down()
            assert await one[0].read() == b""
        with pytest.raises(ConnectionRefusedError):
            async with line(proxy):
                pass
        await proxy.up()
        assert proxy.port == port
        async with line(proxy) as again:
            assert await said(again) == WORDS
