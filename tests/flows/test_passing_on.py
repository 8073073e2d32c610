"""The customer sees what is passed on, keeps parts back, and says the matter in their own words."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from fakes.world import World
from segue.domain.conversation import Conversation, Customer, Kind, PageVisit, Role
from segue.domain.errors import ConversationEnded, Invalid
from segue.domain.passing_on import items_of
from segue.flows import converse
from segue.flows.passing_on import keep_back, passed_on

ANA = Customer("cus_1", "Ana Berg", "ana@example.org", verified=True, facts={"tier": "gold"})


async def parts(world: World) -> dict[str, str]:
    loaded = await world.segue.loaded("c1")
    found = await passed_on(world.segue.env, loaded.conversation, read=False)
    return {item.part: item.words for item in found.items}


async def in_line(world: World) -> None:
    await world.hire("maria")
    page = PageVisit("https://shop.example/returns", "Returns", world.clock.now())
    await world.start("c1", customer=ANA, page=page)
    await world.customer("My kettle hums at night and nobody helps")
    await world.customer("I want to talk to a human please")
    await world.segue.step()


async def test_nothing_is_shown_before_a_handoff(world: World) -> None:
    await world.start("c1", customer=ANA)
    await world.customer("My kettle hums")
    loaded = await world.segue.loaded("c1")
    assert not (await passed_on(world.segue.env, loaded.conversation, read=False)).shown


async def test_each_part_that_is_passed_on_is_shown_with_its_values(world: World) -> None:
    await in_line(world)
    shown = await parts(world)
    assert shown["matter"] == "My kettle hums at night and nobody helps"
    assert (shown["name"], shown["email"]) == ("Ana Berg", "ana@example.org")
    assert shown["account"] == "tier: gold"
    assert shown["pages"] == "Returns"
    assert "attachments" not in shown


def test_what_the_teams_own_systems_say_of_a_customer_is_counted_and_not_shown() -> None:
    now = datetime(2026, 11, 21, 9, tzinfo=UTC)
    customer = replace(ANA, facts={"tier": "gold", "health": "at risk", "debts": 2}, found=("health", "debts"))
    conversation = Conversation("default", "c1", now, now, customer=customer, matter="My kettle hums")
    shown = {item.part: item.words for item in items_of(conversation, (), 0)}
    assert shown["account"] == "tier: gold, +2"


async def test_what_is_kept_back_is_in_the_briefing_no_more_and_may_be_given_again(world: World) -> None:
    await in_line(world)
    handoff = (await world.handoff()).id
    await keep_back(world.segue.env, "default", "c1", ["email", "pages", "account"], "")
    package = await world.segue.package(handoff)
    assert package is not None
    assert "ana@example.org" not in repr(package)
    assert "gold" not in repr(package)
    assert package.pages == ()
    assert package.customer.name.value == "Ana Berg"
    await keep_back(world.segue.env, "default", "c1", [], "")
    again = await world.segue.package(handoff)
    assert again is not None
    assert again.customer.email.value == "ana@example.org"


async def test_the_matter_in_their_own_words_reaches_the_human(world: World) -> None:
    await in_line(world)
    await keep_back(world.segue.env, "default", "c1", [], "The kettle I bought in May hums")
    package = await world.segue.package((await world.handoff()).id)
    assert package is not None
    assert package.own_words == "The kettle I bought in May hums"
    assert (await parts(world))["matter"] == "The kettle I bought in May hums"


async def test_saying_the_same_again_adds_nothing_to_the_log(world: World) -> None:
    await in_line(world)
    for _ in range(2):
        await keep_back(world.segue.env, "default", "c1", ["pages"], "")
    assert [entry.kind for entry in await world.log()].count(Kind.PASSED_ON) == 1


async def test_a_part_that_cannot_be_kept_back_is_told(world: World) -> None:
    await in_line(world)
    with pytest.raises(Invalid, match="'transcript' cannot be kept back; these can: name"):
        await keep_back(world.segue.env, "default", "c1", ["transcript"], "")


async def test_after_the_end_nothing_is_changed(world: World) -> None:
    await in_line(world)
    await converse.end(world.segue.env, "default", "c1", Role.END_USER)
    with pytest.raises(ConversationEnded):
        await keep_back(world.segue.env, "default", "c1", ["pages"], "")
