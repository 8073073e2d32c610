"""Calls of a language model: bounded in time and number, and none for a while after several failures in a row."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

import structlog

log = structlog.get_logger(__name__)
T = TypeVar("T")

LIMIT_S = 2.0
"""Longest that a model is waited for; then what there was before stands."""

MANY_FAILURES, REST_S = 3, 30.0
"""After so many failures in a row it is not asked for so long."""

_AT_ONCE = 16


@dataclass(frozen=True, slots=True)
class Told(Generic[T]):
    """`state`: answered | too_late | failed | resting. `answer` is None unless it answered."""

    state: str
    answer: T | None = None


@dataclass(slots=True)
class Care:
    """How one model of a process is asked. `purpose`: for the log."""

    purpose: str
    limit_s: float = LIMIT_S
    _failures: int = 0
    _rests_until: float = 0.0
    _room: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(_AT_ONCE))

    async def ask(self, call: Callable[[], Awaitable[T]]) -> Told[T]:
        """What `call` answers, read whole within the limit. Never raises but for a cancellation."""
        now = asyncio.get_running_loop().time()
        if now < self._rests_until or self._room.locked():
            return Told("resting")
        try:
            async with self._room, asyncio.timeout(self.limit_s):
                answer = await call()
        except Exception as error:  # whatever a model's client raises or answers, what there was before stands
            self._failed(now, type(error).__name__)
            return Told("too_late" if isinstance(error, TimeoutError) else "failed")
        self._failures = 0
        return Told("answered", answer)

    def _failed(self, now: float, error: str) -> None:
        self._failures += 1
        log.warning("the model did not answer", purpose=self.purpose, error=error, in_a_row=self._failures)
        if self._failures >= MANY_FAILURES:
            self._failures, self._rests_until = 0, now + REST_S
