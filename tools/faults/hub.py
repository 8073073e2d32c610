"""A fake helpdesk without an adapter: it hears of conversations by webhook, and shows what it hears to people."""

from __future__ import annotations

from dataclasses import dataclass, field

from aiohttp import web
from standardwebhooks.webhooks import Webhook

from faults.ledger import HUB, Ledger, Saw
from faults.parties import SECRET, signing

MODES = ("key", "ask", "never")


@dataclass
class Hub:
    """mode: key, it shows an id once; ask, it shows whatever comes and says what it has; never, it only shows."""

    mode: str
    ledger: Ledger = field(default_factory=Ledger)
    has: set[str] = field(default_factory=set)
    asked: int = 0

    def application(self) -> web.Application:
        made = web.Application()
        made.router.add_post("/hub", self.receive)
        made.router.add_get("/hub", self.ask)
        return made

    async def receive(self, request: web.Request) -> web.Response:
        body = await request.text()
        headers = {name.lower(): value for name, value in request.headers.items()}
        told = Webhook(signing(SECRET)).verify(body, headers)["data"]
        wire = headers["webhook-id"]
        saw = Saw(Ledger.now(), HUB, told["conversation"], told["text"], told["seq"], wire)
        self.ledger.attempts.append(saw)
        if self.mode != "key" or wire not in self.has:
            self.ledger.saw.append(saw)
        self.has.add(wire)
        return web.Response(status=204)

    async def ask(self, request: web.Request) -> web.Response:
        self.asked += 1
        return web.Response(status=200 if request.query["id"] in self.has else 404)


def policy(url: str, mode: str) -> str:
    """Lines of a policy that name it. url: where it is reached, a proxy in between."""
    ask = f', ask: "{url}/hub"' if mode == "ask" else ""
    return f'webhooks:\n  hub: {{url: "{url}/hub", secret: bench_bot, kinds: [message], repeat: {mode}{ask}}}\n'
