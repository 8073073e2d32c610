from __future__ import annotations

import pytest
from asking import Answer
from test_access_matrix import path_of
from world import World, make_world

from segue.server.application import ROUTES
from segue.server.route import Route

EVERYWHERE = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
API = {"content-security-policy": "default-src 'none'; frame-ancestors 'none'", "cache-control": "no-store"}
PAGE = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        "connect-src 'self' ws://127.0.0.1:8440; font-src 'self'; base-uri 'none'; form-action 'self'; "
        "frame-ancestors 'none'"
    ),
    "cache-control": "no-cache",
}
EACH = [pytest.param(route, id=f"{route.method} {route.path}") for route in ROUTES if route.method != "WS"]


def has(answer: Answer, wanted: dict[str, str]) -> None:
    assert {name: answer.headers.get(name) for name in wanted} == wanted


@pytest.mark.parametrize("route", EACH)
async def test_every_answer_carries_the_same_wall_of_headers(world: World, route: Route) -> None:
    answer = await world.client.ask(route.method, path_of(route))
    page = route.path.startswith(("/desk", "/console"))
    shared = route.path == "/widget.js" and answer.status == 200
    has(answer, EVERYWHERE | ({"cross-origin-resource-policy": "cross-origin"} if shared else {}))
    if answer.status != 200 or route.path.startswith("/v1") or page:
        has(answer, PAGE if page else API)
    assert answer.headers["x-request-id"]
    assert "server" not in answer.headers
    assert "access-control-allow-origin" not in answer.headers
    assert "strict-transport-security" not in answer.headers


async def test_behind_https_browsers_are_told_to_stay_there_and_sockets_are_wss() -> None:
    world = await make_world(public_url="https://segue.example.com")
    answer = await world.client.ask("GET", "/desk")
    assert answer.headers["strict-transport-security"] == "max-age=31536000; includeSubDomains"
    assert "connect-src 'self' wss://segue.example.com;" in answer.headers["content-security-policy"]


async def test_refusals_from_before_the_routes_carry_them_too(world: World) -> None:
    for answer in (
        await world.client.ask("GET", "/nothing"),
        await world.client.ask("POST", "/v1/desk/sign-in", raw=b"x" * 300_000),
    ):
        has(answer, EVERYWHERE | API)


async def test_a_number_that_the_caller_sends_is_not_taken_over(world: World) -> None:
    answer = await world.client.ask("GET", "/healthz", headers={"x-request-id": "forged\u001b[31m"})
    assert "forged" not in answer.headers["x-request-id"]
