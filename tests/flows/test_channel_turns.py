"""Customers in a channel: told by a push or with the answer to their turn, in order, and never twice."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from fakes.channels import LINE, PlayedChannel
from fakes.clock import FakeClock
from fakes.world import POLICY, World
from segue.app import Segue
from segue.domain.channels import Thread
from segue.domain.conversation import Kind, Role
from segue.domain.deliveries import Repeat, Trouble
from segue.domain.earlier import EarlierTurn
from segue.domain.errors import NotFound, Refused
from segue.flows import channel_turns, converse, dead_letters, serve, threads
from segue.flows.channel_desk import ChannelDesk
from segue.flows.channel_turns import Wanted
from segue.flows.relay import deliver_due
from segue.flows.showing_typing import show_typing
from segue.ports.bots import Typing
from segue.ports.deliveries import DeadLetters
from segue.ports.listeners import DeliveryFailed


@pytest.fixture
def channel() -> PlayedChannel:
    return PlayedChannel()


@pytest.fixture
async def house(tmp_path: Path, url: str, channel: PlayedChannel) -> AsyncIterator[World]:
    """On SQLite, and once more on PostgreSQL."""
    policy, clock = tmp_path / "policy.yaml", FakeClock()
    policy.write_text(POLICY + LINE)
    desk = ChannelDesk(channel.opened)
    async with Segue.open(policy, store=url, clock=clock, background=False, channels=desk) as segue:
        yield World(segue, clock)


async def begun(house: World, channel: PlayedChannel, ref: str = "their-1") -> Thread:
    return await threads.begin(house.segue.env, "default", channel, ref, state={"at": "https://their.example"})


async def said_by_human(house: World, thread: Thread, *texts: str) -> None:
    user = house.users["maria"]
    for number, text in enumerate(texts):
        await serve.speak(house.segue.env, user, thread.conversation, text, f"h{house.said}-{number}")
    house.said += 1


async def with_human(house: World, channel: PlayedChannel) -> Thread:
    await house.hire("maria")
    thread = await begun(house, channel)
    await channel_turns.hand_over(house.segue.env, thread, Wanted("w1", reason="bot_asked"))
    await said_by_human(house, thread, "Hello, Maria here")
    await deliver_due(house.segue.env)
    channel.brought.clear()
    return thread


async def test_three_answers_in_a_row_arrive_as_three_in_their_order(house: World, channel: PlayedChannel) -> None:
    thread = await with_human(house, channel)
    await said_by_human(house, thread, "One", "Two", "Three")
    await deliver_due(house.segue.env)
    assert channel.texts == ["One", "Two", "Three"]
    await deliver_due(house.segue.env)
    assert len(channel.brought) == 3


async def test_what_cannot_be_pushed_leaves_with_the_next_turn_and_only_once(
    house: World, channel: PlayedChannel
) -> None:
    thread = await with_human(house, channel)
    channel.open = False
    await said_by_human(house, thread, "One", "Two")
    await deliver_due(house.segue.env)
    assert channel.brought == []

    env = house.segue.env
    await threads.hold(env, thread)
    await channel_turns.customer_said(env, thread, "t1", "Are you there?")
    told = await threads.take(env, thread, channel.kind.bot, "t1")
    assert [one.text for one in told] == ["One", "Two"]
    assert await threads.take(env, thread, channel.kind.bot, "t1") == told, "asked again after a lost answer"
    assert await threads.take(env, thread, channel.kind.bot, "t2") == ()

    channel.open = True
    await said_by_human(house, thread, "Three")
    await deliver_due(env)
    assert channel.texts == ["Three"]


async def test_what_a_turn_is_about_to_tell_is_not_pushed_as_well(house: World, channel: PlayedChannel) -> None:
    await house.hire("maria", online=False)
    env, thread = house.segue.env, await begun(house, channel)
    await threads.hold(env, thread)
    await channel_turns.customer_said(env, thread, "t1", "Let me talk to a human")
    await deliver_due(env)
    told = await threads.take(env, thread, channel.kind.bot, "t1")
    assert told
    await deliver_due(env)
    assert channel.brought == []


async def test_what_its_turn_never_took_is_pushed_after_all(house: World, channel: PlayedChannel) -> None:
    thread = await with_human(house, channel)
    env = house.segue.env
    await threads.hold(env, thread)  # and the process that was to answer dies
    await said_by_human(house, thread, "One")
    await deliver_due(env)
    assert channel.brought == []
    house.clock.forward(seconds=30)
    await deliver_due(env)
    assert channel.texts == ["One"]


async def test_an_address_that_takes_nothing_any_more_is_left_alone_until_a_turn_brings_another(
    house: World, channel: PlayedChannel
) -> None:
    thread = await with_human(house, channel)
    env = house.segue.env
    channel.fails = [DeliveryFailed("gone", Trouble.REFUSED)]
    await said_by_human(house, thread, "One", "Two")
    await deliver_due(env)
    assert channel.brought == []
    thread = await threads.begin(env, "default", channel, "their-1", state={"at": "https://other.example"})
    told = await threads.take(env, thread, channel.kind.bot, "t1")
    assert [one.text for one in told] == ["One", "Two"]
    await said_by_human(house, thread, "Three")
    await deliver_due(env)
    assert channel.texts == ["Three"]


async def test_what_nobody_knows_the_fate_of_is_not_sent_again_and_the_human_sees_it(
    house: World, channel: PlayedChannel
) -> None:
    thread = await with_human(house, channel)
    env = house.segue.env
    channel.fails = [DeliveryFailed("timed out", Trouble.UNKNOWN)]
    await said_by_human(house, thread, "One", "Two")
    await deliver_due(env)
    await deliver_due(env)
    assert channel.texts == ["Two"]
    entries = await house.segue.entries(thread.conversation)
    doubts = [one.text for one in entries if one.kind is Kind.NOTE and "undelivered" in one.data]
    assert len(doubts) == 1
    assert "One" in doubts[0]


async def test_a_passing_failure_is_tried_again_and_a_turn_may_be_faster(house: World, channel: PlayedChannel) -> None:
    thread = await with_human(house, channel)
    env = house.segue.env
    channel.fails = [DeliveryFailed("busy", Trouble.PASSING), DeliveryFailed("busy", Trouble.PASSING)]
    await said_by_human(house, thread, "One")
    await deliver_due(env)
    house.clock.forward(minutes=1)
    await deliver_due(env)
    told = await threads.take(env, thread, channel.kind.bot, "t1")
    assert [one.text for one in told] == ["One"]
    house.clock.forward(minutes=10)
    await deliver_due(env)
    assert channel.brought == []


async def test_what_is_on_its_way_is_not_told_by_a_turn_as_well(house: World, channel: PlayedChannel) -> None:
    thread = await with_human(house, channel)
    env, gate, under_way = house.segue.env, asyncio.Event(), asyncio.Event()

    async def slowly(_: Thread, saying: object) -> None:
        under_way.set()
        await gate.wait()

    channel.deliver = slowly  # type: ignore[method-assign]
    await said_by_human(house, thread, "One")
    pushing = asyncio.create_task(deliver_due(env))
    await under_way.wait()
    assert await threads.take(env, thread, channel.kind.bot, "t1") == ()
    gate.set()
    await pushing
    assert await threads.take(env, thread, channel.kind.bot, "t2") == ()


async def test_a_number_or_a_label_answers_an_open_question(house: World, channel: PlayedChannel) -> None:
    await house.hire("maria")
    env = house.segue.env
    for ref, answer in (("a", "1"), ("b", " 1. "), ("c", "LABEL")):
        thread = await begun(house, channel, ref)
        await channel_turns.customer_said(env, thread, f"{ref}1", "human")
        (asked,) = [one for one in await threads.take(env, thread, channel.kind.bot, "x") if one.choices]
        text = asked.choices[0].label.upper() if answer == "LABEL" else answer
        await channel_turns.customer_said(env, thread, f"{ref}2", text)
        again = await channel_turns.customer_said(env, thread, f"{ref}2", text)
        assert again.owner != "bot"
        entries = await house.segue.entries(thread.conversation)
        assert [one.data["choice"] for one in entries if one.kind is Kind.OFFER_ANSWERED] == [asked.choices[0].id]


async def test_what_was_said_before_is_in_the_briefing_and_told_to_nobody(house: World, channel: PlayedChannel) -> None:
    await house.hire("maria")
    env, thread = house.segue.env, await begun(house, channel)
    earlier = (
        EarlierTurn(Role.END_USER, "My oven smells of gas", id="e1"),
        EarlierTurn(Role.AUTOMATED_AGENT, "Have you tried to clean it?", id="e2"),
    )
    wanted = Wanted("w1", reason="bot_asked", note="Careful, gas", earlier=earlier, variables={"order": "77"})
    first = await channel_turns.hand_over(env, thread, wanted)
    assert (await channel_turns.hand_over(env, thread, wanted)).handoff == first.handoff
    await house.segue.step()
    package = await house.segue.package(first.handoff)
    assert package is not None
    assert "oven smells of gas" in str(package)
    assert not any("oven" in text for text in channel.texts)


async def test_two_who_begin_at_once_get_the_same_conversation_and_an_ended_one_is_followed_by_another(
    house: World, channel: PlayedChannel
) -> None:
    env = house.segue.env
    first, second = await asyncio.gather(begun(house, channel), begun(house, channel))
    assert first.conversation == second.conversation
    await converse.end(env, "default", first.conversation, Role.END_USER)
    third = await begun(house, channel)
    assert third.conversation != first.conversation
    assert (third.ref, third.told) == (first.ref, 0)


async def test_a_turn_that_comes_again_gets_its_answer_though_another_conversation_has_begun(
    house: World, channel: PlayedChannel
) -> None:
    thread = await with_human(house, channel)
    env, channel.open = house.segue.env, False
    await said_by_human(house, thread, "One")
    await channel_turns.customer_said(env, thread, "t1", "Are you there?")
    told = await threads.take(env, thread, channel.kind.bot, "t1")
    assert [one.text for one in told] == ["One"]
    await converse.end(env, "default", thread.conversation, Role.END_USER)
    another = await begun(house, channel)
    assert another.conversation != thread.conversation
    assert await threads.take(env, another, channel.kind.bot, "t1") == told


async def test_words_are_still_told_when_it_is_earlier_ones_of_which_nobody_knows(
    house: World, channel: PlayedChannel
) -> None:
    thread = await with_human(house, channel)
    env, channel.open = house.segue.env, False
    await said_by_human(house, thread, "One")
    await deliver_due(env)  # waits for a turn
    channel.open, channel.fails = True, [DeliveryFailed("timed out", Trouble.UNKNOWN)]
    await said_by_human(house, thread, "Two")
    await deliver_due(env)
    assert channel.texts == [], "what failed is One, which went first"
    house.clock.forward(minutes=5)
    await deliver_due(env)
    assert channel.texts == ["Two"]


async def test_a_thread_that_nobody_knows_is_not_there(house: World, channel: PlayedChannel) -> None:
    with pytest.raises(NotFound):
        await threads.thread_of(house.segue.env, "default", "line", "made up")


async def test_a_channel_that_may_be_told_twice_says_so(house: World, channel: PlayedChannel) -> None:
    channel.repeat = Repeat.KEY
    thread = await with_human(house, channel)
    channel.fails = [DeliveryFailed("timed out", Trouble.UNKNOWN)]
    await said_by_human(house, thread, "One")
    await deliver_due(house.segue.env)
    house.clock.forward(minutes=5)
    await deliver_due(house.segue.env)
    assert channel.texts == ["One"]


async def test_that_a_human_types_is_shown_in_a_channel_that_shows_it(house: World, channel: PlayedChannel) -> None:
    thread = await with_human(house, channel)
    env = house.segue.env
    env.bell.typing("default", Typing(thread.conversation, Role.HUMAN_AGENT.value, "Maria"))
    env.bell.typing("default", Typing(thread.conversation, Role.END_USER.value))
    assert await show_typing(env) == 1
    env.bell.typing("default", Typing(thread.conversation, Role.HUMAN_AGENT.value, "Maria"))
    assert (await show_typing(env), channel.typed) == (0, [True]), "as often as it is shown there"
    house.clock.forward(seconds=5)
    channel.open = False
    env.bell.typing("default", Typing(thread.conversation, Role.HUMAN_AGENT.value, "Maria"))
    assert await show_typing(env) == 0


async def test_a_dead_letter_of_a_customer_who_counts_as_told_is_not_called_replayed(
    house: World, channel: PlayedChannel
) -> None:
    thread = await with_human(house, channel)
    env = house.segue.env
    channel.fails = [DeliveryFailed("timed out", Trouble.UNKNOWN)]
    await said_by_human(house, thread, "One")
    await deliver_due(env)
    (letter,) = await env.store.read(DeadLetters("default", limit=10))
    with pytest.raises(Refused, match="write it again"):
        await dead_letters.replay(env, letter, "usr_boss")
    assert (await env.store.read(DeadLetters("default", limit=10))) == (letter,)
    assert channel.brought == []
