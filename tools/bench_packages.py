"""How soon the briefing of a handoff is there: without sources, with quick ones, and with sources of three seconds.

Told apart are the moment at which the customer hears of the handoff, the first package, and the one in which every
source has answered or is told as failed. Each handoff is a conversation of its own with a customer of its own, so that
no answer comes from a cache.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp
from aiohttp import web

from load import Measured
from running import Running, ask, connector, server

SLOW_S = 3.0
SOURCES = {"crm": "health", "billing": "billing_state", "usage": "last_active"}
SLOW_AT_A_TIME = 2
POLLED_EVERY_S = 0.005
LONGEST_S = 20.0
TALK = (
    ("end_user", "My order Q-20417 has not arrived and nobody tells me where it is."),
    ("automated_agent", "I am sorry to hear that. Have you looked at the tracking page?"),
    ("end_user", "Yes, twice. It says the same since Monday."),
    ("automated_agent", "Then please try again tomorrow."),
)
ASKS = "That does not help at all. I want to talk to a human please."


@dataclass(slots=True)
class Timed:
    """Seconds from the customer's last message on."""

    announced: Measured = field(default_factory=Measured)
    first: Measured = field(default_factory=Measured)
    complete: Measured = field(default_factory=Measured)


@asynccontextmanager
async def accounts(pause_s: float) -> AsyncIterator[str]:
    """An account service on loopback that takes its time; answers with its address."""

    async def answer(_: web.Request) -> web.Response:
        await asyncio.sleep(pause_s)
        return web.json_response({"health": "good", "billing_state": "active", "last_active": "2026-11-20T10:00:00Z"})

    app = web.Application()
    app.router.add_get("/{source}/{customer}", answer)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    assert site._server is not None
    try:
        yield f"http://127.0.0.1:{site._server.sockets[0].getsockname()[1]}"  # type: ignore[attr-defined]
    finally:
        await runner.cleanup()


def with_sources(policy: str, base: str) -> str:
    lines = [
        f'  {name}: {{kind: http, url: "{base}/{name}/{{id}}", fields: {{{field_}: {field_}}}}}'
        for name, field_ in SOURCES.items()
    ]
    return "\n".join((policy, "sources:", *lines, ""))


async def packages(text: str, folder: Path, handoffs: int) -> dict[str, Any]:
    """The three kinds, one after the other, each with a server of its own. text: of the policy."""
    found: dict[str, Any] = {"handoffs": handoffs}
    for name, pause_s in (("without sources", None), ("quick sources", 0.0), (f"{SLOW_S:g} s sources", SLOW_S)):
        place = folder / name.replace(" ", "-")
        place.mkdir()
        async with accounts(pause_s or 0.0) as base:
            mine = place / "policy.yaml"
            mine.write_text(text if pause_s is None else with_sources(text, base), "utf-8")
            async with server(mine, place, bot="bench-bot") as running:
                at_a_time = SLOW_AT_A_TIME if pause_s else 1
                timed = await _timed(running, handoffs, at_a_time, asks_sources=pause_s is not None)
        found[name] = {what: _figures(getattr(timed, what)) for what in ("announced", "first", "complete")}
    return found


async def _timed(running: Running, handoffs: int, at_a_time: int, *, asks_sources: bool) -> Timed:
    timed, room = Timed(), asyncio.Semaphore(at_a_time)
    async with aiohttp.ClientSession(running.url, headers=running.bearer, connector=connector()) as bot:
        await _handoff(bot, "warm-up", Timed(), asks_sources)  # statements compile, languages are read

        async def one(number: int) -> None:
            async with room:
                await _handoff(bot, f"h{number}", timed, asks_sources)

        await asyncio.gather(*(one(number) for number in range(handoffs)))
    return timed


async def _handoff(bot: aiohttp.ClientSession, name: str, timed: Timed, asks_sources: bool) -> None:
    customer = {"id": f"customer-{name}", "email": f"{name}@shop.example", "facts": {"tier": "standard"}}
    await ask(bot, "POST", "/v1/conversations", json={"id": name, "customer": customer})
    path = f"/v1/conversations/{name}"
    for number, (role, text) in enumerate(TALK):
        await ask(bot, "POST", f"{path}/messages", json={"id": f"{name}-{number}", "role": role, "text": text})
    began = time.perf_counter()
    said = await ask(bot, "POST", f"{path}/messages", json={"id": f"{name}-asks", "role": "end_user", "text": ASKS})
    if not said.get("reply"):
        raise RuntimeError(f"the customer was told nothing: {said}")
    timed.announced.seconds.append(time.perf_counter() - began)
    first = False
    while time.perf_counter() - began < LONGEST_S:
        status, package = await ask(bot, "GET", f"{path}/package", 404)
        if status == 200 and not first:
            timed.first.seconds.append(time.perf_counter() - began)
            first = True
        if status == 200 and (not asks_sources or _told(package)):
            timed.complete.seconds.append(time.perf_counter() - began)
            return
        await asyncio.sleep(POLLED_EVERY_S)
    raise RuntimeError(f"the package of {name} was not there within {LONGEST_S:g} s")


def _told(package: dict[str, Any]) -> bool:
    """Whether of each source is said what it answered, or that it failed."""
    facts = (package["customer"]["health"], package["billing"]["state"], package["usage"]["last_active"])
    return all(fact["status"] in {"known", "failed", "absent"} for fact in facts)


def _figures(measured: Measured) -> dict[str, float]:
    return {"p50_ms": round(measured.quantile(0.5), 1), "p95_ms": round(measured.quantile(0.95), 1)}
