"""Segue as the agent bot of a Chatwoot inbox: an AI agent behind it, and people at our desk or in Chatwoot itself."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
import pytest
from asking import Answer
from hypothesis import given, settings
from hypothesis import strategies as st
from world import ABROAD, HOME, POLICY, World, make_world

from fakes.chatwoot_inbox import SECRETS, WEBSITE, Inbox
from fakes.described import Description, check_all
from fakes.vendor import Vendor, played
from segue.calls import Reach
from segue.channels.chatwoot_bot import ChatwootBotChannel
from segue.channels.opening import open_channel
from segue.domain.channels import Came, ChannelSettings
from segue.domain.conversation import Entry, Kind, Role
from segue.domain.errors import Invalid
from segue.domain.hubs import HubCase
from segue.hubs.opening import open_hub
from segue.outbound import Limits, Outbound
from segue.ports.agents import Message
from segue.ports.conversations import EntriesAfter, LoadConversation
from segue.ports.hub_cases import HubCasesOf
from segue.ports.hubs import Webhook
from segue.ports.people import UserRole
from segue.ports.threads import ThreadByRef

CHANNELS = """
handback: {survey: false}
channels:
  site:
    kind: chatwoot_bot
    url: https://chat.shop.example
    account: 1
    secret: chatwoot_bot
    webhook_secret: chatwoot_bot_signing
"""
HUB = """
hubs:
  chat:
    kind: chatwoot
    url: https://chat.shop.example
    account: 1
    inbox: 5
    secret: chatwoot_token
    webhook_secret: chatwoot_signing
