"""Asks an ASGI app directly, so that a test can say from which address, and see an answer that never ends begin."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from fastapi import FastAPI
from starlette.datastructures import Headers

HERE = ("127.0.0.1", 50000)
AFAR = ("192.0.2.7", 50000)


@dataclass
class Answer:
    status: int = 0
    headers: Headers = field(default_factory=lambda: Headers({}))
    body: bytes = b""

    @property
    def json(self) -> Any:
        return json.loads(self.body)


class Client:
    """`token` goes into Authorization, `session` into the cookie, with the header that only a page of ours can add."""

    def __init__(self, app: FastAPI, host: str = "127.0.0.1:8440") -> None:
        self.app, self.host = app, host

    async def ask(
        self,
        method: str,
        path: str,
        *,
        token: str = "",
        session: str = "",
        body: Any = None,
        raw: bytes | list[bytes] | None = None,
        headers: dict[str, str] | None = None,
        client: tuple[str, int] = AFAR,
        only_status: bool = False,
    ) -> Answer:
        sent = {"host": self.host, **self.proof(token, session)}
        chunks = raw if isinstance(raw, list) else [b"" if raw is None else raw]
        if body is not None:
            chunks = [json.dumps(body).encode()]
        if body is not None or raw is not None:
            sent["content-type"] = "application/json"
            if not isinstance(raw, list):
                sent["content-length"] = str(len(chunks[0]))
            else:
                sent["transfer-encoding"] = "chunked"
        sent |= headers or {}
        return await self._run(scope("http", method, path, sent, client), chunks, only_status)

    def proof(self, token: str = "", session: str = "") -> dict[str, str]:
        proof = {"authorization": f"Bearer {token}"} if token else {}
        if session:
            proof |= {"cookie": f"{self.app.state.identity.cookie}={session}", "x-segue": "desk"}
        return proof

    async def _run(self, asked: dict[str, Any], chunks: list[bytes], only_status: bool) -> Answer:
        answer, begun, waiting = Answer(), asyncio.Event(), list(chunks)

        async def receive() -> dict[str, Any]:
            if waiting:
                return {"type": "http.request", "body": waiting.pop(0), "more_body": bool(waiting)}
            await asyncio.Event().wait()
            raise AssertionError("unreachable")

        async def send(message: dict[str, Any]) -> None:
            if message["type"] == "http.response.start":
                answer.status, answer.headers = message["status"], Headers(raw=message["headers"])
                begun.set()
            else:
                answer.body += message.get("body", b"")

        running = asyncio.ensure_future(self.app(asked, receive, send))
        if only_status:
            started = asyncio.ensure_future(begun.wait())
            await asyncio.wait({running, started}, return_when=asyncio.FIRST_COMPLETED)
            started.cancel()
            if not running.done():
                running.cancel()
                await asyncio.gather(running, return_exceptions=True)
                return answer
        await running
        return answer

    async def open_socket(self, path: str, query: str, headers: dict[str, str] | None = None) -> int:
        """Try a WebSocket: the code it is closed with, or 0 when it stays open."""
        asked = scope("websocket", "GET", f"{path}?{query}", {"host": self.host, **(headers or {})}, AFAR)
        asked |= {"scheme": "ws", "subprotocols": []}
        first, told, codes = [{"type": "websocket.connect"}], asyncio.Event(), []

        async def receive() -> dict[str, Any]:
            if first:
                return first.pop()
            await asyncio.Event().wait()
            raise AssertionError("unreachable")

        async def send(message: dict[str, Any]) -> None:
            if message["type"] == "websocket.close":
                codes.append(message["code"])
            if message["type"] in {"websocket.close", "websocket.send"}:
                told.set()

        running = asyncio.ensure_future(self.app(asked, receive, send))
        heard = asyncio.ensure_future(told.wait())
        await asyncio.wait({running, heard}, return_when=asyncio.FIRST_COMPLETED, timeout=1)
        code = codes[0] if codes else 0  # what comes after this, our own leaving causes
        for task in (running, heard):
            task.cancel()
        await asyncio.gather(running, heard, return_exceptions=True)
        return code

    def listen(self, path: str, query: str) -> Line:
        """Open a WebSocket and keep what it says."""
        asked = scope("websocket", "GET", f"{path}?{query}", {"host": self.host}, AFAR)
        return Line(self.app, asked | {"scheme": "ws", "subprotocols": []})


class Line:
    """An open WebSocket. frames: what it has said so far. code: what it was closed with, 0 while it is open."""

    def __init__(self, app: FastAPI, asked: dict[str, Any]) -> None:
        self.frames: list[Any] = []
        self.code = 0
        self._said = asyncio.Event()
        self._hears: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self._hears.put_nowait({"type": "websocket.connect"})
        self._running = asyncio.ensure_future(app(asked, self._hears.get, self._send))

    async def _send(self, message: dict[str, Any]) -> None:
        if message["type"] == "websocket.send":
            self.frames.append(json.loads(message["text"]))
        if message["type"] == "websocket.close":
            self.code = message["code"]
        self._said.set()

    def say(self, frame: Any) -> None:
        self._hears.put_nowait({"type": "websocket.receive", "text": json.dumps(frame)})

    async def until(self, enough: Callable[[], bool]) -> None:
        """Wait until so much was said. Raises TimeoutError after 2 seconds."""
        async with asyncio.timeout(2):
            while not enough():
                self._said.clear()
                await self._said.wait()

    async def close(self) -> None:
        self._hears.put_nowait({"type": "websocket.disconnect", "code": 1001})
        await self._running


def scope(kind: str, method: str, path: str, headers: dict[str, str], client: tuple[str, int]) -> dict[str, Any]:
    where, _, query = path.partition("?")
    return {
        "type": kind,
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": where,
        "raw_path": where.encode("utf-8", "surrogatepass"),
        "query_string": query.encode("utf-8", "surrogatepass"),
        "root_path": "",
        "headers": [(name.lower().encode(), value.encode("latin-1")) for name, value in headers.items()],
        "client": client,
        "server": ("127.0.0.1", 8440),
        "state": {},
    }
