"""Four nodes assign on one PostgreSQL, and whoever plans is killed again and again. Was anybody given twice?

    python3 dev.py run python tools/soak_assign.py [--assignments N] [--minutes M] [--kill-every S]

With SEGUE_TEST_POSTGRES it goes on where the run before on that database ended (which needs track_commit_timestamp), so
that a long soak can be done in parts; the log of all of them is asked.

Every node is a process with the product's planner, lease and change feed. It also ends the conversations of its part
of the team through the product's own units (accepted, resolved, and the same customer asks again), so that the load
goes on.
The parent kills the leader with SIGKILL, starts another process in its place, and measures until the next reservation
is committed. At the end the log is asked, in the order of commits: who had whom, and how many at once.
"""

from __future__ import annotations

import argparse
import asyncio
import multiprocessing
import random
import sys
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess as Process
from typing import Any

import psycopg
from rich.console import Console

from assigning import WORKSPACE, furnish, postgres
from assigning_node import NODES, live

AGENTS, CAPACITY, LINE = 200, 3, 1_500
FORKS = multiprocessing.get_context("forkserver")  # a node begins within milliseconds, and with nothing of its parent's


@dataclass
class Told:
    """What nodes say: the fencing number of the newest reservation, and how many there were."""

    assigned: int = 0
    fence: int = 0
    at: float = 0.0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def listen(self, told: Connection) -> None:
        with suppress(EOFError, OSError):  # it was killed
            while True:
                fence, issued = told.recv()
                self.note(fence, issued)

    def note(self, fence: int, issued: int) -> None:
        with self.lock:
            self.assigned += issued
            if fence > self.fence:
                self.fence, self.at = fence, time.monotonic()


def furnished(url: str) -> bool:
    """Whether a soak has run on this database before."""
    with psycopg.connect(url, autocommit=True) as connection:
        if connection.execute("SELECT to_regclass('leases')").fetchone() == (None,):
            return False
        return connection.execute("SELECT 1 FROM leases WHERE workspace = %s", (WORKSPACE,)).fetchone() is not None


def begin(url: str, number: int, told: Told) -> Process:
    here, there = FORKS.Pipe(duplex=False)
    process = FORKS.Process(target=live, args=(url, number, there), daemon=True)
    process.start()
    there.close()
    threading.Thread(target=told.listen, args=(here,), daemon=True).start()
    return process


def soak(url: str, assignments: int, minutes: float, kill_every: float, console: Console) -> dict[str, Any]:
    told, chance = Told(), random.Random(7)
    nodes = {number: begin(url, number, told) for number in range(NODES)}
    began, over = time.monotonic(), time.monotonic() + minutes * 60
    kills, taken_over, last = 0, list[float](), 0.0
    try:
        while told.assigned < assignments and time.monotonic() < over:
            time.sleep(kill_every * chance.uniform(0.5, 1.5))
            leader = _leader(url)
            if leader is None or not told.fence:
                continue
            fence = told.fence
            nodes[leader].kill()
            killed = time.monotonic()
            nodes[leader].join()
            kills += 1
            while told.fence <= fence and time.monotonic() < killed + 60:
                time.sleep(0.005)
            taken_over.append(told.at - killed if told.fence > fence else 60.0)
            nodes[leader] = begin(url, leader, told)
            if time.monotonic() - last > 30:
                last = time.monotonic()
                console.print(f"{told.assigned:,} assigned, {kills} leaders killed, longest {max(taken_over):.2f} s")
    finally:
        lasted = time.monotonic() - began
        for process in nodes.values():
            process.kill()
            process.join()
    return {
        "told_of": told.assigned,
        "seconds": round(lasted),
        "leaders_killed": kills,
        "take_over_s": {"median": sorted(taken_over)[len(taken_over) // 2], "longest": max(taken_over)}
        if kills
        else {},
    }


def _leader(url: str) -> int | None:
    with psycopg.connect(url, autocommit=True) as connection:
        row = connection.execute("SELECT holder FROM leases WHERE workspace = %s", (WORKSPACE,)).fetchone()
    return int(row[0].split("-")[1]) if row and row[0] else None


# ---- what the log says -----------------------------------------------------------------------------------------------

_STEPS = """
CREATE TEMP TABLE steps AS
SELECT e.conversation, e.seq, e.data::json->>'id' AS handoff, e.data::json->>'event' AS event,
  e.data::json->>'agent' AS agent, pg_xact_commit_timestamp(e.xmin) AS at
FROM entries e WHERE e.workspace = 'bench' AND e.kind = 'handoff'
"""
_CHECKS = {
    "assignments": "SELECT count(*) FROM steps WHERE event = 'reserved'",
    "handoffs reserved twice": """
        SELECT count(*) FROM (
          SELECT handoff FROM steps WHERE event = 'reserved' GROUP BY handoff HAVING count(*) > 1) x""",
    "customers with two reservations at once": """
        SELECT count(*) FROM (
          SELECT event, lead(event) OVER (PARTITION BY conversation ORDER BY seq) AS next FROM steps) x
        WHERE event = 'reserved' AND next = 'reserved'""",
    "conversations with two open handoffs": """
        SELECT count(*) FROM (SELECT conversation FROM handoffs WHERE workspace = 'bench'
          AND state IN ('requested', 'queued', 'reserved', 'active') GROUP BY conversation HAVING count(*) > 1) x""",
    "most units of one agent at any moment": """
        SELECT max(units) FROM (
          SELECT sum(CASE event WHEN 'reserved' THEN 1 ELSE -1 END)
            OVER (PARTITION BY agent ORDER BY at, event DESC) AS units
          FROM steps WHERE event IN ('reserved', 'resolved')) x""",
    "log and handoffs that differ": """
        SELECT abs((SELECT count(*) FROM steps WHERE event = 'reserved')
          - (SELECT count(*) FROM steps WHERE event = 'resolved')
          - (SELECT count(*) FROM handoffs WHERE workspace = 'bench' AND state IN ('reserved', 'active')))""",
}


def verify(url: str) -> dict[str, int]:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(_STEPS)
        found = {}
        for name, sql in _CHECKS.items():
            row = connection.execute(sql).fetchone()
            found[name] = int(row[0] or 0) if row else 0
        return found


def main() -> int:
    asked = argparse.ArgumentParser(description="Assignments by four nodes while whoever plans is killed.")
    asked.add_argument("--assignments", type=int, default=20_000, help="stop after so many (100 to 1,000,000)")
    asked.add_argument("--minutes", type=float, default=10.0, help="stop after so long (0.1 to 240)")
    asked.add_argument("--kill-every", type=float, default=6.0, help="seconds between two kills, on average (1 to 600)")
    chosen = asked.parse_args()
    assignments, minutes = min(1_000_000, max(100, chosen.assignments)), min(240.0, max(0.1, chosen.minutes))
    console = Console(width=110)
    FORKS.set_forkserver_preload(["assigning_node"])
    with postgres() as url:
        if not furnished(url):
            asyncio.run(furnish(url, agents=AGENTS, capacity=CAPACITY, line=LINE))
        found = soak(url, assignments, minutes, min(600.0, max(1.0, chosen.kill_every)), console)
        checks = verify(url)
    for name, value in {**found, **checks}.items():
        console.print(f"{name}: {value if isinstance(value, dict) else f'{value:,}'}", highlight=False)
    wrong = [name for name in checks if name != "assignments" and checks[name] and not name.startswith("most units")]
    if checks["most units of one agent at any moment"] > CAPACITY:
        wrong.append("most units of one agent at any moment")
    console.print(f"[red]wrong: {', '.join(wrong)}" if wrong else "nothing is wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
