"""`segue bot verify`: bots that do all of it pass, and each thing that a bot may get wrong is found, and only that."""

from __future__ import annotations

import asyncio
import json
import os
import shlex
import sys
from collections.abc import AsyncIterator, Collection, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from standardwebhooks.webhooks import Webhook, WebhookVerificationError
from typer.testing import CliRunner

from segue.cli.bot_bench import Bench, verifying
from segue.cli.bot_conformance import CHECKS
from segue.cli.bot_house import Deliveries, House, Talk, open_house
from segue.cli.hub_conformance import Finding
from segue.cli.main import app
from segue.domain.conversation import OwnerKind

EXAMPLES = Path(__file__).parents[2] / "examples"
SECRET = "whsec_YSBib3QgdGhhdCBpcyB2ZXJpZmllZCwgMzIgYnl0ZXM="
WORD = "lamp"


class GoodBot:
    """Does all of it. Those below do one thing otherwise each."""

    patience_s = 5.0

    def __init__(self, house: House, session: aiohttp.ClientSession) -> None:
        self.house, self.session, self.signature = house, session, Webhook(SECRET)
        self.packets: dict[str, Mapping[str, Any]] = {}
        self.tasks: set[asyncio.Task[None]] = set()

    async def hear(self, request: web.Request) -> web.Response:
        body = await request.read()
        try:
            event = self.verified(body, request)
        except WebhookVerificationError:
            return web.Response(status=401)
        except (ValueError, RecursionError):
            return self.unread()
        return self.take(request.headers["webhook-id"], event)

    def verified(self, body: bytes, request: web.Request) -> Any:
        return self.signature.verify(body, dict(request.headers))

    def unread(self) -> web.Response:
        return web.Response(status=400)

    def take(self, id_: str, event: Any) -> web.Response:
        if not isinstance(event, dict) or not isinstance(event.get("conversation"), str):
            return self.unread()
        self.begin(self.answer(id_, event))
        return web.Response(status=204)

    def begin(self, doing: Any) -> None:
        task = asyncio.create_task(doing)
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    async def answer(self, id_: str, event: dict[str, Any]) -> None:
        match event:
            case {"type": "message", "text": str(text), "epoch": int()}:
                await self.say(event["conversation"], self.message(id_, event, self.words(event, text)))
            case {"type": "handed_back", "packet": dict(packet)}:
                await self.back(event, packet)
            case {"type": "assist", "seq": int(seq)}:
                await self.assist(id_, event, seq)
            case _:
                await self.unknown(id_, event)

    def words(self, event: dict[str, Any], text: str) -> str:
        promises = self.packets.get(event["conversation"], {}).get("promises", ())
        return f"You said: {text} {' '.join(promises)}"

    def message(self, id_: str, event: dict[str, Any], text: str) -> dict[str, Any]:
        return {"id": id_, "role": "automated_agent", "text": text, "epoch": event["epoch"]}

    async def back(self, event: dict[str, Any], packet: dict[str, Any]) -> None:
        self.packets[event["conversation"]] = packet

    async def assist(self, id_: str, event: dict[str, Any], seq: int) -> None:
        await self.post(event["conversation"], "drafts", {"id": id_[-50:], "text": "Four euros.", "answers": seq})

    async def unknown(self, id_: str, event: dict[str, Any]) -> None:
        return None

    async def say(self, conversation: str, message: dict[str, Any]) -> None:
        for pause_s in (0.05, 0.1, 0.2, 0.4):
            status = await self.post(conversation, "messages", message)
            if status and status < 500:
                return
            await asyncio.sleep(pause_s)

    async def post(self, conversation: str, what: str, body: dict[str, Any]) -> int:
        """0 where no answer came in time."""
        headers = {"authorization": f"Bearer {self.house.key}"}
        url, timeout = (
            f"{self.house.url}/v1/conversations/{conversation}/{what}",
            aiohttp.ClientTimeout(self.patience_s),
        )
        try:
            async with self.session.post(url, json=body, headers=headers, timeout=timeout) as response:
                return response.status
        except TimeoutError:
            return 0


class Deaf(GoodBot):
    """Takes no event."""

    def take(self, id_: str, event: Any) -> web.Response:
        return web.Response(status=500)


class Mute(GoodBot):
    async def say(self, conversation: str, message: dict[str, Any]) -> None:
        return None


