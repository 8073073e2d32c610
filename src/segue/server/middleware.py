"""What wraps the whole app, as pure ASGI: request number, headers, size of bodies, other origins."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Iterable, Sequence
from contextvars import ContextVar
from itertools import count
from secrets import token_hex

import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from segue.domain.errors import TooLarge
from segue.server.origins import Origins
from segue.server.problems import TooSlow, of_error
from segue.server.route import Raw
from segue.settings import Settings

log = structlog.get_logger()
ASKED: ContextVar[Scope | None] = ContextVar("ASKED", default=None)
"""The request that is being answered, for the log."""
LARGEST_BODY = 256 * 1024
BODY_S = 30.0
USUAL = Raw(LARGEST_BODY, BODY_S)
PAGES = ("/desk", "/console")
OPEN_TO_ORIGINS = ("/v1/widget/", "/v1/conversations/", "/v1/visitors/", "/v3/directline/")
FROM_ORIGINS = (
    "Authorization, Content-Type, Idempotency-Key, Last-Event-ID, "
    "X-Ms-Bot-Agent, X-Requested-With"  # of Web Chat, which stays at "Connecting" without them
)


class RequestNumber:
    """Gives each request a number that also stands in the log. A number that the caller sends is not taken over.

    It is this process's own mark and a count: asking the system for random bits each time lets another thread in, and
    that cost more than the routing did.
    """

    def __init__(self, app: ASGIApp, log_requests: bool) -> None:
        self.app, self.log_requests = app, log_requests
        self._mark, self._count = token_hex(5), count(1)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        number, started, status = f"{self._mark}{next(self._count):06x}", time.perf_counter(), 0
        scope.setdefault("state", {})["request_id"] = number
        ASKED.set(scope)  # a request is a task of its own

        async def numbered(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message["headers"], (b"x-request-id", number.encode())]
            await send(message)

        await self.app(scope, receive, numbered)
        if self.log_requests:
            route = getattr(scope.get("route"), "path", "")
            took = round((time.perf_counter() - started) * 1000, 1)
            log.info("request", request_id=number, method=scope["method"], route=route, status=status, ms=took)


class SecurityHeaders:
    """Headers of every answer. Pages may load what this server serves and nothing else; API answers load nothing."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app = app
        socket = settings.url.replace("http", "ws", 1)
        wall = {
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "no-referrer",
            "Cross-Origin-Opener-Policy": "same-origin",
            "Cross-Origin-Resource-Policy": "same-origin",
        }
        if settings.https:
            wall["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"
        page = {"Content-Security-Policy": page_policy(socket), "Cache-Control": "no-cache"}
        api = {"Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'", "Cache-Control": "no-store"}
        self._page, self._api = Headers({**wall, **page}).raw, Headers({**wall, **api}).raw

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        wall = self._page if scope["path"].startswith(PAGES) else self._api

        async def dressed(message: Message) -> None:
            if message["type"] == "http.response.start":
                own = {name for name, _ in message["headers"]}  # what an endpoint set itself stays
                message["headers"] = [*message["headers"], *(line for line in wall if line[0] not in own)]
            await send(message)

        await self.app(scope, receive, dressed)


def page_policy(socket: str) -> str:
    """`socket`: this server as ws:// or wss://, for browsers whose 'self' does not cover sockets."""
    return "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self' data:",
            f"connect-src 'self' {socket}",
            "font-src 'self'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        )
    )


class BodyLimit:
    """Refuses bodies over 256 KiB: at once when the length is announced, else as soon as it is passed.

    And those that are not here after BODY_S seconds: who sends them drop by drop holds a place for nothing.
    raw: by path, what routes take that have a body of bytes.
    """

    def __init__(self, app: ASGIApp, raw: Sequence[tuple[re.Pattern[str], Raw]] = ()) -> None:
        self.app, self.raw = app, raw

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        limit = self._limit(scope["path"])
        announced = Headers(scope=scope).get("content-length", "0")
        if not announced.isdecimal() or int(announced[:20]) > limit.largest:
            await of_error(_refusal(limit))(scope, receive, send)
            return
        taken, whole, until = 0, False, asyncio.get_running_loop().time() + limit.seconds

        async def counted() -> Message:
            nonlocal taken, whole
            if whole:
                return await receive()
            try:
                async with asyncio.timeout_at(until):
                    message = await receive()
            except TimeoutError:
                raise TooSlow(f"the body took too long; send it within {limit.seconds:g} s") from None
            whole = not message.get("more_body", False)
            taken += len(message.get("body", b""))
            if taken > limit.largest:
                raise _refusal(limit)
            return message

        await self.app(scope, counted, send)

    def _limit(self, path: str) -> Raw:
        return next((raw for pattern, raw in self.raw if pattern.match(path)), USUAL)


def _refusal(limit: Raw) -> TooLarge:
    return TooLarge(f"the body is too large; at most {limit.largest} bytes are taken", limit=limit.largest)


class OtherOrigins:
    """CORS for the widget: pages of listed origins may call its routes, with tokens and never with cookies."""

    def __init__(self, app: ASGIApp, origins: Origins) -> None:
        self.app, self.origins = app, origins

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not scope["path"].startswith(OPEN_TO_ORIGINS):
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        origin = headers.get("origin")
        granted = list(self._granted(origin)) if origin and await self.origins.allowed(origin) else []
        if scope["method"] == "OPTIONS" and "access-control-request-method" in headers:
            await Response(status_code=204, headers={"Vary": "Origin", **dict(granted)})(scope, receive, send)
            return

        async def shared(message: Message) -> None:
            if message["type"] == "http.response.start":
                answer = MutableHeaders(scope=message)
                answer.add_vary_header("Origin")
                for name, value in granted[:2]:
                    answer[name] = value
            await send(message)

        await self.app(scope, receive, shared)

    @staticmethod
    def _granted(origin: str) -> Iterable[tuple[str, str]]:
        yield "Access-Control-Allow-Origin", origin
        yield "Access-Control-Expose-Headers", "Retry-After, X-Request-Id"
        yield "Access-Control-Allow-Methods", "GET, POST"
        yield "Access-Control-Allow-Headers", FROM_ORIGINS
        yield "Access-Control-Max-Age", "600"
