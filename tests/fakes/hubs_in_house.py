"""A Segue whose policy names several helpdesks, each played on loopback by itself, and each able to be away."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp
import yaml

from fakes.clock import FakeClock
from fakes.hubs import PlayedHub
from fakes.hubs.answering import HTML
from fakes.vendor import Asked, Said, Vendor, played
from fakes.world import World
from segue.app import Segue
from segue.calls import Reach
from segue.domain.follow_up import FollowUp
from segue.domain.hubs import HubCase, HubSettings
from segue.flows import presence
from segue.flows.hub_desk import HubDesk
from segue.flows.hub_inbox import accept, act_and_wait
from segue.hubs.opening import open_hub, streams_of
from segue.outbound import Limits, Outbound
from segue.ports.clock import Clock
from segue.ports.conversations import FollowUps
from segue.ports.hub_cases import HubCasesOf
from segue.ports.hubs import Hub, Webhook

QUICK = Limits(attempt_s=0.15, total_s=0.3, attempts=1)
NOBODY_LISTENS = "http://127.0.0.1:9"


@dataclass
class Road:
    """To one helpdesk. trouble: "" | a status | "html" | "never" | "refused": then nothing is done there."""

    hub: PlayedHub
    trouble: str = ""
    vendor: Vendor = field(default_factory=lambda: Vendor([Said()]))

    def answer(self, asked: Asked) -> Said:
        if not self.trouble:
            return self.hub.answer(asked)
        if self.trouble == "html":
            return HTML
        if self.trouble == "never":
            return Said(how="never")
        return Said({"message": "no"}, 503 if self.trouble == "refused" else int(self.trouble))

    def at(self, url: str) -> str:
        if self.trouble == "refused":
            return NOBODY_LISTENS + "/".join(["", *url.split("/")[3:]])
        return self.vendor.at(url)


@dataclass
class Hubs(World):
    """roads: by the name of the hub in the policy. at_desk: who was hired sits at our own desk, and is heard of."""

    roads: Mapping[str, Road] = field(default_factory=dict)
    at_desk: bool = True

    def hub(self, name: str) -> PlayedHub:
        return self.roads[name].hub

    async def adopt(self, rules: Mapping[str, Any], *, names: tuple[str, ...] = ()) -> None:
        """names: of the hubs that the policy has; all when none is given."""
        hubs = {n: {"kind": r.hub.kind, **r.hub.settings} for n, r in self.roads.items() if not names or n in names}
        text = yaml.safe_dump({**rules, **({"hubs": hubs} if hubs else {})}, allow_unicode=True)
        await self.segue.env.policies.adopt("default", text, "test")

    async def work(self) -> None:
        for _ in range(3):
            await self.segue.step()

    async def later(self, times: int = 1, **by: float) -> None:
        for _ in range(times):
            self.clock.forward(**(by or {"seconds": 5}))
            for user in self.users.values() if self.at_desk else ():
                await presence.heartbeat(self.segue.env, user)
            await self.work()

    async def hears(self, name: str, webhooks: Any) -> None:
        for one in webhooks:
            await accept(self.segue.env, name, Webhook(one.headers, one.body, self.clock.now(), one.method, one.url))
        await act_and_wait(self.segue.env)
        await self.work()

    async def tickets(self) -> tuple[FollowUp, ...]:
        return await self.segue.store.read(FollowUps("default"))

    async def cases(self, conversation: str = "c1") -> tuple[HubCase, ...]:
        return await self.segue.store.read(HubCasesOf("default", conversation))

    def all_of(self, name: str, ref: str) -> str:
        fields = "\n".join(f"{key}: {value}" for key, value in self.hub(name).fields(ref).items())
        return "\n".join([*(seen.text for seen in self.hub(name).seen(ref)), fields])


@asynccontextmanager
async def roads_to(hubs: Mapping[str, PlayedHub], clock: Clock) -> AsyncIterator[dict[str, Road]]:
    async with AsyncExitStack() as stack:
        roads = {name: Road(hub) for name, hub in hubs.items()}
        for road in roads.values():
            road.hub.now = clock.now  # type: ignore[attr-defined]
            road.vendor = await stack.enter_async_context(played(road.answer))
        yield roads


@asynccontextmanager
async def a_life(
    folder: Path, store: str, roads: Mapping[str, Road], clock: Clock, limits: Limits = QUICK
) -> AsyncIterator[Segue]:
    """One process that serves this database, from its start to its end."""
    file = folder / "policy.yaml"
    if not file.exists():
        file.write_text("version: 1\nroute: [{queue: general}]\ntriggers: []\nqueues: {general: {}}\n")
    async with AsyncExitStack() as stack:
        session = await stack.enter_async_context(
            aiohttp.ClientSession(connector=aiohttp.TCPConnector(force_close=True))
        )
        outbound = Outbound(session, limits)

        def opened(settings: HubSettings) -> Hub:
            road = roads.get(settings.name) or next(r for r in roads.values() if r.hub.kind == settings.kind)
            reach = Reach(outbound, session, road.at, clock.now, "https://segue.acme.example")
            return open_hub(settings, dict(road.hub.secrets), reach)

        desk = HubDesk(opened, streams_of)
        segue = await stack.enter_async_context(Segue.open(file, store=store, clock=clock, background=False, hubs=desk))
        yield segue


@asynccontextmanager
async def hubs_in_house(
    folder: Path, store: str, hubs: Mapping[str, PlayedHub], *, limits: Limits = QUICK
) -> AsyncIterator[Hubs]:
    clock = FakeClock()
    async with roads_to(hubs, clock) as roads, a_life(folder, store, roads, clock, limits) as segue:
        yield Hubs(segue, clock, roads=roads)
