"""What a bot's program does with Segue, told once, and true in-process and over a real socket."""

from __future__ import annotations

import asyncio
from contextlib import aclosing
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from fakes.world import World
from segue.domain.conversation import Customer, Role
from segue.domain.errors import (
    ConversationEnded,
    HandoffAlreadyOpen,
    IdempotencyMismatch,
    Invalid,
    NoSuchChoice,
    NotFound,
    NotTheOwner,
    Refused,
    SegueError,
    TooLarge,
)
from segue.domain.lifecycle import Event
from segue.flows import serve
from segue.ports.agents import Handoffs, LogEntry, Message, Page

HUMAN = "I want to talk to a human please"


async def read(bot: Handoffs, until: str, after: int = 0) -> list[LogEntry]:
    """What `follow` tells up to an entry of this kind, or with these words."""
    found = []
    async with asyncio.timeout(10), aclosing(bot.follow("c1", after)) as entries:  # type: ignore[type-var]
        async for entry in entries:
            found.append(entry)
            if until in {entry.kind, entry.text}:
                break
    return found


async def test_a_conversation_begins_once_however_often_its_id_is_sent(bot: Handoffs) -> None:
    first = await bot.start("c1", customer=Customer("ana", "Ana", facts={"tier": "gold"}))
    await bot.say("c1", "hello", role="end_user", id="m1")
    again = await bot.start("c1")
    assert (first.id, first.owner, first.epoch) == (again.id, "bot", 1)
    assert again.last_seq > first.last_seq


async def test_without_an_id_each_beginning_is_a_conversation_of_its_own(bot: Handoffs) -> None:
    assert (await bot.start()).id != (await bot.start()).id


async def test_a_visitor_has_one_open_conversation(bot: Handoffs) -> None:
    await bot.start("c1", visitor="ana")
    with pytest.raises(Refused) as told:
        await bot.start("c2", visitor="ana")
    assert told.value.details["id"] == "c1"


async def test_what_a_bot_tells_of_its_customer_counts_as_verified(bot: Handoffs, world: World) -> None:
    await bot.start("c1")
    await bot.learn("c1", customer=Customer("ana", email="ana@example.org", verified=False), variables={"order": 4711})
    conversation = (await world.segue.loaded("c1")).conversation
    assert (conversation.customer.id, conversation.customer.verified) == ("ana", True)
    assert conversation.variables == {"order": 4711}


async def test_a_message_sent_twice_is_stored_once_and_answered_alike(bot: Handoffs) -> None:
    await bot.start("c1")
    first = await bot.say("c1", HUMAN, role="end_user", id="m1")
    assert (first.owner, first.decision is not None and first.decision["outcome"]) == ("bot", "handoff")
    assert first.reply  # nobody is here: the customer is told
    assert await bot.say("c1", HUMAN, role=Role.END_USER, id="m1") == first
    with pytest.raises(IdempotencyMismatch):
        await bot.say("c1", "something else", role="end_user", id="m1")


async def test_a_page_may_make_an_offer_and_the_customer_answers_it(bot: Handoffs, world: World) -> None:
    await world.hire("maria")
    await bot.start("c1")
    turn = await bot.learn("c1", page=Page("https://shop.example/account/cancel", "Cancel"), key="visit-1")
    offer = (await bot.state("c1")).offer
    assert offer is not None
    assert turn.reply
    assert await bot.learn("c1", page=Page("https://shop.example/account/cancel", "Cancel"), key="visit-1") == turn
    assert [choice.id for choice in offer.choices] == ["human", "bot"]
    assert all(choice.label for choice in offer.choices)
    assert offer.expires_at > world.clock.now()

    answer = await bot.answer_offer("c1", offer.id, "human", key="yes")
    assert (answer.state, answer.owner) == ("queued", "queue")
    assert await bot.answer_offer("c1", offer.id, "human", key="yes") == answer
    with pytest.raises(NoSuchChoice):
        await bot.answer_offer("c1", offer.id, "human", key="once more")


