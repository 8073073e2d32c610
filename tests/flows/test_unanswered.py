"""A customer who gets no answer is told in time: a bot that rests, and a bot that answered another message."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from fakes.clock import FakeClock
from fakes.world import POLICY, World
from segue.app import Segue
from segue.flows import dead_letters
from segue.ports.listeners import DeliveryFailed


@dataclass
class ScriptedBot:
    """Takes what it is given, unless it is down."""

    down: bool = False
    fails: set[str] = field(default_factory=set)
    heard: list[str] = field(default_factory=list)

    async def deliver(self, event_id: str, event: Mapping[str, Any]) -> None:
        if self.down or event_id in self.fails:
            raise DeliveryFailed("the bot answered with status 503")
        self.heard.append(event_id)


@dataclass
class Shop(World):
    behind: ScriptedBot = field(default_factory=ScriptedBot)

    async def wait(self, seconds: float) -> None:
        """As the lanes would pass it, a second at a time."""
        for _ in range(int(seconds)):
            self.clock.forward(seconds=1)
            await self.segue.step()


@pytest.fixture
async def shop(tmp_path: Path) -> AsyncIterator[Shop]:
    policy = tmp_path / "policy.yaml"
    webhook = "bot: {timeout: 20s, webhook: 'http://127.0.0.1:9/', secret: bot_webhook}"
    policy.write_text(POLICY.replace("bot: {timeout: 20s}", webhook))
    clock, bot = FakeClock(), ScriptedBot()
    url = f"sqlite:///{tmp_path}/segue.db"
    async with Segue.open(policy, store=url, clock=clock, background=False, bot=lambda _: bot) as segue:
        shop = Shop(segue, clock, behind=bot)
        await shop.start("c1", channel="widget", visitor="v1")
        yield shop


async def was_told(shop: Shop, conversation: str = "c1") -> bool:
    return any(entry.data.get("silent") for entry in await shop.log(conversation))


async def test_while_the_bot_rests_each_customer_is_told_within_thirty_seconds(shop: Shop) -> None:
    shop.behind.down = True
    ids = [f"d{n}" for n in range(6)]
    for n, id_ in enumerate(ids):
        await shop.start(id_, channel="widget", visitor=f"w{n}")
        await shop.customer("where is my parcel", id_)
        await shop.wait(2)
    (standing,) = await dead_letters.standings(shop.segue.env, "default")
    assert standing.state == "resting"
    await shop.customer("where is my parcel", "c1")
    await shop.wait(29)
    assert [await was_told(shop, id_) for id_ in ("c1", *ids)] == [True] * 7
    shop.behind.down = False
    await shop.wait(90)
    assert sorted(shop.behind.heard) == sorted(["c1:1", *(f"{id_}:1" for id_ in ids)])


async def test_the_second_of_two_messages_is_watched_when_the_bot_has_only_seen_the_first(shop: Shop) -> None:
    await shop.customer("where is my parcel")
    await shop.segue.step()
    shop.behind.fails = {"c1:2", "c1:3"}
    await shop.customer("it was a lamp")
    await shop.customer("and a chair")
    await shop.segue.step()
    await shop.bot("It is on its way.")
    await shop.wait(18)
    assert not await was_told(shop)
    await shop.wait(3)
    assert await was_told(shop)


async def test_a_bot_that_has_seen_both_messages_may_answer_them_with_one(shop: Shop) -> None:
    await shop.customer("where is my parcel")
    await shop.customer("it was a lamp")
    await shop.segue.step()
    await shop.bot("The lamp is on its way.")
    await shop.wait(40)
    assert not await was_told(shop)


async def test_a_bot_that_answers_while_it_is_being_told_is_believed(shop: Shop) -> None:
    shop.behind.fails = {"c1:1"}  # as good as under way
    await shop.customer("where is my parcel")
    await shop.segue.step()
    await shop.bot("It is on its way.")
    await shop.wait(30)
    assert not await was_told(shop)


@pytest.mark.parametrize(("answers", "told"), [(1, True), (2, False)])
async def test_a_bot_may_say_which_message_it_answers(shop: Shop, answers: int, told: bool) -> None:
    await shop.customer("where is my parcel")
    await shop.customer("it was a lamp")
    await shop.segue.step()
    await shop.bot("It is on its way.", answers=answers)
    await shop.wait(22)
    assert await was_told(shop) is told
