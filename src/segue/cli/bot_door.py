"""Around the server that `segue bot verify` runs: each call of the bot is written down, and can be made to go wrong."""

from __future__ import annotations

import json
import re
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

MOST_KEPT = 512 * 1024
"""Bytes of a call that are read for the record; no body that Segue takes is longer."""
_PATH = re.compile(r"/v1/conversations/([^/]+)(?:/([a-z]+))?$")


@dataclass(slots=True)
class Asked:
    """A call of the bot. what: messages, drafts, typing …; status: 0 while it is not answered. detail: of a refusal."""

    method: str
    path: str
    conversation: str
    what: str
    body: Mapping[str, Any]
    status: int = 0
    detail: str = ""

    @property
    def speaks(self) -> bool:
        """Whether the bot says something to the customer by it."""
        return self.what == "messages" and self.method == "POST" and self.body.get("role") == "automated_agent"


@dataclass(slots=True)
class Fault:
    """What happens to the bot's words in one conversation. before: awaited before each is looked at.

    broken: for the next ones, "unheard" (503, not stored) or "unanswered" (stored, and 503).
    """

    before: Callable[[], Awaitable[object]] | None = None
    broken: list[str] = field(default_factory=list)


class Door:
    """ASGI around the server."""

    def __init__(
        self, app: ASGIApp, calls: list[Asked], faults: Mapping[str, Fault], changed: Callable[[], object]
    ) -> None:
        """calls: where they are written down. faults: by conversation. changed: called after each."""
        self._app, self._calls, self._faults, self._changed = app, calls, faults, changed

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        came, body = await _read(receive)
        asked = _asked(scope, body)
        self._calls.append(asked)
        said = bytearray()

        async def again() -> Message:
            return came.pop(0) if came else await receive()

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                asked.status = message["status"]
            elif asked.status >= 400 and len(said) < MOST_KEPT:
                said.extend(message.get("body", b""))
            await send(message)

        try:
            await self._through(asked, scope, again, answer)
        finally:
            asked.detail = _detail(bytes(said))
            self._changed()

    async def _through(self, asked: Asked, scope: Scope, receive: Receive, send: Send) -> None:
        fault = self._faults.get(asked.conversation) if asked.speaks else None
        if fault and fault.before:
            await fault.before()
        broken = fault.broken.pop(0) if fault and fault.broken else ""
        if not broken:
            await self._app(scope, receive, send)
            return
        if broken == "unanswered":
            await self._app(scope, receive, _lost)
        await send({"type": "http.response.start", "status": 503, "headers": [(b"content-type", b"application/json")]})
        await send({"type": "http.response.body", "body": b'{"code": "try_again", "detail": "try again"}'})


async def _lost(_: Message) -> None:
    """Nobody reads it."""


async def _read(receive: Receive) -> tuple[list[Message], bytes]:
    came, body = list[Message](), b""
    while len(body) <= MOST_KEPT:
        message = await receive()
        came.append(message)
        body += message.get("body", b"")
        if message["type"] != "http.request" or not message.get("more_body"):
            break
    return came, body


def _asked(scope: Scope, body: bytes) -> Asked:
    found = _PATH.fullmatch(scope["path"])
    told: Any = {}
    with suppress(ValueError, RecursionError):
        told = json.loads(body or b"{}")
    conversation, what = (found[1], found[2] or "") if found else ("", "")
    return Asked(scope["method"], scope["path"], conversation, what, told if isinstance(told, dict) else {})


def _detail(body: bytes) -> str:
    with suppress(ValueError, RecursionError, AttributeError):
        return str(json.loads(body).get("detail", ""))[:300]
    return ""
