"""G1: a server is killed with SIGKILL at random moments while messages are relayed, and begun again at once."""

from __future__ import annotations

import asyncio
import sqlite3
from functools import partial
from pathlib import Path

from faults.house import house
from faults.relay import median_s, outcome, traffic
from faults.scenario import Outcome, Scenario, Setting

CUSTOMERS = 10
WITHIN_S = 0.5
"""A kill comes so long after the server answers again, at most."""


async def kills(setting: Setting, nodes: int) -> Outcome:
    chance, restarts = setting.chance(), list[float]()
    async with house(setting.folder, setting.postgres or "", nodes=nodes) as built:
        async with traffic(built, CUSTOMERS):
            for number in range(setting.trials):
                await asyncio.sleep(chance.uniform(0, WITHIN_S))
                node = chance.choice(built.nodes)
                await node.kill()
                restarts.append(await built.revive(node))
                setting.progress(number + 1)
        found = outcome(setting, built, setting.trials)
    found.figures["until it answers again, median s"] = median_s(restarts)
    if setting.postgres is None:
        found.figures["integrity_check"] = said = integrity(setting.folder / "segue.db")
        found.wrong += said != "ok"
    return found


def integrity(database: Path) -> str:
    with sqlite3.connect(database) as connection:
        return "; ".join(row[0] for row in connection.execute("PRAGMA integrity_check"))


SCENARIOS = [
    Scenario(
        "G1-sqlite",
        "SIGKILL at random during relay, one process on SQLite; integrity_check; wire repeats at most 20 % (G3)",
        partial(kills, nodes=1),
        quick_trials=20,
        full_trials=1000,
        needs=("linux",),
        minutes=60,
    ),
    Scenario(
        "G1-postgres",
        "SIGKILL of one of two processes at random during relay, on PostgreSQL; wire repeats at most 20 % (G3)",
        partial(kills, nodes=2),
        quick_trials=20,
        full_trials=1000,
        needs=("linux", "postgres"),
        minutes=60,
    ),
]
