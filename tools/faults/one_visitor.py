"""G18: one visitor begins conversations in bursts, from many tabs at once, and has one open conversation."""

from __future__ import annotations

import asyncio
from functools import partial

from faults.calling import Caller
from faults.house import house
from faults.relay import quantiles
from faults.scenario import Outcome, Scenario, Setting
from running import ORIGIN

BURST = 50


async def starts(setting: Setting, nodes: int) -> Outcome:
    """Each burst races for a new conversation: the one before is ended first."""
    found, seconds, begun = Outcome(0), list[float](), set[str]()
    loop = asyncio.get_running_loop()
    async with house(setting.folder, setting.postgres or "", nodes=nodes, agents=0) as built:
        caller = Caller(built.urls, Origin=ORIGIN)
        session = await caller.ask("POST", "/v1/widget/session", json={"site": built.site})
        visitor = {"Authorization": f"Bearer {session['visitor_token']}"}

        async def start() -> str:
            began = loop.time()
            said = await caller.ask("POST", "/v1/widget/conversation", json={}, headers=visitor)
            seconds.append(loop.time() - began)
            return str(said["id"])

        while found.trials < setting.trials:
            opened = set(await asyncio.gather(*(start() for _ in range(BURST))))
            found.trials += BURST
            setting.progress(found.trials)
            found.wrong += len(opened) - 1
            found.wrong += len(opened & begun)  # one that was ended is not begun again
            begun |= opened
            for conversation in opened:
                path = f"/v1/conversations/{conversation}/end"
                await built.bot.caller.ask("POST", path, json={}, headers={"Idempotency-Key": "over"})
        await caller.close()
    found.figures["conversations"] = len(begun)
    found.figures["p50 ms"], found.figures["p99 ms"] = quantiles(seconds, 0.5, 0.99)
    return found


SCENARIOS = [
    Scenario(
        "G18-sqlite",
        "one visitor begins a conversation 50 times at once, the one before being ended: one new conversation a burst",
        partial(starts, nodes=1),
        quick_trials=500,
        full_trials=10_000,
        minutes=10,
    ),
    Scenario(
        "G18-postgres",
        "the same on two processes and PostgreSQL",
        partial(starts, nodes=2),
        quick_trials=500,
        full_trials=10_000,
        needs=("postgres",),
        minutes=10,
    ),
]
