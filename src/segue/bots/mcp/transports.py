"""The two transports of the MCP server: standard input and output, and streamable HTTP on loopback."""

from __future__ import annotations

import hmac
from typing import Any

from mcp.server import Server
from mcp.server.stdio import stdio_server
from starlette.datastructures import Headers
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

PATH = "/mcp"


async def serve_stdio(server: Server[Any]) -> None:
    """Until the client closes the pipe."""
    async with stdio_server() as (incoming, outgoing):
        await server.run(incoming, outgoing, server.create_initialization_options())


def http_app(server: Server[Any], token: str) -> ASGIApp:
    """At `/mcp`, for who has the token; only under names of loopback, so that no page reaches it by its own name."""
    return _Guarded(server.streamable_http_app(streamable_http_path=PATH, host="127.0.0.1"), token)


class _Guarded:
    """The token is this server's own: Segue's key never leaves the process."""

    def __init__(self, app: ASGIApp, token: str) -> None:
        self._app = app
        self._token = token.encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and not self._lets_in(Headers(scope=scope).get("authorization", "")):
            said = {
                "error": "invalid_token",
                "error_description": "send `Authorization: Bearer …` with this server's token",
            }
            refusal = JSONResponse(said, 401, {"WWW-Authenticate": "Bearer"})
            await refusal(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    def _lets_in(self, authorization: str) -> bool:
        scheme, _, token = authorization.partition(" ")
        return scheme.lower() == "bearer" and hmac.compare_digest(token.strip().encode("utf-8", "replace"), self._token)
