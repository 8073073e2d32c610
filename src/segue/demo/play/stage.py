"""Where a scene plays: the people, the pace, and what is told to those who watch."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

import aiohttp

from segue.demo.cast import Shopper
from segue.demo.opening import Demo
from segue.demo.play.customer import Customer
from segue.demo.play.desk import Desk
from segue.demo.play.wire import Json, ask


class Standing(StrEnum):
    WAITING = "waiting"
    PLAYING = "playing"
    AS_EXPECTED = "as expected"
    WENT_WRONG = "went wrong"


@dataclass(frozen=True, slots=True)
class Scene:
    """`ends`: the states of all its handoffs at the end, in order. `play` answers the conversation it was about."""

    title: str
    play: Callable[[Stage], Awaitable[str]]
    ends: tuple[str, ...]


@dataclass(slots=True)
class Stage:
    """One scene in progress. Every wait goes through `beat`, so that a test plays without any."""

    scene: Scene
    demo: Demo
    http: aiohttp.ClientSession
    desks: dict[str, Desk]
    speed: float
    standing: Standing = Standing.WAITING
    now: str = ""
    customers: list[Customer] = field(default_factory=list)
    changed: Callable[[], object] = lambda: None

    async def beat(self, words: str, seconds: float = 1.5) -> None:
        """Tell those who watch what comes, and give them the time to see it."""
        self.now = words
        self.changed()
        if self.speed < FASTEST:
            await asyncio.sleep(seconds / self.speed)

    async def customer(self, shopper: Shopper | None = None, path: str = "/", title: str = "Quillwood") -> Customer:
        customer = Customer(self.http, self.demo.house, shopper)
        self.customers.append(customer)
        await customer.opens(path, title)
        return customer

    async def says(self, customer: Customer, text: str, seconds: float = 2.0) -> None:
        await self.beat(f"{customer.name}: {text}", seconds)
        await customer.says(text)

    async def offered_to(self, conversation: str, but: Sequence[Desk] = ()) -> tuple[Desk, Json]:
        """The first desk that gets the reservation, and its item there."""
        tasks = {
            asyncio.create_task(desk.sees(conversation, "reservations")): desk
            for desk in self.desks.values()
            if desk not in but
        }
        done, rest = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in rest:
            task.cancel()
        await asyncio.gather(*rest, return_exceptions=True)
        first = done.pop()
        return tasks[first], first.result()

    async def served_by_whom_it_is_offered(self, customer: Customer) -> Desk:
        desk, item = await self.offered_to(customer.conversation)
        await self.beat(f"{desk.name} sees the reservation and the briefing")
        await desk.accepts(item)
        await customer.hears("system", f"{desk.name} ")
        await customer.is_with("human")
        return desk

    async def bot_says(self, conversation: str, text: str, epoch: int) -> Json:
        """As the bot, with its own key. Raises Refusal."""
        return await ask(
            self.http,
            "POST",
            f"/v1/conversations/{conversation}/messages",
            {"id": f"late-{epoch}", "role": "automated_agent", "text": text, "epoch": epoch},
            authorization=f"Bearer {self.demo.house.bot_key}",
        )

    async def bot_requests(self, conversation: str, queue: str, reason: str, note: str) -> Json:
        return await ask(
            self.http,
            "POST",
            f"/v1/conversations/{conversation}/handoff",
            {"queue": queue, "reason": reason, "note": note},
            authorization=f"Bearer {self.demo.house.bot_key}",
        )


FASTEST = 100.0
"""From this speed on nobody pauses at all."""
