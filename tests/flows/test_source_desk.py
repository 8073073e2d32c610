"""The desk that asks sources: side by side, each question once, and never longer than it is worth."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from structlog.testing import capture_logs

from fakes.clock import FakeClock
from fakes.sources import PlayedSource, PlayedSources
from segue.domain.account import Findings
from segue.domain.errors import CallFailed, Invalid
from segue.domain.policy import Policy, SourceSettings
from segue.flows.source_desk import AT_ONCE, MANY_FAILURES, REST, SourceDesk
from segue.ports.sources import CannotAsk, Who

ADA, BOB = Who("c-1", "ada@acme.example"), Who("c-2", "bob@acme.example")


class Desk:
    """A desk over played sources with a clock that is moved by hand."""

    def __init__(self, *sources: PlayedSource, **fields: Any) -> None:
        self.sources, self.clock = PlayedSources({one.name: one for one in sources}), FakeClock()
        self.settings = {one.name: SourceSettings(one.name, "http", **fields) for one in sources}
        self.desk = SourceDesk(self.sources.open, self.clock.now)

    @property
    def policy(self) -> Policy:
        return Policy((), (), {}, sources=self.settings)

    async def ask(self, who: Who = ADA, workspace: str = "default") -> list[Findings]:
        return [await one for one in self.desk.ask(workspace, self.policy, who)]


async def test_sources_are_asked_side_by_side() -> None:
    gate = asyncio.Event()
    crm, shop = PlayedSource("crm", ("tier",), {"tier": "pro"}, gate), PlayedSource("shop", ("health",), {}, gate)
    desk = Desk(crm, shop)
    asked = desk.desk.ask("default", desk.policy, ADA)
    await asyncio.sleep(0)
    assert (crm.at_once, shop.at_once) == (1, 1)
    gate.set()
    assert [(await one).values for one in asked] == [{"tier": "pro"}, {}]


async def test_an_answer_is_kept_as_long_as_the_policy_says_and_for_one_customer_alone() -> None:
    crm = PlayedSource("crm", ("tier",), {"tier": "pro"})
    desk = Desk(crm, cache=timedelta(minutes=2))
    await desk.ask()
    await desk.ask()
    assert crm.asked == [ADA]
    await desk.ask(BOB)
    await desk.ask(workspace="another")
    assert crm.asked == [ADA, BOB, ADA]
    desk.clock.forward(minutes=3)
    await desk.ask()
    assert crm.asked == [ADA, BOB, ADA, ADA]


async def test_the_same_question_is_under_way_once() -> None:
    crm = PlayedSource("crm", ("tier",), {"tier": "pro"}, asyncio.Event())
    desk = Desk(crm)
    asked = [*desk.desk.ask("default", desk.policy, ADA), *desk.desk.ask("default", desk.policy, ADA)]
    await asyncio.sleep(0)
    assert crm.gate is not None
    crm.gate.set()
    assert len({id(await one) for one in asked}) == 1
    assert crm.asked == [ADA]


async def test_so_many_calls_at_a_time_and_no_more() -> None:
    crm = PlayedSource("crm", ("tier",), {"tier": "pro"}, asyncio.Event())
    desk = Desk(crm)
    asked = [desk.desk.ask("default", desk.policy, Who(f"c-{i}"))[0] for i in range(300)]
    for _ in range(20):
        await asyncio.sleep(0)
    assert crm.gate is not None
    crm.gate.set()
    found = [await one for one in asked]
    assert crm.most_at_once == AT_ONCE
    assert sum(one.failed for one in found) == 100
    assert found[-1].why == "too many questions to it are under way"
    assert not (await desk.ask(Who("c-299")))[0].failed


async def test_a_source_that_fails_again_and_again_rests_and_is_tried_again() -> None:
    crm = PlayedSource("crm", ("tier",), CallFailed("crm answered 500"))
    desk = Desk(crm)
    for number in range(MANY_FAILURES):
        await desk.ask(Who(f"c-{number}"))
    (resting,) = await desk.ask(Who("c-9"))
    assert len(crm.asked) == MANY_FAILURES
    assert resting.failed
    assert resting.why.endswith("after it failed: crm answered 500")
    desk.clock.forward(seconds=REST.total_seconds() + 1)
    crm.says = {"tier": "pro"}
    assert (await desk.ask(Who("c-9")))[0].values == {"tier": "pro"}


async def test_it_comes_back_when_the_source_asks_it_to_and_not_before() -> None:
    crm = PlayedSource("crm", ("tier",), CallFailed("429", retry_after_s=120.0))
    desk = Desk(crm)
    await desk.ask()
    desk.clock.forward(seconds=100)
    assert (await desk.ask())[0].failed
    assert len(crm.asked) == 1
    desk.clock.forward(seconds=21)
    await desk.ask()
    assert len(crm.asked) == 2


async def test_a_failure_counts_for_a_moment() -> None:
    crm = PlayedSource("crm", ("tier",), CallFailed("no"))
    desk = Desk(crm)
    await desk.ask()
    await desk.ask()
    assert len(crm.asked) == 1
    desk.clock.forward(seconds=11)
    crm.says = {"tier": "pro"}
    assert (await desk.ask())[0].values == {"tier": "pro"}


async def test_no_answer_within_the_time_is_a_failure() -> None:
    crm = PlayedSource("crm", ("tier",), {}, asyncio.Event())
    desk = SourceDesk(PlayedSources({"crm": crm}).open, answer_s=0.02)
    (asked,) = desk.ask("default", Policy((), (), {}, sources={"crm": SourceSettings("crm", "http")}), ADA)
    assert (await asked).why == "no answer within 0.02 s"
    assert crm.at_once == 0


@pytest.mark.parametrize("oops", [RuntimeError("password=hunter2"), KeyError("hunter2"), ValueError("hunter2")])
async def test_a_mistake_of_an_adapter_is_a_failure_and_its_words_are_told_to_nobody(oops: Exception) -> None:
    with capture_logs() as logs:
        (found,) = await Desk(PlayedSource("crm", ("tier",), oops)).ask()
    assert found.failed
    assert found.covers == ("tier",)
    assert type(oops).__name__ in found.why
    assert "hunter2" not in f"{found}{logs}"


async def test_what_cannot_be_asked_is_no_failure_and_covers_nothing() -> None:
    (found,) = await Desk(PlayedSource("crm", ("tier",), CannotAsk("no e-mail address is known"))).ask()
    assert (found.failed, found.covers, found.why) == (False, (), "no e-mail address is known")


async def test_a_source_that_cannot_be_opened_fails_and_holds_up_no_other() -> None:
    def open_(settings: SourceSettings) -> PlayedSource:
        if settings.name == "crm":
            raise Invalid("the source 'crm' needs the secret 'x': set SEGUE_SECRET_X")
        return PlayedSource("shop", ("health",), {"health": "good"})

    sources = {name: SourceSettings(name, "http", fields={"tier": "a"}) for name in ("crm", "shop")}
    desk = SourceDesk(open_)
    crm, shop = [await one for one in desk.ask("default", Policy((), (), {}, sources=sources), ADA)]
    assert (crm.failed, crm.covers) == (True, ("tier",))
    assert "SEGUE_SECRET_X" in crm.why
    assert shop.values == {"health": "good"}


async def test_a_changed_policy_asks_anew() -> None:
    crm = PlayedSource("crm", ("tier",), {"tier": "pro"})
    desk = Desk(crm)
    await desk.ask()
    desk.settings = {"crm": SourceSettings("crm", "http", account="other")}
    await desk.ask()
    assert len(crm.asked) == 2


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.binary(max_size=4),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from(["tier", "invoices", "last_active", "open_tickets", "x"]), ANYTHING) | ANYTHING)
def test_whatever_a_source_answers_nothing_is_raised(answer: Any) -> None:
    covers = ("tier", "invoices", "last_active", "open_tickets")
    (found,) = asyncio.run(Desk(PlayedSource("crm", covers, answer)).ask())
    assert set(found.values) <= set(covers)


async def test_closing_ends_what_is_under_way() -> None:
    crm = PlayedSource("crm", ("tier",), {}, asyncio.Event())
    desk = Desk(crm)
    (asked,) = desk.desk.ask("default", desk.policy, ADA)
    await asyncio.sleep(0)
    await desk.desk.close()
    assert asked.cancelled()
    assert crm.at_once == 0