"""
DESK = POLICY + CHANNELS
THERE = POLICY.replace("{kind: live}", "{kind: live, hub: chat}") + CHANNELS + HUB
AT = "/v1/channels/site/webhook"
ASKS = "I want to talk to a human please"


@dataclass
class Site:
    world: World
    chatwoot: Inbox
    vendor: Vendor

    async def hears(self, one: Webhook, at: str = AT) -> Answer:
        query = one.url.partition("?")[2]
        path = f"{at}?{query}" if query else at
        return await self.world.client.ask("POST", path, raw=one.body, headers=dict(one.headers))

    async def says(self, ref: str, text: str) -> Answer:
        answer = await self.hears(self.chatwoot.writes(ref, text))
        assert answer.status == 200, answer.body
        return answer

    async def work(self) -> None:
        """Every lane, and what Chatwoot tells of what was done there, until nothing is left."""
        for _ in range(6):
            self.world.clock.advance(seconds=1)  # so many deliveries a second it takes
            await self.world.segue.step()
            told, self.chatwoot.told = self.chatwoot.told, []
            for one in told:
                assert (await self.hears(one)).status == 200
        assert not self.chatwoot.told

    async def conversation(self, ref: str) -> str:
        thread = await self.world.store.read(ThreadByRef(HOME, "site", ref))
        assert thread is not None, "nothing was begun"
        return thread.conversation

    async def entries(self, ref: str) -> tuple[Entry, ...]:
        return tuple(await self.world.store.read(EntriesAfter(HOME, await self.conversation(ref))))

    async def owner(self, ref: str) -> str:
        loaded = await self.world.store.read(LoadConversation(HOME, await self.conversation(ref)))
        assert loaded is not None
        return loaded.conversation.owner.kind.value if loaded.conversation.open else "ended"

    async def bot(self, ref: str, text: str, id_: str) -> None:
        message = Message(id_, Role.AUTOMATED_AGENT, text)
        await self.world.segue.receive(await self.conversation(ref), message)

    async def desk(self, ref: str, path: str, **body: Any) -> None:
        session = await self.world.session(await self.world.user("maria", UserRole.AGENT))
        at = f"/v1/desk/conversations/{await self.conversation(ref)}/{path}"
        answer = await self.world.client.ask("POST", at, session=session, body=body)
        assert answer.status == 200, answer.body

    async def adopt(self, policy: str) -> None:
        await self.world.segue.env.policies.adopt(HOME, policy, "test")

    async def cases(self, ref: str) -> tuple[HubCase, ...]:
        return tuple(await self.world.store.read(HubCasesOf(HOME, await self.conversation(ref))))


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    world = await make_world()
    chatwoot = Inbox(now=world.clock.now)
    async with (
        played(chatwoot.answer) as vendor,
        aiohttp.ClientSession(connector=aiohttp.TCPConnector(force_close=True)) as session,
    ):
        reach = Reach(
            Outbound(session, Limits(attempt_s=0.5, total_s=1, attempts=1)), session, vendor.at, world.clock.now
        )
        world.segue.env.channels.open = lambda settings: open_channel(settings, SECRETS, reach)
        world.segue.env.hubs.open = lambda settings: open_hub(settings, SECRETS, reach)
        await world.segue.env.policies.adopt(HOME, DESK, "test")
        yield Site(world, chatwoot, vendor)


# ---- with the AI agent, and people at our desk -----------------------------------------------------------------------


async def test_the_ai_agent_behind_segue_answers_in_the_inbox(site: Site) -> None:
    ana = site.chatwoot.visitor("Ana", language="de")
    await site.says(ana, "Wo ist mein Paket?")
    await site.bot(ana, "Es ist unterwegs.", "b-1")
    await site.work()
    assert site.chatwoot.reads(ana) == ["Es ist unterwegs."]
    said = [(entry.role, entry.text) for entry in await site.entries(ana) if entry.kind is Kind.MESSAGE]
    assert said == [(Role.END_USER, "Wo ist mein Paket?"), (Role.AUTOMATED_AGENT, "Es ist unterwegs.")], "no echoes"
    loaded = await site.world.store.read(LoadConversation(HOME, await site.conversation(ana)))
    assert loaded is not None
    assert (loaded.conversation.customer.name, loaded.conversation.customer.verified) == ("Ana", False)
    assert loaded.conversation.language == "de"


async def test_ten_times_to_our_desk_and_back_with_names_and_in_order(site: Site) -> None:
    ana = site.chatwoot.visitor("Ana")
    for round_ in range(10):
        await site.says(ana, ASKS)
        await site.desk(ana, "take")
        for n in (1, 2, 3):
            await site.desk(ana, "messages", id=f"{round_}-{n}", text=f"Answer {round_}.{n}")
        await site.work()
        assert site.chatwoot.reads(ana)[-3:] == [f"Maria: Answer {round_}.{n}" for n in (1, 2, 3)]
        assert site.chatwoot.own(ana)["status"] == "pending", "Chatwoot's own people are not called"
        await site.desk(ana, "handback")
        await site.bot(ana, f"Back with me {round_}", f"b-{round_}")
        await site.work()
        assert site.chatwoot.reads(ana)[-1] == f"Back with me {round_}"


async def test_a_question_has_options_and_what_is_pressed_answers_it_once(site: Site) -> None:
    await site.adopt(DESK.replace("then: handoff", "then: offer"))
    ana = site.chatwoot.visitor("Ana")
    await site.says(ana, ASKS)
    await site.work()
    asked = next(one for one in site.chatwoot.said[int(ana)] if one["content_type"] == "input_select")
    title = asked["content_attributes"]["items"][0]["title"]
    pressed = site.chatwoot.presses(ana, title)
    for _ in range(2):
        assert (await site.hears(pressed)).status == 200
    answered = [entry for entry in await site.entries(ana) if entry.kind is Kind.OFFER_ANSWERED]
    assert [entry.data["choice"] for entry in answered] == ["human"]


async def test_that_a_human_types_is_shown(site: Site) -> None:
    ana = site.chatwoot.visitor("Ana")
    await site.says(ana, ASKS)
    await site.desk(ana, "take")
    await site.work()
    channel = site.world.segue.env.channels
    policy = (await site.world.segue.env.policies.active(HOME)).policy
    thread = await site.world.store.read(ThreadByRef(HOME, "site", ana))
    pushing = channel.pushing(HOME, policy.channels["site"])
    assert pushing
    assert thread
    await pushing.typing(thread, True)
    assert site.chatwoot.shows == [(ana, "on")]


async def test_what_is_told_twice_is_there_once_and_files_come_in(site: Site) -> None:
    ana = site.chatwoot.visitor("Ana")
    message = site.chatwoot.writes(ana, "Look at this", files=["bill.pdf"])
    for _ in range(3):
        assert (await site.hears(message)).status == 200
    said = [entry for entry in await site.entries(ana) if entry.role is Role.END_USER]
    assert [entry.text for entry in said] == ["Look at this"]
    assert [one["name"] for one in said[0].data["attachments"]] == ["bill.pdf"]


async def test_whoever_the_site_signed_for_is_verified_and_nobody_else_is(site: Site) -> None:
    contact = {"identifier": "cust-42", "email": "boss@acme.example"}
    for signed in (True, False):
        ref = site.chatwoot.visitor("Ana", signed=signed, contact=contact)
        await site.says(ref, "Hello")
        loaded = await site.world.store.read(LoadConversation(HOME, await site.conversation(ref)))
        assert loaded is not None
        customer = loaded.conversation.customer
        shown = (customer.id, customer.verified, customer.email)
        assert shown == (("cust-42", True, "") if signed else ("", False, "boss@acme.example"))


async def test_what_is_closed_in_chatwoot_is_over_and_who_writes_again_begins_anew(site: Site) -> None:
    ana = site.chatwoot.visitor("Ana")
    await site.says(ana, ASKS)
    await site.desk(ana, "take")
    first = await site.conversation(ana)
    site.chatwoot.marks(ana, "resolved")
    await site.work()
    assert await site.owner(ana) == "ended"
    await site.says(ana, "One more thing")
    await site.work()
    assert await site.conversation(ana) != first
    assert await site.owner(ana) == "bot"


async def test_while_people_of_chatwoot_have_somebody_by_themselves_nothing_of_ours_speaks(site: Site) -> None:
    ana = site.chatwoot.visitor("Ana", status="open")
    await site.says(ana, "Hello, Ben")
    assert await site.world.store.read(ThreadByRef(HOME, "site", ana)) is None
    site.chatwoot.marks(ana, "pending")
    await site.says(ana, "And now?")
    await site.work()
    assert await site.owner(ana) == "bot"
    texts = [entry.text for entry in await site.entries(ana) if entry.role is Role.END_USER]
    assert texts == ["And now?"]


# ---- with people in Chatwoot, as a hub of the same account ----------------------------------------------------------


async def test_chatwoots_own_people_take_over_where_the_customer_is_and_give_them_back(site: Site) -> None:
    await site.adopt(THERE)
    ana = site.chatwoot.visitor("Ana")
    await site.says(ana, "My parcel is late")
    await site.bot(ana, "It is on its way.", "b-0")
    for round_ in range(3):
        await site.says(ana, ASKS)
        await site.work()
        room = site.chatwoot.own(ana)
        assert room["status"] == "open", "as an agent bot hands over"
        assert list(site.chatwoot.rooms) == [int(ana)], "and no second conversation"
        note = site.chatwoot.said[int(ana)][-1]
        notes = [one for one in site.chatwoot.said[int(ana)] if one["private"]]
        assert len(notes) == round_ + 1, note
        assert ASKS in notes[-1]["content"], "the package"
        for n in (1, 2, 3):
            site.chatwoot.answers(ana, f"Answer {round_}.{n}", "Ben")
            await site.work()
            await site.says(ana, f"Thanks {round_}.{n}")
            await site.work()
        assert site.chatwoot.reads(ana).count(f"Answer {round_}.1") == 1, "Chatwoot shows it; Segue does not again"
        assert await site.owner(ana) == "human"
        mine = [one["content"] for one in site.chatwoot.said[int(ana)] if one["message_type"] == 0]
        assert mine.count(f"Thanks {round_}.1") == 1
        site.chatwoot.marks(ana, "pending")
        await site.work()
        assert await site.owner(ana) == "bot"
        await site.bot(ana, f"Back with me {round_}", f"b-{round_ + 1}")
        await site.work()
        assert site.chatwoot.reads(ana)[-1] == f"Back with me {round_}"
    said = [entry.text for entry in await site.entries(ana) if entry.role is Role.HUMAN_AGENT and entry.text]
    assert said == [f"Answer {r}.{n}" for r in range(3) for n in (1, 2, 3)], "each is in the log, once"
    assert [case.closed_at is not None for case in await site.cases(ana)] == [True] * 3


async def test_a_conversation_that_they_resolve_is_the_bots_again_and_the_rest_is_heard(site: Site) -> None:
    await site.adopt(THERE)
    ana = site.chatwoot.visitor("Ana")
    await site.says(ana, ASKS)
    await site.work()
    site.chatwoot.answers(ana, "Done")
    site.chatwoot.account_webhook = False
    site.chatwoot.marks(ana, "resolved")
    await site.work()
    assert await site.owner(ana) == "bot"
    await site.says(ana, "Thank you")
    await site.work()
    assert await site.owner(ana) == "bot"
    assert (await site.entries(ana))[-1].text


async def test_what_no_webhook_told_is_asked_for(site: Site) -> None:
    """A bot of this version is not told of `pending`, where nobody added a webhook of the account."""
    await site.adopt(THERE)
    site.chatwoot.account_webhook = False
    ana = site.chatwoot.visitor("Ana")
    await site.says(ana, ASKS)
    await site.work()
    site.chatwoot.says(ana, "Nobody tells you that I write", "Ben")
    site.chatwoot.marks(ana, "pending")
    for _ in range(12):
        site.world.clock.advance(minutes=1)
        await site.work()
    assert await site.owner(ana) == "bot"
    assert any(entry.text == "Nobody tells you that I write" for entry in await site.entries(ana))


async def test_taken_over_at_our_desk_it_is_the_bots_again_in_chatwoot(site: Site) -> None:
    await site.adopt(THERE)
    ana = site.chatwoot.visitor("Ana")
    await site.says(ana, ASKS)
    await site.work()
    await site.desk(ana, "take")
    await site.desk(ana, "messages", id="h-1", text="I have you")
    await site.work()
    assert site.chatwoot.own(ana)["status"] == "pending"
    assert site.chatwoot.reads(ana)[-1] == "Maria: I have you"


async def test_two_customers_at_once_read_each_their_own(site: Site) -> None:
    await site.adopt(THERE)
    ana, ben = site.chatwoot.visitor("Ana"), site.chatwoot.visitor("Ben")
    for ref in (ana, ben):
        await site.says(ref, ASKS)
    await site.work()
    site.chatwoot.answers(ben, "Hello Ben")
    site.chatwoot.answers(ana, "Hello Ana")
    await site.work()
    for ref, mine, other in ((ana, "Hello Ana", "Hello Ben"), (ben, "Hello Ben", "Hello Ana")):
        texts = [entry.text for entry in await site.entries(ref)]
        assert mine in texts
        assert other not in texts


# ---- strangers, and what cannot be read ------------------------------------------------------------------------------


async def test_strangers_are_refused_and_nothing_is_begun(site: Site) -> None:
    ana = site.chatwoot.visitor("Ana")
    good = site.chatwoot.writes(ana, "Hello")
    forged = [
        replace(good, headers={}),
        replace(good, body=good.body.replace(b"Hello", b"Hallo")),
        site.chatwoot.signed(good.body, "another-secret"),
        replace(good, headers={**good.headers, "x-chatwoot-signature": "sha256=" + "0" * 64}),
        replace(good, headers={}, url=good.url + "?secret="),
        replace(good, headers={}, url=good.url + "?secret=%C3%A4"),
    ]
    answers = [await site.hears(one) for one in forged]
    answers += [await site.hears(good, "/v1/channels/nowhere/webhook")]
    assert {one.status for one in answers} == {401}
    site.world.clock.advance(hours=1)
    assert (await site.hears(good)).status == 401, "an old one that somebody kept"
    assert await site.world.store.read(ThreadByRef(HOME, "site", ana)) is None


async def test_versions_that_sign_nothing_have_the_secret_in_the_address(site: Site) -> None:
    site.chatwoot.signs = False
    ana = site.chatwoot.visitor("Ana")
    await site.says(ana, "Hello")
    assert [entry.text for entry in await site.entries(ana) if entry.role is Role.END_USER] == ["Hello"]


async def test_another_workspace_with_the_same_name_does_not_hear_it(site: Site) -> None:
    await site.world.segue.env.policies.adopt(ABROAD, POLICY + CHANNELS.replace("_signing", ""), "test")
    ana = site.chatwoot.visitor("Ana")
    await site.says(ana, "Hello")
    assert await site.world.store.read(ThreadByRef(ABROAD, "site", ana)) is None


async def test_other_accounts_inboxes_and_events_are_passed_over(site: Site) -> None:
    await site.adopt(
        DESK.replace("    secret: chatwoot_bot\n", f"    secret: chatwoot_bot\n    inboxes: ['{WEBSITE}']\n")
    )
    ana = site.chatwoot.visitor("Ana")
    other = site.chatwoot.visitor("Ben", inbox=WEBSITE + 1)
    whole = json.loads(site.chatwoot.writes(ana, "Hello").body)
    for told in (
        {**whole, "account": {"id": 2}},
        {**whole, "private": True},
        {**whole, "message_type": "template"},
        {**whole, "content": "", "attachments": []},
        {**whole, "content_attributes": {"deleted": True}},
        {"event": "contact_updated", "id": 3},
    ):
        assert (await site.hears(site.chatwoot._to_bot(site.chatwoot.signed(told)))).status == 200
    assert (await site.hears(site.chatwoot.writes(other, "Hello"))).status == 200
    assert (await site.hears(site.chatwoot.triggers())).status == 200
    for ref in (ana, other):
        assert await site.world.store.read(ThreadByRef(HOME, "site", ref)) is None


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b'{"event": "message_created"}', b"\xff", b"[" * 5_000])
async def test_what_cannot_be_read_is_said_so(site: Site, body: bytes) -> None:
    answer = await site.hears(site.chatwoot._to_bot(site.chatwoot.signed(body)))
    assert answer.status == 422
    assert "code" in answer.json


async def test_hostile_words_are_kept_as_text(site: Site) -> None:
    ana = site.chatwoot.visitor("<script>alert(1)</script>")
    for text in (
        "<img src=x onerror=alert(1)>",
        "a\x00b",
        "\ud800 half",
        "x" * 39_000,
        "🙂" * 20_000,
        "[a](javascript:1)",
    ):
        assert (await site.hears(site.chatwoot.writes(ana, text))).status == 200
    said = [entry.text for entry in await site.entries(ana) if entry.role is Role.END_USER]
    assert said[:3] == ["<img src=x onerror=alert(1)>", "ab", "? half"]
    assert len(said) == 6


OPEN = ChannelSettings("site", "chatwoot_bot", {"url": "https://chat.shop.example", "account": "1"})


def opened(secrets: dict[str, str] | None = None, **given_: str) -> ChatwootBotChannel:
    chosen = {"secret": "t", "webhook_secret": "s"} if secrets is None else secrets
    return ChatwootBotChannel(replace(OPEN, given={**OPEN.given, **given_}), chosen, Reach(Outbound(None), None))  # type: ignore[arg-type]


CHANNEL = opened()


def test_without_a_secret_or_a_number_it_does_not_start() -> None:
    with pytest.raises(Invalid, match="webhook_secret"):
        opened({"secret": "t", "webhook_secret": " \n"})
    with pytest.raises(Invalid, match="account"):
        opened(account="../2")


KEYS = (
    *("id", "event", "content", "message_type", "sender", "conversation", "content_attributes", "attachments", "type"),
    *("submitted_values", "value", "status", "account", "inbox_id", "contact_inbox", "additional_attributes"),
)
ATOMS = st.none() | st.booleans() | st.integers() | st.text() | st.sampled_from(["incoming", "user", "a/b", 1, 0])
JSON = st.recursive(
    ATOMS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner), max_leaves=15
)


@given(st.dictionaries(st.sampled_from(KEYS), JSON), st.sampled_from(["message_created", "message_updated"]))
@settings(deadline=timedelta(seconds=2))
def test_whatever_is_told_is_read_or_refused(told: dict[str, Any], event: str) -> None:
    webhook = Webhook({}, json.dumps({**told, "event": event}).encode(), datetime.now(UTC))
    try:
        found = CHANNEL.read(webhook)
    except Invalid:
        return
    assert all(isinstance(one.what, Came) and one.ref.isdigit() for one in found)


# ---- against the vendor's own description ----------------------------------------------------------------------------

PATH = "/api/v1/accounts/{account_id}/conversations/{conversation_id}"


def open_maps(spec: Any) -> None:
    schemas = spec["components"]["schemas"]
    anything = {"type": "object", "additionalProperties": True}
    for name in ("sender", "content_attributes"):
        schemas["message"]["properties"][name] = anything
    schemas["conversation_message_create_payload"]["properties"]["content_attributes"] = anything
    made = spec["paths"][f"{PATH}/messages"]["post"]["responses"]["200"]["content"]
    made["application/json"]["schema"] = {"$ref": "#/components/schemas/message"}


FAULTS = {
    "a question's options, attachments, the sender's names and words that are null are not described": open_maps,
}


async def test_what_is_sent_is_as_chatwoot_describes_it(site: Site) -> None:
    keep = (f"{PATH}/messages", f"{PATH}/toggle_status")
    description = Description("chatwoot/swagger.json", "https://chat.shop.example", "", keep, FAULTS)
    await site.adopt(DESK.replace("then: handoff", "then: offer"))
    ana = site.chatwoot.visitor("Ana")
    await site.says(ana, ASKS)
    await site.work()
    await site.hears(site.chatwoot.presses(ana, "Yes, a person please"))
    await site.desk(ana, "messages", id="h-1", text="Hello")
    key = await site.world.key("all", name="integration")
    at = f"/v1/conversations/{await site.conversation(ana)}/end"
    assert (await site.world.client.ask("POST", at, token=key, body={})).status == 200
    await site.work()
    assert set(site.chatwoot.asks) >= {"messages", "toggle_status"}
    check_all(site.vendor, description)
