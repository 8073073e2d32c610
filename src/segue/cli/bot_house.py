"""A small Segue of its own for `segue bot verify`: invented customers, one human, and a record of what the bot does.

The server, the flows and the deliveries are the real ones, on a throw-away database. Every call of the bot goes through
`Door`, which writes it down, and can be slow or broken for one conversation.
"""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import AsyncExitStack, ExitStack, asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar
from uuid import uuid4

import aiohttp
from standardwebhooks.webhooks import Webhook

from segue.app import Segue
from segue.cli.bot_door import Asked, Door, Fault
from segue.domain.attachments import File
from segue.domain.conversation import Entry, Kind, Role
from segue.domain.deliveries import Trouble
from segue.domain.errors import Invalid
from segue.domain.lifecycle import Event
from segue.domain.routing.agents import Presence
from segue.flows import presence, serve
from segue.flows.people import add_user
from segue.flows.tokens import fresh, hashed
from segue.ports.agents import Message as Words
from segue.ports.listeners import DeliveryFailed
from segue.ports.people import ApiKey, SaveKey, User
from segue.server.application import create_app
from segue.server.run import listen, serving
from segue.settings import Secrets, Settings
from segue.signed_webhook import SignedWebhook, signing_secret

T = TypeVar("T")
BOT, SECRET = "verified-bot", "bot_webhook"
SCOPES = ("conversations", "handoff", "drafts")
UNLIMITED: dict[str, Any] = {
    f"rate_{name}": "off"
    for name in ("sign_in", "sign_in_email", "widget_session", "message", "default", "bot", "address")
}
UNSIGNED = "unsigned"
TRIES, FIRST_AGAIN_S = 3, 0.5
"""Of one event. Less patient than a real Segue, so that one event which is never taken holds up no other check."""
POLICY = """
version: 1
languages: [en]
triggers:
  - {{id: asks-for-human, when: "asks_for_human == 'clear'", then: handoff, reason: customer_asked}}
route: [{{queue: general}}]
queues:
  general: {{title: Customer care, bot: {help}}}
bot: {{name: {bot}, webhook: "http://127.0.0.1:9/bot", secret: {secret}, timeout: 10m}}
"""


@dataclass(slots=True)
class Sent:
    """An event. done: it was taken, or will not be; error: "" for one that was taken. took_s: of the last try."""

    id: str
    event: Mapping[str, Any]
    done: bool = False
    error: str = ""
    took_s: float = 0.0


class Deliveries:
    """The bot, as this Segue's lanes deliver to it. url, secret: of the bot that is verified; "" for none."""

    def __init__(self, house: House, url: str, secret: str, session: aiohttp.ClientSession) -> None:
        self._house, self.url, self._secret, self._session = house, url, secret, session
        self.sent: list[Sent] = []
        self.more: dict[str, Mapping[str, Any]] = {}

    async def deliver(self, event_id: str, event: Mapping[str, Any]) -> None:
        sent = Sent(event_id, {**event, **self.more.get(str(event["conversation"]), {})})
        self.sent.append(sent)
        try:
            await self._tried(sent)
        except DeliveryFailed as failure:
            sent.error = str(failure)
            raise DeliveryFailed(sent.error, Trouble.REFUSED) from None  # the next event is tried all the same
        finally:
            sent.done = True
            self._house.changed()

    async def _tried(self, sent: Sent) -> None:
        webhook = SignedWebhook(self.url, self._secret, self._session, name="the bot")
        for again in range(TRIES):
            began = asyncio.get_running_loop().time()
            try:
                await webhook.post(sent.id, sent.event)
                return
            except DeliveryFailed as failure:
                if again + 1 == TRIES or failure.trouble in {Trouble.PAUSED, Trouble.REFUSED}:
                    raise
                await asyncio.sleep(FIRST_AGAIN_S * 2**again)
            finally:
                sent.took_s = asyncio.get_running_loop().time() - began

    async def raw(
        self, body: bytes, id_: str = "", *, secret: str = "", off: timedelta = timedelta(), signed: bytes | None = None
    ) -> int | None:
        """Status of one POST, None where none came. secret: another one, or UNSIGNED. off: of the timestamp. signed:
        what the signature is of, if it is not of `body`."""
        id_, at = id_ or f"verify-{uuid4().hex}", datetime.now(UTC) + off
        headers = {"content-type": "application/json", "webhook-id": id_, "webhook-timestamp": str(int(at.timestamp()))}
        if secret != UNSIGNED:
            signer = Webhook(signing_secret(secret or self._secret))
            words = (body if signed is None else signed).decode()
            headers["webhook-signature"] = signer.sign(id_, at, words)
        timeout = aiohttp.ClientTimeout(total=self._house.wait_s)
        with suppress(aiohttp.ClientError, TimeoutError, ValueError):
            async with self._session.post(
                self.url, data=body, headers=headers, allow_redirects=False, timeout=timeout
            ) as answer:
                return answer.status
        return None


class House:
    """wait_s: how long something is waited for that should come. quiet_s: how long one listens for what should not."""

    def __init__(self, wait_s: float, quiet_s: float) -> None:
        self.wait_s, self.quiet_s = wait_s, quiet_s
        self.calls: list[Asked] = []
        self.faults: dict[str, Fault] = {}
        self.url = self.key = ""
        self.human: User
        self.segue: Segue
        self.bot: Deliveries
        self.stopped: asyncio.Task[None]
        self.pages = ExitStack()
        self._event = asyncio.Event()

    def changed(self) -> None:
        event, self._event = self._event, asyncio.Event()
        event.set()

    async def until(self, look: Callable[[], Awaitable[T | None]], wait_s: float = 0.0) -> T | None:
        """The first answer of `look` that is true; None when there was none in time."""
        with suppress(TimeoutError):
            async with asyncio.timeout(wait_s or self.wait_s):
                while True:
                    event = self._event
                    if found := await look():
                        return found
                    await event.wait()
        return None

    async def customer(self) -> Talk:
        """Somebody whom Segue stands in front of, with the page open."""
        begun = await self.segue.start(channel="widget", bot=BOT, language="en")
        self.pages.enter_context(self.segue.env.attendance.page(self.segue.workspace, begun.id))
        return Talk(self, begun.id)

    def talk(self, conversation: str) -> Talk:
        """One that the bot began."""
        return Talk(self, conversation)


