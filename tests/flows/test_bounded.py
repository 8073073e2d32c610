"""What one conversation costs does not grow with what its bot and its customer send."""

from __future__ import annotations

import time

import pytest

from fakes.world import World
from segue.domain.briefing import brief
from segue.domain.conversation import Conversation, Customer, Entry, Kind, Role
from segue.domain.errors import Invalid
from segue.domain.moves.speaking import MOST_CHARACTERS, MOST_NAMES


async def conversation_of(world: World) -> Conversation:
    return (await world.segue.loaded("c1")).conversation


async def test_the_newest_variables_of_a_bot_are_kept(world: World) -> None:
    await world.start()
    for number in range(MOST_NAMES + 5):
        await world.segue.learn("c1", variables={f"v{number}": number})
    await world.bot("hello", variables={"last": True})
    kept = (await conversation_of(world)).variables
    assert len(kept) == MOST_NAMES
    assert "v5" not in kept
    assert kept["last"] is True


@pytest.mark.parametrize(
    "values",
    [{"v": "x" * MOST_CHARACTERS}, {f"v{number}": 0 for number in range(MOST_NAMES + 1)}],
    ids=["too large", "too many"],
)
async def test_variables_and_facts_that_are_too_much_are_refused_with_the_limit(
    world: World, values: dict[str, object]
) -> None:
    await world.start()
    with pytest.raises(Invalid, match="at most 200 names and 65536 characters"):
        await world.segue.learn("c1", variables=values)
    with pytest.raises(Invalid, match="facts: at most 200 names"):
        await world.segue.learn("c1", customer=Customer("ana", facts=values, verified=True))


async def test_what_a_site_vouches_for_stays_when_others_add_facts(world: World) -> None:
    await world.start()
    await world.segue.learn("c1", customer=Customer("ana", facts={"tier": "gold"}, verified=True))
    await world.segue.learn("c1", customer=Customer("", facts={"tier": "none", "shoe": 42}))
    customer = (await conversation_of(world)).customer
    assert (dict(customer.facts), customer.verified) == ({"tier": "gold", "shoe": 42}, True)


async def test_desks_fetch_nothing_for_conversations_that_no_human_agent_has_to_do_with(world: World) -> None:
    await world.hire("maria")
    await world.start()
    version = world.segue.env.bell.version("default")
    await world.customer("where is my parcel")
    await world.bot("It is on its way.")
    assert world.segue.env.bell.version("default") == version
    await world.customer("I want to talk to a human please")
    asked = world.segue.env.bell.version("default")
    assert asked > version
    await world.customer("it is urgent")
    assert world.segue.env.bell.version("default") > asked


async def test_a_briefing_of_hundreds_of_endless_messages_is_soon_written(world: World) -> None:
    await world.hire("maria")
    await world.start()
    await world.with_human()
    handoff, conversation = await world.handoff(), await conversation_of(world)
    text = ("That did not help at all. " * 3000)[: 64 * 1024]
    roles = (Role.END_USER, Role.AUTOMATED_AGENT)
    entries = [Entry(n + 1, Kind.MESSAGE, roles[n % 2], world.clock.now(), text) for n in range(400)]
    policy = (await world.segue.env.policies.active("default")).policy
    began = time.process_time()
    package = brief(conversation, handoff, entries, (), {}, policy, world.clock.now())
    assert time.process_time() - began < 10  # reading all of it took a minute
    assert 1 <= len(package.tried) <= 5
