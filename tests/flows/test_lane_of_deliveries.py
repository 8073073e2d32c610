"""A lane of deliveries against its model: crashes at any write, cuts before and after the other side wrote it down,
lost claims, a second node, customers who go on writing. Nothing is lost, all is in order, people see it once."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from fakes.clock import FakeClock
from fakes.memory_store import MemoryStore
from segue.domain.conversation import Conversation, Entry, Kind, Role
from segue.domain.deliveries import Repeat, Trouble
from segue.domain.errors import TryAgain
from segue.domain.policy import WebhookSettings
from segue.flows.env import Env
from segue.flows.policies import Policies
from segue.flows.relay import deliver_due
from segue.flows.relay_desk import RelayDesk
from segue.ports.conversations import AppendEntries, LoadConversation
from segue.ports.deliveries import CursorOf, DeadLetters, MoveCursor
from segue.ports.listeners import DeliveryFailed, Heard, Listener
from segue.ports.nodes import Beat, GiveUpNode
from segue.ports.store import Query, Store, Unit
from segue.store.database import open_store

R = TypeVar("R")
POLICY = """version: 1
triggers: [{id: a, when: turns > 9, then: offer}]
route: [{queue: general}]
queues: {general: {}}
"""
HOOK = "webhooks:\n  crm: {url: 'http://127.0.0.1:9/', secret: crm, kinds: [message], repeat: %s%s}\n"
ASK = ", ask: 'http://127.0.0.1:9/has'"
CONVERSATIONS = ("ana", "ben")
FAULTS = ("busy", "refused", "cut before", "cut after")


class Crash(BaseException):
    """The process is gone: nothing after it runs."""


class Lossy:
    """A store that fails at the n-th write from now: before it is stored, or after."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.fails_in = 0
        self.stored_all_the_same = False
        self.crash = False

    async def write(self, unit: Unit[R]) -> R:
        self.fails_in -= 1
        if self.fails_in == 0:
            if self.stored_all_the_same:
                await self.store.write(unit)
            if self.crash:
                raise Crash
            raise TryAgain("the database cannot be written to now")
        return await self.store.write(unit)

    async def read(self, query: Query[R]) -> R:
        return await self.store.read(query)

    async def close(self) -> None:
        pass


class Crm:
    """The other side: what it wrote down, and how often."""

    rate = 0.0

    def __init__(self, repeat: Repeat) -> None:
        self.repeat = repeat
        self.faults: list[str] = []
        self.shown: list[str] = []  # as people see it there
        self.wire: list[str] = []

    def message(self, heard: Heard) -> Mapping[str, Any] | None:
        return {"text": heard.entry.text} if heard.entry.kind is Kind.MESSAGE else None

    async def send(self, event_id: str, message: Mapping[str, Any]) -> None:
        self.wire.append(event_id)
        fault = self.faults.pop(0) if self.faults else ""
        if fault == "busy":
            raise DeliveryFailed("503")
        if fault == "refused":
            raise DeliveryFailed("422", Trouble.REFUSED)
        if fault != "cut before" and not (self.repeat is Repeat.KEY and event_id in self.shown):
            self.shown.append(event_id)
        if fault:
            raise DeliveryFailed("cut", Trouble.UNKNOWN)

    async def has(self, event_id: str) -> bool:
        return event_id in self.shown


