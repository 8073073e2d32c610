"""From the bot to a human and back, with one speaker at a time."""

from __future__ import annotations

import pytest

from fakes.world import World
from segue.domain.conversation import Kind, OwnerKind, Role
from segue.domain.errors import AlreadyTaken, HandoffAlreadyOpen, IdempotencyMismatch, NotTheOwner
from segue.domain.lifecycle import Event, State, Urgency
from segue.flows import converse, serve
from segue.ports.agents import Answer


async def test_a_customer_goes_from_the_bot_to_a_human_and_back(world: World) -> None:
    maria = await world.hire("maria", team="Billing")
    await world.start()
    stays = await world.customer("My lamp arrived broken, order 4711.")
    assert (stays.owner, stays.reply) == ("bot", "")
    await world.bot("Please try another bulb.")

    asked = await world.customer("That did not help. I want to talk to a human please")
    assert asked.decision is not None
    assert asked.decision["outcome"] == "handoff"
    assert asked.decision["trigger"] == "asks-for-human"
    assert "human" in asked.decision["evidence"]
    assert asked.owner == "queue"
    assert "Customer care" in asked.reply

    await world.segue.step()
    handoff = await world.handoff()
    assert (handoff.state, handoff.agent) == (State.RESERVED, maria.id)

    await serve.accept(world.segue.env, maria, handoff.id)
    assert await world.owner() == f"human:{maria.id}"
    package = await world.segue.package(handoff.id)
    assert package is not None
    assert "4711" in package.summary
    assert package.tried[0].reaction == "rejected"
    assert package.mood.value is not None
    assert "customer tier: not asked, the policy names no source" in package.missing

    await serve.speak(world.segue.env, maria, "c1", "Hello, I send you a new lamp.", "h1")
    await world.customer("Great, thank you!")
    done = await serve.finish(world.segue.env, maria, "c1", Event.HANDED_BACK, note="New lamp is on its way")
    assert done.state is State.HANDED_BACK
    assert await world.owner() == "bot"
    marker = (await world.log())[-1]
    assert marker.kind is Kind.HANDED_BACK
    assert marker.data["packet"]["note"] == "New lamp is on its way"
    assert [m["text"] for m in marker.data["packet"]["messages"]] == [
        "Hello, I send you a new lamp.",
        "Great, thank you!",
    ]
    assert (await world.bot("Is there anything else?")).owner == "bot"
    assert [e.seq for e in await world.log()] == list(range(1, len(await world.log()) + 1))


async def test_a_bot_message_after_the_human_took_over_is_refused_and_never_stored(world: World) -> None:
    await world.hire("maria")
    await world.start()
    await world.with_human()
    before = await world.log()
    with pytest.raises(NotTheOwner) as refused:
        await world.bot("I am still here!")
    assert refused.value.details["owner"] == OwnerKind.HUMAN.value
    assert refused.value.details["epoch"] == 3
    assert await world.log() == before


async def test_a_bot_that_answers_in_an_old_epoch_is_refused(world: World) -> None:
    await world.hire("maria")
    await world.start()
    await world.with_human()
    await serve.finish(world.segue.env, world.users["maria"], "c1", Event.HANDED_BACK)
    with pytest.raises(NotTheOwner, match="you answer in epoch 1 and it is 4 by now"):
        await world.bot("late answer", epoch=1)
    assert (await world.bot("answer in time", epoch=4)).epoch == 4


async def test_a_message_sent_twice_is_stored_once_and_answered_alike(world: World) -> None:
    await world.hire("maria")
    await world.start()
    first = await world.customer("I want to talk to a human please", message_id="same")
    length = len(await world.log())
    assert await world.customer("I want to talk to a human please", message_id="same") == first
    assert len(await world.log()) == length


async def test_a_bot_message_repeated_after_the_human_took_over_gets_its_first_answer(world: World) -> None:
    await world.hire("maria")
    await world.start()
    first = await world.bot("Hello!", message_id="b1")
    await world.with_human()
    assert await world.bot("Hello!", message_id="b1") == first


async def test_the_same_id_for_other_words_is_refused(world: World) -> None:
    await world.start()
    await world.customer("one", message_id="same")
    with pytest.raises(IdempotencyMismatch):
        await world.customer("two", message_id="same")


