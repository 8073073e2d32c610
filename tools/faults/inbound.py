"""G10 to G12: what a helpdesk tells, told too often, in any order, and while nobody heard it."""

from __future__ import annotations

import asyncio
import json
import random
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from statistics import median, quantiles
from typing import cast

import aiohttp

from faults.outage import ToldClock
from faults.scenario import Outcome, Scenario, Setting
from segue.app import Segue
from segue.domain.hubs import Told, What
from segue.domain.knowledge import Article
from segue.flows.catching_up import EVERY, catch_up_due
from segue.flows.hub_inbox import accept, act_and_wait
from segue.ports.hub_events import CatchUpOf
from segue.ports.hubs import Changed, Hub, HubConversation, Note, Said, Speaker, Webhook
from segue.ports.knowledge import ReplaceArticles
from segue.server.application import create_app
from segue.server.run import listen, serving

RULES = """
version: 1
languages: [en]
triggers: [{id: ask, when: "asks_for_human == 'clear'", then: handoff}]
route: [{queue: general}]
queues: {general: {}}
hubs: {helpdesk: {kind: intercom, admin: '1', secret: token, webhook_secret: signs, drafts: true}}
"""
REFUNDS = Article("1", "When is my refund paid?", "Refunds are paid within 14 days.", "https://shop.example/r", "en")
ASKED = "When is my refund paid?"
TOLD_TEN_TIMES, AT_ONCE, PAGE = 10, 256, 150
P99_MS, LONGEST_MS, FOUND_WITHIN_S = 250.0, 1000.0, 120.0


@dataclass
class Helpdesk:
    """In this process: conversations, who wrote in them last, and the notes that were added."""

    name: str = "helpdesk"
    said: dict[str, list[Said]] = field(default_factory=dict)
    changed_at: dict[str, datetime] = field(default_factory=dict)
    notes: dict[str, list[str]] = field(default_factory=dict)

    def wrote(self, conversation: str, by: Speaker, at: datetime) -> None:
        said = self.said.setdefault(conversation, [])
        said.append(Said(f"{conversation}/{len(said)}", by, ASKED if by is Speaker.CUSTOMER else "Let me see.", at))
        self.changed_at[conversation] = at

    def verify(self, webhook: Webhook) -> None:
        pass

    def answer(self, webhook: Webhook) -> dict[str, str]:
        return {}

    def read(self, webhook: Webhook) -> tuple[Told, ...]:
        told = json.loads(webhook.body)
        return (Told(What.CUSTOMER_WROTE, told["id"], told["conversation"]),)

    async def changed(self, since: datetime, page: str = "") -> Changed:
        found = sorted(id_ for id_, at in self.changed_at.items() if at > since)
        begin = int(page or 0)
        now = found[begin : begin + PAGE]
        events = tuple(Told(What.CUSTOMER_WROTE, f"{id_}/{self.changed_at[id_]}", id_) for id_ in now)
        return Changed(events, str(begin + PAGE) if begin + PAGE < len(found) else "")

    async def conversation(self, id_: str) -> HubConversation:
        noted = (Said(f"note{n}", Speaker.NOTE, text) for n, text in enumerate(self.notes.get(id_, ())))
        return HubConversation(id_, (*self.said[id_], *noted), "en")

    async def add_note(self, conversation: str, note: Note) -> None:
        self.notes.setdefault(conversation, []).append(note.mark)


@asynccontextmanager
async def assisting(folder: Path, helpdesk: Helpdesk, clock: ToldClock) -> AsyncIterator[Segue]:
    """Segue with one helpdesk that it reaches without a network, and an article that answers what is asked."""
    rules = folder / "policy.yaml"
    rules.write_text(RULES.rpartition("hubs:")[0])
    store = f"sqlite:///{folder}/segue.db"
    async with Segue.open(rules, store=store, clock=clock, background=False) as segue:
        segue.env.hubs.open = lambda _: cast("Hub", helpdesk)
        await segue.env.policies.adopt("default", RULES, "bench")
        await segue.store.write(ReplaceArticles("default", "faq", (REFUNDS,)))
        segue.env.knowledge.cleared.add("default")
        await catch_up_due(segue.env)
        yield segue


def webhook(event: Told, at: datetime) -> Webhook:
    return Webhook({}, json.dumps({"id": event.id, "conversation": event.ref}).encode(), at)


def script(count: int, chance: random.Random, helpdesk: Helpdesk, at: datetime) -> list[Told]:
    """Customers and people write in turn, in many conversations; the events in the order in which it happened."""
    events = []
    for number in range(count):
        conversation = f"c{chance.randrange(max(1, count // 5))}"
        by = Speaker.CUSTOMER if chance.random() < 0.7 else Speaker.HUMAN
        helpdesk.wrote(conversation, by, at + timedelta(milliseconds=number))
        events.append(Told(What.CUSTOMER_WROTE, f"e{number}", conversation))
    return events


