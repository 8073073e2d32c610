"""How many assignments PostgreSQL commits a second: one by one, in batches, and beside them the naive way.

    python3 dev.py bench --only-routing [--seconds S] [--json]

Every assignment is followed by the end of that conversation, so that the load goes on: the same rows queued again, by
one statement on a connection of its own, its time counted in. The reservations are the product's own (ReserveBatch: the
log, the handoff, its deadline, the state of the conversation, all guarded). The naive way reads who waits and who is
free, and writes what it decided without asking whether it is still so; it writes one row an assignment.
"""

from __future__ import annotations

import asyncio
import json
import random
import statistics
import threading
import time
from collections import Counter, deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import psycopg
from rich.console import Console
from rich.table import Table

from assigning import WORKSPACE, SystemClock, furnish, node, postgres, queued_again, server_s
from segue.domain.lifecycle import Handoff
from segue.flows.assign import assign, until_routing_is_due
from segue.flows.env import Env
from segue.ports.conversations import Line
from segue.ports.people import AgentLoads
from segue.ports.routing import LeaseOf, Missed, Reservation, ReserveBatch, Reserved, TakeLease
from segue.store.database import open_store
from segue.store.values import encode

AGENTS, LINE = 1_000, 10_000
FREED_A_SECOND = 200
WARM_UP = 12

_END = """
WITH ended AS (
  UPDATE handoffs AS h SET state = 'queued', agent = '', assigned_at = NULL, body = v.body
  FROM json_to_recordset(%s::json) AS v (id text, body text) WHERE h.workspace = %s AND h.id = v.id
  RETURNING h.conversation
) DELETE FROM deadlines d USING ended WHERE d.workspace = %s AND d.conversation = ended.conversation
"""


class Ends:
    """Ends conversations that were assigned: the same customers wait again."""

    def __init__(self, url: str) -> None:
        self._connection = psycopg.connect(url, autocommit=True)

    def end(self, handoffs: Sequence[Handoff]) -> None:
        bodies = [{"id": one.id, "body": encode(one)} for one in handoffs]
        self._connection.execute(_END, (encode(bodies), WORKSPACE, WORKSPACE))

    def freed(self, agent: str) -> None:
        """What another node does when a conversation of this agent ends; the change feed is told of it."""
        with self._connection.transaction():
            self._connection.execute(
                "UPDATE handoffs SET state = 'resolved', agent = '' WHERE workspace = %s AND agent = %s",
                (WORKSPACE, agent),
            )
            self._connection.execute(
                "INSERT INTO routing_changes (workspace, kind, id) VALUES (%s, 'agent', %s)", (WORKSPACE, agent)
            )

    def close(self) -> None:
        self._connection.close()


@dataclass
class Committed:
    """assignments a second, processor time of this process and of the server for one (its end included), in
    microseconds, and the seconds that each batch took."""

    per_s: float
    client_us: float
    server_us: float | None
    took: list[float]


async def committing(url: str, size: int, seconds: float) -> Committed:
    """In batches of `size`, one after the other. The first ones are not counted: there statements are compiled."""
    store, clock, ends = await open_store(url), SystemClock(), Ends(url)
    env = await node(url, f"bench-{size}")
    policy = (await env.policies.active(WORKSPACE)).policy
    agents = [load.user.id for load in await store.read(AgentLoads(WORKSPACE, clock.now()))]
    waiting = await store.read(Line(WORKSPACE))
    line = deque(waiting)
    lease = await store.write(TakeLease(WORKSPACE, "bench", await store.read(LeaseOf(WORKSPACE))))
    assert lease is not None
    why = {"words": "has the most room of those who fit", "considered": [], "not_named": 0}
    turn = 0

    async def batch() -> float:
        nonlocal turn
        now = clock.now()
        until = now + timedelta(minutes=10)
        chosen = tuple(
            Reservation(line.popleft(), agents[at % len(agents)], "Agent from Care", until, why)
            for at in range(turn, turn + size)
        )
        turn += size
        at = time.perf_counter()
        answers = await store.write(ReserveBatch(WORKSPACE, lease.fence, now, policy, chosen))
        took = time.perf_counter() - at
        assert not any(isinstance(one, Missed) for one in answers)
        again = [queued_again(one.handoff) for one in answers if isinstance(one, Reserved)]
        ends.end(again)
        line.extend(again)
        return took

    for _ in range(WARM_UP):
        await batch()
    took = list[float]()
    server, client, began = server_s(url), time.process_time(), time.perf_counter()
    while time.perf_counter() - began < seconds:
        took.append(await batch())
    lasted, used = time.perf_counter() - began, time.process_time() - client
    served = server_s(url)
    ends.close()
    await env.store.close()
    await store.close()
    done = len(took) * size
    of_server = None if server is None or served is None else (served - server) / done * 1e6
    return Committed(done / lasted, used / done * 1e6, of_server, took)


