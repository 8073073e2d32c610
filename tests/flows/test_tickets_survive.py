"""What would lose a ticket, double it, or tell its customer twice: silence, asking again, queues that vanish, races."""

from __future__ import annotations

from typing import Any

import pytest

from fakes.world import POLICY, World
from segue.domain.conversation import Audience
from segue.domain.follow_up import FollowUp
from segue.domain.lifecycle import Event, State
from segue.domain.routing.agents import Presence
from segue.flows import by_hand, converse, deadlines, follow_ups, presence, serve, transfer
from segue.ports.conversations import FollowUpById, FollowUpOfHandoff, FollowUps
from segue.ports.people import PresenceOf
from segue.ports.store import Query
from segue.server.views import entries_view

ASK = "I want to talk to a human please"
GENERAL = "  general: {title: Customer care, reserve_for: 30s}"
RENAMED = POLICY.replace("{queue: general}", "{queue: care}").replace("  general:", "  care:")
FULL = POLICY.replace("reserve_for: 30s}", "reserve_for: 30s, when_full: {longer_than: 1s, then: [wait, email]}}")


async def tickets(world: World, conversation: str = "c1") -> list[FollowUp]:
    found = await world.segue.store.read(FollowUps("default", limit=1000))
    return [one for one in found if one.conversation == conversation]


async def adopt(world: World, policy: str) -> None:
    await world.segue.env.policies.adopt("default", policy, "test")


async def later(world: World, **time: float) -> None:
    world.clock.forward(**time)
    for user in world.users.values():
        await presence.heartbeat(world.segue.env, user)


async def maria_is_busy(world: World) -> None:
    """She has served five customers and has one, so that the wait for her is known."""
    maria = await world.hire("maria", capacity=1)
    for number in range(6):
        await world.start(f"p{number}")
        await world.with_human(conversation=f"p{number}")
        if number < 5:
            await later(world, minutes=2)
            await serve.finish(world.segue.env, maria, f"p{number}", Event.HANDED_BACK)


# ---- a ticket is not lost ------------------------------------------------------------------------------------------


async def test_a_ticket_that_nobody_answers_to_is_offered_to_somebody_else(world: World) -> None:
    await world.start()
    await world.customer(ASK)
    await world.hire("maria")
    await world.hire("tom")
    asked = []
    for _ in range(2):
        await follow_ups.offer_follow_ups(world.segue.env)
        asked += [one.agent for one in await tickets(world)]
        await later(world, seconds=31)
    assert sorted(asked) == ["usr_maria", "usr_tom"]


async def test_a_ticket_of_a_queue_that_is_gone_goes_to_those_of_the_last_line_of_route(world: World) -> None:
    await world.start()
    await world.customer("you charged me twice")
    await adopt(
        world, RENAMED.replace(", queue: billing}", ", queue: care}").replace("  billing: {title", "  money: {title")
    )
    await world.hire("maria", queues=("care",))
    await follow_ups.offer_follow_ups(world.segue.env)
    assert [one.agent for one in await tickets(world)] == ["usr_maria"]