async def shuffled(setting: Setting) -> Outcome:
    """trials: deliveries. Each event is told ten times, in any order, while others are acted on."""
    clock, chance = ToldClock(), setting.chance()
    in_order, disorder = Helpdesk(), Helpdesk()
    events = script(setting.trials // TOLD_TEN_TIMES, chance, in_order, clock.now())
    disorder.said, disorder.changed_at = {id_: list(said) for id_, said in in_order.said.items()}, in_order.changed_at
    began = time.perf_counter()
    often = events * TOLD_TEN_TIMES
    chance.shuffle(often)
    for helpdesk, told in ((in_order, events), (disorder, often)):
        folder = setting.folder / ("in_order" if helpdesk is in_order else "disorder")
        folder.mkdir()
        async with assisting(folder, helpdesk, clock) as segue:
            for start in range(0, len(told), AT_ONCE):
                some = told[start : start + AT_ONCE]
                await asyncio.gather(*(accept(segue.env, "helpdesk", webhook(one, clock.now())) for one in some))
                if start % (AT_ONCE * 16) == 0:
                    await act_and_wait(segue.env)
                setting.progress(min(setting.trials, start))
            await act_and_wait(segue.env)
    outcome = Outcome(setting.trials, figures={"s": round(time.perf_counter() - began, 1)})
    for conversation in in_order.said:
        one, other = in_order.notes.get(conversation, []), disorder.notes.get(conversation, [])
        outcome.lost += len(set(one) - set(other))
        outcome.wrong += len(set(other) - set(one))
        outcome.twice += len(other) - len(set(other))
    outcome.figures["notes"] = sum(map(len, in_order.notes.values()))
    return outcome


async def gave_up(setting: Setting) -> Outcome:
    """trials: conversations in which a customer wrote while we were away for an hour; no webhook is told again."""
    clock, helpdesk = ToldClock(), Helpdesk()
    async with assisting(setting.folder, helpdesk, clock):
        pass
    for number in range(setting.trials):
        helpdesk.wrote(
            f"c{number}", Speaker.CUSTOMER, clock.now() + timedelta(seconds=3600 * (number + 1) / setting.trials)
        )
    clock.forward(3600 + EVERY.total_seconds())
    began = time.perf_counter()
    async with assisting(setting.folder, helpdesk, clock) as segue:
        mark = await segue.store.read(CatchUpOf("default", "helpdesk"))
        await act_and_wait(segue.env)
    took = time.perf_counter() - began
    found = mark.found if mark else 0
    outcome = Outcome(setting.trials, figures={"found": found, "found and answered within s": round(took, 1)})
    outcome.lost = sum(conversation not in helpdesk.notes for conversation in helpdesk.said)
    outcome.twice = sum(len(marks) > 1 for marks in helpdesk.notes.values())
    if took > FOUND_WITHIN_S and not setting.quick:
        outcome.missed.append(f"it took {took:.0f} s, more than {FOUND_WITHIN_S:.0f}")
    return outcome


async def answered(setting: Setting) -> Outcome:
    """trials: webhooks at 50 a second, over HTTP; each that was answered with 200 must be stored."""
    helpdesk, clock = Helpdesk(), ToldClock()
    async with AsyncExitStack() as stack:
        segue = await stack.enter_async_context(assisting(setting.folder, helpdesk, clock))
        listening = listen("127.0.0.1", 0)
        stack.callback(listening.close)
        url = f"http://127.0.0.1:{listening.getsockname()[1]}"
        await stack.enter_async_context(serving(create_app(segue, segue.settings), segue.settings, listening))
        http = await stack.enter_async_context(aiohttp.ClientSession(url))
        times: list[float] = []
        outcome = Outcome(setting.trials)

        async def tell(number: int) -> None:
            began = time.perf_counter()
            told = {"id": f"e{number}", "conversation": f"c{number % 50}"}
            event = Told(What.CUSTOMER_WROTE, told["id"], told["conversation"])
            async with http.post("/v1/hubs/helpdesk/webhook", json=told) as answer:
                times.append((time.perf_counter() - began) * 1000)
                again = await accept(segue.env, "helpdesk", webhook(event, clock.now()))
                outcome.lost += answer.status == 200 and again.new == 1  # new to the store: it was not there
                outcome.stuck += answer.status != 200

        telling = []
        for number in range(setting.trials):
            telling.append(asyncio.create_task(tell(number)))
            await asyncio.sleep(0.02)
            setting.progress(number)
        await asyncio.gather(*telling)
    p99 = quantiles(times, n=100)[98]
    outcome.figures = {"p50 ms": round(median(times), 1), "p99 ms": round(p99, 1), "max ms": round(max(times), 1)}
    if not setting.quick:
        for what, limit in (("p99 ms", P99_MS), ("max ms", LONGEST_MS)):
            if float(outcome.figures[what]) > limit:
                outcome.missed.append(f"{what} {outcome.figures[what]}, the goal is {limit:g}")
    return outcome


SCENARIOS = [
    Scenario("G10", "customers wrote while we were away for an hour and the helpdesk gave up", gave_up, 100, 2_000),
    Scenario("G11", "webhooks told ten times and in any order", shuffled, 5_000, 1_000_000),
    Scenario("G12", "webhooks at 50 a second: stored, then answered", answered, 200, 15_000),
]