class WithoutEpoch(GoodBot):
    def message(self, id_: str, event: dict[str, Any], text: str) -> dict[str, Any]:
        return {**super().message(id_, event, text), "epoch": None}


class FreshIds(GoodBot):
    """An id of its own for each event, the same over its tries."""

    def message(self, id_: str, event: dict[str, Any], text: str) -> dict[str, Any]:
        return {**super().message(id_, event, text), "id": uuid4().hex}


class IdsOfTries(GoodBot):
    """A new id at each try after an error, though not for a copy of the event."""

    async def say(self, conversation: str, message: dict[str, Any]) -> None:
        for number in range(4):
            body = {**message, "id": f"{message['id']}-{number}"}
            if 0 < await self.post(conversation, "messages", body) < 500:
                return


class Impatient(IdsOfTries):
    """The same, because it waits for too short a time; errors it takes as it should."""

    patience_s = 0.8

    async def say(self, conversation: str, message: dict[str, Any]) -> None:
        for number in range(4):
            body, status = {**message, "id": f"{message['id']}-{number}"}, 503
            while status >= 500:
                status = await self.post(conversation, "messages", body)
            if status:
                return


class Trusting(GoodBot):
    def verified(self, body: bytes, request: web.Request) -> Any:
        if "webhook-signature" not in request.headers:
            raise WebhookVerificationError
        return json.loads(body)


class LetsUnsignedIn(GoodBot):
    def verified(self, body: bytes, request: web.Request) -> Any:
        return super().verified(body, request) if "webhook-signature" in request.headers else json.loads(body)


class Timeless(GoodBot):
    """Looks at the signature, and not at the time."""

    def verified(self, body: bytes, request: web.Request) -> Any:
        at, id_ = request.headers["webhook-timestamp"], request.headers["webhook-id"]
        from datetime import UTC, datetime

        right = self.signature.sign(id_, datetime.fromtimestamp(int(at), UTC), body.decode())
        if right not in request.headers.get("webhook-signature", "").split(" "):
            raise WebhookVerificationError
        return json.loads(body)


class Readers(GoodBot):
    """Signs what it read, and not what came: a space more is the same to it."""

    def verified(self, body: bytes, request: web.Request) -> Any:
        with_space = body.endswith(b" }")
        return super().verified(body[:-2] + b"}" if with_space else body, request)


class Fragile(GoodBot):
    def unread(self) -> web.Response:
        return web.Response(status=500)


class AnswersAll(GoodBot):
    """Anything that it does not know is a message to it."""

    async def unknown(self, id_: str, event: dict[str, Any]) -> None:
        if event.get("type") not in {"message", "handed_back"} and isinstance(event.get("epoch"), int):
            await self.say(event["conversation"], self.message(id_, event, "Pardon?"))


class Ascii(GoodBot):
    def words(self, event: dict[str, Any], text: str) -> str:
        return super().words(event, text).encode("ascii").decode()


class NoFiles(GoodBot):
    def take(self, id_: str, event: Any) -> web.Response:
        has_files = isinstance(event, dict) and "attachments" in event
        return web.Response(status=204) if has_files else super().take(id_, event)


class Mixing(GoodBot):
    """Has one variable for what was said last."""

    last = ""

    def words(self, event: dict[str, Any], text: str) -> str:
        before, self.last = self.last, text
        return f"Before you said: {before}. {super().words(event, text)}"


class Stubborn(GoodBot):
    async def say(self, conversation: str, message: dict[str, Any]) -> None:
        for _ in range(8):
            if await self.post(conversation, "messages", message) < 400:
                return


class Reminding(GoodBot):
    """Has a word of its own for whoever it has answered, whoever speaks with them by now."""

    async def say(self, conversation: str, message: dict[str, Any]) -> None:
        await super().say(conversation, message)
        self.begin(self.remind(conversation, message))

    async def remind(self, conversation: str, message: dict[str, Any]) -> None:
        talk = self.house.talk(conversation)
        if not any(one.status == 200 for one in talk.spoken()):
            return

        async def with_human() -> bool:
            return (await self.house.segue.loaded(conversation)).conversation.owner.kind is OwnerKind.HUMAN

        if await self.house.until(with_human):
            await self.post(conversation, "messages", {**message, "id": f"{message['id']}-again", "text": "There?"})


