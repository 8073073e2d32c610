"""Several processes behind one listening socket: begun, begun again when one dies, replaced one by one, and ended.

The parent serves nobody and holds no connection to the database. It ends when all have ended; a worker whose parent is
gone ends by itself.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import socket
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from typing import Any

import structlog

log = structlog.get_logger(__name__)

FIRST_PAUSE_S, LONGEST_PAUSE_S = 0.5, 30.0
LIVED_S = 60.0
"""Who lived so long died of something new: it is begun again after the shortest pause."""

ENDS_WITHIN_S = 20.0
"""After that a worker that was asked to end is killed; one that drains needs no more than ten seconds."""

READY = "ready"
_ASKED = frozenset({signal.SIGTERM, signal.SIGINT})
_RESTART = getattr(signal, "SIGHUP", None)

Work = Callable[..., None]
"""Runs in the worker, with the arguments that `Workers` was given and a `Tie`; to be found by name in its module."""


class Tie:
    """What a worker holds of its parent."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def ready(self) -> None:
        with suppress(OSError):  # the parent is gone; `end_without_parent` ends this one
            self._connection.send(READY)

    def end_without_parent(self) -> None:
        """Ask this process to end when its parent is gone, however that happened."""
        threading.Thread(target=self._wait, name="tie", daemon=True).start()

    def _wait(self) -> None:
        with suppress(EOFError, OSError):
            self._connection.recv()
        os.kill(os.getpid(), signal.SIGTERM)


@dataclass(slots=True, eq=False)
class _Worker:
    process: SpawnProcess
    tie: Connection
    begun_at: float
    failures: int = 0
    ready: bool = False
    asked_at: float | None = None  # to end
    replaces: _Worker | None = None


@dataclass(slots=True)
class _Due:
    at: float
    failures: int