async def test_what_the_bot_failed_at_before_is_not_held_against_it_after_the_handback(world: World) -> None:
    await world.hire("maria")
    await world.start()
    for _ in range(2):
        await world.customer("my lamp is broken")
        await world.bot("I do not understand.")
    await world.with_human()
    await serve.finish(world.segue.env, world.users["maria"], "c1", Event.HANDED_BACK)
    turn = await world.customer("where is my parcel")
    assert turn.decision is not None
    assert turn.decision["signals"]["failed_attempts"] == 0
    assert turn.reply == ""


async def test_a_human_who_writes_takes_over_at_once(world: World) -> None:
    maria = await world.hire("maria", team="Billing")
    await world.start()
    await world.customer("where is my parcel")
    await serve.speak(world.segue.env, maria, "c1", "I have found it.", "h1")
    assert await world.owner() == f"human:{maria.id}"
    assert (await world.handoff()).reason == "human_took_over"
    assert any("Maria from Billing" in words for words in await world.told())
    with pytest.raises(NotTheOwner):
        await world.bot("Your parcel is late")


async def test_a_reservation_can_be_accepted_by_one_agent_only(world: World) -> None:
    maria, tom = await world.hire("maria"), await world.hire("tom", online=False)
    await world.start()
    await world.customer("I want to talk to a human please")
    await world.segue.step()
    handoff = await world.handoff()
    with pytest.raises(AlreadyTaken):
        await serve.accept(world.segue.env, tom, handoff.id)
    await serve.accept(world.segue.env, maria, handoff.id)
    with pytest.raises(AlreadyTaken):
        await serve.accept(world.segue.env, tom, handoff.id)


async def test_a_second_handoff_while_one_is_open_is_refused(world: World) -> None:
    await world.hire("maria")
    await world.start()
    await world.customer("I want to talk to a human please")
    with pytest.raises(HandoffAlreadyOpen) as refused:
        await converse.request_handoff(
            world.segue.env, "default", "c1", reason="", queue="", note="", urgency=(await world.handoff()).urgency
        )
    assert refused.value.details["state"] == "queued"


async def test_who_was_told_of_an_open_handoff_and_asks_again_by_the_same_key_gets_no_other_one(world: World) -> None:
    """The answer was lost, or a graph plays its step again when the human has gone."""
    env, maria = world.segue.env, await world.hire("maria")
    await world.start()
    await serve.speak(env, maria, "c1", "I take over", "h1")
    asks = {"reason": "bot_stuck", "queue": "", "note": "Wants his money back", "urgency": Urgency.NORMAL, "key": "k1"}
    for moment in ("while she has it", "again", "when she has gone"):
        if moment == "when she has gone":
            await serve.finish(env, maria, "c1", Event.HANDED_BACK)
        with pytest.raises(HandoffAlreadyOpen) as refused:
            await converse.request_handoff(env, "default", "c1", **asks)  # type: ignore[arg-type]
        assert (refused.value.details["handoff"], refused.value.details["state"]) == (
            (await world.handoff()).id,
            "active",
        )
    assert (await world.segue.loaded("c1")).conversation.owner.kind == "bot"
    assert [e.text for e in await world.log() if e.kind is Kind.NOTE] == ["Wants his money back"], "and she has read it"
    await converse.request_handoff(env, "default", "c1", **{**asks, "key": "k2"})  # type: ignore[arg-type]
    assert len(await world.open_handoffs()) == 1


async def test_the_customer_who_writes_in_line_is_not_weighed_again(world: World) -> None:
    await world.hire("maria", capacity=1)
    await world.start("before")
    await world.with_human(conversation="before")
    await world.start()
    await world.customer("I want to talk to a human please")
    again = await world.customer("I want to talk to a human please!!")
    assert again.decision is None
    assert [h.conversation for h in await world.open_handoffs()].count("c1") == 1


async def test_what_the_customer_sees_has_an_author(world: World) -> None:
    maria = await world.hire("maria", name="Maria Lopez", team="Billing")
    await world.start()
    await world.with_human()
    await serve.speak(world.segue.env, maria, "c1", "Hello", "h1")
    spoken = (await world.log())[-1]
    assert (spoken.role, spoken.author_name) == (Role.HUMAN_AGENT, "Maria from Billing")


async def test_a_repeated_request_with_the_same_key_changes_nothing_and_gets_the_first_answer(world: World) -> None:
    await world.hire("maria")
    await world.start()

    async def ask() -> Answer:
        return await converse.request_handoff(
            world.segue.env, "default", "c1", reason="", queue="", note="n", urgency=Urgency.NORMAL, key="k1"
        )

    first = await ask()
    length = len(await world.log())
    assert await ask() == first
    assert (first.owner, first.state) == ("queue", "queued")
    assert len(await world.log()) == length
