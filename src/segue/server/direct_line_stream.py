"""The WebSocket of Direct Line 3.0 (`server/direct_line.py`): activities as they come.

Clients take any end of it for "come back": they ask for a new address in 3 to 15 s.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import aclosing, contextmanager
from typing import Any

from starlette.requests import HTTPConnection
from starlette.websockets import WebSocket, WebSocketDisconnect

from segue.channels.direct_line import position_in
from segue.domain.channels import Thread
from segue.domain.errors import NotFound, SegueError
from segue.server.direct_line import DirectLine
from segue.server.direct_line_access import STREAM, Entered
from segue.server.routes_live import TICK_S, number_in, until_one_ends

ALIVE_EVERY_S = 15.0
FRAME = 20
"""Activities in one, at most."""


def line_of(connection: HTTPConnection) -> DirectLine:
    line: DirectLine = connection.app.state.direct_line
    return line


class Streams:
    """Who reads in this process: one socket a conversation, as the protocol has it; the newer one stays."""

    def __init__(self) -> None:
        self._open: dict[tuple[str, str, str], asyncio.Event] = {}

    def __len__(self) -> int:
        return len(self._open)

    @contextmanager
    def one(self, *key: *tuple[str, str, str]) -> Iterator[asyncio.Event]:
        """Set once there is a newer one. Nobody waits here for the older to be closed: it may not be listening."""
        if before := self._open.get(key):
            before.set()
        own = self._open[key] = asyncio.Event()
        try:
            yield own
        finally:
            if self._open.get(key) is own:
                del self._open[key]


async def stream(socket: WebSocket) -> None:
    await socket.accept()
    line, ref = line_of(socket), socket.path_params["conversation"]
    try:
        entered = await line.access.entered(socket.query_params.get("t", ""), STREAM)
        entered.must_be_from(socket.headers.get("origin", ""))
        thread = await line.thread(entered, ref)
    except SegueError as error:
        await _close(socket, 4404 if isinstance(error, NotFound) else 4403, error.message[:120])
        return
    after = number_in(socket.query_params.get("watermark", ""), 0)
    with _streams(socket).one(entered.workspace, entered.channel.name, ref) as newer:
        writing, listening = _write(socket, line, entered, thread, after), _listen(socket)
        await until_one_ends(socket, writing, listening, _gives_way(socket, newer))


def _streams(socket: WebSocket) -> Streams:
    streams: Streams = socket.app.state.streams
    return streams


async def _gives_way(socket: WebSocket, newer: asyncio.Event) -> None:
    await newer.wait()
    await _close(socket, 1000, "collision")


async def _write(socket: WebSocket, line: DirectLine, entered: Entered, thread: Thread, after: int) -> None:
    """What there is and what comes, and an empty frame now and then; until the channel is not there any more."""
    loop = asyncio.get_running_loop()
    alive = loop.time()
    try:
        async with aclosing(line.follow(entered, thread, after, TICK_S)) as items:
            async for news in items:
                if news is not None:
                    await _tell(socket, *news)
                    continue
                if not await line.access.counts(entered):
                    await _close(socket, 4403, "this channel or its secret is not there any more")
                    return
                if loop.time() - alive >= ALIVE_EVERY_S:
                    alive = loop.time()
                    await socket.send_text("")
    except NotFound as error:
        await _close(socket, 4404, error.message[:120])


async def _tell(socket: WebSocket, found: Sequence[Mapping[str, Any]], at: int) -> None:
    """at: position of the last entry that was looked at, which may be one that clients do not see."""
    for begin in range(0, len(found), FRAME):
        activities = found[begin : begin + FRAME]
        last = begin + FRAME >= len(found)
        mark = at if last else position_in(str(activities[-1]["id"]))
        await socket.send_text(json.dumps({"activities": activities, "watermark": str(mark)}))


async def _listen(socket: WebSocket) -> None:
    """Clients send empty frames to keep the line; whatever they send is passed over."""
    while True:
        message = await socket.receive()
        if message["type"] == "websocket.disconnect":
            raise WebSocketDisconnect(message.get("code", 1005))


async def _close(socket: WebSocket, code: int, why: str) -> None:
    try:
        await socket.close(code, why)
    except RuntimeError:  # it is closed already
        return
