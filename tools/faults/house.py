"""A house for a scenario: nodes of the product on one database, a bot behind a proxy, people at their desks."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from aiohttp import web

from faults.calling import Caller
from faults.ledger import Ledger
from faults.nodes import Node, nothing
from faults.parties import SECRET, Bot, Customer, Desks
from faults.proxy import Proxy
from running import ORIGIN, PASSWORD, Unexpected

POLICY = """
version: 1
languages: [en]
triggers:
  - {{id: asks-for-human, when: "asks_for_human == 'clear'", then: handoff, reason: customer_asked}}
route: [{{queue: general}}]
queues:
  general: {{title: Customer care, reserve_for: 60s}}
handback: {{idle: 60m, survey: false, wrap_up: 0s}}
bot: {{name: bench-bot, webhook: "{bot}/bot", secret: bench_bot, timeout: 10m}}
"""
LOOPBACK = "127.0.0.1"


@dataclass
class House:
    nodes: list[Node]
    ledger: Ledger
    bot: Bot
    bot_proxy: Proxy
    desks: Desks
    site: str
    key: str
    admin: Caller
    urls: list[str]
    customers: list[Customer] = field(default_factory=list)

    def customer(self, **ways: float) -> Customer:
        one = Customer(Caller(self.urls), self.site, self.ledger, **ways)  # type: ignore[arg-type]
        self.customers.append(one)
        return one

    async def all_ready(self) -> None:
        await asyncio.gather(*(node.ready(self.admin.session) for node in self.nodes))

    async def revive(self, node: Node) -> float:
        """Begin a dead node again; seconds until it answers."""
        began = Ledger.now()
        node.begin()
        await node.ready(self.admin.session)
        return Ledger.now() - began


@asynccontextmanager
async def house(
    folder: Path,
    store: str = "",
    *,
    nodes: int = 1,
    agents: int = 3,
    capacity: int = 10,
    extra: str = "",
    ledger: Ledger | None = None,
    more: Mapping[str, str] | None = None,
    before: Callable[[], None] = nothing,
) -> AsyncIterator[House]:
    """store: address of an empty database; an SQLite file in `folder` when left out. extra: lines of the policy.

    more: settings of the nodes. before: what each of their processes does before it becomes a server.
    """
    async with AsyncExitStack() as stack:
        ledger = ledger or Ledger()
        bot = Bot(ledger, Caller([]))
        stack.push_async_callback(bot.caller.close)
        stack.push_async_callback(bot.close)
        receiver = web.Application()
        receiver.router.add_post("/bot", bot.receive)
        port = await listening(stack, receiver)
        proxy = await stack.enter_async_context(Proxy(LOOPBACK, port))
        policy = folder / "policy.yaml"
        policy.write_text(POLICY.format(bot=proxy.url) + extra)
        settings = {"SEGUE_SECRET_BENCH_BOT": SECRET, "SEGUE_WEBHOOK_NETWORKS": "127.0.0.0/8", **(more or {})}
        database = store or f"sqlite:///{folder}/segue.db"
        running = [Node(policy, database, folder, n, settings, before) for n in range(nodes)]
        for node in running:
            stack.push_async_callback(node.stop)
        urls = [node.url for node in running]
        admin = Caller(urls[:1], **{"X-Segue": "desk"})
        stack.push_async_callback(admin.close)
        running[0].begin()  # alone, because it makes the tables, and its link for the first admin is the last one made
        await running[0].ready(admin.session)
        key, site = await _furnish(admin, running[0])
        for node in running[1:]:
            node.begin()
            await node.ready(admin.session)
        bot.caller.urls = admin.urls = urls
        bot.caller.session.headers["Authorization"] = f"Bearer {key}"
        desks = Desks(ledger, [await _hire(admin, urls, number, capacity) for number in range(agents)])
        for caller in desks.callers:
            stack.push_async_callback(caller.close)
        built = House(running, ledger, bot, proxy, desks, site, key, admin, urls)
        stack.push_async_callback(_close, built)
        yield built


async def listening(stack: AsyncExitStack, application: web.Application) -> int:
    """Serve it on a free port of this machine until the stack is left."""
    runner = web.AppRunner(application, shutdown_timeout=1)
    await runner.setup()
    stack.push_async_callback(runner.cleanup)
    listens = web.TCPSite(runner, LOOPBACK, 0)
    await listens.start()
    port: int = runner.addresses[0][1]
    return port


async def _close(built: House) -> None:
    for customer in tuple(built.customers):
        await customer.close()
    await built.desks.close()


async def _use_link(caller: Caller, link: str, **more: str) -> None:
    await caller.ask(
        "POST", "/v1/desk/link", json={"token": link.rpartition("token=")[2], "password": PASSWORD, **more}
    )


async def _furnish(admin: Caller, first: Node) -> tuple[str, str]:
    """The first admin, the bot's key and a site: what an operator does once. Answers key and site."""
    found = re.search(r"http://\S+/desk/link\?token=\S+", first.log.read_text("utf-8", "replace"))
    for _ in range(200):
        if found:
            break
        await asyncio.sleep(0.05)
        found = re.search(r"http://\S+/desk/link\?token=\S+", first.log.read_text("utf-8", "replace"))
    if not found:
        raise Unexpected("the server showed no link for its first admin; is its database empty?")
    await _use_link(admin, found[0], name="Ada Admin", email="ada@segue.example")
    scopes = ["conversations", "handoff"]
    key = await admin.ask("POST", "/v1/ops/keys", json={"name": "bench-bot", "scopes": scopes})
    site = await admin.ask("POST", "/v1/ops/sites", json={"name": "Shop", "origins": [ORIGIN]})
    return key["secret"], site["site"]["key"]


async def _hire(admin: Caller, urls: list[str], number: int, capacity: int) -> Caller:
    body = {"name": f"Agent {number}", "email": f"agent{number}@segue.example", "role": "agent", "capacity": capacity}
    made = await admin.ask("POST", "/v1/ops/users", json=body)
    caller = Caller(urls, **{"X-Segue": "desk"})
    await _use_link(caller, made["link"])
    return caller
