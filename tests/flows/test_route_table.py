"""The route table through the flows: tier, risk, language and topic decide wherever no trigger names a queue."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from fakes.clock import FakeClock
from fakes.world import World
from segue.app import Segue
from segue.domain.conversation import Customer, PageVisit
from segue.domain.lifecycle import State, Urgency
from segue.flows import converse

POLICY = """
version: 1
languages: [en, de]
triggers:
  - {id: asks-for-human, when: "asks_for_human == 'clear'", then: handoff, reason: customer_asked}
  - {id: bare-keyword, when: "asks_for_human == 'unclear'", then: offer}
  - {id: press, phrases: [journalist], then: handoff}
  - {id: dispute, when: "'billing' in topics", then: handoff, category: billing}
  - {id: broken, phrases: [screen stays black], then: offer, category: technical}
  - {id: by-mail, phrases: [send me a letter], then: handoff, by: email}
  - {id: broken-bot, when: "bot_error != ''", then: handoff}
  - {id: silent-bot, when: "bot_silent", then: handoff}
  - {id: leaving, when: "page.path == '/account/cancel'", then: handoff, proactive: true}
  - {id: gold, when: "customer.tier == 'gold'", then: handoff}
  - {id: named, phrases: [my invoice please], then: handoff, queue: invoices}
topics:
  billing: {examples: [you charged me twice, there is a wrong amount on my invoice]}
route:
  - {when: "customer.tier in ['enterprise', 'gold']", queue: enterprise}
  - {when: "customer.churn_risk >= 0.7 || customer.health == 'red'", queue: retention}
  - {when: "customer.contract_value >= 10000", queue: enterprise}
  - {when: "language.startsWith('de')", queue: german}
  - {when: "category == 'billing' || 'billing' in topics", queue: invoices}
  - {when: "category == 'technical'", queue: general, by: ticket}
  - {queue: general}
queues:
  general: {title: Customer care, owner: care@acme.example}
  invoices: {owner: billing@acme.example}
  enterprise: {owner: accounts@acme.example}
  retention: {owner: care@acme.example}
  german: {owner: care@acme.example}
bot: {timeout: 20s}
"""
DEAR = Customer("c-1", verified=True, facts={"tier": "enterprise"})


@pytest.fixture
async def world(tmp_path: Path, url: str) -> AsyncIterator[World]:
    policy = tmp_path / "policy.yaml"
    policy.write_text(POLICY)
    clock = FakeClock()
    async with Segue.open(policy, store=url, clock=clock, background=False) as segue:
        made = World(segue, clock)
        await made.hire("maria")
        yield made


@pytest.mark.parametrize(
    "text", ["I want to talk to a human please", "I am a journalist", "you charged me twice", "human", "agent"]
)
async def test_a_dear_customer_reaches_the_dear_queue_by_every_trigger_that_names_none(world: World, text: str) -> None:
    await world.start(customer=DEAR)
    await world.customer(text)
    assert (await world.handoff()).queue == "enterprise"


async def test_a_bot_that_fails_or_asks_for_a_human_brings_them_there_as_well(world: World) -> None:
    await world.start("fails", customer=DEAR)
    await world.customer("What wood is it?", "fails")
    await world.bot("", "fails", error="the model is down")
    await world.start("silent", customer=DEAR)
    await world.customer("What wood is it?", "silent")
    world.clock.forward(seconds=21)
    await world.segue.step()
    await world.start("asks", customer=DEAR)
    await converse.request_handoff(
        world.segue.env, "default", "asks", reason="", queue="", note="", urgency=Urgency.NORMAL
    )
    assert [(await world.handoff(name)).queue for name in ("fails", "silent", "asks")] == ["enterprise"] * 3


async def test_so_does_a_page_and_a_fact_that_arrives(world: World) -> None:
    await world.start("page", customer=DEAR)
    await world.segue.learn("page", page=PageVisit("https://shop.example/account/cancel", "", world.clock.now()))
    await world.start("fact")
    await world.segue.learn("fact", customer=Customer("c-2", verified=True, facts={"tier": "gold"}))
    assert [(await world.handoff(name)).queue for name in ("page", "fact")] == ["enterprise"] * 2


@pytest.mark.parametrize(
    ("facts", "queue"),
    [
        ({}, "general"),
        ({"tier": "free"}, "general"),
        ({"churn_risk": 0.7}, "retention"),
        ({"churn_risk": 0.69}, "general"),
        ({"churn_risk": 85}, "general"),  # no share of 1: not known
        ({"health": "red"}, "retention"),
        ({"contract_value": 12_000}, "enterprise"),
        ({"contract_value": "much"}, "general"),
        ({"tier": "enterprise", "churn_risk": 0.9}, "enterprise"),  # the first line wins
    ],
)
async def test_what_is_known_of_the_account_decides(world: World, facts: dict[str, Any], queue: str) -> None:
    await world.start(customer=Customer("c-1", verified=True, facts=facts))
    await world.customer("I want to talk to a human please")
    assert (await world.handoff()).queue == queue


async def test_language_and_what_was_said_before_decide(world: World) -> None:
    await world.start("german", language="de-AT")
    await world.customer("Ich möchte mit einem Menschen sprechen", "german")
    await world.start("before")
    await world.customer("there is a wrong amount on my invoice", "before")
    assert [(await world.handoff(name)).queue for name in ("german", "before")] == ["german", "invoices"]


async def test_a_trigger_that_names_a_queue_asks_no_table(world: World) -> None:
    await world.start(customer=DEAR)
    await world.customer("my invoice please")
    assert (await world.handoff()).queue == "invoices"


async def test_a_line_makes_a_whole_category_ticket_work_also_when_it_was_offered_first(world: World) -> None:
    await world.start()
    await world.customer("my screen stays black")
    offered = await world.handoff()
    assert (offered.state, offered.queue) == (State.OFFERED, "general")
    await world.customer("yes please")
    assert (await world.handoff()).state is State.TICKETED


async def test_a_trigger_says_it_before_the_queue_does(world: World) -> None:
    await world.start()
    await world.customer("send me a letter")
    assert (await world.handoff()).state is State.EMAILED


async def test_the_record_says_how_it_is_answered(world: World) -> None:
    await world.start()
    turn = await world.customer("my screen stays black")
    assert turn.decision is not None
    assert (turn.decision["queue"], turn.decision["by"]) == ("general", "ticket")
