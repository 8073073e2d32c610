from __future__ import annotations

import re

import pytest
from world import World

from segue.server.application import ROUTES
from segue.server.route import Route

EACH = [pytest.param(route, id=f"{route.method} {route.path}") for route in ROUTES]


@pytest.mark.parametrize("route", EACH)
async def test_every_route_is_in_the_description_with_credentials_and_errors(world: World, route: Route) -> None:
    described = (await world.client.ask("GET", "/openapi.json")).json
    method = "get" if route.method == "WS" else route.method.lower()
    operation = described["paths"][re.sub(r":\w+}", "}", route.path)][method]
    assert operation["summary"] == route.summary
    assert "application/problem+json" in operation["responses"]["4XX"]["content"]
    assert operation["security"]
    assert ({} in operation["security"]) == (route.access.open or route.access.loopback)


async def test_every_reference_in_the_description_leads_somewhere(world: World) -> None:
    text = (await world.client.ask("GET", "/openapi.json")).body.decode()
    described = (await world.client.ask("GET", "/openapi.json")).json
    for name in set(re.findall(r'"#/components/schemas/([^"]+)"', text)):
        assert name in described["components"]["schemas"]


def test_no_two_routes_share_a_method_and_a_path() -> None:
    seen = [(route.method, re.sub(r"{\w+", "{", route.path)) for route in ROUTES]
    assert len(seen) == len(set(seen))


def test_where_a_customers_token_may_call_the_path_names_the_conversation_id() -> None:
    for route in ROUTES:
        if route.access.customer:
            assert "{id}" in route.path


def test_only_what_must_be_is_open() -> None:
    """Adding a line here is a decision."""
    assert {route.path for route in ROUTES if route.access.open} == {
        "/v1/widget/session",
        "/v1/desk/sign-in",
        "/v1/desk/link",
        "/",
        "/desk",
        "/desk/{rest:path}",
        "/console",
        "/console/{rest:path}",
        "/static/app/{name:path}",
        "/widget.js",
        "/healthz",
        "/readyz",
        "/openapi.json",
        "/v1/files/{link}",  # signed
        "/v1/hubs/{hub}/webhook",  # the helpdesk's signature decides
        "/v1/channels/{channel}/webhook",  # the channel's signature decides
        "/api/messages",  # a token of Microsoft's decides
        "/skill-manifest.json",
        *(f"{at}/api/chat/{verb}" for at in ("", "/with/{key}") for verb in ("start", "receive", "end")),  # a key
        *(route.path for route in ROUTES if route.path.startswith("/v3/directline/")),  # a secret, or a token by it
        *(route.path for route in ROUTES if route.path.startswith("/genesys/")),  # a token by the channel's secret
        "/.well-known/agent-card.json",  # what other agents read before they call; 404 without a channel a2a
        "/.well-known/agent.json",
        "/v1/a2a/{channel}/agent-card.json",
        # Direct Line: the secret of a channel, or a token that was made with it, decides
        "/v3/directline/tokens/generate",
        "/v3/directline/tokens/refresh",
        "/v3/directline/conversations",
        "/v3/directline/conversations/{conversation}",
        "/v3/directline/conversations/{conversation}/activities",
        "/v3/directline/conversations/{conversation}/upload",
        "/v3/directline/conversations/{conversation}/stream",
        "/v3/directline/session/getsessionid",
        "/v1/schemas/context-package.json",
        "/v1/schemas/hub-adapter.yaml",  # signed
    }


async def test_an_unknown_address_and_a_wrong_method_are_problems(world: World) -> None:
    unknown = await world.client.ask("GET", "/v1/nothing")
    assert (unknown.status, unknown.json["code"]) == (404, "not_found")
    wrong = await world.client.ask("DELETE", "/v1/desk/me")
    assert (wrong.status, wrong.json["code"]) == (405, "method_not_allowed")
    assert unknown.headers["content-type"] == "application/problem+json"


async def test_figures_are_for_the_machine_itself_or_a_key_but_not_for_a_proxy_on_the_machine(world: World) -> None:
    here = ("127.0.0.1", 40000)
    assert (await world.client.ask("GET", "/metrics", client=here)).status == 200
    passed_on = {"x-forwarded-for": "203.0.113.9"}
    assert (await world.client.ask("GET", "/metrics", client=here, headers=passed_on)).status == 401
    another_name = {"host": "evil.example:8440"}  # a page of it asks its own origin, which leads here
    assert (await world.client.ask("GET", "/metrics", client=here, headers=another_name)).status == 401
    assert (await world.client.ask("GET", "/metrics", token=await world.key("metrics"))).status == 200
