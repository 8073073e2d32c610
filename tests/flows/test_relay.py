"""The bot behind the widget learns what it must answer: over a real socket, signed, in order, again after failures."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from standardwebhooks.webhooks import Webhook, WebhookVerificationError

from fakes.clock import FakeClock
from fakes.world import POLICY, World
from segue.app import Segue
from segue.domain.conversation import Customer
from segue.domain.errors import Invalid
from segue.domain.lifecycle import Event
from segue.flows import serve
from segue.flows.attempt import retry_in
from segue.flows.relay import deliver_due, start_due
from segue.settings import Secrets, Settings
from segue.signed_webhook import signing_secret

SECRET = "a secret of the shop and its bot"


@dataclass
class BotServer:
    """Takes webhooks and answers with the next of `answers`, else 204."""

    answers: list[int] = field(default_factory=list)
    events: list[tuple[str, dict[str, Any]]] = field(default_factory=list)  # id, event; also of refused tries
    forged: int = 0
    retry_after: str = ""
    holds: str = ""  # the text whose answer waits for `go_on`
    go_on: asyncio.Event = field(default_factory=asyncio.Event)

    async def take(self, request: web.Request) -> web.Response:
        body = await request.text()
        try:
            Webhook(signing_secret(SECRET)).verify(body, dict(request.headers))
        except WebhookVerificationError:
            self.forged += 1
        event = json.loads(body)
        self.events.append((request.headers["webhook-id"], event))
        if self.holds and event.get("text") == self.holds:
            await self.go_on.wait()
        headers = {"Retry-After": self.retry_after} if self.retry_after else {}
        return web.Response(status=self.answers.pop(0) if self.answers else 204, headers=headers)

    def texts(self) -> list[str]:
        return [event["text"] for _, event in self.events if event["type"] == "message"]


@dataclass
class BotWorld(World):
    bot_server: BotServer = field(default_factory=BotServer)

    async def deliver(self) -> int:
        return await deliver_due(self.segue.env)


@pytest.fixture
async def shop(tmp_path: Path) -> AsyncIterator[BotWorld]:
    server = BotServer()
    app = web.Application()
    app.router.add_post("/bot", server.take)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = runner.addresses[0][1]
    policy = tmp_path / "policy.yaml"
    webhook = f"bot: {{timeout: 20s, webhook: 'http://127.0.0.1:{port}/bot', secret: bot_webhook}}"
    policy.write_text(POLICY.replace("bot: {timeout: 20s}", webhook))
    settings, clock = Settings(secrets=Secrets({"bot_webhook": SECRET})), FakeClock()
    url = f"sqlite:///{tmp_path}/segue.db"
    async with Segue.open(policy, store=url, settings=settings, clock=clock, background=False) as segue:
        world = BotWorld(segue, clock, bot_server=server)
        await world.start("c1", channel="widget", visitor="v1")
        yield world
    await runner.cleanup()


async def test_what_the_customer_writes_reaches_the_bot_once_and_signed(shop: BotWorld) -> None:
    await shop.customer("where is my parcel")
    await shop.deliver()
    await shop.deliver()
    assert shop.bot_server.forged == 0
    (event_id, event), *more = shop.bot_server.events
    assert more == []
    assert event_id == "c1:1"
    assert (event["type"], event["text"], event["epoch"]) == ("message", "where is my parcel", 1)


async def test_a_card_number_does_not_leave_to_the_bot_and_stays_in_the_log(shop: BotWorld) -> None:
    await shop.customer("my card 4111 1111 1111 1111 was charged, write to ana@example.org")
    await shop.deliver()
    assert shop.bot_server.texts() == ["my card [card number] was charged, write to ana@example.org"]
    entries = await shop.segue.entries("c1")
    assert "4111 1111 1111 1111" in entries[0].text


async def test_several_messages_arrive_in_order(shop: BotWorld) -> None:
    for text in ("one lamp", "two chairs", "three tables"):
        await shop.customer(text)
    await shop.deliver()
    assert shop.bot_server.texts() == ["one lamp", "two chairs", "three tables"]


async def test_a_message_that_segue_answers_itself_does_not_reach_the_bot(shop: BotWorld) -> None:
    await shop.hire("maria")
    await shop.customer("agent")  # Segue offers a person
    await shop.deliver()
    assert shop.bot_server.events == []


async def test_a_failed_try_is_repeated_later_with_the_same_id_and_nothing_overtakes(shop: BotWorld) -> None:
    shop.bot_server.answers = [503]
    await shop.customer("first")
    await shop.customer("second")
    await shop.deliver()
    assert shop.bot_server.texts() == ["first"]
    await shop.deliver()
    assert shop.bot_server.texts() == ["first"]  # not due yet
    shop.clock.forward(seconds=1.1)
    await shop.deliver()
    assert [event_id for event_id, _ in shop.bot_server.events] == ["c1:1", "c1:1", "c1:2"]


async def test_what_the_bot_refuses_for_good_does_not_hold_up_the_rest(shop: BotWorld) -> None:
    shop.bot_server.answers = [422]
    await shop.customer("first")
    await shop.customer("second")
    await shop.deliver()
    await shop.deliver()
    assert shop.bot_server.texts() == ["first", "second"]


async def test_a_bot_hears_nothing_while_a_human_speaks_and_gets_the_end_marker(shop: BotWorld) -> None:
    maria = await shop.hire("maria", team="Billing")
    await shop.with_human()
    await shop.customer("my order is 4711")
    await serve.speak(shop.segue.env, maria, "c1", "I send a new one.", "h1")
    await shop.deliver()
    assert shop.bot_server.events == []
    await serve.finish(shop.segue.env, maria, "c1", Event.HANDED_BACK, note="new lamp sent")
    await shop.deliver()
    ((_, event),) = shop.bot_server.events
    assert event["type"] == "handed_back"
    assert event["epoch"] == 4
    assert event["packet"]["note"] == "new lamp sent"
    assert [m["text"] for m in event["packet"]["messages"]] == ["my order is 4711", "I send a new one."]


async def test_the_end_marker_repeats_no_card_number_that_was_told_to_a_human(shop: BotWorld) -> None:
    maria = await shop.hire("maria", team="Billing")
    await shop.with_human()
    await shop.customer("it is 4111 1111 1111 1111")
    await serve.speak(shop.segue.env, maria, "c1", "So 4111-1111-1111-1111, thank you.", "h1")
    await serve.finish(shop.segue.env, maria, "c1", Event.HANDED_BACK, note="paid with 4111111111111111")
    await shop.deliver()
    ((_, event),) = shop.bot_server.events
    assert "4111" not in str(event)
    assert event["packet"]["note"] == "paid with [card number]"


async def test_a_name_that_is_a_card_number_does_not_leave_to_the_bot(shop: BotWorld) -> None:
    await shop.start("c3", channel="widget", visitor="v3", customer=Customer("u3", "4111 1111 1111 1111"))
    await shop.customer("where is my parcel", "c3")
    await shop.deliver()
    ((_, event),) = shop.bot_server.events
    assert (event["customer"]["id"], event["customer"]["name"]) == ("u3", "[card number]")


async def test_a_late_try_is_dropped_when_a_human_has_taken_over_meanwhile(shop: BotWorld) -> None:
    shop.bot_server.answers = [503]
    await shop.hire("maria")
    await shop.customer("where is my parcel")
    await shop.deliver()
    await shop.with_human()
    shop.clock.forward(seconds=2)
    await shop.deliver()
    assert shop.bot_server.texts() == ["where is my parcel"]


@pytest.mark.parametrize("wait", ["9" * 12, "9" * 400])
async def test_a_bot_can_put_a_message_off_by_an_hour_and_no_longer(shop: BotWorld, wait: str) -> None:
    shop.bot_server.answers, shop.bot_server.retry_after = [503], wait
    await shop.customer("where is my parcel")
    await shop.deliver()
    shop.clock.forward(minutes=59)
    await shop.deliver()
    assert shop.bot_server.texts() == ["where is my parcel"]
    shop.clock.forward(minutes=1)
    await shop.deliver()
    assert shop.bot_server.texts() == ["where is my parcel"] * 2


def test_retries_spread_out_and_do_not_grow_without_end() -> None:
    for attempts, ceiling in ((1, 1), (2, 2), (5, 16), (40, 300), (5_000, 300)):  # the last after weeks
        for _ in range(50):
            assert ceiling / 2 <= retry_in(attempts).total_seconds() <= ceiling


async def test_a_secret_that_is_missing_stops_the_start(tmp_path: Path) -> None:
    policy = tmp_path / "policy.yaml"
    policy.write_text(
        POLICY.replace("bot: {timeout: 20s}", "bot: {webhook: 'http://127.0.0.1:9/', secret: bot_webhook}")
    )
    with pytest.raises(Invalid, match="SEGUE_SECRET_BOT_WEBHOOK"):
        async with Segue.open(policy, store=f"sqlite:///{tmp_path}/segue.db", background=False):
            pass


async def test_a_bot_that_is_slow_for_one_customer_keeps_no_other_waiting(shop: BotWorld) -> None:
    await shop.start("c2", channel="widget", visitor="v2")
    shop.bot_server.holds = "first"
    await shop.customer("first", "c1")
    await shop.customer("second", "c2")
    couriers = shop.segue.env.relay.couriers
    await start_due(shop.segue.env)
    await couriers["default", "c2", "bot"]
    assert "second" in shop.bot_server.texts()
    assert [conversation for (_, conversation, _), task in couriers.items() if not task.done()] == ["c1"]
    await shop.customer("third", "c1")
    assert await start_due(shop.segue.env) == 0  # one try at a time within a conversation
    shop.bot_server.go_on.set()
    await shop.deliver()
    await shop.deliver()
    assert [text for text in shop.bot_server.texts() if text != "second"] == ["first", "third"]
