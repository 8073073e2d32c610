"""G13 to G15: live readers whose lines are cut, that are all dropped at once, or that stop reading.

The readers follow the rules of web/src/sockets.ts: they resume after the last entry they have, wait longer and longer,
and fetch what they missed when the server says resync.
"""

from __future__ import annotations

import asyncio
import json
import random
import resource
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from itertools import count
from time import perf_counter

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException

from faults.calling import Caller, Refused, Stuck
from faults.house import House, house
from faults.scenario import Outcome, Scenario, Setting

RESYNC = 4408
SYNCED_WITHIN_S = 30.0
ENDS_WITHIN_S = 120.0
AT_ONCE = 32
MOST_MB = 50.0
MOST_SLOWER = 1.2
LONG = "x" * 60_000


@dataclass(eq=False)
class Reader:
    """One live reader. seqs: of every entry, as it was shown. heard: when each came."""

    bot: Caller
    conversation: str
    seqs: list[int] = field(default_factory=list)
    heard: dict[int, float] = field(default_factory=dict)
    socket: ClientConnection | None = None
    news: asyncio.Event = field(default_factory=asyncio.Event)
    running: asyncio.Task[None] | None = None

    @property
    def path(self) -> str:
        return f"/v1/conversations/{self.conversation}"

    @property
    def last(self) -> int:
        return self.seqs[-1] if self.seqs else 0

    def begin(self) -> None:
        self.running = asyncio.create_task(self._run())

    async def _run(self) -> None:
        tries = 0
        while True:
            code = 0
            with suppress(OSError, WebSocketException, TimeoutError, Stuck):
                tries, code = await self._listen(tries)
            if code == RESYNC:
                await self._fetch()
            await asyncio.sleep(min(15.0, 0.5 * 2 ** min(tries, 5)) * random.uniform(0.5, 1.0))
            tries += 1

    async def _listen(self, tries: int) -> tuple[int, int]:
        ticket = (await self.bot.ask("POST", f"{self.path}/ticket", json={}))["ticket"]
        url = self.bot.url().replace("http", "ws", 1)
        async with connect(
            f"{url}{self.path}/live?after={self.last}&ticket={ticket}", ping_interval=None, max_queue=None
        ) as socket:
            self.socket = socket
            with suppress(WebSocketException):
                async for text in socket:
                    tries = 0
                    await self._hear(socket, json.loads(text))
            self.socket = None
            return tries, socket.close_code or 0

    async def _hear(self, socket: ClientConnection, frame: dict[str, object]) -> None:
        if frame["type"] == "ping":
            await socket.send('{"type":"pong"}')
        elif frame["type"] == "entry":
            self._show(frame["entry"])

    def _show(self, entry: object) -> None:
        seq: int = entry["seq"]  # type: ignore[index]
        self.seqs.append(seq)
        self.heard[seq] = perf_counter()
        self.news.set()

    async def _fetch(self) -> None:
        while found := (await self.bot.ask("GET", f"{self.path}/entries?after={self.last}"))["entries"]:
            for entry in found:
                self._show(entry)

    def cut(self) -> bool:
        """As a cable that is pulled: nothing is said."""
        if self.socket is None:
            return False
        self.socket.transport.abort()
        return True

    async def until(self, seq: int) -> None:
        while self.last < seq:
            self.news.clear()
            await self.news.wait()

    async def close(self) -> None:
        if self.running:
            self.running.cancel()
            await asyncio.gather(self.running, return_exceptions=True)


@asynccontextmanager
async def readers(built: House, conversations: int, each: int) -> AsyncIterator[list[Reader]]:
    """That many conversations with that many readers each, all of them listening."""
    bot = built.bot.caller
    names = [f"live-{number}" for number in range(conversations)]
    await several([bot.ask("POST", "/v1/conversations", json={"id": name}) for name in names])
    await several([say(bot, name, "m0") for name in names])
    found = [Reader(bot, name) for name in names for _ in range(each)]
    try:
        for begin in range(0, len(found), AT_ONCE):
            some = found[begin : begin + AT_ONCE]
            for reader in some:
                reader.begin()
            await asyncio.wait_for(asyncio.gather(*(reader.until(1) for reader in some)), ENDS_WITHIN_S)
        yield found
    finally:
        await asyncio.gather(*(reader.close() for reader in found))


async def several(calls: Sequence[object]) -> list[object]:
    gate = asyncio.Semaphore(AT_ONCE)

    async def one(call: object) -> object:
        async with gate:
            return await call  # type: ignore[misc]

    return await asyncio.gather(*(one(call) for call in calls))


async def say(bot: Caller, conversation: str, id_: str, text: str = "and then?") -> int:
    body = {"id": id_, "role": "automated_agent", "text": text}
    return int((await bot.ask("POST", f"/v1/conversations/{conversation}/messages", json=body))["seq"])


async def judged(found: Sequence[Reader], outcome: Outcome) -> None:
    """Compare what each reader showed with a fresh fetch."""
    fresh: dict[str, list[int]] = {}
    for reader in found:
        if reader.conversation not in fresh:
            log = Reader(reader.bot, reader.conversation)
            await log._fetch()
            fresh[reader.conversation] = log.seqs
        told = fresh[reader.conversation]
        with suppress(TimeoutError):
            await asyncio.wait_for(reader.until(told[-1]), SYNCED_WITHIN_S)
        outcome.lost += len(set(told) - set(reader.seqs))
        outcome.wrong += len(set(reader.seqs) - set(told))
        outcome.twice += len(reader.seqs) - len(set(reader.seqs))
        outcome.reordered += reader.seqs != sorted(reader.seqs)


