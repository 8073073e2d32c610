"""A shop that runs Segue: server, bot, web site, team. Everything is made over HTTP, as whoever sets it up does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import APIRequestContext, Playwright, StorageState

from browser.bot import SECRET, Bot, echo
from browser.process import SegueProcess
from browser.site import Site

PASSWORD = "seven quiet lamps at dusk"
RATES = ("sign_in", "sign_in_email", "widget_session", "message", "default", "bot", "address")
ALL_HERE = {"SEGUE_WEBHOOK_NETWORKS": "127.0.0.0/8"}
NO_LIMITS = {f"SEGUE_RATE_{name.upper()}": "off" for name in RATES}
POLICY = """
version: 1
languages: [en]
behaviours:
  prices: {visits: "/pricing*", within: 7d}
triggers:
  - {id: keen, when: "behaviour.prices >= 3 && page.path == '/pricing'", then: offer, reason: keen, proactive: true}
  - {id: asks-for-human, when: "asks_for_human == 'clear'", then: handoff, reason: customer_asked}
  - {id: bare-keyword, when: "asks_for_human == 'unclear'", then: offer, reason: customer_asked}
  - {id: leaving, when: "page.path.startsWith('/account/cancel')", then: offer, reason: about_to_leave, proactive: true}
route:
  - {when: "page.path.startsWith('/trade')", queue: trade}
  - {queue: general}
queues:
  general: {title: Customer care, reserve_for: 2m, when_closed: {then: ticket}}
  billing: {title: Billing, requires: {billing: 3}, reserve_for: 2m}
  trade: {title: Trade desk, hours: never, when_closed: {then: ticket}}
hours:
  never: {timezone: Europe/Berlin, mon: "00:00-00:01"}
handback: {idle: 30m, survey: true}
bot: {name: shop-bot, webhook: WEBHOOK, secret: bot_webhook, timeout: 20s}
"""


class Person:
    """Somebody who works here. `state` signs a browser in; `api` acts as they would, without one."""

    def __init__(self, id_: str, name: str, state: StorageState, api: APIRequestContext) -> None:
        self.id = id_
        self.name = name
        self.state = state
        self.api = api


class Shop:
    def __init__(
        self, playwright: Playwright, folder: Path, adapt: Callable[[str], str] = lambda text: text, **secrets: str
    ) -> None:
        self.bot = Bot()
        self.site = Site()
        policy = adapt(POLICY.replace("WEBHOOK", self.bot.webhook))
        known = {f"SEGUE_SECRET_{name.upper()}": value for name, value in ({"bot_webhook": SECRET} | secrets).items()}
        self.server = SegueProcess(folder, policy, **known, **NO_LIMITS, **ALL_HERE)
        self.team: dict[str, Person] = {}
        self._playwright = playwright
        self._callers: list[APIRequestContext] = []

    def caller(self) -> APIRequestContext:
        """Somebody with cookies of their own."""
        made = self._playwright.request.new_context(base_url=self.server.url, extra_http_headers={"X-Segue": "desk"})
        self._callers.append(made)
        return made

    def begin(self) -> None:
        self.server.start()
        self.bot.url = self.site.segue = self.server.url

    def furnish(self) -> None:
        """The first admin by the link of the first run, then a key for the bot, the web site and two agents."""
        self._signed_in("robin", "Robin Falk", self.server.setup_link(), name="Robin Falk", email="robin@shop.example")
        scopes = ["conversations", "handoff", "drafts"]
        self.bot.key = self.ask("POST", "/v1/ops/keys", name="shop-bot", scopes=scopes)["secret"]
        self.site.key = self.ask("POST", "/v1/ops/sites", name="Shop", origins=[self.site.url])["site"]["key"]
        self.hire("maria", "Maria Lindqvist", team="Billing", skills={"billing": 4})
        self.hire("tom", "Tom Okafor", team="Customer care")

    def hire(self, alias: str, name: str, **fields: Any) -> Person:
        invited = self.ask("POST", "/v1/ops/users", name=name, email=f"{alias}@shop.example", role="agent", **fields)
        return self._signed_in(alias, name, invited["link"])

    def _signed_in(self, alias: str, full_name: str, link: str, **first_admin: str) -> Person:
        api = self.caller()
        body = {"token": link.partition("token=")[2], "password": PASSWORD, **first_admin}
        me = _answer(api.post("/v1/desk/link", data=body))["me"]
        self.team[alias] = Person(me["id"], full_name, api.storage_state(), api)
        return self.team[alias]

    def ask(self, method: str, path: str, by: str = "robin", **body: Any) -> Any:
        """What the API answers to one of the team; the admin when nobody is named."""
        return _answer(self.team[by].api.fetch(path, method=method, data=body or None))

    def tidy(self) -> None:
        """Everybody goes home and nobody waits any more, so that the next test begins anew."""
        self.bot.answers = echo
        self.bot.drafts = lambda _: None
        self.bot.events.clear()
        self.site.identity = ""
        for alias in self.team:
            self.ask("PUT", "/v1/desk/presence", by=alias, presence="offline")
        seen = self.ask("GET", "/v1/desk/snapshot")
        items = [item for name in ("reservations", "mine", "waiting", "others") for item in seen[name]]
        for conversation in {item["conversation"]["id"] for item in items if not item["handoff"].get("ended_at")}:
            self.bot.call(f"/v1/conversations/{conversation}/end", {})
        for left in self.ask("GET", "/v1/desk/snapshot")["follow_ups"]:
            self.ask("POST", f"/v1/desk/follow-ups/{left['id']}/close", note="")

    def end(self) -> None:
        for caller in self._callers:
            caller.dispose()
        self.server.end()
        self.bot.close()
        self.site.close()


def _answer(response: Any) -> Any:
    assert response.ok, f"{response.url}: {response.status} {response.text()[:500]}"
    return response.json()


@contextmanager
def opened(
    playwright: Playwright, folder: Path, adapt: Callable[[str], str] = lambda text: text, **secrets: str
) -> Iterator[Shop]:
    """secrets: by the names that the policy gives them."""
    shop = Shop(playwright, folder, adapt, **secrets)
    try:
        shop.begin()
        shop.furnish()
        yield shop
    finally:
        shop.end()
