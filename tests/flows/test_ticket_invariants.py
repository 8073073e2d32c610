"""Whatever happens in whatever order: where no human is there, a ticket stands and the customer has been told."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from fakes.clock import FakeClock
from fakes.memory_store import MemoryStore
from fakes.world import POLICY, World
from segue.app import Segue
from segue.domain.conversation import Kind, Role
from segue.domain.errors import NotFound, Refused
from segue.domain.follow_up import FollowUp
from segue.domain.lifecycle import Event, State
from segue.domain.routing.agents import ON_SHIFT, Presence
from segue.flows import converse, presence, serve
from segue.flows.deadlines import settle_abandoned
from segue.flows.env import Env
from segue.flows.policies import Policies
from segue.ports.conversations import FollowUps, HandoffsOf
from segue.ports.people import AgentLoads
from segue.settings import Settings

SLOW = POLICY.replace(
    "general: {title: Customer care, reserve_for: 30s}",
    "general: {title: Customer care, reserve_for: 30s, sla: {first_response: 2m, ticket_response: 8h},"
    " when_full: {longer_than: 1s, then: [wait, ticket, email, callback, bot]}}",
)
SAID = (
    "where is my parcel",
    "I want to talk to a human please",
    "yes",
    "no thanks",
    "ana@example.org",
    "+49 30 1234567",
)
CHOICES = ("human", "wait", "ticket", "email", "callback", "bot")
BY_CUSTOMER = ("say", "choose", "leave number", "close the tab")

actions = st.one_of(
    st.tuples(st.just("say"), st.sampled_from(SAID)),
    st.tuples(st.just("choose"), st.sampled_from(CHOICES)),
    st.tuples(st.just("pass"), st.sampled_from([1, 31, 61, 400, 2000])),
    st.tuples(st.sampled_from(["online", "away", "offline"]), st.just("")),
    st.tuples(st.sampled_from(["accept", "take", "hand back", "leave number", "close the tab"]), st.just("")),
)


async def new_world() -> World:
    """Maria has served five customers before, so that the wait for her is known; one is with her now."""
    store, clock = MemoryStore(), FakeClock()
    policies = Policies(store, clock)
    numbers = iter(range(10**6))
    env = Env(store, clock, policies, lambda prefix: f"{prefix}_{next(numbers)}", bot=lambda _: None)
    world = World(Segue(env, Settings()), clock)
    await policies.adopt("default", SLOW, "test")
    maria = await world.hire("maria", capacity=1)
    for number in range(6):
        await world.start(f"p{number}")
        await world.with_human(conversation=f"p{number}")
        if number < 5:
            clock.forward(minutes=2)
            await presence.heartbeat(env, maria)
            await serve.finish(env, maria, f"p{number}", Event.RESOLVED)
    await world.start("c1", channel="widget", visitor="v1")
    return world


async def do(world: World, action: str, detail: str | int) -> None:
    env, maria = world.segue.env, world.users["maria"]
    loaded = await world.segue.loaded("c1")
    if action == "say":
        await world.customer(str(detail))
    elif action == "choose":
        offer = loaded.conversation.offer
        await converse.answer_offer(env, "default", "c1", offer.id if offer else "none", str(detail))
    elif action == "leave number":
        await converse.leave_address(env, "default", "c1", phone="+49 30 1234567")
    elif action == "close the tab":
        await converse.seen_away(env, "default", "c1")
    elif action == "pass":
        world.clock.forward(seconds=float(detail))
        await world.segue.step()
    elif action == "accept":
        await serve.accept(env, maria, loaded.handoff.id if loaded.handoff else "none")
    elif action == "take":
        await serve.take(env, maria, "c1")
    elif action == "hand back":
        await serve.finish(env, maria, "c1", Event.HANDED_BACK)
    else:
        await presence.set_presence(env, maria, Presence(action), "")
        await settle_abandoned(env)


async def tickets(world: World) -> dict[str, FollowUp]:
    found = await world.segue.store.read(FollowUps("default", include_closed=True))
    return {one.id: one for one in found if one.conversation == "c1"}


async def check(world: World, action: str, before: dict[str, FollowUp]) -> None:
    after, log = await tickets(world), await world.log()
    steps = [entry for entry in log if entry.kind is Kind.HANDOFF and entry.role is Role.SYSTEM]
    for handoff in await world.segue.store.read(HandoffsOf("default", "c1")):
        if handoff.state in {State.TICKETED, State.EMAILED}:
            assert any(one.queue == handoff.queue for one in after.values())
            assert next(e for e in reversed(steps) if e.data["id"] == handoff.id).text
        if handoff.state is State.ACTIVE:
            assert not any(one.is_open and one.queue == handoff.queue for one in after.values())
    queues = [one.queue for one in after.values() if one.is_open]
    assert len(queues) == len(set(queues))  # who asks again has no second ticket
    handoff = (await world.segue.loaded("c1")).handoff
    loads = await world.segue.store.read(AgentLoads("default", world.clock.now()))
    if not any(load.presence.presence in ON_SHIFT for load in loads) and action != "pass":
        assert handoff is None or handoff.state in {State.OFFERED, State.ACTIVE}
    if any(one.is_open and one.waits_live for one in after.values()):
        assert handoff is not None
        assert handoff.state in {State.QUEUED, State.RESERVED}
    if action in BY_CUSTOMER:
        for id_, ticket in before.items():
            free = {"channel": "", "email": "", "phone": "", "kind": "", "handoff": ""}
            assert replace(ticket, **free) == replace(after[id_], **free)


@settings(max_examples=200, deadline=None)
@given(st.lists(actions, max_size=20))
def test_a_ticket_stands_the_customer_is_told_and_choices_change_nothing_else(
    sequence: list[tuple[str, str | int]],
) -> None:
    async def run() -> None:
        world = await new_world()
        for action, detail in sequence:
            before = await tickets(world)
            try:
                await do(world, action, detail)
            except (Refused, NotFound):
                continue
            await check(world, action, before)

    asyncio.run(run())
