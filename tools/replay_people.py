"""The scripted human agents of the replay: they sign in, keep their desks open, take what they are given, hand back."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import cycle
from typing import Any

import aiohttp

from running import Running, ask, desk, use_link

PEOPLE = (
    {"name": "Maria Lopez", "team": "Service", "capacity": 6},
    {"name": "Tom Berg", "team": "Service", "capacity": 6},
    {"name": "Yuki Sato", "team": "Gold", "capacity": 6, "skills": {"gold": 4}},
)
LABELS = cycle(("right", "too_early", "too_late", "bot_could_have", "context_missing"))
LOOKS_AGAIN_S = 1.0


@dataclass(slots=True)
class Talk:
    """How driver and human agent of one conversation keep time. What is said goes over HTTP alone."""

    path: str
    joined: asyncio.Event = field(default_factory=asyncio.Event)
    cue: asyncio.Event = field(default_factory=asyncio.Event)  # the customer has said something to the human agent
    back: asyncio.Event = field(default_factory=asyncio.Event)
    over: bool = False  # nothing more is recorded: resolve instead of handing back
    handoffs: int = 0
    packages: list[dict[str, Any]] = field(default_factory=list)


Posted = Callable[[Talk, str, str, int], None]


class Agent:
    """One human agent at a desk."""

    def __init__(self, session: aiohttp.ClientSession, talks: dict[str, Talk], posted: Posted) -> None:
        self.session, self.talks, self.posted = session, talks, posted
        self.taken: set[str] = set()
        self.work: set[asyncio.Task[None]] = set()
        self.failed: list[str] = []

    async def sit(self) -> None:
        """Online, with the desk's socket open, until cancelled."""
        await ask(self.session, "PUT", "/v1/desk/presence", json={"presence": "online"})
        ticket = (await ask(self.session, "POST", "/v1/desk/ticket", json={}))["ticket"]
        try:
            async with self.session.ws_connect(f"/v1/desk/live?ticket={ticket}") as socket:
                await self._watch(socket)
        finally:
            for task in self.work:
                task.cancel()

    async def _watch(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        while True:
            with suppress(TimeoutError):
                said = json.loads(await socket.receive_str(timeout=LOOKS_AGAIN_S))
                if said["type"] == "ping":
                    await socket.send_str('{"type":"pong"}')
                    continue
            await self._look()

    async def _look(self) -> None:
        inbox = await ask(self.session, "GET", "/v1/desk/snapshot")
        for item in inbox["reservations"]:
            handoff = item["handoff"]["id"]
            if handoff not in self.taken and item["conversation"]["id"] in self.talks:
                self.taken.add(handoff)
                self._start(self._serve(handoff, self.talks[item["conversation"]["id"]]))

    def _start(self, serving: Awaitable[None]) -> None:
        async def run() -> None:
            try:
                await serving
            except Exception as error:
                self.failed.append(f"a human agent could not go on: {error!r}")

        task = asyncio.create_task(run())
        self.work.add(task)
        task.add_done_callback(self.work.discard)

    async def _serve(self, handoff: str, talk: Talk) -> None:
        status, _ = await ask(self.session, "POST", f"/v1/desk/reservations/{handoff}/accept", 409, json={})
        if status == 409:  # over before it began; the conversation's own check finds what is wrong with that
            return
        talk.handoffs += 1
        number = talk.handoffs
        shown = await ask(self.session, "GET", talk.path)
        talk.packages.append(shown["package"])
        await self._say(
            talk, f"h{number}-hello", f"Hello, I have read what you wrote: {shown['package']['summary'][:80]}"
        )
        talk.joined.set()
        await talk.cue.wait()
        if not talk.over:
            await self._say(talk, f"h{number}-answer", "That is settled now. Is there anything else?")
        label, note = next(LABELS), {"note": "settled by hand"}
        if talk.over and number % 2:
            done = {"disposition": "solved", "label": label, **note}
            await ask(self.session, "POST", f"{talk.path}/resolve", json=done)
        else:
            await ask(self.session, "POST", f"{talk.path}/handback", json={"label": label, **note})
        talk.back.set()

    async def _say(self, talk: Talk, name: str, text: str) -> None:
        answer = await ask(self.session, "POST", f"{talk.path}/messages", json={"id": name, "text": text})
        self.posted(talk, name, text, answer["seq"])


async def hire(running: Running, talks: dict[str, Talk], posted: Posted) -> list[Agent]:
    """Each is invited by the admin and comes in through the one-time link. Their sessions are the caller's to close."""
    agents = []
    for number, person in enumerate(PEOPLE):
        body = {"email": f"agent{number}@segue.example", "role": "agent", **person}
        made = await ask(running.admin, "POST", "/v1/ops/users", json=body)
        session = desk(running.url)
        await use_link(session, made["link"])
        agents.append(Agent(session, talks, posted))
    return agents