async def test_from_the_bot_to_a_human_and_back_and_to_a_human_again(bot: Handoffs, world: World) -> None:
    maria = await world.hire("maria")
    await bot.start("c1", language="en")
    await bot.say("c1", "My parcel is lost", role="end_user", id="m1")
    for round_ in (1, 2):
        asked = await bot.request_handoff("c1", reason="lost_parcel", note="Looked everywhere.", key=f"ask-{round_}")
        assert asked.state == "queued"
        assert asked.reply
        waiting = (await bot.state("c1")).handoff
        assert waiting is not None
        assert (waiting.id, waiting.state, waiting.queue, waiting.position) == (asked.handoff, "queued", "general", 1)
        with pytest.raises(HandoffAlreadyOpen):
            await bot.request_handoff("c1", key=f"another-{round_}")
        assert await bot.request_handoff("c1", key=f"ask-{round_}") == asked

        await world.segue.step()
        await serve.accept(world.segue.env, maria, asked.handoff)
        with pytest.raises(NotTheOwner) as refused:
            await bot.say("c1", "Have you looked outside?", role="automated_agent", id=f"late-{round_}")
        assert str(refused.value.details["owner"]).startswith("human")
        with pytest.raises(Refused):
            await bot.handback("c1")
        state = await bot.state("c1")
        assert (state.owner, state.owner_name, state.handoff and state.handoff.agent_name) == ("human", *["Maria"] * 2)

        words = f"Your parcel comes on Friday, number {round_}."
        await serve.speak(world.segue.env, maria, "c1", words, f"h{round_}")
        await serve.finish(world.segue.env, maria, "c1", Event.HANDED_BACK, note="Told them.")
        told = await read(bot, "handed_back", after=asked.seq)
        assert [(entry.role, entry.author_name) for entry in told if entry.text == words] == [("human_agent", "Maria")]
        packet = told[-1].data["packet"]
        assert packet["handoff"] == asked.handoff
        assert words in [message["text"] for message in packet["messages"]]

        turn = await bot.say(
            "c1", "Anything else?", role="automated_agent", id=f"b{round_}", epoch=told[-1].data["epoch"]
        )
        assert turn.owner == "bot"
    assert (await bot.state("c1")).handoff is None


async def test_a_bot_takes_the_customer_back_while_nobody_has_them(bot: Handoffs, world: World) -> None:
    await world.hire("maria")
    await bot.start("c1")
    await bot.request_handoff("c1")
    back = await bot.handback("c1", note="They found it.", key="back")
    assert (back.state, back.owner) == ("handed_back", "bot")
    assert await bot.handback("c1", note="They found it.", key="back") == back


async def test_a_customer_wants_the_bot_back_from_a_human(bot: Handoffs, world: World) -> None:
    await world.hire("maria")
    await bot.start("c1")
    assert (await bot.handback("c1", by="customer")).owner == "bot"  # nobody has them: nothing happens
    await world.with_human()
    back = await bot.handback("c1", by="customer", key="back")
    assert (back.owner, back.state) == ("bot", "handed_back")
    assert await bot.handback("c1", by="customer", key="back") == back
    told = await read(bot, "handed_back")
    assert told[-1].data["packet"]["ended_by"] == "customer"
    with pytest.raises(Invalid):
        await bot.handback("c1", by="nobody")  # type: ignore[arg-type]


async def test_nobody_is_there_so_the_customer_leaves_an_address(bot: Handoffs) -> None:
    await bot.start("c1")
    await bot.say("c1", HUMAN, role="end_user", id="m1")
    with pytest.raises(Invalid) as wrong:
        await bot.contact("c1", "ana at example")
    assert wrong.value.details["field"] == "email"
    assert (await bot.contact("c1", "ana@example.org", key="mail")).reply
    assert (await bot.contact("c1", phone="+49 30 1234567")).seq


async def test_the_log_is_read_in_pages_and_without_what_is_not_for_bots(bot: Handoffs, world: World) -> None:
    maria = await world.hire("maria")
    await bot.start("c1")
    await bot.say("c1", HUMAN, role="end_user", id="m1")
    await world.segue.step()
    handoff = await world.handoff()
    await serve.accept(world.segue.env, maria, handoff.id)
    await serve.note(world.segue.env, maria, "c1", "A difficult one", "n1")
    await serve.speak(world.segue.env, maria, "c1", "Hello", "h1")
    whole = await bot.entries("c1")
    one_by_one, after = [], 0
    while page := await bot.entries("c1", after, limit=1):
        one_by_one += page
        after = page[-1].seq
    assert tuple(one_by_one) == whole
    assert "note" not in {entry.kind for entry in whole}
    assert not any({"agent", "explanation", "answered"} & set(entry.data) for entry in whole)
    assert len(whole) < len(await world.log())
    assert await bot.entries("c1", whole[-1].seq) == ()


