"""G5: PostgreSQL is restarted as after a crash, again and again, while two servers relay messages."""

from __future__ import annotations

import asyncio

import aiohttp

from faults.house import House, house
from faults.ledger import Ledger
from faults.postgres import postgres
from faults.relay import median_s, outcome, traffic
from faults.scenario import Outcome, Scenario, Setting

CUSTOMERS = 8
BACK_WITHIN_S = 5.0
LOST_AFTER_S = 60.0


async def restarts(setting: Setting) -> Outcome:
    chance, away = setting.chance(), list[float]()
    with postgres() as server:
        async with house(setting.folder, server.database(), nodes=2) as built:
            async with traffic(built, CUSTOMERS):
                for number in range(setting.trials):
                    await asyncio.sleep(chance.uniform(0.5, 2.5))
                    began = Ledger.now()
                    await server.restart()
                    await accepted_again(built, number)
                    away.append(Ledger.now() - began)
                    setting.progress(number + 1)
            found = outcome(setting, built, setting.trials)
    found.figures |= {"until both accept messages again, median s": median_s(away), "longest s": round(max(away), 2)}
    if max(away) > BACK_WITHIN_S and not setting.quick:
        found.missed.append(f"once it took {max(away):.1f} s until messages were accepted again, more than 5 s")
    found.notes.append("Fail-over to a standby is not played: there is one PostgreSQL.")
    return found


async def accepted_again(built: House, number: int) -> None:
    """Until each node has stored something."""
    async with asyncio.timeout(LOST_AFTER_S):
        for node in built.nodes:
            caller = built.bot.caller
            body = {"id": f"probe-{number}-{node.number}", "language": "en"}
            while True:
                try:
                    address = f"{node.url}/v1/conversations"
                    async with caller.session.post(address, json=body, timeout=aiohttp.ClientTimeout(total=5)) as said:
                        if said.status < 400:
                            break
                except (aiohttp.ClientError, TimeoutError):
                    pass
                await asyncio.sleep(0.02)


SCENARIOS = [
    Scenario(
        "G5",
        "PostgreSQL restarted as after a crash (pg_ctl -m immediate) under load, two processes; back within 5 s",
        restarts,
        quick_trials=5,
        full_trials=100,
        needs=("linux", "postgres"),
        minutes=30,
    )
]
