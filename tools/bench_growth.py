"""What a message costs beside few and beside many stored conversations: two servers take turns under the same load."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from statistics import median
from typing import Any

import uvloop
from rich.console import Console
from rich.progress import Progress, track
from rich.table import Table

from load import Measured, load, posts
from running import Running, server
from segue.domain.conversation import Conversation, Customer, Entry, Kind, Role
from segue.ports.conversations import AppendEntries
from segue.store.database import open_store

HERE = Path(__file__).resolve().parent
FEW, MANY = 1_000, 1_000_000
CLIENTS, EACH, MOST = 32, 8, 40_000
AT_ONCE = 512
SAID = ("Hello, where is my order?", "It left our warehouse on Thursday.", "Thank you, that is all.")


def stored(number: int, now: datetime) -> AppendEntries:
    """A conversation as one is after a few turns; nobody has asked for a human."""
    at = now - timedelta(minutes=number % 500_000)
    roles = (Role.END_USER, Role.AUTOMATED_AGENT, Role.END_USER)
    entries = tuple(
        Entry(seq, Kind.MESSAGE, role, at, text, message_id=f"s{seq}")
        for seq, (role, text) in enumerate(zip(roles, SAID, strict=True), start=1)
    )
    made = Conversation("default", f"old{number}", at, at, customer=Customer(f"cust{number}", f"Customer {number}"))
    return AppendEntries(replace(made, last_seq=len(entries)), 0, 0, entries)


async def fill(url: str, many: int, progress: Progress) -> None:
    store, now = await open_store(url), datetime.now(UTC)
    bar = progress.add_task(f"{many:,} conversations", total=many)
    try:
        for start in range(0, many, AT_ONCE):
            end = min(many, start + AT_ONCE)
            await asyncio.gather(*(store.write(stored(number, now)) for number in range(start, end)))
            progress.update(bar, completed=end)
    finally:
        await store.close()


@asynccontextmanager
async def _filled(many: int, progress: Progress) -> AsyncIterator[Running]:
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/segue.db"
        await fill(url, many, progress)
        async with server(HERE / "bench_policy.yaml", Path(folder), store=url, bot="bench-bot") as running:
            yield running


async def measure(few: int, many: int, rounds: int, seconds: float, console: Console) -> dict[str, Any]:
    async with AsyncExitStack() as stack:
        with Progress(console=console, transient=True) as progress:
            sides = {n: await stack.enter_async_context(_filled(n, progress)) for n in (few, many)}
        numbers = count(1)
        names = {n: [f"old{at * n // (CLIENTS * EACH)}" for at in range(CLIENTS * EACH)] for n in sides}
        found: dict[int, list[Measured]] = {n: [] for n in sides}
        for number in track(range(rounds + 1), "measuring", console=console, transient=True):
            for n, running in sides.items():
                flows = [
                    posts("end_user", names[n][c * EACH : (c + 1) * EACH], running.key, numbers) for c in range(CLIENTS)
                ]
                one = await load(int(running.url.rpartition(":")[2]), flows, seconds, MOST)
                if number:  # in the first, statements compile and pages are read
                    found[n].append(one)
    return {
        "stored": {
            str(n): {
                "posts_per_s": round(median(one.rate for one in found[n])),
                "p50_ms": round(median(one.quantile(0.5) for one in found[n]), 2),
                "p99_ms": round(median(one.quantile(0.99) for one in found[n]), 2),
            }
            for n in sides
        },
        "ratio": round(median(b.rate / a.rate for a, b in zip(found[few], found[many], strict=True)), 3),
    }


def growth(console: Console, rounds: int, seconds: float, *, many: int = MANY, as_json: bool = False) -> dict[str, Any]:
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        found = runner.run(measure(FEW, many, rounds, seconds, Console(stderr=True)))
    if not as_json:
        table = Table(title="Customers' messages, decided on, beside what is stored", title_justify="left")
        for name in ("conversations stored", "posts/s", "p50 ms", "p99 ms"):
            table.add_column(name, justify="right")
        for name, row in found["stored"].items():
            table.add_row(f"{int(name):,}", f"{row['posts_per_s']:,}", f"{row['p50_ms']:.2f}", f"{row['p99_ms']:.2f}")
        console.print(table, f"ratio, round by round: {found['ratio']:.3f}")
    return found
