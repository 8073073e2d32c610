"""A human hands a customer on, and the customer is never without somebody who speaks."""

from __future__ import annotations

import asyncio

import pytest

from fakes.world import World
from segue.domain.conversation import Audience, Kind, Role, visible
from segue.domain.errors import AgentUnavailable, AlreadyTaken, DoesNotFit, Invalid, NotTheOwner, Refused
from segue.domain.lifecycle import Event, Handoff, State
from segue.domain.routing.agents import Presence
from segue.flows import by_hand, converse, people, presence, serve, transfer
from segue.flows.assemble import package_of
from segue.ports.conversations import FollowUps
from segue.ports.people import AgentLoads, PresenceOf


async def with_maria(world: World, *others: str, **fields: object) -> Handoff:
    """Maria has the customer; the others came to work after that."""
    await world.hire("maria", team="Care")
    await world.start()
    await world.with_human("maria")
    for name in others:
        await world.hire(name, **{"team": "Billing", "skills": {"billing": 4}, **fields})
    return await world.handoff()


async def used(world: World, name: str) -> int:
    loads = await world.segue.store.read(AgentLoads("default", world.clock.now()))
    return next(load.units_used for load in loads if load.user.id == f"usr_{name}")


async def events(world: World) -> list[str]:
    return [entry.data["event"] for entry in await world.log() if entry.kind is Kind.HANDOFF]


# to a person


async def test_a_colleague_is_asked_while_the_first_human_goes_on(world: World) -> None:
    before = await with_maria(world, "tom")
    told = await world.told()
    await transfer.to_person(world.segue.env, world.users["maria"], "c1", "usr_tom", "Two invoices, one order.")
    assert await world.owner() == "human:usr_maria"
    await serve.speak(world.segue.env, world.users["maria"], "c1", "One moment please.", "h1")
    assert await world.told() == told  # nothing has changed for the customer yet
    assert (await used(world, "maria"), await used(world, "tom")) == (1, 0)

    accepted = await serve.accept(world.segue.env, world.users["tom"], before.id)
    assert (accepted.state, accepted.agent, accepted.transfer) == (State.ACTIVE, "usr_tom", None)
    assert accepted.before == ("usr_maria",)
    assert accepted.queued_at == before.queued_at
    assert await world.owner() == "human:usr_tom"
    assert len(await world.told()) == len(told) + 1
    assert (await world.told())[-1].startswith("Tom from Billing will help you")
    assert (await used(world, "maria"), await used(world, "tom")) == (0, 1)
    with pytest.raises(NotTheOwner):
        await serve.finish(world.segue.env, world.users["maria"], "c1", Event.RESOLVED)


async def test_whoever_gave_a_customer_away_is_free_for_the_next_at_once(world: World) -> None:
    await world.hire("maria", capacity=1)
    await world.start()
    handoff = await world.with_human("maria")
    await world.start("c2", channel="widget", visitor="v2")
    await world.customer("I want to talk to a human please", "c2")
    tom = await world.hire("tom", capacity=1, skills={"billing": 4})
    await transfer.to_person(world.segue.env, world.users["maria"], "c1", tom.id, "")
    world.segue.env.bell.routing.clear()
    await serve.accept(world.segue.env, tom, handoff.id)
    assert world.segue.env.bell.routing.is_set()
    await world.segue.step()
    assert (await world.handoff("c2")).agent == "usr_maria"


async def test_the_note_for_the_next_human_is_internal_and_stands_in_the_briefing(world: World) -> None:
    handoff = await with_maria(world, "tom")
    await transfer.to_person(world.segue.env, world.users["maria"], "c1", "usr_tom", "Two invoices, one order.")
    [note] = [entry for entry in await world.log() if entry.kind is Kind.NOTE]
    assert (note.text, note.author_name) == ("Two invoices, one order.", "Maria from Care")
    assert not visible(note, Audience.CUSTOMER)
    package = await package_of(world.segue.env, "default", handoff.id)
    assert package is not None
    assert package.note == "Maria from Care: Two invoices, one order."


async def test_that_somebody_is_asked_is_the_teams_own_business(world: World) -> None:
    await with_maria(world, "tom")
    await transfer.to_person(world.segue.env, world.users["maria"], "c1", "usr_tom", "")
    await transfer.withdraw(world.segue.env, world.users["maria"], "c1")
    asked, withdrawn = (await world.log())[-2:]
    assert (asked.data["event"], withdrawn.data["event"]) == ("transfer_asked", "transfer_revoked")
    assert [visible(entry, who) for entry in (asked, withdrawn) for who in Audience] == [False, False, True] * 2


