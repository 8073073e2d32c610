"""Nobody's words are in the log: planted in every text field of the API, in webhooks, in answers of bots, in errors."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import AsyncIterator, Iterator
from ipaddress import ip_network
from pathlib import Path
from typing import Any

import pytest
from asking import Client
from test_sign_in import cookie_of
from world import PASSWORD, UNLIMITED

from fakes.vendor import Said, played
from segue.app import Segue
from segue.cli import log
from segue.flows import lanes
from segue.flows.lanes import Lane
from segue.flows.links import setup_link
from segue.server.application import create_app
from segue.settings import Secrets, Settings

WORDS = "Zebrafink weeps"
POLICY = """
version: 1
triggers:
  - {id: asks-for-human, when: "asks_for_human == 'clear'", then: handoff, reason: customer_asked}
route:
  - {queue: general}
queues:
  general: {kind: live}
bot: {webhook: "BASE/turn", secret: bot_webhook}
webhooks: {crm: {url: "BASE/crm", secret: bot_webhook, error_field: error}}
hubs:
  messenger: {kind: intercom, admin: "1", secret: intercom_token, webhook_secret: intercom_client_secret, drafts: true}
"""
NAMES = ("bot_webhook", "intercom_token", "intercom_client_secret")
ODD = (
    *(Said({"error": WORDS}),) * 2,
    Said({"error": WORDS}, status=422),
    Said({"error": WORDS}, status=500),
    Said({"text": [WORDS]}),
    Said({"error": WORDS}, status=401),
)


@pytest.fixture
async def client(tmp_path: Path) -> AsyncIterator[Client]:
    log.configure("json")
    async with played(list(ODD) * 30) as bot:
        (tmp_path / "policy.yaml").write_text(POLICY.replace("BASE", bot.base))
        secrets = Secrets(dict.fromkeys(NAMES, "whsec_" + "c2VjcmV0" * 6))
        here = (ip_network("127.0.0.0/8"),)
        settings = Settings(**UNLIMITED, log_requests=True, secrets=secrets, webhook_networks=here)
        store = f"sqlite:///{tmp_path / 'segue.db'}"
        async with Segue.open(tmp_path / "policy.yaml", store=store, settings=settings, background=False) as segue:
            yield Client(create_app(segue, settings))


async def admin(client: Client) -> str:
    segue, settings = client.app.state.segue, client.app.state.settings
    link = (await setup_link(segue.store, segue.clock, settings)).partition("token=")[2]
    body = {"token": link, "password": PASSWORD, "name": WORDS, "email": "ada@acme.example"}
    return cookie_of(await client.ask("POST", "/v1/desk/link", body=body)).value


async def key(client: Client, session: str) -> str:
    body = {"name": "shopbot", "scopes": ["conversations"]}
    secret: str = (await client.ask("POST", "/v1/ops/keys", session=session, body=body)).json["secret"]
    return secret


def planted(schema: dict[str, Any], whole: dict[str, Any], depth: int = 0) -> Any:
    """A value of the schema with the words in each text of it."""
    while "$ref" in schema:
        schema = whole["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    for several in ("anyOf", "oneOf"):
        if several in schema:
            return planted(schema[several][0], whole, depth)
    match schema.get("type"):
        case "object" if depth < 5:
            own = schema.get("properties", {})
            return {name: planted(one, whole, depth + 1) for name, one in own.items()} or {WORDS: WORDS}
        case "array":
            return [planted(schema.get("items", {}), whole, depth + 1)]
        case "integer" | "number":
            return 1
        case "boolean":
            return True
        case _:
            return schema["enum"][0] if "enum" in schema else WORDS


def requests(described: dict[str, Any]) -> Iterator[tuple[str, str, Any]]:
    for path, methods in described["paths"].items():
        for method, one in methods.items():
            content = one.get("requestBody", {}).get("content", {}).get("application/json")
            body = planted(content["schema"], described) if content else None
            if "sign-out" not in path:
                yield method.upper(), path, body


async def test_a_request_is_logged_with_its_route(client: Client, capsys: pytest.CaptureFixture[str]) -> None:
    secret = await key(client, await admin(client))
    capsys.readouterr()
    await client.ask("POST", "/v1/conversations", token=secret, body={"id": "c-1"})
    hello = {"id": "m-1", "role": "end_user", "text": "hello"}
    await client.ask("POST", "/v1/conversations/c-1/messages", token=secret, body=hello)
    await client.ask("GET", "/v1/conversations/c-1", token=secret)
    told = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert [one["route"] for one in told if one["event"] == "request"] == [
        "/v1/conversations",
        "/v1/conversations/{id}/messages",
        "/v1/conversations/{id}",
    ]


async def test_nobody_s_words_are_logged(client: Client, capsys: pytest.CaptureFixture[str]) -> None:
    session = await admin(client)
    secret = await key(client, session)
    begun = await client.ask("POST", "/v1/conversations", token=secret, body={"id": "c-1"})
    await customers_and_bots(client, secret, begun.json["id"])
    await every_field(client, session, secret, begun.json["id"])
    await webhooks(client)
    await errors(client, secret)
    logged = capsys.readouterr().err.splitlines()
    events = {json.loads(line)["event"] for line in logged}
    assert {"request", "request failed", "lane failed", "a webhook was refused", "a dead letter"} <= events
    assert [one for one in events if "listener" in one or "deliver" in one or "letter" in one], events
    assert "Task exception was never retrieved" in events
    assert [line for line in logged if "zebrafink" in line.lower() or "weeps" in line.lower()] == []


async def every_field(client: Client, session: str, secret: str, conversation: str) -> None:
    for method, template, body in requests(client.app.openapi()):
        for id_, proof in ((conversation, {"session": session}), (WORDS, {"token": secret})):
            path = re.sub(r"\{[^}]*\}", WORDS, template.replace("{id}", id_))
            await client.ask(method, f"{path}?after={WORDS}&q={WORDS}", body=body, only_status=True, **proof)


async def customers_and_bots(client: Client, secret: str, conversation: str) -> None:
    path = f"/v1/conversations/{conversation}/messages"
    for number in range(4):
        message = {"id": f"m-{number}", "role": "end_user", "text": WORDS}
        assert (await client.ask("POST", path, token=secret, body=message)).status in {200, 409}
        await client.app.state.segue.step()
    await client.app.state.segue.step()


async def webhooks(client: Client) -> None:
    raw = json.dumps({"topic": WORDS, "data": {"item": {"id": WORDS, "body": WORDS}}}).encode()
    for signature in ("", "sha1=" + "0" * 40, WORDS):
        headers = {"x-hub-signature": signature} if signature else {}
        await client.ask("POST", "/v1/hubs/messenger/webhook", raw=raw, headers=headers)
    await client.ask("POST", f"/v1/hubs/{WORDS}/webhook", raw=raw)


async def errors(client: Client, secret: str) -> None:
    """In a request, in a lane, in a task that nobody waits for."""
    env = client.app.state.segue.env

    begun = asyncio.Event()

    async def broken(*_: object) -> int:
        begun.set()
        raise LookupError(WORDS) from ValueError(WORDS)

    reads = env.store.read
    env.store.read = broken
    assert (await client.ask("GET", "/v1/conversations/c-1", token=secret)).status == 500
    env.store.read = reads
    begun.clear()
    running = asyncio.create_task(lanes.run(env, Lane("odd", broken, every_s=60)))
    await begun.wait()
    running.cancel()
    alone = asyncio.create_task(broken())
    await asyncio.wait([alone])
    del alone
