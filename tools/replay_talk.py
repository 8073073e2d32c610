"""One recorded conversation, driven turn by turn; what was posted is kept in a ledger outside the product."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import aiohttp

from replay_people import Talk
from replay_watch import Watch
from running import Unexpected, ask

TWICE_EVERY = 7
HUMAN_WITHIN_S = 45.0


@dataclass(slots=True)
class Floor:
    """What all conversations share: the bot's session, the customers' browser, the admin's desk."""

    bot: aiohttp.ClientSession
    page: aiohttp.ClientSession
    staff: aiohttp.ClientSession
    site: str
    talks: dict[str, Talk] = field(default_factory=dict)
    ledgers: dict[str, list[Line]] = field(default_factory=dict)

    def posted_by_human(self, talk: Talk, name: str, text: str, seq: int) -> None:
        self.ledgers[talk.path].append(Line(seq, name, "human_agent", text))


@dataclass(frozen=True, slots=True)
class Line:
    """A message that was accepted."""

    seq: int
    message_id: str
    role: str
    text: str


class Conversation:
    def __init__(self, floor: Floor, row: dict[str, Any], number: int, seed: int) -> None:
        self.floor, self.row, self.number = floor, row, number
        self.widget = number % 2 == 1
        self.accepts = random.Random(f"{seed}/{row.get('id', number)}").random() < 0.5  # then every second one
        self.ledger: list[Line] = []
        self.refused: list[str] = []  # ids of the bot's messages that came while somebody else spoke
        self.counts: Counter[str] = Counter()
        self.wrong: list[str] = []
        self.posts = number  # so that not always the same turn is sent twice
        self.id, self.path = "", ""
        self.customer: dict[str, str] = {}  # headers of the customer's own token
        self.watches: list[Watch] = []
        self.reading: list[asyncio.Task[None]] = []
        self.owner = "bot"
        self.talk = Talk("")

    async def run(self) -> None:
        await self._begin()
        self._watch()
        turns = self.row["turns"]
        for place, turn in enumerate(turns):
            text = turn["text"]
            if not text.strip():
                self.counts["turns without words, left out"] += 1
                continue
            if turn["role"] == "user":
                await self._customer_says(f"t{place}", text)
                await self._answer_offers()
            else:
                await self._bot_says(f"t{place}", text)
            followed = turns[place + 1]["role"] if place + 1 < len(turns) else ""
            if self.owner != "bot" and followed != "assistant":
                await self._with_human(last=place + 1 == len(turns))
        await ask(self.floor.bot, "POST", f"{self.path}/end", json={})
        async with asyncio.timeout(20):
            await asyncio.gather(*self.reading)

    async def close(self) -> None:
        for task in self.reading:
            task.cancel()
        await asyncio.gather(*self.reading, return_exceptions=True)

    async def _begin(self) -> None:
        if self.widget:
            page = {"url": "https://airline.example/help", "title": "Help"}
            session = await ask(self.floor.page, "POST", "/v1/widget/session", json={"site": self.floor.site})
            visitor = {"Authorization": f"Bearer {session['visitor_token']}"}
            opened = await ask(self.floor.page, "POST", "/v1/widget/conversation", json={"page": page}, headers=visitor)
            self.id = opened["id"]
            self.customer = {"Authorization": f"Bearer {opened['token']}"}
        else:
            tier = "gold" if self.number % 4 == 0 else "basic"
            customer = {"id": f"c{self.number}", "name": f"Customer {self.number}", "facts": {"tier": tier}}
            body = {"id": f"r{self.number}", "customer": customer, "language": "en"}
            self.id = (await ask(self.floor.bot, "POST", "/v1/conversations", json=body))["id"]
        self.path = f"/v1/conversations/{self.id}"
        self.talk = Talk(f"/v1/desk/conversations/{self.id}")
        self.floor.talks[self.id] = self.talk
        self.floor.ledgers[self.talk.path] = self.ledger

    def _watch(self) -> None:
        bot = Watch("bot", self.floor.bot, self.path)
        staff = Watch("human agent", self.floor.staff, self.path)
        if self.widget:
            customer = Watch("customer", self.floor.page, self.path, self.customer, drops_after=5)
            runs = [customer.by_socket(), bot.by_events(), staff.by_socket()]
        else:  # no page of ours: the customer reads what the bot's stream says
            customer = Watch("customer", self.floor.bot, self.path, drops_after=5)
            runs = [customer.by_events(), bot.by_events(), staff.by_socket()]
        self.watches = [customer, bot, staff]
        self.reading = [asyncio.create_task(run) for run in runs]

    # ---- posting -------------------------------------------------------------------------------------------------

    async def _customer_says(self, name: str, text: str) -> None:
        session = self.floor.page if self.widget else self.floor.bot
        answer = await self._post(session, self.customer, {"id": name, "role": "end_user", "text": text})
        self.ledger.append(Line(answer["seq"], name, "end_user", text))
        self.counts["turns of the customer"] += 1
        self.owner = answer["owner"]

    async def _bot_says(self, name: str, text: str) -> None:
        body: dict[str, Any] = {"id": name, "role": "automated_agent", "text": text}
        if self.number % 5 == 0 and len(self.ledger) % 9 == 8:
            body["confidence"] = 0.2
        answer = await self._post(self.floor.bot, {}, body)
        if "code" in answer:
            self.refused.append(name)
            self.counts["messages of the bot refused while somebody else spoke"] += 1
            if self.owner == "bot":
                self.wrong.append(f"{name}: the bot was refused though it owned the conversation: {answer}")
            return
        self.ledger.append(Line(answer["seq"], name, "automated_agent", text))
        self.counts["turns of the bot"] += 1
        if self.owner != "bot":
            self.wrong.append(f"{name}: the bot's message was taken while {self.owner} owned the conversation")

    async def _post(self, session: aiohttp.ClientSession, headers: dict[str, str], body: dict[str, Any]) -> Any:
        """One message; every seventh twice, one after the other or both at once. Answers a problem for a 409."""
        self.posts += 1

        async def once() -> Any:
            status, said = await ask(session, "POST", f"{self.path}/messages", 409, json=body, headers=headers)
            if status == 409 and said["code"] != "not_the_owner":
                raise Unexpected(f"{body['id']}: {said}")
            return said

        if self.posts % TWICE_EVERY:
            return await once()
        self.counts["messages sent twice on purpose"] += 1
        answers = await asyncio.gather(once(), once()) if self.posts % 2 else [await once(), await once()]
        if answers[0] != answers[1]:
            self.wrong.append(f"{body['id']}: the repetition was answered otherwise: {answers[0]} / {answers[1]}")
        return answers[0]

    # ---- offers, and the human agent -----------------------------------------------------------------------------

    async def _answer_offers(self) -> None:
        session = self.floor.page if self.widget else self.floor.bot
        while True:
            state = await ask(session, "GET", self.path, headers=self.customer)
            offer = state["offer"]
            if offer is None:
                return
            kind = "of a person" if offer["choices"][0]["id"] == "human" else "to leave an address"
            self.accepts = not self.accepts
            self.counts[f"offers {kind} {'accepted' if self.accepts else 'declined'}"] += 1
            body = {"id": offer["id"], "accept": self.accepts}
            answer = await ask(session, "POST", f"{self.path}/offer", json=body, headers=self.customer)
            if self.accepts and kind == "to leave an address":
                left = {"email": f"c{self.number}@example.org"}
                answer = await ask(session, "POST", f"{self.path}/contact", json=left, headers=self.customer)
            self.owner = answer.get("owner", self.owner)

    async def _with_human(self, *, last: bool) -> None:
        """Wait until a human agent is there; if the customer has spoken to one, until the bot has it back."""
        talk = self.talk
        there = talk.joined.is_set()
        async with asyncio.timeout(HUMAN_WITHIN_S):
            await talk.joined.wait()
            if not (there or last):
                return  # the customer's next turn is the first that the human agent hears
            talk.over = last
            talk.cue.set()
            await talk.back.wait()
        self.owner = "bot"
        for event in (talk.joined, talk.cue, talk.back):
            event.clear()
