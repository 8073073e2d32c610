"""A whole Segue with one hub that is played on loopback: what every hub must do is asked of all of them alike."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import aiohttp
import yaml

from fakes.clock import FakeClock
from fakes.hubs import PlayedHub, Seen
from fakes.vendor import Asked, Said, Vendor, played
from fakes.world import World
from segue.app import Segue
from segue.calls import Reach
from segue.domain.conversation import Customer, Entry, Kind, Role
from segue.domain.hubs import Can, HubCase, HubSettings
from segue.domain.lifecycle import Handoff
from segue.flows.hub_inbox import accept, act_and_wait
from segue.flows.hub_streams import listen_once
from segue.hub_kinds import KINDS
from segue.hubs.opening import open_hub, streams_of
from segue.outbound import Limits, Outbound
from segue.ports.conversations import FollowUps
from segue.ports.hub_cases import HubCasesOf
from segue.ports.hubs import Webhook
from segue.store.migrate import upgrade

RULES: dict[str, Any] = {
    "version": 1,
    "languages": ["en"],
    "triggers": [
        {"id": "ask", "when": "asks_for_human == 'clear'", "then": "handoff", "urgency": "high", "reason": "asked"}
    ],
    "route": [{"queue": "general"}],
    "facts": {"customer.tier": "string"},
    "hours": {"never": {"timezone": "UTC", "wed": "03:00-03:01"}},
    "queues": {"general": {"title": "Customer care", "owner": "boss@acme.example"}},
    "handback": {"idle": "8h", "survey": False},
}
ASKS = "You charged me twice for order 4711. I want to talk to a human please"
PUBLIC = "https://segue.acme.example"
ANA = Customer("cust-1", "Ana Duarte", "ana@shop.example", verified=True, facts={"tier": "enterprise"})
SOON_S = 5.0


def playing(kind: str) -> PlayedHub:
    made: PlayedHub = import_module(f"fakes.hubs.{kind}").Played()
    return made


def kinds_that(can: Can, *without: str) -> list[str]:
    return [name for name, kind in KINDS.items() if can in kind.can and name not in without]


@dataclass
class House(World):
    """What a test does with one hub, whatever it is. hub: the played one."""

    hub: PlayedHub = field(default_factory=lambda: playing("intercom"))
    vendor: Vendor = field(default_factory=lambda: Vendor([Said()]))

    @property
    def can(self) -> frozenset[Can]:
        return KINDS[self.hub.kind].can

    @property
    def settings(self) -> HubSettings:
        return self._settings

    _settings: HubSettings = field(default_factory=lambda: HubSettings("hub", "intercom"))

    async def asks(self, conversation: str = "c1", **fields: Any) -> Handoff:
        """From nothing to a customer who waits, with the hub told as far as it takes it."""
        await self.start(conversation, customer=ANA, bot="bot", **fields)
        await self.bot("Refunds take five working days. Grüße!", conversation)
        await self.customer(ASKS, conversation)
        await self.later(times=3, seconds=1)
        return await self.handoff(conversation)

    async def work(self) -> None:
        """Every lane, until what is due now is done."""
        for _ in range(3):
            await self.segue.step()

    async def later(self, times: int = 12, **by: float) -> None:
        """Time goes by in steps, with every lane at each."""
        for _ in range(times):
            self.clock.forward(**(by or {"seconds": 5}))
            await self.work()

    async def open(self, conversation: str = "c1") -> str:
        """The hub's own id of the conversation that a customer's question opened there."""
        await self.asks(conversation)
        (ref,) = self.hub.refs()
        return ref

    async def hears(self, webhooks: Sequence[Webhook]) -> None:
        """What its people did arrives: by webhook, or by the stream that is held to it."""
        for one in webhooks:
            at = self.clock.now()
            path = one.url or f"{PUBLIC}/v1/hubs/hub/webhook"
            await accept(self.segue.env, "hub", Webhook(one.headers, one.body, at, one.method, path))
        if not webhooks:
            await self._listen()
        await act_and_wait(self.segue.env)
        await self.work()

    async def _listen(self) -> None:
        """One turn of each stream; who has nothing to tell is not waited for."""
        how = streams_of(self._settings)
        keys = [("default", "hub", "")] if how == "hub" else []
        if how == "case":
            keys = [("default", "hub", case.id) for case in await self.cases() if case.is_open]
        for key in keys:
            turn = asyncio.create_task(listen_once(self.segue.env, key, self._settings))
            heard = asyncio.create_task(self.segue.env.bell.helpdesks.wait())
            await asyncio.wait({turn, heard}, timeout=SOON_S, return_when=asyncio.FIRST_COMPLETED)
            await asyncio.wait({turn}, timeout=0.3)
            for task in (turn, heard):
                task.cancel()
            await asyncio.gather(turn, heard, return_exceptions=True)
            self.segue.env.bell.helpdesks.clear()

    async def cases(self, conversation: str = "c1") -> tuple[HubCase, ...]:
        return await self.segue.store.read(HubCasesOf("default", conversation))

    async def shown(self, conversation: str = "c1") -> list[tuple[str, str]]:
        """What a customer reads of human agents, with their names."""
        log = await self.log(conversation)
        return [(e.author_name, e.text) for e in log if e.kind is Kind.MESSAGE and e.role is Role.HUMAN_AGENT]

    async def noted(self, conversation: str = "c1") -> list[str]:
        return [entry.text for entry in await self.log(conversation) if entry.kind is Kind.NOTE]

    async def entries(self, kind: Kind, conversation: str = "c1") -> list[Entry]:
        return [entry for entry in await self.log(conversation) if entry.kind is kind]

    async def tickets(self) -> list[Any]:
        return list(await self.segue.store.read(FollowUps("default")))

    def by(self, who: str, ref: str) -> list[str]:
        return [seen.text for seen in self.hub.seen(ref) if seen.by == who]

    def all_of(self, ref: str) -> str:
        """Everything that its people can read of it, in one text."""
        fields = "\n".join(f"{name}: {value}" for name, value in self.hub.fields(ref).items())
        return "\n".join([*(seen.text for seen in self.hub.seen(ref)), fields])

    def package(self, ref: str) -> list[Seen]:
        return [seen for seen in self.hub.seen(ref) if seen.by == "us"]


def policy_for(hub: PlayedHub, *, ticket: bool, more: dict[str, Any] | None = None) -> str:
    rules = {**RULES, "hubs": {"hub": {"kind": hub.kind, **hub.settings}}}
    queue = {**RULES["queues"]["general"], **(more or {})}
    queue |= {"hours": "never", "when_closed": {"hub": "hub"}} if ticket else {"hub": "hub"}
    if ticket:
        queue["sla"] = {"ticket_response": "4h"}
    return yaml.safe_dump({**rules, "queues": {"general": queue}}, allow_unicode=True)


@cache
def empty_database() -> bytes:
    """With all tables and no rows; made once, as hundreds of stories begin with one."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "empty.db"
        upgrade(f"sqlite:///{path}")
        return path.read_bytes()


