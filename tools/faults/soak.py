"""G41: mixed load for a long time with a random fault every 20 s: nothing lost, nothing shown twice, nothing grows."""

from __future__ import annotations

import asyncio
import random
import signal
import statistics
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from itertools import pairwise

from faults.house import LOOPBACK, House, house
from faults.ledger import Ledger
from faults.nodes import Node
from faults.postgres import Postgres, postgres
from faults.proxy import DOWN, UP, Bandwidth, Latency, LimitData, Proxy, ResetPeer, Slicer, Timeout, Toxic
from faults.relay import outcome, traffic
from faults.scenario import Outcome, Scenario, Setting

CUSTOMERS, THINK_S = 10, 0.3
EVERY_S = 20.0
LOOKS_EVERY_S = 2.0
MAY_GROW_BY = 1.1
FDS_MORE = 40
TOXICS: tuple[tuple[Toxic, ...], ...] = (
    (Latency(0.2, 0.2),),
    (Bandwidth(20_000),),
    (Slicer(50, 0.002),),
    (ResetPeer(0.5),),
    (LimitData(2_000),),
    (Timeout(1.0),),
    (Latency(0.05, 0.05), Slicer(100, 0.001)),
)


@dataclass
class Size:
    """Of one node while it lives: (seconds, resident bytes, open files)."""

    samples: list[tuple[float, int, int]] = field(default_factory=list)

    def settled(self) -> list[tuple[float, int, int]]:
        """Without the first quarter: a process that has just begun still fills its caches."""
        return self.samples[len(self.samples) // 4 :]

    def slope(self) -> float:
        """Resident MiB an hour, by least squares."""
        kept = self.settled()
        if len(kept) < 3:
            return 0.0
        line = statistics.linear_regression([at for at, _, _ in kept], [rss for _, rss, _ in kept])
        return line.slope * 3600 / 2**20

    def grew(self) -> float:
        """The last third over the one before, of resident bytes."""
        rss = [rss for _, rss, _ in self.settled()]
        third = len(rss) // 3
        return statistics.mean(rss[-third:]) / statistics.mean(rss[-2 * third : -third]) if third else 1.0


class Faults:
    """What is done to a house, by chance. `kept` is never killed, so that its size can be watched; it is paused."""

    def __init__(self, built: House, server: Postgres, roads: list[Proxy], chance: random.Random) -> None:
        self.built, self.server, self.roads, self.chance = built, server, roads, chance
        self.counts: dict[str, int] = {}

    @property
    def kept(self) -> Node:
        return self.built.nodes[0]

    async def one(self) -> None:
        ways = (self.kill, self.pause, self.bad_road, self.bot_away, self.postgres_restart)
        way = self.chance.choice(ways)
        name = way.__name__.replace("_", " ")
        self.counts[name] = self.counts.get(name, 0) + 1
        await way()

    async def kill(self) -> None:
        node = self.chance.choice(self.built.nodes[1:])
        await node.kill()
        await self.built.revive(node)

    async def pause(self) -> None:
        node = self.chance.choice(self.built.nodes)
        node.signal(signal.SIGSTOP)
        try:
            await asyncio.sleep(self.chance.uniform(0.5, 6))
        finally:
            node.signal(signal.SIGCONT)

    async def bad_road(self) -> None:
        road, direction = self.chance.choice([*self.roads, self.built.bot_proxy]), self.chance.choice((UP, DOWN))
        for toxic in self.chance.choice(TOXICS):
            road.add(toxic, direction)
        await asyncio.sleep(self.chance.uniform(1, 5))
        road.clear()

    async def bot_away(self) -> None:
        await self.built.bot_proxy.down()
        await asyncio.sleep(self.chance.uniform(1, 5))
        await self.built.bot_proxy.up()

    async def postgres_restart(self) -> None:
        await self.server.restart()


async def soak(setting: Setting) -> Outcome:
    chance = setting.chance()
    async with AsyncExitStack() as stack:
        server = stack.enter_context(postgres())
        built = await stack.enter_async_context(house(setting.folder, server.database(), nodes=2))
        roads = [await stack.enter_async_context(Proxy(LOOPBACK, node.port)) for node in built.nodes]
        built.urls[:] = [road.url for road in roads]
        faults, size = Faults(built, server, roads, chance), Size()
        watching = asyncio.create_task(watch(faults.kept, size))
        try:
            async with traffic(built, CUSTOMERS, think_s=THINK_S):
                every = EVERY_S / 4 if setting.quick else EVERY_S
                for number in range(setting.trials):
                    await asyncio.sleep(every * chance.uniform(0.5, 1.5))
                    await faults.one()
                    setting.progress(number + 1)
        finally:
            watching.cancel()
        found = outcome(setting, built, setting.trials, **faults.counts)
    judge(found, size, quick=setting.quick)
    found.missed = [words for words in found.missed if "repeated" not in words]  # the bot's road is cut on purpose
    return found


async def watch(node: Node, size: Size) -> None:
    began = Ledger.now()
    while True:
        size.samples.append((Ledger.now() - began, *node.size()))
        await asyncio.sleep(LOOKS_EVERY_S)


def judge(found: Outcome, size: Size, *, quick: bool) -> None:
    files = [number for _, _, number in size.settled()]
    longest = max((after[0] - before[0] for before, after in pairwise(size.samples)), default=0.0)
    found.figures |= {
        "resident MiB at the end": round(size.samples[-1][1] / 2**20),
        "slope MiB/h": round(size.slope(), 1),
        "last third over the one before": round(size.grew(), 3),
        "open files, median": statistics.median(files),
        "open files, most": max(files),
        "longest between two looks, s": round(longest, 1),
    }
    if quick:
        return
    if size.grew() > MAY_GROW_BY:
        found.missed.append(f"memory grew by {size.grew() - 1:.0%} from the second to the last third")
    half = len(files) // 2
    if statistics.median(files[half:]) > statistics.median(files[:half]) + FDS_MORE:
        found.missed.append("the number of open files grew")


SCENARIOS = [
    Scenario(
        "G41",
        "mixed load, two processes on PostgreSQL, a random fault every 20 s: kill, pause, bad network, bot away, "
        "PostgreSQL restarted; memory and open files of the process that lives on",
        soak,
        quick_trials=6,
        full_trials=90,
        needs=("linux", "postgres"),
        minutes=60,
    )
]
