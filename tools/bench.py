"""How many messages a second Segue stores durably, beside the bare ceiling measured in the same run.

    python3 dev.py bench [--rounds N] [--seconds S] [--handoffs N] [--json]
                         [--only-packages | --only-routing | --only-workers | --only-growth [--stored N]]

Both servers run on one core, the load on another, and rounds take turns, so that whatever else the machine does falls
on both alike. The ratio is the result; absolute figures belong to one machine and one moment. The processor time that a
server spends on a post depends least on its neighbours. Then handoffs are timed: when the customer hears of it, and
when the briefing is there, with sources of three seconds each and without any. Nothing here passes or fails.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

import aiohttp
import uvloop
from rich.console import Console
from rich.progress import track
from rich.table import Table

from bench_assign import assignments
from bench_growth import growth
from bench_packages import packages
from bench_routing import routing
from bench_workers import workers
from load import Measured, load, posts
from running import ORIGIN, Running, ask, connector, server

HERE = Path(__file__).resolve().parent
CLIENTS = 64
EACH = 4  # conversations a client
MOST = 40_000  # requests a round
SOCKETS = 100
FRAMES = 400  # posts whose way to a live socket is timed
BARE, ON, OFF = "bare ceiling", "decision on", "decision off"
ROLE = {BARE: "end_user", ON: "end_user", OFF: "automated_agent"}
WAYS = "▏▎▍▌▋▊▉█"


@dataclass(slots=True)
class Side:
    """One thing that is measured: where, with which conversations."""

    port: int
    pid: int
    key: str
    role: str
    conversations: list[str]
    numbers: count[int] = field(default_factory=lambda: count(1))
    rounds: dict[int, list[Measured]] = field(default_factory=dict)  # by clients

    async def round(self, clients: int, seconds: float) -> None:
        flows = [
            posts(self.role, self.conversations[c * EACH : (c + 1) * EACH], self.key, self.numbers)
            for c in range(clients)
        ]
        before = cpu_seconds(self.pid)
        found = await load(self.port, flows, seconds, MOST)
        found.cpu = cpu_seconds(self.pid) - before
        if found.refused:
            sys.exit(f"a post was refused, so nothing can be said:\n{found.refused[0]}")
        self.rounds.setdefault(clients, []).append(found)

    def all(self, clients: int) -> Measured:
        rounds = self.rounds[clients]
        seconds = [s for one in rounds for s in one.seconds]
        return Measured(seconds, sum(one.lasted for one in rounds), sum(one.cpu for one in rounds))


def cpu_seconds(pid: int) -> float:
    """Processor time of a process so far; 0 where the system does not say."""
    stat = Path(f"/proc/{pid}/stat")
    if not stat.exists():
        return 0.0
    user, system = stat.read_text().rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


class Cores:
    """One core for the servers, one for the load, where the system lets a program choose."""

    def __init__(self) -> None:
        there = sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else []
        self.pinned = len(there) >= 2
        self.servers, self.load = there[:1], there[1:2]

    def use(self, cores: list[int]) -> None:
        if self.pinned:
            os.sched_setaffinity(0, cores)  # what is started from now on inherits it


@asynccontextmanager
async def bare(folder: Path) -> AsyncIterator[tuple[int, int]]:
    """The bare server's port and process."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, HERE / "bench_bare.py", folder / "bare.db"), stdout=asyncio.subprocess.PIPE
    )
    try:
        assert process.stdout is not None
        yield int(await process.stdout.readline()), process.pid
    finally:
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()


async def begin(running: Running, names: list[str]) -> list[str]:
    async with aiohttp.ClientSession(running.url, headers=running.bearer) as bot:
        for name in names:
            await ask(bot, "POST", "/v1/conversations", json={"id": name})
    return names


async def sides(running: Running, bare_server: tuple[int, int]) -> dict[str, Side]:
    def names(of: str) -> list[str]:
        return [f"{of}-{i}" for i in range(CLIENTS * EACH)]

    segue = int(running.url.rpartition(":")[2]), running.process.pid
    return {
        BARE: Side(*bare_server, "none", ROLE[BARE], names("bare")),
        ON: Side(*segue, running.key, ROLE[ON], await begin(running, names("on"))),
        OFF: Side(*segue, running.key, ROLE[OFF], await begin(running, names("off"))),
    }


