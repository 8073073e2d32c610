"""Another system, played on loopback: it keeps what it was asked and answers what the test says."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
from aiohttp import web
from aiohttp.test_utils import TestServer

from segue.outbound import Limits, Outbound


@dataclass(frozen=True)
class Asked:
    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True)
class Said:
    """`body` is sent as JSON unless it is bytes.

    how: whole | half (then the line breaks) | drop by drop | on and on | never."""

    body: Any = None
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    content_type: str = "application/json"
    how: str = "whole"

    @property
    def content(self) -> bytes:
        return self.body if isinstance(self.body, bytes) else json.dumps(self.body).encode()


class Vendor:
    """`exchanges`: what was asked and said, in order. A list of answers is given one by one; the last one stays."""

    def __init__(self, answer: Callable[[Asked], Said] | list[Said]) -> None:
        self.exchanges: list[tuple[Asked, Said]] = []
        self._answer = answer
        self.base = ""

    @property
    def asked(self) -> list[Asked]:
        return [asked for asked, _ in self.exchanges]

    def at(self, url: str) -> str:
        """Where an address of the vendor is played."""
        return self.base + "/".join(["", *url.split("/")[3:]])

    async def handle(self, request: web.Request) -> web.StreamResponse:
        asked = Asked(request.method, request.path, dict(request.query), dict(request.headers), await request.read())
        if isinstance(self._answer, list):
            said = self._answer[min(len(self.exchanges), len(self._answer) - 1)]
        else:
            said = self._answer(asked)
        self.exchanges.append((asked, said))
        if said.how != "whole":
            return await _badly(request, said)
        return web.Response(
            body=said.content, status=said.status, headers=dict(said.headers), content_type=said.content_type
        )


async def _badly(request: web.Request, said: Said) -> web.StreamResponse:
    if said.how == "never":
        await asyncio.Event().wait()
    response = web.StreamResponse(status=said.status, headers={"Content-Type": said.content_type, **said.headers})
    if said.how == "on and on":
        await response.prepare(request)
        while True:
            await response.write(said.content)
            await asyncio.sleep(0.01)
    response.content_length = len(said.content)
    await response.prepare(request)
    if said.how == "half":
        await response.write(said.content[: len(said.content) // 2])
        assert request.transport is not None
        request.transport.close()
        return response
    for byte in said.content:
        await response.write(bytes([byte]))
        await asyncio.sleep(0.05)
    return response


@asynccontextmanager
async def played(answer: Callable[[Asked], Said] | list[Said] | Vendor) -> AsyncIterator[Vendor]:
    vendor = answer if isinstance(answer, Vendor) else Vendor(answer)
    app = web.Application()
    app.router.add_route("*", "/{tail:.*}", vendor.handle)
    server = TestServer(app)
    await server.start_server(access_log=None, shutdown_timeout=0.1)
    try:
        vendor.base = str(server.make_url("")).rstrip("/")
        yield vendor
    finally:
        await server.close()


class Waits:
    """A clock that only moves when somebody sleeps. `slept`: seconds, each time."""

    def __init__(self) -> None:
        self.slept: list[float] = []
        self.at = datetime(2026, 11, 21, 9, tzinfo=UTC)

    def now(self) -> datetime:
        return self.at

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.at += timedelta(seconds=seconds)


@asynccontextmanager
async def calling(waits: Waits | None = None, limits: Limits | None = None) -> AsyncIterator[Outbound]:
    """An Outbound that never waits in truth, and draws the longest wait."""
    waits = waits or Waits()
    async with aiohttp.ClientSession() as session:
        yield Outbound(session, limits, sleep=waits.sleep, now=waits.now, chance=lambda: 1.0)