async def test_who_follows_hears_each_entry_once_until_the_end(bot: Handoffs, world: World) -> None:
    await bot.start("c1")
    await bot.say("c1", "one", role="end_user", id="m1")

    async def listen() -> list[LogEntry]:
        return [entry async for entry in bot.follow("c1")]

    async with asyncio.timeout(10):
        listening = asyncio.create_task(listen())
        for number in range(2, 60):
            await bot.say("c1", f"word {number}", role="automated_agent", id=f"m{number}")
        await bot.end("c1", key="end")
        heard = await listening
    assert heard[-1].kind == "ended"
    assert tuple(heard) == await bot.entries("c1")
    assert [entry.message_id for entry in heard if entry.kind == "message"] == [f"m{n}" for n in range(1, 60)]


async def test_an_ended_conversation_is_followed_to_its_end_at_once(bot: Handoffs) -> None:
    await bot.start("c1")
    await bot.say("c1", "one", role="end_user", id="m1")
    ended = await bot.end("c1")
    await bot.rate("c1", 5, "great")
    async with asyncio.timeout(1):
        assert [entry.kind async for entry in bot.follow("c1")][-1] == "ended"
        assert [entry async for entry in bot.follow("c1", ended.seq)] == []
    with pytest.raises(ConversationEnded):
        await bot.say("c1", "two", role="end_user", id="m2")
    assert not (await bot.state("c1")).open
    with pytest.raises(Invalid):
        await bot.rate("c1", 6)


async def test_the_briefing_is_read_in_any_form(bot: Handoffs, world: World) -> None:
    await world.hire("maria")
    await bot.start("c1", customer=Customer("ana", "Ana"))
    with pytest.raises(NotFound):
        await bot.package("c1")
    await bot.say("c1", "My parcel is lost. " + HUMAN, role="end_user", id="m1")
    assert "parcel" in await bot.package("c1")
    assert "parcel" in await bot.package("c1", "html")
    assert (await bot.package("c1", "json"))["conversation"] == "c1"
    assert isinstance(await bot.package("c1", "blocks"), list)
    with pytest.raises(Invalid):
        await bot.package("c1", "markdown", limit=3)


async def test_signs_of_typing_are_passed_on(bot: Handoffs, world: World) -> None:
    await bot.start("c1")
    bell = world.segue.env.bell
    with bell.listen(bell.conversation("default", "c1")) as listener:
        await bot.typing("c1", role="end_user")
        assert [sign.role for sign in listener.typing] == ["end_user"]


async def test_another_bots_conversation_is_not_there(bot: Handoffs, world: World) -> None:
    """Each method, so that none forgets to ask whose it is."""
    await world.start("c1", bot="another")
    asked = {
        "start": bot.start("c1"),
        "receive": bot.receive("c1", Message("m1", Role.END_USER, "hello")),
        "say": bot.say("c1", "hello", role="end_user", id="m1"),
        "learn": bot.learn("c1", variables={"a": 1}),
        "answer_offer": bot.answer_offer("c1", "ofr", "human"),
        "contact": bot.contact("c1", "ana@example.org"),
        "request_handoff": bot.request_handoff("c1"),
        "handback": bot.handback("c1"),
        "end": bot.end("c1"),
        "rate": bot.rate("c1", 5),
        "typing": bot.typing("c1"),
        "state": bot.state("c1"),
        "entries": bot.entries("c1"),
        "follow": anext(aiter(bot.follow("c1"))),
        "package": bot.package("c1"),
    }
    assert set(asked) == {name for name in vars(Handoffs) if not name.startswith("_")}
    for name, asking in asked.items():
        with pytest.raises(NotFound):
            assert (name, await asking) is None
    assert len(await world.log()) == 0


@pytest.mark.parametrize("conversation", ["", ".", "..", "nobody", "a/b", "ü", "c1?after=1", "c1#", "%2e%2e"])
async def test_a_conversation_that_is_not_there_is_said_to_be_missing(bot: Handoffs, conversation: str) -> None:
    await bot.start("c1")
    with pytest.raises(NotFound):
        await bot.state(conversation)


