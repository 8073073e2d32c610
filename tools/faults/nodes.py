"""Servers of the product, each a process of its own that can be killed, paused and begun again at the same port.

They are forked from a process that has read the program already (forkserver), so that a restart takes a fraction of a
second and a thousand of them can be afforded; everything else is `segue serve`. They end when the bench does.
"""

from __future__ import annotations

import asyncio
import ctypes
import multiprocessing
import os
import signal
import socket
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from multiprocessing.context import ForkServerProcess
from pathlib import Path

import aiohttp

from running import Unexpected, environment

FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload(
    [
        "segue.cli.main",
        "segue.server.application",
        "segue.domain.signals.languages.english.language",
        "pydantic.v1",
        "psycopg",
    ]
)
READY_WITHIN_S = 60.0
DIES_WITH_PARENT = 1  # PR_SET_PDEATHSIG


def _waits(task: asyncio.Task[object]) -> str:
    """What a task waits for, from the outermost call to the innermost; `kill -USR1` writes it to the node's log."""
    steps, at = [task.get_name()], task.get_coro()
    while (frame := getattr(at, "cr_frame", None) or getattr(at, "ag_frame", None)) is not None:
        steps.append(f"{Path(frame.f_code.co_filename).name}:{frame.f_lineno} {frame.f_code.co_name}")
        at = getattr(at, "cr_await", None) or getattr(at, "ag_await", None)
    return " > ".join(steps)


def nothing() -> None:
    pass


def _serve(variables: Mapping[str, str], log: Path, before: Callable[[], None]) -> None:
    """In the new process: become `segue serve`."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(DIES_WITH_PARENT, signal.SIGKILL)
    written = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    for stream in (1, 2):
        os.dup2(written, stream)
    os.environ.clear()
    os.environ.update(variables)
    before()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.default_int_handler if number == signal.SIGINT else signal.SIG_DFL)
    signal.signal(signal.SIGUSR1, lambda *_: print(*map(_waits, asyncio.all_tasks()), sep="\n", flush=True))
    from segue.cli.main import app  # noqa: PLC0415 - not in the bench's own process

    app(["serve"], prog_name="segue")


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


@dataclass
class Node:
    """url: where it listens, for the whole of its lives. log: what it wrote, over all of them.

    before: what the new process does before it becomes the server, from the next life on.
    """

    policy: Path
    store: str
    folder: Path
    number: int = 0
    more: Mapping[str, str] = field(default_factory=dict)
    before: Callable[[], None] = nothing
    port: int = field(default_factory=free_port)
    process: ForkServerProcess | None = None
    lives: int = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def log(self) -> Path:
        return self.folder / f"node-{self.number}.log"

    @property
    def pid(self) -> int:
        assert self.process is not None
        assert self.process.pid is not None
        return self.process.pid

    def begin(self) -> None:
        variables = {**environment(self.store, self.policy), **self.more, "SEGUE_PORT": str(self.port)}
        process = FORKS.Process(target=_serve, args=(variables, self.log, self.before), daemon=True)
        process.start()
        self.process = process
        self.lives += 1

    async def ready(self, session: aiohttp.ClientSession) -> None:
        """Until it answers. Raises Unexpected, with its own words, when it does not."""
        loop = asyncio.get_running_loop()
        until = loop.time() + READY_WITHIN_S
        while loop.time() < until:
            try:
                async with session.get(f"{self.url}/healthz", timeout=aiohttp.ClientTimeout(total=2)) as response:
                    if response.status < 500:
                        return
            except (aiohttp.ClientError, TimeoutError):
                if self.process is None or not self.process.is_alive():
                    break
            await asyncio.sleep(0.01)
        words = self.log.read_text("utf-8", "replace")[-3000:] if self.log.exists() else ""
        raise Unexpected(f"node {self.number} did not start:\n{words}")

    async def kill(self) -> None:
        """SIGKILL, at once; returns when it is gone."""
        await self._end(signal.SIGKILL)

    async def stop(self) -> None:
        """As an operator would: SIGTERM, and SIGKILL when that takes too long."""
        await self._end(signal.SIGTERM)

    async def _end(self, number: signal.Signals) -> None:
        if self.process is None or not self.process.is_alive():
            return
        self.signal(number)
        await asyncio.to_thread(self.process.join, 20)
        if self.process.is_alive():
            self.process.kill()
            await asyncio.to_thread(self.process.join)

    def signal(self, number: signal.Signals) -> None:
        os.kill(self.pid, number)

    def size(self) -> tuple[int, int]:
        """Resident bytes and open files, by /proc; (0, 0) where there is none."""
        try:
            pages = int(Path(f"/proc/{self.pid}/statm").read_text().split()[1])
            return pages * os.sysconf("SC_PAGE_SIZE"), len(list(Path(f"/proc/{self.pid}/fd").iterdir()))
        except OSError:
            return 0, 0
