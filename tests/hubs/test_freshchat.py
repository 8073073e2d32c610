"""Freshchat as a place for live chat, played on loopback and held against third parties' descriptions."""

from __future__ import annotations

import json
import os
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from fakes.described import Description, OpenAPIError, fields
from fakes.hub_openings import AT, OPENING, SAID, KeptSteps, case_of, connected, customer_says, with_state
from fakes.hubs.freshchat import AGENTS, CHANNEL, GROUP, Played, headers_for, public_pem
from fakes.vendor import Asked, Vendor
from segue.domain.attachments import File
from segue.domain.deliveries import Trouble
from segue.domain.errors import Invalid, NotSignedIn
from segue.domain.hubs import CaseKind, HubCase, What
from segue.hubs.freshchat import FreshchatHub
from segue.ports.hubs import ToHub, Webhook
from segue.ports.listeners import DeliveryFailed

USERS, CONVERSATIONS, CONVERSATION = "/users", "/conversations", "/conversations/{conversation_id}"
MESSAGES, AGENT = f"{CONVERSATION}/messages", "/agents/{agent_id}"
KEPT = (USERS, CONVERSATIONS, CONVERSATION, MESSAGES, "/agents", AGENT, "/groups")
OF_USER = "/users/{user_id}/conversations"
NEEDED = {
    *(("GET", USERS), ("POST", USERS), ("POST", CONVERSATIONS), ("GET", CONVERSATION), ("PUT", CONVERSATION)),
    *(("GET", MESSAGES), ("POST", MESSAGES), ("GET", "/agents"), ("GET", AGENT), ("GET", "/groups"), ("GET", OF_USER)),
}
HOST = "https://shop.freshchat.com"


def of_our_own_name(spec: Any) -> None:
    text = {"type": "string"}
    for schema in ("User", "UserCreate"):
        fields(spec, schema)["reference_id"] = text
    spec["paths"][USERS]["get"]["parameters"].append({"name": "reference_id", "in": "query", "schema": text})


def routed_at_once(spec: Any) -> None:
    text = {"type": "string"}
    made = spec["components"]["schemas"]["ConversationCreate"]
    made["required"].remove("app_id")
    priority = {"type": "object", "properties": {"priority": {"enum": ["Low", "Medium", "High", "Urgent"]}}}
    made["properties"].update(status=text, assigned_group_id=text, properties=priority)


def more_parts(spec: Any) -> None:
    piece = fields(spec, "Message")["message_parts"]["items"]["properties"]
    piece["file"] = {"type": "object", "additionalProperties": True}
    spec["paths"][CONVERSATIONS]["post"]["responses"]["200"]["content"]["application/json"]["schema"] = {
        "type": "object",
        "additionalProperties": True,
    }


FAULTS = {
    "working integrations find and make users by reference_id": of_our_own_name,
    "working integrations name no app_id, and send priority and group along": routed_at_once,
    "messages hold files, and the answer to a new conversation is the conversation": more_parts,
}


@pytest.fixture(scope="module")
def description() -> Description:
    return Description("freshchat/freshchat-a-thirdparty.yml", HOST, "/v2", KEPT, FAULTS)


@pytest.fixture(scope="module")
def events() -> Any:
    data = os.environ.get("SEGUE_DATA")
    found = Path(data or "").resolve().parent / "specs" / "freshchat" / "freshchat-asyncapi-thirdparty.yml"
    if not data or not found.is_file():
        pytest.skip("not checked: SEGUE_DATA names no folder with the vendors' descriptions beside it")
    return yaml.safe_load(found.read_text("utf-8"))


@pytest.fixture
def chat() -> Played:
    return Played(now=lambda: AT)


@pytest.fixture
async def hub(chat: Played) -> AsyncIterator[tuple[FreshchatHub, Vendor]]:
    async with connected(chat) as found:
        yield found


async def opened(hub: FreshchatHub) -> tuple[HubCase, KeptSteps]:
    steps = KeptSteps()
    found = await hub.open(OPENING, steps)
    return case_of(found, CaseKind.LIVE), KeptSteps(found.state)


def template(asked: Asked) -> str:
    parts = asked.path.removeprefix("/v2").split("/")
    known = (*KEPT, OF_USER)
    return next(
        one
        for one in known
        if len(one.split("/")) == len(parts)
        and all(a == b or a.startswith("{") for a, b in zip(one.split("/"), parts, strict=True))
    )


