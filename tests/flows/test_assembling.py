"""The package is there at once, and better when sources or a model have answered; it is never held up by them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from fakes.clock import FakeClock
from fakes.world import POLICY, World
from segue.app import Segue
from segue.domain.conversation import Customer
from segue.domain.lifecycle import Event
from segue.domain.package import ContextPackage, Status
from segue.domain.policy import SourceSettings
from segue.flows import serve
from segue.flows.source_desk import SourceDesk
from segue.ports.sources import Who
from segue.ports.writers import Turns, WrittenSummary

ANA = Customer("c-ana", "Ana", verified=True)
SOURCES = """
sources:
  crm: {kind: http, url: "https://crm.example/{id}", fields: {tier: tier, health: health}}
"""


class Crm:
    """Answers when it is let."""

    def __init__(self) -> None:
        self.name, self.covers = "crm", ("tier", "health", "notes")
        self.answers: dict[str, Any] = {"tier": "enterprise", "notes": ["Be kind."]}
        self.may_answer = asyncio.Event()
        self.may_answer.set()

    async def ask(self, who: Who) -> Mapping[str, Any]:
        await self.may_answer.wait()
        return self.answers


class Writer:
    model = "test"

    async def summarise(self, turns: Turns, known: Mapping[str, str]) -> WrittenSummary:
        return WrittenSummary("The lamp of order 4711 arrived broken.", "a lamp", "it arrived broken")

    async def draft(self, *_: Any) -> str:
        return ""


@pytest.fixture
def crm() -> Crm:
    return Crm()


@pytest.fixture
async def world(tmp_path: Path, url: str, crm: Crm) -> AsyncIterator[World]:
    policy = tmp_path / "policy.yaml"
    policy.write_text(POLICY + SOURCES)
    clock = FakeClock()

    def open_source(_: SourceSettings) -> Crm:
        return crm

    desk = SourceDesk(open_source, clock.now, deadline_s=0.05)
    async with Segue.open(policy, store=url, clock=clock, background=False, sources=desk, writer=Writer()) as segue:
        yield World(segue, clock)


async def handed_over(world: World, **customer: Any) -> None:
    await world.start(customer=customer.get("customer", ANA))
    await world.customer("My lamp arrived broken, order 4711.")
    await world.customer("I want to talk to a human please")


async def settled(world: World) -> None:
    """Until nothing is under way any more that nobody waits for."""
    while world.segue.env.sources.at_work:
        await asyncio.wait(set(world.segue.env.sources.at_work))
    await world.segue.env.summaries.settle()


async def stored(world: World) -> ContextPackage:
    package = await world.segue.package((await world.handoff()).id)
    assert package is not None
    return package


async def test_the_package_is_there_before_a_source_has_answered_and_has_its_answer_afterwards(
    world: World, crm: Crm
) -> None:
    crm.may_answer.clear()
    await handed_over(world)
    await world.segue.step()
    at_once = await stored(world)
    assert (at_once.customer.tier.status, at_once.customer.tier.value) == (Status.NOT_ASKED, None)
    crm.may_answer.set()
    await settled(world)
    later = await stored(world)
    assert (later.customer.tier.value, later.customer.tier.source) == ("enterprise", "crm")
    assert later.customer.health.status is Status.ABSENT
    assert [note.text for note in later.notes.value or ()] == ["Be kind."]


async def test_a_source_that_is_late_is_told_as_failed_until_it_answers(world: World, crm: Crm) -> None:
    await world.hire("maria")
    crm.may_answer.clear()
    await handed_over(world)
    await world.segue.step()
    refreshing = next(task for task in world.segue.env.sources.at_work if "refresh" in repr(task.get_coro()))
    await asyncio.wait({refreshing})
    waiting = await stored(world)
    assert (waiting.customer.tier.status, waiting.customer.tier.why) == (
        Status.FAILED,
        "no answer within 0.05 s (crm)",
    )
    crm.may_answer.set()
    await settled(world)
    assert (await stored(world)).customer.tier.value == "enterprise"


async def test_the_package_of_an_ended_handoff_is_not_changed_by_what_comes_late(world: World, crm: Crm) -> None:
    maria = await world.hire("maria")
    crm.may_answer.clear()
    await handed_over(world)
    await world.segue.step()
    await serve.accept(world.segue.env, maria, (await world.handoff()).id)
    await serve.finish(world.segue.env, maria, "c1", Event.RESOLVED)
    before = await stored(world)
    crm.may_answer.set()
    await settled(world)
    assert (await stored(world)).customer == before.customer


async def test_a_better_summary_outlives_late_facts_and_falls_with_newer_words(world: World, crm: Crm) -> None:
    await world.hire("maria")
    crm.may_answer.clear()
    await handed_over(world)
    await world.segue.step()
    await world.segue.env.summaries.settle()
    assert (await stored(world)).written_by == "model test"
    crm.may_answer.set()
    await settled(world)
    both = await stored(world)
    assert (both.written_by, both.customer.tier.value) == ("model test", "enterprise")
    world.clock.forward(seconds=5)
    await world.customer("And the bulb is missing as well.")
    assert (await stored(world)).read_to > both.read_to


async def test_what_is_said_while_nobody_has_the_customer_is_in_the_package_that_is_read(world: World) -> None:
    maria = await world.hire("maria")
    await handed_over(world)
    await world.segue.step()
    first = await stored(world)
    world.clock.forward(seconds=5)
    await world.customer("And the bulb is missing as well.")
    again = await stored(world)
    assert again.read_to > first.read_to
    await serve.accept(world.segue.env, maria, (await world.handoff()).id)
    world.clock.forward(seconds=5)
    taken = await stored(world)
    await serve.speak(world.segue.env, maria, "c1", "Hello Ana", "m-1")
    await world.customer("My chair is broken too.")
    assert (await stored(world)).read_to == taken.read_to == again.read_to


async def test_nobody_is_asked_about_whom_nobody_vouches_for(world: World) -> None:
    await handed_over(world, customer=Customer("c-ana", "Ana"))
    await world.segue.step()
    await settled(world)
    fact = (await stored(world)).customer.tier
    assert (fact.status, "vouches" in fact.why) == (Status.NOT_ASKED, True)
