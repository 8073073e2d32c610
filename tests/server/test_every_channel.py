"""What every channel that pushes does alike, whatever protocol its neighbour speaks: a driver for each kind."""

from __future__ import annotations

import hashlib
import hmac
import json
from base64 import b64encode
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

import aiohttp
import pytest
from asking import Answer
from world import HOME, POLICY, World, make_world

from fakes.vendor import Asked, Said, played
from segue.calls import Reach
from segue.channel_kinds import KINDS
from segue.channels.opening import open_channel
from segue.domain.channels import Shows
from segue.domain.conversation import Kind, Role
from segue.outbound import Limits, Outbound
from segue.ports.conversations import EntriesAfter
from segue.ports.people import UserRole
from segue.ports.threads import ThreadByRef

ELSEWHERE = {
    "copilot_skill": "test_copilot_skill.py plays Microsoft's connector, whose turns are answered",
    "copilot_agent": "test_copilot_agent.py plays signed addresses, whose turns are answered",
}
"""Kinds that push and are asked the same by tests of their own."""
SECRETS = {"one": "a-long-enough-secret-1", "two": "a-long-enough-secret-2"}
ASKS = "I want to talk to a human please"


@dataclass
class Driver:
    """One kind, as its neighbour uses it. trouble: what the next deliveries are answered with, in order."""

    world: World
    key: str = ""
    trouble: list[Said] = field(default_factory=list)
    heard: list[str] = field(default_factory=list)
    tries: int = 0
    kind: ClassVar[str]
    line: ClassVar[str]
    yes: ClassVar[Said] = Said(b"{}")

    def take(self, asked: Asked) -> Said:
        self.tries += 1
        said = self.trouble.pop(0) if self.trouble else self.yes
        if said.status < 300 and said.how != "never":  # it took it, whatever becomes of its answer
            self.heard += [words for words in [self.words(asked)] if words]
        return said

    def words(self, asked: Asked) -> str:
        raise NotImplementedError

    async def begins(self, ref: str) -> str:
        """A conversation with a human wanted, by the neighbour's own call; its ref there."""
        raise NotImplementedError

    async def brings(self, ref: str, text: str, mark: str) -> Answer:
        raise NotImplementedError

    async def strangers(self, ref: str) -> list[Answer]:
        """The call that brings words, without the credential and with wrong ones."""
        raise NotImplementedError

    async def ask(self, path: str, body: Any, **more: Any) -> Answer:
        return await self.world.client.ask("POST", path, raw=json.dumps(body).encode(), **more)

    async def conversation(self, ref: str) -> str:
        thread = await self.world.store.read(ThreadByRef(HOME, "there", ref))
        assert thread
        return thread.conversation

    async def human(self, ref: str, path: str, **body: Any) -> None:
        session = await self.world.session(await self.world.user("maria", UserRole.AGENT))
        at = f"/v1/desk/conversations/{await self.conversation(ref)}/{path}"
        answer = await self.world.client.ask("POST", at, session=session, body=body)
        assert answer.status == 200, answer.body

    async def later(self, **by: float) -> None:
        for _ in range(4):
            self.world.clock.advance(**(by or {"seconds": 1}))
            await self.world.segue.step()

    async def said(self, ref: str) -> list[str]:
        entries = await self.world.store.read(EntriesAfter(HOME, await self.conversation(ref)))
        return [entry.text for entry in entries if entry.role is Role.END_USER and entry.kind is Kind.MESSAGE]

    def answers(self) -> list[str]:
        """Those of the human, by the marks that the tests give them."""
        return [words[words.index("#") :].split()[0] for words in self.heard if "#" in words]


class ByWebhook(Driver):
    kind = "webhook"
    line = 'webhook, url: "https://there.example/in", secret: one'

    def words(self, asked: Asked) -> str:
        told = json.loads(asked.body)
        return str(told["data"]["text"]) if told["type"] == "said" else ""

    async def begins(self, ref: str) -> str:
        self.key = self.key or await self.world.key("conversations", name="there")
        answer = await self.ask("/v1/channels/there/conversations", {"ref": ref}, token=self.key)
        await self.ask(f"/v1/conversations/{answer.json['id']}/handoff", {}, token=self.key)
        return ref

    async def brings(self, ref: str, text: str, mark: str) -> Answer:
        at = f"/v1/conversations/{await self.conversation(ref)}/messages"
        return await self.ask(at, {"id": mark, "role": "end_user", "text": text}, token=self.key)

    async def strangers(self, ref: str) -> list[Answer]:
        other = await self.world.key("conversations", name="other")
        at = f"/v1/conversations/{await self.conversation(ref)}/messages"
        body = {"id": "x", "role": "end_user", "text": "hi"}
        return [await self.ask(at, body, token=token) for token in ("", "wrong", other)]


