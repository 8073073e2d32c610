"""What sources tell of a customer joins the log, is decided about at once, and is replayed as it was decided."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from fakes.clock import FakeClock
from fakes.sources import PlayedSource, PlayedSources
from fakes.world import POLICY, World
from segue.app import Segue
from segue.domain.account import findings_of
from segue.domain.conversation import Audience, Customer, Entry, Kind, Role, visible
from segue.domain.errors import CallFailed
from segue.domain.identity import why_not_asked
from segue.domain.package import ContextPackage, Status
from segue.flows.source_desk import SourceDesk
from segue.flows.sources import refresh
from segue.insight.backtest import Replayer
from segue.insight.recorded import recording_of_log
from segue.policy_file import load_policy

WITH_SOURCES = (
    POLICY.replace(
        "  - {id: leaving",
        "  - {id: big, when: \"customer.tier == 'enterprise'\", then: offer, reason: important}\n"
        '  - {id: worried, when: "customer.open_tickets >= 2 && dissatisfied > 0.5", then: handoff}\n'
        "  - {id: leaving",
    ).replace("facts: {customer.tier: string}", "facts: {customer.tier: string, customer.open_tickets: number}")
    + """
sources:
  crm: {kind: http, url: "https://crm.example/{id}", fields: {tier: a, open_tickets: b}}
  shop: {kind: http, url: "https://shop.example/{id}", fields: {tier: a, health: c}}