# ---- what is asked, and what comes, is as described -----------------------------------------------------------------


async def test_calls_and_answers_are_as_described(hub: Any, chat: Played, description: Description) -> None:
    adapter, vendor = hub
    assert await adapter.check() == "Segue of shop.freshchat.com"
    case, steps = await opened(adapter)
    await adapter.deliver(case, customer_says("And the invoice?"), steps)
    chat.says(case.ref, "Here", files=("bill.pdf",))
    await adapter._find(case.state["user"], f"Segue {OPENING.id}")
    await adapter.catch_up(case)
    await adapter.close(case, "The customer went back to the assistant.", steps)
    seen = set()
    for asked, said in vendor.exchanges:
        path = template(asked)
        seen.add((asked.method, path))
        if path != OF_USER:  # described by nobody; working integrations list what a user has by it
            description.check_one(asked, said)
    assert seen == NEEDED


async def test_the_check_sees_what_is_not_as_described(hub: Any, description: Description) -> None:
    adapter, vendor = hub
    await opened(adapter)
    asked, said = next(one for one in vendor.exchanges if one[0].path == "/v2/conversations")
    body = {**json.loads(asked.body), "topic": "billing"}
    with pytest.raises(OpenAPIError):
        description.check_one(replace(asked, body=json.dumps(body).encode()), said)


async def test_the_webhooks_that_are_played_are_as_described(hub: Any, chat: Played, events: Any) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    adapter, _ = hub
    case, _ = await opened(adapter)
    ref = case.ref
    sent = [*chat.joins(ref), *chat.says(ref, "Hi"), *chat.notes(ref, "x"), *chat.ends(ref), *chat.reopens(ref)]
    names = {
        "message_create": "MessageCreateEvent",
        "conversation_assignment": "ConversationAssignmentEvent",
        "conversation_resolution": "ConversationResolutionEvent",
        "conversation_reopen": "ConversationReopenEvent",
    }
    checked = set()
    for webhook in sent:
        event = json.loads(webhook.body)
        wanted = {"$ref": f"#/components/schemas/{names[event['action']]}", "components": events["components"]}
        jsonschema.validate(event, wanted)
        checked.add(event["action"])
    assert checked == set(names)


# ---- a conversation that begins with all that is known --------------------------------------------------------------


async def test_people_see_the_package_first_then_the_customers_words_then_the_transcript(
    hub: Any, chat: Played
) -> None:
    adapter, _ = hub
    case, _ = await opened(adapter)
    seen = chat.seen(case.ref)
    at = next(at for at, one in enumerate(seen) if not one.private)
    package, words, transcript = seen[:at], seen[at], seen[at + 1 :]
    assert all(one.by == "us" and one.private and len(one.text) <= 4_000 for one in (*package, *transcript))
    whole = "\n".join(one.text for one in package)
    assert OPENING.package.wants in whole
    assert "high urgency" in package[0].text.splitlines()[0]
    assert whole.splitlines()[-1] == f"Segue {OPENING.id}"
    assert (words.by, words.text) == ("customer", "That is not what I asked.\nI want a person.")
    assert "\n".join(one.text for one in transcript) == f"Transcript\n{OPENING.transcript_text}"


async def test_priority_and_group_are_where_people_look(hub: Any, chat: Played) -> None:
    adapter, _ = hub
    found = await adapter.open(replace(OPENING, urgency="immediate", team=GROUP), KeptSteps())
    shown = chat.fields(found.ref)
    assert (shown["priority"], shown["team"], shown["name"]) == ("Urgent", GROUP, "Maria Gruber")


@pytest.mark.parametrize(("verified", "email"), [(True, "maria@shop.example"), (False, "")])
async def test_an_address_that_anybody_can_write_is_not_taken_for_the_customers(
    hub: Any, chat: Played, verified: bool, email: str
) -> None:
    adapter, _ = hub
    found = await adapter.open(replace(OPENING, customer=replace(OPENING.customer, verified=verified)), KeptSteps())
    assert chat.fields(found.ref)["email"] == email


async def test_an_id_that_anybody_can_claim_is_not_taken_for_the_customers(hub: Any, chat: Played) -> None:
    adapter, _ = hub
    await adapter.open(OPENING, KeptSteps())
    claims = replace(OPENING, id="h_2", conversation="c_13", customer=replace(OPENING.customer, verified=False))
    await adapter.open(claims, KeptSteps())
    assert sorted(one["reference_id"] for one in chat.users.values()) == ["cust-42", "segue-c_13"]


