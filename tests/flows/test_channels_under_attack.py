"""What goes wrong between a channel and us: crashes, races, repeated turns and customers who come back much later. No
word is lost, and none is told twice."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest

from fakes.channels import LINE, PlayedChannel
from fakes.clock import FakeClock
from fakes.world import POLICY, World
from segue.app import Segue
from segue.domain.channels import Thread
from segue.domain.conversation import Kind, Role
from segue.domain.deliveries import Repeat, Trouble
from segue.domain.errors import Invalid
from segue.domain.sayings import Saying
from segue.flows import channel_turns, converse, serve, showing_typing, threads
from segue.flows.channel_desk import ChannelDesk
from segue.flows.channel_listener import ChannelListener
from segue.flows.channel_turns import Wanted
from segue.flows.relay import deliver_due
from segue.ports.bots import Typing
from segue.ports.deliveries import DeadLetters
from segue.ports.erasure import EraseConversation
from segue.ports.listeners import DeliveryFailed, NothingToSend


@pytest.fixture
def channel() -> PlayedChannel:
    return PlayedChannel()


@pytest.fixture
async def house(tmp_path: Path, url: str, channel: PlayedChannel) -> AsyncIterator[World]:
    """On SQLite, and once more on PostgreSQL."""
    policy, clock = tmp_path / "policy.yaml", FakeClock()
    policy.write_text(POLICY + LINE)
    async with Segue.open(
        policy, store=url, clock=clock, background=False, channels=ChannelDesk(channel.opened)
    ) as segue:
        yield World(segue, clock)


async def begun(house: World, channel: PlayedChannel, ref: str = "their-1") -> Thread:
    return await threads.begin(house.segue.env, "default", channel, ref)


async def said_by_human(house: World, thread: Thread, *texts: str) -> None:
    for text in texts:
        house.said += 1
        await serve.speak(house.segue.env, house.users["maria"], thread.conversation, text, f"h{house.said}")


async def with_human(house: World, channel: PlayedChannel) -> Thread:
    await house.hire("maria")
    thread = await begun(house, channel)
    await channel_turns.hand_over(house.segue.env, thread, Wanted("w1", reason="bot_asked"))
    await said_by_human(house, thread, "Hello, Maria here")
    await deliver_due(house.segue.env)
    channel.brought.clear()
    return thread


async def doubts(house: World, thread: Thread) -> list[str]:
    entries = await house.segue.entries(thread.conversation)
    return [one.text for one in entries if one.kind is Kind.NOTE and "undelivered" in one.data]


async def delivered_for(house: World, seconds: int) -> None:
    """As the lanes do, second by second."""
    for _ in range(seconds):
        await deliver_due(house.segue.env)
        house.clock.forward(seconds=1)
    await deliver_due(house.segue.env)


def dies(channel: PlayedChannel, *, arrives: bool) -> None:
    """The next delivery is the last thing that this process does."""
    whole = channel.deliver

    async def killed(thread: Thread, one: Saying) -> None:
        channel.deliver = whole  # type: ignore[method-assign]
        if arrives:
            await whole(thread, one)
        raise RuntimeError("the process is killed here")

    channel.deliver = killed  # type: ignore[method-assign]


# ---- crashes ---------------------------------------------------------------------------------------------------------


async def test_a_turn_whose_process_dies_holds_words_back_for_seconds_only(
    house: World, channel: PlayedChannel
) -> None:
    thread = await with_human(house, channel)
    await threads.hold(house.segue.env, thread)  # and nobody ever takes
    await said_by_human(house, thread, "Are you there?")
    await deliver_due(house.segue.env)
    assert channel.texts == []
    await delivered_for(house, 12)
    assert channel.texts == ["Are you there?"], "though nobody has written since"


async def test_words_just_after_a_turn_wait_for_a_second_at_most(house: World, channel: PlayedChannel) -> None:
    env, thread = house.segue.env, await with_human(house, channel)
    await threads.hold(env, thread)
    await channel_turns.customer_said(env, thread, "t1", "Are you there?")
    await said_by_human(house, thread, "One")
    await deliver_due(env)
    assert [one.text for one in await threads.take(env, thread, channel.kind.bot, "t1")] == ["One"]
    await said_by_human(house, thread, "Two")
    await delivered_for(house, 1)
    assert channel.texts == ["Two"]


@pytest.mark.parametrize("arrives", [True, False])
async def test_what_was_on_its_way_when_the_process_died_is_not_sent_again_and_what_follows_is(
    house: World, channel: PlayedChannel, arrives: bool
) -> None:
    thread = await with_human(house, channel)
    await said_by_human(house, thread, "One", "Two")
    dies(channel, arrives=arrives)
    await deliver_due(house.segue.env)
    await delivered_for(house, 90)
    assert channel.texts == (["One", "Two"] if arrives else ["Two"])
    (doubt,) = await doubts(house, thread)
    assert "One" in doubt, "the human agent sees that it may not have arrived"
    (letter,) = await house.segue.store.read(DeadLetters("default", limit=10))
    assert letter.outcome is Trouble.UNKNOWN


async def test_a_channel_that_knows_our_ids_is_told_again_what_the_process_died_of(
    house: World, channel: PlayedChannel
) -> None:
    channel.repeat = Repeat.KEY
    thread = await with_human(house, channel)
    await said_by_human(house, thread, "One", "Two")
    dies(channel, arrives=True)
    await deliver_due(house.segue.env)
    await delivered_for(house, 90)
    assert [one.text for one in channel.brought] == ["One", "One", "Two"]
    assert channel.brought[0].id == channel.brought[1].id
    assert await doubts(house, thread) == []


async def test_a_turn_long_after_such_a_death_tells_the_rest_and_the_human_what_is_not_known(
    house: World, channel: PlayedChannel
) -> None:
    env, thread = house.segue.env, await with_human(house, channel)
    await said_by_human(house, thread, "One", "Two")
    dies(channel, arrives=True)
    await deliver_due(env)
    house.clock.forward(minutes=5)
    assert [one.text for one in await threads.take(env, thread, channel.kind.bot, "t1")] == ["Two"]
    assert len(await doubts(house, thread)) == 1
    await delivered_for(house, 90)
    assert channel.texts == ["One"]


# ---- two who push ----------------------------------------------------------------------------------------------------


async def test_two_who_push_at_once_tell_everything_once(house: World, channel: PlayedChannel) -> None:
    """A lane, and a turn that brought a new address."""
    env, thread = house.segue.env, await with_human(house, channel)
    whole, gate, under_way = channel.deliver, asyncio.Event(), asyncio.Event()

    async def slowly(where: Thread, one: Saying) -> None:
        under_way.set()
        await gate.wait()
        await whole(where, one)

    channel.deliver = slowly  # type: ignore[method-assign]
    await said_by_human(house, thread, "One")
    policy = (await env.policies.active("default")).policy
    listener = ChannelListener(env, "default", policy.channels["line"], channel)
    upto = (await house.segue.loaded(thread.conversation)).conversation.last_seq
    beside = asyncio.create_task(listener.send("", {"conversation": thread.conversation, "seq": upto}))
    await under_way.wait()
    await said_by_human(house, thread, "Two")
    await deliver_due(env)
    assert channel.texts == []
    gate.set()
    with suppress(NothingToSend):
        await beside
    await delivered_for(house, 3)
    assert channel.texts == ["One", "Two"]


# ---- addresses -------------------------------------------------------------------------------------------------------


async def test_who_comes_back_reads_what_waited_though_nobody_says_more(house: World, channel: PlayedChannel) -> None:
    env, thread = house.segue.env, await with_human(house, channel)
    channel.fails = [DeliveryFailed("gone", Trouble.REFUSED)]
    await said_by_human(house, thread, "One")
    await delivered_for(house, 3)
    assert channel.texts == []
    thread = await begun(house, channel)
    await channel_turns.customer_said(env, thread, "t1", "Sorry, my battery was empty")
    await delivered_for(house, 3)
    assert channel.texts == ["One"]


# ---- one conversation after another ----------------------------------------------------------------------------------


async def with_words_that_wait(house: World, channel: PlayedChannel) -> Thread:
    """Words of a human that did not arrive, then the end of the conversation."""
    thread = await with_human(house, channel)
    channel.fails = [DeliveryFailed("gone", Trouble.REFUSED)]
    await said_by_human(house, thread, "Your parcel arrives on Tuesday", "The code is 4711")
    await delivered_for(house, 3)
    await converse.end(house.segue.env, "default", thread.conversation, Role.SYSTEM)
    await delivered_for(house, 3)
    return thread


async def back_again(house: World, channel: PlayedChannel) -> Thread:
    await with_words_that_wait(house, channel)
    return await begun(house, channel)


async def test_what_waited_in_a_conversation_that_has_ended_is_told_in_the_next_by_a_turn(
    house: World, channel: PlayedChannel
) -> None:
    thread, env = await back_again(house, channel), house.segue.env
    await threads.hold(env, thread)
    await channel_turns.customer_said(env, thread, "t1", "And when does it come?")
    told = await threads.take(env, thread, channel.kind.bot, "t1")
    assert [one.text for one in told][:2] == ["Your parcel arrives on Tuesday", "The code is 4711"]
    assert await threads.take(env, thread, channel.kind.bot, "t1") == told, "asked again after a lost answer"
    assert await threads.take(env, thread, channel.kind.bot, "t2") == ()
    await delivered_for(house, 3)
    assert channel.texts == []


async def test_what_waited_in_a_conversation_that_has_ended_is_pushed_with_the_next(
    house: World, channel: PlayedChannel
) -> None:
    thread = await back_again(house, channel)
    await channel_turns.customer_said(house.segue.env, thread, "t1", "And when does it come?")
    await delivered_for(house, 3)
    assert channel.texts[:2] == ["Your parcel arrives on Tuesday", "The code is 4711"]
    again = await begun(house, channel)
    await channel_turns.customer_said(house.segue.env, again, "t2", "Hello?")
    await delivered_for(house, 3)
    assert channel.texts.count("The code is 4711") == 1


async def test_what_was_on_its_way_when_the_next_conversation_began_is_told_once(
    house: World, channel: PlayedChannel
) -> None:
    env, thread = house.segue.env, await with_human(house, channel)
    whole, gate, under_way = channel.deliver, asyncio.Event(), asyncio.Event()

    async def slowly(where: Thread, one: Saying) -> None:
        under_way.set()
        await gate.wait()
        await whole(where, one)

    channel.deliver = slowly  # type: ignore[method-assign]
    await said_by_human(house, thread, "One", "Two")
    pushing = asyncio.create_task(deliver_due(env))
    await under_way.wait()
    await converse.end(env, "default", thread.conversation, Role.SYSTEM)
    after = await begun(house, channel)
    assert after.conversation != thread.conversation
    gate.set()
    await pushing
    await channel_turns.customer_said(env, after, "t1", "Hello again")
    await delivered_for(house, 90)
    assert [text for text in channel.texts if text in {"One", "Two"}] == ["One", "Two"]


async def test_what_failed_after_the_next_conversation_began_is_told_in_that(
    house: World, channel: PlayedChannel
) -> None:
    env, thread = house.segue.env, await with_human(house, channel)
    whole, gate, under_way = channel.deliver, asyncio.Event(), asyncio.Event()

    async def fails_slowly(where: Thread, one: Saying) -> None:
        channel.deliver = whole  # type: ignore[method-assign]
        under_way.set()
        await gate.wait()
        raise DeliveryFailed("busy", Trouble.PASSING)

    channel.deliver = fails_slowly  # type: ignore[method-assign]
    await said_by_human(house, thread, "One", "Two")
    pushing = asyncio.create_task(deliver_due(env))
    await under_way.wait()
    await converse.end(env, "default", thread.conversation, Role.SYSTEM)
    after = await begun(house, channel)
    gate.set()
    await pushing
    await channel_turns.customer_said(env, after, "t1", "Hello again")
    await delivered_for(house, 90)
    assert [text for text in channel.texts if text in {"One", "Two"}] == ["One", "Two"]


async def test_words_of_a_conversation_that_was_erased_are_told_nobody(house: World, channel: PlayedChannel) -> None:
    env, first = house.segue.env, (await with_words_that_wait(house, channel)).conversation
    thread = await begun(house, channel)
    assert thread.conversation != first
    await env.store.write(EraseConversation("default", first))
    await channel_turns.customer_said(env, thread, "t1", "And when does it come?")
    await delivered_for(house, 3)
    assert not any("4711" in text for text in channel.texts)


# ---- turns that come again -------------------------------------------------------------------------------------------


async def test_a_turn_that_comes_again_does_not_answer_a_question_that_was_asked_since(
    house: World, channel: PlayedChannel
) -> None:
    await house.hire("maria")
    env, thread = house.segue.env, await begun(house, channel)
    await channel_turns.customer_said(env, thread, "t1", "1")
    await channel_turns.customer_said(env, thread, "t2", "human")
    loaded = await house.segue.loaded(thread.conversation)
    assert loaded.conversation.offer is not None
    await channel_turns.customer_said(env, thread, "t1", "1")  # its answer was lost
    entries = await house.segue.entries(thread.conversation)
    assert not [one for one in entries if one.kind is Kind.OFFER_ANSWERED]
    assert (await house.segue.loaded(thread.conversation)).conversation.owner.kind == "bot"


async def test_a_number_that_only_begins_like_a_choice_is_none(house: World, channel: PlayedChannel) -> None:
    await house.hire("maria")
    env, thread = house.segue.env, await begun(house, channel)
    await channel_turns.customer_said(env, thread, "t1", "human")
    await channel_turns.customer_said(env, thread, "t2", "0014711")
    assert not [one for one in await house.segue.entries(thread.conversation) if one.kind is Kind.OFFER_ANSWERED]


# ---- neighbours that are slow or broken ------------------------------------------------------------------------------


async def test_a_channel_that_does_not_answer_keeps_nobody_from_seeing_that_a_human_types(
    house: World, channel: PlayedChannel, monkeypatch: pytest.MonkeyPatch
) -> None:
    env = house.segue.env
    first, second = await begun(house, channel, "a"), await begun(house, channel, "b")
    shown: list[str] = []

    async def typing(thread: Thread, on: bool) -> None:
        if thread.ref == "a":
            await asyncio.Event().wait()  # for ever
        shown.append(thread.ref)

    channel.typing = typing  # type: ignore[method-assign]
    monkeypatch.setattr(showing_typing, "AT_MOST", timedelta(seconds=2))  # what the other one needs is in it
    for thread in (first, second):
        env.bell.typing("default", Typing(thread.conversation, Role.HUMAN_AGENT.value, "Maria"))
    async with asyncio.timeout(10):
        assert await showing_typing.show_typing(env) == 1
    assert shown == ["b"]


async def test_a_channel_that_cannot_be_opened_is_passed_over(
    house: World, channel: PlayedChannel, monkeypatch: pytest.MonkeyPatch
) -> None:
    env, thread = house.segue.env, await begun(house, channel)
    env.bell.typing("default", Typing(thread.conversation, Role.HUMAN_AGENT.value, "Maria"))

    def broken(*_: object) -> None:
        raise Invalid("the secret is not there")

    monkeypatch.setattr(ChannelDesk, "channel", broken)
    assert await showing_typing.show_typing(env) == 0


async def test_a_turn_does_not_tell_what_is_on_its_way_from_the_conversation_before(
    house: World, channel: PlayedChannel
) -> None:
    env, thread = house.segue.env, await with_human(house, channel)
    await said_by_human(house, thread, "One", "Two")
    gate, under_way, whole = asyncio.Event(), asyncio.Event(), channel.deliver

    async def slowly(where: Thread, one: Saying) -> None:
        under_way.set()
        await gate.wait()
        await whole(where, one)

    channel.deliver = slowly  # type: ignore[method-assign]
    pushing = asyncio.create_task(deliver_due(env))
    await under_way.wait()
    await converse.end(env, "default", thread.conversation, Role.SYSTEM)
    after = await begun(house, channel)
    told = await threads.take(env, after, channel.kind.bot, "t1")
    gate.set()
    await pushing
    await delivered_for(house, 3)
    assert ([one.text for one in told], channel.texts) == (["Two"], ["One"])


async def test_a_turn_that_comes_again_after_the_end_begins_no_other_conversation(
    house: World, channel: PlayedChannel
) -> None:
    env, thread = house.segue.env, await begun(house, channel)
    await channel_turns.customer_said(env, thread, "t1", "Hello")
    await converse.end(env, "default", thread.conversation, Role.SYSTEM)
    again = await threads.begin(env, "default", channel, "their-1", turn="t1")
    assert again.conversation == thread.conversation
    assert (await channel_turns.customer_said(env, again, "t1", "Hello")).seq
    assert (await threads.begin(env, "default", channel, "their-1", turn="t2")).conversation != thread.conversation