@pytest.mark.parametrize(
    ("how", "event"),
    [("decline", "transfer_declined"), ("silence", "transfer_expired"), ("leaves", "transfer_revoked")],
)
async def test_who_is_asked_and_does_not_take_it_changes_nothing_for_the_customer(
    world: World, how: str, event: str
) -> None:
    handoff = await with_maria(world, "tom")
    told = await world.told()
    await transfer.to_person(world.segue.env, world.users["maria"], "c1", "usr_tom", "")
    if how == "decline":
        await serve.decline(world.segue.env, world.users["tom"], handoff.id, "in a meeting")
    elif how == "silence":
        world.clock.forward(seconds=31)
        await world.segue.step()
    else:
        await presence.switch_off(world.segue.env, "default", "usr_tom", "connection lost")
    after, last = await world.handoff(), (await world.log())[-1]
    assert (after.agent, after.state, after.transfer) == ("usr_maria", State.ACTIVE, None)
    assert (last.data["event"], last.data["to_name"]) == (event, "Tom from Billing")
    assert last.data["why"] == ("in a meeting" if how == "decline" else "")
    assert await world.told() == told
    assert await world.owner() == "human:usr_maria"
    with pytest.raises(AlreadyTaken):
        await serve.accept(world.segue.env, world.users["tom"], handoff.id)


async def test_who_did_not_answer_a_colleague_is_not_responding(world: World) -> None:
    await with_maria(world, "tom")
    await transfer.to_person(world.segue.env, world.users["maria"], "c1", "usr_tom", "")
    world.clock.forward(seconds=31)
    await world.segue.step()
    found = await world.segue.store.read(PresenceOf("default", "usr_tom"))
    assert found.presence is Presence.NOT_RESPONDING


async def test_who_is_not_at_work_is_not_asked(world: World) -> None:
    await with_maria(world, "tom", online=False)
    with pytest.raises(AgentUnavailable, match="Tom is offline"):
        await transfer.to_person(world.segue.env, world.users["maria"], "c1", "usr_tom", "", anyway=True)


async def test_who_lacks_what_is_required_is_asked_only_anyway(world: World) -> None:
    await world.hire("ann", skills={"billing": 3})
    await world.hire("tom", skills={"billing": 1})
    await world.start()
    await world.customer("you charged me twice, there is a wrong amount on my invoice")
    await world.segue.step()
    await serve.accept(world.segue.env, world.users["ann"], (await world.handoff()).id)
    with pytest.raises(DoesNotFit, match="Tom has billing 1, needs 3"):
        await transfer.to_person(world.segue.env, world.users["ann"], "c1", "usr_tom", "")
    done = await transfer.to_person(world.segue.env, world.users["ann"], "c1", "usr_tom", "", anyway=True)
    assert done.handoff.transfer is not None


async def test_a_stranger_nobody_and_oneself_are_refused(world: World) -> None:
    await with_maria(world, "tom")
    with pytest.raises(NotTheOwner):
        await transfer.to_person(world.segue.env, world.users["tom"], "c1", "usr_maria", "")
    for name in ("usr_nobody", "usr_maria"):
        with pytest.raises(Invalid):
            await transfer.to_person(world.segue.env, world.users["maria"], "c1", name, "")


# to a queue


async def test_a_transfer_to_a_queue_keeps_the_age_and_asks_what_that_queue_asks(world: World) -> None:
    before = await with_maria(world, "tom")
    world.clock.forward(seconds=20)
    done = await transfer.to_queue(world.segue.env, world.users["maria"], "c1", "billing", "Two invoices.")
    after = done.handoff
    assert (after.state, after.queue, after.agent) == (State.QUEUED, "billing", "")
    assert (after.queued_at, after.entered_at) == (before.queued_at, world.clock.now())
    assert (dict(after.requires), after.before, after.gave_away) == ({"billing": 3}, ("usr_maria",), ("usr_maria",))
    assert await world.owner() == "queue:billing"
    assert (await world.told())[-1].startswith("Maria from Care is passing you on to Billing")
    assert await used(world, "maria") == 0

    await world.segue.step()
    reserved = await world.handoff()
    assert (reserved.state, reserved.agent) == (State.RESERVED, "usr_tom")
    taken = await serve.accept(world.segue.env, world.users["tom"], reserved.id)
    assert (taken.agent, taken.transfer) == ("usr_tom", None)
    assert await world.owner() == "human:usr_tom"