async def test_who_came_before_is_the_same_user(hub: Any, chat: Played) -> None:
    adapter, _ = hub
    await adapter.open(OPENING, KeptSteps())
    await adapter.open(replace(OPENING, id="h_2"), KeptSteps())
    assert (len(chat.users), len(chat.refs())) == (1, 2)


async def test_a_long_transcript_is_whole(hub: Any, chat: Played) -> None:
    adapter, _ = hub
    long = "\n".join(f"customer: line {number} 团队 👩‍👩‍👧" for number in range(600))
    found = await adapter.open(replace(OPENING, transcript_text=long), KeptSteps())
    words = [one.text for one in chat.seen(found.ref) if one.private]
    assert "\n".join(words).endswith(long)
    assert max(map(len, words)) <= 4_000


# ---- once, and in order ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("fault", ["late 500", "half", "html", "never"])
@pytest.mark.parametrize("call", [0, 1, 2])
async def test_whatever_becomes_of_an_answer_there_is_one_conversation(chat: Played, fault: str, call: int) -> None:
    """call: which of the calls that make something: the user, the conversation, the transcript."""
    made, faulty = 0, chat.answer

    def answer(asked: Asked) -> Any:
        nonlocal made
        if asked.method == "POST":
            chat.faults.coming = [fault] if made == call else []
            made += 1
        return faulty(asked)

    chat.answer = answer  # type: ignore[method-assign]
    async with connected(chat) as (adapter, _):
        steps = KeptSteps()
        with pytest.raises(DeliveryFailed) as caught:
            await adapter.open(OPENING, steps)
        assert caught.value.trouble is Trouble.UNKNOWN
        found = await adapter.open(OPENING, steps)
    assert (chat.refs(), len(chat.users)) == ([found.ref], 1)
    words = [one.text for one in chat.seen(found.ref)]
    assert len(words) == len(set(words))


@pytest.mark.parametrize("fault", ["late 500", "half", 500])  # done, and perhaps not done
async def test_the_same_words_twice_are_two_messages_and_a_lost_answer_makes_no_third(
    hub: Any, chat: Played, fault: int | str
) -> None:
    adapter, _ = hub
    case, steps = await opened(adapter)
    await adapter.deliver(case, customer_says("Hello?", "d_1"), steps)
    chat.faults.coming = [fault]
    again = KeptSteps(steps.state)
    with pytest.raises(DeliveryFailed):
        await adapter.deliver(with_state(case, steps), customer_says("Hello?", "d_2"), again)
    await adapter.deliver(with_state(case, steps), customer_says("Hello?", "d_2"), again)
    assert [one.text for one in chat.seen(case.ref)].count("Hello?") == 2


async def test_many_files_with_long_addresses_come_in_parts_that_fit_and_in_order(hub: Any, chat: Played) -> None:
    adapter, _ = hub
    case, steps = await opened(adapter)
    before, words = len(chat.seen(case.ref)), "Here they are " + "団" * 3_900
    files = tuple(File(f"{n}.pdf", f"https://shop.example/{n}/{'s' * 1_900}", "application/pdf") for n in range(10))
    await adapter.deliver(case, replace(customer_says(words), files=files), steps)
    said = "\n".join(one.text for one in chat.seen(case.ref)[before:])
    places = [said.index(one.url) for one in files]
    assert words in said
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("status", "trouble"),
    [(400, "REFUSED"), (401, "PAUSED"), (404, "REFUSED"), (429, "PASSING"), (500, "UNKNOWN"), (503, "PASSING")],
)
async def test_what_an_answer_means(hub: Any, chat: Played, status: int, trouble: str) -> None:
    adapter, _ = hub
    case, steps = await opened(adapter)
    chat.faults.coming = [status]
    with pytest.raises(DeliveryFailed) as caught:
        await adapter.deliver(case, customer_says("My card is 4711"), steps)
    assert caught.value.trouble is Trouble[trouble]
    for secret in ("freshchat-token", "4711"):
        assert secret not in str(caught.value)


