"""A reply that was on its way when the customer went back to the bot does not take them from it again."""

from __future__ import annotations

import pytest

from fakes.world import World
from segue.domain.conversation import Entry, OwnerKind
from segue.domain.errors import NotTheOwner
from segue.domain.lifecycle import Event
from segue.flows import returning, serve


@pytest.fixture
async def epoch(world: World) -> int:
    """Maria has the conversation, since this epoch."""
    await world.hire("maria")
    await world.hire("tom")
    await world.start()
    await world.with_human()
    return await now(world)


async def now(world: World) -> int:
    return (await world.segue.loaded("c1")).conversation.epoch


async def says(world: World, epoch: int, message_id: str = "reply") -> Entry:
    entry, _ = await serve.speak(world.segue.env, world.users["maria"], "c1", "One moment", message_id, epoch=epoch)
    return entry


async def owner(world: World) -> OwnerKind:
    return (await world.segue.loaded("c1")).conversation.owner.kind


async def test_it_is_refused_and_the_bot_keeps_the_conversation(world: World, epoch: int) -> None:
    await returning.customer_done(world.segue.env, "default", "c1")
    with pytest.raises(NotTheOwner, match="take the conversation over first"):
        await says(world, epoch)
    assert await owner(world) is OwnerKind.BOT


async def test_who_takes_over_sends_it_then(world: World, epoch: int) -> None:
    await returning.customer_done(world.segue.env, "default", "c1")
    await serve.take(world.segue.env, world.users["maria"], "c1")
    await says(world, epoch)
    assert await owner(world) is OwnerKind.HUMAN


async def test_without_an_epoch_whoever_writes_takes_it_as_ever(world: World, epoch: int) -> None:
    await returning.customer_done(world.segue.env, "default", "c1")
    await says(world, 0)
    assert await owner(world) is OwnerKind.HUMAN


async def test_a_colleague_who_has_it_by_now_does_not_make_it_wrong(world: World, epoch: int) -> None:
    await serve.take(world.segue.env, world.users["tom"], "c1")
    assert await now(world) != epoch
    await says(world, epoch)
    assert (await world.segue.loaded("c1")).conversation.owner.id == world.users["maria"].id


async def test_one_that_arrived_before_the_return_gets_its_answer_after_it(world: World, epoch: int) -> None:
    await says(world, epoch)
    await serve.finish(world.segue.env, world.users["maria"], "c1", Event.HANDED_BACK)
    with pytest.raises(serve.AlreadyStored):
        await says(world, epoch)
    assert await owner(world) is OwnerKind.BOT
