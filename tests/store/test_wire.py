"""LISTEN and NOTIFY between nodes, on a real PostgreSQL."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import psycopg
import pytest

from segue.ports.wire import News
from segue.store.database import open_wire
from segue.store.notify import LONGEST, MOST, PostgresWire

pytestmark = pytest.mark.postgres


class Ear:
    """Hears a wire from the moment at which it is connected: its first word is an alarm."""

    def __init__(self, wire: PostgresWire) -> None:
        self.words: asyncio.Queue[tuple[News, ...] | None] = asyncio.Queue()
        self.task = asyncio.create_task(self._listen(wire))

    async def _listen(self, wire: PostgresWire) -> None:
        async for heard in wire.heard():
            self.words.put_nowait(heard)

    async def next(self) -> tuple[News, ...] | None:
        async with asyncio.timeout(20):
            return await self.words.get()


@pytest.fixture
async def wires(postgres_url: str) -> AsyncIterator[tuple[PostgresWire, PostgresWire, Ear]]:
    """Of two nodes, and what the second hears."""
    first, second = PostgresWire(postgres_url, "node-1", "test"), PostgresWire(postgres_url, "node-2", "test")
    ear = Ear(second)
    assert await ear.next() is None
    yield first, second, ear
    ear.task.cancel()
    await asyncio.gather(ear.task, return_exceptions=True)
    for wire in (first, second):
        await wire.close()


async def cut(url: str) -> None:
    """As when the server restarts, or a firewall forgets a connection."""
    async with await psycopg.AsyncConnection.connect(url, autocommit=True) as connection:
        await connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'segue wire'"
        )


async def test_what_one_node_tells_the_other_hears_in_order(wires: tuple[PostgresWire, PostgresWire, Ear]) -> None:
    first, _, ear = wires
    news: list[News] = [("changed", "default", f"c{n}") for n in range(50)]
    await first.tell(news[:20])
    await first.tell(news[20:])
    assert (await ear.next(), await ear.next()) == (tuple(news[:20]), tuple(news[20:]))


async def test_a_node_does_not_hear_itself(wires: tuple[PostgresWire, PostgresWire, Ear]) -> None:
    first, second, ear = wires
    await second.tell([("desk", "its own")])
    await first.tell([("desk", "of the other")])
    assert await ear.next() == (("desk", "of the other"),)


async def test_many_news_come_in_several_notifications(wires: tuple[PostgresWire, PostgresWire, Ear]) -> None:
    first, _, ear = wires
    news = [("changed", "default", f"{n:0>100}") for n in range(MOST * LONGEST // 150)]
    await first.tell(news)
    heard: list[News] = []
    while len(heard) < len(news):
        some = await ear.next()
        assert some
        heard += some
    assert heard == news


@pytest.mark.parametrize(
    "news",
    [
        [("changed", "default", "x" * LONGEST)],
        [("changed", "default", "ü" * (LONGEST // 2))],
        [("changed", "default", f"{n:0>100}") for n in range(MOST * LONGEST // 50)],
    ],
    ids=["a long one", "long in bytes", "too many"],
)
async def test_what_does_not_fit_is_an_alarm(wires: tuple[PostgresWire, PostgresWire, Ear], news: list[News]) -> None:
    first, _, ear = wires
    await first.tell(news)
    assert await ear.next() is None


@pytest.mark.parametrize(
    "payload", ["", "nonsense", "[]", '["node-9"]', '{"node": "x"}', '["node-9", [["a", 1]]]', "[" * 7000]
)
async def test_what_no_node_wrote_is_passed_over(
    wires: tuple[PostgresWire, PostgresWire, Ear], postgres_url: str, payload: str
) -> None:
    first, _, ear = wires
    async with await psycopg.AsyncConnection.connect(postgres_url, autocommit=True) as stranger:
        await stranger.execute("SELECT pg_notify('test', %s)", (payload,))
    await first.tell([("routing",)])
    assert await ear.next() == (("routing",),)


async def test_a_wire_that_was_cut_is_mended_and_everybody_looks(
    wires: tuple[PostgresWire, PostgresWire, Ear], postgres_url: str
) -> None:
    first, _, ear = wires
    await first.tell([("routing",)])
    assert await ear.next() == (("routing",),)
    await cut(postgres_url)
    assert await ear.next() is None, "what was told meanwhile is not known"
    await first.tell([("desk", "lost")])  # finds out that its connection is gone
    await first.tell([("desk", "default")])
    assert await ear.next() is None, "something was lost"
    await first.tell([("packages",)])
    assert await ear.next() == (("packages",),)


async def test_without_a_server_nobody_waits_long_and_nothing_fails() -> None:
    wire = PostgresWire("postgresql://127.0.0.1:1/nowhere", "node-1")
    await wire.tell([("routing",)])
    await wire.close()


def test_a_database_of_one_process_needs_no_wire() -> None:
    assert open_wire("sqlite:///segue.db", "node-1") is None
