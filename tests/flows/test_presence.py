"""Presence from the desk to the router: shifts, breaks, draining, and people who do not respond."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import Any

import pytest

from fakes.world import World
from segue.domain.errors import AgentUnavailable, Invalid
from segue.domain.hours import WEEKDAYS
from segue.domain.lifecycle import Event, State
from segue.domain.routing.agents import Agent, Presence
from segue.domain.work_time import WorkTime
from segue.flows import presence, serve
from segue.flows.outlook import floor
from segue.flows.work_times import read_works
from segue.ports.conversations import AgentGuard
from segue.ports.people import PresenceOf

ASK = "I want to talk to a human please"
# The clock of the tests stands at a Monday, 09:00 in UTC, which is 10:00 in Berlin.
SHIFT = WorkTime(
    "Europe/Berlin",
    dict.fromkeys(WEEKDAYS[:5], ((time(9), time(17)),)),
    dict.fromkeys(WEEKDAYS[:5], ((time(12), time(12, 30)),)),
)


def to(world: World, hour: int, minute: int = 0) -> None:
    """Somewhen on that Monday, in UTC."""
    world.clock._now = datetime(2026, 11, 16, hour, minute, tzinfo=UTC)


async def agent(world: World, name: str = "maria") -> Agent:
    return next(a for a in (await floor(world.segue.env, "default")).agents if a.id == f"usr_{name}")


async def stored(world: World, name: str = "maria") -> tuple[Presence, str]:
    found = await world.segue.store.read(PresenceOf("default", f"usr_{name}"))
    return found.presence, found.reason


async def beat(world: World) -> None:
    """The desks are open: they are heard of."""
    for user in world.users.values():
        await presence.heartbeat(world.segue.env, user)


async def step(world: World) -> None:
    await beat(world)
    await world.segue.step()


async def test_a_shift_reaches_the_router_with_its_end(world: World) -> None:
    await world.hire("maria", works=SHIFT)
    working = await agent(world)
    assert (working.presence, working.until) == (Presence.ONLINE, datetime(2026, 11, 16, 11, tzinfo=UTC))
    to(world, 11, 10)
    assert (await agent(world)).presence is Presence.AWAY
    assert (await agent(world)).back_at == datetime(2026, 11, 16, 11, 30, tzinfo=UTC)
    assert await stored(world) == (Presence.ONLINE, "")  # nobody is changed by a break


async def test_public_holidays_of_the_place_count(world: World) -> None:
    works = read_works({"timezone": "Europe/Berlin", "shifts": {"fri": ["09:00-17:00"]}, "holidays": "DE-BY"})
    await world.hire("maria", works=works)
    world.clock._now = datetime(2026, 12, 25, 9, tzinfo=UTC)
    await presence.set_presence(world.segue.env, world.users["maria"], Presence.ONLINE, "")
    assert (await agent(world)).presence is Presence.OFFLINE


async def test_during_a_break_nothing_new_comes_and_afterwards_it_does(world: World) -> None:
    await world.hire("maria", works=SHIFT)
    tom = await world.hire("tom")
    await presence.set_presence(world.segue.env, tom, Presence.BUSY, "")  # so that there is somebody to wait for
    await world.start()
    await world.customer(ASK)
    to(world, 11, 5)
    await step(world)
    assert (await world.handoff()).state is State.QUEUED
    to(world, 11, 30)
    await step(world)
    assert (await world.handoff()).state is State.RESERVED


async def test_at_the_end_of_a_shift_the_open_conversation_is_ended_and_then_the_day(world: World) -> None:
    to(world, 15, 50)
    maria = await world.hire("maria", works=SHIFT)
    await world.start()
    await world.with_human()
    to(world, 16, 5)
    await step(world)
    assert (await agent(world)).presence is Presence.DRAINING
    assert await stored(world) == (Presence.ONLINE, "")
    await serve.finish(world.segue.env, maria, "c1", Event.HANDED_BACK)
    world.clock.forward(minutes=10)  # wrap-up is over
    await step(world)
    assert await stored(world) == (Presence.OFFLINE, "end of the shift")


async def test_who_comes_early_is_there_when_the_shift_begins(world: World) -> None:
    await world.hire("maria", works=SHIFT, online=False)
    to(world, 7, 50)
    await presence.set_presence(world.segue.env, world.users["maria"], Presence.ONLINE, "")
    await step(world)
    assert (await agent(world)).presence is Presence.OFFLINE
    to(world, 8)
    await step(world)
    assert (await agent(world)).presence is Presence.ONLINE


async def test_who_chooses_to_drain_keeps_what_there_is_and_goes_with_it(world: World) -> None:
    maria = await world.hire("maria")
    await world.start()
    await world.with_human()
    await presence.set_presence(world.segue.env, maria, Presence.DRAINING, "dentist")
    await world.start("c2")
    await world.customer(ASK, "c2")
    await step(world)
    assert (await world.handoff("c1")).state is State.ACTIVE
    assert (await world.handoff("c2")).state is not State.RESERVED
    await serve.finish(world.segue.env, maria, "c1", Event.HANDED_BACK)
    world.clock.forward(minutes=10)
    await step(world)
    assert await stored(world) == (Presence.OFFLINE, "done")


async def test_somebody_who_does_not_respond_is_not_asked_again_until_they_say_so(world: World) -> None:
    maria = await world.hire("maria")
    for conversation in ("c1", "c2"):
        await world.start(conversation)
        await world.customer(ASK, conversation)
    await step(world)
    assert {h.state for h in await world.open_handoffs()} == {State.RESERVED}
    version = world.segue.env.bell.version("default")
    await presence.not_responding(world.segue.env, "default", maria.id)
    assert await stored(world) == (Presence.NOT_RESPONDING, presence.UNANSWERED)
    assert world.segue.env.bell.version("default") > version  # the desk is told
    assert all(h.agent != maria.id for h in await world.open_handoffs())  # the other reservation is revoked as well
    await step(world)
    assert (await agent(world)).presence is Presence.NOT_RESPONDING
    assert not [h for h in await world.open_handoffs() if h.state is State.RESERVED]
    await presence.set_presence(world.segue.env, maria, Presence.ONLINE, "")
    assert (await agent(world)).presence is Presence.ONLINE


async def test_a_conversation_goes_on_with_somebody_who_did_not_respond_to_another(world: World) -> None:
    maria = await world.hire("maria")
    await world.start()
    await world.with_human()
    await presence.not_responding(world.segue.env, "default", maria.id)
    assert (await world.handoff()).agent == maria.id
    assert (await world.handoff()).state is State.ACTIVE


async def test_who_took_themselves_off_meanwhile_stays_as_they_chose(world: World) -> None:
    maria = await world.hire("maria")
    await presence.set_presence(world.segue.env, maria, Presence.AWAY, "lunch")
    await presence.not_responding(world.segue.env, "default", maria.id)
    assert await stored(world) == (Presence.AWAY, "lunch")


async def test_nobody_chooses_not_responding(world: World) -> None:
    maria = await world.hire("maria")
    with pytest.raises(Invalid, match="online, away, busy, wrap_up, draining, offline") as refused:
        await presence.set_presence(world.segue.env, maria, Presence.NOT_RESPONDING, "")
    assert refused.value.details["field"] == "presence"


@pytest.mark.parametrize("chosen", [p for p in Presence if p is not Presence.ONLINE])
async def test_nothing_is_committed_to_anybody_who_is_not_online(world: World, chosen: Presence) -> None:
    """The planner may have seen them online a moment ago: what is stored decides."""
    maria = await world.hire("maria")
    await world.start()
    await world.customer(ASK)
    if chosen is Presence.NOT_RESPONDING:
        await presence.not_responding(world.segue.env, "default", maria.id)
    else:
        await presence.set_presence(world.segue.env, maria, chosen, "")
    with pytest.raises(AgentUnavailable, match=f"Maria is {chosen}"):
        await reserve(world, maria.id)


async def reserve(world: World, agent_id: str) -> Any:
    from segue.domain.moves import humans
    from segue.flows.change import Work, change

    async def act(work: Work) -> None:
        work.guard = AgentGuard(agent_id, 1, work.draft.now)
        humans.reserve(work.draft, serve.human(world.users["maria"]), work.draft.now, {})

    return await change(world.segue.env, "default", "c1", act)