async def test_many_tickets_that_nobody_here_can_answer_hold_up_no_other(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(follow_ups, "MOST_LOOKED_AT", 3)
    for number in range(5):
        await world.start(f"b{number}")
        await world.customer("you charged me twice", f"b{number}")
    world.clock.forward(seconds=1)
    await world.start()
    await world.customer(ASK)
    await world.hire("maria")
    await follow_ups.offer_follow_ups(world.segue.env)
    assert [one.agent for one in await tickets(world)] == ["usr_maria"]


async def test_who_was_answered_and_passed_on_leaves_an_address_on_the_ticket_that_is_open(world: World) -> None:
    await maria_is_busy(world)
    await adopt(world, FULL)
    for conversation in ("w1", "w2", "w3", "w4"):  # which of two tickets is found must not be a matter of luck
        await world.start(conversation, channel="widget", visitor=conversation)
        await world.customer(ASK, conversation)
        handoff = await world.handoff(conversation)
        assert await world.segue.store.read(FollowUpOfHandoff("default", handoff.id))
        await by_hand.pick(world.segue.env, world.users["maria"], handoff.id)
        await transfer.to_queue(world.segue.env, world.users["maria"], conversation, "letters", "")
        await converse.leave_address(world.segue.env, "default", conversation, "ana@example.org")
        assert [one.email for one in await tickets(world, conversation)] == ["ana@example.org"]


async def test_closing_a_ticket_forgets_no_address_left_meanwhile(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await world.start()
    await world.customer(ASK)
    (ticket,) = await tickets(world)
    maria = await world.hire("maria")
    read = world.segue.store.read
    answered: list[object] = []

    async def read_and_left(query: Query[Any]) -> Any:
        found = await read(query)
        if isinstance(query, FollowUpById) and not answered:
            answered.append(query)
            await converse.leave_address(world.segue.env, "default", "c1", "ana@example.org")
        return found

    monkeypatch.setattr(world.segue.store, "read", read_and_left)
    await serve.close_follow_up(world.segue.env, maria, ticket.id, "written to her")
    closed = await read(FollowUpById("default", ticket.id))
    assert closed is not None
    assert (closed.email, closed.closed_by, closed.note) == ("ana@example.org", maria.id, "written to her")


# ---- nor doubled ---------------------------------------------------------------------------------------------------


async def test_who_asks_again_and_again_has_one_ticket_as_old_as_the_first(world: World) -> None:
    await world.start()
    await world.customer(ASK)
    (first,) = await tickets(world)
    for _ in range(3):
        world.clock.forward(minutes=1)
        await world.customer(ASK)
    (one,) = await tickets(world)
    assert (one.id, one.opened_at, one.due_at) == (first.id, first.opened_at, first.due_at)
    assert one.handoff == (await world.handoff()).id


async def test_a_human_who_joins_has_answered_the_ticket_of_before(world: World) -> None:
    await world.start()
    await world.customer(ASK)
    await world.hire("maria")
    await later(world, seconds=1)
    await world.with_human()
    assert await tickets(world) == []


async def test_a_ticket_of_before_stays_when_the_bot_takes_back_what_was_asked_later(world: World) -> None:
    await world.start()
    await world.customer(ASK)
    await world.hire("maria", capacity=1)
    await world.start("b")
    await world.with_human(conversation="b")
    await later(world, seconds=1)
    await world.customer(ASK)
    await converse.call_off(world.segue.env, "default", "c1", "")
    assert [one.is_open for one in await tickets(world)] == [True]


async def test_who_is_picked_up_by_one_ticket_while_in_line_with_another_has_none_left(world: World) -> None:
    await world.start(channel="widget", visitor="v1")
    await world.customer("you charged me twice")
    (first,) = await tickets(world)
    await maria_is_busy(world)
    await adopt(world, FULL)
    await world.customer(ASK)
    assert len(await tickets(world)) == 2
    await serve.pick_up(world.segue.env, world.users["maria"], first.id)
    assert await tickets(world) == []
    assert await world.owner() == "human:usr_maria"


# ---- nobody is told twice, nobody waits in silence -----------------------------------------------------------------


async def in_line(world: World) -> None:
    await world.hire("maria", capacity=1)
    await world.start("b")
    await world.with_human(conversation="b")
    await world.start()
    await world.customer(ASK)


async def test_who_goes_on_in_another_queue_is_told_once(world: World) -> None:
    await in_line(world)
    before = len(await world.told())
    await adopt(world, RENAMED)
    await later(world, seconds=61)
    await deadlines.fire_due(world.segue.env)
    (said,) = (await world.told())[before:]
    assert "You are number 1 in line" in said
    await later(world, seconds=61)
    await deadlines.fire_due(world.segue.env)
    assert len(await world.told()) == before + 2  # and is not forgotten there


async def test_who_gets_a_ticket_as_their_queue_vanished_is_not_told_of_a_line_first(world: World) -> None:
    await in_line(world)
    before = len(await world.told())
    await adopt(world, POLICY.replace("{queue: general}", "{queue: letters}").replace(GENERAL + "\n", ""))
    await later(world, seconds=61)
    await deadlines.fire_due(world.segue.env)
    ticket, _question = (await world.told())[before:]
    assert "I cannot say yet when Letters will answer" in ticket
    assert [one.queue for one in await tickets(world)] == ["letters"]


async def test_the_last_agent_leaves_while_the_queue_of_those_who_wait_has_vanished(world: World) -> None:
    await in_line(world)
    await adopt(world, RENAMED)
    await presence.set_presence(world.segue.env, world.users["maria"], Presence.OFFLINE, "")
    await deadlines.settle_abandoned(world.segue.env)
    assert (await world.handoff()).state is State.TICKETED


async def test_whoever_gave_the_customer_to_a_queue_that_vanished_is_asked_again(world: World) -> None:
    maria = await world.hire("maria")
    await world.start()
    await world.with_human()
    tom = await world.hire("tom", skills={"billing": 5}, capacity=1)
    await world.start("b")
    await serve.take(world.segue.env, tom, "b")
    await transfer.to_queue(world.segue.env, maria, "c1", "billing", "")
    gone = POLICY.replace(", queue: billing}", ", queue: money}").replace("  billing: {title", "  money: {title")
    await adopt(world, gone)
    await later(world, seconds=61)
    await world.segue.step()
    handoff = await world.handoff()
    assert (handoff.state, handoff.agent) == (State.RESERVED, maria.id)


async def test_a_desk_that_is_heard_of_again_while_others_are_switched_off_stays(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await world.hire("anna")
    maria = await world.hire("maria")
    world.clock.forward(minutes=10)
    switched, switch_off = [], presence.switch_off

    async def switch_and_hear(env: Any, workspace: str, user: str, reason: str) -> None:
        switched.append(user)
        await presence.heartbeat(env, maria)
        await switch_off(env, workspace, user, reason)

    monkeypatch.setattr(presence, "switch_off", switch_and_hear)
    assert await presence.sweep_silent(world.segue.env) == 1
    assert switched == ["usr_anna"]
    assert (await world.segue.store.read(PresenceOf("default", maria.id))).presence is Presence.ONLINE


# ---- and what is the team's own stays so ---------------------------------------------------------------------------


async def test_bots_and_customers_read_neither_ids_of_people_nor_who_gave_the_customer_to_whom(world: World) -> None:
    await world.hire("maria")
    await world.start()
    await world.with_human()
    lena = await world.hire("lena", name="Lena Secret", team="Supervision")
    await by_hand.assign(world.segue.env, lena, (await world.handoff()).id, "usr_lena", at_once=True)
    await transfer.to_queue(world.segue.env, lena, "c1", "letters", "watch out")
    for audience in (Audience.BOT, Audience.CUSTOMER):
        shown = [view["data"] for view in entries_view(await world.log(), audience)]
        assert not any({"by", "by_name", "to", "to_name", "why"} & data.keys() for data in shown)
        assert "usr_" not in str(shown)
        assert "watch out" not in str(shown)


async def test_all_leave_at_once_and_each_of_many_has_a_ticket_and_one_word(world: World) -> None:
    await in_line(world)
    for number in range(30):
        await world.start(f"w{number}")
        await world.customer(ASK, f"w{number}")
    await presence.set_presence(world.segue.env, world.users["maria"], Presence.OFFLINE, "")
    await deadlines.settle_abandoned(world.segue.env)
    world.clock.forward(seconds=61)
    await deadlines.fire_due(world.segue.env)
    for number in range(30):
        assert len(await tickets(world, f"w{number}")) == 1
        said = [text for text in await world.told(f"w{number}") if "Nobody from Customer care is here" in text]
        assert len(said) == 1
