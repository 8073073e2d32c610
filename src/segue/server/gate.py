"""What every request passes before its endpoint: rate, credential, access, proof against forgery, readable input."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Coroutine
from typing import Any, NoReturn, TypeVar
from urllib.parse import urlsplit

import msgspec
from fastapi.routing import APIRoute
from starlette.requests import HTTPConnection, Request
from starlette.responses import Response
from starlette.routing import Route as PlainRoute
from starlette.routing import WebSocketRoute
from starlette.websockets import WebSocket

from segue.domain.errors import Invalid, NotAllowed, NotFound, NotSignedIn, SegueError
from segue.domain.text import DEEPEST, LONGEST_TEXT, checked_text, checked_value
from segue.server.draining import Draining
from segue.server.identity import NOBODY, Caller, CallerKind, Identity
from segue.server.limits import Limit, Limits, client_address, on_this_machine
from segue.server.origins import Origins
from segue.server.problems import Malformed, NotJson
from segue.server.route import Route
from segue.server.tickets import Tickets
from segue.settings import Settings

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
CLOSE_CODES = {401: 4401, 403: 4403, 404: 4404, 429: 4429, 503: 1012}
LONGEST_NUMBER = 15  # digits; databases take no more than 18
LONG_NUMBER = re.compile(rb"\d{16}")  # 2^53 has as many
S = TypeVar("S")


class Gate:
    def __init__(
        self,
        settings: Settings,
        identity: Identity,
        tickets: Tickets,
        limits: Limits,
        origins: Origins,
        draining: Draining | None = None,
    ) -> None:
        self.settings, self.identity, self.tickets = settings, identity, tickets
        self.limits, self.origins, self.draining = limits, origins, draining or Draining()

    async def enter(self, request: Request, route: Route) -> Caller:
        """The caller, who may call this route. Raises what the contract says otherwise; the body is not read yet."""
        caller = await self._caller(request, route)
        if request.method not in SAFE:
            if caller.cookie:
                self._meant(request)
            if route.raw is None:
                _must_be_json(request)
        _readable_address(request)
        request.state.caller = caller
        return caller

    async def _caller(self, request: Request, route: Route) -> Caller:
        if route.access.open or (route.access.loopback and on_this_machine(request)):
            address = client_address(request, self.settings)
            self.limits.count(Limit.ADDRESS, address)
            if route.limit is not Limit.DEFAULT:
                self.limits.count(route.limit, address)
            return NOBODY
        try:
            caller = await self.identity.resolve(request)
        except NotSignedIn:
            self.limits.count(Limit.ADDRESS, client_address(request, self.settings))
            raise
        if caller.kind is CallerKind.BOT:
            self.limits.count(Limit.BOT, caller.id)
        else:
            self.limits.count(Limit.ADDRESS, client_address(request, self.settings))
            self.limits.count(route.limit, f"{caller.kind}:{caller.id}")
        route.access.check(caller, request.path_params)
        return caller

    def _meant(self, request: Request) -> None:
        """A browser sends the cookie on its own; only a page of ours can add the header."""
        if request.headers.get("x-segue") != "desk":
            raise NotAllowed("a change by a signed-in browser carries the header X-Segue: desk", needs="X-Segue: desk")
        origin = request.headers.get("origin")
        if origin is not None and not self.same_origin(request, origin):
            raise NotAllowed("a signed-in browser may change things only from this server's own pages", origin=origin)

    def same_origin(self, connection: HTTPConnection, origin: str) -> bool:
        return origin == self.settings.url or urlsplit(origin).netloc == connection.headers.get("host")

    async def _may_open(self, socket: WebSocket, origin: str, route: Route) -> bool:
        return self.same_origin(socket, origin) or (route.access.customer and await self.origins.allowed(origin))

    async def enter_socket(self, socket: WebSocket, route: Route) -> Caller:
        """The caller whose ticket this is. Another site's page is refused even with a ticket."""
        self.draining.refuse()
        self.limits.count(Limit.ADDRESS, client_address(socket, self.settings))
        if route.access.open:  # its endpoint asks for a credential of its own kind
            return NOBODY
        origin = socket.headers.get("origin")
        if origin is not None and not await self._may_open(socket, origin, route):
            raise NotAllowed("pages on this origin may not open this socket", origin=origin[:200])
        ticket = socket.query_params.get("ticket")
        if not ticket:
            raise NotSignedIn("this socket needs a ticket; ask for one, then add ?ticket=…")
        caller = await self.tickets.redeem(ticket, socket.url.path)
        route.access.check(caller, socket.path_params)
        if not await self.identity.still_valid(caller):
            raise NotSignedIn("the credential that asked for this ticket no longer counts")
        _readable_address(socket)
        socket.state.caller = caller
        return caller


