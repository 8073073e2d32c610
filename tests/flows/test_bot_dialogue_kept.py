"""The clock of a customer's silence is stored, and what came of a conversation is told alike wherever it is told."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from fakes.clock import FakeClock
from fakes.world import World
from segue.app import Segue
from segue.domain.conversation import Audience, Customer, Kind, Role
from segue.domain.errors import ConversationEnded, NoSuchChoice
from segue.domain.outcomes import outcome_of
from segue.domain.webhook_events import webhook_event
from segue.flows import converse
from segue.flows.erasing import look
from segue.flows.exporting import write_export
from segue.flows.standing import Place
from segue.flows.start import start
from segue.ports.conversations import LoadConversation
from segue.server.views import entry_view, state_view

POLICY = """
version: 1
triggers:
  - {id: asks, when: "asks_for_human == 'clear'", then: handoff}
route: [{queue: general}]
queues: {general: {}}
bot:
  greeting: true
  no_match: {limit: 2}
  inactivity: {after: 5m, end_after: 10m}
  end_of_conversation: {after: 2m}
"""


@asynccontextmanager
async def opened(folder: Path, clock: FakeClock) -> AsyncIterator[World]:
    (folder / "policy.yaml").write_text(POLICY)
    url = f"sqlite:///{folder / 'segue.db'}"
    async with Segue.open(folder / "policy.yaml", store=url, clock=clock, background=False) as segue:
        yield World(segue, clock)


@pytest.fixture
async def shop(tmp_path: Path) -> AsyncIterator[World]:
    async with opened(tmp_path, FakeClock()) as world:
        await world.start()
        yield world


async def later(world: World, minutes: int) -> None:
    world.clock.forward(minutes=minutes)
    await world.segue.step()


async def asked(world: World) -> str:
    """The id of the open question after an answer and a silence."""
    await world.customer("where is my invoice")
    await world.bot("In your account under Billing.")
    await later(world, 3)
    offer = (await world.segue.loaded("c1")).conversation.offer
    assert offer is not None
    return offer.id


async def test_a_silence_is_counted_across_a_restart(tmp_path: Path) -> None:
    clock = FakeClock()
    async with opened(tmp_path, clock) as world:
        await world.start()
        await asked(world)
    clock.forward(minutes=30)
    async with opened(tmp_path, clock) as world:
        await world.segue.step()
        assert not (await world.segue.loaded("c1")).conversation.open
        assert (await world.log())[-1].data["ended_by"] == "inactivity"


async def test_who_writes_at_the_last_moment_is_not_cut_off(shop: World) -> None:
    await asked(shop)
    shop.clock.forward(minutes=30)  # due, and not fired yet
    await shop.customer("and where is the one of May")
    await shop.segue.step()
    assert (await shop.segue.loaded("c1")).conversation.open


async def test_a_button_pressed_twice_is_pressed_once_and_only_what_is_asked_can_be_chosen(shop: World) -> None:
    question = await asked(shop)
    env, home = shop.segue.env, shop.segue.workspace
    for choice in ("human", "try_again", "not_resolved", ""):
        with pytest.raises(NoSuchChoice):
            await converse.answer_offer(env, home, "c1", question, choice)
    first = await converse.answer_offer(env, home, "c1", question, "answered", key="k1")
    again = await converse.answer_offer(env, home, "c1", question, "answered", key="k1")
    assert first == again
    assert "has ended" in first.reply
    assert [entry.kind for entry in await shop.log()].count(Kind.ENDED) == 1
    with pytest.raises(ConversationEnded):
        await shop.customer("one more thing")


async def test_the_outcome_is_the_same_in_the_log_the_state_a_webhook_and_an_export(shop: World) -> None:
    env, home = shop.segue.env, shop.segue.workspace
    await shop.segue.learn("c1", customer=Customer("c-ana", verified=True))
    loaded = await shop.segue.loaded("c1")
    policy = (await env.policies.active(home)).policy
    assert state_view(loaded.conversation, None, Place(), policy)["outcome"] is None
    await converse.answer_offer(env, home, "c1", await asked(shop), "answered")

    loaded = await shop.segue.loaded("c1")
    came = outcome_of(loaded.conversation)
    assert came is not None
    assert state_view(loaded.conversation, None, Place(), policy)["outcome"] == came.result == "ResolvedConfirmed"
    ended = (await shop.log())[-1]
    told = {"outcome": "ResolvedConfirmed", "because": "confirmed", "ended_by": "answered"}
    assert told.items() <= dict(ended.data).items()
    assert told.items() <= webhook_event(ended, loaded.conversation, ())["data"]["details"].items()
    seen = entry_view(ended, Audience.CUSTOMER)
    assert seen is not None
    assert set(seen["data"]) == {"survey", "survey_text"}
    out = io.BytesIO()
    await write_export(env, home, await look(env, home, "c-ana"), out)
    with zipfile.ZipFile(out) as archive:
        (one,) = json.loads(archive.read("data.json"))["conversations"]
    assert (one["outcome"], one["because"]) == ("ResolvedConfirmed", "confirmed")


async def test_the_greeting_is_said_where_nobody_else_says_it(shop: World) -> None:
    env, home = shop.segue.env, shop.segue.workspace
    await start(env, home, conversation="behind", channel="webchat", bot_behind=True)
    await start(env, home, conversation="behind", channel="webchat", bot_behind=True)
    await start(env, home, conversation="front", channel="teams", bot_behind=False)
    await start(env, home, conversation="widget", channel="widget")
    said = {name: [entry.text for entry in await shop.log(name)] for name in ("behind", "front", "widget")}
    assert said == {"behind": ["Hello! How can we help you today?"], "front": [], "widget": []}


async def test_a_bot_may_report_no_match_without_a_word_and_shows_what_segue_says(shop: World) -> None:
    await shop.customer("blorp fizzle")
    turn = await shop.bot("", no_match=True)
    assert turn.reply == "I did not understand that. Could you put it differently?"
    assert (await shop.log())[-1].role is Role.SYSTEM


async def test_an_outcome_can_be_told_of_what_ended_before_it_was_kept(shop: World) -> None:
    await shop.customer("where is my invoice")
    await shop.bot("In your account under Billing.")
    await converse.end(shop.segue.env, shop.segue.workspace, "c1", Role.END_USER)
    loaded = await shop.segue.store.read(LoadConversation(shop.segue.workspace, "c1"))
    assert loaded is not None
    came = outcome_of(replace(loaded.conversation, ended_by=""))
    assert came is not None
    assert came.result == "ResolvedImplied"