class Lane(RuleBasedStateMachine):
    """Two nodes, two conversations, one listener."""

    async def opened(self) -> Store:
        raise NotImplementedError

    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.new_event_loop()
        self.said: dict[str, list[str]] = {id_: [] for id_ in CONVERSATIONS}

    @initialize(repeat=st.sampled_from([Repeat.KEY, Repeat.ASK, Repeat.NEVER]))
    def begin(self, repeat: Repeat) -> None:
        self.clock, self.crm = FakeClock(), Crm(repeat)
        self.store = self.loop.run_until_complete(self.opened())
        self.number = 0
        self.nodes = [self.node(), self.node()]
        policy = POLICY + HOOK % (repeat.value, ASK if repeat is Repeat.ASK else "")
        self.loop.run_until_complete(self.nodes[0].policies.adopt("default", policy, "test"))

    def node(self) -> Env:
        self.number += 1
        lossy = Lossy(self.store)

        def open_crm(settings: WebhookSettings) -> Listener:
            return self.crm

        made = Env(
            lossy,
            self.clock,
            Policies(lossy, self.clock),
            self.fresh,
            bot=lambda _: None,
            node=f"node-{self.number}",
            relay=RelayDesk(open_crm),
        )
        self.loop.run_until_complete(self.store.write(Beat(made.node)))
        return made

    def fresh(self, prefix: str) -> str:
        self.number += 1
        return f"{prefix}_{self.number}"

    async def say(self, id_: str) -> None:
        loaded, now = await self.store.read(LoadConversation("default", id_)), self.clock.now()
        talk = loaded.conversation if loaded else Conversation("default", id_, now, now)
        entry = Entry(talk.last_seq + 1, Kind.MESSAGE, Role.END_USER, now, "hello")
        grown = replace(talk, last_seq=entry.seq, updated_at=now)
        await self.store.write(AppendEntries(grown, talk.last_seq, talk.epoch, (entry,), listeners=("webhook:crm",)))
        self.said[id_].append(f"{id_}:{entry.seq}")

    @rule(id_=st.sampled_from(CONVERSATIONS), times=st.integers(1, 3))
    def customer_writes(self, id_: str, times: int) -> None:
        for _ in range(times):
            self.loop.run_until_complete(self.say(id_))

    @rule(fault=st.sampled_from(FAULTS))
    def something_is_wrong_over_there(self, fault: str) -> None:
        self.crm.faults.append(fault)

    @rule(which=st.integers(0, 1), seconds=st.sampled_from([0, 1, 6, 70, 400]))
    def deliver(self, which: int, seconds: float) -> None:
        self.clock.forward(seconds=seconds)
        self.loop.run_until_complete(deliver_due(self.nodes[which]))

    @rule(which=st.integers(0, 1), at=st.integers(1, 5), after=st.booleans())
    def deliver_while_the_database_fails(self, which: int, at: int, after: bool) -> None:
        lossy = self.nodes[which].store
        assert isinstance(lossy, Lossy)
        lossy.fails_in, lossy.stored_all_the_same = at, after
        with suppress(TryAgain):
            self.loop.run_until_complete(deliver_due(self.nodes[which]))
        lossy.fails_in = 0

    @rule(which=st.integers(0, 1), at=st.integers(1, 5), after=st.booleans())
    def node_dies_at_a_write(self, which: int, at: int, after: bool) -> None:
        env = self.nodes[which]
        lossy = env.store
        assert isinstance(lossy, Lossy)
        lossy.fails_in, lossy.stored_all_the_same, lossy.crash = at, after, True
        with suppress(Crash):
            self.loop.run_until_complete(deliver_due(env))
        self.loop.run_until_complete(self.bury(env))
        self.nodes[which] = self.node()

    async def bury(self, env: Env) -> None:
        couriers = list(env.relay.couriers.values())
        for task in couriers:
            task.cancel()
        await asyncio.gather(*couriers, return_exceptions=True)
        await self.store.write(GiveUpNode(env.node))

    @precondition(lambda self: any(self.said.values()))
    @rule(which=st.integers(0, 1))
    def another_node_gives_it_up_while_it_works(self, which: int) -> None:
        """It was paused for long; what it reports afterwards is refused."""
        env, store = self.nodes[which], self.store

        async def late(unit: Unit[R]) -> R:
            if isinstance(unit, MoveCursor):
                await store.write(GiveUpNode(env.node))
            return await store.write(unit)

        lossy = env.store
        lossy.write = late  # type: ignore[method-assign]
        self.loop.run_until_complete(deliver_due(env))
        del lossy.write
        self.loop.run_until_complete(store.write(Beat(env.node)))

    @invariant()
    def people_see_it_once_and_in_order(self) -> None:
        for id_ in CONVERSATIONS:
            shown = [event for event in self.seen() if event.startswith(id_)]
            assert len(shown) == len(set(shown))
            assert shown == sorted(shown, key=lambda event: int(event.partition(":")[2]))

    def seen(self) -> list[str]:
        return self.crm.shown if hasattr(self, "crm") else []

    def teardown(self) -> None:
        if hasattr(self, "crm"):
            self.crm.faults = []
            self.loop.run_until_complete(self.to_the_end())
            self.loop.run_until_complete(self.store.close())
        self.loop.close()

    async def to_the_end(self) -> None:
        for _ in range(12):
            for env in self.nodes:
                self.clock.forward(seconds=400)
                await deliver_due(env)
        letters = await self.store.read(DeadLetters("default", limit=1_000))
        aside = {f"{one.conversation}:{one.seq}": one.outcome for one in letters}
        for id_, said in self.said.items():
            if said:
                assert await self.store.read(CursorOf("default", id_, "webhook:crm")) == len(said)
            for event in said:
                assert event in self.crm.shown or event in aside, f"{event} is lost"
                if event in self.crm.shown and event in aside:
                    # nobody knew, and a person was told so; or whoever knows our ids took it, and then refused the same
                    assert aside[event] is Trouble.UNKNOWN or self.crm.repeat is Repeat.KEY
        assert all(outcome is Trouble.REFUSED for outcome in aside.values()) or self.crm.repeat is Repeat.NEVER
        self.people_see_it_once_and_in_order()


class LaneInMemory(Lane):
    async def opened(self) -> Store:
        return MemoryStore()


class LaneOnSqlite(Lane):
    async def opened(self) -> Store:
        self.folder = TemporaryDirectory()
        return await open_store(f"sqlite:///{Path(self.folder.name)}/segue.db")

    def teardown(self) -> None:
        super().teardown()
        if hasattr(self, "folder"):
            self.folder.cleanup()


COMMON: dict[str, Any] = {"deadline": None, "suppress_health_check": list(HealthCheck)}
TestLaneInMemory = LaneInMemory.TestCase
TestLaneInMemory.settings = settings(max_examples=25, stateful_step_count=25, **COMMON)
TestLaneOnSqlite = LaneOnSqlite.TestCase
TestLaneOnSqlite.settings = settings(max_examples=2, stateful_step_count=10, **COMMON)


def test_a_listener_that_remembers_no_id_would_be_seen_twice() -> None:
    """What the model would find: a listener told to repeat although the other side knows no ids."""
    lane = LaneInMemory()
    lane.begin(Repeat.KEY)
    lane.crm.repeat = Repeat.UPSERT  # sent again, and the other side adds a second line
    lane.customer_writes("ana", 1)
    lane.something_is_wrong_over_there("cut after")
    lane.deliver(0, 0)
    lane.deliver(0, 70)
    with pytest.raises(AssertionError):
        lane.people_see_it_once_and_in_order()
    lane.loop.close()
