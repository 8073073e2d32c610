"""A clock that is set while Segue runs: by hand, by a time server at last, or after the machine slept.

The monotonic clock knows better how much time has passed. Only where one process has the database: several machines
would each shift for the others, and a node whose clock differs from the database's says that it is not ready instead.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from segue.flows.env import Env
from segue.ports.clock import ShiftTimes

log = structlog.get_logger(__name__)

SET = timedelta(seconds=5)
"""Less than that is a clock that goes a little fast or slow."""


@dataclass(slots=True)
class ClockWatch:
    monotonic: Callable[[], float] = time.monotonic
    _seen: tuple[datetime, float] | None = None

    async def step(self, env: Env) -> int:
        """Answers how many times were shifted."""
        now, passed = env.clock.now(), self.monotonic()
        before, self._seen = self._seen, (now, passed)
        if before is None:
            return 0
        should_be = before[0] + timedelta(seconds=passed - before[1])
        by = now - should_be
        if abs(by) < SET:
            return 0
        try:
            shifted = await env.store.write(ShiftTimes(by, before[0]))
        except Exception:
            self._seen = before  # the next step sees all of it
            raise
        log.warning("the clock was set", by_s=round(by.total_seconds(), 1), shifted=shifted)
        return shifted
