"""Opens the demo: the real server on a data directory of its own, with the shop's pages, team and bot."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from importlib.resources import files
from pathlib import Path

from segue.app import Segue
from segue.demo import back_office, entrance, shop
from segue.demo.bot import ShopBot
from segue.demo.help import FOLDER, write_articles
from segue.demo.history import remember
from segue.demo.house import BOT_PATH, BOT_SECRET, House, furnish, new_bot_secret, team
from segue.ports.policies import ActivePolicy
from segue.server.application import ROUTES, create_app
from segue.server.run import listen, serving
from segue.settings import Secrets, Settings
from segue.store.database import open_store

HOST = "127.0.0.1"
DATABASE, POLICY = "demo.db", "demo-policy.yaml"
"""Not the names of a real installation, which may lie in the same folder and must not get the demo's people."""
DEMO_ROUTES = (*shop.ROUTES, *entrance.ROUTES, *back_office.ROUTES)
_WEBHOOK = re.compile(r"^  webhook: .*\n", re.MULTILINE)
_BACK_OFFICE = re.compile(rf"http://127\.0\.0\.1:\d+{back_office.PATH}/")


@dataclass(frozen=True, slots=True)
class Demo:
    """A demo that runs. `stopped` ends at Ctrl-C or SIGTERM."""

    house: House
    bot: ShopBot
    stopped: asyncio.Task[None]


@asynccontextmanager
async def opened(
    folder: Path,
    port: int = 0,
    *,
    adapt: Callable[[str], str] = lambda text: text,
    bot_pause: timedelta = timedelta(seconds=0.7),
) -> AsyncIterator[Demo]:
    """folder: where the data lives. adapt: changes the policy's text before it is used.

    Raises WrongSetting when the port is taken, StoreNotOpened when another process has the folder.
    """
    listening = listen(HOST, port)
    try:
        settings = Settings(
            host=HOST,
            port=listening.getsockname()[1],
            database=f"sqlite:///{folder / DATABASE}",
            policy=folder / POLICY,
            policy_source="console",
            secrets=Secrets({BOT_SECRET: new_bot_secret()}),
        )
        text = at_home(adapt(await _kept_policy(settings) or shipped_policy()), settings.url)
        settings.policy.write_text(text, "utf-8")
        write_articles(folder / FOLDER, settings.url)
        async with Segue.open(settings.policy, store=settings.database, settings=settings, background=False) as segue:
            await remember(segue, await team(segue))  # while nothing runs that would take the past to be overdue
        async with Segue.open(settings.policy, store=settings.database, settings=settings) as segue:
            house = await furnish(segue, settings)
            bot = ShopBot(settings.url, house.bot_key, settings.secrets[BOT_SECRET], pause=bot_pause)
            app = create_app(segue, settings, routes=(*DEMO_ROUTES, *ROUTES))
            app.state.house, app.state.bot = house, bot
            async with bot, serving(app, settings, listening) as stopped:
                yield Demo(house, bot, stopped)
    finally:
        listening.close()


def shipped_policy() -> str:
    return files("segue.demo").joinpath("policy.yaml").read_text("utf-8")


def at_home(text: str, url: str) -> str:
    """The policy with the addresses of the bot and the back office, which are not known before the port is."""
    return _BACK_OFFICE.sub(f"{url}{back_office.PATH}/", with_webhook(text, url + BOT_PATH))


def with_webhook(text: str, address: str) -> str:
    """The policy with the bot's address."""
    return _WEBHOOK.sub("", text).replace("\nbot:\n", f"\nbot:\n  webhook: {address}\n", 1)


async def _kept_policy(settings: Settings) -> str:
    """What an earlier run in this folder ended with, the console's changes included; "" for none."""
    if not Path(settings.database.removeprefix("sqlite:///")).exists():  # noqa: ASYNC240
        return ""
    store = await open_store(settings.database)
    try:
        active = await store.read(ActivePolicy(settings.workspace))
    finally:
        await store.close()
    return active.text if active else ""