async def test_who_gave_it_away_is_not_asked_again(world: World) -> None:
    await with_maria(world)
    maria = world.users["maria"]
    await world.hire("ben", skills={"billing": 5}, online=True)
    await presence.set_presence(world.segue.env, world.users["ben"], Presence.BUSY, "")
    await world.hire("maria", team="Care", skills={"billing": 5})
    await transfer.to_queue(world.segue.env, maria, "c1", "billing", "")
    await world.segue.step()
    assert (await world.handoff()).state is State.QUEUED


async def test_nobody_takes_it_and_it_comes_back_with_a_word(world: World) -> None:
    await with_maria(world, "ben")
    await presence.set_presence(world.segue.env, world.users["ben"], Presence.BUSY, "")
    await transfer.to_queue(world.segue.env, world.users["maria"], "c1", "billing", "")
    for _ in range(31):
        world.clock.forward(minutes=1)
        for name in ("maria", "ben"):
            await presence.heartbeat(world.segue.env, world.users[name])
        await world.segue.step()
    back = await world.handoff()
    assert (back.state, back.agent, back.queue, back.transfer) == (State.ACTIVE, "usr_maria", "general", None)
    assert (await events(world))[-1] == "returned"
    assert (await world.told())[-1].startswith("Nobody from Billing could join, so Maria from Care is helping you")
    assert await world.owner() == "human:usr_maria"


async def test_the_team_goes_home_and_it_comes_back_at_once(world: World) -> None:
    await with_maria(world, "ben")
    await presence.set_presence(world.segue.env, world.users["ben"], Presence.BUSY, "")
    await transfer.to_queue(world.segue.env, world.users["maria"], "c1", "billing", "")
    await presence.set_presence(world.segue.env, world.users["ben"], Presence.OFFLINE, "")
    world.clock.forward(seconds=61)
    await presence.heartbeat(world.segue.env, world.users["maria"])
    await world.segue.step()
    assert ((await world.handoff()).agent, (await events(world))[-1]) == ("usr_maria", "returned")


async def test_nobody_takes_it_and_the_first_human_has_gone_so_it_is_a_ticket(world: World) -> None:
    await with_maria(world, "ben")
    await presence.set_presence(world.segue.env, world.users["ben"], Presence.BUSY, "")
    await transfer.to_queue(world.segue.env, world.users["maria"], "c1", "billing", "")
    for name in ("maria", "ben"):
        await presence.set_presence(world.segue.env, world.users[name], Presence.OFFLINE, "")
    world.clock.forward(seconds=61)
    await world.segue.step()
    assert (await world.handoff()).state is State.TICKETED
    assert [one.queue for one in await world.segue.store.read(FollowUps("default"))] == ["billing"]
    assert await world.owner() == "bot"


async def test_the_first_human_is_full_by_then_so_the_customer_keeps_the_place_in_line(world: World) -> None:
    await with_maria(world, "ben")
    maria = world.users["maria"]
    await presence.set_presence(world.segue.env, world.users["ben"], Presence.BUSY, "")
    await transfer.to_queue(world.segue.env, maria, "c1", "billing", "")
    await world.hire("maria", team="Care", capacity=1)
    await world.start("c2", channel="widget", visitor="v2")
    await world.with_human("maria", "c2")
    for _ in range(31):
        world.clock.forward(minutes=1)
        for name in ("maria", "ben"):
            await presence.heartbeat(world.segue.env, world.users[name])
            await serve.note(world.segue.env, maria, "c2", "x", f"n{world.clock.now()}{name}")
        await world.customer("still there?", "c2")
        await world.segue.step()
    assert (await world.handoff()).state is State.QUEUED
    assert await used(world, "maria") == 1


async def test_a_closed_queue_is_refused_and_anyway_leaves_a_ticket_there(world: World) -> None:
    await with_maria(world)  # nobody at work has billing 3
    with pytest.raises(DoesNotFit, match="Billing has nobody at work"):
        await transfer.to_queue(world.segue.env, world.users["maria"], "c1", "billing", "")
    assert await world.owner() == "human:usr_maria"
    done = await transfer.to_queue(world.segue.env, world.users["maria"], "c1", "billing", "", anyway=True)
    assert (done.handoff.state, done.notice) == (State.TICKETED, "It is a ticket of Billing now.")
    assert await world.owner() == "bot"


