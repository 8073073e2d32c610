"""What the tests of the frameworks share: a team whose human is played through the flows of the desk."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Any

from fakes.world import World
from segue.domain.lifecycle import Event
from segue.flows import serve
from segue.ports.agents import Handoffs


@dataclass
class Team(World):
    """The human is Maria; what she does goes through the flows of the desk."""

    @property
    def handoffs(self) -> Handoffs:
        return self.segue.as_bot("shop-bot")

    async def accepts(self, conversation: str) -> None:
        await self.segue.step()
        asked = (await self.segue.loaded(conversation)).conversation.handoff
        await serve.accept(self.segue.env, self.users["maria"], asked)

    async def says(self, conversation: str, text: str) -> None:
        self.said += 1
        await serve.speak(self.segue.env, self.users["maria"], conversation, text, f"h{self.said}")

    async def returns(self, conversation: str, note: str = "", event: Event = Event.HANDED_BACK) -> None:
        await serve.finish(self.segue.env, self.users["maria"], conversation, event, note=note)

    async def helps(self, conversation: str, text: str, note: str = "") -> None:
        await self.accepts(conversation)
        await self.says(conversation, text)
        await self.returns(conversation, note)

    async def spoken(self, conversation: str) -> list[tuple[str, str]]:
        """Role and words of everything that was said in the conversation."""
        return [(e.role.value, e.text) for e in await self.log(conversation) if e.kind == "message"]


async def soon(task: asyncio.Task[Any]) -> Any:
    """What is waited for is on its way; where it is not, the test fails and does not hang."""
    async with asyncio.timeout(10):
        return await task