async def fan_out(running: Running) -> Measured:
    """From the moment of a bot's post to its frame at the customer's socket, with a hundred live sockets."""
    found = Measured()
    made = await ask(running.admin, "POST", "/v1/ops/sites", json={"name": "Shop", "origins": [ORIGIN]})
    async with (
        aiohttp.ClientSession(running.url, connector=connector(), headers={"Origin": ORIGIN}) as customers,
        aiohttp.ClientSession(running.url, headers=running.bearer) as bot,
    ):
        live = [await _live(customers, made["site"]["key"]) for _ in range(SOCKETS)]
        shuffled = random.Random(7)
        began = time.perf_counter()
        for number in range(FRAMES):
            name, socket = shuffled.choice(live)
            posted = time.perf_counter()
            body = {"id": f"f{number}", "role": "automated_agent", "text": "It leaves our warehouse on Thursday."}
            answer = asyncio.create_task(ask(bot, "POST", f"/v1/conversations/{name}/messages", json=body))
            while True:
                frame = await socket.receive_json(timeout=10)
                if frame["type"] == "entry" and frame["entry"]["message_id"] == body["id"]:
                    break
            found.seconds.append(time.perf_counter() - posted)
            await answer
        found.lasted = time.perf_counter() - began
        for _, socket in live:
            await socket.close()
    return found


async def _live(customers: aiohttp.ClientSession, site: str) -> tuple[str, aiohttp.ClientWebSocketResponse]:
    visitor = (await ask(customers, "POST", "/v1/widget/session", json={"site": site}))["visitor_token"]
    bearer = {"Authorization": f"Bearer {visitor}"}
    opened = await ask(customers, "POST", "/v1/widget/conversation", json={}, headers=bearer)
    bearer = {"Authorization": f"Bearer {opened['token']}"}
    path = f"/v1/conversations/{opened['id']}"
    ticket = (await ask(customers, "POST", f"{path}/ticket", json={}, headers=bearer))["ticket"]
    return opened["id"], await customers.ws_connect(f"{path}/live?ticket={ticket}")


async def measure(rounds: int, seconds: float) -> dict[str, Any]:
    cores = Cores()
    cores.use(cores.servers)
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        running = await stack.enter_async_context(server(HERE / "bench_policy.yaml", folder, bot="bench-bot"))
        bare_server = await stack.enter_async_context(bare(folder))
        cores.use(cores.load)
        measured = await sides(running, bare_server)
        for side in measured.values():  # statements compile, caches fill
            await side.round(CLIENTS, 0.5)
        for side in measured.values():
            side.rounds.clear()
        plan = [(clients, time_) for _ in range(rounds) for clients, time_ in ((CLIENTS, seconds), (1, seconds / 2))]
        for clients, time_ in track(plan, "measuring", console=Console(stderr=True), transient=True):
            for side in measured.values():
                await side.round(clients, time_)
        frames = await fan_out(running)
    return {"pinned": cores.pinned, "rounds": rounds, **result(measured, frames)}


async def briefings(handoffs: int) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        return await packages((HERE / "bench_policy.yaml").read_text("utf-8"), Path(folder), handoffs)


def result(measured: dict[str, Side], frames: Measured) -> dict[str, Any]:
    found: dict[str, Any] = {"posts": []}
    for clients in (CLIENTS, 1):
        for name, side in measured.items():
            all_, ratios = side.all(clients), ratios_of(side, measured[BARE], clients)
            found["posts"].append(
                {
                    "what": name,
                    "clients": clients,
                    "posts_per_s": round(all_.rate),
                    "p50_ms": round(all_.quantile(0.5), 2),
                    "p99_ms": round(all_.quantile(0.99), 2),
                    "ratio": round(statistics.median(ratios), 3),
                    "ratio_lowest": round(min(ratios), 3),
                    "ratio_highest": round(max(ratios), 3),
                    "cpu_us_a_post": round(all_.cpu / len(all_.seconds) * 1e6),
                    "histogram_ms": histogram(all_.seconds),
                }
            )
    found["fan_out"] = {
        "sockets": SOCKETS,
        "frames": len(frames.seconds),
        "p50_ms": round(frames.quantile(0.5), 2),
        "p99_ms": round(frames.quantile(0.99), 2),
        "histogram_ms": histogram(frames.seconds),
    }
    return found


def ratios_of(side: Side, ceiling: Side, clients: int) -> list[float]:
    """Round by round: what ran at about the same moment is compared."""
    return [a.rate / b.rate for a, b in zip(side.rounds[clients], ceiling.rounds[clients], strict=True)]


EDGES = (0.5, 1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128, 256)


def histogram(seconds: list[float]) -> dict[str, int]:
    """Answers by the first edge in milliseconds that they stay under."""
    found = dict.fromkeys((*(f"<{edge:g}" for edge in EDGES), f">={EDGES[-1]:g}"), 0)
    for one in seconds:
        name = next((f"<{edge:g}" for edge in EDGES if one * 1000 < edge), f">={EDGES[-1]:g}")
        found[name] += 1
    return found