@dataclass
class Naive:
    """Select, then update, as it is written first: by several at once, each with a connection."""

    done: int = 0
    twice: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)
    holds: Counter[str] = field(default_factory=Counter)

    def work(self, url: str, until: float, seed: int) -> None:
        chance = random.Random(seed)
        with psycopg.connect(url, autocommit=True) as connection:
            while time.perf_counter() < until:
                row = connection.execute(
                    "SELECT id FROM handoffs WHERE workspace = %s AND state = 'queued'"
                    " AND state IN ('requested', 'queued', 'reserved', 'active') ORDER BY waiting_since, id LIMIT 1",
                    (WORKSPACE,),
                ).fetchone()
                if row is None:
                    continue
                agent = f"usr_{chance.randrange(AGENTS):05}"
                connection.execute(
                    "SELECT count(*) FROM handoffs WHERE workspace = %s AND agent = %s"
                    " AND state IN ('reserved', 'active')",
                    (WORKSPACE, agent),
                )
                with self.lock:  # of the counting alone
                    self.twice += self.holds[row[0]] > 0
                    self.holds[row[0]] += 1
                connection.execute(
                    "UPDATE handoffs SET state = 'reserved', agent = %s WHERE workspace = %s AND id = %s",
                    (agent, WORKSPACE, row[0]),
                )
                with self.lock:
                    self.holds[row[0]] -= 1
                    self.done += 1
                connection.execute(
                    "UPDATE handoffs SET state = 'queued', agent = '', waiting_since = waiting_since + 1000000000"
                    " WHERE workspace = %s AND id = %s",
                    (WORKSPACE, row[0]),
                )


