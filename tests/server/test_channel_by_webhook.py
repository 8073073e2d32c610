"""A program that brings a channel by itself: begins conversations, tells turns, is told what the customer reads."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import pytest
from asking import Answer
from standardwebhooks.webhooks import Webhook
from world import ABROAD, HOME, POLICY, World, make_world

from fakes.vendor import Asked, Said, played
from segue.calls import Reach
from segue.channels.opening import open_channel
from segue.outbound import Outbound
from segue.ports.people import UserRole
from segue.server.routes_channels import ROUTES
from segue.signed_webhook import signing_secret

SECRET = "a-secret-of-the-gateway"
CHANNELS = """
handback: {survey: false}
channels:
  sms: {kind: webhook, url: "https://sms.acme.example/segue", secret: sms_key}
  other: {kind: webhook, url: "https://other.acme.example/segue", secret: sms_key}
"""
BEGIN = "/v1/channels/sms/conversations"
ANA = "+49 30 1234567"


@dataclass
class Gateway:
    """The program: what it was sent is kept by id, as it should be. `answers`: statuses of the next tries, else 204."""

    world: World
    token: str
    events: dict[str, dict[str, Any]] = field(default_factory=dict)
    answers: list[int] = field(default_factory=list)
    tries: int = 0

    def take(self, asked: Asked) -> Said:
        event = Webhook(signing_secret(SECRET)).verify(asked.body, dict(asked.headers))
        self.tries += 1
        status = self.answers.pop(0) if self.answers else 204
        if status == 204:
            self.events.setdefault(asked.headers["webhook-id"], event)
        return Said(b"", status=status)

    async def ask(self, path: str, **body: Any) -> Answer:
        return await self.world.client.ask("POST", path, token=self.token, body=body)

    async def begins(self, ref: str = ANA, **fields: Any) -> str:
        answer = await self.ask(BEGIN, ref=ref, **fields)
        assert answer.status == 201, answer.body
        return str(answer.json["id"])

    async def says(self, id_: str, text: str, ref: str = ANA, role: str = "end_user") -> Answer:
        conversation = await self.begins(ref)
        return await self.ask(f"/v1/conversations/{conversation}/messages", id=id_, role=role, text=text)

    async def told(self) -> None:
        for _ in range(3):
            await self.world.segue.step()

    def read(self, ref: str = ANA) -> list[tuple[str, str]]:
        said = (one["data"] for one in self.events.values() if one["ref"] == ref)
        return [(one["who"], one["text"]) for one in said if one["text"]]

    def steps(self, ref: str = ANA) -> list[str]:
        return [one["data"]["step"] for one in self.events.values() if one["ref"] == ref and one["data"]["step"]]


@pytest.fixture
async def gateway() -> AsyncIterator[Gateway]:
    world = await make_world()
    made = Gateway(world, await world.key("conversations", name="sms"))
    async with (
        played(made.take) as program,
        aiohttp.ClientSession(connector=aiohttp.TCPConnector(force_close=True)) as session,
    ):
        reach = Reach(Outbound(session), session, program.at)
        world.segue.env.channels.open = lambda settings: open_channel(settings, {"sms_key": SECRET}, reach)
        await world.segue.env.policies.adopt(HOME, POLICY + CHANNELS, "test")
        yield made


async def desk(world: World, path: str, **body: Any) -> None:
    session = await world.session(await world.user("maria", UserRole.AGENT))
    answer = await world.client.ask("POST", f"/v1/desk/conversations/{path}", session=session, body=body)
    assert answer.status == 200, answer.body


async def test_a_conversation_goes_to_a_human_and_back_and_there_again(gateway: Gateway) -> None:
    conversation = await gateway.begins(language="en")
    await gateway.says("m-1", "My parcel is late")
    await gateway.says("m-2", "It is on its way", role="automated_agent")
    await gateway.told()
    assert gateway.read() == [], "what its own AI agent said, it has shown itself"

    for round_ in ("first", "second"):
        await gateway.says(f"{round_}-ask", "I want to talk to a human please")
        await desk(gateway.world, f"{conversation}/take")
        for n in (1, 2, 3):
            await desk(gateway.world, f"{conversation}/messages", id=f"{round_}-{n}", text=f"{round_} answer {n}")
        await gateway.told()
        assert [text for who, text in gateway.read() if who == "human"][-3:] == [
            f"{round_} answer {n}" for n in (1, 2, 3)
        ]
        late = await gateway.says(f"{round_}-late", "Can I help?", role="automated_agent")
        assert (late.status, late.json["code"]) == (409, "not_the_owner")
        await desk(gateway.world, f"{conversation}/handback")
        await gateway.told()
        assert gateway.steps()[-1] == "handed_back", "its AI agent knows that it speaks again"
        again = await gateway.says(f"{round_}-bot", "Back with me", role="automated_agent")
        assert again.status == 200
    assert gateway.tries == len(gateway.events), "nothing came twice"


async def test_asked_again_it_is_the_same_conversation_and_after_its_end_a_new_one(gateway: Gateway) -> None:
    first = await gateway.begins()
    assert await gateway.begins() == first
    assert await gateway.begins("+44 20 7654321") != first
    assert (await gateway.ask(f"/v1/conversations/{first}/end")).status == 200
    second = await gateway.begins()
    assert second != first
    assert await gateway.begins() == second


async def test_two_customers_at_once_read_each_their_own(gateway: Gateway) -> None:
    for ref in ("ana", "ben"):
        await gateway.says(f"m-{ref}", f"I am {ref} and want to talk to a human please", ref)
    for ref in ("ben", "ana"):
        await desk(gateway.world, f"{await gateway.begins(ref)}/take")
        await desk(gateway.world, f"{await gateway.begins(ref)}/messages", id=f"h-{ref}", text=f"Hello {ref}")
    await gateway.told()
    for ref in ("ana", "ben"):
        assert [text for who, text in gateway.read(ref) if who == "human"] == [f"Hello {ref}"]


async def test_while_the_program_is_down_words_wait_and_then_come_in_order(gateway: Gateway) -> None:
    await gateway.says("m-1", "I want to talk to a human please")
    conversation = await gateway.begins()
    await gateway.told()
    gateway.answers = [503]
    await desk(gateway.world, f"{conversation}/take")
    for n in (1, 2):
        await desk(gateway.world, f"{conversation}/messages", id=f"h-{n}", text=f"answer {n}")
    await gateway.told()
    gateway.world.clock.advance(seconds=90)
    await gateway.told()
    assert [text for who, text in gateway.read() if who == "human"] == ["answer 1", "answer 2"]


async def test_a_customer_who_cannot_be_reached_is_left_alone_until_they_come_back(gateway: Gateway) -> None:
    await gateway.says("m-1", "I want to talk to a human please")
    conversation = await gateway.begins()
    await gateway.told()
    gateway.answers = [422]
    await desk(gateway.world, f"{conversation}/take")
    await desk(gateway.world, f"{conversation}/messages", id="h-1", text="Are you there?")
    await gateway.told()
    tries = gateway.tries
    await desk(gateway.world, f"{conversation}/messages", id="h-2", text="Hello?")
    gateway.world.clock.advance(minutes=30)
    await gateway.told()
    assert gateway.tries == tries
    await gateway.says("m-2", "Sorry, my battery was empty")
    await desk(gateway.world, f"{conversation}/messages", id="h-3", text="No problem")
    await gateway.told()
    assert [text for who, text in gateway.read() if who == "human"] == ["Are you there?", "Hello?", "No problem"]


@pytest.mark.parametrize(
    ("body", "field_"),
    [({}, "ref"), ({"ref": ""}, "ref"), ({"ref": "x" * 513}, "ref"), ({"ref": 7}, "ref"), ({"ref": "a\x00"}, "ref")],
)
async def test_an_id_that_cannot_be_one_is_named(gateway: Gateway, body: dict[str, Any], field_: str) -> None:
    answer = await gateway.ask(BEGIN, **body)
    assert answer.status == 422
    assert field_ in json.dumps(answer.json)


async def test_a_channel_is_that_of_its_own_key_and_nobody_elses(gateway: Gateway) -> None:
    """As if it did not exist: for another program's key, another workspace's, and for a name that is not there."""
    mine = await gateway.begins()
    world = gateway.world
    strangers = [
        await world.key("conversations", name="other"),
        await world.key("conversations", name="sms", workspace=ABROAD),
    ]
    answers = [await world.client.ask("POST", BEGIN, token=one, body={"ref": ANA}) for one in strangers]
    nowhere = await gateway.ask("/v1/channels/nowhere/conversations", ref=ANA)
    assert {(one.status, one.json["detail"]) for one in (*answers, nowhere)} == {(404, nowhere.json["detail"])}
    read = await world.client.ask("GET", f"/v1/conversations/{mine}", token=strangers[0])
    assert read.status == 404
    assert {route.path: route.access.bot for route in ROUTES}["/v1/channels/{channel}/conversations"] == "conversations"


async def test_a_channel_of_another_kind_has_a_way_of_its_own(gateway: Gateway) -> None:
    more = "  chat: {kind: direct_line, secret: sms_key}\n"
    await gateway.world.segue.env.policies.adopt(HOME, POLICY + CHANNELS + more, "test")
    key = await gateway.world.key("all", name="integration")
    answer = await gateway.world.client.ask("POST", "/v1/channels/chat/conversations", token=key, body={"ref": ANA})
    assert (answer.status, answer.json["code"]) == (404, "not_found")
    assert "of the kind webhook" in answer.json["detail"]
