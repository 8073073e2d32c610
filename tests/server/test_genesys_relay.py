"""A relay bot built for Genesys Cloud, unchanged, with Segue in its place: the exchange of Microsoft's sample."""

from __future__ import annotations

import hashlib
import hmac
import itertools
import json
from base64 import b64encode
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import pytest
from asking import Answer
from world import ABROAD, HOME, POLICY, World, make_world, served

from fakes.vendor import Asked, Said, played
from segue.calls import Reach
from segue.channels.opening import open_channel
from segue.domain.conversation import Kind, Role
from segue.domain.errors import Invalid
from segue.outbound import Limits, Outbound
from segue.ports.conversations import EntriesAfter, LoadConversation
from segue.ports.people import UserRole
from segue.ports.threads import ThreadByRef

SECRET, SIGN = "the-client-secret-of-it", "the-webhook-signature-secret"
CHANNELS = """
handback: {survey: false}
channels:
  teams:
    kind: genesys_relay
    webhook: "https://relay.acme.example/api/outbound"
    secret: relay_secret
    sign: relay_sign
"""
API = "/genesys/api/v2"
SUMMARY = "The user's invoice is wrong; the bot offered the portal; they want a person."
END = "End chat with agent"


@dataclass
class Relay:
    """As the sample's. `shown`: what its Teams users read, by conversation; `knows`: those it has a reference of.
    `answers`: statuses or bodies of the next tries."""

    world: World
    token: str = ""
    shown: dict[str, list[str]] = field(default_factory=dict)
    knows: set[str] = field(default_factory=set)
    typed: list[str] = field(default_factory=list)
    answers: list[Said] = field(default_factory=list)
    tries: int = 0
    ids: Any = field(default_factory=lambda: itertools.count(1))

    def take(self, asked: Asked) -> Said:
        """`POST /api/outbound`: base64, not hex; 200 whatever it was, once it is signed."""
        self.tries += 1
        headers = {name.lower(): value for name, value in asked.headers.items()}  # as HTTP has them
        digest = b64encode(hmac.new(SIGN.encode(), asked.body, hashlib.sha256).digest()).decode()
        if not hmac.compare_digest(headers.get("x-hub-signature-256", ""), f"sha256={digest}"):
            return Said(b"Webhook signature validation failed.", 401)
        if self.answers:
            return self.answers.pop(0)
        told = json.loads(asked.body)
        to = told["channel"]["to"]["id"]
        if to not in self.knows:
            return Said(b"Request accepted.", content_type="text/plain")
        if not told["text"]:
            self.typed.append(to)
        else:
            files = [one["attachment"]["filename"] for one in told.get("content", ())]
            self.shown.setdefault(to, []).append(" ".join([f"[Live Agent] - {told['text']}", *files]))
        return Said(b"Message sent.", content_type="text/plain")

    async def signs_in(self, name: str = "teams", secret: str = SECRET) -> Answer:
        headers = {
            "authorization": "Basic " + b64encode(f"{name}:{secret}".encode()).decode(),
            "content-type": "application/x-www-form-urlencoded; charset=utf-8",
        }
        return await self.world.client.ask(
            "POST", "/genesys/oauth/token", raw=b"grant_type=client_credentials", headers=headers
        )

    async def ask(self, method: str, path: str, body: Any = None, token: str | None = None) -> Answer:
        if not self.token:
            self.token = (await self.signs_in()).json["access_token"]
        shown = self.token if token is None else token
        return await self.world.client.ask(method, f"{API}{path}", token=shown, body=body)

    async def posts(self, ref: str, text: Any, mark: str = "", more: str = "", **wrong: Any) -> Answer:
        self.knows.add(ref)
        who = {"nickname": "Ana", "id": ref, "idType": "Opaque"}
        channel = {"messageId": mark or f"act-{next(self.ids)}", "from": who, "time": "2026-11-21T09:00:00.0000000Z"}
        body = {"channel": channel, "text": text, **wrong}
        return await self.ask("POST", f"/conversations/messages/teams/inbound/open/message{more}", body)

    async def escalates(self, ref: str, mark: str = "") -> str:
        answer = await self.posts(ref, SUMMARY, mark, "?prefetchConversationId=true")
        assert answer.status == 200, answer.body
        return str(answer.json["conversationId"])

    async def presses_end(self, conversation: str, ref: str) -> None:
        """As the sample does it: who is there, then that one leaves; then it forgets the customer."""
        found = await self.ask("GET", f"/conversations/messages/{conversation}")
        one = next(each for each in found.json["participants"] if each["purpose"] == "customer")
        at = f"/conversations/messages/{conversation}/participants/{one['id']}"
        for _ in range(2):
            assert (await self.ask("PATCH", at, {"state": "disconnected"})).status == 202, "twice is once"
        self.knows.discard(ref)

    async def told(self) -> None:
        for _ in range(3):
            await self.world.segue.step()

    async def human(self, conversation: str, path: str = "messages", status: int = 200, **body: Any) -> None:
        session = await self.world.session(await self.world.user("maria", UserRole.AGENT))
        at = f"/v1/desk/conversations/{conversation}/{path}"
        answer = await self.world.client.ask("POST", at, session=session, body=body)
        assert answer.status == status, answer.body

    async def owner(self, conversation: str) -> str:
        loaded = await self.world.store.read(LoadConversation(HOME, conversation))
        assert loaded is not None
        return loaded.conversation.owner.kind.value if loaded.conversation.open else "ended"


