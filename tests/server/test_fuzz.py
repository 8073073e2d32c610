"""Every field and parameter of every route gets every kind of wrong value: never a 5xx, always a clear problem.

What fields there are is read from /openapi.json. The draw has a fixed seed, so that a failure can be had again.
"""

from __future__ import annotations

import json
import random
import re
from typing import Any
from urllib.parse import quote

import pytest
from asking import Answer
from test_access_matrix import IDS, body_of, path_of
from test_bad_input import proof_for, proofs
from world import World

from segue.server.application import ROUTES
from segue.server.route import Route

__all__ = ["proofs"]
JSON = [route for route in ROUTES if route.method != "WS" and route.raw is None]
HTTP = [pytest.param(route, id=f"{route.method} {route.path}") for route in JSON]
WRONG: tuple[Any, ...] = (
    None, True, False, 0, -1, 17, 0.5, -0.0, 1e308, 2**31, 2**53, 2**63, -(2**63) - 1, 10**30,
    "", " ", "x", "\0", "\ud800", "\udfff\ud800", "\u202e\u200b\u2028", "e\u0301" * 200, "İ\u212a@ß.example",
    "x" * 5_000, "x" * 70_000, "9" * 400, "../../etc/passwd", "%00%0d%0a", "a\r\nSet-Cookie: x=1",
    "<script>alert(1)</script>", "'; DROP TABLE entries; --", "{{7*7}}", "2026-01-01",
    "9999-12-31T23:59:59-14:00", "0001-01-01T00:00:00+14:00",
    [], [[]], [None], ["x"] * 200, [0] * 20_000, {}, {"": ""}, {"x": {"x": {"x": []}}}, {"\ud800": 1},
    {"__proto__": {}}, {str(n): n for n in range(3_000)},
)  # fmt: skip
IN_ADDRESS = [
    "",
    "-1",
    "0",
    "x",
    "1e308",
    "9" * 17,
    "9" * 400,
    "\u0663",
    "\0",
    "a\r\nb",
    "../..",
    "x" * 3_000,
    "\ufffd",
    "2026-01-01",
]
PAIRS = 25  # bodies with several wrong fields at once, a route


async def ask(world: World, proofs: Any, route: Route, path: str, body: Any = None) -> Answer:
    raw = None if body is None else json.dumps(body).encode()
    proof = proof_for(route.access, proofs)
    return await world.client.ask(route.method, path, raw=raw, **proof, only_status=route.media == "text/event-stream")


OTHER_PROTOCOLS = ("/v3/directline/", "/api/chat/", "/with/")
"""Routes that tell errors in words of another protocol: `{"error": …}`."""


def check(answer: Answer, route: Route, *what: Any) -> None:
    shown = [route.method, *(repr(one)[:80] for one in what)]
    assert answer.status < 500, shown
    if answer.status >= 400 and answer.body and answer.headers["content-type"] == "application/json":
        assert route.path.startswith(OTHER_PROTOCOLS), shown
        assert answer.json["error"], shown
        assert len(answer.body) < 8_000, shown
    elif answer.status >= 400 and answer.body:
        assert answer.headers["content-type"] == "application/problem+json", shown
        assert answer.json["status"] == answer.status, shown
        assert len(answer.body) < 8_000, shown
    assert not any(ord(char) < 32 for value in answer.headers.values() for char in value), shown


def fields_of(world: World, route: Route) -> dict[str, Any]:
    """Name -> a fitting value or None, of all fields that the route's body may have."""
    described = world.app.openapi()
    content = operation(world, route).get("requestBody", {}).get("content")
    if not content:
        return {}
    schema = content["application/json"]["schema"]
    for option in schema.get("anyOf", ()):
        schema = option if "$ref" in option else schema
    if "$ref" in schema:
        schema = described["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    fitting = body_of(world, route) or {}
    return {name: fitting.get(name) for name in schema.get("properties", ())}


def operation(world: World, route: Route) -> dict[str, Any]:
    found: dict[str, Any] = world.app.openapi()["paths"][re.sub(r":\w+}", "}", route.path)][route.method.lower()]
    return found


@pytest.mark.parametrize("route", HTTP)
async def test_no_value_in_any_field_breaks_a_route(world: World, proofs: Any, route: Route) -> None:
    fields, path = fields_of(world, route), path_of(route)
    fitting = {name: value for name, value in fields.items() if value is not None}
    draw = random.Random(route.path)
    bodies: list[dict[str, Any]] = [{**fitting, name: wrong} for name in fields for wrong in WRONG]
    bodies += [{name: draw.choice(WRONG) for name in fields} for _ in range(PAIRS if fields else 0)]
    bodies += [{**fitting, "password_hash": "x", "workspace": "abroad"}] if fields else []
    for body in bodies:
        check(await ask(world, proofs, route, path, body), route, path, body)


@pytest.mark.parametrize("route", HTTP)
async def test_no_value_in_an_address_breaks_a_route(world: World, proofs: Any, route: Route) -> None:
    path, body = path_of(route), body_of(world, route) if route.method != "GET" else None
    named = [one["name"] for one in operation(world, route).get("parameters", ()) if one["in"] == "query"]
    queries = [f"{name}={quote(value)}" for name in [*named, "unknown"] for value in IN_ADDRESS]
    for query in [*queries, "&", "=", "?", ";", "%", "a" * 3_000, "&".join(queries[:30])]:
        check(await ask(world, proofs, route, f"{path}?{query}", body), route, query)
    for known in filter(path.__contains__, IDS.values()):
        for value in IN_ADDRESS:
            other = path.replace(known, value.replace("?", ""))
            check(await ask(world, proofs, route, other, body), route, other)


@pytest.mark.parametrize("route", [one for one in HTTP if one.values[0].method in {"POST", "PUT", "PATCH"}])
async def test_no_field_can_be_set_that_the_description_does_not_name(world: World, proofs: Any, route: Route) -> None:
    body = {**(body_of(world, route) or {}), "workspace": "abroad"}
    if fields_of(world, route):
        answer = await ask(world, proofs, route, path_of(route), body)
        assert answer.status == 422, answer.body