def bar(share: float, width: int = 40) -> str:
    eighths = round(share * width * 8)
    return "█" * (eighths // 8) + (WAYS[eighths % 8 - 1] if eighths % 8 else "")


def show(found: dict[str, Any], console: Console) -> None:
    table = Table(title="Durable message posts through HTTP", title_justify="left")
    for name in ("what", "clients", "posts/s", "p50 ms", "p99 ms", "ratio", "lowest … highest", "CPU µs a post"):
        table.add_column(name, justify="left" if name == "what" else "right")
    for row in found["posts"]:
        table.add_row(
            *(row["what"], str(row["clients"]), f"{row['posts_per_s']:,}"),
            *(f"{row['p50_ms']:.2f}", f"{row['p99_ms']:.2f}", f"{row['ratio']:.3f}"),
            f"{row['ratio_lowest']:.3f} … {row['ratio_highest']:.3f}",
            str(row["cpu_us_a_post"]),
        )
    console.print(table)
    wide = [row for row in found["posts"] if row["clients"] == CLIENTS]
    plots = [(f"{row['what']}, {CLIENTS} clients: ms", row["histogram_ms"]) for row in wide]
    fan = found["fan_out"]
    plots.append((f"post to frame, {fan['sockets']} live sockets: ms", fan["histogram_ms"]))
    for title, buckets in plots:
        plot(title, buckets, console)
    console.print(
        f"\nFrom the post to the customer's socket: p50 {fan['p50_ms']:.2f} ms, p99 {fan['p99_ms']:.2f} ms "
        f"({fan['frames']} frames, {fan['sockets']} live sockets)."
    )
    console.print(
        "decision on: messages of the customer, every trigger weighed. decision off: messages of the bot, stored\n"
        "alike, with no trigger run. ratio: posts a second beside the bare ceiling of the same round.\n"
        + ("One core for the servers, one for the load." if found["pinned"] else "Cores could not be pinned here.")
    )


def show_packages(found: dict[str, Any], console: Console) -> None:
    table = Table(title=f"A handoff's briefing, {found['handoffs']} handoffs of each kind", title_justify="left")
    for name in ("p50 / p95 ms", "customer told", "package there", "every source told or failed"):
        table.add_column(name, justify="left" if name.startswith("p50") else "right")
    for name, row in found.items():
        if isinstance(row, dict):
            table.add_row(name, *(f"{one['p50_ms']:,.1f} / {one['p95_ms']:,.1f}" for one in row.values()))
    console.print(table)


def plot(title: str, buckets: dict[str, int], console: Console) -> None:
    console.print(f"\n[bold]{title}[/]")
    total = sum(buckets.values()) or 1
    seen = [at for at, many in enumerate(buckets.values()) if many]
    for name, many in list(buckets.items())[seen[0] : seen[-1] + 1]:
        console.print(f"{name:>6} {bar(many / total)} {many / total:.1%}", highlight=False)


def main() -> None:
    asked = argparse.ArgumentParser(description="Message posts a second beside a bare ceiling.")
    asked.add_argument("--rounds", type=int, default=5, help="rounds of each kind, taking turns (1 to 8)")
    asked.add_argument("--seconds", type=float, default=2.0, help="length of a round (0.2 to 3)")
    asked.add_argument("--json", action="store_true", help="print the figures as JSON")
    asked.add_argument("--handoffs", type=int, default=40, help="handoffs whose briefing is timed, a kind (1 to 200)")
    asked.add_argument("--only-routing", action="store_true", help="time routing decisions and assignments alone")
    asked.add_argument("--only-growth", action="store_true", help="messages beside 1,000 and many stored conversations")
    asked.add_argument("--only-workers", action="store_true", help="one, two and four processes on one PostgreSQL")
    asked.add_argument("--stored", type=int, default=1_000_000, help="how many are many (2,000 to 1,000,000)")
    asked.add_argument("--only-packages", action="store_true", help="time the briefings of handoffs alone")
    chosen = asked.parse_args()
    if chosen.only_routing:
        routing(Console(quiet=chosen.json), as_json=chosen.json)
        assignments(Console(quiet=chosen.json), min(3.0, max(0.2, chosen.seconds)), as_json=chosen.json)
        return
    if chosen.only_workers:
        workers(Console(), min(8, chosen.rounds), min(10.0, chosen.seconds))
        return
    if chosen.only_growth:
        many = min(1_000_000, max(2_000, chosen.stored))
        grown = growth(Console(), min(8, chosen.rounds), min(3.0, chosen.seconds), many=many, as_json=chosen.json)
        if chosen.json:
            print(json.dumps(grown, indent=1))
        return
    handoffs = min(200, max(1, chosen.handoffs))
    rounds, seconds = min(8, max(1, chosen.rounds)), min(3.0, max(0.2, chosen.seconds))
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        found = {} if chosen.only_packages else runner.run(measure(rounds, seconds))
        found["packages"] = runner.run(briefings(handoffs))
    if chosen.json:
        print(json.dumps(found, indent=1))
        return
    if not chosen.only_packages:
        show(found, Console())
    show_packages(found["packages"], Console())


if __name__ == "__main__":
    main()
