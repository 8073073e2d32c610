"""The shop's back office is a source as any other: its answers stand in the briefing, with where they come from."""

from __future__ import annotations

import asyncio

import aiohttp

from segue.demo.back_office import PATH
from segue.demo.cast import SHOPPERS
from segue.demo.opening import Demo, at_home, shipped_policy
from segue.domain.conversation import Customer, Role
from segue.domain.package import Status
from segue.domain.renderings import HandoffFacts, render
from segue.flows.receive import Message


async def handed_over(demo: Demo, shopper: str) -> str:
    """The handoff of a conversation in which this customer asks for a person, once the sources have answered."""
    known, segue = SHOPPERS[shopper], demo.house.segue
    customer = Customer(known.id, known.name, known.email, verified=True, facts=known.facts)
    await segue.start("c-now", channel="demo", customer=customer)
    await segue.receive("c-now", Message("m-1", Role.END_USER, "I want to talk to a human about my invoice"))
    while segue.env.sources.at_work:
        await asyncio.wait(set(segue.env.sources.at_work))
    return (await segue.loaded("c-now")).conversation.last_handoff


async def test_the_briefing_tells_what_the_back_office_knows(demo: Demo) -> None:
    package = await demo.house.segue.package(await handed_over(demo, "c-1001"))
    assert package is not None
    assert package.open_tickets.status is Status.KNOWN
    text = render("text", package, HandoffFacts(), 100_000)
    for words in (
        "Studio Duarte",
        "Open ticket: #5512 “Second charge for Q-20417?” – open (back-office, ",
        "Invoice: R-2291 1,134.00 EUR – paid (back-office, ",
        "Failed payments: none (back-office)",
        "“Buys for three studios. Decides herself, wants short answers.” (Robin, ",
        "Features used: trade prices, order list, invoices (back-office)",
    ):
        assert words in text


async def test_every_customer_of_the_shop_has_a_record_and_nobody_else(browser: aiohttp.ClientSession) -> None:
    for customer, status in {**dict.fromkeys(SHOPPERS, 200), "c-9": 404}.items():
        async with browser.get(f"{PATH}/{customer}") as answer:
            assert answer.status == status


def test_the_policy_gets_the_address_of_this_run_also_when_it_was_kept_from_another() -> None:
    once = at_home(shipped_policy(), "http://127.0.0.1:1")
    twice = at_home(once, "http://127.0.0.1:2")
    assert f"http://127.0.0.1:2{PATH}/{{id}}" in twice
    assert "8440" not in once
    assert ":1/" not in twice
