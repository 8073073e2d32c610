"""Fake customers, a fake bot and fake human agents. They speak as the product's own screens do, and write a ledger."""

from __future__ import annotations

import asyncio
from base64 import b64encode
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web
from standardwebhooks.webhooks import Webhook

from faults.calling import Caller, Refused, Stuck
from faults.ledger import BOT, CUSTOMER, DESK, MARK, Ledger, Saw, Sent, marked
from running import ORIGIN

EVERYBODY = (CUSTOMER, BOT, DESK)
ASKS_FOR_HUMAN = "I want to talk to a human please"
TO_HUMAN, DONE = "for you personally:", "for you personally: thank you, that is all"
SECRET = "fault-bench-secret"
NOT_THE_OWNER = 409


def signing(secret: str) -> str:
    """The secret as Standard Webhooks wants it."""
    return "whsec_" + b64encode(secret.encode()).decode()


class Eye:
    """One pair of eyes on one conversation, over as many sockets as it takes. `seqs`: every entry, as it came."""

    def __init__(self, who: str, conversation: str, caller: Caller, ledger: Ledger) -> None:
        self.who, self.conversation, self.caller, self.ledger = who, conversation, caller, ledger
        self.marks: dict[str, str] = {}
        self.seqs: list[int] = []
        self.owner = ""
        self._news = asyncio.Event()
        ledger.opened.add((who, conversation))
        path = f"/v1/conversations/{conversation}"
        self._reading = asyncio.create_task(caller.listen(f"{path}/ticket", self._where, self._heard))

    def _where(self) -> str:
        return f"/v1/conversations/{self.conversation}/live?after={self.seqs[-1] if self.seqs else 0}&"

    def _heard(self, said: dict[str, Any]) -> None:
        if said["type"] == "state":
            self.owner = said["state"]["owner"]["kind"]
        elif said["type"] == "entry":
            entry = said["entry"]
            self.seqs.append(entry["seq"])
            self.ledger.saw.append(Saw(Ledger.now(), self.who, self.conversation, entry["text"], entry["seq"]))
            for conversation, mark in MARK.findall(entry["text"])[:1]:
                if conversation == self.conversation:
                    self.marks.setdefault(mark, entry["text"])
        self._news.set()

    async def until(self, true: Callable[[], bool], what: str, within_s: float = 90.0) -> None:
        """Raises Stuck."""
        try:
            async with asyncio.timeout(within_s):
                while not true():
                    self._news.clear()
                    await self._news.wait()
        except TimeoutError:
            raise Stuck(f"{self.who} of {self.conversation} waited {within_s:g} s {what}") from None

    async def close(self) -> None:
        self._reading.cancel()
        await asyncio.gather(self._reading, return_exceptions=True)


@dataclass
class Bot:
    """Answers every event that reaches it, also one that it has answered before: it keeps no memory of its own.

    hears: what it does with a request before it answers; a scenario may refuse here. accepted: of each event, the
    place that its answer got. url is where the product finds it, a proxy in between.
    """

    ledger: Ledger
    caller: Caller
    hears: Callable[[str], int] = lambda _: 204
    accepted: dict[str, int] = field(default_factory=dict)
    refused: int = 0
    _heard: set[str] = field(default_factory=set)
    _work: set[asyncio.Task[None]] = field(default_factory=set)

    async def receive(self, request: web.Request) -> web.Response:
        body = await request.text()
        headers = {name.lower(): value for name, value in request.headers.items()}
        event = Webhook(signing(SECRET)).verify(body, headers)
        wire = headers["webhook-id"]
        saw = Saw(Ledger.now(), BOT, event["conversation"], event.get("text", ""), event["seq"], wire)
        self.ledger.attempts.append(saw)
        if (status := self.hears(wire)) != 204:
            return web.Response(status=status)
        if wire not in self._heard:
            self._heard.add(wire)
            self.ledger.saw.append(saw)
        task = asyncio.create_task(self._answer(wire, event))
        self._work.add(task)
        task.add_done_callback(self._work.discard)
        return web.Response(status=204)

    async def _answer(self, wire: str, event: dict[str, Any]) -> None:
        conversation, seq = event["conversation"], event["seq"]
        mark = f"{'a' if event['type'] == 'message' else 'w'}{seq}"
        began = Ledger.now()
        body = {
            "id": wire,
            "role": "automated_agent",
            "text": marked(conversation, mark, f"About entry {seq}"),
            "epoch": event["epoch"],
        }
        try:
            status, said, tries = await self.caller.sure(
                "POST", f"/v1/conversations/{conversation}/messages", NOT_THE_OWNER, json=body
            )
        except (Stuck, Refused) as error:
            self.ledger.wrong.append(f"the bot could not answer {wire}: {error}")
            return
        first = self.accepted.get(wire)
        if status == NOT_THE_OWNER:
            self.refused += 1
            if first is not None:
                self.ledger.wrong.append(f"the answer to {wire} was accepted, and the same again was refused")
        elif first is None:
            self.accepted[wire] = said["seq"]
            to = (CUSTOMER, DESK)
            self.ledger.accepted(BOT, conversation, mark, said["seq"], to, began=began, tries=tries)
        elif first != said["seq"]:
            self.ledger.wrong.append(f"the answer to {wire} is entry {first}, and again entry {said['seq']}")

    async def close(self) -> None:
        for task in self._work:
            task.cancel()
        await asyncio.gather(*self._work, return_exceptions=True)


