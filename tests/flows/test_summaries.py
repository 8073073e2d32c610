"""A model may write the summary better. It is checked, labelled, late, wrong or absent, and nothing waits for it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from fakes.clock import FakeClock
from fakes.world import POLICY, World
from segue.app import Segue
from segue.domain.conversation import Customer
from segue.domain.package import ContextPackage
from segue.flows.models import MANY_FAILURES
from segue.flows.passing_on import keep_back
from segue.ports.writers import Turns, WrittenSummary

GOOD = WrittenSummary("The kettle hums; nobody helps.", "A quiet kettle.", "The kettle hums at night.")


@dataclass
class FakeWriter:
    says: WrittenSummary | Exception
    model: str = "fake-1"
    asked: list[Turns] = field(default_factory=list)
    known: list[Mapping[str, str]] = field(default_factory=list)
    go_on: asyncio.Event = field(default_factory=asyncio.Event)
    holds: bool = False

    async def summarise(self, turns: Turns, known: Mapping[str, str]) -> WrittenSummary:
        self.asked.append(turns)
        self.known.append(known)
        if self.holds:
            await self.go_on.wait()
        if isinstance(self.says, Exception):
            raise self.says
        return self.says


@asynccontextmanager
async def opened(tmp_path: Path, writer: FakeWriter) -> AsyncIterator[World]:
    (tmp_path / "policy.yaml").write_text(POLICY)
    url, clock = f"sqlite:///{tmp_path}/segue.db", FakeClock()
    async with Segue.open(tmp_path / "policy.yaml", store=url, clock=clock, background=False, writer=writer) as segue:
        world = World(segue, clock)
        await world.hire("maria")
        await world.start()
        yield world


async def handed_over(world: World) -> ContextPackage:
    """The package as it is before any model has written."""
    await world.customer("My kettle hums at night and nobody helps, card 4111 1111 1111 1111")
    await world.customer("I want to talk to a human please")
    await world.segue.step()
    return await package_of(world)


async def package_of(world: World) -> ContextPackage:
    found = await world.segue.package((await world.handoff()).id)
    assert found is not None
    return found


async def test_the_first_summary_is_there_before_and_the_better_one_replaces_it(tmp_path: Path) -> None:
    writer = FakeWriter(GOOD, holds=True)
    async with opened(tmp_path, writer) as world:
        first = await handed_over(world)
        assert (first.written_by, bool(first.summary)) == ("segue", True)
        writer.go_on.set()
        await world.segue.env.summaries.settle()
        better = await package_of(world)
    assert (better.written_by, better.summary) == ("model fake-1", GOOD.summary)
    assert (better.wants, better.goes_wrong) == (GOOD.wants, GOOD.goes_wrong)


async def test_the_model_reads_no_card_number(tmp_path: Path) -> None:
    writer = FakeWriter(GOOD)
    async with opened(tmp_path, writer) as world:
        await handed_over(world)
        await world.segue.env.summaries.settle()
    assert writer.asked[0][0] == ("customer", "My kettle hums at night and nobody helps, card [card number]")


async def test_nor_does_it_read_one_in_the_reason_that_brought_the_human(tmp_path: Path) -> None:
    writer = FakeWriter(GOOD)
    async with opened(tmp_path, writer) as world:
        first = await handed_over(world)
        package = replace(first, written_by="segue", why_now="On the page “Card 4111 1111 1111 1111 declined”.")
        env, policy = world.segue.env, (await world.segue.env.policies.active("default")).policy
        env.summaries.begin(env.store, env.bell, "default", package, await world.segue.entries("c1"), policy)
        await env.summaries.settle()
    assert writer.known[-1]["why a person"] == "On the page “Card [card number] declined”."


async def test_the_model_reads_no_name_that_is_kept_back_however_it_is_written(tmp_path: Path) -> None:
    writer = FakeWriter(GOOD)
    async with opened(tmp_path, writer) as world:
        await world.start("c2", customer=Customer("u1", "Ana Duarte", "ana@example.org", verified=True))
        await world.customer("It is me, ana DUARTE (Ana@Example.org, ana@work.example): my kettle hums", "c2")
        await world.customer("I want to talk to a human please", "c2")
        await world.segue.step()
        await keep_back(world.segue.env, "default", "c2", ["name", "email"], "")
        await world.segue.env.summaries.settle()
    read = str(writer.asked[-1]).lower()
    assert [word for word in ("ana", "duarte", "example") if word in read] == []


@pytest.mark.parametrize(
    "made_up",
    [
        WrittenSummary("The kettle hums since 3 March.", "", ""),
        WrittenSummary("The kettle hums.", "Wants 500 euros back.", ""),
        WrittenSummary("The kettle hums.", "", "Mr. Miller did not help."),
        WrittenSummary("", "A quiet kettle.", ""),
        WrittenSummary("the kettle hums " * 60, "", ""),
        RuntimeError("out of order"),
    ],
    ids=["a date", "an amount", "a name", "nothing", "too long", "an error"],
)
async def test_what_does_not_rest_on_the_conversation_leaves_the_first_summary(
    tmp_path: Path, made_up: WrittenSummary | Exception
) -> None:
    async with opened(tmp_path, FakeWriter(made_up)) as world:
        await handed_over(world)
        await world.segue.env.summaries.settle()
        assert (await package_of(world)).written_by == "segue"


async def test_a_summary_that_comes_after_more_was_said_is_dropped(tmp_path: Path) -> None:
    writer = FakeWriter(GOOD, holds=True)
    async with opened(tmp_path, writer) as world:
        await handed_over(world)
        await world.customer("Wait, now it leaks as well")
        await keep_back(world.segue.env, "default", "c1", [], "It leaks")  # the briefing is written anew
        writer.go_on.set()
        await world.segue.env.summaries.settle()
        package = await package_of(world)
        assert writer.asked[-1][-1] == ("customer", "Wait, now it leaks as well")
        assert (package.written_by, package.own_words) == ("model fake-1", "It leaks")


async def test_a_model_that_fails_again_and_again_is_left_alone_for_a_while(tmp_path: Path) -> None:
    writer = FakeWriter(RuntimeError("out of order"))
    async with opened(tmp_path, writer) as world:
        await handed_over(world)
        for number in range(MANY_FAILURES + 2):
            await world.customer(f"And it hums {number} times a night")
            await package_of(world)
            await world.segue.env.summaries.settle()
    assert len(writer.asked) == MANY_FAILURES
