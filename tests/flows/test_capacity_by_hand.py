"""Several customers, few people with little room: whatever they hand on to each other, the router fills nobody up."""

from __future__ import annotations

import asyncio
from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st
from test_invariants import new_world

from fakes.world import World
from segue.domain.errors import Invalid, NotFound, Refused
from segue.domain.lifecycle import OUTCOMES, Event, State
from segue.domain.routing.agents import Presence
from segue.flows import by_hand, presence, serve, transfer
from segue.ports.conversations import HandoffsOf
from segue.ports.people import AgentLoads, User

PEOPLE = ("maria", "tom", "ben")
CHATS = ("c1", "c2", "c3", "c4")

steps = st.one_of(
    st.tuples(
        st.sampled_from(["accept", "decline", "ask", "to billing", "pick", "assign", "finish", "revoke", "withdraw"]),
        st.sampled_from(PEOPLE),
        st.sampled_from(CHATS),
    ),
    st.tuples(st.sampled_from(["leave", "online", "busy"]), st.sampled_from(PEOPLE), st.just("")),
    st.tuples(st.just("wait"), st.sampled_from(["1", "31", "61", "1900"]), st.just("")),
)
Step = tuple[str, str, str]


async def small_team() -> World:
    world = await new_world()
    await world.hire("ben", capacity=2, skills={"billing": 3})
    for number, chat in enumerate(CHATS[1:], 2):
        await world.start(chat, channel="widget", visitor=f"v{number}")
    for chat in CHATS:
        await world.customer("I want to talk to a human please", chat)
    await world.segue.step()
    for handoff in await world.open_handoffs():
        if handoff.state is State.RESERVED:
            await serve.accept(
                world.segue.env, {one.id: one for one in world.users.values()}[handoff.agent], handoff.id
            )
    return world


async def do(world: World, action: str, name: str, chat: str) -> str:
    """Whoever may act on that chat does; `name` is whom they choose. Answers with the id of who got it by hand."""
    env = world.segue.env
    if action == "wait":
        world.clock.forward(seconds=float(name))
        for one in PEOPLE:  # their desks are open
            await presence.heartbeat(env, world.users[one])
        await world.segue.step()
    elif action == "leave":
        await presence.switch_off(env, "default", world.users[name].id, "gone")
    elif action in {"online", "busy"}:
        await presence.set_presence(env, world.users[name], Presence(action), "")
    else:
        handoff = (await world.segue.loaded(chat)).handoff
        if handoff is None:
            return ""
        asked = handoff.transfer.to if handoff.state is State.ACTIVE and handoff.transfer else ""
        who = {one.id: one for one in world.users.values()}
        actor = who.get((asked or handoff.agent) if action in {"accept", "decline"} else handoff.agent)
        if action in {"pick", "assign"} or actor is None:
            actor = world.users[name]
        await hand_on(world, action, actor, world.users[name].id, handoff.id, chat)
        if action in {"pick", "assign"} or (action == "accept" and asked):
            return actor.id
    return ""


async def hand_on(world: World, action: str, user: User, other: str, handoff: str, chat: str) -> None:
    env, sam = world.segue.env, world.users["sam"]
    does = {
        "accept": lambda: serve.accept(env, user, handoff),
        "decline": lambda: serve.decline(env, user, handoff),
        "ask": lambda: transfer.to_person(env, user, chat, other, "", anyway=True),
        "to billing": lambda: transfer.to_queue(env, user, chat, "billing", ""),
        "pick": lambda: by_hand.pick(env, user, handoff, anyway=True),
        "assign": lambda: by_hand.assign(env, sam, handoff, user.id, at_once=True, anyway=True),
        "revoke": lambda: by_hand.revoke(env, sam, handoff),
        "withdraw": lambda: transfer.withdraw(env, user, chat),
        "finish": lambda: serve.finish(env, user, chat, Event.RESOLVED),
    }
    await does[action]()


@settings(max_examples=60, deadline=None)
@given(st.lists(steps, max_size=25))
def test_nobody_is_beyond_capacity_except_by_hand(sequence: list[Step]) -> None:
    async def run() -> None:
        world = await small_team()
        by_hands = Counter[str]()
        for action, name, chat in sequence:
            try:
                by_hands[await do(world, action, name, chat)] += 1  # two agreed on it, or one did it knowingly
            except (Refused, NotFound, Invalid):
                continue
            for load in await world.segue.store.read(AgentLoads("default", world.clock.now())):
                assert load.units_used <= load.user.capacity + by_hands[load.user.id]

    asyncio.run(run())


@settings(max_examples=40, deadline=None)
@given(st.lists(steps, max_size=15))
def test_left_alone_everything_ends(sequence: list[Step]) -> None:
    async def run() -> None:
        world = await small_team()
        for action, name, chat in sequence:
            try:
                await do(world, action, name, chat)
            except (Refused, NotFound, Invalid):
                continue
        for _ in range(40):
            world.clock.forward(minutes=2)
            await world.segue.step()
        for chat in CHATS:
            for handoff in await world.segue.store.read(HandoffsOf("default", chat)):
                assert handoff.state in OUTCOMES

    asyncio.run(run())
