"""G6: the disk is full, or does not write, while a server on SQLite relays messages; then it is well again.

The server has a small disk of its own (tmpfs in a private mount namespace), which the bench fills through /proc and
frees again; or strace answers its syncs and writes to the file with EIO for a moment. Meanwhile writes must be refused
with 503 and a reason, reads and /healthz must work and /readyz must say no; afterwards messages must be accepted within
five seconds without a restart, and everything that was ever acknowledged must be there.
"""

from __future__ import annotations

import asyncio
import ctypes
import os
import random
import shutil
import signal
import subprocess
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import aiohttp

from faults.house import house
from faults.kills import integrity
from faults.nodes import Node
from faults.relay import outcome, quantiles, traffic
from faults.scenario import NotRun, Outcome, Scenario, Setting

CUSTOMERS = 4
BACK_WITHIN_S = 5.0
SEEN_WITHIN_S = 15.0
DISK_BYTES, A_TRIAL_BYTES = 64_000_000, 6_000_000
"""The database grows by what is written until its log has come to its end: 4 MB, and then it asks for more."""
NEW_NAMESPACE, PRIVATE, RECURSIVE = 0x00020000, 1 << 18, 1 << 14  # CLONE_NEWNS, MS_PRIVATE, MS_REC
LONG = "words " * 2_000


def own_disk(where: str, size: int) -> None:
    """In a new process: a small disk that it alone has."""
    libc = ctypes.CDLL(None, use_errno=True)
    done = (
        libc.unshare(NEW_NAMESPACE) == 0
        and libc.mount(b"none", b"/", None, PRIVATE | RECURSIVE, None) == 0
        and libc.mount(b"tmpfs", where.encode(), b"tmpfs", 0, f"size={size}".encode()) == 0
    )
    if not done:
        raise OSError(ctypes.get_errno(), "no disk of its own")


@dataclass
class Probe:
    """Somebody who writes and looks at one server while its disk is not well. acknowledged: ids that were answered."""

    node: Node
    session: aiohttp.ClientSession
    found: Outcome
    acknowledged: list[str] = field(default_factory=list)
    asked: int = 0
    refusals: int = 0

    async def write(self) -> int:
        """One long message. Answers the status; 0 for no answer at all."""
        self.asked += 1
        body = {"id": f"disk-{self.asked}", "role": "end_user", "text": LONG}
        try:
            async with self._ask("POST", "/v1/conversations/probed/messages", json=body) as response:
                if response.status < 300:
                    self.acknowledged.append(body["id"])
                elif response.status != 503:
                    self._wrong(f"a message was refused with {response.status}: {(await response.text())[:300]}")
                else:
                    self.refusals += 1
                    said = await response.json(content_type=None)
                    if not said.get("detail") or "Retry-After" not in response.headers:
                        self._wrong(f"the refusal gives no reason, or no time to come back: {said}")
                return response.status
        except (aiohttp.ClientError, TimeoutError) as error:
            self._wrong(f"a message had no answer: {error!r}")
            return 0

    async def until(self, true: Callable[[], Awaitable[bool]], what: str) -> float:
        """Seconds that it took."""
        loop = asyncio.get_running_loop()
        began = loop.time()
        while not await true():
            if loop.time() - began > SEEN_WITHIN_S:
                self.found.stuck += 1
                self.found.notes.append(f"{what}: not within {SEEN_WITHIN_S:g} s")
                break
            await asyncio.sleep(0.01)
        return loop.time() - began

    async def refused(self) -> bool:
        return await self.write() == 503

    async def accepted(self) -> bool:
        return 200 <= await self.write() < 300

    async def unready(self) -> bool:
        async with self._ask("GET", "/readyz") as response:
            return response.status == 503

    async def alive(self) -> None:
        """Reads and the look at the process work all the while."""
        for path in ("/healthz", "/v1/conversations/probed", "/v1/conversations/probed/entries?after=0&limit=1"):
            async with self._ask("GET", path) as response:
                if response.status != 200:
                    self._wrong(f"GET {path} is answered {response.status} while nothing can be written")

    async def everything_is_there(self) -> None:
        after, there = 0, set[str]()
        while True:
            path = f"/v1/conversations/probed/entries?after={after}"
            async with self._ask("GET", path) as response:
                page = (await response.json())["entries"]
            if not page:
                break
            there |= {entry["message_id"] for entry in page}
            after = page[-1]["seq"]
        gone = [one for one in self.acknowledged if one not in there]
        self.found.lost += len(gone)
        self.found.notes += [f"acknowledged and gone: {', '.join(gone[:5])}"] if gone else []

    def _ask(self, method: str, path: str, **request: Any) -> Any:
        timeout = aiohttp.ClientTimeout(total=20)
        return self.session.request(method, self.node.url + path, timeout=timeout, **request)

    def _wrong(self, words: str) -> None:
        self.found.wrong += 1
        self.found.notes.append(words)


Fault = Callable[[Node, random.Random], Any]
"""An asynchronous context manager: inside it the disk is not well."""


