"""Whoever loses a credential loses the open sockets and streams with it, however much is going on there."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp
import pytest
from test_over_the_wire import served
from world import HOME, World

from segue.flows.feed import feed
from segue.ports.bots import Typing
from segue.ports.people import UserRole
from segue.server import routes_live

CONVERSATION = "/v1/conversations/cnv_ana"
BY_BEARER = ("key revoked", "site switched off")
ALL = ("user disabled", "session ended", *BY_BEARER)


@pytest.fixture
async def http(world: World, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[aiohttp.ClientSession]:
    monkeypatch.setattr(routes_live, "TICK_S", 0.05)
    async with served(world) as url, aiohttp.ClientSession(url, cookie_jar=aiohttp.DummyCookieJar()) as http:
        yield http


async def proof_and_end(world: World, case: str) -> tuple[dict[str, str], tuple[str, str, dict[str, bool], str]]:
    """A credential that may read the conversation, and what takes it away: method, path, body, whose session."""
    site = await world.site()
    visitor, _ = await world.visitor(site)
    await world.conversation(visitor=visitor.id)
    admin = await world.signed_in(UserRole.ADMIN)
    user = await world.user()
    session = await world.session(user)
    match case:
        case "user disabled":
            return {"session": session}, ("POST", f"/v1/ops/users/{user.id}/disable", {}, admin)
        case "session ended":
            return {"session": session}, ("POST", "/v1/desk/sign-out", {}, session)
        case "key revoked":
            key = await world.key("conversations")
            (made,) = [one for one in world.store.keys.values() if one.name == "shopbot"]
            return {"token": key}, ("POST", f"/v1/ops/keys/{made.id}/revoke", {}, admin)
        case _:
            token = await world.customer_token(visitor, "cnv_ana")
            return {"token": token}, ("PATCH", f"/v1/ops/sites/{site.key}", {"disabled": True}, admin)


@asynccontextmanager
async def noise(world: World) -> AsyncIterator[None]:
    """Somebody types without a pause, so that no reader ever waits in vain."""

    async def type_on() -> None:
        while True:
            world.segue.env.bell.typing(HOME, Typing("cnv_ana", "automated_agent"))
            await asyncio.sleep(0.001)

    typing = asyncio.create_task(type_on())
    yield
    typing.cancel()
    await asyncio.gather(typing, return_exceptions=True)


@pytest.mark.parametrize("case", ALL)
async def test_an_open_socket_is_closed_in_the_middle_of_it_all(
    world: World, http: aiohttp.ClientSession, case: str
) -> None:
    proof, (method, path, body, session) = await proof_and_end(world, case)
    ticket = (await world.client.ask("POST", f"{CONVERSATION}/ticket", body={}, **proof)).json["ticket"]
    async with asyncio.timeout(5), noise(world), http.ws_connect(f"{CONVERSATION}/live?ticket={ticket}") as socket:
        assert (await socket.receive_json())["type"] == "state"
        assert (await world.client.ask(method, path, body=body, session=session)).status in {200, 204}
        async for _ in socket:
            pass
        assert socket.close_code == 4401


@pytest.mark.parametrize("case", BY_BEARER)
async def test_an_open_stream_ends_in_the_middle_of_it_all(
    world: World, http: aiohttp.ClientSession, case: str
) -> None:
    proof, (method, path, body, session) = await proof_and_end(world, case)
    headers = world.client.proof(**proof)
    async with asyncio.timeout(5), noise(world), http.get(f"{CONVERSATION}/events", headers=headers) as stream:
        assert await stream.content.readline() == b": segue\n"
        assert (await world.client.ask(method, path, body=body, session=session)).status == 200
        await stream.content.read()


async def test_a_reader_looks_up_at_each_tick_however_much_happens(world: World) -> None:
    await world.conversation()
    env = world.segue.env
    async with asyncio.timeout(2):
        async for item in feed(env, HOME, "cnv_ana", 0, tick_s=0.05):
            env.bell.typing(HOME, Typing("cnv_ana", "end_user"))
            await asyncio.sleep(0)
            if item is None:
                break