class CopilotHub(Driver):
    kind = "copilot_hub"
    line = 'copilot_hub, webhook: "https://there.example/in", key: one, sign: two'
    at = f"/with/{SECRETS['one']}/api/chat"

    def words(self, asked: Asked) -> str:
        return str(json.loads(asked.body)["Message"])

    async def begins(self, ref: str) -> str:
        return str((await self.ask(f"{self.at}/start", {})).json["conversationId"])

    async def brings(self, ref: str, text: str, mark: str) -> Answer:
        body = {"conversationId": ref, "message": text, "sender": "Ana"}
        return await self.ask(f"{self.at}/receive", body, headers={"idempotency-key": mark})

    async def strangers(self, ref: str) -> list[Answer]:
        body = {"conversationId": ref, "message": "hi"}
        return [await self.ask(f"{at}/api/chat/receive", body) for at in ("", "/with/wrong", "/with/" + SECRETS["two"])]


class GenesysRelay(Driver):
    kind = "genesys_relay"
    line = 'genesys_relay, webhook: "https://there.example/in", secret: one, sign: two'
    yes = Said(b"Message sent.", content_type="text/plain")
    at = "/genesys/api/v2/conversations/messages/there/inbound/open/message"

    def words(self, asked: Asked) -> str:
        digest = b64encode(hmac.new(SECRETS["two"].encode(), asked.body, hashlib.sha256).digest()).decode()
        headers = {name.lower(): value for name, value in asked.headers.items()}
        assert headers["x-hub-signature-256"] == f"sha256={digest}"
        return str(json.loads(asked.body)["text"])

    async def begins(self, ref: str) -> str:
        proof = b64encode(f"there:{SECRETS['one']}".encode()).decode()
        headers = {"authorization": f"Basic {proof}", "content-type": "application/x-www-form-urlencoded"}
        token = await self.world.client.ask("POST", "/genesys/oauth/token", raw=b"x", headers=headers)
        self.key = token.json["access_token"]
        await self._post(ref, "a summary", "esc", self.key, "?prefetchConversationId=true")
        return ref

    async def _post(self, ref: str, text: str, mark: str, token: str, more: str = "") -> Answer:
        body = {"channel": {"messageId": mark, "from": {"id": ref}}, "text": text}
        return await self.ask(self.at + more, body, token=token)

    async def brings(self, ref: str, text: str, mark: str) -> Answer:
        return await self._post(ref, text, mark, self.key)

    async def strangers(self, ref: str) -> list[Answer]:
        return [await self._post(ref, "hi", "x", token) for token in ("", "wrong", SECRETS["one"], self.key[:-3])]


class ChatwootBot(Driver):
    kind = "chatwoot_bot"
    line = "chatwoot_bot, url: https://chat.example, account: 1, secret: one, webhook_secret: two"
    refs: ClassVar[Mapping[str, str]] = {"ana": "11", "ben": "12"}

    def words(self, asked: Asked) -> str:
        return str(json.loads(asked.body)["content"]) if asked.path.endswith("/messages") else ""

    async def begins(self, ref: str) -> str:
        number = self.refs[ref]
        await self.brings(number, ASKS, str(1_000_000 + self.tries * 100))
        return number

    async def _tell(self, ref: str, text: str, mark: str, secret: str) -> Answer:
        room = {"id": int(ref), "inbox_id": 8, "status": "pending"}
        number = int(mark) if mark.isdigit() else sum(map(ord, mark))
        told = {"event": "message_created", "id": number, "content": text, "message_type": "incoming", "private": False}
        body = {**told, "account": {"id": 1}, "conversation": room, "sender": {"type": "contact"}}
        dated = str(int(self.world.clock.now().timestamp()))
        signed = hmac.new(secret.encode(), f"{dated}.".encode() + json.dumps(body).encode(), hashlib.sha256).hexdigest()
        headers = {"x-chatwoot-timestamp": dated, "x-chatwoot-signature": f"sha256={signed}"} if secret else {}
        return await self.ask("/v1/channels/there/webhook", body, headers=headers)

    async def brings(self, ref: str, text: str, mark: str) -> Answer:
        return await self._tell(ref, text, mark, SECRETS["two"])

    async def strangers(self, ref: str) -> list[Answer]:
        return [await self._tell(ref, "hi", "9", secret) for secret in ("", "wrong", SECRETS["one"])]


DRIVERS: tuple[type[Driver], ...] = (ByWebhook, CopilotHub, GenesysRelay, ChatwootBot)


