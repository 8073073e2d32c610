"""Whatever happens in whatever order, these stay true."""

from __future__ import annotations

import asyncio
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from fakes.clock import FakeClock
from fakes.memory_store import MemoryStore
from fakes.world import POLICY, World
from segue.app import Segue
from segue.domain.conversation import Entry, Kind, OwnerKind, Role
from segue.domain.deadlines import DeadlineKind
from segue.domain.errors import Invalid, NotFound, Refused
from segue.domain.lifecycle import OPEN, OUTCOMES, TERMINAL, Event, State, Urgency
from segue.domain.routing.agents import Presence
from segue.flows import by_hand, converse, presence, serve, transfer
from segue.flows.env import Env
from segue.flows.policies import Policies
from segue.ports.conversations import FollowUps, HandoffsOf
from segue.ports.people import User
from segue.settings import Settings

SAID = ("where is my parcel", "agent", "I want to talk to a human please", "yes", "no thanks", "you charged me twice")
PEOPLE = ("maria", "tom")

Step = tuple[str, str | int | None]

BY_PEOPLE = (
    *("accept", "decline", "speak", "take", "hand back", "resolve", "leave", "online", "busy", "offline"),
    *("ask", "to billing", "to letters", "withdraw", "pick", "assign", "assign at once", "revoke", "cancel"),
)
CHOICES = ("choose human", "choose bot", "choose email", "choose wait", "choose ticket")

actions = st.one_of(
    st.tuples(st.just("customer"), st.sampled_from(SAID)),
    st.tuples(st.just("bot"), st.sampled_from(["Try a new bulb.", "I am not sure.", ""])),
    st.tuples(st.just("wait"), st.sampled_from([1, 25, 31, 61, 400, 2000])),
    st.tuples(st.sampled_from(BY_PEOPLE), st.sampled_from(PEOPLE)),
    st.tuples(st.sampled_from(CHOICES), st.none()),
    st.tuples(st.sampled_from(["request", "call off", "pick up", "end"]), st.none()),
)


async def new_world() -> World:
    store, clock = MemoryStore(), FakeClock()
    policies = Policies(store, clock)
    numbers = iter(range(10**6))
    env = Env(store, clock, policies, lambda prefix: f"{prefix}_{next(numbers)}", bot=lambda _: None)
    segue = Segue(env, Settings())
    await policies.adopt("default", POLICY, "test")
    world = World(segue, clock)
    for name in PEOPLE:
        await world.hire(name, capacity=1, skills={"billing": 4})
    await world.hire("sam", online=False)
    await world.start("c1", channel="widget", visitor="v1")
    return world


async def begun(world: World, how: str) -> None:
    """From the bot, or from somewhere on the way, so that what comes later is reached as well."""
    if how == "bot":
        return
    await world.with_human("maria")
    if how == "asked":
        await transfer.to_person(world.segue.env, world.users["maria"], "c1", world.users["tom"].id, "")
    elif how == "in another queue":
        await transfer.to_queue(world.segue.env, world.users["maria"], "c1", "billing", "")


BEGINS = st.sampled_from(["bot", "with maria", "asked", "in another queue"])


async def do(world: World, action: str, detail: str | int | None) -> None:
    if action == "customer":
        await world.customer(str(detail))
    elif action == "bot":
        await world.bot(str(detail), error="" if detail else "broken")
    elif action == "wait":
        world.clock.forward(seconds=float(detail or 0))
        await world.segue.step()
    elif action in BY_PEOPLE:
        await somebody(world, action, world.users[str(detail)])
    else:
        await asked(world, action)


async def somebody(world: World, action: str, user: User) -> None:
    """What a human agent does."""
    env, current = world.segue.env, (await world.segue.loaded("c1")).handoff
    if action in {"accept", "decline"}:
        await (serve.accept if action == "accept" else serve.decline)(env, user, current.id if current else "none")
    elif action == "speak":
        world.said += 1
        await serve.speak(env, user, "c1", "Hello", f"h{world.said}")
    elif action == "take":
        await serve.take(env, user, "c1")
    elif action in {"hand back", "resolve"}:
        await serve.finish(env, user, "c1", Event.HANDED_BACK if action == "hand back" else Event.RESOLVED)
    elif action == "leave":
        await presence.switch_off(env, "default", user.id, "gone")
    elif action in HANDED_ON:
        await handed_on(world, action, user, current.id if current else "none")
    else:
        await presence.set_presence(env, user, Presence(action), "")


HANDED_ON = frozenset(BY_PEOPLE[10:])


async def handed_on(world: World, action: str, user: User, handoff: str) -> None:
    """What people do with a customer among themselves."""
    env, sam = world.segue.env, world.users["sam"]
    other = next(one.id for name, one in world.users.items() if name in PEOPLE and one.id != user.id)
    if action == "ask":
        await transfer.to_person(env, user, "c1", other, "a note", anyway=True)
    elif action.startswith("to "):
        await transfer.to_queue(env, user, "c1", action.removeprefix("to "), "", anyway=True)
    elif action == "withdraw":
        await transfer.withdraw(env, user, "c1")
    elif action == "pick":
        await by_hand.pick(env, user, handoff, anyway=True)
    elif action.startswith("assign"):
        await by_hand.assign(env, sam, handoff, user.id, at_once="once" in action, anyway=True)
    else:
        await (by_hand.revoke if action == "revoke" else by_hand.cancel)(env, sam, handoff)


