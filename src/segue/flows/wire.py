"""What rings the bell on one node rings it on the others, a few milliseconds later."""

from __future__ import annotations

import asyncio

import structlog

from segue.flows.bell import Bell
from segue.ports.wire import News, Wire

log = structlog.get_logger(__name__)
AFTER_ERROR_S = 1.0
GATHERED_S = 0.003
"""News of so long are told together: one round trip, whatever their number."""


async def connect(bell: Bell, wire: Wire) -> None:
    """Until cancelled."""
    waiting: dict[News, None] = {}
    some = asyncio.Event()

    def note(news: News) -> None:
        waiting[news] = None
        some.set()

    bell.tell = note
    try:
        async with asyncio.TaskGroup() as both:
            both.create_task(_speak(wire, waiting, some), name="wire out")
            both.create_task(_listen(wire, bell), name="wire in")
    finally:
        bell.tell = lambda _: None


async def _speak(wire: Wire, waiting: dict[News, None], some: asyncio.Event) -> None:
    while True:
        await some.wait()
        await asyncio.sleep(GATHERED_S)
        some.clear()
        told = list(waiting)
        waiting.clear()
        try:
            await wire.tell(told)
        except Exception as error:  # a hint that cannot be told must not silence those that can
            log.exception("other nodes were not told", error=type(error).__name__)


async def _listen(wire: Wire, bell: Bell) -> None:
    while True:
        try:
            async for heard in wire.heard():
                if heard is None:
                    bell.alarm()
                for news in heard or ():
                    bell.hear(news)
        except Exception as error:
            log.exception("other nodes are not heard; listening anew", error=type(error).__name__)
        await asyncio.sleep(AFTER_ERROR_S)
