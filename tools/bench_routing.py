"""How long one routing decision takes, beside a scan over everybody: a part of `dev.py bench`.

    python3 dev.py bench --only-routing [--json]

A decision is what happens when a slot becomes free: the router learns of it, plans, and learns of the reservation. The
team is busy throughout, with ten skills at five levels, two languages and four tiers; one customer in ten waits for an
agent who knows them, or was refused by somebody. Time of the processor, so that pauses which others cause do not count;
but on a machine that others share everything is slower, since they empty the caches. That is why the quietest 200
decisions in succession stand beside the whole run, and the scan beside both.
"""

from __future__ import annotations

import gc
import json
import random
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from rich.console import Console
from rich.table import Table

from segue.domain.queues import Assign, Queue, RoutingSettings
from segue.domain.routing.agents import Agent, Presence
from segue.domain.routing.experience import Experience
from segue.domain.routing.lines import sort_of
from segue.domain.routing.router import AgentChanged, CustomerGone, CustomerWaits, Router
from segue.domain.routing.waiting import Waiting

SKILLS = tuple(f"skill{n}" for n in range(10))
TIERS = (("basic", 1.0, 300, 0.5), ("plus", 2.0, 240, 0.3), ("pro", 4.0, 180, 0.15), ("enterprise", 8.0, 120, 0.05))
START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
LONGEST_S = 8.0
"""So long decisions of one kind are timed at most, on a busy machine fewer of them; AT_LEAST in any case."""
AT_LEAST = 50
SCANS = 30
"""Decisions by scanning that are timed: each takes as long as thousands of the others."""

BLOCK = 200
"""Decisions in succession, of which those with the least median are the quietest."""


@dataclass(frozen=True, slots=True)
class Timed:
    """Microseconds of each decision."""

    name: str
    waiting: int
    agents: int
    each: list[float]

    def share(self, share: float) -> float:
        return _share(self.each, share)

    @property
    def quietest(self) -> Timed:
        blocks = [self.each[at : at + BLOCK] for at in range(0, len(self.each), BLOCK)]
        whole = [block for block in blocks if len(block) == len(blocks[0])]
        return replace(self, each=min(whole, key=statistics.median))

    @property
    def a_second(self) -> float:
        return 1e6 / statistics.fmean(self.each)


def _share(each: list[float], share: float) -> float:
    return sorted(each)[min(len(each) - 1, int(share * len(each)))]


class Centre:
    """A busy contact centre, drawn from one seed."""

    def __init__(self, customers: int, agents: int, assign: Assign, seed: int = 1) -> None:
        self.random = random.Random(seed)
        self.now = START
        self.settings = RoutingSettings(assign=assign, longest_wait=timedelta(hours=12))
        self.queues = {skill: Queue(skill, requires={skill: 1}) for skill in SKILLS}
        self.agents = {f"a{n:04}": self._agent(n) for n in range(agents)}
        self.names = list(self.agents)
        self.number = 0
        self.line: dict[str, Waiting] = {}
        for _ in range(customers):
            self._add(self.customer(START - timedelta(seconds=self.random.uniform(0, 1200))))
        self.experience = self._learned()

    def router(self) -> Router:
        return Router(
            self.queues,
            self.settings,
            agents=self.agents.values(),
            waiting=self.line.values(),
            experience=self.experience,
        )

    def customer(self, at: datetime) -> Waiting:
        self.number += 1
        rng = self.random
        skill, level = rng.choice(SKILLS), rng.choices((1, 2, 3, 4, 5), (40, 30, 15, 10, 5))[0]
        name, value, target, _ = rng.choices(TIERS, [tier[3] for tier in TIERS])[0]
        odd = rng.random()
        return Waiting(
            f"h{self.number:07}",
            skill,
            at,
            requires={skill: level},
            language=rng.choices(("en", "de"), (70, 30))[0],
            tier=name,
            value=value,
            due_at=at + timedelta(seconds=target),
            prefers=rng.choice(self.names) if odd < 0.05 else "",
            prefers_until=at + timedelta(seconds=30) if odd < 0.05 else None,
            refused_by=(rng.choice(self.names),) if odd > 0.95 else (),
            refused_at=at + timedelta(seconds=20) if odd > 0.95 else None,
        )

    def _agent(self, n: int) -> Agent:
        rng = self.random
        skills = {skill: rng.randint(1, 5) for skill in rng.sample(SKILLS, rng.choice((1, 2, 2, 3)))}
        return Agent(
            f"a{n:04}",
            presence=Presence.ONLINE,
            skills=skills,
            languages=rng.choice((("en",), ("en", "de"), ("de",))),
            capacity=3,
            units_used=3,
            last_assigned_at=START - timedelta(seconds=rng.uniform(0, 900)),
        )

    def _learned(self) -> Experience:
        learned, at = Experience(self.settings), START - timedelta(hours=1)
        for _ in range(3000):
            seen = self.customer(at)
            at += timedelta(seconds=1.2)
            learned.arrived(sort_of(seen, self.queues[seen.queue]), seen.value * 2, at)
        return learned

    def _add(self, waiting: Waiting) -> None:
        self.line[waiting.handoff] = waiting


