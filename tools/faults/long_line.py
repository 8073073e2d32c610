"""G20: 100,000 customers wait. How long do the desk, an arrival and a claim take, and how long does the start?"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median, quantiles
from typing import Any

import aiohttp

from faults.scenario import Outcome, Scenario, Setting
from running import Running, ask, desk, server, use_link
from segue.domain.conversation import Conversation, Customer, Entry, Kind, Owner, OwnerKind, Role
from segue.domain.lifecycle import Handoff, State
from segue.ports.conversations import AppendEntries
from segue.store.database import SqlStore, open_store

POLICY = Path(__file__).resolve().parent.parent / "replay_policy.yaml"
AT_ONCE = 512
LOOKS, ARRIVALS, CLAIMS = 60, 40, 100
PAGE_GOAL_MS, CLAIM_GOAL_MS, START_GOAL_S = 200.0, 20.0, 10.0


def unit(number: int, now: datetime) -> AppendEntries:
    """Somebody who has been waiting for a while."""
    id_, since = f"wait{number:06}", now - timedelta(seconds=7200 - number / 50)
    handoff = Handoff(
        f"hnd_{number:06}", "default", id_, State.QUEUED, "customer_asked", "service", since, since, queued_at=since
    )
    made = Conversation("default", id_, since, since, customer=Customer(name=f"Customer {number}"))
    made = replace(made, last_seq=1, last_handoff=handoff.id, owner=Owner(OwnerKind.QUEUE, "service"), last_text="help")
    entry = Entry(1, Kind.MESSAGE, Role.END_USER, since, "I want to talk to a human please", message_id=f"m{number}")
    return AppendEntries(made, 0, 0, (entry,), handoffs=(handoff,))


async def fill(store: SqlStore, count: int, setting: Setting) -> None:
    now = datetime.now(UTC)
    for start in range(0, count, AT_ONCE):
        await asyncio.gather(*(store.write(unit(n, now)) for n in range(start, min(count, start + AT_ONCE))))
        setting.progress(min(count, start + AT_ONCE))


def p99(values: Sequence[float]) -> float:
    return round(quantiles(values, n=100)[98], 1)


async def timed(times: list[float], awaited: Any) -> Any:
    began = time.perf_counter()
    answer = await awaited
    times.append((time.perf_counter() - began) * 1000)
    return answer


async def run(setting: Setting) -> Outcome:
    outcome = Outcome(setting.trials)
    url = f"sqlite:///{setting.folder}/segue.db"
    store = await open_store(url)
    try:
        await fill(store, setting.trials, setting)
    finally:
        await store.close()
    began = time.perf_counter()
    async with server(POLICY, setting.folder, store=url) as running:
        outcome.figures["start s"] = round(time.perf_counter() - began, 1)
        await _measure(running, outcome)
    if not setting.quick:
        _judge(outcome)
    return outcome


async def _measure(running: Running, outcome: Outcome) -> None:
    person = {"name": "Maria Lopez", "email": "maria@segue.example", "role": "agent", "capacity": 50}
    made = await ask(running.admin, "POST", "/v1/ops/users", json=person)
    async with desk(running.url) as maria:
        await use_link(maria, made["link"])
        pages: list[float] = []
        for _ in range(LOOKS):
            inbox = await timed(pages, ask(maria, "GET", "/v1/desk/snapshot"))
        outcome.figures["inbox p50 ms"], outcome.figures["inbox p99 ms"] = round(median(pages), 1), p99(pages)
        outcome.wrong += inbox["totals"]["waiting"] != outcome.trials
        outcome.figures["listed"] = len(inbox["waiting"])
        claims: list[float] = []
        for item in inbox["waiting"][:CLAIMS]:
            path = f"/v1/desk/conversations/{item['conversation']['id']}/take"
            handoff = (await timed(claims, ask(maria, "POST", path, json={})))["handoff"]
            outcome.wrong += handoff["state"] != "active"
        outcome.figures["claim p50 ms"], outcome.figures["claim p99 ms"] = round(median(claims), 1), p99(claims)
        await ask(maria, "PUT", "/v1/desk/presence", json={"presence": "online"})
        arrivals: list[float] = []
        async with aiohttp.ClientSession(running.url, headers=running.bearer) as bot:
            for n in range(ARRIVALS):
                await ask(bot, "POST", "/v1/conversations", json={"id": f"new{n}"})
                message = {"id": "m1", "role": "end_user", "text": "I want to talk to a human please"}
                await timed(arrivals, ask(bot, "POST", f"/v1/conversations/new{n}/messages", json=message))
        outcome.figures["arrival p50 ms"], outcome.figures["arrival p99 ms"] = round(median(arrivals), 1), p99(arrivals)


def _judge(outcome: Outcome) -> None:
    for what, goal in (("inbox p99 ms", PAGE_GOAL_MS), ("claim p99 ms", CLAIM_GOAL_MS), ("start s", START_GOAL_S)):
        if float(outcome.figures[what]) > goal:
            outcome.missed.append(f"{what} {outcome.figures[what]}, the goal is {goal:g}")


SCENARIOS = [
    Scenario(
        "G20-sqlite",
        "customers wait: inbox ≤ 200 ms, claim p99 ≤ 20 ms, start ≤ 10 s",
        run,
        quick_trials=2_000,
        full_trials=100_000,
    )
]