async def test_a_queue_of_tickets_gets_a_ticket(world: World) -> None:
    await with_maria(world)
    done = await transfer.to_queue(world.segue.env, world.users["maria"], "c1", "letters", "")
    assert (done.handoff.state, done.handoff.queue) == (State.TICKETED, "letters")


async def test_an_unknown_queue_and_the_same_one_are_refused(world: World) -> None:
    await with_maria(world)
    for name in ("nowhere", "general"):
        with pytest.raises(Invalid):
            await transfer.to_queue(world.segue.env, world.users["maria"], "c1", name, "")


# races


async def test_the_customer_ends_it_while_somebody_is_asked(world: World) -> None:
    handoff = await with_maria(world, "tom")
    await transfer.to_person(world.segue.env, world.users["maria"], "c1", "usr_tom", "")
    await converse.end(world.segue.env, "default", "c1", Role.END_USER)
    with pytest.raises(AlreadyTaken):
        await serve.accept(world.segue.env, world.users["tom"], handoff.id)
    assert (await world.handoff()).transfer is None


async def test_the_first_human_is_lost_while_somebody_is_asked(world: World) -> None:
    await with_maria(world, "tom", "ben")
    await transfer.to_person(world.segue.env, world.users["maria"], "c1", "usr_tom", "")
    await presence.switch_off(world.segue.env, "default", "usr_maria", "connection lost")
    lost = await world.handoff()
    assert (lost.state, lost.transfer, lost.sticky) == (State.QUEUED, None, "usr_tom")
    assert (await world.told())[-1].startswith("The connection to Maria from Care was lost")
    await world.segue.step()
    assert (await world.handoff()).agent == "usr_tom"


async def test_accepted_and_taken_back_in_the_same_moment(world: World) -> None:
    handoff = await with_maria(world, "tom")
    env, maria, tom = world.segue.env, world.users["maria"], world.users["tom"]
    await transfer.to_person(env, maria, "c1", "usr_tom", "")
    outcomes = await asyncio.gather(
        serve.accept(env, tom, handoff.id), transfer.withdraw(env, maria, "c1"), return_exceptions=True
    )
    assert sum(isinstance(one, AlreadyTaken) for one in outcomes) == 1
    after = await world.handoff()
    assert (after.state, after.transfer) == (State.ACTIVE, None)
    assert await world.owner() == f"human:{after.agent}"


async def test_an_account_that_is_switched_off_gives_its_customers_back(world: World) -> None:
    await with_maria(world)
    await people.disable_user(world.segue.store, world.clock, "default", "usr_maria")
    await presence.switch_off(world.segue.env, "default", "usr_maria", "account switched off")
    assert (await world.handoff()).state is State.QUEUED
    assert "The connection to Maria" in (await world.told())[-1]


# by hand


async def waiting(world: World) -> Handoff:
    await world.hire("maria", online=False)
    await world.hire("ben", skills={"billing": 3})
    await presence.set_presence(world.segue.env, world.users["ben"], Presence.BUSY, "")
    await world.start()
    await world.customer("I want to talk to a human please")
    await world.segue.step()
    found = await world.handoff()
    assert found.state is State.QUEUED
    return found


async def test_two_tabs_accept_once_and_a_late_decline_is_refused(world: World) -> None:
    await world.hire("maria")
    await world.start()
    handoff = await world.with_human("maria")
    log = await world.log()
    again = await serve.accept(world.segue.env, world.users["maria"], handoff.id)
    assert (again.state, await world.log()) == (State.ACTIVE, log)
    with pytest.raises(AlreadyTaken, match="accepted this conversation already"):
        await serve.decline(world.segue.env, world.users["maria"], handoff.id)
    assert await world.log() == log


async def test_declined_with_a_reason_that_only_the_team_reads(world: World) -> None:
    await world.hire("maria")
    await world.start()
    await world.customer("I want to talk to a human please")
    await world.segue.step()
    handoff = await world.handoff()
    await serve.decline(world.segue.env, world.users["maria"], handoff.id, "I know this customer")
    await serve.decline(world.segue.env, world.users["maria"], handoff.id, "twice")
    last = (await world.log())[-1]
    assert (last.data["event"], last.data["why"]) == ("reservation_declined", "I know this customer")
    assert not visible(last, Audience.CUSTOMER)
    assert (await world.handoff()).queued_at == handoff.queued_at


