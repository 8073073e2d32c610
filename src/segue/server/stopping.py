"""How the server stops: first it says so, then it sends its live sockets away a few at a time, then it ends."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import time
from math import ceil
from types import FrameType

import uvicorn
from uvicorn.server import HANDLED_SIGNALS

from segue.server.draining import Draining
from segue.server.sockets import Socket

SPREAD_S = 2.0
"""Clients connect again at once, elsewhere or here: all in one moment would be a storm."""
ANSWER_S = 0.5
"""So long the last of them have to answer."""
REQUESTS_END_WITHIN_S = 3
MEANT_TWICE_S = 1.0
"""A terminal tells a whole group of processes, and the parent its children once more: that is one wish, told twice."""
FIRST_READ_S = 0.5
"""So long who has just connected has to begin their request."""
_TICK_S = 0.1  # uvicorn's own


class Server(uvicorn.Server):
    """On SIGTERM or Ctrl-C not ready at once, sockets closed with 1012 over a few seconds, requests finished. On the
    second the process ends there and then: what was acknowledged is stored.
    """

    def __init__(self, config: uvicorn.Config, draining: Draining) -> None:
        super().__init__(config)
        self._draining = draining
        self._asked_at: float | None = None
        self._told: set[Socket] = set()
        self._ticks = 0

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """In place of uvicorn's own, which raises the signal again before the store is closed."""
        now = time.monotonic()
        if self._asked_at is None:
            self._draining.begun, self._asked_at = True, now
        elif now - self._asked_at >= MEANT_TWICE_S:
            os._exit(128 + sig)

    async def serve(self, sockets: list[socket.socket] | None = None) -> None:
        await super().serve(sockets)
        if self._asked_at is not None:  # the process ends; what is left to close takes a moment
            for number in HANDLED_SIGNALS:
                signal.signal(number, self.handle_exit)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """What was accepted a moment ago has not been read yet: closed now, its request would be lost with a reset."""
        for server in self.servers:
            server.close()  # other processes on this socket take what comes
        await asyncio.sleep(0)
        until = time.monotonic() + FIRST_READ_S
        while any(map(_silent, self.server_state.connections)) and time.monotonic() < until:  # noqa: ASYNC110
            await asyncio.sleep(0.01)  # uvicorn tells of no event
        await super().shutdown(sockets)

    async def on_tick(self, counter: int) -> bool:
        if self._asked_at is not None and not self.should_exit:
            self.should_exit = self._all_told()
        return await super().on_tick(counter)

    def _all_told(self) -> bool:
        """Tell some of the sockets to leave. True once all have left, or have had their time."""
        live = {one for one in self.server_state.connections if isinstance(one, Socket)}
        left = list(live - self._told)
        ticks_left = max(1, round(SPREAD_S / _TICK_S) - self._ticks)
        self._ticks += 1
        for one in left[: ceil(len(left) / ticks_left)]:
            self._told.add(one)
            one.leave()
        return not live or self._ticks * _TICK_S > SPREAD_S + ANSWER_S


def _silent(connection: object) -> bool:
    """Whether nothing has been asked on it yet."""
    return getattr(connection, "cycle", connection) is None
