"""G17: 64 people in two processes claim the same few waiting customers at once, by hand and as the planner proposes.

Each node is a process with the product's planner, change feed and store on one PostgreSQL. Its people race for
customers with `pick`, accept what the planner reserves for them, hold a customer for a moment and resolve; then the
customer asks again. A hold is noted from the answer of the claim to the moment before it is given back, on the clock
that both processes share: two overlapping holds of one customer are two owners, more of one person than they may
an overrun.
"""

from __future__ import annotations

import asyncio
import os
import random
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection

import psycopg

from assigning import WORKSPACE, furnish, node
from faults.nodes import FORKS
from faults.scenario import Outcome, Scenario, Setting
from segue.domain.changing import changed
from segue.domain.conversation import Owner, OwnerKind
from segue.domain.draft import Draft
from segue.domain.errors import SegueError
from segue.domain.lifecycle import Event, Handoff, State
from segue.domain.moves import humans
from segue.flows import by_hand, serve
from segue.flows.assign import assign, until_routing_is_due
from segue.flows.env import Env
from segue.ports.conversations import AppendEntries, HeldHandoffs, Line, LoadConversation
from segue.ports.people import User, Users

NODES, PEOPLE, CAPACITY, LINE = 2, 64, 2, 48
HOLDS_S = (0.0, 0.05)
Hold = tuple[str, str, float, float]
"""Person, conversation, from, to: seconds on the monotonic clock of this machine."""


@dataclass
class Told:
    holds: list[Hold] = field(default_factory=list)
    tried: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)


@dataclass
class Node:
    """One process: what it read last of all customers, its people, what they did."""

    env: Env
    trials: int
    chance: random.Random
    told: Told = field(default_factory=Told)
    waiting: Sequence[Handoff] = ()
    reserved: Sequence[Handoff] = ()
    accepted: set[str] = field(default_factory=set)

    async def reads(self) -> None:
        while True:
            self.waiting = await self.env.store.read(Line(WORKSPACE))
            held = await self.env.store.read(HeldHandoffs(WORKSPACE))
            self.reserved = [one for one in held if one.state is State.RESERVED]
            await asyncio.sleep(0.01)

    async def plans(self) -> None:
        while True:
            await assign(self.env)
            await asyncio.sleep(0.005)
            await until_routing_is_due(self.env)

    async def claims(self, user: User, *, picks: bool) -> None:
        """One hand. Who picks has one; the others accept with three what is reserved for them, up to their capacity."""
        while self.told.tried < self.trials:
            mine = [one for one in self.reserved if one.agent == user.id and one.id not in self.accepted]
            free = [one for one in self.waiting if one.state is State.QUEUED] if picks else []
            if not mine and not free:
                await asyncio.sleep(0.01)
                continue
            handoff = self.chance.choice(mine or free)
            self.told.tried += 1
            if mine:  # two hands of one person are one person: accepting twice is once
                self.accepted.add(handoff.id)
            try:
                await (serve.accept if mine else by_hand.pick)(self.env, user, handoff.id)
            except SegueError as refused:
                self.told.outcomes[type(refused).__name__] += 1
                await asyncio.sleep(0.005)
                continue
            began = time.monotonic()
            await asyncio.sleep(self.chance.uniform(*HOLDS_S))
            self.told.outcomes["accepted" if mine else "picked"] += 1
            self.told.holds.append((user.id, handoff.conversation, began, time.monotonic()))
            await give_back(self.env, user, handoff.conversation)


async def give_back(env: Env, user: User, conversation: str) -> None:
    """Resolved, and the same customer asks again at once."""
    loaded = await env.store.read(LoadConversation(WORKSPACE, conversation))
    assert loaded is not None
    assert loaded.handoff is not None
    policy = (await env.policies.active(WORKSPACE)).policy
    talk, before = loaded.conversation, loaded.handoff
    draft = Draft(talk, before, policy, env.clock.now(), env.new_id, base_seq=talk.last_seq, base_epoch=talk.epoch)
    humans.finish(draft, serve.human(user), Event.RESOLVED, ())
    again = changed(before, id=env.new_id("hnd"), state=State.QUEUED, agent="", agent_name="", reserved_until=None)
    draft.own(Owner(OwnerKind.QUEUE, again.queue))
    draft.hold(again)
    entries, handoffs = tuple(draft.entries), tuple(draft.handoffs.values())
    await env.store.write(
        AppendEntries(draft.conversation, draft.base_seq, draft.base_epoch, entries, handoffs=handoffs)
    )