async def test_who_lets_a_reservation_expire_is_not_asked_again_until_back(world: World) -> None:
    maria = await world.hire("maria")
    await world.start()
    await world.customer("I want to talk to a human please")
    await world.segue.step()
    world.clock.forward(seconds=31)
    await presence.heartbeat(world.segue.env, maria)
    await world.segue.step()
    for _ in range(4):
        world.clock.forward(seconds=61)
        await presence.heartbeat(world.segue.env, maria)
        await world.segue.step()
    assert (await world.segue.store.read(PresenceOf("default", maria.id))).presence is Presence.NOT_RESPONDING
    assert "reserved" not in (await events(world))[(await events(world)).index("reservation_expired") :]


async def test_a_waiting_customer_is_picked_by_hand_beyond_capacity_with_a_notice(world: World) -> None:
    handoff = await waiting(world)
    await world.hire("tom", capacity=1)
    await world.start("c2", channel="widget", visitor="v2")
    await serve.take(world.segue.env, world.users["tom"], "c2")
    done = await by_hand.pick(world.segue.env, world.users["tom"], handoff.id)
    assert (done.handoff.state, done.handoff.agent) == (State.ACTIVE, "usr_tom")
    assert done.notice == "Tom has 2 of 1 units in use now."
    assert (await by_hand.pick(world.segue.env, world.users["tom"], handoff.id)).handoff.agent == "usr_tom"
    with pytest.raises(AlreadyTaken):
        await by_hand.pick(world.segue.env, world.users["maria"], handoff.id)


async def test_who_lacks_the_skill_picks_only_anyway(world: World) -> None:
    await world.hire("ben", skills={"billing": 3})
    await presence.set_presence(world.segue.env, world.users["ben"], Presence.BUSY, "")
    await world.hire("tom", skills={"billing": 1})
    await world.start()
    await world.customer("you charged me twice, there is a wrong amount on my invoice")
    handoff = await world.handoff()
    assert (handoff.queue, handoff.state) == ("billing", State.QUEUED)
    with pytest.raises(DoesNotFit, match="Tom has billing 1, needs 3"):
        await by_hand.pick(world.segue.env, world.users["tom"], handoff.id)
    done = await by_hand.pick(world.segue.env, world.users["tom"], handoff.id, anyway=True)
    assert done.handoff.agent == "usr_tom"


async def test_a_supervisor_assigns_reassigns_and_takes_back(world: World) -> None:
    handoff = await waiting(world)
    sam, tom = await world.hire("sam"), await world.hire("tom")
    await presence.set_presence(world.segue.env, sam, Presence.BUSY, "")
    env = world.segue.env
    done = await by_hand.assign(env, sam, handoff.id, "usr_tom")
    assert (done.handoff.state, done.handoff.agent) == (State.RESERVED, "usr_tom")
    revoked = await by_hand.revoke(env, sam, handoff.id)
    assert (revoked.state, revoked.refused_by) == (State.QUEUED, ("usr_tom",))
    with pytest.raises(AlreadyTaken):
        await serve.accept(env, tom, handoff.id)
    now = await by_hand.assign(env, sam, handoff.id, "usr_tom", at_once=True)
    assert (now.handoff.state, now.handoff.agent) == (State.ACTIVE, "usr_tom")
    asked = await by_hand.assign(env, sam, handoff.id, "usr_ben")
    assert asked.handoff.transfer is not None
    assert (asked.handoff.agent, asked.handoff.transfer.to) == ("usr_tom", "usr_ben")
    moved = await by_hand.assign(env, sam, handoff.id, "usr_ben", at_once=True)
    assert (moved.handoff.agent, moved.handoff.before) == ("usr_ben", ("usr_tom",))
    assert (await world.told())[-1].startswith("Ben will help you")


async def test_a_supervisor_cancels_and_the_bot_speaks_again(world: World) -> None:
    handoff = await waiting(world)
    ended = await by_hand.cancel(world.segue.env, world.users["ben"], handoff.id, "Asked twice, see c7.")
    assert ended.state is State.CANCELLED
    assert await world.owner() == "bot"
    assert (await world.told())[-1].startswith("I have stopped looking for a person")
    assert (await world.log())[-1].kind is Kind.HANDED_BACK


async def test_what_a_human_has_is_not_cancelled(world: World) -> None:
    handoff = await with_maria(world)
    with pytest.raises(Refused, match="only they can hand it back"):
        await by_hand.cancel(world.segue.env, world.users["maria"], handoff.id)
    assert await world.owner() == "human:usr_maria"
