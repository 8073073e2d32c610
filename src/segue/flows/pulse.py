"""How the background lanes of this process fare: when each did its last step, and whether it is at one now."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

LATE_S = 60.0
"""A step may take so long, and a pause so much longer than it should; then something is wrong with the lane."""


@dataclass(slots=True)
class Beat:
    """Times by `time.monotonic()`. at_it_since: while in a step. failing: the last step's error, "" if it went well."""

    every_s: float
    began_at: float
    rested_at: float
    at_it_since: float | None = None
    succeeded_at: float | None = None
    failing: str = ""
    idle: asyncio.Event = field(default_factory=asyncio.Event)

    @contextmanager
    def step(self) -> Iterator[None]:
        self.at_it_since = time.monotonic()
        self.idle.clear()
        try:
            yield
            self.failing, self.succeeded_at = "", time.monotonic()
        except Exception as error:
            self.failing = type(error).__name__
            raise
        finally:
            self.at_it_since, self.rested_at = None, time.monotonic()
            self.idle.set()

    def late(self, now: float) -> bool:
        """In one step for too long, or long overdue for the next."""
        if self.at_it_since is not None:
            return now - self.at_it_since > LATE_S
        return now - self.rested_at > self.every_s + LATE_S


class Pulse:
    """One a process. `stopping` asks the lanes to begin no further step."""

    def __init__(self) -> None:
        self._lanes: dict[str, Beat] = {}
        self.stopping = False

    def lane(self, name: str, every_s: float) -> Beat:
        """A lane that begins now."""
        now = time.monotonic()
        beat = self._lanes[name] = Beat(every_s, now, now)
        beat.idle.set()
        return beat

    @property
    def lanes(self) -> Mapping[str, Beat]:
        return self._lanes

    def late(self) -> tuple[str, ...]:
        now = time.monotonic()
        return tuple(sorted(name for name, beat in self._lanes.items() if beat.late(now)))

    async def rest(self, within_s: float) -> None:
        """Return once no lane is in the middle of a step, or after so long."""
        self.stopping = True
        try:
            async with asyncio.timeout(within_s):
                for beat in list(self._lanes.values()):
                    await beat.idle.wait()
        except TimeoutError:
            return
