"""The desk's socket: hints that the inbox changed, and the heartbeat of the agent's presence."""

from __future__ import annotations

import asyncio

from starlette.requests import Request
from starlette.websockets import WebSocket

from segue.flows import presence
from segue.ports.people import UserRole
from segue.server import views
from segue.server.identity import Caller, Identity
from segue.server.route import AGENT, Access, Engine, Me, Route, caller_of, segue_of
from segue.server.routes_conversations import Nothing
from segue.server.routes_desk import user_of
from segue.server.routes_live import heard, until_one_ends

TICK_S = 2.0
PING_EVERY_S = 15.0
"""At most; a policy whose `agent_away` is short is asked for signs of life three times in that."""
HINT_EVERY_S = 0.5
"""At most; each hint makes a desk fetch the whole inbox."""


async def ticket(me: Me, segue: Engine, request: Request, body: Nothing | None = None) -> views.View:
    return {"ticket": await request.app.state.tickets.issue(me, "/v1/desk/live")}


async def live(socket: WebSocket) -> None:
    """Hints that something changed, and the heartbeat of the agent's presence."""
    await socket.accept()
    await until_one_ends(socket, _hints(socket), _pulse(socket))


async def _hints(socket: WebSocket) -> None:
    caller, segue, identity = caller_of(socket), segue_of(socket), socket.app.state.identity
    bell, loop, shown_version, pinged = segue.env.bell, asyncio.get_running_loop(), -1, 0.0
    agent_away = (await segue.env.policies.active(caller.workspace)).policy.agent_away
    every_s = min(PING_EVERY_S, agent_away.total_seconds() / 3)
    with bell.listen(bell.workspace(caller.workspace)) as listener:
        while await _valid(identity, caller, socket):
            version = bell.version(caller.workspace)
            if version != shown_version:
                shown_version = version
                await socket.send_json({"type": "changed", "version": version})
                await asyncio.sleep(HINT_EVERY_S)
            if loop.time() - pinged >= every_s:
                pinged = loop.time()
                await socket.send_json({"type": "ping"})
            await listener.wait(min(TICK_S, every_s))


async def _valid(identity: Identity, caller: Caller, socket: WebSocket) -> bool:
    if await identity.still_valid(caller):
        return True
    await socket.close(4401, "the credential no longer counts")
    return False


async def _pulse(socket: WebSocket) -> None:
    caller, segue = caller_of(socket), segue_of(socket)
    user = await user_of(segue, caller)
    await presence.heartbeat(segue.env, user)
    async for kind in heard(socket):
        if kind == "pong":
            await presence.heartbeat(segue.env, user)


ROUTES = (
    Route(
        method="WS",
        path="/v1/desk/live",
        endpoint=live,
        access=Access(user=UserRole.AGENT),
        summary="Hints that the inbox changed",
    ),
    Route(
        method="POST",
        path="/v1/desk/ticket",
        endpoint=ticket,
        access=AGENT,
        summary="A ticket for the desk's socket",
    ),
)