@pytest.mark.parametrize("ref", ["", "../users", "a/b", "团队", "x" * 200])
async def test_an_id_that_is_none_never_becomes_an_address(hub: Any, ref: str) -> None:
    adapter, vendor = hub
    case, steps = await opened(adapter)
    before = len(vendor.asked)
    with pytest.raises(DeliveryFailed):
        await adapter.deliver(replace(case, ref=ref), customer_says("Hello?"), steps)
    assert len(vendor.asked) == before


# ---- out ------------------------------------------------------------------------------------------------------------


async def test_what_the_customer_did_not_say_is_private_and_says_so(hub: Any, chat: Played) -> None:
    adapter, _ = hub
    case, steps = await opened(adapter)
    await adapter.deliver(case, customer_says("See", files=SAID[0].files), steps)
    await adapter.deliver(case, ToHub("d_2", "bot", "One moment", AT), KeptSteps(steps.state))
    customer, bot = chat.seen(case.ref)[-2:]
    assert (customer.by, customer.private) == ("customer", False)
    assert customer.text == "See\nbill.pdf: https://shop.example/f/bill.pdf"
    assert (bot.by, bot.private, bot.text) == ("us", True, "[Segue] assistant: One moment")


async def test_its_end_on_our_side_is_told_and_resolves_it(hub: Any, chat: Played) -> None:
    adapter, _ = hub
    case, steps = await opened(adapter)
    await adapter.close(case, "The customer left.", steps)
    assert chat.closed(case.ref)
    assert chat.seen(case.ref)[-1].text == "[Segue] The customer left."


# ---- in -------------------------------------------------------------------------------------------------------------


def read(adapter: FreshchatHub, webhooks: Any) -> list[Any]:
    found = []
    for webhook in webhooks:
        adapter.verify(webhook)
        found += adapter.read(webhook)
    return found


async def test_an_agent_joins_speaks_hands_over_and_ends_it(hub: Any, chat: Played) -> None:
    adapter, _ = hub
    case, _ = await opened(adapter)
    ref = case.ref
    joined, said, taken, ended = read(
        adapter,
        [*chat.joins(ref), *chat.says(ref, "Hello <3", files=("a.pdf",)), *chat.transfers(ref), *chat.ends(ref)],
    )
    assert (joined.what, joined.agent_name, joined.ref) == (What.JOINED, "Ana", ref)
    assert (said.what, said.agent_name, said.text) == (What.MESSAGE, "Ana", "Hello <3")
    assert said.files[0].url == "https://files.freshchat.example/a.pdf"
    assert (taken.what, taken.agent_name) == (What.TRANSFERRED, "Ben")
    assert (ended.what, ended.by) == (What.ENDED, "agent")


async def test_another_group_and_back_to_the_assistant(hub: Any, chat: Played) -> None:
    adapter, _ = hub
    case, _ = await opened(adapter)
    moved, returned = read(adapter, [*chat.moves(case.ref), *chat.returns(case.ref)])
    assert (moved.what, moved.text) == (What.TRANSFERRED, "Shipping")
    assert returned.what is What.RETURNED


async def test_what_the_customer_must_not_hear_is_not_told(hub: Any, chat: Played) -> None:
    adapter, _ = hub
    case, steps = await opened(adapter)
    await adapter.deliver(case, customer_says("Hello?"), steps)
    await adapter.note(case, "From us", steps)
    chat.notes(case.ref, "A difficult one")
    chat.says(case.ref, "In our own name", "Segue")
    assert read(adapter, chat.echoes(case.ref)) == []
    assert await adapter.catch_up(case) == ()


@pytest.mark.parametrize(
    ("marks", "told"),
    [({}, 0), ({"botsPrivateNote": True}, 0), ({"botsPrivateNote": False}, 1), ({"message_type": "later"}, 0)],
)
async def test_a_message_of_unknown_kind_is_taken_for_a_note(
    hub: Any, chat: Played, marks: dict[str, Any], told: int
) -> None:
    adapter, _ = hub
    case, _ = await opened(adapter)
    (webhook,) = chat.says(case.ref, "Between us")
    event = json.loads(webhook.body)
    del event["data"]["message"]["message_type"]
    event["data"]["message"] |= marks
    assert len(adapter.read(replace(webhook, body=json.dumps(event).encode()))) == told


async def test_a_note_of_a_bot_stays_inside_whatever_kind_it_says_it_is(hub: Any, chat: Played) -> None:
    adapter, _ = hub
    case, _ = await opened(adapter)
    (webhook,) = chat.says(case.ref, "Between us")
    event = json.loads(webhook.body)
    event["data"]["message"] |= {"message_type": "normal", "botsPrivateNote": True}
    assert adapter.read(replace(webhook, body=json.dumps(event).encode())) == ()


