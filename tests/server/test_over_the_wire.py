"""What only a real server and a real client show."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace

import aiohttp
import pytest
from world import HOME, World, make_world, served

from segue.ports.bots import Typing
from segue.ports.people import UserRole
from segue.server import middleware


@pytest.fixture
async def address(world: World) -> AsyncIterator[str]:
    async with served(world) as url:
        yield url


async def test_headers_bodies_and_cookies_survive_the_wire(world: World, address: str) -> None:
    await world.user()
    jar = aiohttp.CookieJar(unsafe=True)
    async with aiohttp.ClientSession(address, cookie_jar=jar, headers={"X-Segue": "desk"}) as http:
        body = {"email": "maria@default.example", "password": "correct horse battery"}
        async with http.post("/v1/desk/sign-in", json=body) as answer:
            assert answer.status == 200
            assert "Server" not in answer.headers
        async with http.get("/v1/desk/me") as answer:
            assert (await answer.json())["name"] == "Maria"
        async with http.post("/v1/desk/sign-out") as answer:
            assert answer.status == 204
        async with http.get("/v1/desk/me") as answer:
            assert answer.status == 401


async def test_a_body_without_an_end_is_cut_off(address: str) -> None:
    async def endless() -> AsyncIterator[bytes]:
        for _ in range(1000):
            yield b" " * 65536

    async with aiohttp.ClientSession(address) as http:
        try:
            headers = {"Content-Type": "application/json"}
            async with http.post("/v1/desk/sign-in", data=endless(), headers=headers) as answer:
                assert answer.status == 413
        except aiohttp.ClientConnectionError:
            pass  # the server may hang up before the client has read the answer


async def test_a_forwarded_header_from_the_same_machine_is_not_believed_by_itself() -> None:
    world = await make_world(rate_sign_in="1/minute")
    async with served(world) as url, aiohttp.ClientSession(url) as http:
        found = []
        for number in range(2):
            forwarded = {"X-Forwarded-For": f"203.0.113.{number}"}
            async with http.get("/v1/desk/link?token=x", headers=forwarded) as answer:
                found.append(answer.status)
    assert found == [401, 429]


HALF = b"POST /v1/desk/sign-in HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{"


async def test_a_body_that_comes_drop_by_drop_is_not_waited_for(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(middleware, "USUAL", replace(middleware.USUAL, seconds=0.1))
    reader, writer = await asyncio.open_connection("127.0.0.1", int(address.rpartition(":")[2]))
    writer.write(HALF)
    async with asyncio.timeout(3):
        assert (await reader.readline()).startswith(b"HTTP/1.1 408")
    writer.close()


async def test_whoever_hangs_up_in_the_middle_of_a_body_is_no_failure_of_ours(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    async with served(world) as url:
        _, writer = await asyncio.open_connection("127.0.0.1", int(url.rpartition(":")[2]))
        writer.write(HALF)
        await writer.drain()
        writer.close()
        await writer.wait_closed()
        async with aiohttp.ClientSession(url) as http, http.get("/healthz") as answer:
            assert answer.status == 200
    assert "failed" not in capsys.readouterr().out


@pytest.mark.parametrize(
    "frame",
    [
        b"\x00\xff",
        "",
        "{",
        "[" * 60_000,
        '{"type":' * 7_000,
        "null",
        "[]",
        '{"type": {}}',
        '{"type": "\\ud800"}',
        "1e999",
    ],
    ids=lambda frame: repr(frame[:12]),
)
@pytest.mark.parametrize("path", ["/v1/conversations/cnv_ana", "/v1/desk"])
async def test_a_frame_that_says_nothing_is_passed_over(
    world: World, address: str, path: str, frame: str | bytes
) -> None:
    await world.conversation()
    session = await world.signed_in(UserRole.AGENT)
    ticket = (await world.client.ask("POST", f"{path}/ticket", session=session, body={})).json["ticket"]
    async with aiohttp.ClientSession(address) as http, http.ws_connect(f"{path}/live?ticket={ticket}") as socket:
        await socket.receive_json()
        await (socket.send_bytes(frame) if isinstance(frame, bytes) else socket.send_str(frame))
        world.segue.env.bell.desk_changed(HOME)
        world.segue.env.bell.typing(HOME, Typing("cnv_ana", "end_user"))
        said = await socket.receive_json(timeout=3)
        while said["type"] not in {"typing", "changed"}:
            said = await socket.receive_json(timeout=3)


async def test_a_flood_of_frames_costs_the_listeners_a_few_looks_a_second(world: World, address: str) -> None:
    site = await world.site()
    visitor, _ = await world.visitor(site)
    await world.conversation(visitor=visitor.id)
    token = await world.customer_token(visitor, "cnv_ana")
    path = "/v1/conversations/cnv_ana"
    ticket = (await world.client.ask("POST", f"{path}/ticket", token=token, body={})).json["ticket"]
    bell = world.segue.env.bell
    with bell.listen(bell.conversation(HOME, "cnv_ana")) as listener:
        async with aiohttp.ClientSession(address) as http, http.ws_connect(f"{path}/live?ticket={ticket}") as socket:
            await socket.receive_json()
            for _ in range(500):
                await socket.send_str('{"type": "typing"}')
            async with asyncio.timeout(3):
                await listener.event.wait()
            await socket.close()
        assert len(listener.typing) <= 4
