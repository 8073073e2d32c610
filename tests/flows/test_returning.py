"""However a handoff ends, the bot learns once that it speaks again, with what it must know; and the next one works."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fakes.clock import FakeClock
from fakes.memory_store import MemoryStore
from fakes.world import POLICY, World
from segue.app import Segue
from segue.domain.bot_events import for_bot
from segue.domain.conversation import Entry, Kind, OwnerKind, Role
from segue.domain.errors import NoSuchChoice, NotFound, NotTheOwner, Refused
from segue.domain.lifecycle import Event, State, Urgency
from segue.domain.return_packet import ENDED_BY, OUTCOMES, as_words
from segue.domain.routing.agents import Presence
from segue.flows import by_hand, converse, presence, returning, serve
from segue.flows.deadlines import settle_abandoned
from segue.flows.env import Env
from segue.flows.policies import Policies
from segue.ports.conversations import HandoffsOf
from segue.ports.people import UserRole
from segue.settings import Settings


async def new_world(policy: str = POLICY, channel: str = "api") -> World:
    store, clock = MemoryStore(), FakeClock()
    policies = Policies(store, clock)
    numbers = iter(range(10**6))
    env = Env(store, clock, policies, lambda prefix: f"{prefix}_{next(numbers)}", bot=lambda _: None)
    world = World(Segue(env, Settings()), clock)
    await policies.adopt("default", policy, "test")
    await world.hire("maria", team="Billing")
    await world.start("c1", channel=channel)
    return world


async def markers(world: World) -> list[Entry]:
    return [entry for entry in await world.log() if entry.kind is Kind.HANDED_BACK]


async def packet_of(world: World) -> dict[str, Any]:
    packet: dict[str, Any] = (await markers(world))[-1].data["packet"]
    return packet


async def last_step(world: World) -> Entry:
    return next(entry for entry in reversed(await world.log()) if entry.kind is Kind.HANDOFF)


# ---- every way back --------------------------------------------------------------------------------------------------


async def hand_back(world: World) -> None:
    await world.with_human()
    await serve.finish(world.segue.env, world.users["maria"], "c1", Event.HANDED_BACK, note="lamp is on its way")


async def resolve(world: World) -> None:
    await world.with_human()
    await serve.finish(world.segue.env, world.users["maria"], "c1", Event.RESOLVED, disposition="sent a lamp")


async def customer_ends(world: World) -> None:
    await world.with_human()
    await returning.customer_done(world.segue.env, "default", "c1")


async def bot_ends(world: World) -> None:
    await world.with_human()
    await returning.customer_done(world.segue.env, "default", "c1", by=Role.AUTOMATED_AGENT)


async def nobody_writes(world: World) -> None:
    await world.with_human()
    world.clock.forward(minutes=31)
    await presence.heartbeat(world.segue.env, world.users["maria"])
    await world.segue.step()


async def bot_calls_off(world: World) -> None:
    await world.customer("I want to talk to a human please")
    await converse.call_off(world.segue.env, "default", "c1", "they found it")


async def customer_calls_off(world: World) -> None:
    await world.customer("I want to talk to a human please")
    await returning.customer_done(world.segue.env, "default", "c1")


async def reserved_and_called_off(world: World) -> None:
    await world.customer("I want to talk to a human please")
    await world.segue.step()
    await returning.customer_done(world.segue.env, "default", "c1")


async def supervisor_cancels(world: World) -> None:
    await world.customer("I want to talk to a human please")
    boss = await world.hire("boss", role=UserRole.SUPERVISOR, online=False)
    await by_hand.cancel(world.segue.env, boss, (await world.handoff()).id, "a test")


async def nobody_there(world: World) -> None:
    await presence.set_presence(world.segue.env, world.users["maria"], Presence.OFFLINE, "")
    await world.customer("I want to talk to a human please")


async def ticket_queue(world: World) -> None:
    await converse.request_handoff(
        world.segue.env, "default", "c1", reason="", queue="letters", note="", urgency=Urgency.NORMAL
    )


async def customer_leaves(world: World) -> None:
    await world.customer("I want to talk to a human please")
    await converse.seen_away(world.segue.env, "default", "c1")
    world.clock.forward(minutes=30)
    await presence.heartbeat(world.segue.env, world.users["maria"])
    await world.segue.step()


Way = Callable[[World], Awaitable[None]]
WAYS: tuple[tuple[Way, str, str, State], ...] = (
    (hand_back, "handed_back", "human", State.HANDED_BACK),
    (resolve, "resolved", "human", State.RESOLVED),
    (customer_ends, "customer_ended", "customer", State.HANDED_BACK),
    (bot_ends, "bot_ended", "bot", State.HANDED_BACK),
    (nobody_writes, "idle", "idle", State.HANDED_BACK),
    (bot_calls_off, "called_off", "bot", State.HANDED_BACK),
    (customer_calls_off, "called_off", "customer", State.HANDED_BACK),
    (reserved_and_called_off, "called_off", "customer", State.HANDED_BACK),
    (supervisor_cancels, "cancelled", "human", State.CANCELLED),
    (nobody_there, "ticketed", "nobody", State.TICKETED),
    (ticket_queue, "ticketed", "nobody", State.TICKETED),
    (customer_leaves, "customer_left", "customer", State.CUSTOMER_LEFT),
)
every_way = pytest.mark.parametrize(("way", "outcome", "ended_by", "state"), WAYS)


@every_way
async def test_the_bot_is_told_once_and_speaks_again(way: Way, outcome: str, ended_by: str, state: State) -> None:
    world = await new_world()
    await way(world)
    assert (await world.handoff()).state is state
    assert await world.owner() == "bot"
    (marker,) = await markers(world)
    packet = marker.data["packet"]
    assert (packet["outcome"], packet["ended_by"], packet["open"]) == (outcome, ended_by, True)
    assert outcome in OUTCOMES
    assert ended_by in ENDED_BY
    step = await last_step(world)
    assert step.data["ended_by"] == ended_by
    assert packet["told"] == step.text != ""  # the customer was told, and the bot knows what
    loaded = await world.segue.loaded("c1")
    assert loaded.conversation.open
    assert loaded.conversation.epoch == marker.data["epoch"]
    assert for_bot(marker, loaded.conversation)
    assert (await world.bot("Hello again", epoch=marker.data["epoch"])).owner == "bot"
    assert as_words(packet).endswith("You are speaking again.")


async def test_why_a_bot_called_it_off_is_in_the_packet_and_in_its_words() -> None:
    world = await new_world()
    await bot_calls_off(world)
    packet = await packet_of(world)
    assert packet["note"] == "they found it"
    assert "Note: “they found it”" in as_words(packet)


@every_way
async def test_the_tenth_handoff_works_like_the_first(way: Way, outcome: str, ended_by: str, state: State) -> None:
    world = await new_world()
    for number in range(1, 11):
        await presence.set_presence(world.segue.env, world.users["maria"], Presence.ONLINE, "")
        if "boss" not in world.users or way is not supervisor_cancels:
            await way(world)
        else:
            await world.customer("I want to talk to a human please")
            await by_hand.cancel(world.segue.env, world.users["boss"], (await world.handoff()).id)
        handoffs = await world.segue.store.read(HandoffsOf("default", "c1"))
        assert [one.state for one in handoffs] == [state] * number
        found = [entry.data["packet"]["handoff"] for entry in await markers(world)]
        assert found == [one.id for one in handoffs]
        assert await world.owner() == "bot"
        assert (await world.bot(f"answer {number}")).owner == "bot"
        world.clock.forward(minutes=5)
        await presence.heartbeat(world.segue.env, world.users["maria"])


async def test_before_the_return_the_bot_is_refused_and_after_it_accepted() -> None:
    world = await new_world()
    for _ in range(2):
        await world.with_human()
        with pytest.raises(NotTheOwner):
            await world.bot("I am here too")
        await returning.customer_done(world.segue.env, "default", "c1")
        assert (await world.bot("I am here again")).owner == "bot"
        world.clock.forward(minutes=2)
        await presence.heartbeat(world.segue.env, world.users["maria"])


# ---- the customer gives the human back -------------------------------------------------------------------------------


async def test_twice_is_once_and_with_nothing_open_nothing_happens() -> None:
    world = await new_world()
    await returning.customer_done(world.segue.env, "default", "c1")
    assert await world.log() == ()
    await world.with_human()
    first = await returning.customer_done(world.segue.env, "default", "c1", key="k")
    length = len(await world.log())
    assert await returning.customer_done(world.segue.env, "default", "c1", key="k") == first
    await returning.customer_done(world.segue.env, "default", "c1")
    assert len(await world.log()) == length
    assert "Your chat with Maria from Billing has ended" in first.reply


async def test_after_the_end_of_the_conversation_it_is_no_error() -> None:
    world = await new_world()
    await converse.end(world.segue.env, "default", "c1", Role.END_USER)
    assert (await returning.customer_done(world.segue.env, "default", "c1")).owner == "bot"


async def test_the_human_keeps_the_time_for_the_label_and_the_customer_is_asked_for_a_score() -> None:
    world = await new_world(POLICY.replace("survey: true", "survey: true, wrap_up: 1m"))
    await world.with_human()
    await returning.customer_done(world.segue.env, "default", "c1")
    handoff, step = await world.handoff(), await last_step(world)
    assert handoff.wrap_up_until is not None
    assert step.data["survey"] is True
    assert step.data["survey_text"]
    await serve.wrap_up(world.segue.env, world.users["maria"], handoff.id, "right", "done")


async def test_an_unknown_conversation_is_not_found() -> None:
    world = await new_world()
    with pytest.raises(NotFound):
        await returning.customer_done(world.segue.env, "default", "other")


# ---- what the packet says --------------------------------------------------------------------------------------------


async def test_the_packet_tells_what_was_done_promised_ruled_out_and_left_open() -> None:
    world = await new_world()
    await world.with_human()
    env, maria = world.segue.env, world.users["maria"]
    await serve.speak(env, maria, "c1", "Hello, I have refunded 20 euros. We'll send a new lamp by Friday.", "h1")
    await serve.speak(env, maria, "c1", "The red one is no longer available.", "h2")
    await world.customer("Fine. When does the shop in Berlin open on Saturdays?")
    await serve.note(env, maria, "c1", "a difficult customer", "n1")
    await serve.finish(env, maria, "c1", Event.HANDED_BACK, note="send no second lamp")
    packet = await packet_of(world)
    assert "I have refunded 20 euros" in packet["summary"]
    assert packet["promises"] == ["We'll send a new lamp by Friday."]
    assert packet["ruled_out"] == ["The red one is no longer available."]
    assert packet["open_points"] == ["When does the shop in Berlin open on Saturdays?"]
    assert packet["note"] == "send no second lamp"
    assert [one["role"] for one in packet["messages"]] == ["human_agent", "human_agent", "end_user"]
    assert packet["left_out"] == {"messages": 0, "cut": 0}
    assert "difficult" not in str(packet)  # an internal note stays inside
    words = as_words(packet)
    assert "Promised: “We'll send a new lamp by Friday.”" in words
    assert words.index("From here on") < words.index("To here") < words.index("You are speaking again.")


async def test_a_ticket_is_told_with_the_time_that_was_promised() -> None:
    promised = "general: {title: Customer care, reserve_for: 30s, sla: {ticket_response: 8h}}"
    world = await new_world(POLICY.replace("general: {title: Customer care, reserve_for: 30s}", promised))
    await nobody_there(world)
    packet = await packet_of(world)
    assert packet["ticket"]["due_at"] == (await last_step(world)).data["due_at"] is not None
    assert packet["agent_name"] == ""
    assert "promised to be answered by" in as_words(packet)


async def test_the_end_of_a_conversation_says_that_nothing_follows() -> None:
    world = await new_world()
    await world.with_human()
    await serve.speak(world.segue.env, world.users["maria"], "c1", "I will send it tomorrow.", "h1")
    await converse.end(world.segue.env, "default", "c1", Role.END_USER)
    packet = await packet_of(world)
    assert (packet["outcome"], packet["ended_by"], packet["open"]) == ("customer_left", "customer", False)
    assert packet["promises"] == ["I will send it tomorrow."]
    assert as_words(packet).endswith("The conversation has ended; say nothing more in it.")


# ---- a clear wish ----------------------------------------------------------------------------------------------------


async def choices(world: World) -> list[str]:
    offer = (await world.segue.loaded("c1")).conversation.offer
    return list(offer.choices) if offer else []


async def asked(channel: str = "api", wish: str = "that's all, thank you, bye") -> World:
    world = await new_world(channel=channel)
    await world.with_human()
    turn = await world.customer(wish)
    assert turn.owner == OwnerKind.HUMAN.value
    return world


async def test_a_clear_wish_is_answered_with_a_question_and_the_human_keeps_the_conversation() -> None:
    world = await asked()
    question = (await world.log())[-1]
    assert (question.kind, question.text) == (Kind.OFFER, "Shall I end the chat with Maria from Billing?")
    assert [one["id"] for one in question.data["choices"]] == ["end", "stay"]
    assert (await world.handoff()).state is State.ACTIVE


@pytest.mark.parametrize("words", ["bye", "thanks", "ok", "Bye Maria!", "thank you, one more thing"])
async def test_a_mere_goodbye_asks_nothing(words: str) -> None:
    world = await asked(wish=words)
    assert await choices(world) == []
    assert (await world.handoff()).state is State.ACTIVE


async def test_where_there_is_a_button_nobody_is_asked() -> None:
    assert await choices(await asked(channel="widget")) == []


async def test_the_button_ends_it() -> None:
    world = await asked()
    offer = (await world.segue.loaded("c1")).conversation.offer
    assert offer is not None
    answer = await converse.answer_offer(world.segue.env, "default", "c1", offer.id, "end")
    assert (answer.owner, answer.state) == ("bot", "handed_back")
    assert (await packet_of(world))["outcome"] == "customer_ended"
    with pytest.raises(NoSuchChoice):
        await converse.answer_offer(world.segue.env, "default", "c1", offer.id, "end")


@pytest.mark.parametrize("words", ["yes", "Yes please", "Yes, end it", "yes end it!", "please end the chat"])
async def test_the_very_next_message_may_say_yes(words: str) -> None:
    world = await asked()
    turn = await world.customer(words)
    assert turn.owner == "bot"
    assert (await packet_of(world))["ended_by"] == "customer"
    assert (await packet_of(world))["messages"][-1]["text"] == words


@pytest.mark.parametrize(
    "words", ["no", "No, stay here", "where is my lamp?", "yes, but first send me the invoice", "bye"]
)
async def test_anything_else_goes_on_and_ends_nothing(words: str) -> None:
    world = await asked()
    turn = await world.customer(words)
    assert (turn.owner, turn.reply) == ("human", "")
    assert await choices(world) == []
    await world.customer("yes")  # too late
    assert (await world.handoff()).state is State.ACTIVE


async def test_a_yes_after_the_human_wrote_answers_the_human() -> None:
    world = await asked()
    await serve.speak(world.segue.env, world.users["maria"], "c1", "Shall I send you the invoice, too?", "h1")
    await world.customer("yes")
    assert (await world.handoff()).state is State.ACTIVE


async def test_after_five_minutes_the_question_is_over() -> None:
    world = await asked()
    world.clock.forward(minutes=5, seconds=1)
    await presence.heartbeat(world.segue.env, world.users["maria"])
    await world.segue.step()
    assert await choices(world) == []
    told = await world.told()
    await world.customer("yes")
    assert await world.told() == told
    assert (await world.handoff()).state is State.ACTIVE


async def test_it_is_not_asked_again_for_three_messages() -> None:
    world = await asked()
    counts = []
    for _ in range(4):
        await world.customer("Where is my lamp?")
        await world.customer("that's all, thank you, bye")
        counts.append(len([entry for entry in await world.log() if entry.kind is Kind.OFFER]))
    assert counts == [1, 2, 2, 3]


async def test_a_goodbye_of_the_human_ends_nothing() -> None:
    world = await new_world()
    await world.with_human()
    await serve.speak(world.segue.env, world.users["maria"], "c1", "That's all, thank you, goodbye!", "h1")
    assert await choices(world) == []


async def test_in_the_customers_language() -> None:
    world = await new_world(POLICY.replace("languages: [en]", "languages: [en, de]"))
    await world.with_human()
    await world.customer("Hallo, wo ist denn meine Lampe geblieben, die ich letzte Woche bestellt habe?")
    await world.customer("Das war's, vielen Dank, tschüss!")
    assert (await world.log())[-1].text == "Soll ich das Gespräch mit Maria from Billing beenden?"
    assert (await world.customer("ja, bitte")).owner == "bot"


async def test_the_question_is_gone_when_the_human_hands_back_first() -> None:
    world = await asked()
    await serve.finish(world.segue.env, world.users["maria"], "c1", Event.HANDED_BACK)
    assert await choices(world) == []
    assert len(await markers(world)) == 1


# ---- in any order ----------------------------------------------------------------------------------------------------

SAID = ("I want to talk to a human please", "that's all, thank you, bye", "yes", "no", "where is my lamp")
actions = st.one_of(
    st.tuples(st.just("say"), st.sampled_from(SAID)),
    st.tuples(st.just("pass"), st.sampled_from(["1", "61", "400", "2000"])),
    st.tuples(
        st.sampled_from(
            ["done", "bot done", "accept", "speak", "hand back", "resolve", "offline", "online", "call off"]
        ),
        st.just(""),
    ),
)


async def do(world: World, action: str, detail: str) -> None:
    env, maria = world.segue.env, world.users["maria"]
    loaded = await world.segue.loaded("c1")
    if action == "say":
        await world.customer(detail)
    elif action == "pass":
        world.clock.forward(seconds=float(detail))
        await world.segue.step()
    elif action in {"done", "bot done"}:
        by = Role.END_USER if action == "done" else Role.AUTOMATED_AGENT
        await returning.customer_done(env, "default", "c1", by=by)
        assert await world.owner() == "bot"
    elif action == "accept":
        await serve.accept(env, maria, loaded.handoff.id if loaded.handoff else "none")
    elif action == "speak":
        await serve.speak(env, maria, "c1", "I will look into that.", f"h{loaded.conversation.last_seq}")
    elif action == "call off":
        await converse.call_off(env, "default", "c1", "")
    elif action in {"offline", "online"}:
        await presence.set_presence(env, maria, Presence(action), "")
        await settle_abandoned(env)
    else:
        await serve.finish(env, maria, "c1", Event.HANDED_BACK if action == "hand back" else Event.RESOLVED)


async def check(world: World) -> None:
    handoffs = await world.segue.store.read(HandoffsOf("default", "c1"))
    ended = [one.id for one in handoffs if one.ended_at and one.state not in {State.DECLINED, State.LAPSED}]
    assert sorted(entry.data["packet"]["handoff"] for entry in await markers(world)) == sorted(ended)
    conversation = (await world.segue.loaded("c1")).conversation
    is_open = any(one.is_open for one in handoffs)
    assert is_open == (conversation.owner.kind is not OwnerKind.BOT)
    if conversation.offer and "end" in conversation.offer.choices:
        assert conversation.owner.kind is OwnerKind.HUMAN


@settings(max_examples=60, deadline=None)
@given(st.lists(actions, max_size=15))
def test_no_open_handoff_without_an_owner_and_one_end_marker_each(sequence: list[tuple[str, str]]) -> None:
    async def run() -> None:
        world = await new_world()
        for action, detail in sequence:
            try:
                await do(world, action, detail)
            except (Refused, NotFound):
                continue
            await check(world)

    asyncio.run(run())
