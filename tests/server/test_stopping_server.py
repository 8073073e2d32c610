"""Who has just connected when a server stops is still answered."""

from __future__ import annotations

import asyncio
import socket

from world import World

from segue.server.run import listen, serving


async def test_a_request_on_a_connection_that_was_just_accepted_is_answered(world: World) -> None:
    listening = listen("127.0.0.1", 0)
    address = listening.getsockname()[:2]
    async with serving(world.app, world.segue.settings, listening) as task:
        reader, writer = await asyncio.open_connection(*address)
        asyncio.get_running_loop().call_later(0.1, writer.write, b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
    assert task.done()
    assert (await reader.readline()).startswith(b"HTTP/1.1 200")
    writer.close()
    with socket.socket() as late:
        assert late.connect_ex(address) != 0, "and nobody else is taken"