@asynccontextmanager
async def housing(
    folder: Path,
    hub: PlayedHub,
    *,
    ticket: bool = False,
    answer: Callable[[Asked], Said] | None = None,
    secrets: dict[str, str] | None = None,
) -> AsyncIterator[House]:
    """ticket: what is asked becomes a ticket of the hub, instead of a live conversation."""
    file = folder / "policy.yaml"
    file.write_text("version: 1\nroute: [{queue: general}]\ntriggers: []\nqueues: {general: {}}\n")
    now = getattr(hub, "now", None)
    clock = FakeClock(now if isinstance(now, datetime) else datetime.now(UTC).replace(microsecond=0))
    if callable(now):
        hub.now = clock.now  # type: ignore[attr-defined]
    limits = Limits(attempt_s=2.0, total_s=4.0, attempts=1)
    async with AsyncExitStack() as stack:
        vendor = await stack.enter_async_context(played(answer or hub.answer))
        session = await stack.enter_async_context(
            aiohttp.ClientSession(connector=aiohttp.TCPConnector(force_close=True))
        )
        (folder / "segue.db").write_bytes(empty_database())
        store = f"sqlite:///{folder}/segue.db"
        segue = await stack.enter_async_context(Segue.open(file, store=store, clock=clock, background=False))
        reach = Reach(Outbound(session, limits), session, vendor.at, clock.now, PUBLIC)
        known = dict(secrets or hub.secrets)
        segue.env.hubs.open = lambda settings: open_hub(settings, known, reach)
        segue.env.hubs.streams_of = streams_of
        await segue.env.policies.adopt("default", policy_for(hub, ticket=ticket), "test")
        house = House(segue, clock, hub=hub, vendor=vendor)
        house._settings = (await segue.env.policies.active("default")).policy.hubs["hub"]
        yield house
