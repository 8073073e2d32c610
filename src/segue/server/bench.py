"""Work that keeps a processor busy: done beside the event loop, a few pieces at a time, with few more waiting."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Semaphore
from typing import Any, TypeVar

from segue.domain.errors import TooMany

AT_ONCE = 2
MOST_UNDER_WAY = 8
"""At once, and waiting for their turn."""

LONGEST_S = 10.0
"""After which a piece of work that asks `patience` stops with what it has."""

R = TypeVar("R")


class Bench:
    """One for a server. Belongs to no event loop."""

    def __init__(
        self, at_once: int = AT_ONCE, under_way: int = MOST_UNDER_WAY, full: str = "other drafts are being tried"
    ) -> None:
        """full: what is told to whoever comes too many."""
        self._full = full
        self._pool = ThreadPoolExecutor(at_once, thread_name_prefix="bench")
        self._places = Semaphore(under_way)

    async def run(self, work: Callable[[], R]) -> R:
        """What `work` answers or raises. Raises TooMany when too much is under way already."""
        if not self._places.acquire(blocking=False):
            raise TooMany(f"{self._full} at this moment; try again in 2 s", retry_after_s=2)
        future = self._pool.submit(work)
        future.add_done_callback(self._done)
        return await asyncio.wrap_future(future)

    def _done(self, _: Future[Any]) -> None:
        self._places.release()


def patience(seconds: float = LONGEST_S) -> Callable[[], bool]:
    """Says whether there is time left; it begins when it is asked first."""
    ends: list[float] = []

    def going_on() -> bool:
        if not ends:
            ends.append(time.monotonic() + seconds)
        return time.monotonic() < ends[0]

    return going_on