@pytest.fixture
async def relay() -> AsyncIterator[Relay]:
    world = await make_world()
    made = Relay(world)
    async with (
        played(made.take) as program,
        aiohttp.ClientSession(connector=aiohttp.TCPConnector(force_close=True)) as session,
    ):
        reach = Reach(
            Outbound(session, Limits(attempt_s=0.5, total_s=1, attempts=1)), session, program.at, world.clock.now
        )
        secrets = {"relay_secret": f"an-older-secret-of-it\n{SECRET}", "relay_sign": SIGN}
        world.segue.env.channels.open = lambda settings: open_channel(settings, secrets, reach)
        await world.segue.env.policies.adopt(HOME, POLICY + CHANNELS, "test")
        yield made


async def test_the_exchange_of_the_sample_ten_times(relay: Relay) -> None:
    for round_ in range(10):
        ref = f"mcs-{round_}"  # on the way back the sample begins another conversation with its agent
        conversation = await relay.escalates(ref)
        entries = await relay.world.store.read(EntriesAfter(HOME, conversation))
        assert not any(entry.role is Role.END_USER for entry in entries), "a summary is no word of the customer's"
        assert any(SUMMARY in entry.text for entry in entries if entry.kind is Kind.NOTE), "people read it"
        assert (await relay.posts(ref, f"Hello {round_}")).json["conversationId"] == conversation
        for n in (1, 2, 3):
            await relay.human(conversation, id=f"{round_}-{n}", text=f"Answer {n}")
        await relay.told()
        assert relay.shown[ref][-3:] == [f"[Live Agent] - Maria: Answer {n}" for n in (1, 2, 3)]
        await relay.presses_end(conversation, ref)
        assert await relay.owner(conversation) == "ended"
        await relay.human(conversation, status=409, id=f"{round_}-late", text="One more thing")
        await relay.told()
        assert not any("One more thing" in text for text in relay.shown[ref])


async def test_the_same_activity_again_changes_nothing(relay: Relay) -> None:
    conversation = await relay.escalates("mcs-1", "act-esc")
    assert await relay.escalates("mcs-1", "act-esc") == conversation
    for _ in range(3):
        assert (await relay.posts("mcs-1", "Hello", "act-7")).status == 200
    entries = await relay.world.store.read(EntriesAfter(HOME, conversation))
    assert [entry.text for entry in entries if entry.role is Role.END_USER] == ["Hello"]


async def test_a_version_that_asks_for_no_id_brings_its_summary_first_as_well(relay: Relay) -> None:
    answer = await relay.posts("mcs-1", SUMMARY)
    entries = await relay.world.store.read(EntriesAfter(HOME, answer.json["conversationId"]))
    assert not any(entry.role is Role.END_USER for entry in entries)
    assert relay.world.store.conversations[HOME, answer.json["conversationId"]].handoffs == 1


