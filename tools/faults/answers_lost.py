"""G4: the other side has taken an event, and its answer is lost on the way back. Nobody may see it twice, nor miss it.

Where nobody can tell whether it arrived (`repeat: never`), it must be flagged to a person, and never go on in silence.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from functools import partial

from faults.house import LOOPBACK, House, house, listening
from faults.hub import Hub, policy
from faults.ledger import HUB, Ledger
from faults.proxy import DOWN, Cut, Flow, Proxy, Toxic
from faults.relay import outcome, traffic
from faults.scenario import Outcome, Scenario, Setting

CUSTOMERS = 12
SHARE = 0.2
"""Of the answers that are lost. More, and the other side counts as down: then nothing is sent that could be cut."""
DRAINED_WITHIN_S = 90.0


@dataclass(frozen=True)
class AnswerLost(Toxic):
    chance: random.Random
    share: float = SHARE

    async def passing(self, chunk: bytes, flow: Flow) -> AsyncIterator[bytes]:
        if self.chance.random() < self.share:
            raise Cut(reset=self.chance.random() < 0.5)
        yield chunk


async def cut(setting: Setting, proxy: Proxy, built: House) -> None:
    """While customers talk, answers are lost, until there were enough."""
    loop = asyncio.get_running_loop()
    async with traffic(built, CUSTOMERS, turns=4):
        proxy.add(AnswerLost(setting.chance()), DOWN)
        until = loop.time() + setting.trials * 3 + 60
        while proxy.cuts < setting.trials and loop.time() < until:
            await asyncio.sleep(0.05)
            setting.progress(proxy.cuts)
        proxy.clear()


async def to_bot(setting: Setting) -> Outcome:
    async with house(setting.folder) as built:
        await cut(setting, built.bot_proxy, built)
        found = outcome(setting, built, built.bot_proxy.cuts)
    found.missed = [words for words in found.missed if "repeated" not in words]  # every cut must lead to one
    return found


async def to_hub(setting: Setting, mode: str) -> Outcome:
    async with AsyncExitStack() as stack:
        hub = Hub(mode)
        hub.ledger.overhears = (HUB,)
        port = await listening(stack, hub.application())
        proxy = await stack.enter_async_context(Proxy(LOOPBACK, port))
        extra = policy(proxy.url, mode)
        async with house(setting.folder, extra=extra, ledger=hub.ledger) as built:
            await cut(setting, proxy, built)
            letters = await drained(built, hub)
            seen_by_people = flagged(built.ledger, letters)
            found = outcome(setting, built, proxy.cuts, **{f"flagged to a person ({HUB})": len(letters)})
        found.figures["asked whether it has it"] = hub.asked
    if mode == "never" and letters != seen_by_people:
        found.wrong += 1
        found.notes.append("something is flagged as unknown that the hub never got")
    found.missed = [words for words in found.missed if "repeated" not in words]
    return found


async def drained(built: House, hub: Hub) -> set[tuple[str, int]]:
    """Wait until the hub has all, or what it has not is flagged. Answers what is flagged: conversation and place."""
    letters: set[tuple[str, int]] = set()
    loop = asyncio.get_running_loop()
    until = loop.time() + DRAINED_WITHIN_S
    while loop.time() < until:
        shown = await built.admin.ask("GET", "/v1/ops/deliveries?limit=1000")
        letters = {(one["conversation"], one["seq"]) for one in shown["dead_letters"]}
        there = {(saw.conversation, saw.seq) for saw in built.ledger.saw if saw.by == HUB}
        wanted = {(one.conversation, one.seq) for one in built.ledger.sent if HUB in one.to}
        if wanted <= there | letters:
            break
        await asyncio.sleep(0.5)
    return letters


def flagged(ledger: Ledger, letters: set[tuple[str, int]]) -> set[tuple[str, int]]:
    """Those of the letters that the hub has got all the same."""
    return {(saw.conversation, saw.seq) for saw in ledger.saw if saw.by == HUB} & letters


SCENARIOS = [
    Scenario(
        "G4-bot",
        "answers of the bot's webhook lost after it took the event; the bot remembers nothing and answers again",
        to_bot,
        quick_trials=20,
        full_trials=500,
        minutes=30,
    ),
    *(
        Scenario(
            f"G4-{mode}",
            f"answers of an outgoing webhook lost after it was taken, `repeat: {mode}`",
            partial(to_hub, mode=mode),
            quick_trials=20,
            full_trials=500,
            minutes=30,
        )
        for mode in ("key", "ask", "never")
    ),
]
