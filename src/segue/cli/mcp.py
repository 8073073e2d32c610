"""`segue mcp`: an MCP server in front of a running Segue, over standard input and output or on loopback."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from importlib.util import find_spec
from typing import Annotated, Any

import typer

from segue.cli import loop
from segue.cli.trouble import fail, told
from segue.client.remote import connect
from segue.domain.errors import Invalid

KEY, TOKEN = "SEGUE_KEY", "SEGUE_MCP_TOKEN"
SHORTEST_TOKEN = 20


def mcp(
    url: Annotated[str, typer.Option(help="Where `segue serve` is reached.")] = "http://127.0.0.1:8080",
    http: Annotated[
        int | None,
        typer.Option("--http", metavar="PORT", help="Serve http://127.0.0.1:PORT/mcp instead.", min=0, max=65535),
    ] = None,
) -> None:
    """Serve MCP to an AI agent. SEGUE_KEY is its bot key; with --http, clients send SEGUE_MCP_TOKEN as bearer."""
    with told():
        if find_spec("mcp") is None:
            fail("segue mcp needs the extra `mcp`: pip install 'segue-handoff[mcp]'")
        key = os.environ.get(KEY, "")
        if not key:
            fail(f"set {KEY} to the bot's key from the console (sk_…), with the scopes conversations and handoff")
        token = os.environ.get(TOKEN, "")
        if http is not None and len(token) < SHORTEST_TOKEN:
            fail(f"set {TOKEN} to at least {SHORTEST_TOKEN} characters: clients send them as `Authorization: Bearer …`")
        loop.run(_over_stdio(url, key) if http is None else _over_http(url, key, http, token))


async def _over_stdio(url: str, key: str) -> None:
    from segue.bots.mcp import mcp_server, serve_stdio  # noqa: PLC0415 - the extra

    async with connect(url, key) as handoffs:
        await serve_stdio(mcp_server(handoffs))


async def _over_http(url: str, key: str, port: int, token: str) -> None:
    from segue.bots.mcp import http_app, mcp_server  # noqa: PLC0415 - the extra

    try:
        listening = socket.create_server(("127.0.0.1", port))
    except OSError as error:
        raise Invalid(f"port {port} on 127.0.0.1 cannot be listened on: {error.strerror}", field="http") from None
    with listening:
        typer.echo(f"MCP at http://127.0.0.1:{listening.getsockname()[1]}/mcp", err=True)
        async with connect(url, key) as handoffs:
            await _serve(http_app(mcp_server(handoffs), token), listening)


async def _serve(app: Callable[..., Any], listening: socket.socket) -> None:
    import uvicorn  # noqa: PLC0415 - only here

    settings = uvicorn.Config(app, log_config=None, access_log=False, server_header=False, timeout_graceful_shutdown=2)
    await uvicorn.Server(settings).serve(sockets=[listening])
