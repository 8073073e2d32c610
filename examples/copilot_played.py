"""Copilot Studio for the examples, on this machine and without an account: its runtime, and what a topic of it sends.

In life these activities come from Copilot Studio, with a token of Microsoft's. Without one they are only taken where
the policy says `anonymous: yes`, and only from this machine.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from ipaddress import ip_network
from pathlib import Path
from typing import Any
from uuid import uuid4

import aiohttp
from aiohttp import web
from one_human import Human, open_with_human

from segue.app import Segue
from segue.ports.conversations import OpenHandoffs
from segue.server.application import create_app
from segue.server.run import listen, serving
from segue.settings import Settings

CONVERSATION = "19:the-conversation"


class Played:
    """url: of Segue. address: of the runtime, which takes what Segue posts; `heard` has it, oldest first."""

    def __init__(self, segue: Segue, maria: Human, http: aiohttp.ClientSession, url: str, address: str) -> None:
        self.segue, self.maria, self.url, self.address = segue, maria, url, address
        self._http, self.heard = http, asyncio.Queue[Mapping[str, Any]]()

    async def send(self, type_: str, **more: Any) -> list[Mapping[str, Any]]:
        """What stands in the response; with `deliveryMode` expectReplies that is the answer."""
        activity = {
            "type": type_,
            "id": str(uuid4()),
            "channelId": "msteams",
            "serviceUrl": self.address,
            "conversation": {"id": CONVERSATION},
            "from": {"id": "29:ana", "name": "Ana"},
            "recipient": {"id": "28:segue", "name": "Segue", "role": "skill"},
            "locale": "en-US",
            **more,
        }
        async with self._http.post(f"{self.url}/api/messages", json=activity) as response:
            body = await response.json() if response.status == 200 else {}
            print(f"  -> {type_} {more.get('name') or more.get('text', '')!r}: {response.status}")
        return list(body.get("activities", ()))

    async def manifest(self) -> Mapping[str, Any]:
        async with self._http.get(f"{self.url}/skill-manifest.json") as response:
            found: Mapping[str, Any] = await response.json()
            return found

    async def until(self, type_: str, begins: str = "") -> Mapping[str, Any]:
        """The next activity of this type that is posted to the runtime; every one is shown."""
        while True:
            one = await asyncio.wait_for(self.heard.get(), 30)
            print(f"  <- {one['type']} {one.get('text', '') or one.get('value', '')}")
            if one["type"] == type_ and str(one.get("text", "")).startswith(begins):
                return one

    async def waiting(self) -> str:
        """The conversation that waits for a human: it was stored before the turn was answered."""
        found = await self.segue.store.read(OpenHandoffs(self.segue.workspace))
        return found[0][0].conversation


@asynccontextmanager
async def played(policy: Path) -> AsyncIterator[Played]:
    """Segue with this policy behind a real socket, Maria at her desk, and the runtime on another."""
    settings = Settings(port=0, webhook_networks=(ip_network("127.0.0.0/8"),), secrets={"segue_app": "not used here"})
    runtime, at_runtime, at_segue = web.Application(), listen("127.0.0.1", 0), listen("127.0.0.1", 0)
    async with open_with_human(policy, settings) as (segue, maria), aiohttp.ClientSession() as http:
        url, address = (f"http://127.0.0.1:{one.getsockname()[1]}" for one in (at_segue, at_runtime))
        play = Played(segue, maria, http, url, address)

        async def take(request: web.Request) -> web.Response:
            await play.heard.put(await request.json())
            return web.Response()  # an empty 200, as Copilot Studio answers

        runtime.router.add_post("/{tail:.*}", take)
        runner = web.AppRunner(runtime, access_log=None)
        await runner.setup()
        await web.SockSite(runner, at_runtime).start()
        try:
            async with serving(create_app(segue, settings), settings, at_segue):
                yield play
        finally:
            await runner.cleanup()
