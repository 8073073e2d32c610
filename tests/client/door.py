"""The HTTP side of a house."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from fakes.world import World
from segue.app import Segue
from segue.client.remote import LIMITS, Client
from segue.flows.keys import add_key
from segue.outbound import Limits
from segue.server.application import create_app
from segue.server.run import listen, serving
from segue.settings import Settings

RATES = ("sign_in", "sign_in_email", "widget_session", "message", "default", "bot", "address")
SETTINGS = Settings(**{f"rate_{name}": "off" for name in RATES})
BOT = "shopbot"


@dataclass
class Door:
    """It can be closed, and opened again at the same address."""

    world: World
    port: int = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @asynccontextmanager
    async def open(self) -> AsyncIterator[str]:
        listening = listen("127.0.0.1", self.port)
        self.port = listening.getsockname()[1]
        async with serving(create_app(self.world.segue, SETTINGS), SETTINGS, listening):
            yield self.url

    async def key(self, name: str = BOT, *scopes: str) -> str:
        segue = self.world.segue
        made = await add_key(
            segue.store, segue.clock, segue.workspace, name=name, scopes=scopes or ("conversations", "handoff")
        )
        return made[1]

    @asynccontextmanager
    async def client(self, name: str = BOT, limits: Limits = LIMITS) -> AsyncIterator[Client]:
        async with Segue.connect(self.url, await self.key(name), limits=limits) as client:
            yield client
