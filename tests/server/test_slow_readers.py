"""Readers that are slow, that stopped reading, or that sleep: they cost little and disturb nobody."""

from __future__ import annotations

import asyncio
import json
import os
from dataclasses import replace
from pathlib import Path

import aiohttp
import pytest
from world import HOME, World, served

from segue.domain.conversation import Entry, Kind, Role
from segue.ports.conversations import AppendEntries, LoadConversation
from segue.server import routes_live, sockets

LIVE = "/v1/conversations/cnv_ana"
LONGEST = "x" * 60_000


async def token(world: World) -> str:
    """Of the customer of a conversation with one entry."""
    visitor, _ = await world.visitor(await world.site())
    await world.conversation(visitor=visitor.id)
    return await world.customer_token(visitor, "cnv_ana")


async def ticket(world: World, token: str) -> str:
    return str((await world.client.ask("POST", f"{LIVE}/ticket", token=token, body={})).json["ticket"])


async def say(world: World, count: int, text: str = "and another thing") -> None:
    loaded = await world.store.read(LoadConversation(HOME, "cnv_ana"))
    assert loaded is not None
    before = loaded.conversation
    seqs = range(before.last_seq + 1, before.last_seq + count + 1)
    now = world.clock.now()
    entries = tuple(Entry(seq, Kind.MESSAGE, Role.END_USER, now, text, message_id=f"m{seq}", epoch=1) for seq in seqs)
    moved = replace(before, last_seq=before.last_seq + count)
    await world.store.write(AppendEntries(moved, before.last_seq, before.epoch, entries))
    world.segue.env.bell.changed(HOME, "cnv_ana")


async def opened(url: str, ticket: str, after: int = 0) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """A socket by hand: what is not read stays unread, and no ping is answered."""
    host, port = url.removeprefix("http://").split(":")
    reader, writer = await asyncio.open_connection(host, int(port), limit=1024)
    writer.write(
        f"GET {LIVE}/live?after={after}&ticket={ticket} HTTP/1.1\r\nHost: {host}:{port}\r\nConnection: Upgrade\r\n"
        "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
        "Sec-WebSocket-Key: MDEyMzQ1Njc4OWFiY2RlZg==\r\n\r\n".encode()
    )
    assert (await reader.readline()).startswith(b"HTTP/1.1 101")
    return reader, writer


async def until_nobody_listens(world: World) -> None:
    async with asyncio.timeout(10):
        while world.segue.env.bell.readers:  # noqa: ASYNC110 - the bell tells nobody who leaves
            await asyncio.sleep(0.01)


def resident_kb() -> int:
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") // 1024


async def test_who_never_reads_is_cut_holds_little_and_keeps_nobody_waiting(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sockets, "PING_S", 0.5)
    monkeypatch.setattr(sockets, "ANSWER_S", 0.5)
    key, bell = await token(world), world.segue.env.bell
    await say(world, 400, LONGEST)  # 24 MB, more than any socket takes by itself
    async with served(world) as url:
        before = resident_kb()
        stalled = [await opened(url, await ticket(world, key)) for _ in range(5)]
        async with (
            aiohttp.ClientSession(url) as http,
            http.ws_connect(f"{LIVE}/live?after=401&ticket={await ticket(world, key)}") as neighbour,
        ):
            assert (await neighbour.receive_json(timeout=5))["type"] == "state"
            assert bell.readers == 6
            await say(world, 1, "are you there?")
            said = await neighbour.receive_json(timeout=5)
            while said["type"] != "entry":
                said = await neighbour.receive_json(timeout=5)
            assert said["entry"]["text"] == "are you there?"
        await until_nobody_listens(world)
        assert resident_kb() - before < 5 * 10_000
        for _, writer in stalled:
            writer.close()


async def test_a_page_that_sleeps_is_let_go(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its browser still answers for it, it does not."""
    monkeypatch.setattr(routes_live, "SILENT_S", 0.2)
    key = await token(world)
    async with served(world) as url, aiohttp.ClientSession(url) as http:
        async with http.ws_connect(f"{LIVE}/live?ticket={await ticket(world, key)}") as socket:
            async for _ in socket:
                pass
            assert socket.close_code == 1012
        assert world.segue.env.bell.readers == 0


async def test_who_is_far_behind_is_sent_to_the_pages_and_follows_from_there(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(routes_live, "MOST_BEHIND", 100)
    key = await token(world)
    await say(world, 300)
    async with served(world) as url, aiohttp.ClientSession(url) as http:
        async with http.ws_connect(f"{LIVE}/live?ticket={await ticket(world, key)}") as socket:
            said = [json.loads(message.data) async for message in socket]
            assert socket.close_code == 4408
        assert said[-1] == {"type": "resync"}
        seen = [frame["entry"]["seq"] for frame in said if frame["type"] == "entry"]
        assert seen == list(range(1, len(seen) + 1))
        after = 201
        async with http.ws_connect(f"{LIVE}/live?after={after}&ticket={await ticket(world, key)}") as socket:
            seen = []
            while len(seen) < 100:
                frame = await socket.receive_json(timeout=5)
                seen += [frame["entry"]["seq"]] if frame["type"] == "entry" else []
            assert seen == list(range(after + 1, 302))


async def test_every_entry_comes_with_where_the_conversation_stands_after_it(world: World) -> None:
    key = await token(world)
    async with (
        served(world) as url,
        aiohttp.ClientSession(url) as http,
        http.ws_connect(f"{LIVE}/live?ticket={await ticket(world, key)}") as socket,
    ):
        for seq in range(2, 5):
            await say(world, 1)
            last = 0
            while last < seq:
                frame = await socket.receive_json(timeout=5)
                last = frame["state"]["last_seq"] if frame["type"] == "state" else last