class Customer:
    """A visitor of the site with the widget open. `turns`: messages in each stretch, to the bot and to the human."""

    def __init__(self, caller: Caller, site: str, ledger: Ledger, turns: int = 2, think_s: float = 0.05) -> None:
        self.caller, self.site, self.ledger, self.turns, self.think_s = caller, site, ledger, turns, think_s
        self.id, self.number, self.rounds = "", 0, 0
        self.eye: Eye | None = None

    async def open(self) -> None:
        page = {"Origin": ORIGIN}
        session = await self.caller.ask("POST", "/v1/widget/session", json={"site": self.site}, headers=page)
        visitor = {**page, "Authorization": f"Bearer {session['visitor_token']}"}
        opened = await self.caller.ask("POST", "/v1/widget/conversation", json={}, headers=visitor)
        self.id = opened["id"]
        self.caller.session.headers.update({**page, "Authorization": f"Bearer {opened['token']}"})
        self.eye = Eye(CUSTOMER, self.id, self.caller, self.ledger)

    async def run(self, over: Callable[[], bool]) -> None:
        """Round after round until it is over: with the bot, to a human, back to the bot."""
        try:
            if not self.id:
                await self.open()
            while not over() or not self.rounds:
                await self.with_bot()
                await self.with_human()
                self.rounds += 1
        except Stuck as stuck:
            self.ledger.stuck.append(str(stuck))
        except Refused as refused:
            self.ledger.wrong.append(f"a customer: {refused}")

    async def with_bot(self) -> None:
        assert self.eye is not None
        said = [await self.say("where is my parcel") for _ in range(self.turns)]
        wanted = {f"a{one.seq}" for one in said}
        await self.eye.until(lambda: wanted <= self.eye.marks.keys(), "for the bot's answers")  # type: ignore[union-attr]

    async def with_human(self) -> None:
        assert self.eye is not None
        eye, before = self.eye, self._welcomes()
        await self.say(ASKS_FOR_HUMAN)
        said = [await self.say(TO_HUMAN + " while I wait")]
        await eye.until(lambda: f"h-{said[0].mark}" in eye.marks, "for a human")
        for _ in range(self.turns):
            said.append(await self.say(TO_HUMAN + " my case"))
        await eye.until(lambda: all(f"h-{one.mark}" in eye.marks for one in said), "for the human's answers")
        await self.say(DONE)
        await eye.until(lambda: self._welcomes() > before, "to be handed back")

    def _welcomes(self) -> int:
        assert self.eye is not None
        return sum(mark.startswith("w") for mark in self.eye.marks)

    async def say(self, words: str) -> Sent:
        """Accepted, however often it must be said; always with the same id and the same words."""
        await asyncio.sleep(self.think_s)
        self.number += 1
        mark, began = f"q{self.number}", Ledger.now()
        body = {"id": mark, "role": "end_user", "text": marked(self.id, mark, words)}
        _, said, tries = await self.caller.sure("POST", f"/v1/conversations/{self.id}/messages", json=body)
        to = EVERYBODY if said["owner"] == "bot" else (CUSTOMER, DESK)
        return self.ledger.accepted(CUSTOMER, self.id, mark, said["seq"], to, began=began, tries=tries)

    async def close(self) -> None:
        if self.eye:
            await self.eye.close()
        await self.caller.session.close()


