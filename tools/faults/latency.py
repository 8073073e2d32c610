"""G16: how long a message takes from customer to desk and from desk to customer, with 200 chats going on."""

from __future__ import annotations

import asyncio
from functools import partial

from faults.house import house
from faults.ledger import CUSTOMER, DESK, MARK, Ledger
from faults.parties import ASKS_FOR_HUMAN, DONE, TO_HUMAN, Customer
from faults.relay import all_of, farewell, outcome, quantiles
from faults.scenario import Outcome, Scenario, Setting

CHATS, AGENTS = 200, 10
MEANWHILE = " while we talk"
THINKS_S = (3.0, 5.0)
GOALS = {"p50 ms": 100.0, "p95 ms": 300.0, "p99 ms": 1000.0}


async def relayed(setting: Setting, nodes: int) -> Outcome:
    """trials: messages of customers, all chats together."""
    chats = min(CHATS, setting.trials // 5)
    chance = setting.chance()
    async with house(
        setting.folder, setting.postgres or "", nodes=nodes, agents=AGENTS, capacity=chats // AGENTS + 5
    ) as built:
        await built.desks.sit()
        customers = [built.customer(think_s=0.0) for _ in range(chats)]
        begun = asyncio.Barrier(chats)

        async def chat(one: Customer, paces: list[float]) -> None:
            await one.open()
            assert one.eye is not None
            eye = one.eye
            await one.say(ASKS_FOR_HUMAN)
            first = await one.say(TO_HUMAN + " hello")
            await eye.until(lambda: f"h-{first.mark}" in eye.marks, "for a human")
            await begun.wait()
            last = first
            for pace in paces:
                await asyncio.sleep(pace)
                last = await one.say(TO_HUMAN + MEANWHILE)
                setting.progress(sum(customer.number - 2 for customer in customers))
            await eye.until(lambda: f"h-{last.mark}" in eye.marks, "for the last answer")
            await one.say(DONE)
            await eye.until(lambda: any(mark.startswith("w") for mark in eye.marks), "for the bot's welcome")
            await farewell(built, one)

        each = setting.trials // chats
        paces = [[chance.uniform(*THINKS_S) for _ in range(each)] for _ in customers]
        tasks = [asyncio.create_task(chat(*pair)) for pair in zip(customers, paces, strict=True)]
        await all_of(built.ledger, tasks, 600)
        found = outcome(setting, built, chats * each)
        there, back = one_way(built.ledger)
    for name, seconds in (("customer to desk", there), ("desk to customer", back)):
        for (goal, most), ms in zip(GOALS.items(), quantiles(seconds, 0.5, 0.95, 0.99), strict=True):
            found.figures[f"{name} {goal}"] = ms
            if ms > most and not setting.quick:
                found.missed.append(f"{name}: {goal} is {ms:g}, more than {most:g}")
    found.figures["chats"] = chats
    return found


def one_way(ledger: Ledger) -> tuple[list[float], list[float]]:
    """Seconds from being sent to being seen by the other side, of what was said while they talked."""
    begun = {(one.conversation, one.mark): one for one in ledger.sent}
    there, back = list[float](), list[float]()
    for saw in ledger.saw:
        for conversation, mark in MARK.findall(saw.text)[:1]:
            sent = begun.get((conversation, mark))
            if sent and saw.by == DESK and sent.by == CUSTOMER and MEANWHILE in saw.text:
                there.append(saw.at - sent.began)
            elif sent and saw.by == CUSTOMER and sent.by == DESK:
                back.append(saw.at - sent.began)
    return there, back


SCENARIOS = [
    Scenario(
        "G16-sqlite",
        "latency of the relay with 200 chats going on, from sending to being seen over the live socket",
        partial(relayed, nodes=1),
        quick_trials=100,
        full_trials=3_000,
        minutes=15,
    ),
    Scenario(
        "G16-postgres",
        "the same on two processes and PostgreSQL, customer and human agent mostly on different ones",
        partial(relayed, nodes=2),
        quick_trials=100,
        full_trials=3_000,
        needs=("postgres",),
        minutes=15,
    ),
]
