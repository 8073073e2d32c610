"""Lanes of deliveries beside writes of their conversations, on PostgreSQL: nobody waits for the other in a circle."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import psycopg
import pytest
from making import NOW, conversation, creation, load, next_unit, said
from sqlalchemy import make_url

from segue.ports.deliveries import ClaimDeliveries, FreeDeliveries, MoveCursor
from segue.ports.nodes import Beat, FreeOrphans, GiveUpNode, Nodes
from segue.ports.store import Store
from segue.store.database import open_store

pytestmark = pytest.mark.postgres
Connection = psycopg.AsyncConnection[tuple[Any, ...]]
OF_BEN = "SELECT 1 FROM conversations WHERE id = 'ben' FOR UPDATE"
OF_BENS_BOT = "SELECT 1 FROM cursors WHERE conversation = 'ben' FOR UPDATE"
WAITING = "SELECT count(*) FROM pg_locks WHERE NOT granted"


@pytest.fixture
async def store(empty_postgres_url: str) -> AsyncIterator[Store]:
    opened = await open_store(empty_postgres_url)
    for id_ in ("ana", "ben"):
        await opened.write(creation(conversation(id_), said(1, "hello"), listeners=("bot",)))
    yield opened
    await opened.close()


@asynccontextmanager
async def another(postgres_url: str, empty_postgres_url: str) -> AsyncIterator[Connection]:
    """A transaction of another process, which looks for circles itself only after long."""
    database = make_url(empty_postgres_url).database
    address = make_url(postgres_url).set(database=database).render_as_string(hide_password=False)
    async with await psycopg.AsyncConnection.connect(address) as connection:
        await connection.execute("SET deadlock_timeout = '1min'")
        await connection.execute("SELECT set_config('segue.workspace', '*', false)")
        yield connection


async def claimed(store: Store, node: str) -> list[str]:
    return [one.conversation for one in await store.write(ClaimDeliveries(node, NOW))]


async def test_a_node_is_given_up_beside_writes_without_waiting_for_them(
    store: Store, postgres_url: str, empty_postgres_url: str
) -> None:
    await store.write(Beat("gone"))
    assert await claimed(store, "gone") == ["ana", "ben"]
    async with another(postgres_url, empty_postgres_url) as writes:
        await writes.execute(OF_BEN)
        assert not await store.write(GiveUpNode("gone", beat=1))
        assert await claimed(store, "next") == ["ana"]
        assert [one.id for one in await store.read(Nodes())] == ["gone"], "not all that it held is free"
        await writes.rollback()
    assert await store.write(GiveUpNode("gone", beat=1))
    assert await claimed(store, "next") == ["ben"]
    assert await store.read(Nodes()) == ()


async def test_what_nobody_works_on_is_freed_beside_writes_without_waiting_for_them(
    store: Store, postgres_url: str, empty_postgres_url: str
) -> None:
    assert await claimed(store, "one") == ["ana", "ben"]
    async with another(postgres_url, empty_postgres_url) as writes:
        await writes.execute(OF_BEN)
        assert not await store.write(FreeDeliveries("one"))
        assert await claimed(store, "one") == ["ana"]
        assert await store.write(FreeOrphans()) == 1
        await writes.rollback()
    assert await store.write(FreeDeliveries("one"))
    assert await claimed(store, "two") == ["ana", "ben"]


async def test_whom_the_server_ends_in_favour_of_another_is_run_again(
    store: Store, postgres_url: str, empty_postgres_url: str
) -> None:
    """No circle is known; should there be one, nobody is told that the database cannot be written to."""
    base = (await load(store, "ben")).conversation
    async with another(postgres_url, empty_postgres_url) as other:
        await other.execute(OF_BENS_BOT)
        writing = asyncio.create_task(store.write(next_unit(base, "more")))
        async with asyncio.timeout(20):
            while (await (await other.execute(WAITING)).fetchone()) == (0,):  # noqa: ASYNC110 - in another process
                await asyncio.sleep(0.01)
        await other.execute(OF_BEN)
        await other.rollback()
        await writing
    assert (await load(store, "ben")).conversation.last_seq == 2
    await store.write(MoveCursor("default", "ben", "bot", 2))