@dataclass
class Workers:
    """all_ready: called once, when the first `count` are. For the main thread."""

    count: int
    work: Work
    arguments: tuple[Any, ...]
    all_ready: Callable[[], None] = lambda: None
    _running: list[_Worker] = field(default_factory=list)
    _due: list[_Due] = field(default_factory=list)  # to be begun again, and when
    _to_replace: deque[_Worker] = field(default_factory=deque)
    _ending: bool = False
    _told: bool = False  # that all are ready
    _failed: bool = False

    def run(self) -> int:
        """Until all have ended. Answers the exit status: 0 when they were asked to and did."""
        with self._signals() as woken:
            for _ in range(self.count):
                self._begin()
            while self._running or (self._due and not self._ending):
                ties = (one.tie for one in self._running if not one.ready and not one.tie.closed)
                ends = (one.process.sentinel for one in self._running)
                wait([woken.fileno(), *(tie.fileno() for tie in ties), *ends], timeout=self._pause())
                self._hear(woken)
                self._look()
        return 1 if self._failed else 0

    # ---- one worker ----------------------------------------------------------------------------------------------

    def _begin(self, failures: int = 0, replaces: _Worker | None = None) -> None:
        context = multiprocessing.get_context("spawn")
        here, there = context.Pipe()
        process = context.Process(target=_in_worker, args=(self.work, there, self.arguments), name="segue worker")
        process.start()
        there.close()
        self._running.append(_Worker(process, here, time.monotonic(), failures, replaces=replaces))

    def _ask_to_end(self, worker: _Worker) -> None:
        if worker.asked_at is None:
            worker.asked_at = time.monotonic()
        with suppress(ProcessLookupError):
            os.kill(worker.process.pid or 0, signal.SIGTERM)

    def _ended(self, worker: _Worker) -> None:
        self._running.remove(worker)
        worker.process.join()
        worker.tie.close()
        status = worker.process.exitcode
        if worker.asked_at is not None:
            self._failed |= status != 0
            log.info("a worker has ended", process=worker.process.pid, status=status)
            return
        log.error("a worker ended by itself", process=worker.process.pid, status=status)
        if not self._told:  # the first ones never got ready: it is not by chance
            self._failed = True
            self._end_all()
        elif worker.replaces is not None:
            log.error("the new worker did not start; the old ones go on")
            self._to_replace.clear()
        elif not self._ending:
            lived = time.monotonic() - worker.begun_at
            failures = 0 if lived >= LIVED_S else worker.failures
            pause = min(LONGEST_PAUSE_S, FIRST_PAUSE_S * 2 ** min(failures, 10))
            self._due.append(_Due(time.monotonic() + pause, failures + 1))

    # ---- all of them ---------------------------------------------------------------------------------------------

    def _end_all(self) -> None:
        self._ending = True
        self._due.clear()
        self._to_replace.clear()
        for worker in self._running:
            self._ask_to_end(worker)

    def _look(self) -> None:
        now = time.monotonic()
        for worker in list(self._running):
            if not worker.ready and not worker.tie.closed and worker.tie.poll():
                self._said(worker)
            if worker.process.exitcode is not None:
                self._ended(worker)
            elif worker.asked_at is not None and now - worker.asked_at > ENDS_WITHIN_S:
                log.error("a worker does not end and is killed", process=worker.process.pid)
                worker.process.kill()
        for due in [one for one in self._due if one.at <= now]:
            self._due.remove(due)
            self._begin(due.failures)
        if not self._told and sum(one.ready for one in self._running) >= self.count:
            self._told = True
            self.all_ready()
        self._replace_next()

    def _said(self, worker: _Worker) -> None:
        try:
            worker.ready = worker.tie.recv() == READY
        except (EOFError, OSError):
            worker.tie.close()
            return
        log.info("a worker is ready", process=worker.process.pid)
        if worker.replaces is not None:
            self._ask_to_end(worker.replaces)
            worker.replaces = None

    def _replace_next(self) -> None:
        """One at a time: the new one serves before the old one is asked to end, and has ended before the next."""
        if self._ending or any(one.replaces or one.asked_at is not None for one in self._running):
            return
        while self._to_replace:
            old = self._to_replace.popleft()
            if old in self._running:
                self._begin(replaces=old)
                return

    def _pause(self) -> float:
        """Seconds until somebody has to be looked at all the same."""
        now = time.monotonic()
        moments = [due.at for due in self._due]
        moments += [one.asked_at + ENDS_WITHIN_S for one in self._running if one.asked_at is not None]
        return max(0.05, min(moments, default=now + 60.0) - now)

    # ---- signals -------------------------------------------------------------------------------------------------

    @contextmanager
    def _signals(self) -> Iterator[socket.socket]:
        """A socket on which the numbers of signals arrive, so that none is missed while waiting."""
        woken, told = socket.socketpair()
        for end in (woken, told):
            end.setblocking(False)
        numbers = [*_ASKED, *([_RESTART] if _RESTART else [])]
        before = {number: signal.signal(number, lambda *_: None) for number in numbers}
        descriptor = signal.set_wakeup_fd(told.fileno(), warn_on_full_buffer=False)
        try:
            yield woken
        finally:
            signal.set_wakeup_fd(descriptor)
            for number, handler in before.items():
                signal.signal(number, handler)
            woken.close()
            told.close()

    def _hear(self, woken: socket.socket) -> None:
        with suppress(BlockingIOError):
            for number in woken.recv(64):
                if number in _ASKED:
                    self._end_all()
                elif number == _RESTART and not self._ending:
                    log.info("workers are replaced one by one")
                    self._to_replace = deque(one for one in self._running if one.asked_at is None)


def _in_worker(work: Work, connection: Connection, arguments: tuple[Any, ...]) -> None:
    if sys.platform != "win32":
        signal.signal(signal.SIGHUP, signal.SIG_IGN)  # the terminal's; what to do with it is for the parent to say
    tie = Tie(connection)
    tie.end_without_parent()
    work(*arguments, tie)