class StandsStill(GoodBot):
    """Stays in the first epoch."""

    def message(self, id_: str, event: dict[str, Any], text: str) -> dict[str, Any]:
        return {**super().message(id_, event, text), "epoch": 1}


class Twofold(GoodBot):
    """Takes no second return of one conversation."""

    async def back(self, event: dict[str, Any], packet: dict[str, Any]) -> None:
        again = event["conversation"] in self.packets
        self.packets[event["conversation"]] = {"promises": [], "over": True} if again else packet

    async def say(self, conversation: str, message: dict[str, Any]) -> None:
        if not self.packets.get(conversation, {}).get("over"):
            await super().say(conversation, message)


class Tired(GoodBot):
    """Forgets how to go on after five handoffs."""

    async def back(self, event: dict[str, Any], packet: dict[str, Any]) -> None:
        number = self.packets.get(event["conversation"], {}).get("number", 0) + 1
        self.packets[event["conversation"]] = {**packet, "number": number}

    async def say(self, conversation: str, message: dict[str, Any]) -> None:
        if self.packets.get(conversation, {}).get("number", 0) < 5:
            await super().say(conversation, message)


class Forgetful(GoodBot):
    async def back(self, event: dict[str, Any], packet: dict[str, Any]) -> None:
        return None


class NoDrafts(GoodBot):
    async def assist(self, id_: str, event: dict[str, Any], seq: int) -> None:
        return None


class Careless(Fragile, NoFiles, Ascii):
    """Three things that have nothing to do with each other, as those of the next two."""


class Unhelpful(Forgetful, NoDrafts, LetsUnsignedIn, AnswersAll):
    pass


class Sloppy(Readers, WithoutEpoch):
    pass


WRONG: Mapping[type[GoodBot], set[str]] = {
    Careless: {"shapes", "files", "hostile"},
    Unhelpful: {"knows", "drafts", "unsigned", "later"},
    Sloppy: {"changed", "epoch"},
    Deaf: {"taken"},
    Mute: {"answered"},
    FreshIds: {"twice"},
    IdsOfTries: {"lost"},
    Impatient: {"slow"},
    Trusting: {"forged", "changed", "stale", "ahead"},
    Timeless: {"stale", "ahead"},
    Mixing: {"two"},
    Stubborn: {"late"},
    Reminding: {"silent"},
    StandsStill: {"returned", "second", "tenth", "knows"},
    Twofold: {"second", "tenth"},
    Tired: {"tenth"},
}
"""Which checks each of them fails, and no other."""
Found = dict[type[GoodBot], list[Finding]]


class Router:
    """One Segue for many bots: each conversation is delivered to the bot that is tried in it."""

    def __init__(self) -> None:
        self.of: dict[str, Deliveries] = {}

    async def deliver(self, event_id: str, event: Mapping[str, Any]) -> None:
        await self.of[event["conversation"]].deliver(event_id, event)


class Shared(House):
    """The house of all, as one of the bots sees it."""

    def __init__(self, house: House, session: aiohttp.ClientSession) -> None:
        super().__init__(house.wait_s, house.quiet_s)
        self.url, self.key, self.segue, self.human, self.pages = (
            *(house.url, house.key, house.segue, house.human),
            house.pages,
        )
        self.calls, self.faults, self.changed, self.until = house.calls, house.faults, house.changed, house.until
        self.bot, self.router = Deliveries(self, "", SECRET, session), house.bot

    async def customer(self) -> Talk:
        talk = await super().customer()
        self.router.of[talk.id] = self.bot
        return talk


@asynccontextmanager
async def verified(kind: type[GoodBot], of_all: House, **bench: Any) -> AsyncIterator[Bench]:
    """A bot of that kind behind that Segue, and the bench to try it."""
    async with aiohttp.ClientSession() as session:
        house = Shared(of_all, session)
        made = kind(house, session)
        served = web.Application(client_max_size=2**20)
        served.router.add_post("/bot", made.hear)
        server = TestServer(served)
        await server.start_server(access_log=None, shutdown_timeout=0.1)
        house.bot.url = str(server.make_url("/bot"))
        try:
            yield Bench(house, at_once=8, knows=WORD, helps=True, **bench)
        finally:
            for task in list(made.tasks):
                task.cancel()
            await asyncio.gather(*made.tasks, return_exceptions=True)
            await server.close()