def live(url: str, number: int, trials: int, seed: int, tell: Connection) -> None:
    tell.send(asyncio.run(_live(url, number, trials, random.Random(seed + number))))


async def _live(url: str, number: int, trials: int, chance: random.Random) -> Told:
    env = await node(url, f"node-{number}-{os.getpid()}")
    here = Node(env, trials, chance)
    users = [one for n, one in enumerate(await env.store.read(Users(WORKSPACE))) if n % NODES == number]
    background = [asyncio.create_task(here.reads()), asyncio.create_task(here.plans())]
    hands = [(user, place % 2 == 0) for place, user in enumerate(users) for _ in range(1 if place % 2 == 0 else 3)]
    await asyncio.gather(*(here.claims(user, picks=picks) for user, picks in hands))
    for task in background:
        task.cancel()
    await asyncio.gather(*background, return_exceptions=True)
    await env.store.close()
    return here.told


def most_at_once(holds: Iterable[tuple[str, float, float]]) -> dict[str, int]:
    """Of each name, how many holds there were at one moment at most. One that ends as another begins is before it."""
    steps, now, most = list[tuple[float, int, str]](), Counter[str](), Counter[str]()
    for name, begin, end in holds:
        steps += [(begin, 1, name), (end, -1, name)]
    for _, step, name in sorted(steps):
        now[name] += step
        most[name] = max(most[name], now[name])
    return dict(most)


OPEN_TWICE = """
SELECT count(*) FROM (SELECT conversation FROM handoffs WHERE state IN ('requested', 'queued', 'reserved', 'active')
  GROUP BY conversation HAVING count(*) > 1) twice
"""


async def contest(setting: Setting) -> Outcome:
    assert setting.postgres is not None
    await furnish(setting.postgres, agents=PEOPLE, capacity=CAPACITY, line=LINE)
    pipes, processes = [], []
    for number in range(NODES):
        here, there = FORKS.Pipe(duplex=False)
        args = (setting.postgres, number, setting.trials // NODES, setting.seed, there)
        processes.append(FORKS.Process(target=live, args=args, daemon=True))
        processes[-1].start()
        there.close()
        pipes.append(here)
    try:
        told: list[Told] = await asyncio.gather(*(asyncio.to_thread(pipe.recv) for pipe in pipes))
    finally:
        for process in processes:
            process.kill()
            await asyncio.to_thread(process.join)
    found = Outcome(sum(one.tried for one in told))
    setting.progress(found.trials)
    holds = [hold for one in told for hold in one.holds]
    owners = most_at_once((conversation, begin, end) for _, conversation, begin, end in holds)
    loads = most_at_once((person, begin, end) for person, _, begin, end in holds)
    with psycopg.connect(setting.postgres) as connection:
        row = connection.execute(OPEN_TWICE).fetchone()
    doubles, overruns = sum(most > 1 for most in owners.values()), sum(most > CAPACITY for most in loads.values())
    found.wrong = doubles + overruns + (row[0] if row else 0)
    found.notes = [f"{doubles} customers had two owners, {overruns} people had too many"] if doubles + overruns else []
    found.figures = {"people": PEOPLE, "customers": LINE, "most of one person at once": max(loads.values(), default=0)}
    found.figures |= dict(sum((one.outcomes for one in told), Counter[str]()))
    return found


SCENARIOS = [
    Scenario(
        "G17",
        "64 people in two processes claim the same 48 customers, by hand and as the planner proposes, on PostgreSQL",
        contest,
        quick_trials=500,
        full_trials=100_000,
        needs=("postgres",),
        minutes=30,
    )
]