async def test_given_back_without_notifications_the_way_is_said_and_who_writes_on_gets_people(relay: Relay) -> None:
    conversation = await relay.escalates("mcs-1")
    await relay.human(conversation, id="1", text="Please restart it")
    await relay.human(conversation, "handback", note="They will try")
    await relay.told()
    assert relay.shown["mcs-1"][-1].endswith(f"({END})")
    await relay.posts("mcs-1", "It still does not start")
    await relay.human(conversation, id="2", text="Then bring it to us")
    await relay.told()
    assert relay.shown["mcs-1"][-1] == "[Live Agent] - Maria: Then bring it to us"


async def test_that_people_are_done_is_told_by_the_line_for_notifications(relay: Relay) -> None:
    async with served(relay.world) as base, aiohttp.ClientSession() as session:
        line = (await relay.ask("POST", "/notifications/channels", {})).json
        address = base.replace("http", "ws", 1) + "/genesys" + line["connectUri"].partition("/genesys")[2]
        ana, ben = await relay.escalates("mcs-ana"), await relay.escalates("mcs-ben")
        for one in (ana, ben):
            await relay.human(one, id="1", text="Please restart it")
        async with session.ws_connect(address) as socket:
            topics = [{"id": f"v2.detail.events.conversation.{one}.user.end"} for one in (ana, ben)]
            assert (
                await relay.ask("POST", f"/notifications/channels/{line['id']}/subscriptions", topics)
            ).status == 200
            await relay.human(ben, "handback")
            told = await socket.receive_json(timeout=20)
            while told["topicName"] == "channel.metadata":
                told = await socket.receive_json(timeout=20)
            assert told["topicName"] == topics[1]["id"], "the one, and not the other"


async def test_a_customer_whom_the_bot_knows_no_more_is_not_told_and_nothing_is_lost(relay: Relay) -> None:
    """It says 200 to that, and "Request accepted."."""
    conversation = await relay.escalates("mcs-1")
    await relay.told()
    relay.knows.clear()
    await relay.human(conversation, id="1", text="Are you there?")
    await relay.told()
    assert not any("Are you there?" in text for text in relay.shown.get("mcs-1", ()))
    await relay.posts("mcs-1", "Sorry, the bot was started again")
    await relay.human(conversation, id="2", text="No problem")
    await relay.told()
    assert [text.partition("Maria: ")[2] for text in relay.shown["mcs-1"][-2:]] == ["Are you there?", "No problem"]


async def test_that_a_human_types_is_a_message_without_words(relay: Relay) -> None:
    conversation = await relay.escalates("mcs-1")
    await relay.told()
    policy = (await relay.world.segue.env.policies.active(HOME)).policy
    pushing = relay.world.segue.env.channels.pushing(HOME, policy.channels["teams"])
    thread = await relay.world.store.read(ThreadByRef(HOME, "teams", "mcs-1"))
    assert pushing
    assert thread
    assert thread.conversation == conversation
    await pushing.typing(thread, True)
    await pushing.typing(thread, False)
    assert relay.typed == ["mcs-1"]


# ---- strangers -------------------------------------------------------------------------------------------------------


async def test_who_has_not_the_secret_gets_no_token(relay: Relay) -> None:
    for name, secret in (("teams", "wrong"), ("teams", ""), ("other", SECRET), ("", SECRET), ("teams", SECRET + "x")):
        answer = await relay.signs_in(name, secret)
        assert (answer.status, answer.json) == (401, {"error": "invalid_client"})
    assert (await relay.world.client.ask("POST", "/genesys/oauth/token", raw=b"x")).status == 401
    assert (await relay.signs_in(secret="an-older-secret-of-it")).status == 200, "while it is exchanged"