@dataclass
class Desks:
    """The human agents. eyes: on each conversation that ever came to a human, one pair, from the first entry on."""

    ledger: Ledger
    callers: list[Caller]
    eyes: dict[str, Eye] = field(default_factory=dict)
    serving: dict[str, asyncio.Task[None]] = field(default_factory=dict)
    _tasks: list[asyncio.Task[None]] = field(default_factory=list)
    answered: set[tuple[str, str]] = field(default_factory=set)

    async def sit(self) -> None:
        for caller in self.callers:
            await caller.ask("PUT", "/v1/desk/presence", json={"presence": "online"})
            changed = asyncio.Event()
            wake = _waker(changed)
            self._tasks.append(
                asyncio.create_task(caller.listen("/v1/desk/ticket", lambda: "/v1/desk/live?", wake), name="desk")
            )
            self._tasks.append(asyncio.create_task(self._work(caller, changed), name="agent"))

    async def _work(self, caller: Caller, changed: asyncio.Event) -> None:
        while True:
            with suppress(TimeoutError):
                async with asyncio.timeout(0.5):  # as a desk that misses a hint: it looks by itself as well
                    await changed.wait()
            changed.clear()
            try:
                shown = await caller.ask("GET", "/v1/desk/snapshot")
                for item in shown["reservations"]:
                    await caller.sure("POST", f"/v1/desk/reservations/{item['handoff']['id']}/accept", 409, json={})
                    changed.set()
                for item in shown["mine"]:
                    self._serve(caller, item["conversation"]["id"], item["handoff"]["id"])
            except (Stuck, Refused) as error:
                self.ledger.wrong.append(f"a human agent: {error}")

    def _serve(self, caller: Caller, conversation: str, handoff: str) -> None:
        if handoff not in self.serving:
            self.serving[handoff] = asyncio.create_task(self._talk(caller, conversation, handoff), name=conversation)

    async def quiet(self, conversation: str) -> None:
        """Until nobody is serving that conversation."""
        await asyncio.gather(*(task for task in self.serving.values() if task.get_name() == conversation))

    async def _talk(self, caller: Caller, conversation: str, handoff: str) -> None:
        if conversation not in self.eyes:
            self.eyes[conversation] = Eye(DESK, conversation, caller, self.ledger)
        eye = self.eyes[conversation]
        try:
            note = f"n-{handoff}"
            await self._post(caller, conversation, "notes", note, "between us", (DESK,))
            done = False
            while not done:
                await eye.until(lambda: bool(self._open(eye)), "for the customer's next words", 180)
                for mark in self._open(eye):
                    self.answered.add((conversation, mark))
                    done = done or DONE in eye.marks[mark]
                    if DONE not in eye.marks[mark]:
                        words = "I will see to that"
                        await self._post(caller, conversation, "messages", f"h-{mark}", words, (CUSTOMER, DESK))
            body = {"label": "right", "note": "settled by hand"}
            await caller.sure("POST", f"/v1/desk/conversations/{conversation}/handback", 409, json=body)
        except (Stuck, Refused) as error:
            self.ledger.stuck.append(f"a human agent: {error}")

    def _open(self, eye: Eye) -> list[str]:
        """Marks of the customer that want a human's answer, in order."""
        return [
            mark
            for mark, text in eye.marks.items()
            if text.startswith(TO_HUMAN) and (eye.conversation, mark) not in self.answered
        ]

    async def _post(
        self, caller: Caller, conversation: str, route: str, mark: str, words: str, to: tuple[str, ...]
    ) -> None:
        began = Ledger.now()
        body = {"id": mark, "text": marked(conversation, mark, words)}
        _, said, tries = await caller.sure("POST", f"/v1/desk/conversations/{conversation}/{route}", json=body)
        self.ledger.accepted(DESK, conversation, mark, said["seq"], to, began=began, tries=tries)

    async def close(self) -> None:
        tasks = (*self._tasks, *self.serving.values())
        for task in tasks:
            task.cancel()
        for ended in await asyncio.gather(*tasks, return_exceptions=True):
            if isinstance(ended, Exception):
                raise ended  # a fault of the bench itself
        for eye in self.eyes.values():
            await eye.close()


def _waker(changed: asyncio.Event) -> Callable[[dict[str, Any]], None]:
    return lambda _: changed.set()
