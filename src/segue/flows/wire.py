"""What rings the bell on one node rings it on the others, a few milliseconds later."""

from __future__ import annotations

import asyncio

from segue.flows.bell import Bell
from segue.ports.wire import News, Wire

GATHERED_S = 0.003
"""News of so long are told together: one round trip, whatever their number."""


async def connect(bell: Bell, wire: Wire) -> None:
    """Until cancelled."""
    waiting: dict[News, None] = {}
    some = asyncio.Event()

    def note(news: News) -> None:
        waiting[news] = None
        some.set()

    async def speak() -> None:
        while True:
            await some.wait()
            await asyncio.sleep(GATHERED_S)
            some.clear()
            told = list(waiting)
            waiting.clear()
            await wire.tell(told)

    async def listen() -> None:
        async for heard in wire.heard():
            if heard is None:
                bell.alarm()
            else:
                for news in heard:
                    bell.hear(news)

    bell.tell = note
    try:
        async with asyncio.TaskGroup() as both:
            both.create_task(speak(), name="wire out")
            both.create_task(listen(), name="wire in")
    finally:
        bell.tell = lambda _: None
