"""A process that delivers is killed, or stands still: another goes on within seconds, and late writes are refused."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from aiohttp import web

from fakes.world import POLICY
from segue.app import Segue
from segue.domain.conversation import Role
from segue.flows.receive import Message
from segue.ports.deliveries import CursorOf
from segue.settings import Settings

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL and SIGSTOP"),
]
NODE = Path(__file__).with_name("endless_node.py")
SECRET = "whsec_" + "c2VjcmV0" * 4
WITHIN_S = 30.0  # a few seconds are promised; a busy machine that runs tests has other things to do as well


@dataclass
class Bot:
    """Keeps whoever calls first waiting, until it is told to answer."""

    url: str = ""
    calls: list[str] = field(default_factory=list)
    called: asyncio.Event = field(default_factory=asyncio.Event)
    answers: asyncio.Event = field(default_factory=asyncio.Event)

    async def hear(self, request: web.Request) -> web.Response:
        self.calls.append(request.headers["webhook-id"])
        self.called.set()
        if len(self.calls) == 1:
            await self.answers.wait()
        return web.Response()

    async def was_called(self) -> None:
        async with asyncio.timeout(WITHIN_S):
            await self.called.wait()
        self.called.clear()


@pytest.fixture
async def bot() -> AsyncIterator[Bot]:
    bot, app = Bot(), web.Application()
    app.router.add_post("/", bot.hear)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    bot.url = f"http://127.0.0.1:{runner.addresses[0][1]}/"
    yield bot
    bot.answers.set()
    await runner.cleanup()


@contextmanager
def another_process(policy: Path, url: str) -> Iterator[subprocess.Popen[str]]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("SEGUE_")}
    with subprocess.Popen(
        [sys.executable, str(NODE), str(policy), url],
        env=environment | {"SEGUE_SECRET_BOT": SECRET, "PYTHONUNBUFFERED": "1", "NO_COLOR": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        try:
            yield process
        finally:
            process.kill()


async def says(process: subprocess.Popen[str], words: str) -> None:
    assert process.stdout is not None
    said = []
    while words not in (line := await asyncio.to_thread(process.stdout.readline)):
        said.append(line)
        assert line, f"it ended before it said {words!r}: {''.join(said)}"


@asynccontextmanager
async def delivered_by_another(bot: Bot, url: str, folder: Path) -> AsyncIterator[tuple[Segue, subprocess.Popen[str]]]:
    """A message to the bot that a process has begun to deliver, and a node here that could."""
    policy = folder / "policy.yaml"
    policy.write_text(POLICY.replace("bot: {timeout: 20s}", f"bot: {{webhook: '{bot.url}', secret: bot}}"))
    with another_process(policy, url) as process:
        await says(process, "ready")
        async with Segue.open(policy, store=url, settings=Settings(secrets={"bot": SECRET}), background=False) as quiet:
            await quiet.start("c1", channel="widget", visitor="v1")
            await quiet.receive("c1", Message("m1", Role.END_USER, "Where is my parcel?"))
        await bot.was_called()
        async with Segue.open(policy, store=url, settings=Settings(secrets={"bot": SECRET})) as segue:
            yield segue, process


async def is_delivered(segue: Segue) -> None:
    last = (await segue.loaded("c1")).conversation.last_seq
    async with asyncio.timeout(WITHIN_S):
        while await segue.store.read(CursorOf("default", "c1", "bot")) != last:  # noqa: ASYNC110 - as the bot answers
            await asyncio.sleep(0.02)


async def test_what_a_killed_process_was_delivering_is_delivered_by_another(
    bot: Bot, empty_postgres_url: str, tmp_path: Path
) -> None:
    async with delivered_by_another(bot, empty_postgres_url, tmp_path) as (segue, process):
        process.kill()
        await bot.was_called()
        await is_delivered(segue)
    assert len(bot.calls) == 2
    assert len(set(bot.calls)) == 1, "under one id, by which the bot knows it"


async def test_a_process_that_stood_still_learns_that_another_went_on(
    bot: Bot, empty_postgres_url: str, tmp_path: Path
) -> None:
    async with delivered_by_another(bot, empty_postgres_url, tmp_path) as (segue, process):
        process.send_signal(signal.SIGSTOP)
        await bot.was_called()
        await is_delivered(segue)
        bot.answers.set()
        process.send_signal(signal.SIGCONT)
        await says(process, "another node delivers this by now")
        await is_delivered(segue)
    assert len(set(bot.calls)) == 1
