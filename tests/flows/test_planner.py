"""One planner a workspace: its router is kept, and a plan is stored only where it is still true."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fakes.clock import FakeClock
from fakes.memory_store import MemoryStore
from fakes.world import POLICY, World
from segue.app import Segue
from segue.domain.conversation import Role
from segue.domain.errors import Refused
from segue.domain.lifecycle import Event, State
from segue.domain.routing.agents import Presence
from segue.domain.routing.experience import Experience
from segue.domain.routing.router import Finished
from segue.domain.routing.waiting import waiting_of
from segue.flows import converse, presence, serve
from segue.flows.assign import assign, assign_workspace
from segue.flows.env import Env
from segue.flows.follow_ups import offer_follow_ups
from segue.flows.leadership import SILENT_AFTER_S
from segue.flows.planner import FAILURES, Planner
from segue.flows.policies import Policies
from segue.flows.routing_desk import RoutingDesk
from segue.ports.conversations import FollowUps, LoadConversation
from segue.ports.people import SaveUser, User, UserById
from segue.ports.routing import LeaseOf, Missed, ReserveBatch, TakeLease
from segue.settings import Settings

PLEASE = "I want to talk to a human please"


class Seconds:
    """A monotonic clock that moves when told."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def another_node(env: Env, name: str, seconds: Seconds) -> Env:
    """Of the same database; it shares nothing else."""
    policies = Policies(env.store, env.clock)
    return replace(env, policies=policies, routing=RoutingDesk(name, shared=True, monotonic=seconds))


async def line(world: World, *names: str) -> None:
    for name in names:
        await world.start(name)
        await world.customer(PLEASE, name)


async def states(world: World) -> list[tuple[str, State, str]]:
    found = await world.open_handoffs()
    return sorted((one.conversation, one.state, one.agent) for one in found)


async def same_as_rebuilt(env: Env) -> None:
    """What the kept planner knows and plans is what a planner would that is made at this moment."""
    kept = env.routing.planners["default"]
    await kept.learn(env)
    rebuilt = await Planner.rebuilt(env, "default", kept.fence)
    assert kept.known() == rebuilt.known()
    now = env.clock.now()
    plans = [[(one.handoff, one.agent, one.until) for one in planner.router.plan(now)] for planner in (kept, rebuilt)]
    assert plans[0] == plans[1]


# ---- a kept router ---------------------------------------------------------------------------------------------------


async def test_the_router_is_kept_from_round_to_round_and_knows_what_one_made_anew_would(world: World) -> None:
    env = world.segue.env
    await world.hire("maria", capacity=2)
    await line(world, "c1", "c2", "c3")
    assert await assign(env) == 2
    planner = env.routing.planners["default"]
    await same_as_rebuilt(env)

    reserved = [one for one in await world.open_handoffs() if one.state is State.RESERVED]
    (third,) = [one for one in await world.open_handoffs() if one.state is State.QUEUED]
    first, second = reserved
    await serve.decline(env, world.users["maria"], first.id)
    await serve.accept(env, world.users["maria"], second.id)
    await same_as_rebuilt(env)
    await serve.finish(env, world.users["maria"], second.conversation, Event.RESOLVED, label="")
    await converse.end(env, "default", third.conversation, Role.AUTOMATED_AGENT)
    await world.hire("nils")
    await presence.set_presence(env, world.users["nils"], Presence.AWAY, "lunch")
    await same_as_rebuilt(env)
    await assign(env)
    await same_as_rebuilt(env)
    assert env.routing.planners["default"] is planner


async def test_another_policy_makes_another_router(world: World) -> None:
    env = world.segue.env
    await world.hire("maria")
    await assign(env)
    before = env.routing.planners["default"]
    await env.policies.adopt("default", POLICY.replace("reserve_for: 30s", "reserve_for: 90s"), "x")
    await line(world, "c1")
    await assign(env)
    assert env.routing.planners["default"] is not before
    reserved = await world.handoff("c1")
    assert reserved.reserved_until == world.clock.now() + timedelta(seconds=90)


