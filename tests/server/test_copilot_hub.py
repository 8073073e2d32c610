"""Microsoft's live-agent skill, unchanged, with Segue as its live chat: the exchange of its sample, step by step."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import pytest
from asking import Answer
from standardwebhooks.webhooks import Webhook
from world import HOME, POLICY, World, make_world

from fakes.vendor import Asked, Said, played
from segue.calls import Reach
from segue.channels.opening import open_channel
from segue.domain.conversation import Role
from segue.domain.errors import Invalid
from segue.flows import converse
from segue.outbound import Outbound
from segue.ports.deliveries import DeadLetters
from segue.ports.people import UserRole
from segue.ports.threads import ThreadByRef
from segue.signed_webhook import signing_secret

KEY = "the-key-in-the-address"
SIGN = "what-signs-it"
CHANNELS = """
handback: {survey: false}
channels:
  teams:
    kind: copilot_hub
    webhook: "https://skill.acme.example/api/livechat/messages"
    key: skill_key
    sign: skill_sign
"""
GOODBYE = "(Bye)"


@dataclass
class Skill:
    """As the sample's: it calls an address that it was given, binds what comes back by name in any capitals, and knows
    nothing of ids. `shown`: what its customers read, by live chat."""

    world: World
    base: str = f"/with/{KEY}"
    shown: dict[str, list[str]] = field(default_factory=dict)
    tries: int = 0
    answers: list[int] = field(default_factory=list)

    def take(self, asked: Asked) -> Said:
        self.tries += 1
        Webhook(signing_secret(SIGN)).verify(asked.body, dict(asked.headers))
        assert asked.path == "/api/livechat/messages"
        told = json.loads(asked.body)
        assert set(told) == {"ConversationId", "Id", "Message", "Sender", "Timestamp"}
        if self.answers and (status := self.answers.pop(0)) != 200:
            return Said(b"System.InvalidOperationException: no such conversation", status=status)
        self.shown.setdefault(told["ConversationId"], []).append(f"**{told['Sender']}**: {told['Message']}")
        return Said(json.dumps({"message": "ok", "timestamp": told["Timestamp"], "receivedFrom": "x"}).encode())

    async def call(self, verb: str, base: str | None = None, **body: Any) -> Answer:
        at = self.base if base is None else base
        return await self.world.client.ask(
            "POST", f"{at}/api/chat/{verb}", raw=json.dumps(body).encode() if body else b""
        )

    async def starts(self) -> str:
        """An empty body, as the sample's."""
        answer = await self.world.client.ask("POST", f"{self.base}/api/chat/start")
        assert answer.status == 200, answer.body
        assert set(answer.json) == {"conversationId"}
        return str(answer.json["conversationId"])

    async def says(self, conversation: str, message: str, sender: str = "Ana") -> Answer:
        return await self.call("receive", conversationId=conversation, message=message, sender=sender)

    async def told(self) -> None:
        for _ in range(3):
            await self.world.segue.step()

    def reads(self, conversation: str) -> list[str]:
        return self.shown.get(conversation, [])

    async def ours(self, ref: str) -> str:
        thread = await self.world.store.read(ThreadByRef(HOME, "teams", ref))
        assert thread is not None
        return thread.conversation

    async def human(self, ref: str, path: str = "messages", status: int = 200, **body: Any) -> None:
        session = await self.world.session(await self.world.user("maria", UserRole.AGENT))
        ours = await self.ours(ref)
        answer = await self.world.client.ask(
            "POST", f"/v1/desk/conversations/{ours}/{path}", session=session, body=body
        )
        assert answer.status == status, answer.body


@pytest.fixture
async def skill() -> AsyncIterator[Skill]:
    world = await make_world()
    made = Skill(world)
    async with (
        played(made.take) as program,
        aiohttp.ClientSession(connector=aiohttp.TCPConnector(force_close=True)) as session,
    ):
        reach = Reach(Outbound(session), session, program.at)
        secrets = {"skill_key": f"an-older-key-of-it\n{KEY}", "skill_sign": SIGN}
        world.segue.env.channels.open = lambda settings: open_channel(settings, secrets, reach)
        await world.segue.env.policies.adopt(HOME, POLICY + CHANNELS, "test")
        yield made


async def test_the_exchange_of_the_sample_and_a_second_and_a_tenth_time(skill: Skill) -> None:
    for round_ in range(10):
        chat = await skill.starts()
        answer = await skill.says(chat, "My laptop does not start")
        assert (answer.status, set(answer.json)) == (200, {"message", "messageId"})
        for number in (1, 2, 3):
            await skill.human(chat, id=f"{round_}-{number}", text=f"Answer {number}")
        await skill.told()
        assert skill.reads(chat)[-3:] == [f"**Maria**: Answer {n}" for n in (1, 2, 3)]
        assert (await skill.says(chat, "Goodbye", sender="System")).status == 200
        assert (await skill.call("end", conversationId=chat)).status == 200
        assert (await skill.call("end", conversationId=chat)).status == 200, "twice is once"
        shown = list(skill.reads(chat))
        await skill.told()
        assert skill.reads(chat) == shown, "nothing is said here while the AI agent speaks again"
        entries = await skill.world.segue.entries(await skill.ours(chat))
        assert not any(entry.text == "Goodbye" for entry in entries), "what the skill says is not the customer's"


