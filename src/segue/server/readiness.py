"""Whether this process should be given work: asked by a balancer, a container's health check, or a person.

Each check answers what is wrong in plain words, or nothing. What a stranger learns is yes or no.
"""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy.engine import make_url

from segue.domain.errors import SegueError
from segue.flows.env import Env
from segue.ports.health import LookAround, TryWriting
from segue.server.draining import Draining
from segue.settings import Settings

ANSWER_WITHIN_S = 2.0
FRESH_S = 1.0
"""So often at most the store is asked, however often somebody asks this."""
WRITTEN_WITHIN_S = 10.0
"""A commit as recent as this proves that the next will work; else one is tried."""
CLOCKS_APART_S = 2.0


@dataclass(frozen=True, slots=True)
class Trouble:
    """check: which one. keeps_out: whether this process should be given no work; else it is merely worth a look."""

    check: str
    words: str
    keeps_out: bool = True


@dataclass(frozen=True, slots=True)
class Readiness:
    troubles: tuple[Trouble, ...] = ()

    @property
    def ready(self) -> bool:
        return not any(trouble.keeps_out for trouble in self.troubles)


class Gauge:
    """Looks at one process and its store. One look at a time serves all who ask meanwhile."""

    def __init__(self, env: Env, settings: Settings, workspace: str, draining: Draining) -> None:
        self._env, self._settings, self._workspace, self._draining = env, settings, workspace, draining
        self._lock = asyncio.Lock()
        self._found: tuple[float, Readiness] | None = None

    async def look(self) -> Readiness:
        async with self._lock:
            now = asyncio.get_running_loop().time()
            if self._found is None or now - self._found[0] >= FRESH_S:
                found = Readiness(tuple([trouble async for trouble in self._troubles(self._env)]))
                self._found = (asyncio.get_running_loop().time(), found)
            ready = self._found[1]
        return ready if not self._draining.begun else Readiness((_STOPPING, *ready.troubles))

    def forget(self) -> None:
        """Look anew when asked next."""
        self._found = None

    async def _troubles(self, env: Env) -> AsyncIterator[Trouble]:
        checks: tuple[Callable[[Env], Awaitable[Trouble | None]], ...] = (
            self._writes,
            self._reads,
            self._policy,
            self._disk,
        )
        for check in checks:
            if trouble := await check(env):
                yield trouble
        for trouble in _lanes(env):
            yield trouble

    async def _writes(self, env: Env) -> Trouble | None:
        health = env.store.health()
        recent = health.committed_s_ago is not None and health.committed_s_ago < WRITTEN_WITHIN_S
        if recent and not health.failing:
            return None
        try:
            async with asyncio.timeout(ANSWER_WITHIN_S):
                await env.store.write(TryWriting())
        except TimeoutError:
            words = f"a write took longer than {ANSWER_WITHIN_S:g} s; {health.waiting} writes wait"
            return Trouble("write", words)
        except Exception as error:
            why = env.store.health().failing or type(error).__name__
            return Trouble("write", f"the database cannot be written to: {why}")
        return None

    async def _reads(self, env: Env) -> Trouble | None:
        try:
            async with asyncio.timeout(ANSWER_WITHIN_S):
                asked = env.clock.now()
                around = await env.store.read(LookAround())
                answered = env.clock.now()
        except TimeoutError:
            return Trouble("read", f"a read took longer than {ANSWER_WITHIN_S:g} s")
        except Exception as error:
            return Trouble("read", f"the database cannot be read: {type(error).__name__}")
        if around.clock is not None and (apart := seconds_apart(around.clock, asked, answered)) > CLOCKS_APART_S:
            words = f"this machine's clock and the database's are {apart:.1f} s apart; set both by NTP"
            return Trouble("clock", words)
        if around.step != around.newest:
            return Trouble("migrations", *_step_words(around.step, around.newest))
        return None

    async def _policy(self, env: Env) -> Trouble | None:
        try:
            async with asyncio.timeout(ANSWER_WITHIN_S):
                await env.policies.active(self._workspace)
        except SegueError as error:
            return Trouble("policy", f"there is no policy to decide by: {error.message}")
        except Exception as error:
            return Trouble("policy", f"the policy cannot be used: {type(error).__name__}; segue check tells more")
        return None

    async def _disk(self, env: Env) -> Trouble | None:
        url, floor = make_url(self._settings.database), self._settings.disk_floor
        if url.get_backend_name() != "sqlite":
            return None
        free = await asyncio.to_thread(free_bytes, Path(url.database or ""))
        if free is None or free >= floor:
            return None
        return Trouble("disk", f"{free / 1e6:.0f} MB are free where the database is; {floor / 1e6:.0f} MB are needed")


_STOPPING = Trouble("draining", "this process is about to stop")


def free_bytes(file: Path) -> int | None:
    """Where that file is; None when that cannot be told."""
    try:
        return shutil.disk_usage(file.absolute().parent).free
    except OSError:
        return None


def seconds_apart(theirs: datetime, asked: datetime, answered: datetime) -> float:
    """How far another clock is from ours at the least: it was read at some moment between the two."""
    return max((asked - theirs).total_seconds(), (theirs - answered).total_seconds(), 0.0)


def _step_words(step: str, newest: str) -> tuple[str, bool]:
    if step < newest:
        return f"the tables are at step {step or 'none'}, this version needs {newest}; run segue db upgrade", True
    return f"the tables are at step {step}, this version knows {newest}: a newer Segue serves them too", False


def _lanes(env: Env) -> Iterator[Trouble]:
    """A lane that stands still keeps work out; one that fails goes on trying, and every other process would as well."""
    for name in env.pulse.late():
        yield Trouble("lanes", f"the background lane {name!r} stands still")
    for name, beat in env.pulse.lanes.items():
        if beat.failing:
            yield Trouble("lanes", f"the background lane {name!r} fails: {beat.failing}; see the log", keeps_out=False)
