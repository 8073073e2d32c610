"""Whatever is sent, the answer is a clear problem: never a 500, never the input thrown back."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import unquote

import pytest
from asking import Answer
from test_access_matrix import body_of, path_of
from world import World

from segue.ports.people import UserRole
from segue.server.application import ROUTES
from segue.server.route import Access, Route

MESSAGES = "/v1/conversations/cnv_ana/messages"
WITH_BODY = {"POST", "PUT", "PATCH"}


def takes_json(route: Route) -> bool:
    return route.method in WITH_BODY and route.raw is None


CHANGES = [pytest.param(route, id=f"{route.method} {route.path}") for route in ROUTES if takes_json(route)]


@pytest.fixture
async def proofs(world: World) -> dict[str, dict[str, str]]:
    site = await world.site()
    visitor, token = await world.visitor(site)
    await world.conversation(visitor=visitor.id)
    await world.waiting()
    return {
        "visitor": {"token": token},
        "user": {"session": await world.signed_in(UserRole.ADMIN)},
        "bot": {"token": await world.key("all")},
    }


def proof_for(access: Access, proofs: dict[str, dict[str, str]]) -> dict[str, str]:
    kinds = {"user": access.user, "bot": access.bot, "visitor": access.visitor}
    return next((proofs[kind] for kind, named in kinds.items() if named), {})


async def send(world: World, proofs: Any, route: Route, raw: bytes | list[bytes]) -> Answer:
    return await world.client.ask(route.method, path_of(route), raw=raw, **proof_for(route.access, proofs))


def takes_body(world: World, route: Route) -> bool:
    return bool(body_of(world, route)) or route.path.endswith(("/session", "/messages"))


def is_clear(answer: Answer, *statuses: int) -> None:
    assert answer.status in statuses
    assert answer.headers["content-type"] == "application/problem+json"
    assert set(answer.json) >= {"type", "title", "status", "code", "detail"}
    assert len(answer.body) < 5000
    assert b"Traceback" not in answer.body


@pytest.mark.parametrize("route", CHANGES)
async def test_a_body_over_256_kib_is_refused_before_it_is_parsed(world: World, proofs: Any, route: Route) -> None:
    announced = await send(world, proofs, route, b"[" * 1_000_000)
    is_clear(announced, 413)
    assert announced.json["limit"] == 256 * 1024


@pytest.mark.parametrize("route", CHANGES)
async def test_a_body_that_grows_over_256_kib_is_cut_off(world: World, proofs: Any, route: Route) -> None:
    if takes_body(world, route):
        is_clear(await send(world, proofs, route, [b" " * 100_000] * 10), 413)


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"{", id="cut off"),
        pytest.param(b"{'id': 1}", id="not JSON"),
        pytest.param(b"\xff\xfe{}", id="not UTF-8"),
        pytest.param(b"[" * 100_000, id="deep"),
        pytest.param(b'{"a":' * 5_000 + b"1" + b"}" * 5_000, id="deep objects"),
        pytest.param(b'{"id": NaN}', id="NaN"),
        pytest.param(b'{"id": ' + b"9" * 5_000 + b"}", id="long number"),
        pytest.param(b"null", id="null"),
        pytest.param(b"[]", id="list"),
        pytest.param(b'"text"', id="text"),
        pytest.param(b"17", id="number"),
        pytest.param(json.dumps({str(n): n for n in range(10_000)}).encode(), id="many names"),
    ],
)
@pytest.mark.parametrize("route", CHANGES)
async def test_a_body_that_is_no_fitting_json_is_refused(world: World, proofs: Any, route: Route, raw: bytes) -> None:
    if not takes_body(world, route):
        return
    is_clear(await send(world, proofs, route, raw), 400, 401, 422)


@pytest.mark.parametrize("wrong", [{"$ne": None}, ["x"], 17, None, True, 1e308, "\0", "\ud800", "x" * 70_000])
@pytest.mark.parametrize("route", CHANGES)
async def test_a_wrong_value_in_any_field_is_refused_or_taken_but_never_breaks(
    world: World, proofs: Any, route: Route, wrong: Any
) -> None:
    for field in body_of(world, route):
        answer = await send(world, proofs, route, json.dumps({**body_of(world, route), field: wrong}).encode())
        assert answer.status < 500
        if wrong in ("\0", "\ud800"):
            is_clear(answer, 422)
            assert answer.json["field"].startswith(field)
        if isinstance(wrong, str) and len(wrong) > 64 * 1024 and route.longest_text == 64 * 1024:
            is_clear(answer, 413, 422)


@pytest.mark.parametrize(
    ("text", "status"),
    [("x" * 65_536, 200), ("x" * 65_537, 413), ("é" * 32_769, 413), ("a\0", 422), ("\udfff", 422), ("", 422)],
)
async def test_the_text_of_a_message(world: World, proofs: Any, text: str, status: int) -> None:
    body = {"id": "m-1", "role": "end_user", "text": text}
    answer = await world.client.ask("POST", MESSAGES, body=body, **proofs["bot"])
    assert answer.status == status
    if status != 200:
        assert answer.json["field"] == "text"


async def test_half_a_surrogate_pair_in_raw_bytes_is_named_too(world: World, proofs: Any) -> None:
    raw = b'{"id": "m-1", "role": "end_user", "text": "\xed\xa0\x80"}'
    answer = await world.client.ask("POST", MESSAGES, raw=raw, **proofs["bot"])
    assert (answer.status, answer.json["field"]) == (422, "text")


@pytest.mark.parametrize(
    "variables",
    [
        pytest.param(b'{"a":' * 33 + b"1" + b"}" * 33, id="deep"),
        pytest.param(b'{"a":' * 2_000 + b"1" + b"}" * 2_000, id="very deep"),
        pytest.param(b'{"a": ' + b"[" * 40_000 + b"]" * 40_000 + b"}", id="lists"),
        pytest.param(b'{"a": 9007199254740993}', id="a number that readers round"),
        pytest.param(b'{"a": 1e400}', id="no finite number"),
    ],
)
async def test_a_variable_that_readers_disagree_on_is_refused(world: World, proofs: Any, variables: bytes) -> None:
    raw = b'{"id": "m-1", "role": "end_user", "text": "hello", "variables": ' + variables + b"}"
    is_clear(await world.client.ask("POST", MESSAGES, raw=raw, **proofs["bot"]), 422)


async def test_variables_may_be_as_deep_as_the_contract_says(world: World, proofs: Any) -> None:
    variables = b'{"a":' * 31 + b"1" + b"}" * 31
    raw = b'{"id": "m-1", "role": "end_user", "text": "hello", "variables": ' + variables + b"}"
    assert (await world.client.ask("POST", MESSAGES, raw=raw, **proofs["bot"])).status == 200


async def test_a_key_that_stands_for_a_message_is_not_taken_for_its_repetition(world: World, proofs: Any) -> None:
    message = {"id": "key:k-1", "role": "end_user", "text": "hello"}
    await world.client.ask("POST", MESSAGES, body=message, **proofs["bot"])
    key = {"Idempotency-Key": "k-1"}
    path = "/v1/conversations/cnv_ana/csat"
    answer = await world.client.ask("POST", path, body={"score": 5}, headers=key, **proofs["bot"])
    is_clear(answer, 422)
    assert answer.json["code"] == "idempotency_mismatch"


async def test_a_key_that_stood_for_facts_is_not_taken_for_another_request(world: World, proofs: Any) -> None:
    key = {"Idempotency-Key": "k-1"}
    path = "/v1/conversations/cnv_ana"
    await world.client.ask("POST", f"{path}/context", body={"variables": {"a": 1}}, headers=key, **proofs["bot"])
    is_clear(await world.client.ask("POST", f"{path}/csat", body={"score": 5}, headers=key, **proofs["bot"]), 422)


@pytest.mark.parametrize("seen", ["9" * 16, "9" * 5000, "-1", "x", "\xb2", ""])
async def test_a_last_event_that_nobody_can_have_seen_counts_as_none(world: World, proofs: Any, seen: str) -> None:
    headers = {"last-event-id": seen, **world.client.proof(**proofs["bot"])}
    answer = await world.client.ask("GET", "/v1/conversations/cnv_ana/events", headers=headers, only_status=True)
    assert answer.status == 200


@pytest.mark.parametrize("before", ["2026-01-01", "2026-01-01T00:00:00", "x", "1e308"])
async def test_a_moment_without_a_zone_is_refused(world: World, proofs: Any, before: str) -> None:
    is_clear(await world.client.ask("GET", f"/v1/ops/decisions?before={before}", **proofs["user"]), 422)


async def test_a_nested_field_is_named_by_its_path(world: World, proofs: Any) -> None:
    body = {"customer": {"facts": {"plan": "a\0b"}}}
    answer = await world.client.ask("POST", "/v1/conversations", body=body, **proofs["bot"])
    assert (answer.status, answer.json["field"]) == (422, "customer.facts.plan")


@pytest.mark.parametrize("id_", ["a%00b", "%ff", "x" * 5000, "'; DROP TABLE entries; --", "..%2f..%2fetc"])
async def test_an_id_that_nothing_can_have_is_not_found(world: World, proofs: Any, id_: str) -> None:
    answer = await world.client.ask("GET", "/v1/conversations/" + unquote(id_), **proofs["bot"])
    assert answer.status in {404, 422}


@pytest.mark.parametrize(
    "query", ["after=-1", "after=x", "after=%00", "limit=0", "limit=100000", "after=99999999999999999999999"]
)
async def test_a_wrong_query_is_refused_naming_the_parameter(world: World, proofs: Any, query: str) -> None:
    answer = await world.client.ask("GET", f"/v1/conversations/cnv_ana/entries?{query}", **proofs["bot"])
    is_clear(answer, 422)
    assert answer.json["field"] == query.partition("=")[0]


@pytest.mark.parametrize(
    "header", ["", "Bearer", "Bearer ", "Basic YTpi", "Bearer ct_a.b.c", "Bearer ct_", "Bearer \xff\xfe"]
)
async def test_a_credential_that_cannot_be_read_is_no_credential(world: World, header: str) -> None:
    answer = await world.client.ask("GET", "/v1/conversations/x", headers={"authorization": header})
    is_clear(answer, 401)
    assert answer.headers["www-authenticate"].startswith("Bearer")


async def test_what_nobody_foresaw_is_a_500_with_a_number_and_nothing_from_inside(
    world: World, proofs: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    async def broken(query: object) -> object:
        raise RuntimeError("password=hunter2")

    world.store.read = broken  # type: ignore[method-assign,assignment]
    answer = await world.client.ask("GET", "/v1/desk/link?token=x")
    is_clear(answer, 500)
    assert answer.json["request_id"] == answer.headers["x-request-id"]
    assert b"hunter2" not in answer.body
    logged = capsys.readouterr().out
    assert answer.json["request_id"] in logged
    assert "hunter2" not in logged


async def test_a_socket_that_breaks_is_closed_with_1011_and_nothing_of_it_is_logged(
    world: World, proofs: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    path = "/v1/conversations/cnv_ana"
    ticket = (await world.client.ask("POST", f"{path}/ticket", body={}, **proofs["bot"])).json["ticket"]
    real = world.store.read

    async def broken(query: object) -> object:
        if type(query).__name__ == "KeyByHash":
            return await real(query)  # type: ignore[arg-type]
        raise RuntimeError("password=hunter2")

    world.store.read = broken  # type: ignore[method-assign,assignment]
    assert await world.client.open_socket(f"{path}/live", f"ticket={ticket}") == 1011
    logged = capsys.readouterr().out
    assert "request failed" in logged
    assert "hunter2" not in logged