async def test_opened_again_by_its_people_is_told_and_by_our_own_delivery_is_not(hub: Any, chat: Played) -> None:
    adapter, _ = hub
    case, _ = await opened(adapter)
    told = read(adapter, [*chat.reopens(case.ref), *chat.reopens(case.ref, by="user")])
    assert [one.what for one in told] == [What.REOPENED]


async def test_what_nobody_heard_is_caught_up_with_under_the_same_ids(hub: Any, chat: Played) -> None:
    adapter, _ = hub
    case, _ = await opened(adapter)
    ref = case.ref
    heard = read(adapter, [*chat.joins(ref), *chat.says(ref, "One"), *chat.says(ref, "Two")])
    found = await adapter.catch_up(case)
    assert [(one.id, one.text) for one in found] == [(one.id, one.text) for one in heard]
    chat.ends(ref)
    assert (await adapter.catch_up(case))[-1].what is What.ENDED


async def test_a_name_that_nobody_has_told_yet_is_none(chat: Played) -> None:
    async with connected(chat) as (first, _):
        case, _ = await opened(first)
    async with connected(chat) as (second, _):
        assert [one.agent_name for one in read(second, chat.says(case.ref, "Hi"))] == [""]
        assert await second.called(AGENTS["Ben"]) == "Ben"
        await second.catch_up(case)
        assert [one.agent_name for one in read(second, chat.says(case.ref, "Hi"))] == ["Ana"]


@pytest.mark.parametrize("how", ["nothing", "other key", "other body", "no base64"])
async def test_who_does_not_have_the_key_is_not_heard(hub: Any, how: str) -> None:
    body = b'{"action": "message_create"}'
    headers = {
        "nothing": {},
        "other key": headers_for(body, "second"),
        "other body": headers_for(body + b" "),
        "no base64": {"x-freshchat-signature": "é"},
    }[how]
    with pytest.raises(NotSignedIn):
        hub[0].verify(Webhook(headers, body, AT))


async def test_while_a_key_is_exchanged_both_count(chat: Played) -> None:
    chat.secrets = {**chat.secrets, "freshchat_key": public_pem("second") + "\n" + public_pem()}
    async with connected(chat) as (adapter, _):
        for key in ("first", "second"):
            adapter.verify(Webhook(headers_for(b"{}", key), b"{}", AT))


def event(action: str, data: Any) -> bytes:
    return json.dumps({"action": action, "action_time": "2026-11-21T14:05:00Z", "data": data}).encode()


@pytest.mark.parametrize(
    "body",
    [
        *(b"", b"{", b"[]", b"[" * 100_000, b"\xff"),
        event(
            "message_create", {"message": {"message_type": "normal", "actor_type": "agent", "conversation_id": "a/b"}}
        ),
        event("message_create", {"message": {"message_type": "normal", "actor_type": "agent", "conversation_id": "c"}}),
        event("conversation_resolution", {"resolve": None}),
    ],
)
async def test_what_cannot_be_read_is_said_to_be(hub: Any, body: bytes) -> None:
    with pytest.raises(Invalid):
        hub[0].read(Webhook({}, body, AT))


NAMES = (
    *("message", "conversation", "conversation_id", "id", "message_parts", "text", "content", "file", "url"),
    *("assignment", "to_agent_id", "actor_type", "message_type", "resolve"),
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMES), inner, max_size=5),
    max_leaves=12,
)


@given(st.sampled_from(["message_create", "conversation_assignment", "conversation_resolution", "x"]), JSON)
def test_whatever_comes_is_read_or_refused(action: str, data: Any) -> None:
    adapter = READER
    try:
        told = adapter.read(Webhook({}, event(action, data), AT))
    except Invalid:
        return
    assert all(one.ref and len(one.text) <= 30_000 for one in told)


def _reader() -> FreshchatHub:
    from segue.calls import Reach
    from segue.domain.hubs import HubSettings

    settings = HubSettings("chat", "freshchat", given={"account": "shop", "channel": CHANNEL, "agent": AGENTS["Segue"]})
    return FreshchatHub(settings, {"secret": "x", "webhook_secret": "x"}, Reach(None, None))  # type: ignore[arg-type]


READER = _reader()
