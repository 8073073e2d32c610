"""Traffic for a house: customers who talk with the bot and with humans, round after round, and what became of it."""

from __future__ import annotations

import asyncio
import statistics
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from faults.calling import Caller, Refused, Stuck
from faults.house import House
from faults.ledger import Ledger, Verdict, check
from faults.parties import Customer
from faults.scenario import Outcome, Setting

ROUNDS = 8
"""After which a customer goes and another comes: logs stay as long as they are in life."""
ENDS_WITHIN_S = 240.0
RESENDS_AT_MOST = 0.2


@asynccontextmanager
async def traffic(house: House, at_once: int, *, turns: int = 2, think_s: float = 0.05) -> AsyncIterator[None]:
    """While inside, `at_once` customers talk. At the end each finishes their round, and what they saw is checked."""
    over = False
    await house.desks.sit()

    async def place() -> None:
        while not over:
            customer = house.customer(turns=turns, think_s=think_s)
            await customer.run(lambda one=customer: over or one.rounds >= ROUNDS)  # type: ignore[misc]
            await farewell(house, customer)

    places = [asyncio.create_task(place(), name=f"customer {number}") for number in range(at_once)]
    try:
        yield
        over = True
        await all_of(house.ledger, places, ENDS_WITHIN_S)
    finally:
        for task in places:
            task.cancel()
        await asyncio.gather(*places, return_exceptions=True)


async def all_of(ledger: Ledger, tasks: list[asyncio.Task[None]], within_s: float) -> None:
    """Until all are done. Who is not in time is stuck; who failed otherwise is a fault of the bench: it is raised."""
    done, late = await asyncio.wait(tasks, timeout=within_s)
    ledger.stuck += [f"{task.get_name()} did not come to its end in {within_s:g} s" for task in late]
    for task in done:
        task.result()


async def farewell(house: House, customer: Customer) -> None:
    """A customer goes: nothing of theirs is open, and what each eye saw is what a fresh fetch shows."""
    ledger, eye = house.ledger, customer.eye
    if eye is None:
        return
    try:
        await house.desks.quiet(customer.id)
        state = await customer.caller.ask("GET", f"/v1/conversations/{customer.id}")
        if state["handoff"] is not None or state["owner"]["kind"] != "bot":
            ledger.stuck.append(f"{customer.id} ends with {state['owner']['kind']}, handoff {state['handoff']}")
        await _same(ledger, f"the customer of {customer.id}", eye.seqs, lambda: _log(customer.caller, customer.id))
        if desk := house.desks.eyes.pop(customer.id, None):
            await _same(ledger, f"the desk of {customer.id}", desk.seqs, lambda: _newest(desk.caller, customer.id))
            await desk.close()
    except (Refused, Stuck) as error:
        ledger.wrong.append(f"{customer.id} cannot be read at the end: {error}")
    await customer.close()
    house.customers.remove(customer)


async def _log(caller: Caller, conversation: str) -> list[int]:
    found: list[int] = []
    while True:
        after = found[-1] if found else 0
        page = (await caller.ask("GET", f"/v1/conversations/{conversation}/entries?after={after}"))["entries"]
        if not page:
            return found
        found += [entry["seq"] for entry in page]


async def _newest(caller: Caller, conversation: str) -> list[int]:
    return [entry["seq"] for entry in (await caller.ask("GET", f"/v1/desk/conversations/{conversation}"))["entries"]]


async def _same(ledger: Ledger, who: str, seen: list[int], fetch: Callable[[], object]) -> None:
    there: list[int] = []
    for _ in range(100):  # 10 s for what is still on its way to the socket
        there = await fetch()  # type: ignore[misc]
        if seen[-len(there) :] == there:
            return
        await asyncio.sleep(0.1)
    missing, more = sorted(set(there) - set(seen)), sorted(set(seen[-len(there) :]) - set(there))
    ledger.wrong.append(f"{who} saw something else than is there: missing {missing[:5]}, too many {more[:5]}")


def outcome(setting: Setting, house: House, trials: int, **figures: float | int | str) -> Outcome:
    """What the ledger says. It is kept beside the database when something is wrong."""
    verdict = check(house.ledger)
    found = counted(verdict, trials)
    found.figures = {
        "messages accepted": len(house.ledger.sent),
        "sent more than once by their senders": sum(one.tries > 1 for one in house.ledger.sent),
        "events by webhook": verdict.wired,
        "of these repeated": verdict.resends,
        **figures,
    }
    if verdict.resends > RESENDS_AT_MOST * max(1, verdict.wired):
        found.missed.append(f"{verdict.resends} of {verdict.wired} events were repeated, more than 20 %")
    if not found.clean:
        house.ledger.write(setting.folder / "ledger.jsonl")
    return found


def counted(verdict: Verdict, trials: int) -> Outcome:
    return Outcome(
        trials,
        lost=len(verdict.lost),
        twice=len(verdict.twice),
        reordered=len(verdict.reordered),
        stuck=len(verdict.stuck),
        wrong=len(verdict.wrong),
        notes=verdict.words(),
    )


def quantiles(seconds: list[float], *shares: float) -> list[float]:
    """In milliseconds, rounded."""
    ordered = sorted(seconds)
    return [round(ordered[min(len(ordered) - 1, int(share * len(ordered)))] * 1000, 1) for share in shares]


def median_s(seconds: list[float]) -> float:
    return round(statistics.median(seconds), 2) if seconds else 0.0
