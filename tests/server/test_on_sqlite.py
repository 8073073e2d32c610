"""One way through all of access on the real store: first run, people, keys, widget, revoking."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from asking import Client
from test_sign_in import cookie_of
from world import ORIGIN, PASSWORD, POLICY, UNLIMITED

from segue.app import Segue
from segue.flows.links import setup_link
from segue.server.application import create_app
from segue.settings import Settings


@pytest.fixture
async def client(tmp_path: Path) -> AsyncIterator[Client]:
    (tmp_path / "policy.yaml").write_text(POLICY)
    settings = Settings(**UNLIMITED)
    store = f"sqlite:///{tmp_path / 'segue.db'}"
    async with Segue.open(tmp_path / "policy.yaml", store=store, settings=settings, background=False) as segue:
        yield Client(create_app(segue, settings))


async def test_from_the_first_run_to_a_revoked_key(client: Client) -> None:
    segue, settings = client.app.state.segue, client.app.state.settings
    link = (await setup_link(segue.store, segue.clock, settings)).partition("token=")[2]
    body = {"token": link, "password": PASSWORD, "name": "Ada", "email": "ada@acme.example"}
    first = await client.ask("POST", "/v1/desk/link", body=body)
    assert first.status == 200
    assert (await client.ask("POST", "/v1/desk/link", body=body)).status == 401
    session = cookie_of(first).value

    keys = [
        await client.ask("POST", "/v1/ops/keys", session=session, body={"name": "shopbot", "scopes": ["conversations"]})
        for _ in range(3)
    ]
    assert [made.status for made in keys] == [201, 201, 409]
    secret = keys[0].json["secret"]
    begun = await client.ask("POST", "/v1/conversations", token=secret, body={"id": "c-1"})
    assert begun.status == 201
    message = {"id": "m-1", "role": "end_user", "text": "hello"}
    path = f"/v1/conversations/{begun.json['id']}/messages"
    assert (await client.ask("POST", path, token=secret, body=message)).status == 200
    listed = (await client.ask("GET", "/v1/ops/keys", session=session)).json["keys"]
    assert [key["last_used_at"] is not None for key in listed] == [True, False]
    await client.ask("POST", f"/v1/ops/keys/{keys[0].json['key']['id']}/revoke", session=session)
    assert (await client.ask("POST", path, token=secret, body=message)).status == 401
    assert (await client.ask("POST", path, token=keys[1].json["secret"], body=message)).status == 200


async def test_from_a_page_load_to_a_message(client: Client) -> None:
    segue, settings = client.app.state.segue, client.app.state.settings
    link = (await setup_link(segue.store, segue.clock, settings)).partition("token=")[2]
    body = {"token": link, "password": PASSWORD, "name": "Ada", "email": "ada@acme.example"}
    session = cookie_of(await client.ask("POST", "/v1/desk/link", body=body)).value
    site = await client.ask("POST", "/v1/ops/sites", session=session, body={"name": "Shop", "origins": [ORIGIN]})
    page = {"origin": ORIGIN}
    loaded = await client.ask("POST", "/v1/widget/session", body={"site": site.json["site"]["key"]}, headers=page)
    visitor = loaded.json["visitor_token"]
    opened = await client.ask("POST", "/v1/widget/conversation", token=visitor, headers=page)
    message = {"id": "m-1", "role": "end_user", "text": "hello"}
    path = f"/v1/conversations/{opened.json['id']}/messages"
    answer = await client.ask("POST", path, token=opened.json["token"], body=message, headers=page)
    assert (answer.status, "decision" in answer.json) == (200, False)
    again = {"site": site.json["site"]["key"], "visitor_token": visitor}
    reloaded = await client.ask("POST", "/v1/widget/session", body=again, headers=page)
    assert reloaded.json["conversation"]["id"] == opened.json["id"]