@asynccontextmanager
async def full(node: Node, _chance: random.Random) -> AsyncIterator[None]:
    """Until not one byte more can be written."""
    ballast = seen_from_outside(node) / "ballast"
    await asyncio.to_thread(_fill, ballast)
    try:
        yield
    finally:
        ballast.unlink()


def seen_from_outside(node: Node) -> Path:
    return Path(f"/proc/{node.pid}/root{node.folder}/disk")


def _fill(ballast: Path) -> None:
    with ballast.open("wb", buffering=0) as stream:
        for size in (1_000_000, 4_096, 1):
            with suppress(OSError):
                while stream.write(bytes(size)) == size:
                    pass


@asynccontextmanager
async def failing(node: Node, chance: random.Random) -> AsyncIterator[None]:
    call = chance.choice(("fdatasync", "pwrite64", "fdatasync,pwrite64"))
    options = ("-e", f"trace={call}", "-e", f"inject={call}:error=EIO")
    tracer = await asyncio.create_subprocess_exec(
        *("strace", "-f", "-o", os.devnull, "-p", str(node.pid), *options),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    assert tracer.stderr is not None
    said = await tracer.stderr.readline()
    if b"attached" not in said:
        raise NotRun(f"strace did not attach: {said.decode(errors='replace').strip()}")
    try:
        yield
    finally:
        tracer.send_signal(signal.SIGINT)
        await tracer.communicate()


async def trial(probe: Probe, fault: Fault, chance: random.Random) -> float:
    """Answers how long it took until a message was accepted again."""
    async with fault(probe.node, chance):
        await probe.until(probe.refused, "a write is refused")
        await probe.alive()
        await probe.until(probe.unready, "/readyz says no")
    return await probe.until(probe.accepted, "a write is accepted again")


async def unwell(setting: Setting, fault: Fault, **ways: Any) -> Outcome:
    seen, back = Outcome(0), list[float]()
    chance = setting.chance()
    settings = {"SEGUE_DISK_FLOOR": "0MB"}  # the refusal is to be seen, not the warning long before it
    async with house(setting.folder, more=settings, **ways) as built, aiohttp.ClientSession() as session:
        session.headers["Authorization"] = f"Bearer {built.key}"
        await built.bot.caller.ask("POST", "/v1/conversations", json={"id": "probed", "language": "en"})
        probe = Probe(built.nodes[0], session, seen)
        async with traffic(built, CUSTOMERS, think_s=0.2):
            for number in range(setting.trials):
                back.append(await trial(probe, fault, chance))
                seen.trials += 1
                setting.progress(number + 1)
        await probe.everything_is_there()
        found = outcome(setting, built, seen.trials)
        found.missed.clear()  # of repetitions: each fault strikes whatever is just being sent, and there is little else
        copied = await asyncio.to_thread(_as_after_a_crash, built.nodes[0], setting.folder)
    found.lost, found.stuck, found.wrong = found.lost + seen.lost, found.stuck + seen.stuck, found.wrong + seen.wrong
    found.notes += seen.notes[:10]
    median, longest = quantiles(back, 0.5, 1)
    found.figures |= {
        "long messages acknowledged": len(probe.acknowledged),
        "refused with 503": probe.refusals,
        "until accepted again, median ms": median,
        "longest ms": longest,
        "integrity_check": integrity(copied),
    }
    found.wrong += found.figures["integrity_check"] != "ok"
    if longest > BACK_WITHIN_S * 1000 and not setting.quick:
        found.missed.append(f"once it took {longest:g} ms until a message was accepted again, more than 5 s")
    return found


def _as_after_a_crash(node: Node, folder: Path) -> Path:
    """The database and its log as they lie on the disk while the server stands still; the disk goes with the server."""
    node.signal(signal.SIGSTOP)
    try:
        there = seen_from_outside(node) if (folder / "disk").exists() else folder
        for file in there.glob("segue.db*"):
            if not file.name.endswith("-shm"):
                shutil.copy(file, folder / file.name.replace("segue", "copied"))
    finally:
        node.signal(signal.SIGCONT)
    return folder / "copied.db"


async def disk_full(setting: Setting) -> Outcome:
    if os.geteuid() != 0:
        raise NotRun("only root may mount a disk for one process")
    disk = setting.folder / "disk"
    disk.mkdir()
    size = DISK_BYTES + setting.trials * A_TRIAL_BYTES
    return await unwell(setting, full, store=f"sqlite:///{disk}/segue.db", before=partial(own_disk, str(disk), size))


async def disk_fails(setting: Setting) -> Outcome:
    return await unwell(setting, failing)


SCENARIOS = [
    Scenario(
        "G6-full",
        "the disk of a server on SQLite is full: refused with 503, reads and /healthz work, back within 5 s of space",
        disk_full,
        quick_trials=3,
        full_trials=50,
        needs=("linux",),
        minutes=30,
    ),
    Scenario(
        "G6-eio",
        "syncs, or writes to the file, fail with EIO for a moment: refused with 503, back within 5 s, nothing lost",
        disk_fails,
        quick_trials=10,
        full_trials=200,
        needs=("linux", "strace"),
        minutes=30,
    ),
]