WRONG = {
    "no id": {"text": "hello", "role": "end_user", "id": ""},
    "no words": {"text": " ", "role": "end_user", "id": "m1"},
    "NUL": {"text": "a\0b", "role": "end_user", "id": "m1"},
    "half a character": {"text": "\ud800", "role": "end_user", "id": "m1"},
    "too sure": {"text": "hello", "role": "automated_agent", "id": "m1", "confidence": 1.5},
    "not for bots": {"text": "hello", "role": "human_agent", "id": "m1"},
}


@pytest.mark.parametrize("wrong", WRONG)
async def test_what_cannot_be_right_is_refused_with_a_reason(bot: Handoffs, wrong: str) -> None:
    await bot.start("c1")
    with pytest.raises(Invalid) as told:
        await bot.say("c1", **WRONG[wrong])  # type: ignore[arg-type]
    assert told.value.details["field"]
    assert await bot.entries("c1") == ()


async def test_limits_are_those_of_the_api(bot: Handoffs) -> None:
    await bot.start("c1")
    with pytest.raises(TooLarge):
        await bot.say("c1", "x" * 70_000, role="end_user", id="m1")
    for wrong in (
        bot.request_handoff("c1", note="x" * 4001),
        bot.request_handoff("c1", queue="nowhere"),
        bot.request_handoff("c1", urgency="at once"),
        bot.learn("c1"),
        bot.entries("c1", limit=501),
        bot.start(visitor="vis_ana"),
    ):
        with pytest.raises(Invalid):
            await wrong


async def test_what_is_of_another_type_is_told_with_its_field_and_what_would_be_right(bot: Handoffs) -> None:
    await bot.start("c1")
    ana: Any = {"id": "ana"}
    of_facts: Any = Customer("ana", facts=None)  # type: ignore[arg-type]
    with_a_dict = Message("m1", Role.END_USER, "hi", attachments=(ana,))
    calls = (
        (bot.start("c2", customer=ana), "customer", "Customer("),
        (bot.start("c2", customer=of_facts), "facts", "a dict"),
        (bot.learn("c1", customer=ana), "customer", "Customer("),
        (bot.learn("c1", page="/pricing"), "page", "Page("),  # type: ignore[arg-type]
        (bot.learn("c1", variables="order"), "variables", "a dict"),  # type: ignore[arg-type]
        (bot.say("c1", "hi", role="user", id="m1"), "role", "end_user or automated_agent"),  # type: ignore[arg-type]
        (bot.say("c1", "hi", role="human_agent", id="m1"), "role", "end_user or"),  # type: ignore[arg-type]
        (bot.say("c1", None, role="end_user", id="m1"), "text", "a text"),  # type: ignore[arg-type]
        (bot.say("c1", "hi", role="end_user", id=7), "id", "a text"),  # type: ignore[arg-type]
        (bot.receive("c1", ana), "message", "Message("),
        (bot.receive("c1", with_a_dict), "attachments", "File"),
    )
    for call, field, right in calls:
        with pytest.raises(Invalid, match=f"^{field}: must be .*") as told:
            await call
        assert told.value.details["field"] == field
        assert right in told.value.message
    assert await bot.entries("c1") == ()


@pytest.mark.parametrize("value", [datetime(2026, 1, 1, tzinfo=UTC), float("nan"), {1, 2}, b"x", object()])
async def test_what_json_cannot_hold_is_refused_before_anything_is_done(bot: Handoffs, value: object) -> None:
    await bot.start("c1")
    with pytest.raises(Invalid):
        await bot.learn("c1", variables={"a": {"b": [value]}})
    assert await bot.entries("c1") == ()


async def test_a_key_that_served_for_something_else_is_refused(bot: Handoffs, world: World) -> None:
    await world.hire("maria")
    await bot.start("c1")
    await bot.learn("c1", variables={"a": 1}, key="k")
    with pytest.raises(SegueError) as told:
        await bot.request_handoff("c1", key="k")
    assert type(told.value) is IdempotencyMismatch


async def test_an_offer_that_nobody_answers_is_over(bot: Handoffs, world: World) -> None:
    await world.hire("maria")
    await bot.start("c1")
    await bot.learn("c1", page=Page("https://shop.example/account/cancel"))
    offer = (await bot.state("c1")).offer
    assert offer is not None
    world.clock.forward(seconds=(offer.expires_at - world.clock.now() + timedelta(seconds=1)).total_seconds())
    await world.segue.step()
    assert (await bot.state("c1")).offer is None
