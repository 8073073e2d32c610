"""The writer: a thread that commits many units in one transaction and answers after the commit."""

from __future__ import annotations

import asyncio
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import structlog

from segue.causes import cause_of
from segue.domain.errors import Invalid, NotFound, TryAgain
from segue.figures import COMMIT_S, COMMIT_UNITS, COMMITS_FAILED
from segue.ports.store import Alone, Unit
from segue.store.driver import Database, Failure, WriteConnection
from segue.store.recent import Recent
from segue.store.scope import scope_of
from segue.store.transaction import Writing

GROUP = 128  # units in one transaction at most
WAITING = 10_000  # units waiting at most; beyond that callers are told to come back
_ALONE_TRIES = 3

Executor = Callable[[Writing, Any], Any]
log = structlog.get_logger(__name__)


@dataclass(slots=True, eq=False)
class _Job:
    unit: Unit[Any]
    future: asyncio.Future[Any]
    result: Any = None
    error: Exception | None = None


@dataclass(slots=True)
class Commits:
    """How the writers of one store fare. failing: why the last commit failed, "" once one succeeded."""

    failing: str = ""
    at: float | None = None  # of the last that succeeded, by time.monotonic()

    def failed(self, error: Exception) -> None:
        self.failing = cause_of(error)
        COMMITS_FAILED.inc()

    def succeeded(self, units: int, took_s: float) -> None:
        self.failing, self.at = "", time.monotonic()
        COMMIT_S.observe(took_s)
        COMMIT_UNITS.observe(units)


class Writer:
    """One lane. `executors` say how each type of unit is written."""

    def __init__(
        self,
        database: Database,
        recent: Recent,
        executors: Mapping[type[Unit[Any]], Executor],
        name: str,
        commits: Commits | None = None,
    ) -> None:
        self._database = database
        self._recent = recent
        self._executors = executors
        self._commits = commits or Commits()
        self._waiting: deque[_Job] = deque()
        self._wake = threading.Condition()
        self._closing = False
        self._connection: WriteConnection | None = None
        self._thread = threading.Thread(target=self._work, name=name, daemon=True)
        self._thread.start()

    async def write(self, unit: Unit[Any]) -> Any:
        """Raises TryAgain when too many units wait, or the store is closing."""
        if type(unit) not in self._executors:
            raise TypeError(f"the store cannot write {type(unit).__name__}")
        job = _Job(unit, asyncio.get_running_loop().create_future())
        with self._wake:
            if self._closing:
                raise TryAgain("the store is closing")
            if len(self._waiting) >= WAITING:
                raise TryAgain("too many writes are waiting", retry_after_s=1)
            self._waiting.append(job)
            if len(self._waiting) == 1:
                self._wake.notify()
        return await job.future

    @property
    def waiting(self) -> int:
        return len(self._waiting)

    def close(self) -> None:
        """Write what waits, then stop. Blocks."""
        with self._wake:
            self._closing = True
            self._wake.notify()
        self._thread.join()

    def _work(self) -> None:
        while group := self._next_group():
            try:
                self._commit(group)
            except Exception as error:  # the writer must live on, whatever happened to this group
                log.exception("a group of writes failed")
                for job in group:
                    job.error = error
            _answer(group)
        self._disconnect()

    def _next_group(self) -> list[_Job]:
        with self._wake:
            while not self._waiting and not self._closing:
                self._wake.wait()
            if self._waiting and isinstance(self._waiting[0].unit, Alone):
                return [self._waiting.popleft()]
            group: list[_Job] = []
            while self._waiting and len(group) < GROUP and not isinstance(self._waiting[0].unit, Alone):
                group.append(self._waiting.popleft())
            return group

    def _commit(self, group: Sequence[_Job]) -> None:
        try:
            if isinstance(group[0].unit, Alone):
                self._outside(group[0])
            else:
                self._transaction(group)
        except Exception as error:
            failure = self._database.classify(error)
            if failure is Failure.PASSING:
                self._give_up(group, error)
            elif len(group) == 1 and failure is not Failure.COLLISION:
                group[0].error = _plain(error, failure)
            else:
                self._commit_alone(group)

    def _commit_alone(self, group: Sequence[_Job]) -> None:
        for at, job in enumerate(group):
            for left in reversed(range(_ALONE_TRIES)):
                try:
                    self._transaction([job])
                except Exception as error:
                    failure = self._database.classify(error)
                    if failure is Failure.PASSING:
                        self._give_up(group[at:], error)
                        return
                    if failure is Failure.COLLISION and left:
                        continue
                    job.error = _plain(error, failure)
                break

    def _outside(self, job: _Job) -> None:
        statements = self._connected().statements
        job.result = self._executors[type(job.unit)](statements, job.unit)

    def _transaction(self, group: Sequence[_Job]) -> None:
        """Run the group and commit. Raises when it was rolled back; then every job of it is to be run again.

        A unit that fails before it has written anything keeps its error and does not disturb the others.
        """
        try:
            connection = self._connected()
            connection.begin([job.unit for job in group])
            statements = connection.statements
            for job in group:
                statements.wrote = False
                job.error = None
                try:
                    statements.within(scope_of(job.unit))
                    job.result = self._executors[type(job.unit)](statements, job.unit)
                except Exception as error:
                    if statements.wrote or self._database.is_own(error):
                        raise
                    job.error = _plain(error, self._database.classify(error))
            self._recent.committing()
            began = time.perf_counter()
            connection.commit()
            took_s = time.perf_counter() - began
        except BaseException:
            self._recent.failed()
            self._undo()
            raise
        self._recent.committed()
        self._commits.succeeded(len(group), took_s)

    def _connected(self) -> WriteConnection:
        if self._connection is None:
            self._connection = self._database.writer(self._recent)
        return self._connection

    def _undo(self) -> None:
        if self._connection is not None:
            try:
                self._connection.rollback()
            except Exception:
                self._disconnect()

    def _disconnect(self) -> None:
        if self._connection is not None:
            with suppress(Exception):
                self._connection.close()
            self._connection = None

    def _give_up(self, jobs: Iterable[_Job], error: Exception) -> None:
        """After a failed sync nothing of the connection can be trusted: the next group opens a new one."""
        self._disconnect()
        self._commits.failed(error)
        log.warning("the database cannot be written to now", error=cause_of(error))
        for job in jobs:
            job.error = TryAgain("the database cannot be written to now", retry_after_s=1)


def _plain(error: Exception, failure: Failure) -> Exception:
    """The driver's words may quote what was to be stored; they stay inside."""
    match failure:
        case Failure.UNFIT:
            return Invalid("the database cannot hold this text")
        case Failure.ELSEWHERE:
            return NotFound("there is no such thing in this workspace")
        case _:
            return error


def _answer(group: Sequence[_Job]) -> None:
    """One call into each event loop for the whole group."""
    loops: dict[asyncio.AbstractEventLoop, list[_Job]] = {}
    for job in group:
        loops.setdefault(job.future.get_loop(), []).append(job)
    for loop, jobs in loops.items():
        with suppress(RuntimeError):  # the loop was closed: nobody waits any more
            loop.call_soon_threadsafe(_resolve, jobs)


def _resolve(jobs: Sequence[_Job]) -> None:
    for job in jobs:
        if job.future.done():
            continue
        if job.error is not None:
            job.future.set_exception(job.error)
        else:
            job.future.set_result(job.result)
