"""How uvicorn runs the app: one place for what is safe and fast, for the command line and the tests alike."""

from __future__ import annotations

import asyncio
import gc
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

import uvicorn
from fastapi import FastAPI

from segue.server import sockets
from segue.server.stopping import REQUESTS_END_WITHIN_S, Server
from segue.settings import Settings, WrongSetting

LARGEST_SOCKET_MESSAGE = 64 * 1024
BACKLOG = 2048


def server(app: FastAPI, settings: Settings) -> Server:
    """Forwarded addresses are read by our own rule (SEGUE_TRUSTED_PROXIES), request lines are logged by our own log."""
    return Server(
        uvicorn.Config(
            app,
            host=settings.host,
            port=settings.port,
            access_log=False,
            log_level="warning",
            log_config=None,  # as `segue.cli.log` has it
            proxy_headers=False,
            server_header=False,
            ws=sockets.Socket,
            ws_max_size=LARGEST_SOCKET_MESSAGE,
            ws_ping_interval=sockets.PING_S,
            ws_ping_timeout=sockets.ANSWER_S,
            ws_per_message_deflate=False,  # small frames; its windows would cost each idle socket more than all else
            timeout_graceful_shutdown=REQUESTS_END_WITHIN_S,
        ),
        app.state.draining,
    )


def listen(host: str, port: int) -> socket.socket:
    """A listening socket, taken before anything else is opened. Port 0 takes any free one. Raises WrongSetting."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listening = socket.socket(family, kind, protocol)
    except OSError as error:
        raise WrongSetting("SEGUE_HOST", f"{host!r} is no address of this machine: {error.strerror}") from error
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
        listening.listen(BACKLOG)
    except OSError as error:
        listening.close()
        raise WrongSetting(
            "SEGUE_PORT",
            f"{host}:{port} cannot be listened on: {error.strerror}. Stop the program that uses it, or choose another "
            "port (--port 0 takes any free one)",
        ) from error
    return listening


@asynccontextmanager
async def serving(app: FastAPI, settings: Settings, listening: socket.socket) -> AsyncIterator[asyncio.Task[None]]:
    """Serve while inside; the task ends at SIGTERM or Ctrl-C. For the main thread.

    At the end no new connection is taken, live sockets are closed with 1012, streams end and requests are finished.
    """
    running, draining = server(app, settings), app.state.draining
    with _seldom_collecting():
        task = asyncio.create_task(running.serve(sockets=[listening]), name="server")
        try:
            yield task
        finally:
            running.should_exit = draining.begun = True
            await task
            draining.begun = False  # the same app may be served again


@contextmanager
def _seldom_collecting() -> Iterator[None]:
    """What is loaded by now stays, so the garbage collector need not look at it again and again.

    With Python's own thresholds a message cost a fifth more processor time (`dev.py bench`).
    """
    before = gc.get_threshold()
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 50, 50)
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()