"""
)
ADA = Customer("c-1", "Ada", "ada@acme.example", verified=True)
TICKETS = [{"id": "t1", "subject": "Broken shelf"}, {"id": "t2", "subject": "Missing screws"}]


class Shop(World):
    """A world with two sources, which answer nothing until they are told what."""

    crm: PlayedSource
    shop: PlayedSource

    async def facts(self) -> list[Entry]:
        return [entry for entry in await self.log() if entry.kind is Kind.FACTS]

    async def customer_facts(self) -> dict[str, Any]:
        return dict((await self.segue.loaded("c1")).conversation.customer.facts)

    async def package_once(self, handoff: str, ready: Callable[[ContextPackage], bool]) -> ContextPackage:
        """The package, as soon as it is as it should become."""
        async with asyncio.timeout(5):
            while True:
                await self.segue.step()
                package = await self.segue.package(handoff)
                if package is not None and ready(package):
                    return package

    async def refreshed(self, **fields: Any) -> Any:
        conversation = (await self.segue.loaded("c1")).conversation
        return await refresh(self.segue.env, "default", conversation, **fields)


@pytest.fixture
async def shop(tmp_path: Path, url: str) -> AsyncIterator[Shop]:
    policy, clock = tmp_path / "policy.yaml", FakeClock()
    policy.write_text(WITH_SOURCES)
    crm, shop = PlayedSource("crm", ("tier", "open_tickets")), PlayedSource("shop", ("tier", "health"))
    desk = SourceDesk(PlayedSources({"crm": crm, "shop": shop}).open, clock.now, deadline_s=0.05)
    async with Segue.open(policy, store=url, clock=clock, background=False, sources=desk) as segue:
        world = Shop(segue, clock)
        world.crm, world.shop = crm, shop
        yield world


async def test_a_customer_who_is_known_is_asked_about_once_by_id_and_address_alone(shop: Shop) -> None:
    await shop.start(customer=ADA)
    await shop.segue.step()
    await shop.customer("where is my shelf?")
    await shop.segue.learn("c1", variables={"order": "Q-1"})
    await shop.segue.step()
    assert [(who.id, who.email) for who in shop.crm.asked] == [("c-1", "ada@acme.example")]


@pytest.mark.parametrize(
    ("customer", "why"),
    [
        (None, "nobody vouches"),
        (Customer("c-1", email="ada@acme.example", verified=False), "nobody vouches"),
        (Customer(name="Ada", verified=True), "neither an id nor an e-mail address"),
    ],
)
async def test_nobody_is_asked_about_whom_nobody_vouches_for(shop: Shop, customer: Customer | None, why: str) -> None:
    await shop.start(customer=customer)
    await shop.customer("I am ada@acme.example, customer c-1")
    await shop.segue.step()
    assert shop.crm.asked == []
    assert await shop.facts() == []
    assert await shop.refreshed() == ()
    assert why in why_not_asked((await shop.segue.loaded("c1")).conversation, load_policy(WITH_SOURCES))


async def test_who_signs_in_later_is_asked_about_then(shop: Shop) -> None:
    await shop.start()
    await shop.segue.step()
    await shop.segue.learn("c1", customer=ADA)
    await shop.segue.step()
    assert len(shop.crm.asked) == 1


async def test_answers_are_entries_that_only_staff_can_read(shop: Shop) -> None:
    shop.crm.says = {"tier": "pro", "open_tickets": TICKETS}
    await shop.start(customer=ADA)
    await shop.segue.step()
    crm, other = await shop.facts()
    findings = findings_of(crm.data)
    assert findings is not None
    assert (findings.source, findings.covers) == ("crm", ("tier", "open_tickets"))
    assert findings.values["open_tickets"][0]["subject"] == "Broken shelf"
    assert other.data["values"] == {}
    assert not any(visible(crm, audience) for audience in (Audience.CUSTOMER, Audience.BOT))


async def test_conditions_read_the_first_source_that_knows_and_numbers_of_lists(shop: Shop) -> None:
    shop.crm.says, shop.shop.says = {"open_tickets": TICKETS}, {"tier": "pro", "health": "poor"}
    await shop.start(customer=ADA)
    await shop.segue.step()
    assert await shop.customer_facts() == {"tier": "pro", "open_tickets": 2, "health": "poor"}


async def test_what_the_site_signed_is_never_replaced(shop: Shop) -> None:
    shop.crm.says = {"tier": "enterprise", "open_tickets": TICKETS}
    await shop.start(customer=Customer("c-1", verified=True, facts={"tier": "basic"}))
    await shop.segue.step()
    assert await shop.customer_facts() == {"tier": "basic", "open_tickets": 2}
    await shop.segue.learn("c1", customer=Customer("c-1", verified=True, facts={"open_tickets": 0}))
    assert await shop.customer_facts() == {"tier": "basic", "open_tickets": 0}


async def test_a_late_fact_makes_an_offer_without_a_new_message(shop: Shop) -> None:
    shop.crm.gate, shop.crm.says = asyncio.Event(), {"tier": "enterprise"}
    await shop.start(customer=ADA)
    turn = await shop.customer("where is my shelf?")
    assert turn.decision is not None
    assert turn.decision["outcome"] == "stay"
    await shop.segue.step()
    assert await shop.told() == []
    shop.crm.gate.set()
    await shop.segue.step()
    (entry,) = [entry for entry in await shop.facts() if entry.author == "crm"]
    assert entry.decision is not None
    assert (entry.decision["outcome"], entry.decision["trigger"]) == ("offer", "big")
    assert "person" in (await shop.told())[0]


async def test_the_next_message_is_decided_with_what_the_sources_told(shop: Shop) -> None:
    shop.crm.says = {"open_tickets": TICKETS}
    await shop.start(customer=ADA)
    await shop.segue.step()
    turn = await shop.customer("This is a disgrace, I am furious and nothing works!")
    assert turn.decision is not None
    assert turn.decision["trigger"] == "worried"


async def test_a_replay_of_the_log_decides_the_same(shop: Shop) -> None:
    shop.crm.gate, shop.crm.says = asyncio.Event(), {"tier": "enterprise", "open_tickets": TICKETS}
    await shop.start(customer=ADA)
    await shop.customer("where is my shelf?")
    await shop.segue.step()
    await shop.bot("It is on its way.")
    shop.crm.gate.set()
    await shop.segue.step()
    await shop.customer("no thanks, but when does it come?")
    await shop.customer("This is a disgrace, I am furious and nothing works!")
    loaded, log = await shop.segue.loaded("c1"), await shop.log()
    replayer = Replayer(load_policy(WITH_SOURCES))
    replayed = list(replayer.weigh(recording_of_log(loaded.conversation, log), remembering=True))
    lived = [(entry.seq, entry.decision["outcome"], entry.decision["trigger"]) for entry in log if entry.decision]
    assert [trigger for _, _, trigger in lived] == ["", "big", "", "worried"]
    again = [(one.turn.index, one.decision.outcome.value, one.decision.trigger) for one in replayed]
    assert again == lived
    decided = {entry.seq: entry.decision["signals"] for entry in log if entry.decision}
    for one in replayed:
        for name in ("customer.tier", "customer.open_tickets"):
            assert one.decision.signals[name] == decided[one.turn.index][name]


async def test_the_same_answer_is_stored_once_and_a_changed_one_again(shop: Shop) -> None:
    shop.crm.says = {"tier": "pro"}
    await shop.start(customer=ADA)
    await shop.segue.step()
    shop.clock.forward(minutes=6)
    await shop.refreshed()
    assert len(await shop.facts()) == 2
    shop.clock.forward(minutes=6)
    shop.crm.says = {"tier": "free"}
    await shop.refreshed()
    assert [entry.author for entry in await shop.facts()] == ["crm", "shop", "crm"]
    assert (await shop.customer_facts())["tier"] == "free"


async def test_a_refresh_waits_no_longer_than_its_deadline_and_keeps_what_comes_late(shop: Shop) -> None:
    shop.crm.gate, shop.crm.says, shop.shop.says = asyncio.Event(), {"tier": "pro"}, {"health": "good"}
    await shop.start(customer=ADA)
    late = asyncio.Event()

    async def told() -> None:
        late.set()

    crm, other = await shop.refreshed(then=told)
    assert (crm.failed, crm.why) == (True, "no answer within 0.05 s")
    assert other.values == {"health": "good"}
    assert [(one.author, one.data["failed"]) for one in await shop.facts()] == [("crm", True), ("shop", False)]
    shop.crm.gate.set()
    async with asyncio.timeout(5):
        await late.wait()
    assert (await shop.customer_facts())["tier"] == "pro"


async def test_an_earlier_answer_counts_where_a_source_fails_later(shop: Shop) -> None:
    shop.crm.says = {"tier": "pro"}
    await shop.start(customer=ADA)
    await shop.segue.step()
    shop.clock.forward(minutes=10)
    shop.crm.says = CallFailed("crm answered 500")
    crm, _ = await shop.refreshed()
    assert crm.values == {"tier": "pro"}
    assert (await shop.customer_facts())["tier"] == "pro"
    failure = findings_of((await shop.facts())[-1].data)
    assert failure is not None
    assert (failure.failed, failure.why) == (True, "crm answered 500")


async def test_somebody_with_another_id_has_neither_name_address_nor_facts_of_the_one_before(shop: Shop) -> None:
    shop.crm.says = {"tier": "pro"}
    await shop.start(customer=replace(ADA, facts={"health": "poor"}))
    await shop.segue.step()
    await shop.segue.learn("c1", customer=Customer("c-2", verified=True))
    await shop.segue.step()
    customer = (await shop.segue.loaded("c1")).conversation.customer
    assert (customer.name, customer.email, shop.crm.asked[-1].email) == ("", "", "")
    assert "health" not in customer.facts


async def test_what_was_found_of_one_customer_is_not_true_of_another(shop: Shop) -> None:
    shop.crm.says = {"tier": "pro"}
    await shop.start(customer=ADA)
    await shop.segue.step()
    shop.crm.says = {}
    await shop.segue.learn("c1", customer=Customer("c-2", "Bob", "bob@acme.example", verified=True))
    assert await shop.customer_facts() == {}
    await shop.segue.step()
    assert shop.crm.asked[-1].id == "c-2"
    assert "tier" not in await shop.customer_facts()


async def test_an_answer_about_somebody_who_is_not_there_any_more_is_dropped(shop: Shop) -> None:
    shop.crm.gate, shop.crm.says = asyncio.Event(), {"tier": "pro"}
    await shop.start(customer=ADA)
    await shop.segue.step()
    await shop.segue.learn("c1", customer=Customer("c-2", "Bob", "bob@acme.example", verified=True))
    shop.crm.gate.set()
    shop.crm.gate = None
    shop.crm.says = {}
    await shop.segue.step()
    assert "tier" not in await shop.customer_facts()


async def test_nothing_is_added_to_a_conversation_that_has_ended(shop: Shop) -> None:
    shop.crm.gate, shop.crm.says = asyncio.Event(), {"tier": "pro"}
    await shop.start(customer=ADA)
    await shop.segue.step()
    from segue.flows.converse import end

    await end(shop.segue.env, "default", "c1", Role.END_USER)
    shop.crm.gate.set()
    await shop.segue.step()
    assert (await shop.log())[-1].kind is Kind.ENDED


async def test_the_customer_hears_of_the_handoff_before_any_source_has_answered(shop: Shop) -> None:
    shop.crm.gate = shop.shop.gate = asyncio.Event()
    await shop.hire("maria")
    await shop.start(customer=ADA)
    turn = await shop.customer("I want to talk to a human please")
    assert turn.reply
    await shop.segue.step()
    package = await shop.segue.package((await shop.handoff()).id)
    assert package is not None
    assert package.customer.health.status in {Status.NOT_ASKED, Status.FAILED}


async def test_a_slow_source_is_failed_in_the_package_and_known_once_it_has_answered(shop: Shop) -> None:
    shop.crm.gate, shop.crm.says, shop.shop.says = asyncio.Event(), {"tier": "pro"}, {"health": "good"}
    await shop.hire("maria")
    await shop.start(customer=ADA)
    await shop.customer("I want to talk to a human please")
    await shop.segue.step()
    handoff = (await shop.handoff()).id
    before = await shop.package_once(handoff, lambda package: package.customer.tier.status is Status.FAILED)
    assert (before.customer.health.value, before.customer.health.source) == ("good", "shop")
    shop.crm.gate.set()
    after = await shop.package_once(handoff, lambda package: package.customer.tier.status is Status.KNOWN)
    assert (after.customer.tier.value, after.customer.tier.source) == ("pro", "crm")


async def test_two_processes_of_one_log_store_no_answer_twice(shop: Shop) -> None:
    shop.crm.says = {"tier": "pro"}
    await shop.start(customer=ADA)
    await asyncio.gather(*(shop.refreshed() for _ in range(5)))
    assert sorted(entry.author for entry in await shop.facts()) == ["crm", "shop"]
