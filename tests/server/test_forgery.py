"""A browser sends its cookie on its own; only pages of this server may change things with it."""

from __future__ import annotations

import pytest
from world import World, make_world

CHANGE = ("POST", "/v1/desk/sign-out")


@pytest.fixture
async def session(world: World) -> str:
    return await world.session(await world.user())


async def test_a_change_without_the_desks_header_is_refused(world: World, session: str) -> None:
    cookie = {"cookie": f"segue={session}"}
    refused = await world.client.ask(*CHANGE, headers=cookie)
    assert (refused.status, refused.json["needs"]) == (403, "X-Segue: desk")
    assert (await world.client.ask("GET", "/v1/desk/me", headers=cookie)).status == 200


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1:9999", "http://localhost:8440"])
async def test_a_change_from_a_page_of_another_origin_is_refused(world: World, session: str, origin: str) -> None:
    assert (await world.client.ask(*CHANGE, session=session, headers={"origin": origin})).status == 403


async def test_a_change_from_a_page_of_this_server_is_taken(world: World, session: str) -> None:
    answer = await world.client.ask(*CHANGE, session=session, headers={"origin": "http://127.0.0.1:8440"})
    assert answer.status == 204


async def test_behind_a_proxy_the_public_address_is_this_server() -> None:
    world = await make_world(public_url="https://segue.example.com")
    session = await world.session(await world.user())
    world.client.host = "segue.internal:8440"
    origin = {"origin": "https://segue.example.com"}
    assert (await world.client.ask(*CHANGE, session=session, headers=origin)).status == 204


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "", "text/json"]
)
async def test_a_body_of_a_kind_that_any_page_may_send_is_refused(world: World, kind: str) -> None:
    body = b'{"email": "a@b.example", "password": "whatever it is"}'
    answer = await world.client.ask("POST", "/v1/desk/sign-in", raw=body, headers={"content-type": kind})
    assert (answer.status, answer.json["code"]) == (415, "unsupported_media_type")


async def test_json_may_name_its_character_set(world: World) -> None:
    body = b'{"email": "a@b.example", "password": "whatever it is"}'
    kind = {"content-type": "Application/JSON; charset=utf-8"}
    assert (await world.client.ask("POST", "/v1/desk/sign-in", raw=body, headers=kind)).status == 401


async def test_a_desk_route_never_answers_a_preflight_with_leave(world: World) -> None:
    await world.site()
    asked = {"origin": "https://shop.example", "access-control-request-method": "POST"}
    answer = await world.client.ask("OPTIONS", "/v1/desk/sign-in", headers=asked)
    assert "access-control-allow-origin" not in answer.headers