def naive(url: str, nodes: int, seconds: float) -> tuple[float, float]:
    """Assignments a second, and the share of them that were given to two agents at once."""
    found, until = Naive(), time.perf_counter() + seconds
    threads = [threading.Thread(target=found.work, args=(url, until, seed)) for seed in range(nodes)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found.done / seconds, found.twice / max(1, found.done)


async def freed_to_reserved(url: str, seconds: float) -> list[float]:
    """Seconds from the commit that frees a slot, made by another node, to the commit that reserves it again.

    Every agent has one unit and a customer, and thousands wait: the next reservation of an agent is for the slot freed.
    """
    env, committed = await node(url, "planner"), dict[str, float]()
    write = env.store.write

    async def noted(unit: Any) -> Any:
        answer = await write(unit)
        if isinstance(unit, ReserveBatch):
            now = time.perf_counter()
            committed.update((one.handoff.agent, now) for one in answer if isinstance(one, Reserved))
        return answer

    env.store.write = noted  # type: ignore[method-assign]
    while not await assign(env):  # noqa: ASYNC110 - the lease of the part before has to fall silent
        await asyncio.sleep(0.1)
    planner = asyncio.create_task(_plan(env))
    freed = dict[str, float]()
    await asyncio.to_thread(_free, url, list(committed), freed, seconds)
    await asyncio.sleep(2)
    planner.cancel()
    await env.store.close()
    return [committed[agent] - at for agent, at in freed.items() if committed.get(agent, 0.0) > at]


async def _plan(env: Env) -> None:
    while True:
        await assign(env)
        await asyncio.sleep(0.01)  # as its lane does
        await until_routing_is_due(env)


def _free(url: str, agents: Sequence[str], freed: dict[str, float], seconds: float) -> None:
    ends, began = Ends(url), time.perf_counter()
    for number, agent in enumerate(agents[: round(seconds * FREED_A_SECOND)]):
        due = began + number / FREED_A_SECOND
        time.sleep(max(0.0, due - time.perf_counter()))
        ends.freed(agent)
        freed[agent] = time.perf_counter()
    ends.close()


async def measure(seconds: float) -> dict[str, Any]:
    found: dict[str, Any] = {"agents": AGENTS, "waiting": LINE, "batches": []}
    with postgres() as url:
        await furnish(url, agents=AGENTS, capacity=3, line=LINE)
        for size in (1, 10, 100):
            one = await committing(url, size, seconds)
            found["batches"].append(
                {
                    "size": size,
                    "assignments_per_s": round(one.per_s),
                    "client_cpu_us": round(one.client_us),
                    "server_cpu_us": None if one.server_us is None else round(one.server_us),
                    **_percentiles(one.took),
                }
            )
        found["naive"] = []
        for nodes in (1, 4):
            rate, twice = await asyncio.to_thread(naive, url, nodes, seconds)
            found["naive"].append({"nodes": nodes, "assignments_per_s": round(rate), "twice": round(twice, 4)})
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("UPDATE users SET body = replace(body, '\"capacity\":3', '\"capacity\":1')")
        took = await freed_to_reserved(url, min(seconds, AGENTS / FREED_A_SECOND))
        found["freed_to_reserved"] = {"freed_per_s": FREED_A_SECOND, "measured": len(took), **_percentiles(took)}
    return found


def _percentiles(took: Sequence[float]) -> dict[str, float]:
    in_order = sorted(took)
    p50, p99 = statistics.median(in_order), in_order[int(len(in_order) * 0.99)]
    return {"p50_ms": round(p50 * 1000, 2), "p99_ms": round(p99 * 1000, 2)}


def show(found: dict[str, Any], console: Console) -> None:
    title = f"Assignments on PostgreSQL, {found['agents']:,} agents, {found['waiting']:,} waiting, each ended at once"
    table = Table(title=title, title_justify="left")
    for name in ("how", "assignments/s", "CPU µs here", "CPU µs server", "p50 ms", "p99 ms", "twice"):
        table.add_column(name, justify="left" if name == "how" else "right")
    for row in found["batches"]:
        how = "one by one" if row["size"] == 1 else f"batches of {row['size']}"
        cpu = (str(row["client_cpu_us"]), str(row["server_cpu_us"] or ""))
        times = (*cpu, f"{row['p50_ms']:.2f}", f"{row['p99_ms']:.2f}")
        table.add_row(how, f"{row['assignments_per_s']:,}", *times, "0")
    for row in found["naive"]:
        how = f"naive, {row['nodes']} at once"
        table.add_row(how, f"{row['assignments_per_s']:,}", "", "", "", "", f"{row['twice']:.1%}")
    console.print(table)
    freed = found["freed_to_reserved"]
    console.print(
        f"\nFrom a slot freed by another node to its reservation committed, {freed['freed_per_s']} a second: "
        f"p50 {freed['p50_ms']:.1f} ms, p99 {freed['p99_ms']:.1f} ms ({freed['measured']} measured)."
    )


def assignments(console: Console, seconds: float = 3.0, *, as_json: bool = False) -> None:
    found = asyncio.run(measure(seconds))
    if as_json:
        print(json.dumps(found, indent=1))
    else:
        show(found, console)