async def test_a_policy_that_another_node_made_active_is_planned_by(world: World) -> None:
    here, there = world.segue.env, another_node(world.segue.env, "node-2", Seconds())
    await world.hire("maria")
    await assign(here)
    await there.policies.adopt("default", POLICY.replace("reserve_for: 30s", "reserve_for: 90s"), "x")
    await line(world, "c1")
    await assign(here)
    reserved = await world.handoff("c1")
    assert reserved.reserved_until == world.clock.now() + timedelta(seconds=90)


async def test_time_alone_frees_somebody_whose_wrap_up_ends(world: World) -> None:
    env = world.segue.env
    await env.policies.adopt("default", POLICY.replace("idle: 30m", "wrap_up: 2m"), "x")
    await world.hire("maria", capacity=1)
    await world.start("c1")
    handoff = await world.with_human("maria", "c1")
    await serve.finish(env, world.users["maria"], "c1", Event.RESOLVED)
    done = await world.handoff("c1")
    await line(world, "c2")
    assert done.wrap_up_until is not None
    assert await assign(env) == 0
    again = env.routing.planners["default"].again_at(world.clock.now())
    assert again is not None
    assert again <= done.wrap_up_until
    world.clock.forward(seconds=(done.wrap_up_until - world.clock.now()).total_seconds())
    assert await assign(env) == 1
    assert handoff.agent == "usr_maria"


# ---- between plan and commit -----------------------------------------------------------------------------------------


class Between:
    """A store in which something happens just before a batch of reservations is written."""

    def __init__(self, store: Any, happens: Any) -> None:
        self._store, self._happens = store, happens

    async def write(self, unit: Any) -> Any:
        if isinstance(unit, ReserveBatch) and self._happens:
            happens, self._happens = self._happens, None
            await happens()
        return await self._store.write(unit)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)


async def test_a_customer_who_leaves_between_plan_and_commit_is_not_reserved(world: World) -> None:
    env = world.segue.env
    await world.hire("maria")
    await line(world, "c1", "c2")

    async def leaves() -> None:
        await converse.end(env, "default", "c1", Role.END_USER)

    late = replace(env, store=Between(env.store, leaves))
    assert await assign(late) == 1
    assert [one[:2] for one in await states(world)] == [("c2", State.RESERVED)]
    await same_as_rebuilt(late)


async def test_an_agent_who_goes_or_is_filled_between_plan_and_commit_gets_nobody(world: World) -> None:
    env = world.segue.env
    await world.hire("maria", capacity=1)
    await line(world, "c1")

    async def goes() -> None:
        await presence.set_presence(env, world.users["maria"], Presence.AWAY, "lunch")

    late = replace(env, store=Between(env.store, goes))
    assert await assign(late) == 0
    assert await assign(late) == 0
    assert [one[1] for one in await states(world)] == [State.QUEUED]
    await presence.set_presence(env, world.users["maria"], Presence.ONLINE, "")
    assert await assign(late) == 1


async def test_an_answer_that_was_lost_is_no_reason_to_reserve_twice(world: World) -> None:
    """The batch was stored, and the connection broke before anybody heard of it."""
    env = world.segue.env
    for name in ("maria", "nils"):
        await world.hire(name)
    await line(world, "c1")

    class Breaks(Between):
        async def write(self, unit: Any) -> Any:
            answer = await self._store.write(unit)
            if isinstance(unit, ReserveBatch):
                raise ConnectionError("lost")
            return answer

    assert await assign(replace(env, store=Breaks(env.store, None))) == 0
    before = await states(world)
    assert [one[1] for one in before] == [State.RESERVED]
    assert await assign(env) == 0
    assert await states(world) == before


