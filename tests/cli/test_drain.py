"""A real process under load is told to stop: what it acknowledged is stored, and nobody is left hanging."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import sqlite3
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass
from pathlib import Path

import aiohttp
import pytest

POLICY = """\
version: 1
triggers:
  - {id: asks, when: "asks_for_human == 'clear'", then: handoff}
route: [{queue: general}]
queues: {general: {}}
"""
WITHIN_S = 10
WRITERS, SOCKETS = 20, 30


@dataclass
class Running:
    process: subprocess.Popen[str]
    database: Path
    address: str
    browser: aiohttp.ClientSession
    key: str = ""

    async def socket(self) -> aiohttp.ClientWebSocketResponse:
        async with self.browser.post("/v1/desk/ticket", json={}) as answer:
            ticket = (await answer.json())["ticket"]
        live = await self.browser.ws_connect("/v1/desk/live", params={"ticket": ticket})
        await live.receive_json()
        return live


@pytest.fixture
def process(tmp_path: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The server, and the one-time link that it prints."""
    (tmp_path / "policy.yaml").write_text(POLICY)
    own = {name: value for name, value in os.environ.items() if not name.startswith("SEGUE_")}
    settings = {
        "SEGUE_DATABASE": f"sqlite:///{tmp_path / 'segue.db'}",
        "SEGUE_POLICY": str(tmp_path / "policy.yaml"),
        "SEGUE_PORT": "0",
        "SEGUE_RATE_ADDRESS": "off",
        "PYTHONUNBUFFERED": "1",
    }
    running = subprocess.Popen(
        [sys.executable, "-m", "segue.cli.main", "serve"], env=own | settings, stdout=subprocess.PIPE, text=True
    )
    try:
        assert running.stdout is not None
        for line in running.stdout:
            if "/desk/link?token=" in line:
                yield running, line.strip()
                return
        raise AssertionError("it ended")
    finally:
        running.kill()
        running.wait()
        assert running.stdout is not None
        running.stdout.close()


@pytest.fixture
async def running(process: tuple[subprocess.Popen[str], str], tmp_path: Path) -> AsyncIterator[Running]:
    found = re.fullmatch(r"(http://[^/]+)/desk/link\?token=(\S+)", process[1])
    assert found
    jar = aiohttp.CookieJar(unsafe=True)
    async with aiohttp.ClientSession(found[1], cookie_jar=jar, headers={"X-Segue": "desk"}) as browser:
        one = Running(process[0], tmp_path / "segue.db", found[1], browser)
        admin = {"token": found[2], "password": "a few unusual words", "name": "Ida", "email": "ida@acme.example"}
        async with browser.post("/v1/desk/link", json=admin) as answer:
            assert answer.status == 200
        async with browser.post("/v1/ops/keys", json={"name": "bot", "scopes": ["conversations"]}) as answer:
            one.key = (await answer.json())["secret"]
        yield one


class Acknowledged(list[tuple[str, str]]):
    """(conversation, message) as they were answered 200; `enough` is set by the first few of each writer."""

    def __init__(self) -> None:
        super().__init__()
        self.enough = asyncio.Event()

    def add(self, conversation: str, message: str) -> None:
        self.append((conversation, message))
        if len(self) >= 5 * WRITERS:
            self.enough.set()


async def write(http: aiohttp.ClientSession, writer: int, acknowledged: Acknowledged) -> None:
    """One customer after another message, until the server is gone."""
    with suppress(aiohttp.ClientError):
        async with http.post("/v1/conversations", json={"id": f"c-{writer}"}) as answer:
            if answer.status != 201:
                return
            conversation = (await answer.json())["id"]
        for number in range(100_000):
            message = {"id": f"m-{number}", "role": "end_user", "text": f"message {number}"}
            async with http.post(f"/v1/conversations/{conversation}/messages", json=message) as answer:
                if answer.status == 200:
                    acknowledged.add(conversation, message["id"])


async def ended(process: subprocess.Popen[str]) -> int:
    return await asyncio.get_running_loop().run_in_executor(None, lambda: process.wait(WITHIN_S))


async def test_what_was_acknowledged_is_stored_and_every_socket_is_told_to_come_back(running: Running) -> None:
    acknowledged = Acknowledged()
    process = running.process
    headers = {"Authorization": f"Bearer {running.key}"}
    async with AsyncExitStack() as stack:
        http = await stack.enter_async_context(aiohttp.ClientSession(running.address, headers=headers))
        sockets = [await running.socket() for _ in range(SOCKETS)]
        async with running.browser.post("/v1/desk/ticket", json={}) as answer:
            late = (await answer.json())["ticket"]
        writers = [asyncio.create_task(write(http, number, acknowledged)) for number in range(WRITERS)]
        async with asyncio.timeout(WITHIN_S):
            await acknowledged.enough.wait()

        process.send_signal(signal.SIGTERM)
        async with asyncio.timeout(WITHIN_S):
            checks = await until_unready(running.browser)
        assert checks == ["draining"], "unready while it still answers"
        async with running.browser.ws_connect("/v1/desk/live", params={"ticket": late}) as refused:
            await refused.receive()
            assert refused.close_code == 1012, "no new socket"

        for socket in sockets:
            while not socket.closed:
                await socket.receive()
        assert {socket.close_code for socket in sockets} == {1012}
        await asyncio.gather(*writers)
        assert await ended(process) == 0
    stored = stored_messages(running.database)
    assert set(acknowledged) <= stored


async def until_unready(browser: aiohttp.ClientSession) -> list[str]:
    while True:
        async with browser.get("/readyz") as answer:
            if answer.status == 503:
                return [one["check"] for one in (await answer.json())["troubles"]]


def stored_messages(database: Path) -> set[tuple[str, str]]:
    with sqlite3.connect(database) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return set(connection.execute("SELECT conversation, message_id FROM entries WHERE message_id <> ''"))


async def test_a_second_signal_ends_it_there_and_then(running: Running) -> None:
    sockets = [await running.socket() for _ in range(SOCKETS)]
    code = None
    async with asyncio.timeout(WITHIN_S):
        while code is None:
            running.process.send_signal(signal.SIGTERM)
            with suppress(subprocess.TimeoutExpired):
                code = await asyncio.to_thread(running.process.wait, 0.1)
    assert code == 128 + signal.SIGTERM
    stored_messages(running.database)
    for socket in sockets:
        await socket.close()


async def test_a_stream_ends_soon_after_the_signal(running: Running) -> None:
    headers = {"Authorization": f"Bearer {running.key}"}
    async with aiohttp.ClientSession(running.address, headers=headers) as http:
        async with http.post("/v1/conversations", json={"id": "c-1"}) as answer:
            conversation = (await answer.json())["id"]
        async with http.get(f"/v1/conversations/{conversation}/events") as stream:
            await stream.content.readline()
            running.process.send_signal(signal.SIGTERM)
            with suppress(aiohttp.ClientError):
                await stream.content.read()
        assert await ended(running.process) == 0