@dataclass(slots=True)
class Talk:
    """A conversation, from the side of its customer and its human."""

    house: House
    id: str
    said: int = 0

    async def says(self, text: str, files: Sequence[File] = ()) -> int:
        """seq of the message."""
        self.said += 1
        words = Words(f"line-{self.said}", Role.END_USER, text, attachments=tuple(files))
        return (await self.house.segue.receive(self.id, words)).seq

    async def entries(self, after: int = 0) -> tuple[Entry, ...]:
        return await self.house.segue.entries(self.id, after)

    async def of_bot(self, after: int = 0) -> list[Entry]:
        """What the customer has read of it."""
        found = await self.entries(after)
        return [one for one in found if one.kind is Kind.MESSAGE and one.role is Role.AUTOMATED_AGENT]

    async def answered(self, after: int, wait_s: float = 0.0) -> list[Entry]:
        return await self.house.until(lambda: self.of_bot(after), wait_s) or []

    async def event(self, seq: int) -> Sent | None:
        """The event of an entry, once it was taken or given up."""

        async def look() -> Sent | None:
            return next((one for one in self.events() if one.event.get("seq") == seq and one.done), None)

        return await self.house.until(look, self.house.wait_s + 10)

    def events(self) -> list[Sent]:
        return [one for one in self.house.bot.sent if one.event.get("conversation") == self.id]

    def calls(self) -> list[Asked]:
        return [one for one in self.house.calls if one.conversation == self.id]

    def spoken(self) -> list[Asked]:
        """What it tried to say, whatever came of it."""
        return [one for one in self.calls() if one.speaks]

    # ---- the human ----

    async def taken(self, words: str = "Hello, I am Maria.") -> None:
        await serve.take(self.house.segue.env, self.house.human, self.id)
        await self.writes(words)

    async def writes(self, words: str) -> None:
        await serve.speak(self.house.segue.env, self.house.human, self.id, words, f"human-{uuid4().hex}")

    async def gives_back(self, note: str = "") -> None:
        await serve.finish(self.house.segue.env, self.house.human, self.id, Event.HANDED_BACK, note=note)

    async def handed_back(self, note: str = "") -> Sent | None:
        """The end marker, once the bot took it or it was given up."""
        before = len(self.events())
        await self.gives_back(note)

        async def look() -> Sent | None:
            later = self.events()[before:]
            return next((one for one in later if one.event["type"] == "handed_back" and one.done), None)

        return await self.house.until(look, self.house.wait_s + 10)


@asynccontextmanager
async def open_house(
    *,
    url: str = "",
    secret: str = "",
    key: str = "",
    host: str = "127.0.0.1",
    port: int = 0,
    public: str = "",
    helps: bool = False,
    wait_s: float = 10.0,
    quiet_s: float = 1.0,
) -> AsyncIterator[House]:
    """url, secret: of a bot behind Segue. key: with which it calls, "" makes one. public: how it reaches us, if
    otherwise.

    Raises Invalid for a key that is none, WrongSetting where nothing can be listened at.
    """
    house = House(wait_s, quiet_s)
    house.key = key or fresh("sk")
    if not house.key.startswith("sk_") or len(house.key) < 16:
        raise Invalid("key: begins with sk_, and has 16 characters at least", field="key")
    listening = listen(host, port)
    async with AsyncExitStack() as stack:
        stack.callback(listening.close)
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="segue-verify-")))
        house.url = public or f"http://{f'[{host}]' if ':' in host else host}:{listening.getsockname()[1]}"
        settings = Settings(
            host=host,
            port=listening.getsockname()[1],
            public_url=house.url,
            insecure_bind=True,  # what is said here is invented, and the database is thrown away
            disk_floor=1,
            secrets=Secrets({SECRET: secret or fresh("ws")}),
            **UNLIMITED,
        )
        policy = folder / "policy.yaml"
        policy.write_text(POLICY.format(bot=BOT, secret=SECRET, help="helps" if helps else "away"), "utf-8")
        session = await stack.enter_async_context(aiohttp.ClientSession())
        house.bot = Deliveries(house, url, secret, session)
        store = f"sqlite:///{folder / 'verify.db'}"
        opened = Segue.open(policy, store=store, settings=settings, bot=lambda _: house.bot)
        house.segue = await stack.enter_async_context(opened)
        await _people_and_key(house)
        app = create_app(house.segue, settings)
        app.add_middleware(Door, calls=house.calls, faults=house.faults, changed=house.changed)
        stack.enter_context(house.pages)
        house.stopped = await stack.enter_async_context(serving(app, settings, listening))
        yield house


async def _people_and_key(house: House) -> None:
    segue = house.segue
    fields = {"capacity": 50, "team": "Billing"}
    house.human = await add_user(
        segue.store, segue.clock, segue.workspace, email="maria@verify.example", name="Maria Silva", fields=fields
    )
    await presence.set_presence(segue.env, house.human, Presence.ONLINE, "")
    key = ApiKey(fresh("key")[:26], segue.workspace, BOT, hashed(house.key), SCOPES, segue.clock.now())
    await segue.store.write(SaveKey(key))