async def test_a_customer_whose_reservation_always_fails_holds_up_nobody_and_is_tried_again(world: World) -> None:
    env = world.segue.env
    await world.hire("maria", capacity=1)
    await line(world, "c1", "c2")
    tried: list[str] = []

    class Fails(Between):
        async def write(self, unit: Any) -> Any:
            if isinstance(unit, ReserveBatch):
                (one,) = unit.reservations
                tried.append(one.seen.conversation)
                if tried[-1] == tried[0]:
                    return (Missed.CUSTOMER,)
            return await self._store.write(unit)

    late = replace(env, store=Fails(env.store, None))
    for _ in range(FAILURES):
        assert await assign(late) == 0
    broken, other = tried[0], ({"c1", "c2"} - {*tried}).pop()
    assert tried == [broken] * FAILURES
    assert await assign(late) == 1
    await serve.accept(env, world.users["maria"], (await world.handoff(other)).id)
    await world.hire("nils")
    world.clock.forward(minutes=1)
    assert await assign(env) == 1, "it goes on being planned"
    assert (await world.handoff(broken)).agent == "usr_nils"


async def test_one_broken_conversation_fails_alone(world: World) -> None:
    env = world.segue.env
    await world.hire("maria")
    await line(world, "c1", "c2", "c3")
    broken = (await world.handoff("c2")).id

    class Fails(Between):
        async def write(self, unit: Any) -> Any:
            if isinstance(unit, ReserveBatch) and any(one.seen.id == broken for one in unit.reservations):
                raise ValueError("this one cannot be stored")
            return await self._store.write(unit)

    assert await assign(replace(env, store=Fails(env.store, None))) == 2
    assert [one[1] for one in await states(world)] == [State.RESERVED, State.QUEUED, State.RESERVED]


# ---- several nodes ---------------------------------------------------------------------------------------------------


async def test_of_two_nodes_one_plans_and_the_other_takes_over_when_it_falls_silent(world: World) -> None:
    seconds = Seconds()
    first, second = (another_node(world.segue.env, name, seconds) for name in ("node-1", "node-2"))
    await world.hire("maria", capacity=1)
    await world.hire("nils", capacity=1)
    await line(world, "c1")
    assert await assign(first) == 1
    await line(world, "c2")
    for _ in range(20):  # the first one gives signs of life
        seconds.now += 0.5
        await first.routing.leadership.lead(first.store, "default")
        assert await assign(second) == 0
    assert second.routing.planners == {}
    waited = seconds.now
    while not await assign(second):  # and now none
        seconds.now += 0.25
        assert seconds.now - waited <= SILENT_AFTER_S + 0.5
    assert (await world.handoff("c2")).state is State.RESERVED


async def test_a_planner_that_was_replaced_reserves_nothing_and_knows_it(world: World) -> None:
    seconds = Seconds()
    env = another_node(world.segue.env, "node-1", seconds)
    await world.hire("maria")
    await assign(env)
    await line(world, "c1")
    seen = await env.store.read(LeaseOf("default"))
    assert await env.store.write(TakeLease("default", "node-2", seen))
    assert await assign(env) == 0
    assert (await world.handoff("c1")).state is State.QUEUED
    assert env.routing.planners == {}
    assert env.routing.leadership.leads == frozenset()


async def test_a_node_that_ends_well_is_followed_at_once(world: World) -> None:
    seconds = Seconds()
    first, second = (another_node(world.segue.env, name, seconds) for name in ("node-1", "node-2"))
    await world.hire("maria")
    await assign(first)
    await line(world, "c1")
    assert await assign(second) == 0
    await first.routing.close(first.store)
    seconds.now += 0.25
    assert await assign(second) == 1


