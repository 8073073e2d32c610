"""What must not be forgotten when something else goes wrong: crashes between two steps, haste, changed policies."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace

import pytest

from fakes.world import POLICY, World
from segue.domain.conversation import Conversation, Kind, PageVisit, Role
from segue.domain.errors import AlreadyTaken, IdempotencyMismatch, Refused
from segue.domain.follow_up import FollowUp
from segue.domain.lifecycle import State
from segue.domain.moves import asking
from segue.domain.routing.agents import Presence
from segue.flows import attendance, change, converse, presence, serve
from segue.flows.env import Env
from segue.ports.conversations import AlreadyStored, FollowUps, WrappingUp
from segue.ports.people import SaveUser, SetPresence
from segue.ports.policies import ImportPolicy, PolicyVersion

ASK = "I want to talk to a human please"
GENERAL = "  general: {title: Customer care, reserve_for: 30s}"


async def minutes(world: World, count: int, at_work: Sequence[str] = ()) -> None:
    for _ in range(count):
        world.clock.forward(minutes=1)
        for name in at_work:
            await presence.heartbeat(world.segue.env, world.users[name])
        await world.segue.step()


async def follow_ups(world: World) -> tuple[FollowUp, ...]:
    return await world.segue.store.read(FollowUps("default"))


async def change_policy(world: World, old: str, new: str) -> None:
    assert old in POLICY
    await world.segue.env.policies.adopt("default", POLICY.replace(old, new), "test")


async def in_line(world: World, conversation: str = "c1", **fields: str) -> None:
    """Maria has room for one, and another customer has it."""
    await world.hire("maria", capacity=1)
    await world.start("other")
    await world.start(conversation, **fields)
    await world.with_human(conversation="other")
    await world.customer(ASK, conversation)


# ---- human agents --------------------------------------------------------------------------------------------------


async def test_when_the_only_agent_is_lost_the_customer_does_not_wait_for_ever(world: World) -> None:
    await world.hire("maria")
    await world.start()
    await world.with_human()
    await minutes(world, 3)
    assert (await world.handoff()).state is State.TICKETED
    assert any("Nobody from Customer care" in text for text in await world.told())


async def test_customers_of_an_agent_are_given_back_after_a_crash_that_came_between(world: World) -> None:
    maria = await world.hire("maria")
    await world.start()
    await world.with_human()
    await world.hire("tom")
    off = SetPresence("default", maria.id, Presence.OFFLINE, "connection lost", world.clock.now())
    await world.segue.store.write(off)  # and then the process ended
    await minutes(world, 1, ["tom"])
    assert (await world.handoff()).agent == world.users["tom"].id


async def test_somebody_offline_who_took_a_customer_by_hand_and_left_loses_them(world: World) -> None:
    maria = await world.hire("maria", online=False)
    await world.start()
    await serve.take(world.segue.env, maria, "c1")
    world.clock.forward(seconds=40)
    await world.segue.step()
    assert (await world.handoff()).state is State.ACTIVE  # whoever acts is there
    await minutes(world, 3)
    assert (await world.handoff()).state is State.TICKETED


async def test_a_conversation_that_cannot_be_given_back_holds_up_no_other(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await world.hire("maria")
    for conversation in ("c1", "c2"):
        await world.start(conversation)
        await world.with_human(conversation=conversation)
    lose = serve.lose

    async def broken(env: Env, workspace: str, handoff: serve.Handoff) -> None:
        if handoff.conversation == "c1":
            raise RuntimeError("broken")
        await lose(env, workspace, handoff)

    monkeypatch.setattr(presence, "lose", broken)
    await minutes(world, 1)
    assert (await world.handoff("c1")).state is State.ACTIVE
    assert (await world.handoff("c2")).state is State.TICKETED  # nobody else is there
    monkeypatch.undo()
    await minutes(world, 1)
    assert (await world.handoff("c1")).state is State.TICKETED


async def test_one_of_two_agents_who_pick_up_the_same_ticket_gets_it(world: World) -> None:
    await world.start()
    await world.customer(ASK)
    maria, tom = await world.hire("maria"), await world.hire("tom")
    (ticket,) = await follow_ups(world)
    picks = [serve.pick_up(world.segue.env, user, ticket.id) for user in (maria, tom)]
    found = await asyncio.gather(*picks, return_exceptions=True)
    (refused,) = [error for error in found if isinstance(error, Refused)]
    assert "closed already" in refused.message
    assert (await world.owner()) in {f"human:{maria.id}", f"human:{tom.id}"}


async def test_a_ticket_takes_no_customer_from_a_colleague(world: World) -> None:
    await world.start()
    await world.customer("you charged me twice")  # a ticket of another queue than Maria's
    (ticket,) = await follow_ups(world)
    await world.hire("maria")
    world.clock.forward(seconds=1)
    await world.with_human()
    with pytest.raises(AlreadyTaken, match="Maria is speaking"):
        await serve.pick_up(world.segue.env, await world.hire("tom"), ticket.id)
    assert await world.owner() == "human:usr_maria"


async def test_an_agents_words_are_not_taken_for_the_customers_that_had_the_same_id(world: World) -> None:
    maria = await world.hire("maria")
    await world.start()
    await world.with_human()
    await world.customer("Hello", message_id="m")
    with pytest.raises(AlreadyStored) as stored:
        await serve.speak(world.segue.env, maria, "c1", "Hello", "m")
    with pytest.raises(IdempotencyMismatch):
        serve.same_words(stored.value.entry, maria.id, Kind.MESSAGE, "Hello")


# ---- customers -----------------------------------------------------------------------------------------------------


async def test_an_absent_customer_of_a_human_is_noted_once(world: World) -> None:
    await world.hire("maria")
    await world.start("c1", channel="widget", visitor="v1")
    await world.with_human()
    await minutes(world, 20, ["maria"])
    assert [entry.kind for entry in await world.log()].count(Kind.CUSTOMER_AWAY) == 1
    await attendance.returned(world.segue.env, "default", "c1")
    assert (await world.log())[-1].kind is Kind.CUSTOMER_BACK


async def test_an_absence_that_cannot_be_noted_holds_up_no_other(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    await world.hire("maria")
    for conversation in ("c1", "c2"):
        await world.start(conversation, channel="widget", visitor=conversation)
        await world.with_human(conversation=conversation)
    seen_away = converse.seen_away

    async def broken(env: Env, workspace: str, conversation: str) -> None:
        if conversation == "c1":
            raise RuntimeError("broken")
        await seen_away(env, workspace, conversation)

    monkeypatch.setattr(attendance, "seen_away", broken)
    await minutes(world, 2, ["maria"])
    assert (await world.log("c2"))[-1].kind is Kind.CUSTOMER_AWAY


async def test_a_customer_who_leaves_takes_the_open_question_along(world: World) -> None:
    await in_line(world, channel="widget", visitor="v1")
    await put_a_question(world)
    await minutes(world, 8, ["maria"])
    assert (await world.handoff()).state is State.CUSTOMER_LEFT
    assert (await conversation_of(world)).offer is None


async def test_a_queue_that_closes_takes_the_open_question_along(world: World) -> None:
    await in_line(world)
    await put_a_question(world)
    closed = f"{GENERAL[:-1]}, when_closed: {{then: bot}}, hours: nights}}"
    nights = 'hours:\n  nights: {timezone: UTC, mon-sun: "01:00-02:00"}\n'
    await world.segue.env.policies.adopt("default", POLICY.replace(GENERAL, closed).replace("hours:\n", nights), "test")
    await minutes(world, 2, ["maria"])
    assert (await world.handoff()).state is State.TICKETED
    assert (await conversation_of(world)).offer is None


async def put_a_question(world: World) -> None:
    async def act(work: change.Work) -> None:
        asking.put_question(work.draft, "Wait?", ("wait", "ticket"), work.draft.conversation.handoff)

    await change.change(world.segue.env, "default", "c1", act)


async def conversation_of(world: World) -> Conversation:
    return (await world.segue.loaded("c1")).conversation


async def test_whoever_leaves_an_address_and_asks_for_a_person_gets_both(world: World) -> None:
    await world.start()
    await world.customer(ASK)
    await world.hire("maria")
    turn = await world.customer("ana@example.org. But I want to talk to a human now!")
    assert turn.owner == "queue"
    assert [ticket.email for ticket in await follow_ups(world)] == ["ana@example.org"]


async def test_an_address_reaches_the_ticket_while_another_question_is_open(world: World) -> None:
    await world.start()
    await world.customer(ASK)
    await world.customer("no thanks")
    world.clock.forward(seconds=1)
    await world.customer("agent")
    assert (await world.handoff()).state is State.OFFERED
    await converse.leave_address(world.segue.env, "default", "c1", "ana@example.org")
    assert [ticket.email for ticket in await follow_ups(world)] == ["ana@example.org"]


async def test_a_conversation_that_its_bot_ends_in_line_is_kept_for_follow_up(world: World) -> None:
    await in_line(world)
    await converse.end(world.segue.env, "default", "c1", Role.AUTOMATED_AGENT)
    assert (await world.handoff()).state is State.CUSTOMER_LEFT
    assert [ticket.kind for ticket in await follow_ups(world)] == ["customer_left"]
    assert "We carry on here" not in (await world.told())[-1]


async def test_a_customer_who_writes_in_line_is_told_once_that_it_will_be_read(world: World) -> None:
    await in_line(world)
    world.clock.forward(seconds=10)
    assert "You still have your place in line" in (await world.customer("my parcel is late")).reply
    assert (await world.customer("and it is a present")).reply == ""


async def test_a_handoff_that_ends_while_it_is_proposed_names_nobody(world: World) -> None:
    await world.hire("maria")
    await world.start()
    await world.customer(ASK)
    await world.segue.step()
    assert (await world.handoff()).agent_name == "Maria"
    await converse.end(world.segue.env, "default", "c1", Role.END_USER)
    handoff = await world.handoff()
    assert (handoff.agent, handoff.agent_name) == ("", "")
    assert [e.data["agent_name"] for e in await world.log() if e.data.get("event") == "customer_left"] == [""]


async def test_the_agent_can_label_what_the_customer_ended(world: World) -> None:
    await change_policy(world, "survey: true}", "survey: true, wrap_up: 2m}")
    maria = await world.hire("maria")
    await world.start()
    await world.with_human()
    await converse.end(world.segue.env, "default", "c1", Role.END_USER)
    found = await world.segue.store.read(WrappingUp("default", maria.id, world.clock.now()))
    assert [handoff.conversation for handoff, _ in found] == ["c1"]


async def test_an_agents_words_sent_again_after_the_end_are_known(world: World) -> None:
    maria = await world.hire("maria")
    await world.start()
    await world.with_human()
    said, _ = await serve.speak(world.segue.env, maria, "c1", "Hello", "m")
    await converse.end(world.segue.env, "default", "c1", Role.END_USER)
    with pytest.raises(AlreadyStored) as stored:
        await serve.speak(world.segue.env, maria, "c1", "Hello", "m")
    assert stored.value.entry == said


# ---- the bot -------------------------------------------------------------------------------------------------------


async def test_a_bot_that_fails_without_a_word_leaves_no_silence(world: World) -> None:
    await change_policy(
        world, "  - {id: broken-bot, when: \"bot_error != ''\", then: handoff, reason: bot_error}\n", ""
    )
    await world.start()
    await world.customer("where is my parcel")
    turn = await world.bot("", error="upstream timeout")
    assert "something went wrong" in turn.reply
    assert (await world.bot("", error="upstream timeout")).reply == ""  # nobody waits for an answer


# ---- the policy ----------------------------------------------------------------------------------------------------


async def test_whoever_waits_in_a_queue_that_the_policy_loses_goes_on_in_another(world: World) -> None:
    await in_line(world)
    queued_at = (await world.handoff()).queued_at
    renamed = POLICY.replace(GENERAL, "  care: {title: Care}").replace("{queue: general}", "{queue: care}")
    await world.segue.env.policies.adopt("default", renamed, "test")
    await world.segue.store.write(SaveUser(replace(world.users["maria"], queues=("care",), capacity=3)))
    await minutes(world, 1, ["maria"])
    handoff = await world.handoff()
    assert (handoff.state, handoff.queue, handoff.queued_at) == (State.RESERVED, "care", queued_at)
    assert any("passing you on to Care" in text for text in await world.told())


async def test_a_workspace_whose_policy_cannot_be_used_holds_up_no_other(world: World) -> None:
    version = PolicyVersion("broken", "hash", "version: 99", "an older Segue", world.clock.now())
    await world.segue.store.write(ImportPolicy(version))
    await world.hire("maria")
    await world.start()
    await world.customer(ASK)
    await world.segue.step()
    assert (await world.handoff()).state is State.RESERVED


# ---- keys ----------------------------------------------------------------------------------------------------------


async def test_a_key_that_something_else_has_used_is_refused(world: World) -> None:
    await world.start()
    page = PageVisit("https://shop.example/", "", world.clock.now())
    await world.segue.learn("c1", page=page, message_id="key:page")
    await world.customer("hello", message_id="key:message")
    for key in ("page", "message"):
        with pytest.raises(IdempotencyMismatch):
            await converse.end(world.segue.env, "default", "c1", Role.END_USER, key=key)
    with pytest.raises(IdempotencyMismatch):
        await world.segue.learn("c1", page=page, message_id="key:message")


async def test_what_was_learned_is_answered_alike_after_the_end(world: World) -> None:
    await world.hire("maria")
    await world.start()
    page = PageVisit("https://shop.example/account/cancel", "", world.clock.now())
    first = await world.segue.learn("c1", page=page, message_id="key:page")
    assert first.reply
    assert await world.segue.learn("c1", page=page, message_id="key:page") == first
    await converse.end(world.segue.env, "default", "c1", Role.END_USER)
    assert await world.segue.learn("c1", page=page, message_id="key:page") == first
