"""A helpdesk's webhook: by its signature alone, stored before it is answered; and what operations people see of it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest
from world import HOME, POLICY, World

from fakes.helpdesks import SECRET, Intercom, Zendesk, intercom_webhook, zendesk_webhook
from segue.calls import Reach
from segue.flows.knowledge_desk import Reading
from segue.hubs.opening import open_hub
from segue.ports.hubs import Webhook
from segue.ports.people import UserRole

ASSIST = """
knowledge:
  handbook: {kind: folder, path: articles}
  wiki: {kind: http, url: "https://wiki.example"}
hubs:
  messenger: {kind: intercom, admin: "1", secret: token, webhook_secret: signs, drafts: true}
  support: {kind: zendesk, account: shop, user: a@b.example, secret: token, webhook_secret: signs, drafts: true}
"""


@pytest.fixture
async def assisted(world: World) -> AsyncIterator[World]:
    """One app serves all tests: what it keeps of policies and helpdesks is put back."""
    desk, readings = world.segue.env.hubs, world.segue.env.knowledge.readings
    before = (desk.open, dict(desk._opened), dict(desk._hearing))
    await world.segue.env.policies.adopt(HOME, POLICY + ASSIST, "test")
    secrets = {"token": "t0ken", "signs": SECRET}
    desk.open = lambda one: open_hub(one, secrets, Reach(None, None))  # type: ignore[arg-type]
    yield world
    desk.open, desk._opened, desk._hearing = before
    readings.clear()
    await world.segue.env.policies.adopt(HOME, POLICY, "test")


async def told(world: World, hub: str, webhook: Webhook, **more: Any) -> Any:
    headers = {**webhook.headers, **more}
    return await world.client.ask("POST", f"/v1/hubs/{hub}/webhook", raw=webhook.body, headers=headers)


async def test_a_signed_webhook_is_stored_before_it_is_answered(assisted: World) -> None:
    for hub, helpdesk in (("messenger", Intercom()), ("support", Zendesk())):
        helpdesk.customer("Where is my refund?")
        answer = await told(assisted, hub, helpdesk.wrote())
        assert (answer.status, answer.json) == (200, {})
        again = await told(assisted, hub, helpdesk.wrote())
        assert again.status == 200
    kept = list(assisted.store.hub_events.values())
    assert [(event.workspace, event.hub, event.body["conversation"], event.body["what"]) for event in kept] == [
        (HOME, "messenger", "123", "customer_wrote"),
        (HOME, "support", "35436", "customer_wrote"),
    ]


@pytest.mark.parametrize("case", ["unsigned", "wrong", "other helpdesk's", "nobody's", "changed", "stale"])
async def test_anything_else_is_refused_alike_and_leaves_nothing(assisted: World, case: str) -> None:
    right = Zendesk().wrote()
    hub, webhook = {
        "unsigned": ("support", Webhook({"content-type": "application/json"}, right.body, right.at)),
        "wrong": ("support", zendesk_webhook({"ticket": "1"}, secret="other")),
        "other helpdesk's": ("support", intercom_webhook({"ticket": "1"})),
        "nobody's": ("nobody", right),
        "changed": ("support", replace(right, body=right.body.replace(b"3", b"4"))),
        "stale": ("support", zendesk_webhook({"ticket": "1"}, dated="2026-11-21T08:00:00Z")),
    }[case]
    answer = await told(assisted, hub, webhook)
    assert (answer.status, answer.json["detail"]) == (401, "this webhook is not signed as it should be")
    assert not assisted.store.hub_events


async def test_the_bytes_count_and_not_what_they_mean(assisted: World) -> None:
    body = b'{ "ticket" :\n"35436" }'
    signed = zendesk_webhook(body)
    assert (await told(assisted, "support", signed)).status == 200
    meant = zendesk_webhook({"ticket": "35436"})
    assert (await told(assisted, "support", replace(signed, body=meant.body))).status == 401


async def test_signed_nonsense_is_told_to_be_some_and_a_ping_is_answered(assisted: World) -> None:
    assert (await told(assisted, "messenger", intercom_webhook(b"nonsense"))).status == 422
    assert (await told(assisted, "messenger", intercom_webhook({"topic": "ping"}))).status == 200
    assert not assisted.store.hub_events


async def test_a_helpdesk_may_ask_whether_somebody_is_there(assisted: World) -> None:
    for name in ("messenger", "nobody"):
        assert (await assisted.client.ask("HEAD", f"/v1/hubs/{name}/webhook")).status == 204


async def test_a_page_of_another_origin_cannot_use_a_signed_in_browser_for_it(assisted: World) -> None:
    answer = await told(assisted, "messenger", Intercom().wrote(), cookie="segue=x", origin="https://evil.example")
    assert answer.status in {200, 401}  # the signature counts, and nothing that a browser adds
    assert "access-control-allow-origin" not in answer.headers


async def test_operations_people_see_how_it_goes(assisted: World) -> None:
    env, now = assisted.segue.env, assisted.clock.now()
    settings = (await env.policies.active(HOME)).policy.knowledge
    env.knowledge.readings[HOME, "handbook"] = Reading(settings["handbook"], now, now, 12, remark="only the first 12")
    env.knowledge.readings[HOME, "wiki"] = Reading(settings["wiki"], now, error="wiki answered 401", failures=1)
    await told(assisted, "messenger", Intercom().wrote())
    session = await assisted.signed_in(UserRole.OPERATOR)
    answer = await assisted.client.ask("GET", "/v1/ops/knowledge", session=session)
    handbook, wiki = answer.json["sources"]
    assert (handbook["articles"], handbook["error"], handbook["remark"]) == (12, "", "only the first 12")
    assert (wiki["articles"], wiki["read_at"], wiki["error"]) == (None, None, "wiki answered 401")
    messenger, support = answer.json["helpdesks"]
    assert messenger["webhook"].endswith("/v1/hubs/messenger/webhook")
    assert messenger["heard_at"] is not None
    assert support["heard_at"] is None
    assert "t0ken" not in str(answer.json)