async def test_tickets_are_offered_by_the_node_that_plans_alone(world: World) -> None:
    seconds = Seconds()
    first, second = (another_node(world.segue.env, name, seconds) for name in ("node-1", "node-2"))
    await line(world, "c1", "c2")  # nobody is there: each leaves a ticket
    await world.hire("maria")
    await assign(first)
    assert await asyncio.gather(*(offer_follow_ups(node) for node in (second, first, second))) == [0, 1, 0]
    tickets = await world.segue.store.read(FollowUps("default"))
    assert sorted(one.agent for one in tickets) == ["", "usr_maria"], "one at a time"

    await first.routing.close(first.store)
    await world.hire("nils")
    seconds.now += 0.25
    assert await offer_follow_ups(second) == 1
    tickets = await world.segue.store.read(FollowUps("default"))
    assert sorted(one.agent for one in tickets) == ["usr_maria", "usr_nils"]


async def test_where_no_other_process_can_be_a_lease_of_a_crashed_one_is_taken_at_once(
    sqlite_url: str, tmp_path: Path
) -> None:
    (tmp_path / "policy.yaml").write_text(POLICY)
    clock = FakeClock()
    async with Segue.open(tmp_path / "policy.yaml", store=sqlite_url, clock=clock, background=False) as segue:
        world = World(segue, clock)
        await segue.store.write(TakeLease("default", "a process that is no more", None))
        await world.hire("maria")
        await line(world, "c1")
        assert await assign(segue.env) == 1


async def test_one_workspace_that_fails_holds_up_no_other(world: World) -> None:
    assert await assign_workspace(world.segue.env, "there is none") == 0


async def test_whoever_takes_over_expects_what_the_planner_before_had_learned(world: World) -> None:
    """From stored handoffs: how often whom to expect, and how long they take; so it holds and overflows alike."""
    seconds = Seconds()
    first, second = (another_node(world.segue.env, name, seconds) for name in ("node-1", "node-2"))
    await world.hire("maria", capacity=2)
    await assign(first)
    took = [120, 700, 300, 240, 90, 1300, 420, 60, 200, 180, 900, 75]
    for number, length in enumerate(took):
        await line(world, f"c{number}")
        await assign(first)
        reserved = await world.handoff(f"c{number}")
        await serve.accept(first, world.users["maria"], reserved.id)
        world.clock.forward(seconds=length)
        await serve.finish(first, world.users["maria"], f"c{number}", Event.RESOLVED)
        await assign(first)
    before = first.routing.planners["default"].experience
    await line(world, "c-a", "c-b", "c-c")
    await first.routing.planners["default"].learn(first)
    planned = [one.handoff for one in first.routing.planners["default"].router.plan(world.clock.now())]
    await first.routing.close(first.store)

    fence = await second.routing.leadership.lead(second.store, "default")
    assert fence is not None
    after = await Planner.rebuilt(second, "default", fence)
    assert set(after.experience.sorts()) == set(before.sorts())
    now = world.clock.now()
    (sort,) = before.sorts()
    assert after.experience.work(sort) == pytest.approx(before.work(sort), rel=0.02)
    assert after.experience.work(sort) != Experience(after.policy.routing).work(sort), "there is something to learn"
    ((cost, rate),) = before.arrivals(sort, now)
    ((cost_after, rate_after),) = after.experience.arrivals(sort, now)
    assert cost_after == cost
    assert rate_after == pytest.approx(rate, rel=0.02)
    assert [one.handoff for one in after.router.plan(now)] == planned


async def test_an_end_that_was_learned_from_the_store_does_not_count_again(world: World) -> None:
    env = world.segue.env
    await world.hire("maria")
    await world.start("c1")
    await world.with_human("maria", "c1")
    world.clock.forward(minutes=3)
    await serve.finish(env, world.users["maria"], "c1", Event.RESOLVED)
    await assign(env)
    planner = await Planner.rebuilt(env, "default", env.routing.planners["default"].fence)
    (sort,) = planner.experience.sorts()
    before = planner.experience.work(sort)
    done = await world.handoff("c1")
    planner.router.apply(Finished(waiting_of(done), done.agent, 9_000.0, world.clock.now()))
    assert planner.experience.work(sort) == before


# ---- the feed misses nothing -----------------------------------------------------------------------------------------