def decisions(centre: Centre, router: Router, count: int, *, explained: bool = False) -> list[float]:
    """Each: a slot becomes free, the plan, the reservation. A new customer comes for each who is served.

    explained: what is timed are the explanations of the proposals for the log instead.
    """
    each: list[float] = []
    reasons: list[float] = []
    rng, over = random.Random(2), time.monotonic() + LONGEST_S
    while len(each) < count and (len(each) < AT_LEAST or time.monotonic() < over):
        centre.now += timedelta(seconds=0.16)
        agent = centre.agents[rng.choice(centre.names)]
        if agent.units_used < agent.capacity:
            continue
        freed = AgentChanged(replace(agent, units_used=agent.units_used - 1))
        begin = time.thread_time()
        router.apply(freed)
        plan = router.plan(centre.now)
        spent = time.thread_time() - begin
        centre.agents[agent.id] = freed.agent
        for proposal in plan:
            if explained:
                begin = time.thread_time()
                proposal.why.as_data()
                reasons.append((time.thread_time() - begin) * 1e6)
            taken = centre.line.pop(proposal.handoff)
            after = centre.agents[proposal.agent].with_customer(taken.units, centre.now)
            events = (CustomerGone(proposal.handoff), AgentChanged(after))
            begin = time.thread_time()
            for event in events:
                router.apply(event)
            spent += time.thread_time() - begin
            centre.agents[proposal.agent] = after
            arrived = centre.customer(centre.now)
            centre.line[arrived.handoff] = arrived
            router.apply(CustomerWaits(arrived))
        each.append(spent * 1e6)
    return reasons if explained else each


def scans(centre: Centre, count: int) -> list[float]:
    """The plain way, as a yardstick: the dearest of all customers whom the agent with a free slot fits."""
    each: list[float] = []
    rng, over = random.Random(2), time.monotonic() + LONGEST_S
    while len(each) < count and (not each or time.monotonic() < over):
        agent = centre.agents[rng.choice(centre.names)]
        begin = time.thread_time()
        best = None
        for waiting in centre.line.values():
            if agent.id in waiting.refused_by or not agent.speaks(waiting.language):
                continue
            if all(agent.skills.get(skill, 0) >= level for skill, level in waiting.requires.items()):
                cost = waiting.value * (centre.now - waiting.queued_at).total_seconds()
                best = max(best or (0.0, ""), (cost, waiting.handoff))
        each.append((time.thread_time() - begin) * 1e6)
    return each


def timed(name: str, waiting: int, agents: int, count: int, measure: Callable[[Centre, int], list[float]]) -> Timed:
    centre = Centre(waiting, agents, Assign.LEAST_ACTIVE if name == "least active" else Assign.BALANCED)
    gc.collect()
    gc.freeze()
    each = measure(centre, count)
    gc.unfreeze()
    return Timed(name, waiting, agents, each)


def by_router(centre: Centre, count: int) -> list[float]:
    router = centre.router()
    decisions(centre, router, 200)
    return decisions(centre, router, count)


def explained(centre: Centre, count: int) -> list[float]:
    router = centre.router()
    decisions(centre, router, 200)
    return decisions(centre, router, count, explained=True)


def routing(console: Console, count: int = 5000, *, as_json: bool = False) -> None:
    """Measures and prints."""
    table = Table(title="One routing decision, book-keeping included, on one core")
    columns = ("way", "waiting", "agents", "quietest p50", "p99", "whole run p50", "p99", "a second")
    for column in columns:
        table.add_column(column, justify="left" if column == "way" else "right")
    found = []
    for name, waiting, how_many, measure in (
        ("balanced", 1_000, count, by_router),
        ("balanced", 10_000, count, by_router),
        ("balanced", 100_000, count, by_router),
        ("least active", 10_000, count, by_router),
        ("explanation for the log", 10_000, count, explained),
        ("scan over all", 10_000, SCANS, scans),
        ("scan over all", 100_000, SCANS, scans),
    ):
        agents = 100 if waiting == 1_000 else 1_000
        one = timed(name, waiting, agents, how_many, measure)
        found.append(one)
        quietest = one.quietest
        times = (quietest.share(0.5), quietest.share(0.99), one.share(0.5), one.share(0.99))
        table.add_row(
            name, f"{waiting:,}", f"{agents:,}", *(f"{took:,.0f} µs" for took in times), f"{one.a_second:,.0f}"
        )
    console.print(table)
    ratio = found[2].quietest.share(0.5) / found[1].quietest.share(0.5)
    console.print(
        f"From 10,000 to 100,000 waiting: {ratio:.2f} times as long (p50 of the quietest {BLOCK}; "
        f"{found[2].share(0.5) / found[1].share(0.5):.2f} of the whole run)."
    )
    if as_json:
        print(json.dumps({"decisions": [_row(one) for one in found], "growth": ratio}, indent=1))


def _row(one: Timed) -> dict[str, float | str]:
    quietest = one.quietest
    return {
        "way": one.name,
        "waiting": one.waiting,
        "agents": one.agents,
        "p50_us": one.share(0.5),
        "p99_us": one.share(0.99),
        "quietest_p50_us": quietest.share(0.5),
        "quietest_p99_us": quietest.share(0.99),
    }


if __name__ == "__main__":
    routing(Console())
