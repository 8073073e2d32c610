"""A Segue with a played bot behind it, on loopback, with a clock that moves only when told."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import aiohttp
import yaml

from fakes.bots import PlayedBot
from fakes.clock import FakeClock
from fakes.vendor import Asked, Said, Vendor, played
from fakes.world import POLICY, World
from segue.app import Segue
from segue.bots.base import Ways
from segue.bots.opening import limits_for, open_bot
from segue.calls import Reach
from segue.domain.conversation import Kind, Role
from segue.domain.deliveries import BOT
from segue.domain.policy import BotSettings
from segue.flows import serve
from segue.outbound import Call, Outbound
from segue.policy_file import load_policy
from segue.ports.bots import AnsweringBot
from segue.ports.conversations import EntriesAfter


class Elsewhere(Outbound):
    """Where a bot's transcripts lie: what was asked for, and what is answered whatever the address."""

    def __init__(self, session: aiohttp.ClientSession) -> None:
        super().__init__(session)
        self.asked: list[str] = []
        self.base = ""

    async def send(self, call: Call) -> Any:
        self.asked.append(call.url)
        return await super().send(replace(call, url=f"{self.base}/transcript"))


@dataclass
class Behind(World):
    bot: Any = None
    vendor: Vendor = field(default=None)  # type: ignore[assignment]
    elsewhere: Elsewhere = field(default=None)  # type: ignore[assignment]

    async def begin(self, conversation: str = "c1") -> None:
        await self.start(conversation, channel="widget")

    async def says(self, text: str, conversation: str = "c1") -> None:
        """The customer writes, and the bot has had its turn."""
        await self.customer(text, conversation)
        await self.segue.step()

    async def words(self, conversation: str = "c1") -> list[str]:
        """What the bot said to the customer."""
        log = await self.segue.store.read(EntriesAfter("default", conversation))
        return [e.text for e in log if e.role is Role.AUTOMATED_AGENT and e.kind is Kind.MESSAGE]

    async def taken(self, conversation: str = "c1") -> str:
        """The open handoff, accepted by Maria: its id."""
        handoff = await self.handoff(conversation)
        await serve.accept(self.segue.env, self.users["maria"], handoff.id)
        return handoff.id

    async def hands_back(self, note: str = "", conversation: str = "c1") -> None:
        from segue.domain.lifecycle import Event

        await serve.finish(self.segue.env, self.users["maria"], conversation, Event.HANDED_BACK, note=note)
        await self.later()

    async def later(self, seconds: float = 2.0) -> None:
        """Time passes, so that what failed is due again and a breaker lets a probe through."""
        self.clock.forward(seconds=seconds)
        await self.segue.step()

    @property
    def errors(self) -> str:
        return self.segue.env.relay.doing("default", BOT).error


@asynccontextmanager
async def behind(bot: PlayedBot, folder: Path, store: str, **settings: str) -> AsyncIterator[Behind]:
    async def no_sleep(seconds: float) -> None:
        waited.append(seconds)

    waited: list[float] = []
    vendor = Vendor(bot.answer)
    async with played(vendor), aiohttp.ClientSession() as session:
        given = {"kind": bot.kind, **bot.settings, **settings}
        written = {name: str(value).replace("BASE", vendor.base) for name, value in given.items() if value}
        policy = folder / "policy.yaml"
        text = POLICY.replace("bot: {timeout: 20s}\n", "")
        policy.write_text(text + yaml.safe_dump({"bot": {**written, "timeout": "3s"}}))
        clock = FakeClock()
        elsewhere = Elsewhere(session)
        elsewhere.base = vendor.base
        opened: list[tuple[BotSettings, AnsweringBot]] = []

        def of(found: BotSettings) -> AnsweringBot:
            if not opened or opened[-1][0] != found:
                limits = replace(limits_for(found), attempt_s=0.8)
                reach = Reach(Outbound(session, limits), session, at=vendor.at, now=clock.now)
                opened.append((found, open_bot(found, bot.secrets, Ways(reach, elsewhere, no_sleep))))
            return opened[-1][1]

        assert load_policy(policy.read_text()).bot.kind == bot.kind
        async with Segue.open(policy, store=store, clock=clock, background=False, bot=of) as segue:
            yield Behind(segue, clock, bot=bot, vendor=vendor, elsewhere=elsewhere)


__all__ = ["Asked", "Behind", "Said", "behind"]