@pytest.fixture(params=DRIVERS, ids=[one.kind for one in DRIVERS])
async def there(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Driver]:
    monkeypatch.setattr("segue.signed_webhook.TOTAL_S", 0.9)
    world = await make_world()
    made: Driver = request.param(world)
    limits = Limits(attempt_s=0.8, total_s=1.5, attempts=1)
    async with (
        played(made.take) as program,
        aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(force_close=True), timeout=aiohttp.ClientTimeout(1)
        ) as session,
    ):
        reach = Reach(Outbound(session, limits), session, program.at, world.clock.now)
        world.segue.env.channels.open = lambda settings: open_channel(settings, SECRETS, reach)
        policy = POLICY + "handback: {survey: false}\nchannels:\n  there: {kind: " + made.line + "}\n"
        await world.segue.env.policies.adopt(HOME, policy, "test")
        yield made


def test_every_kind_that_pushes_has_a_driver() -> None:
    pushing = {name for name, kind in KINDS.items() if Shows.PUSHES in kind.can}
    assert pushing == {one.kind for one in DRIVERS} | set(ELSEWHERE)


async def test_three_in_a_row_arrive_in_order_in_a_second_and_tenth_handoff_too(there: Driver) -> None:
    ref = await there.begins("ana")
    for round_ in range(10):
        await there.brings(ref, ASKS, str(round_ + 1))
        await there.human(ref, "take")
        for n in (1, 2, 3):
            await there.human(ref, "messages", id=f"{round_}-{n}", text=f"#{round_}.{n} is my answer")
        await there.later()
        assert there.answers()[-3:] == [f"#{round_}.{n}" for n in (1, 2, 3)]
        await there.human(ref, "handback")
        await there.later()
    assert len(there.answers()) == 30, "nothing came twice"


async def test_two_customers_at_once_read_each_their_own(there: Driver) -> None:
    ana, ben = await there.begins("ana"), await there.begins("ben")
    await there.brings(ana, "I am Ana", "101")
    await there.brings(ben, "I am Ben", "102")
    assert "I am Ben" not in await there.said(ana)
    assert "I am Ana" not in await there.said(ben)


async def test_what_is_brought_twice_is_there_once(there: Driver) -> None:
    ref = await there.begins("ana")
    for _ in range(3):
        assert (await there.brings(ref, "My laptop does not start", "77")).status == 200
    assert (await there.said(ref)).count("My laptop does not start") == 1


async def test_strangers_are_refused_and_nothing_of_theirs_is_kept(there: Driver) -> None:
    ref = await there.begins("ana")
    before = await there.said(ref)
    assert {one.status for one in await there.strangers(ref)} <= {401, 403, 404}
    assert await there.said(ref) == before


NOT_DONE = {"429": Said({}, 429), "503": Said({}, 503), "401": Said({}, 401), "404": Said({}, 404)}
UNSURE = {"500": Said({}, 500), "half": Said(b"x" * 4_000, how="half"), "never": Said(how="never")}


@pytest.mark.parametrize("how", [*NOT_DONE, *UNSURE])
async def test_whatever_the_neighbour_answers_nothing_comes_twice_and_the_order_stays(there: Driver, how: str) -> None:
    """What was not done is done later; of what nobody can tell it is done again, or the human reads that."""
    ref = await there.begins("ana")
    await there.brings(ref, ASKS, "1")
    await there.human(ref, "take")
    await there.later()
    there.trouble = [{**NOT_DONE, **UNSURE}[how]]
    for n in (1, 2, 3):
        await there.human(ref, "messages", id=f"m-{n}", text=f"#{n} is my answer")
    await there.later()
    await there.brings(ref, "Hello?", "2")  # where this customer could not be reached, their next turn brings the rest
    await there.human(ref, "messages", id="m-4", text="#4 is my answer")
    for _ in range(4):
        await there.later(minutes=20)
    found = there.answers()
    assert found == sorted(set(found)), "in order, and none twice"
    entries = await there.world.store.read(EntriesAfter(HOME, await there.conversation(ref)))
    doubts = [entry for entry in entries if "undelivered" in entry.data]
    lost = {f"#{n}" for n in (1, 2, 3, 4)} - set(found)
    assert len(lost) <= len(doubts) <= (1 if how in UNSURE else 0), "none is lost in silence"


async def test_hostile_words_of_a_human_arrive_as_they_were_typed(there: Driver) -> None:
    ref = await there.begins("ana")
    hostile = "#1 <script>alert(1)</script> 🙂 \u202e [a](javascript:x) {{7*7}}"
    await there.human(ref, "messages", id="m-1", text=hostile)
    await there.later()
    assert any(hostile in words for words in there.heard)