async def cuts(setting: Setting) -> Outcome:
    """Lines are cut while somebody speaks; each is away for up to a second."""
    outcome, chance, numbers = Outcome(0), setting.chance(), count(1)
    async with house(setting.folder, setting.postgres or "", agents=0) as built, readers(built, 10, 4) as found:

        async def talk() -> None:
            while True:
                number = next(numbers)
                await say(built.bot.caller, f"live-{number % 10}", f"m{number}")

        talking = [asyncio.create_task(talk()) for _ in range(2)]
        while outcome.trials < setting.trials:
            if chance.choice(found).cut():
                outcome.trials += 1
                setting.progress(outcome.trials)
            await asyncio.sleep(chance.uniform(0, 0.02))
        for task in talking:
            task.cancel()
        await asyncio.gather(*talking, return_exceptions=True)
        await judged(found, outcome)
        outcome.figures["entries shown"] = sum(len(reader.seqs) for reader in found)
    return outcome


async def storm(setting: Setting) -> Outcome:
    """All sockets drop in the same moment; something is said in each conversation before anybody is back."""
    outcome = Outcome(setting.trials)
    _many_files(setting.trials)
    conversations = max(1, setting.trials // 10)
    async with (
        house(setting.folder, setting.postgres or "", agents=0) as built,
        readers(built, conversations, 10) as all_,
    ):
        dropped = sum(reader.cut() for reader in all_)
        began = perf_counter()
        outcome.trials = dropped
        said = [say(built.bot.caller, f"live-{number}", "after") for number in range(conversations)]
        last = dict(zip((f"live-{number}" for number in range(conversations)), await several(said), strict=True))
        with suppress(TimeoutError):
            everybody = asyncio.gather(*(reader.until(int(str(last[reader.conversation]))) for reader in all_))
            await asyncio.wait_for(everybody, ENDS_WITHIN_S)
        took = perf_counter() - began
        await judged(all_, outcome)
        outcome.figures |= {"sockets": len(all_), "all synced s": round(took, 2)}
        if took > SYNCED_WITHIN_S:
            outcome.missed.append(f"all synced after {took:.1f} s, not {SYNCED_WITHIN_S:g}")
    return outcome


async def stalled(setting: Setting) -> Outcome:
    """A tenth of the readers stop reading while long messages come for them; the others must not notice."""
    outcome = Outcome(setting.trials)
    many, conversations = setting.trials * 10, setting.trials
    _many_files(many)
    async with house(setting.folder, setting.postgres or "", agents=0) as built:
        node, bare = built.nodes[0], 0
        bare = node.size()[0]
        async with readers(built, conversations, 10) as found:
            idle = node.size()[0]
            slow, others = found[: setting.trials], found[setting.trials :]
            quiet = await _latencies(built.bot.caller, others, "before", setting.quick)
            for reader in slow:
                if reader.socket:
                    reader.socket.transport.pause_reading()  # type: ignore[attr-defined]
            named = sorted({reader.conversation for reader in slow})
            before, most = node.size()[0], 0
            for number in range(60):
                await several([say(built.bot.caller, name, f"long{number}", LONG) for name in named])
                most = max(most, node.size()[0])
            noisy = await _latencies(
                built.bot.caller, [r for r in others if r.conversation not in named], "then", setting.quick
            )
            grown = (max(most, node.size()[0]) - before) / 2**20
            for reader in slow:
                reader.cut()
            await judged(found, outcome)
    outcome.figures |= {
        "sockets": many,
        "KiB a socket": round((idle - bare) / many / 1024, 1),
        "RSS growth MB": round(grown, 1),
        "p99 before ms": round(quiet * 1000, 1),
        "p99 with stalled ms": round(noisy * 1000, 1),
    }
    if grown > MOST_MB:
        outcome.missed.append(f"{grown:.0f} MB more memory, not {MOST_MB:g}")
    if not setting.quick and noisy > MOST_SLOWER * quiet:
        outcome.missed.append(f"p99 {noisy / quiet:.2f} times, not {MOST_SLOWER:g}")
    return outcome


async def _latencies(bot: Caller, found: Sequence[Reader], prefix: str, quick: bool) -> float:
    """Seconds from a post to the frames of all who read it, at p99."""
    by_name: dict[str, list[Reader]] = {}
    for reader in found:
        by_name.setdefault(reader.conversation, []).append(reader)
    took = []
    names = sorted(by_name)
    for number in range(100 if quick else 1000):
        name = names[number % len(names)]
        began = perf_counter()
        seq = await say(bot, name, f"{prefix}{number}")
        for reader in by_name[name]:
            await asyncio.wait_for(reader.until(seq), SYNCED_WITHIN_S)
            took.append(reader.heard[seq] - began)
    return sorted(took)[int(len(took) * 0.99)]


def _many_files(sockets: int) -> None:
    """Both ends are on this machine; a node takes its limit from here."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = sockets * 2 + 500
    if hard != resource.RLIM_INFINITY and hard < wanted:
        raise Refused(f"{sockets} sockets need {wanted} files open, and {hard} is the most here")
    resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


SCENARIOS = [
    Scenario(
        "G13",
        "live lines cut at random while somebody speaks: what was shown equals a fresh fetch",
        cuts,
        quick_trials=300,
        full_trials=10_000,
        minutes=30,
    ),
    Scenario(
        "G14",
        "live sockets dropped in one moment: all synced within 30 s, nothing missing",
        storm,
        quick_trials=200,
        full_trials=2_000,
        needs=("linux",),
        minutes=10,
    ),
    Scenario(
        "G15",
        "a tenth of the live readers stop reading: at most 50 MB more, the others' p99 at most 1.2 times",
        stalled,
        quick_trials=10,
        full_trials=100,
        needs=("linux",),
        minutes=20,
    ),
]