async def test_without_a_token_of_this_channel_nothing_is_answered(relay: Relay) -> None:
    conversation = await relay.escalates("mcs-1")
    own = relay.token
    line = await relay.ask("POST", "/notifications/channels", {})
    of_a_line = line.json["connectUri"].partition("?t=")[2]
    key = await relay.world.key("all", name="integration")
    calls: tuple[tuple[str, str, Any], ...] = (
        ("POST", "/conversations/messages/teams/inbound/open/message", {"text": "hi"}),
        ("GET", f"/conversations/messages/{conversation}", None),
        ("PATCH", f"/conversations/messages/{conversation}/participants/customer", {"state": "disconnected"}),
        ("POST", "/notifications/channels", {}),
        ("POST", f"/notifications/channels/{line.json['id']}/subscriptions", []),
    )
    for method, path, body in calls:
        for token in ("", "wrong", key, of_a_line, own[:-2] + "xx"):
            assert (await relay.ask(method, path, body, token)).status == 401, (path, token)
    relay.world.clock.advance(hours=2)
    assert (await relay.ask("GET", f"/conversations/messages/{conversation}", None, own)).status == 401, (
        "it has expired"
    )


async def test_conversations_of_others_are_not_there(relay: Relay) -> None:
    two = "  two: {kind: genesys_relay, webhook: 'https://two.example/in', secret: relay_secret, sign: relay_sign}\n"
    await relay.world.segue.env.policies.adopt(HOME, POLICY + CHANNELS + two, "test")
    mine = await relay.escalates("mcs-1")
    foreign = await relay.world.conversation("cnv_else", workspace=ABROAD)
    other = (await relay.signs_in("two")).json["access_token"]
    assert (await relay.ask("GET", f"/conversations/messages/{mine}", None, other)).status == 404
    at = f"/conversations/messages/{mine}/participants/customer"
    assert (await relay.ask("PATCH", at, {"state": "disconnected"}, other)).status == 404
    topic = [{"id": f"v2.detail.events.conversation.{mine}.user.end"}]
    assert (await relay.ask("POST", "/notifications/channels/x/subscriptions", topic, other)).status == 404
    assert (await relay.ask("GET", f"/conversations/messages/{foreign.id}")).status == 404
    wrong = await relay.ask("POST", "/conversations/messages/two/inbound/open/message", {"text": "hi"})
    assert wrong.status == 404
    assert await relay.owner(mine) != "ended"


async def test_a_line_for_notifications_needs_its_own_token(relay: Relay) -> None:
    await relay.escalates("mcs-1")
    async with served(relay.world) as base, aiohttp.ClientSession() as session:
        for shown in ("", "wrong", relay.token):
            address = f"{base.replace('http', 'ws', 1)}{API}/notifications/line?t={shown}"
            with suppress(aiohttp.WSServerHandshakeError):
                async with session.ws_connect(address) as socket:
                    closed = await socket.receive(timeout=10)
                    assert closed.type is aiohttp.WSMsgType.CLOSE
                    assert closed.data == 4403


@pytest.mark.parametrize("secrets", [{"relay_secret": "short"}, {"relay_sign": "short"}, {"relay_sign": " \n "}])
async def test_it_does_not_start_without_secrets_that_cannot_be_guessed(relay: Relay, secrets: dict[str, str]) -> None:
    policy = (await relay.world.segue.env.policies.active(HOME)).policy
    async with aiohttp.ClientSession() as session:
        given = {"relay_secret": SECRET, "relay_sign": SIGN} | secrets
        with pytest.raises(Invalid, match="at least 16"):
            open_channel(policy.channels["teams"], given, Reach(Outbound(session), session))


@pytest.mark.parametrize(
    "wrong", [{"channel": None}, {"channel": {"from": {}}}, {"channel": []}, {"channel": {"from": {"id": "x" * 600}}}]
)
async def test_what_cannot_be_read_is_said_so(relay: Relay, wrong: dict[str, Any]) -> None:
    answer = await relay.posts("mcs-1", "hi", **wrong)
    assert (answer.status, answer.json["code"]) == (422, "invalid")


async def test_hostile_words_are_kept_as_text(relay: Relay) -> None:
    conversation = await relay.escalates("mcs-1")
    for text in ("<img src=x onerror=alert(1)>", "[a](javascript:1)", 7, None, ""):
        assert (await relay.posts("mcs-1", text)).status == 200
    entries = await relay.world.store.read(EntriesAfter(HOME, conversation))
    said = [entry.text for entry in entries if entry.role is Role.END_USER]
    assert said == ["<img src=x onerror=alert(1)>", "[a](javascript:1)"]
