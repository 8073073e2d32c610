"""Run by test_killed_planner: plans until it is killed, and prints when it leads and what it reserved."""

from __future__ import annotations

import asyncio
import os
import sys
from datetime import UTC, datetime
from itertools import count

from segue.flows.assign import assign, until_routing_is_due
from segue.flows.env import Env
from segue.flows.policies import Policies
from segue.flows.routing_desk import RoutingDesk
from segue.store.database import open_store


class Clock:
    def now(self) -> datetime:
        return datetime.now(UTC)


async def main(url: str, name: str) -> None:
    store, clock, ids = await open_store(url), Clock(), count()
    desk = RoutingDesk(name, shared=True)
    env = Env(
        store, clock, Policies(store, clock), lambda p: f"{p}_{name}{next(ids)}", bot=lambda _: None, routing=desk
    )
    await env.policies.served()  # compiled before anybody waits for it
    os.write(1, b"ready\n")
    led = False
    while True:
        issued = await assign(env)
        if not led and (led := bool(desk.planners)):
            os.write(1, b"leads\n")
        if issued:
            os.write(1, f"reserved {issued}\n".encode())
        await until_routing_is_due(env)


asyncio.run(main(*sys.argv[1:]))
