"""Every handoff ends somewhere that somebody looks at, and the customer is never met with silence."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from fakes.world import World
from segue.domain.conversation import Conversation, Kind, PageVisit, Role
from segue.domain.errors import Invalid, NoSuchChoice
from segue.domain.lifecycle import Event, State
from segue.domain.routing.agents import Presence
from segue.flows import converse, presence, serve
from segue.flows.visits import Look
from segue.ports.conversations import FollowUps
from segue.ports.people import Visitor

ASK = "I want to talk to a human please"


async def follow_ups(world: World) -> list[tuple[str, str, str]]:
    found = await world.segue.store.read(FollowUps("default"))
    return [(f.kind, f.queue, f.email) for f in found]


# ---- nobody there, closed ------------------------------------------------------------------------------------------


async def test_nobody_there_is_said_at_once_and_a_ticket_lies_in_the_desk(world: World) -> None:
    await world.start()
    turn = await world.customer(ASK)
    assert turn.owner == "bot"
    assert "Nobody from Customer care is here" in turn.reply
    assert (await world.handoff()).state is State.TICKETED
    assert await follow_ups(world) == [("ticket", "general", "")]
    offer = (await world.segue.loaded("c1")).conversation.offer
    assert offer is not None
    assert offer.choices == ("email", "callback", "bot")
    await world.segue.step()
    assert await world.segue.package((await world.handoff()).id) is not None


async def test_a_closed_queue_says_when_it_opens(world: World) -> None:
    await world.hire("maria", skills={"billing": 4})
    world.clock._now = datetime(2026, 11, 20, 19, 0, tzinfo=UTC)  # a Friday evening
    await world.start()
    turn = await world.customer("you charged me twice")
    assert "Billing is closed now and opens again on Monday at 09:00 (CET)" in turn.reply
    assert (await world.handoff()).state is State.TICKETED


async def test_the_customer_leaves_an_address_in_words(world: World) -> None:
    await world.start()
    await world.customer(ASK)
    turn = await world.customer("sure, it is ana@example.org")
    assert turn.reply.startswith("Thank you. We will write to ana@example.org about your request.")
    assert await follow_ups(world) == [("ticket", "general", "ana@example.org")]


async def test_the_customer_leaves_an_address_by_button(world: World) -> None:
    await world.start()
    await world.customer(ASK)
    offer = (await world.segue.loaded("c1")).conversation.offer
    assert offer is not None
    await converse.answer_offer(world.segue.env, "default", "c1", offer.id, "email")
    with pytest.raises(Invalid, match=r"ana@example\.org"):
        await converse.leave_address(world.segue.env, "default", "c1", "not an address")
    await converse.leave_address(world.segue.env, "default", "c1", "ana@example.org")
    assert await follow_ups(world) == [("ticket", "general", "ana@example.org")]


@pytest.mark.parametrize("button", [True, False])
async def test_an_address_with_a_slip_is_asked_for_again_and_the_next_one_counts(world: World, button: bool) -> None:
    await world.start()
    await world.customer(ASK)
    offer = (await world.segue.loaded("c1")).conversation.offer
    assert offer is not None
    if button:
        await converse.answer_offer(world.segue.env, "default", "c1", offer.id, "email")
    assert (await world.customer("ana@@example")).reply.startswith("That does not look like an e-mail address.")
    assert (await world.customer("ana@gmail")).reply.startswith("That does not look like an e-mail address.")
    assert "ana@example.org" in (await world.customer("ana@example.org")).reply
    assert await follow_ups(world) == [("ticket", "general", "ana@example.org")]


async def test_the_customer_goes_on_with_the_bot(world: World) -> None:
    await world.start()
    await world.customer(ASK)
    turn = await world.customer("no thanks")
    assert "go on helping you" in turn.reply
    assert (await world.customer("where is my parcel")).reply == ""


async def test_a_ticket_is_picked_up_with_its_age_and_the_customer_is_told(world: World) -> None:
    await world.start()
    await world.customer(ASK)
    asked_at = world.clock.now()
    world.clock.forward(hours=2)
    maria = await world.hire("maria", team="Care")
    pending = (await world.segue.store.read(FollowUps("default")))[0]
    handoff = await serve.pick_up(world.segue.env, maria, pending.id)
    assert (handoff.state, handoff.queued_at, handoff.follows) == (State.ACTIVE, asked_at, pending.handoff)
    assert await follow_ups(world) == []
    assert (await world.told())[-1].startswith("Maria from Care is here to pick up your request.")


async def test_a_queue_for_tickets_takes_no_live_customers(world: World) -> None:
    await world.hire("maria")
    await world.start()
    answer = await converse.request_handoff(
        world.segue.env, "default", "c1", reason="letter", queue="letters", note="", urgency="normal"
    )
    assert "Letters" in answer.reply
    assert (await world.handoff()).state is State.TICKETED


# ---- waiting -------------------------------------------------------------------------------------------------------


async def test_the_place_in_line_is_told_and_an_unknown_wait_is_not_invented(world: World) -> None:
    await world.hire("maria", capacity=1)
    for number in ("a", "b"):
        await world.start(number)
    await world.with_human(conversation="a")
    turn = await world.customer(ASK, "b")
    assert "You are number 1 in line." in turn.reply
    assert "minute" not in turn.reply


async def test_somebody_who_waits_gets_a_word_now_and_then(world: World) -> None:
    await world.hire("maria", capacity=1)
    for number in ("a", "c1"):
        await world.start(number)
    await world.with_human(conversation="a")
    await world.customer(ASK)
    for _ in range(8):
        world.clock.forward(minutes=1)
        await presence.heartbeat(world.segue.env, world.users["maria"])
        await world.segue.step()
    words = [text for text in await world.told() if text.startswith("Thank you for waiting")]
    assert len(words) == 3  # after 1, 3 and 7 minutes


async def test_when_the_whole_team_leaves_whoever_waits_gets_a_ticket(world: World) -> None:
    maria = await world.hire("maria", capacity=1)
    for number in ("a", "c1"):
        await world.start(number)
    await world.with_human(conversation="a")
    await world.customer(ASK)
    await serve.finish(world.segue.env, maria, "a", Event.HANDED_BACK)
    await presence.set_presence(world.segue.env, maria, Presence.OFFLINE, "end of shift")
    world.clock.forward(minutes=1)
    await world.segue.step()
    assert (await world.handoff()).state is State.TICKETED
    assert any("Nobody from Customer care" in text for text in await world.told())


async def test_a_customer_who_closes_the_page_in_line_is_kept_for_follow_up(world: World) -> None:
    await world.hire("maria", capacity=1)
    await world.start("a")
    await world.start("c1", channel="widget", visitor="v1")
    await world.with_human(conversation="a")
    await world.customer(ASK)
    for seconds in (0, 15, 300, 1):
        world.clock.forward(seconds=seconds)
        await presence.heartbeat(world.segue.env, world.users["maria"])
        await world.segue.step()
    assert (await world.handoff()).state is State.CUSTOMER_LEFT
    assert ("customer_left", "general", "") in await follow_ups(world)
    assert await world.owner() == "bot"


async def test_a_customer_who_comes_back_in_time_keeps_the_place(world: World) -> None:
    await world.hire("maria", capacity=1)
    await world.start("a")
    await world.start("c1", channel="widget", visitor="v1")
    await world.with_human(conversation="a")
    await world.customer(ASK)
    queued_at = (await world.handoff()).queued_at
    for seconds in (0, 15):
        world.clock.forward(seconds=seconds)
        await world.segue.step()
    assert [e.kind for e in await world.log()][-1] is Kind.CUSTOMER_AWAY
    await converse.seen_back(world.segue.env, "default", "c1")
    with world.segue.env.attendance.page("default", "c1"):
        for _ in range(8):
            world.clock.forward(minutes=1)
            await presence.heartbeat(world.segue.env, world.users["maria"])
            await world.segue.step()
    handoff = await world.handoff()
    assert (handoff.state, handoff.queued_at) == (State.QUEUED, queued_at)


# ---- human agents who do not answer, or vanish ---------------------------------------------------------------------


@pytest.mark.parametrize("how", ["declines", "lets it expire"])
async def test_a_refused_reservation_goes_to_the_next_agent_with_its_age(world: World, how: str) -> None:
    maria, tom = await world.hire("maria"), await world.hire("tom")
    await world.start()
    await world.customer(ASK)
    queued_at = (await world.handoff()).queued_at
    await world.segue.step()
    first = await world.handoff()
    if how == "declines":
        await serve.decline(world.segue.env, world.users[first.agent.removeprefix("usr_")], first.id)
    else:
        world.clock.forward(seconds=31)
    await world.segue.step()
    second = await world.handoff()
    assert second.state is State.RESERVED
    assert {first.agent, second.agent} == {maria.id, tom.id}
    assert second.queued_at == queued_at
    assert second.refused_by == (first.agent,)


async def test_an_agent_whose_desk_falls_silent_loses_the_chat_and_the_customer_is_told(world: World) -> None:
    await world.hire("maria", team="Billing")
    await world.start()
    await world.with_human()
    queued_at = (await world.handoff()).queued_at
    world.clock.forward(seconds=46)
    tom = await world.hire("tom")
    await world.segue.step()
    handoff = await world.handoff()
    assert (handoff.state, handoff.agent, handoff.queued_at) == (State.RESERVED, tom.id, queued_at)
    assert any("connection to Maria from Billing was lost" in text for text in await world.told())


async def test_a_conversation_that_falls_silent_goes_back_to_the_bot(world: World) -> None:
    await world.hire("maria")
    await world.start()
    await world.with_human()
    for _ in range(31):
        world.clock.forward(minutes=1)
        await presence.heartbeat(world.segue.env, world.users["maria"])
        await world.segue.step()
    assert (await world.handoff()).state is State.HANDED_BACK
    assert await world.owner() == "bot"
    assert any("quiet here for a while" in text for text in await world.told())


# ---- the bot -------------------------------------------------------------------------------------------------------


async def test_a_bot_that_stays_silent_is_noticed_and_the_customer_is_told(world: World) -> None:
    await world.hire("maria")
    await world.start()
    await world.customer("where is my parcel")
    world.clock.forward(seconds=19)
    await world.segue.step()
    assert await world.told() == []
    world.clock.forward(seconds=2)
    await world.segue.step()
    told = await world.told()
    assert told[0].startswith("Sorry, this takes longer")
    assert told[1].endswith("Would you like me to bring in a person?")  # the trigger engine heard of it
    assert len(told) == 2
    world.clock.forward(seconds=60)
    await world.segue.step()
    assert len(await world.told()) == 2


async def test_a_bot_that_answers_in_time_is_not_called_silent(world: World) -> None:
    await world.start()
    await world.customer("where is my parcel")
    await world.bot("It is on its way.")
    world.clock.forward(seconds=60)
    await world.segue.step()
    assert await world.told() == []


async def test_a_bot_that_reports_an_error_brings_a_human(world: World) -> None:
    await world.hire("maria")
    await world.start()
    await world.customer("where is my parcel")
    turn = await world.bot("", error="upstream timeout")
    assert turn.owner == "queue"
    assert (await world.handoff()).reason == "bot_error"


# ---- offers --------------------------------------------------------------------------------------------------------


async def test_after_a_refusal_there_is_no_offer_for_a_while_unless_the_customer_asks(world: World) -> None:
    await world.hire("maria")
    await world.start()
    assert "person" in (await world.customer("agent")).reply
    assert (await world.handoff()).state is State.OFFERED
    assert "carry on here" in (await world.customer("no thanks")).reply
    assert (await world.handoff()).state is State.DECLINED
    await world.customer("where is my parcel")
    await world.bot("I do not know.")
    assert (await world.customer("That did not help at all.")).reply == ""
    assert (await world.bot("Sorry, I cannot help with that.")).reply == ""
    assert "person" in (await world.customer("representative")).reply


async def test_yes_to_an_offer_starts_the_handoff(world: World) -> None:
    await world.hire("maria")
    await world.start()
    await world.customer("agent")
    assert (await world.customer("yes please")).owner == "queue"
    assert (await world.handoff()).state is State.QUEUED


async def test_a_clear_request_answers_an_open_offer(world: World) -> None:
    await world.hire("maria")
    await world.start()
    await world.customer("agent")
    offered = await world.handoff()
    await world.customer("connect me to a real person now")
    handoff = await world.handoff()
    assert (handoff.id, handoff.state) == (offered.id, State.QUEUED)


async def test_an_offer_lapses_after_two_turns_and_cannot_be_taken_later(world: World) -> None:
    await world.hire("maria")
    await world.start()
    await world.customer("agent")
    offer = (await world.segue.loaded("c1")).conversation.offer
    assert offer is not None
    await world.customer("my lamp is broken")
    await world.customer("it is the red one")
    assert (await world.handoff()).state is State.LAPSED
    with pytest.raises(NoSuchChoice):
        await converse.answer_offer(world.segue.env, "default", "c1", offer.id, "human")


async def test_a_page_visit_can_bring_an_offer(world: World) -> None:
    await world.hire("maria")
    await world.start()
    turn = await world.segue.learn(
        "c1", page=PageVisit("https://shop.example/account/cancel", "Cancel", world.clock.now())
    )
    assert "person" in turn.reply
    assert turn.decision is not None
    assert turn.decision["trigger"] == "leaving"


# ---- the end -------------------------------------------------------------------------------------------------------


async def test_a_customer_who_ends_while_waiting_is_kept_for_follow_up(world: World) -> None:
    await world.hire("maria", capacity=1)
    for number in ("a", "c1"):
        await world.start(number)
    await world.with_human(conversation="a")
    await world.customer(ASK)
    await converse.end(world.segue.env, "default", "c1", Role.END_USER)
    assert (await world.handoff()).state is State.CUSTOMER_LEFT
    assert not (await world.segue.loaded("c1")).conversation.open
    assert ("customer_left", "general", "") in await follow_ups(world)


async def test_a_rating_counts_after_the_end(world: World) -> None:
    await world.start()
    await converse.end(world.segue.env, "default", "c1", Role.END_USER)
    await converse.rate(world.segue.env, "default", "c1", 4, "kind")
    assert (await world.log())[-1].data == {"score": 4, "comment": "kind", "handoff": ""}


async def test_a_page_visit_can_begin_a_conversation_with_an_offer_and_most_do_not(world: World) -> None:
    await world.hire("maria")
    now = world.clock.now()
    visitor = Visitor("v1", "default", "site", "hash", now, now)

    async def visits(path: str) -> Conversation | None:
        page = PageVisit(f"https://shop.example{path}", "", now)
        return (await world.segue.visited(visitor, [Look(page, path)])).conversation

    assert await visits("/lamps") is None
    begun = await visits("/account/cancel")
    assert begun is not None
    [told] = await world.told(begun.id)
    assert told.startswith("Would you like me to bring in a person?")


async def test_a_ticket_is_called_by_what_the_customer_wrote_about(world: World) -> None:
    await world.start()
    await world.customer("I need twelve shelves.")
    await world.customer(ASK)
    (pending,) = await world.segue.store.read(FollowUps("default"))
    assert pending.subject == "I need twelve shelves."


async def test_an_offer_while_nobody_is_there_promises_an_answer_later(world: World) -> None:
    await world.start()
    reply = (await world.customer("agent")).reply
    assert "Nobody from Customer care is here right now." in reply
    assert "answers you later" in reply
