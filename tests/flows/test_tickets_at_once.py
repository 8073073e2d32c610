"""Nobody there, closed, full, by ticket: a ticket stands from the first moment, and choices change nothing but it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, time
from pathlib import Path

import pytest

from fakes.clock import FakeClock
from fakes.world import POLICY, World
from segue.app import Segue
from segue.domain.conversation import Customer, Entry, Kind, Role
from segue.domain.errors import Invalid, Refused
from segue.domain.follow_up import FollowUp
from segue.domain.lifecycle import Event, State
from segue.domain.routing.agents import Presence
from segue.domain.work_time import WorkTime
from segue.flows import converse, follow_ups, presence, serve
from segue.flows.deadlines import settle_abandoned
from segue.flows.outlook import line_up
from segue.ports.conversations import FollowUps
from segue.ports.people import UserRole

ASK = "I want to talk to a human please"
LATE = (
    POLICY.replace(
        "  general: {title: Customer care, reserve_for: 30s}",
        """\
  general:
    title: Customer care
    owner: lena@acme.example
    reserve_for: 30s
    sla:
      first_response: 4m
      ticket_response: 8h
      tiers: {enterprise: {first_response: 2m, ticket_response: 4h}}
      escalate:
        - {when: at_risk, notify: supervisors}
        - {when: missed, notify: [owner, Rescue], overflow: billing, priority: 5}
    when_full: {longer_than: 1m, then: [wait, email, callback, bot]}""",
    )
    .replace(
        "  billing: {title: Billing, requires: {billing: 3}, hours: office}",
        "  billing: {title: Billing, requires: {billing: 3}, hours: office, sla: {ticket_response: 4h}}",
    )
    .replace("version: 1", "version: 1\ntiers: {enterprise: {value: 4}}")
)


@pytest.fixture
async def late(tmp_path: Path, url: str) -> AsyncIterator[World]:
    policy = tmp_path / "policy.yaml"
    policy.write_text(LATE)
    clock = FakeClock()
    async with Segue.open(policy, store=url, clock=clock, background=False) as segue:
        yield World(segue, clock)


async def tickets(world: World) -> tuple[FollowUp, ...]:
    return await world.segue.store.read(FollowUps("default"))


async def ticket(world: World) -> FollowUp:
    (found,) = await tickets(world)
    return found


async def choose(world: World, choice: str) -> str:
    offer = (await world.segue.loaded("c1")).conversation.offer
    assert offer is not None
    assert choice in offer.choices
    return (await converse.answer_offer(world.segue.env, "default", "c1", offer.id, choice)).reply


async def in_a_full_line(world: World) -> None:
    """Maria is busy for long, as customers before have seen; c1 lines up behind."""
    await world.hire("maria", capacity=1)
    for number in ("p", "q", "r", "s", "t", "b"):
        await world.start(number)
        await world.with_human(conversation=number)
        if number != "b":
            world.clock.forward(minutes=2)
            await presence.heartbeat(world.segue.env, world.users["maria"])
            await serve.finish(world.segue.env, world.users["maria"], number, Event.HANDED_BACK)
    await world.start("c1", channel="widget", visitor="v1")
    await world.customer(ASK)


# ---- told ----------------------------------------------------------------------------------------------------------


async def test_who_meets_nobody_is_told_when_the_ticket_is_answered(late: World) -> None:
    await late.start()
    reply = (await late.customer(ASK)).reply
    assert "Nobody from Customer care is here right now. You should have an answer today at 17:00 (UTC)" in reply
    one = await ticket(late)
    assert (one.sla, one.due_at, one.handoff) == ("8 h", late.clock.now().replace(hour=17), (await late.handoff()).id)


async def test_a_closed_queue_counts_the_time_from_its_opening(late: World) -> None:
    late.clock._now = datetime(2026, 11, 20, 19, 0, tzinfo=UTC)  # a Friday evening
    await late.start()
    reply = (await late.customer("you charged me twice")).reply
    assert "Billing is closed now and opens again on Monday at 09:00 (CET)." in reply
    assert "You should have an answer on Monday at 13:00 (CET) at the latest." in reply


async def test_where_nothing_is_promised_that_is_said_plainly(world: World) -> None:
    world.clock._now = datetime(2026, 11, 20, 19, 0, tzinfo=UTC)
    await world.start()
    reply = (await world.customer("you charged me twice")).reply
    assert "opens again on Monday at 09:00 (CET). I cannot say yet when Billing will answer." in reply


async def test_a_team_that_answers_by_ticket_offers_no_live_person(world: World) -> None:
    policy = POLICY.replace("then: offer, reason: customer_asked}", "then: offer, reason: customer_asked, by: ticket}")
    await world.segue.env.policies.adopt("default", policy, "test")
    await world.hire("maria")
    await world.start()
    assert "answers you later" in (await world.customer("agent")).reply
    await world.customer("yes please")
    assert (await world.handoff()).state is State.TICKETED
    assert (await ticket(world)).kind == "ticket"


async def test_a_trigger_may_ask_for_an_answer_by_mail_and_the_ticket_says_whose(world: World) -> None:
    policy = POLICY.replace("reason: customer_asked}", "reason: customer_asked, by: email}", 1)
    policy = policy.replace(
        "general: {title: Customer care,", "general: {title: Customer care, email_to: both, owner: o@a.example,"
    )
    await world.segue.env.policies.adopt("default", policy, "test")
    await world.hire("maria")
    await world.start()
    await world.customer(ASK)
    assert (await world.handoff()).state is State.EMAILED
    one = await ticket(world)
    assert (one.kind, one.email_to) == ("email", "both")


async def test_by_their_shifts_it_is_known_when_somebody_is_back(world: World) -> None:
    shifts = {day: ((time(10), time(16)),) for day in ("mon", "tue", "wed", "thu", "fri")}
    await world.hire("maria", works=WorkTime("Europe/Berlin", shifts))
    world.clock._now = datetime(2026, 11, 16, 16, 0, tzinfo=UTC)
    await world.start()
    assert "somebody will be back tomorrow at 09:00 (UTC)" in (await world.customer(ASK)).reply


# ---- full ----------------------------------------------------------------------------------------------------------


async def test_in_a_full_line_there_is_a_ticket_before_anything_was_chosen(late: World) -> None:
    await in_a_full_line(late)
    assert (await late.handoff()).state is State.QUEUED
    one = await ticket(late)
    assert (one.channel, one.sla) == ("wait", "8 h")
    told = await late.told()
    assert "what you wrote is kept as a ticket as well. You should have an answer today" in told[-2]
    offer = (await late.segue.loaded("c1")).conversation.offer
    assert offer is not None
    assert offer.choices == ("wait", "email", "callback", "bot")


async def test_who_waits_keeps_the_place_and_the_ticket_ends_when_somebody_takes_them(late: World) -> None:
    await in_a_full_line(late)
    queued_at = (await late.handoff()).queued_at
    await choose(late, "wait")
    assert (await late.handoff()).queued_at == queued_at
    assert (await ticket(late)).channel == "wait"
    await serve.finish(late.segue.env, late.users["maria"], "b", Event.HANDED_BACK)
    await serve.take(late.segue.env, late.users["maria"], "c1")
    assert await tickets(late) == ()
    (done,) = await late.segue.store.read(FollowUps("default", include_closed=True))
    assert (done.closed_because, done.closed_by) == ("answered_live", "usr_maria")


async def test_by_mail_or_with_the_bot_they_leave_the_line_and_the_ticket_stands(late: World) -> None:
    await in_a_full_line(late)
    before = await ticket(late)
    reply = await choose(late, "bot")
    assert "go on helping you" in reply
    assert (await late.handoff()).state is State.TICKETED
    assert await late.owner() == "bot"
    assert await ticket(late) == replace(before, channel="bot")


async def test_an_address_in_a_full_line_is_the_choice_of_an_answer_by_mail(late: World) -> None:
    await in_a_full_line(late)
    before = await ticket(late)
    answer = await converse.leave_address(late.segue.env, "default", "c1", "ana@example.org")
    assert "The answer will go to ana@example.org. You should have an answer today at" in answer.reply
    assert (await late.handoff()).state is State.TICKETED
    assert await ticket(late) == replace(before, channel="email", email="ana@example.org")


async def test_a_closed_tab_leaves_the_ticket_standing(late: World) -> None:
    await in_a_full_line(late)
    before = await ticket(late)
    for seconds in (0, 15, 300, 1):
        late.clock.forward(seconds=seconds)
        await presence.heartbeat(late.segue.env, late.users["maria"])
        await late.segue.step()
    assert (await late.handoff()).state is State.CUSTOMER_LEFT
    after = await ticket(late)
    assert (after.id, after.kind, after.due_at, after.channel) == (before.id, before.kind, before.due_at, "")


# ---- choices on a ticket -------------------------------------------------------------------------------------------


async def test_a_callback_asks_for_a_number_and_the_ticket_gets_it(late: World) -> None:
    await late.start()
    await late.customer(ASK)
    before = await ticket(late)
    assert "telephone number" in await choose(late, "callback")
    assert (await late.customer("12345")).reply.startswith("That does not look like a telephone number.")
    reply = (await late.customer("sure: +49 (30) 123-4567")).reply
    assert reply.startswith("Thank you. We will call +49 (30) 123-4567 about your request.")
    assert "You should have an answer today at 17:00 (UTC) at the latest." in reply
    assert await ticket(late) == replace(before, channel="callback", phone="+49 (30) 123-4567")


async def test_what_is_no_number_is_refused(late: World) -> None:
    await late.start()
    await late.customer(ASK)
    for wrong in ("1234", "call me", "+49 30 <b>1234567</b>", "1" * 16):
        with pytest.raises(Invalid, match="telephone number"):
            await converse.leave_address(late.segue.env, "default", "c1", phone=wrong)
    await converse.leave_address(late.segue.env, "default", "c1", phone="030 1234567")
    assert (await ticket(late)).phone == "030 1234567"


async def test_somebody_who_writes_of_something_else_is_not_called(late: World) -> None:
    await late.start()
    await late.customer(ASK)
    await choose(late, "callback")
    await late.customer("where is my parcel")
    await late.customer("it is order 123456789")
    assert (await ticket(late)).phone == ""


@pytest.mark.parametrize("first", ["one moment please", "12", "I have to look"])
async def test_who_looks_for_the_number_first_may_still_give_it(late: World, first: str) -> None:
    await late.start()
    await late.customer(ASK)
    await choose(late, "callback")
    await late.customer(first)
    assert "We will call +49 30 1234567" in (await late.customer("+49 30 1234567")).reply
    assert (await ticket(late)).phone == "+49 30 1234567"


async def test_after_a_while_a_number_is_no_telephone_number_any_more(late: World) -> None:
    await late.start()
    await late.customer(ASK)
    await choose(late, "callback")
    for other in ("where is my parcel", "I ordered it on Monday", "0123 456789"):
        await late.customer(other)
    assert (await ticket(late)).phone == ""


async def test_silence_changes_nothing(late: World) -> None:
    await late.start()
    await late.customer(ASK)
    before = await ticket(late)
    late.clock.forward(minutes=31)
    await late.segue.step()
    assert await ticket(late) == before


async def test_a_bot_that_calls_off_ends_the_ticket(late: World) -> None:
    await in_a_full_line(late)
    await converse.call_off(late.segue.env, "default", "c1", "")
    assert await tickets(late) == ()


# ---- the last one leaves -------------------------------------------------------------------------------------------


async def test_when_all_leave_at_once_everybody_who_waits_has_a_ticket_in_the_same_round(world: World) -> None:
    for name in ("maria", "tom"):
        await world.hire(name, capacity=1)
    busy, waiting = ("a", "b"), ("c1", "c2", "c3")
    for number in (*busy, *waiting):
        await world.start(number)
        await world.customer(ASK, number)
        await world.segue.step()
    for name in ("maria", "tom"):
        await presence.set_presence(world.segue.env, world.users[name], Presence.OFFLINE, "")
    await settle_abandoned(world.segue.env)
    assert await world.open_handoffs() == []
    assert {one.conversation for one in await tickets(world)} == {*busy, *waiting}
    for number in waiting:
        assert sum("Nobody from Customer care is here" in text for text in await world.told(number)) == 1


async def test_who_came_since_a_long_line_was_read_has_a_ticket_in_the_same_round_too(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await world.hire("maria", capacity=1)
    for number in ("a", "c1"):
        await world.start(number)
        await world.customer(ASK, number)
        await world.segue.step()
    monkeypatch.setattr("segue.flows.lines.LONG", 1)
    monkeypatch.setattr("segue.flows.lines.A_CUSTOMER_S", 60.0)
    world.segue.env.lines.forget("default")
    assert len(await line_up(world.segue.env, "default")) == 1
    await world.start("c2")
    await world.customer(ASK, "c2")
    assert len(await line_up(world.segue.env, "default")) == 1, "it counts for a while, whoever comes"
    await presence.set_presence(world.segue.env, world.users["maria"], Presence.OFFLINE, "")
    await settle_abandoned(world.segue.env)
    assert {one.conversation for one in await tickets(world)} == {"a", "c1", "c2"}


async def test_who_can_still_be_served_keeps_waiting_when_one_leaves(world: World) -> None:
    maria, _ = await world.hire("maria", capacity=1), await world.hire("tom", capacity=1)
    for number in ("a", "b", "c1"):
        await world.start(number)
        await world.customer(ASK, number)
        await world.segue.step()
    await presence.set_presence(world.segue.env, maria, Presence.AWAY, "")
    await world.segue.step()
    assert (await world.handoff()).state in {State.QUEUED, State.RESERVED}
    assert await tickets(world) == ()


# ---- they come back to the team ------------------------------------------------------------------------------------


async def test_a_ticket_is_offered_to_somebody_who_comes_and_picked_up(late: World) -> None:
    await late.start()
    await late.customer(ASK)
    maria = await late.hire("maria")
    await late.segue.step()
    one = await ticket(late)
    assert (one.agent, one.reserved_until) == (maria.id, late.clock.now().replace(second=30))
    assert one.because
    handoff = await serve.pick_up(late.segue.env, maria, one.id)
    assert (handoff.state, handoff.follows) == (State.ACTIVE, one.handoff)
    (done,) = await late.segue.store.read(FollowUps("default", include_closed=True))
    assert (done.closed_because, done.agent) == ("picked_up", "")


async def test_the_oldest_due_comes_first_and_one_at_a_time(late: World) -> None:
    for number, tier in (("c1", "free"), ("c2", "enterprise"), ("c3", "free")):
        await late.start(number, customer=Customer(number, verified=True, facts={"tier": tier}))
        await late.customer(ASK, number)
        late.clock.forward(minutes=1)
    await late.hire("maria")
    await late.segue.step()
    assert [one.conversation for one in await tickets(late) if one.agent] == ["c2"]


async def test_a_ticket_that_is_declined_or_left_alone_is_offered_to_somebody_else(late: World) -> None:
    await late.start()
    await late.customer(ASK)
    maria = await late.hire("maria")
    await late.segue.step()
    tom = await late.hire("tom")
    one = await ticket(late)
    with pytest.raises(Refused, match="not offered to you"):
        await follow_ups.decline(late.segue.env, tom, one.id)
    await follow_ups.decline(late.segue.env, maria, one.id)
    await late.segue.step()
    assert (await ticket(late)).agent == tom.id
    late.clock.forward(seconds=31)
    for user in (maria, tom):
        await presence.heartbeat(late.segue.env, user)
    await follow_ups.offer_follow_ups(late.segue.env)
    late.clock.forward(seconds=61)
    await follow_ups.offer_follow_ups(late.segue.env)
    assert set((await ticket(late)).refused_by) <= {maria.id, tom.id}


async def test_nobody_is_asked_while_the_customer_waits_or_is_served(late: World) -> None:
    await in_a_full_line(late)
    await late.hire("tom", online=False)
    await follow_ups.offer_follow_ups(late.segue.env)
    assert (await ticket(late)).agent == ""


async def test_tickets_of_a_closed_queue_wait_for_its_opening(late: World) -> None:
    late.clock._now = datetime(2026, 11, 20, 19, 0, tzinfo=UTC)
    await late.start()
    await late.customer("you charged me twice")
    await late.hire("maria", skills={"billing": 4})
    await late.segue.step()
    assert (await ticket(late)).agent == ""
    late.clock._now = datetime(2026, 11, 23, 8, 0, 5, tzinfo=UTC)
    await presence.set_presence(late.segue.env, late.users["maria"], Presence.ONLINE, "")
    await late.segue.step()
    assert (await ticket(late)).agent == late.users["maria"].id


# ---- the clock -----------------------------------------------------------------------------------------------------


async def waiting_long(world: World) -> None:
    await world.hire("sue", role=UserRole.SUPERVISOR, online=False)
    await world.hire("lena", online=False)
    await world.hire("rob", team="Rescue", online=False)
    await world.hire("maria", capacity=1)
    await world.start("a")
    await world.with_human(conversation="a")
    await world.start()
    await world.customer(ASK)


async def pass_minutes(world: World, minutes: float) -> None:
    world.clock.forward(seconds=60 * minutes)
    await presence.heartbeat(world.segue.env, world.users["maria"])
    await world.segue.step()


def notices(log: tuple[Entry, ...]) -> list[str]:
    return [e.text for e in log if e.kind is Kind.NOTE and e.role is Role.SYSTEM]


async def test_a_waiting_customers_clock_is_told_once_each_time_also_after_a_restart(late: World) -> None:
    await waiting_long(late)
    due = (await late.handoff()).due_at
    assert due == late.clock.now().replace(minute=4)
    await pass_minutes(late, 2.9)
    assert notices(await late.log()) == []
    await pass_minutes(late, 0.2)
    assert notices(await late.log()) == ["Live answer at risk in Customer care. Told: supervisors."]
    handoff = await late.handoff()
    assert (handoff.escalated, handoff.notified) == ("at_risk", ("usr_sue",))
    await pass_minutes(late, 1)
    await pass_minutes(late, 1)
    expected = "Told: lena@acme.example, Rescue. Also offered to billing. Priority raised by 5."
    assert notices(await late.log())[1:] == [f"Live answer missed in Customer care. {expected}"]
    handoff = await late.handoff()
    assert (handoff.escalated, handoff.priority, handoff.also_queues) == ("missed", 5, ("billing",))
    assert handoff.notified == ("usr_sue", "usr_lena", "usr_rob")
    assert all("missed" not in text for text in await late.told())


async def test_who_was_taken_in_time_is_told_of_to_nobody(late: World) -> None:
    await waiting_long(late)
    await serve.take(late.segue.env, late.users["maria"], "c1")
    await pass_minutes(late, 5)
    assert notices(await late.log()) == []


async def test_a_tickets_clock_goes_on_after_the_conversation_has_ended(late: World) -> None:
    await late.hire("sue", role=UserRole.SUPERVISOR, online=False)
    await late.start()
    await late.customer(ASK)
    await converse.end(late.segue.env, "default", "c1", Role.END_USER)
    late.clock.forward(hours=6, minutes=1)
    await late.segue.step()
    await late.segue.step()
    assert notices(await late.log()) == ["Ticket at risk in Customer care. Told: supervisors."]
    late.clock.forward(hours=2)
    await late.segue.step()
    one = await ticket(late)
    assert (one.escalated, one.priority, one.notified[0]) == ("missed", 5, "usr_sue")
    assert one.asks is not None
    assert (one.asks.also, one.asks.priority) == (("billing",), 5)