async def found_of_all(kinds: Collection[type[GoodBot]]) -> Found:
    """A few at a time, in one Segue."""
    found, places = Found(), asyncio.Semaphore(5)
    async with open_house(helps=True, wait_s=4.0, quiet_s=0.3) as house:
        house.bot = Router()

        async def one(kind: type[GoodBot]) -> None:
            async with places, verified(kind, house) as made:
                found[kind] = await verifying(made, CHECKS, lambda _: None)

        await asyncio.gather(*map(one, kinds))
    return found


@pytest.fixture(scope="module")
def found() -> Found:
    return asyncio.run(found_of_all([GoodBot, *WRONG]))


def names(found: list[Finding], *, ok: bool | None) -> set[str]:
    return {one.check.partition(":")[0] for one in found if one.ok is ok}


def test_a_bot_that_does_all_of_it_passes_and_nothing_is_left_out(found: Found) -> None:
    assert [one for one in found[GoodBot] if not one.ok] == []
    assert len(found[GoodBot]) == len(CHECKS) == 23


@pytest.mark.parametrize("kind", WRONG, ids=lambda kind: kind.__name__)
def test_a_bot_that_breaks_one_thing_is_told_exactly_that(kind: type[GoodBot], found: Found) -> None:
    assert names(found[kind], ok=False) == WRONG[kind], [one for one in found[kind] if one.ok is False]
    assert all(one.right and one.found for one in found[kind] if one.ok is False)


def test_every_check_is_failed_by_some_bot() -> None:
    assert set().union(*WRONG.values()) == {one.name for one in CHECKS}


async def run(*words: str, **environment: str) -> tuple[int, str]:
    """The command, as a person runs it: its exit code and what it printed."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "segue.cli.main", "bot", "verify", *words),
        env=os.environ | {"COLUMNS": "200", "NO_COLOR": "1"} | environment,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    said, trouble = await process.communicate()
    return process.returncode or 0, said.decode() or trouble.decode()


async def test_the_example_behind_segue_passes_what_is_chosen() -> None:
    chosen = [word for name in ("twice", "shapes", "knows", "returned") for word in ("--only", name)]
    example = shlex.join([sys.executable, str(EXAMPLES / "webhook_bot.py")])
    address = "http://127.0.0.1:8096/"
    code, said = await run(address, "--run", example, "--knows", WORD, "--quiet", "0.3", *chosen)
    assert (code, "6 ok, 0 failed, 0 could not be tried" in said) == (0, True), said


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ([], "URL: where the bot hears events"),
        (["ftp://x"], "URL: where the bot hears events"),
        (["http://127.0.0.1:9/"], "not set: SEGUE_BOT_SECRET, SEGUE_KEY"),
        (["http://127.0.0.1:9/", "--secret", "x", "--key", "nokey"], "key: begins with sk_"),
        (["http://127.0.0.1:9/", "--run", "no-such-program-here"], "cannot be started"),
        (["http://127.0.0.1:9/", "--run", "true", "--listen", "here"], "is no HOST:PORT"),
        (["http://127.0.0.1:9/", "--run", "true", "--listen", "0.0.0.0:8440"], "public: how the bot reaches this"),
        (["http://127.0.0.1:9/", "--run", "true", "--only", "twise"], "Did you mean 'twice'?"),
        (["http://127.0.0.1:9/", "--in-front", "true"], "in-front: goes without URL"),
        (["--in-front", "'"], "is no command"),
    ],
    ids=str,
)
def test_what_cannot_be_run_is_said_in_one_sentence(words: list[str], told: str) -> None:
    done = CliRunner().invoke(app, ["bot", "verify", *words], env={"SEGUE_KEY": "", "SEGUE_BOT_SECRET": ""})
    assert done.exit_code == 1
    assert told in done.output


def test_where_nobody_listens_one_check_says_so_and_no_other_is_tried() -> None:
    words = ["bot", "verify", "http://127.0.0.1:9/", "--secret", SECRET, "--key", "sk_0123456789abcdef", "--json"]
    done = CliRunner().invoke(app, [*words, "--listen", "127.0.0.1:0"])
    (one,) = json.loads(done.stdout)["findings"]
    assert (done.exit_code, one["ok"]) == (1, False)
    assert "could not be reached" in one["found"]