async def asked(world: World, action: str) -> None:
    """What the customer chooses, and what the bot asks for."""
    env, offer = world.segue.env, (await world.segue.loaded("c1")).conversation.offer
    if action in CHOICES:
        await converse.answer_offer(env, "default", "c1", offer.id if offer else "none", action.removeprefix("choose "))
    elif action == "request":
        await converse.request_handoff(env, "default", "c1", reason="", queue="", note="", urgency=Urgency.NORMAL)
    elif action == "call off":
        await converse.call_off(env, "default", "c1", "")
    elif action == "pick up":
        for pending in await env.store.read(FollowUps("default")):
            await serve.pick_up(env, world.users["maria"], pending.id)
    else:
        await converse.end(env, "default", "c1", Role.END_USER)


TELLS = {
    *("accepted", "taken", "agent_lost", "ticketed", "handed_back", "resolved", "customer_declined", "queued"),
    *("transferred", "transferred_to_queue", "returned", "cancelled"),
}
"""Steps that change something for the customer, who must read of each."""


def untold(log: tuple[Entry, ...]) -> list[int]:
    """Steps that nothing was said about. Being in line needs no words when a human takes it in the same moment, nor
    does another queue when it becomes a ticket there."""
    steps = [e for e in log if e.kind is Kind.HANDOFF]
    silent = [(e, after) for e, after in pairwise([*steps, None]) if e and e.data["event"] in TELLS and not e.text]
    return [
        e.seq for e, after in silent if after is None or after.data["event"] not in {"taken", "ticketed", "emailed"}
    ]


ENDS = {state.value for state in TERMINAL}


async def check(world: World) -> None:
    loaded = await world.segue.loaded("c1")
    conversation, log = loaded.conversation, await world.log()
    handoffs = await world.segue.store.read(HandoffsOf("default", "c1"))
    assert [e.seq for e in log] == list(range(1, conversation.last_seq + 1))
    assert all(before.epoch <= after.epoch for before, after in pairwise(log))
    assert untold(log) == []
    open_ones = [h for h in handoffs if h.state in OPEN]
    assert len(open_ones) <= 1
    owner = conversation.owner
    expected = {
        None: OwnerKind.BOT,
        State.QUEUED: OwnerKind.QUEUE,
        State.RESERVED: OwnerKind.QUEUE,
        State.ACTIVE: OwnerKind.HUMAN,
    }
    assert owner.kind is expected[open_ones[0].state if open_ones else None]
    if owner.kind is OwnerKind.HUMAN:
        assert owner.id == open_ones[0].agent
    if not conversation.open:
        assert not open_ones
        assert not loaded.deadlines
    if conversation.offer:
        assert log[-1].kind is not Kind.ENDED
    for handoff in handoffs:
        assert (handoff.ended_at is None) == (handoff.state in OPEN or handoff.state is State.OFFERED)
        assert handoff.transfer is None or handoff.state in OPEN
        if handoff.state is State.ACTIVE and handoff.transfer:
            assert handoff.transfer.to not in {"", handoff.agent}  # somebody else is asked
            assert DeadlineKind.TRANSFER in {one.kind for one in loaded.deadlines}
        ends = [e for e in log if e.kind is Kind.HANDOFF and e.data["id"] == handoff.id and e.data["state"] in ENDS]
        assert len(ends) == (handoff.state.value in ENDS)  # exactly one terminal state, and never out of it


@settings(max_examples=150, deadline=None)
@given(BEGINS, st.lists(actions, max_size=25))
def test_one_owner_a_gapless_log_and_one_open_handoff(begins: str, sequence: list[Step]) -> None:
    async def run() -> None:
        world = await new_world()
        await begun(world, begins)
        for action, detail in sequence:
            before = await world.log()
            try:
                await do(world, action, detail)
            except (Refused, NotFound, Invalid):  # anything else is a fault
                if action != "pick up":  # that one walks over several
                    assert await world.log() == before
            await check(world)

    asyncio.run(run())


@settings(max_examples=80, deadline=None)
@given(BEGINS, st.lists(actions, max_size=15))
def test_left_alone_every_handoff_ends(begins: str, sequence: list[Step]) -> None:
    async def run() -> None:
        world = await new_world()
        await begun(world, begins)
        for action, detail in sequence:
            try:
                await do(world, action, detail)
            except (Refused, NotFound, Invalid):
                continue
        for _ in range(40):  # everybody goes home and the page is closed
            world.clock.forward(minutes=2)
            await world.segue.step()
        for handoff in await world.segue.store.read(HandoffsOf("default", "c1")):
            assert handoff.state in OUTCOMES | {State.DECLINED, State.LAPSED}

    asyncio.run(run())