class ApiRoute(APIRoute):
    """A FastAPI route behind the gate: access is checked before the body is read, and the body before it is used."""

    def __init__(self, route: Route, gate: Gate, **documented: Any) -> None:
        self.route, self.gate = route, gate
        answer = {} if route.answer is None else {"response_model": route.answer}
        super().__init__(
            route.path,
            route.endpoint,
            methods=[route.method],
            status_code=route.status,
            summary=route.summary,
            **answer,
            **documented,
        )

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle = super().get_route_handler()

        async def handler(request: Request) -> Response:
            await self.gate.enter(request, self.route)
            if self.body_field is None:
                return await handle(request)
            body = await request.body()
            content = checked_value(_parsed(body), self.route.longest_text)
            return await handle(_ReadRequest(request, body, content))

        return handler


class _ReadRequest(Request):
    """A request whose body was read and checked."""

    def __init__(self, request: Request, body: bytes, content: Any) -> None:
        super().__init__(request.scope, request.receive)
        self._bytes, self._content = body, content

    async def body(self) -> bytes:
        return self._bytes

    async def json(self) -> Any:
        return self._content


def hot_route(route: Route, gate: Gate) -> PlainRoute:
    async def handler(request: Request) -> Response:
        request.scope["route"] = route  # as FastAPI does for its own: the log names it
        await gate.enter(request, route)
        answer: Response = await route.endpoint(request)
        return answer

    return PlainRoute(route.path, handler, methods=[route.method], name=route.endpoint.__name__)


def socket_route(route: Route, gate: Gate) -> WebSocketRoute:
    async def handler(socket: WebSocket) -> None:
        socket.scope["route"] = route
        try:
            await gate.enter_socket(socket, route)
        except SegueError as error:
            await socket.accept()  # before that, a browser learns no close code
            await socket.close(CLOSE_CODES.get(error.status, 1011), error.message[:120])
            return
        await route.endpoint(socket)

    return WebSocketRoute(route.path, handler, name=route.endpoint.__name__)


async def read_json(request: Request, shape: type[S], longest: int = LONGEST_TEXT) -> S:
    """The body of a hot route as the msgspec `shape`. Raises Malformed or Invalid naming the field."""
    body = await request.body()
    if len(body) > longest or not _plain(body):
        checked_value(_parsed(body), longest)
    try:
        return msgspec.json.decode(body, type=shape)
    except msgspec.ValidationError as error:
        words, _, where = str(error).partition(" - at ")
        field = where.strip("`").removeprefix("$.") or "body"
        raise Invalid(f"{field}: {words}", field=field) from None
    except msgspec.DecodeError as error:
        raise Malformed(f"the body is not JSON: {error}") from None


def _plain(body: bytes) -> bool:
    """Whether nothing can hide in it that must be refused: half a surrogate pair, NUL, depth, a number too large."""
    brackets = body.count(b"{") + body.count(b"[")
    return body.isascii() and b"\\u" not in body and brackets <= DEEPEST and not LONG_NUMBER.search(body)


async def read_any_json(request: Request) -> Any:
    """The body of another system, for a reader that leaves out what cannot be kept: nobody there would mend it.

    Raises Malformed, and Invalid for what is nested beyond all reading.
    """
    return _parsed(await request.body(), constant=lambda _: None)


def _parsed(body: bytes, constant: Callable[[str], Any] | None = None) -> Any:
    """constant: what NaN and Infinity are, which are no JSON."""
    try:
        return json.loads(body.decode("utf-8", "surrogatepass") or "null", parse_constant=constant or _no_constant)
    except UnicodeDecodeError as error:
        raise Malformed(f"the body is not UTF-8: byte {error.start} does not fit") from None
    except json.JSONDecodeError as error:
        raise Malformed(f"the body is not JSON: {error.msg} at character {error.pos}") from None
    except RecursionError:
        raise Invalid("the body is nested too deep", field="body") from None
    except ValueError:
        raise Malformed("the body is not JSON: a number in it is not one, or is too long") from None


def _no_constant(name: str) -> NoReturn:
    raise ValueError(name)


def _must_be_json(request: Request) -> None:
    has_body = request.headers.get("content-length", "0") != "0" or "transfer-encoding" in request.headers
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if has_body and kind != "application/json":
        raise NotJson("send JSON, with the header Content-Type: application/json")


def _readable_address(connection: HTTPConnection) -> None:
    for value in connection.path_params.values():
        if "\0" in str(value) or "\ufffd" in str(value):
            raise NotFound("there is nothing at this address")
    if not connection.scope["query_string"]:
        return
    for name, value in connection.query_params.items():
        checked_text(value, name[:40])
        if value.isdecimal() and len(value) > LONGEST_NUMBER:
            raise Invalid(f"{name[:40]}: too large a number", field=name[:40])
