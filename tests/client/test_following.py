"""A conversation followed over lines that break: nothing lost, nothing twice, and an end."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, aclosing, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp
import msgspec
import pytest
from door import Door
from hypothesis import given
from hypothesis import strategies as st

from browser.process import SegueProcess
from fakes.world import POLICY, World
from segue.app import Segue
from segue.client import live
from segue.client.live import Line
from segue.domain.errors import NotFound, NotSignedIn, TooMany, Unreachable
from segue.flows.keys import add_key, revoke_key
from segue.outbound import Limits
from segue.ports.agents import ConversationState, LogEntry

PATIENT = Limits(total_s=90.0, attempts=400, first_wait_s=0.1, longest_wait_s=0.5)
AT = "2026-11-21T09:00:00Z"


@dataclass
class Round:
    """What becomes of one try. told: entries that are there by then. cut: bytes of the stream until it breaks."""

    told: int
    state_fails: bool = False
    status: int = 200
    cut: int = 1_000_000
    breaks: bool = True
    portion: int = 40


@dataclass
class Server:
    """Numbers in `hidden` are not for bots. The last entry is the end. After all rounds everything goes well."""

    last: int
    hidden: frozenset[int]
    rounds: list[Round]
    now: Round = field(default_factory=lambda: Round(0))
    slept: list[float] = field(default_factory=list)

    def entries(self, after: int) -> list[dict[str, Any]]:
        shown = [seq for seq in range(after + 1, self.now.told + 1) if seq not in self.hidden]
        return [
            {"seq": seq, "kind": "ended" if seq == self.last else "message", "role": "end_user", "at": AT, "text": "ü"}
            for seq in shown
        ]

    async def state(self) -> ConversationState:
        self.now = self.rounds.pop(0) if self.rounds else Round(self.last)
        if self.now.state_fails:
            raise Unreachable("Segue could not be reached")
        is_open = self.now.told < self.last
        return ConversationState("c1", is_open, "bot", "", 1, self.now.told)

    async def page(self, after: int) -> tuple[LogEntry, ...]:
        return tuple(msgspec.convert(self.entries(after)[:3], list[LogEntry]))

    @asynccontextmanager
    async def opened(self, after: int) -> AsyncIterator[Any]:
        self.now.told = min(self.last, self.now.told + 2)  # said while they listen
        yield self
        assert self.status == self.now.status

    @property
    def status(self) -> int:
        return self.now.status

    @property
    def content(self) -> Any:
        return self

    async def iter_any(self) -> AsyncIterator[bytes]:
        lines = [
            b"id: %d\nevent: entry\ndata: %s\n\n" % (one["seq"], msgspec.json.encode(one)) for one in self.entries(0)
        ]
        sent = b": segue\n\n" + b"event: typing\ndata: {}\n\n".join(lines)
        sent = sent[: self.now.cut]
        for at in range(0, len(sent), self.now.portion):
            yield sent[at : at + self.now.portion]
        if self.now.breaks:
            raise aiohttp.ClientPayloadError("the line broke")

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)

    def line(self, gives_up_s: float = 600.0) -> Line:
        return Line(self.opened, self.state, self.page, gives_up_s, chance=lambda: 1.0, sleep=self.sleep)


ROUNDS = st.builds(
    Round,
    told=st.integers(0, 11),
    state_fails=st.booleans(),
    status=st.sampled_from([200, 200, 200, 502]),
    cut=st.integers(0, 900),
    breaks=st.booleans(),
    portion=st.integers(1, 300),
)


@given(
    last=st.integers(1, 12),
    hidden=st.frozensets(st.integers(1, 11)),
    rounds=st.lists(ROUNDS, max_size=6),
    after=st.integers(0, 14),
)
def test_each_entry_comes_once_and_in_order_whatever_breaks(
    last: int, hidden: frozenset[int], rounds: list[Round], after: int
) -> None:
    told = 0
    for one in rounds:  # a log only grows
        told = one.told = max(told, min(one.told, last - 1))
    server = Server(last, hidden - {last}, rounds)

    async def follow() -> list[int]:
        return [entry.seq async for entry in server.line().entries(after)]

    assert asyncio.run(follow()) == [seq for seq in range(after + 1, last + 1) if seq not in server.hidden]


def test_between_tries_is_waited_longer_and_longer_and_no_longer_than_that() -> None:
    server = Server(1, frozenset(), [Round(0, state_fails=True) for _ in range(8)])

    async def follow() -> list[int]:
        return [entry.seq async for entry in server.line().entries(0)]

    assert asyncio.run(follow()) == [1]
    assert server.slept == [0.5, 1.0, 2.0, 4.0, 8.0, 15.0, 15.0, 15.0]


def test_a_server_that_asks_to_be_left_alone_is_left_alone() -> None:
    server = Server(1, frozenset(), [Round(0)])
    state, asked = server.state, [TooMany("slowly", retry_after_s=20)]

    async def busy() -> ConversationState:
        if asked:
            raise asked.pop()
        return await state()

    async def follow() -> list[int]:
        line = server.line()
        line.state = busy
        return [entry.seq async for entry in line.entries(0)]

    assert asyncio.run(follow()) == [1]
    assert server.slept[0] == 20


async def test_who_is_gone_for_too_long_is_given_up() -> None:
    server = Server(1, frozenset(), [Round(0, state_fails=True)])
    with pytest.raises(Unreachable):
        await anext(aiter(server.line(gives_up_s=-1.0).entries(0)))


async def test_a_server_that_restarts_in_order_is_found_again(world: World) -> None:
    door, heard = Door(world), []
    async with asyncio.timeout(20), AsyncExitStack() as stack:
        async with door.open():
            client = await stack.enter_async_context(door.client())
            await client.start("c1")
            await client.say("c1", "one", role="end_user", id="m1")
            entries = aiter(client.follow("c1"))
            heard.append(await anext(entries))
        await world.customer("two", message_id="m2")
        async with door.open():
            heard.append(await anext(entries))
            await client.say("c1", "three", role="end_user", id="m3")
            heard.append(await anext(entries))
            await client.end("c1")
            heard += [entry async for entry in entries]
            assert tuple(heard) == await client.entries("c1")
    assert [entry.text for entry in heard[:3]] == ["one", "two", "three"]


class Wire:
    """A line to the server that can be cut in the middle, as a router that fails cuts it."""

    def __init__(self, port: int) -> None:
        self.to, self.port, self.cuts = port, 0, 0
        self._open: list[asyncio.StreamWriter] = []
        self._tasks: set[asyncio.Task[None]] = set()

    @asynccontextmanager
    async def laid(self) -> AsyncIterator[Wire]:
        server = await asyncio.start_server(self._carry, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        try:
            yield self
        finally:
            server.close()
            self.cut()
            await asyncio.gather(*self._tasks, return_exceptions=True)

    def cut(self) -> None:
        self.cuts += 1
        for writer in self._open:
            writer.transport.abort()
        self._open.clear()

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        far_reader, far_writer = await asyncio.open_connection("127.0.0.1", self.to)
        self._open += [writer, far_writer]
        for one, other in ((reader, far_writer), (far_reader, writer)):
            task = asyncio.create_task(self._pass(one, other))
            self._tasks.add(task)

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while some := await reader.read(65536):
                writer.write(some)
        except OSError:
            pass
        writer.close()


async def test_a_line_that_is_cut_again_and_again_loses_nothing(
    door: Door, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live, "FIRST_WAIT_S", 0.01)
    monkeypatch.setattr(live, "LONGEST_WAIT_S", 0.05)
    await world.start("c1", bot="shopbot")
    await world.customer("hello")
    heard: list[LogEntry] = []
    async with Wire(door.port).laid() as wire, asyncio.timeout(20):
        async with Segue.connect(f"http://127.0.0.1:{wire.port}", await door.key()) as client:
            async for entry in client.follow("c1"):
                heard.append(entry)
                if len(heard) in {1, 4, 9}:
                    wire.cut()
                if len(heard) == 12:
                    await client.end("c1", key="end")
                elif entry.kind == "message" and len(heard) < 12:
                    await world.bot(f"word {len(heard)}")
            whole = await client.entries("c1")
        assert wire.cuts == 3
    assert tuple(heard) == whole
    assert heard[-1].kind == "ended"


async def test_the_longest_message_comes_whole(door: Door, world: World) -> None:
    text = "\x01" * 65_000  # six bytes each on the wire
    async with asyncio.timeout(20), door.client() as client:
        await client.start("c1")
        await client.say("c1", "hello", role="end_user", id="m1")
        entries = aiter(client.follow("c1"))
        await anext(entries)
        await world.bot(text, message_id="m2")
        assert (await anext(entries)).text == text


async def test_a_key_that_is_revoked_ends_it_with_the_reason(door: Door, world: World) -> None:
    segue = world.segue
    key, secret = await add_key(segue.store, segue.clock, "default", name="shopbot", scopes=("conversations",))
    async with asyncio.timeout(20), Segue.connect(door.url, secret) as client:
        await client.start("c1")
        await client.say("c1", "one", role="end_user", id="m1")
        entries = aiter(client.follow("c1"))
        await anext(entries)
        await revoke_key(segue.store, segue.clock, "default", key.id)
        world.clock.forward(minutes=1)
        with pytest.raises(NotSignedIn):
            await anext(entries)


async def test_who_stops_reading_leaves_no_line_open(door: Door, world: World) -> None:
    bell = world.segue.env.bell
    async with door.client() as client:
        await client.start("c1")
        await client.say("c1", "one", role="end_user", id="m1")
        async with aclosing(client.follow("c1")) as entries:  # type: ignore[type-var]
            await anext(entries)
        with pytest.raises(NotFound):
            await anext(aiter(client.follow("nobody")))
        async with asyncio.timeout(10):
            while bell.readers:
                await client.typing("c1")


async def test_a_server_that_is_killed_and_comes_back_is_found_again(tmp_path: Path, sqlite_url: str) -> None:
    (tmp_path / "policy.yaml").write_text(POLICY)
    async with Segue.open(tmp_path / "policy.yaml", store=sqlite_url, background=False) as segue:
        _, key = await add_key(segue.store, segue.clock, "default", name="shopbot", scopes=("all",))
    server = SegueProcess(tmp_path, POLICY)
    try:
        await asyncio.to_thread(server.start)
        async with asyncio.timeout(90), Segue.connect(server.url, key, limits=PATIENT) as client:
            await client.start("c1")
            await client.say("c1", "one", role="end_user", id="m1")
            heard = [await anext(entries := aiter(client.follow("c1")))]
            saying = asyncio.create_task(client.say("c1", "two", role="end_user", id="m2"))
            await asyncio.to_thread(server.stop, signal.SIGKILL)
            starting = asyncio.create_task(asyncio.to_thread(server.start))
            assert (await saying).seq == 2
            heard.append(await anext(entries))
            await starting
            await client.end("c1")
            heard += [entry async for entry in entries]
            assert tuple(heard) == await client.entries("c1")
            assert [entry.text for entry in heard[:2]] == ["one", "two"]
    finally:
        await asyncio.to_thread(server.end)