async def test_what_people_write_after_the_end_is_refused_and_reaches_nobody(skill: Skill) -> None:
    ana, ben = await skill.starts(), await skill.starts()
    await skill.says(ana, "I am Ana")
    await skill.says(ben, "I am Ben")
    await skill.human(ana, id="1", text="Hello Ana")
    await skill.human(ben, id="2", text="Hello Ben")
    await skill.call("end", conversationId=ana)
    await skill.human(ana, status=409, id="3", text="One more thing, Ana")
    await skill.told()
    assert not any("Ben" in text for text in skill.reads(ana))
    assert not any("Ana" in text for text in skill.reads(ben))
    assert not any("One more thing" in text for text in skill.reads(ana) + skill.reads(ben))


async def test_a_human_gives_the_customer_back_and_who_writes_on_gets_people_again(skill: Skill) -> None:
    chat = await skill.starts()
    await skill.says(chat, "My laptop does not start")
    await skill.human(chat, id="1", text="Please hold the button for ten seconds")
    await skill.human(chat, "handback", note="He will try")
    await skill.told()
    assert skill.reads(chat)[-1].endswith(GOODBYE), "how they get back to the AI agent is said"
    await skill.says(chat, "It still does not start")
    await skill.human(chat, id="2", text="Then bring it to us")
    await skill.told()
    assert skill.reads(chat)[-1] == "**Maria**: Then bring it to us"


async def test_a_skill_that_was_restarted_is_tried_again_and_nothing_is_shown_twice(skill: Skill) -> None:
    chat = await skill.starts()
    await skill.says(chat, "Hello")
    await skill.told()
    before = len(skill.reads(chat))
    skill.answers = [500, 500]
    await skill.human(chat, id="1", text="I am here")
    for _ in range(6):
        await skill.told()
        skill.world.clock.advance(minutes=1)
    assert skill.reads(chat)[before:].count("**Maria**: I am here") == 1
    assert await skill.world.store.read(DeadLetters(HOME, limit=10)) == ()


async def test_a_customer_whom_the_skill_did_not_know_for_a_moment_is_told_what_waited(skill: Skill) -> None:
    chat = await skill.starts()
    await skill.says(chat, "Hello")
    await skill.told()
    skill.answers = [400]
    await skill.human(chat, id="1", text="I am here")
    await skill.told()
    assert "**Maria**: I am here" not in skill.reads(chat)
    await skill.says(chat, "Is somebody there?")
    await skill.told()
    assert "**Maria**: I am here" in skill.reads(chat)
    await skill.human(chat, id="2", text="Yes")
    await skill.told()
    assert skill.reads(chat)[-1] == "**Maria**: Yes"


async def test_who_writes_in_a_chat_that_segue_ended_by_itself_has_people_again(skill: Skill) -> None:
    """The skill holds the customer until they say goodbye: silence must not leave them with nobody."""
    chat = await skill.starts()
    await skill.says(chat, "My laptop does not start")
    await skill.human(chat, id="1", text="Hold the button")
    await skill.human(chat, "handback")
    first = await skill.ours(chat)
    await converse.end(skill.world.segue.env, HOME, first, Role.SYSTEM)
    assert (await skill.says(chat, "It still does not start")).status == 200
    assert await skill.ours(chat) != first
    await skill.human(chat, id="2", text="Then bring it to us")
    await skill.told()
    assert skill.reads(chat)[-1] == "**Maria**: Then bring it to us"
    await skill.call("end", conversationId=chat)
    assert (await skill.says(chat, "Hello?")).status == 409, "what the skill has ended stays ended"


@pytest.mark.parametrize("verb", ["start", "receive", "end"])
async def test_strangers_are_refused(skill: Skill, verb: str) -> None:
    chat = await skill.starts()
    body = {"conversationId": chat, "message": "hi", "sender": "x"}
    for base in ("", "/with/wrong", f"/with/{KEY}x", "/with/%20"):
        answer = await skill.call(verb, base, **body)
        assert (answer.status, "error" in answer.json) == (401, True), base
    assert (await skill.world.client.ask("POST", f"/api/chat/{verb}", token="wrong", body=body)).status == 401


async def test_whoever_can_set_a_header_may_use_the_plain_address(skill: Skill) -> None:
    for key in (KEY, "an-older-key-of-it"):
        answer = await skill.world.client.ask("POST", "/api/chat/start", token=key)
        assert answer.status == 200


async def test_words_that_go_nowhere_are_no_success(skill: Skill) -> None:
    assert (await skill.says("abcde", "Hello?")).status == 404
    assert (await skill.call("end", conversationId="abcde")).status == 404
    chat = await skill.starts()
    for wrong in ({"message": " "}, {"message": 7}, {}, {"message": "x" * 70_000}):
        answer = await skill.call("receive", conversationId=chat, sender="Ana", **wrong)
        assert answer.status in {400, 413}
        assert "error" in answer.json


async def test_names_of_fields_are_read_in_any_capitals(skill: Skill) -> None:
    chat = await skill.starts()
    assert (await skill.call("receive", ConversationId=chat, Message="Hello", Sender="Ana")).status == 200
    entries = await skill.world.segue.entries(await skill.ours(chat))
    assert any(entry.text == "Hello" for entry in entries)


async def test_a_key_that_can_be_guessed_is_refused_at_the_start(skill: Skill) -> None:
    policy = (await skill.world.segue.env.policies.active(HOME)).policy
    async with aiohttp.ClientSession() as session:
        with pytest.raises(Invalid, match="at least 16"):
            open_channel(
                policy.channels["teams"], {"skill_key": "short", "skill_sign": SIGN}, Reach(Outbound(session), session)
            )