NAMES = ("maria", "nils")
PRESENT = st.sampled_from([Presence.ONLINE, Presence.AWAY, Presence.OFFLINE])
CUSTOMERS = st.integers(0, 3)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("asks"), CUSTOMERS),
        st.tuples(st.just("leaves"), CUSTOMERS),
        st.tuples(st.just("answered"), CUSTOMERS, st.sampled_from(["accept", "decline"])),
        st.tuples(st.just("done"), CUSTOMERS),
        st.tuples(st.just("presence"), st.sampled_from(NAMES), PRESENT),
        st.tuples(st.just("capacity"), st.sampled_from(NAMES), st.integers(0, 3)),
    ),
    max_size=25,
)


class Others:
    """Everybody who changes what routing looks at, in the world as it is."""

    def __init__(self, world: World) -> None:
        self.world, self.env = world, world.segue.env

    async def do(self, step: tuple[Any, ...]) -> None:
        with suppress(Refused):  # one that the rules do not allow now changes nothing, which is a step as well
            await getattr(self, step[0])(*step[1:])

    async def asks(self, number: int) -> None:
        await self.world.start(f"c{number}")
        await self.world.customer(PLEASE, f"c{number}")

    async def leaves(self, number: int) -> None:
        if await self.env.store.read(LoadConversation("default", f"c{number}")):
            await converse.end(self.env, "default", f"c{number}", Role.END_USER)

    async def answered(self, number: int, how: str) -> None:
        loaded = await self.env.store.read(LoadConversation("default", f"c{number}"))
        if loaded and loaded.handoff and loaded.handoff.state is State.RESERVED:
            answer = serve.accept if how == "accept" else serve.decline
            await answer(self.env, await self._user(loaded.handoff.agent), loaded.handoff.id)

    async def done(self, number: int) -> None:
        loaded = await self.env.store.read(LoadConversation("default", f"c{number}"))
        if loaded and loaded.handoff and loaded.handoff.state is State.ACTIVE:
            user = await self._user(loaded.handoff.agent)
            await serve.finish(self.env, user, f"c{number}", Event.RESOLVED)

    async def presence(self, name: str, chosen: Presence) -> None:
        await presence.set_presence(self.env, await self._user(f"usr_{name}"), chosen, "")

    async def capacity(self, name: str, units: int) -> None:
        await self.env.store.write(SaveUser(replace(await self._user(f"usr_{name}"), capacity=units)))

    async def _user(self, id_: str) -> User:
        found = await self.env.store.read(UserById("default", id_))
        assert found is not None
        return found


class Meanwhile:
    """The planner's store: before each thing that it asks for, somebody else does something."""

    def __init__(self, store: Any, others: Others, steps: list[Any]) -> None:
        self._store, self._others, self._steps = store, others, steps

    async def write(self, unit: Any) -> Any:
        await self._somebody()
        return await self._store.write(unit)

    async def read(self, query: Any) -> Any:
        await self._somebody()
        return await self._store.read(query)

    async def close(self) -> None:
        await self._store.close()

    async def _somebody(self) -> None:
        if self._steps:
            await self._others.do(self._steps.pop())


@settings(max_examples=80, deadline=None)
@given(STEPS)
def test_whatever_happens_between_any_two_of_its_looks_the_kept_planner_misses_nothing(steps: list[Any]) -> None:
    async def live() -> None:
        clock, store = FakeClock(), MemoryStore()
        policies, ids = Policies(store, clock), iter(range(10_000))
        env = Env(store, clock, policies, lambda prefix: f"{prefix}{next(ids)}", bot=lambda _: None)
        await policies.adopt("default", POLICY, "x")
        world = World(Segue(env, Settings()), clock)
        for name in NAMES:
            await world.hire(name, capacity=1)
        planners = replace(env, store=Meanwhile(store, Others(world), list(steps)))
        await assign(planners)
        while planners.store._steps:  # type: ignore[attr-defined]
            await assign(planners)
        await assign(env)
        await same_as_rebuilt(env)

    asyncio.run(live())
