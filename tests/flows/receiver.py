"""Another system that takes webhooks, over a real socket: answers as it is told to, and remembers what it saw."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web
from standardwebhooks.webhooks import Webhook, WebhookVerificationError

from segue.signed_webhook import signing_secret

SECRET = "a secret of the shop and its CRM"
CUT_BEFORE, CUT_AFTER, HANG = "cut before it is written down", "written down, then cut", "silent"


@dataclass
class Receiver:
    """answers: what each try gets, else 204. A status, a status with a JSON body, or one of the faults above."""

    answers: list[int | str | tuple[int, Any]] = field(default_factory=list)
    headers: dict[str, str] = field(default_factory=dict)
    tries: list[tuple[str, str]] = field(default_factory=list)  # id and signature of every try
    taken: dict[str, dict[str, Any]] = field(default_factory=dict)  # by id, in order
    twice: list[str] = field(default_factory=list)  # ids that were written down a second time
    asked: list[str] = field(default_factory=list)
    replies: list[int] = field(default_factory=list)  # what each question gets, else whether it has it
    forged: int = 0
    url: str = ""

    async def take(self, request: web.Request) -> web.Response:
        body = await request.text()
        try:
            Webhook(signing_secret(SECRET)).verify(body, dict(request.headers))
        except WebhookVerificationError:
            self.forged += 1
        id_ = request.headers["webhook-id"]
        self.tries.append((id_, request.headers["webhook-signature"]))
        answer = self.answers.pop(0) if self.answers else 204
        if answer == CUT_BEFORE:
            self._cut(request)
        elif answer == HANG:
            await asyncio.sleep(60)
        elif answer == CUT_AFTER:
            self._write_down(id_, body)
            self._cut(request)
        status, said = answer if isinstance(answer, tuple) else (answer, None)
        if isinstance(status, int):
            if 200 <= status < 300 and said is None:
                self._write_down(id_, body)
            return web.json_response(said, status=status, headers=self.headers) if said else self._plain(status)
        return self._plain(500)

    async def has(self, request: web.Request) -> web.Response:
        self.asked.append(request.query["id"])
        if self.replies:
            return web.Response(status=self.replies.pop(0))
        return web.Response(status=200 if request.query["id"] in self.taken else 404)

    def _plain(self, status: int) -> web.Response:
        return web.Response(status=status, headers=self.headers)

    def _write_down(self, id_: str, body: str) -> None:
        if id_ in self.taken:
            self.twice.append(id_)
        self.taken.setdefault(id_, json.loads(body))

    @staticmethod
    def _cut(request: web.Request) -> None:
        assert request.transport is not None
        request.transport.abort()

    def texts(self) -> list[str]:
        return [event["data"]["text"] for event in self.taken.values()]


@asynccontextmanager
async def receiving() -> AsyncIterator[Receiver]:
    receiver = Receiver()
    app = web.Application()
    app.router.add_post("/in", receiver.take)
    app.router.add_get("/has", receiver.has)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    receiver.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield receiver
    finally:
        await runner.cleanup()
