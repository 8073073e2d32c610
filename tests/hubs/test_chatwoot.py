"""Chatwoot as a hub: conversations of its API channel, held against its own description."""

from __future__ import annotations

import json
import re
from contextlib import suppress
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fakes.described import Description, check_all
from fakes.hub_openings import (
    BILL,
    OPENING,
    TRANSCRIPT,
    KeptSteps,
    case_of,
    connected,
    customer_says,
    told_by,
    with_state,
)
from fakes.hubs.chatwoot import AGENTS, SIGNING, TEAM, Played
from segue.domain.conversation import Customer
from segue.domain.deliveries import Trouble
from segue.domain.errors import AnswerUnusable, Invalid, NotSignedIn
from segue.domain.hubs import CaseKind, HubCase, What
from segue.hubs.chatwoot import told as chatwoot_told
from segue.ports.hubs import ToHub
from segue.ports.listeners import DeliveryFailed

API = "/api/v1/accounts/{account_id}"
TYPING = "/public/api/v1/inboxes/{inbox_identifier}/contacts/{contact_identifier}/conversations/{conversation_id}"
LABELS = f"{API}/labels"
"""Not described."""
NEEDED = {
    ("GET", "/api/v1/profile"),
    ("POST", f"{API}/contacts/filter"),
    ("POST", f"{API}/contacts"),
    ("POST", f"{API}/contacts/{{id}}/contact_inboxes"),
    ("GET", f"{API}/contacts/{{id}}/conversations"),
    ("POST", f"{API}/conversations"),
    ("GET", f"{API}/conversations/{{conversation_id}}"),
    ("GET", f"{API}/conversations/{{conversation_id}}/messages"),
    ("POST", f"{API}/conversations/{{conversation_id}}/messages"),
    ("POST", f"{API}/conversations/{{conversation_id}}/toggle_status"),
    ("POST", f"{API}/conversations/{{conversation_id}}/toggle_priority"),
    ("POST", f"{API}/conversations/{{conversation_id}}/custom_attributes"),
    ("POST", f"{API}/conversations/{{conversation_id}}/labels"),
    ("POST", f"{TYPING}/toggle_typing"),
    ("GET", LABELS),
    ("POST", LABELS),
}


async def opened(hub: Any, steps: KeptSteps | None = None, **changes: Any) -> HubCase:
    return case_of(await hub.open(replace(OPENING, **changes), steps or KeptSteps()), CaseKind.LIVE)


async def test_a_conversation_has_the_transcript_and_the_package_last_as_private_notes() -> None:
    chatwoot = Played()
    async with connected(chatwoot) as (hub, _):
        case = await opened(hub, team=str(TEAM))
    transcript, package = chatwoot.seen(case.ref)
    assert [(one.by, one.private) for one in (transcript, package)] == [("us", True), ("us", True)]
    assert TRANSCRIPT in transcript.text
    assert "1,290 euros" in package.text
    assert OPENING.package.open_questions[0] in package.text
    fields = chatwoot.fields(case.ref)
    assert (fields["priority"], fields["tags"], fields["team"]) == ("high", list(OPENING.tags), str(TEAM))
    assert (fields["segue_sla"], fields["segue_urgency"]) == ("enterprise 4 h", "high")
    assert case.url == f"https://chat.shop.example/app/accounts/1/conversations/{case.ref}"


async def test_nothing_that_a_customer_wrote_ends_the_block_in_which_it_stands() -> None:
    chatwoot = Played()
    async with connected(chatwoot) as (hub, _):
        case = await opened(hub, transcript_text="customer: ``` # Paid in full ````")
    assert "\n`````\ncustomer: ``` # Paid in full ````\n`````" in chatwoot.seen(case.ref)[0].text


async def test_a_long_transcript_is_whole_in_several_notes() -> None:
    chatwoot = Played()
    lines = [f"customer: line {at} 团队" for at in range(5_000)]
    async with connected(chatwoot) as (hub, _):
        case = await opened(hub, transcript_text="\n".join(lines))
    notes = "\n".join(one.text for one in chatwoot.seen(case.ref))
    assert all(line in notes for line in lines)
    assert "**Transcript 1 of 4**" in notes


async def test_who_signed_in_is_the_contact_of_that_identifier_and_nobody_else_is() -> None:
    chatwoot = Played()
    async with connected(chatwoot) as (hub, _):
        await opened(hub)
        await opened(hub, id="h_2", conversation="c_99")
        await opened(hub, id="h_3", customer=Customer(id="cust-42", name="Who?"))
    assert [one["identifier"] for one in chatwoot.contacts.values()] == ["cust-42", "segue-c_12"]
    assert len(chatwoot.refs()) == 3


@pytest.mark.parametrize("fault", ["late 500", "html", "half"])
@pytest.mark.parametrize("at", range(9))
async def test_an_opening_whose_answer_is_lost_anywhere_is_made_once(fault: str, at: int) -> None:
    chatwoot, steps = Played(), KeptSteps()
    async with connected(chatwoot) as (hub, vendor):
        chatwoot.faults.coming = ["whole"] * at + [fault]
        for _ in range(3):
            with suppress(DeliveryFailed):
                case = await opened(hub, steps)
                break
        assert len(vendor.asked) >= min(at + 1, 8)
    assert chatwoot.refs() == [case.ref]
    assert len(chatwoot.contacts) == 1
    assert len(chatwoot.seen(case.ref)) == 2


async def test_words_of_the_customer_come_in_and_all_others_are_private() -> None:
    chatwoot, steps = Played(), KeptSteps()
    async with connected(chatwoot) as (hub, _):
        case = await opened(hub, steps)
        await hub.deliver(
            with_state(case, steps), customer_says("Hello? <b> 🙂", files=(BILL,)), KeptSteps(steps.state)
        )
        bot = ToHub("d_2", "bot", "One moment.", OPENING.package.built_at)
        await hub.deliver(with_state(case, steps), bot, KeptSteps(steps.state))
    mine, other = chatwoot.seen(case.ref)[-2:]
    assert (mine.by, mine.private, mine.text) == ("customer", False, f"Hello? <b> 🙂\nbill.pdf: {BILL.url}")
    assert (other.by, other.private, other.text) == ("us", True, "[Segue, the assistant] One moment.")


@pytest.mark.parametrize("fault", ["late 500", "html", "half", 500, 429])
async def test_a_message_appears_once_and_in_order_even_when_the_same_was_said_before(fault: int | str) -> None:
    chatwoot = Played()
    async with connected(chatwoot) as (hub, _):
        case = await opened(hub)
        state = case.state
        for at, words in enumerate(("Hello?", "Hello?", "Well.")):
            steps = KeptSteps(state)
            chatwoot.faults.coming = [fault] if at == 1 else []
            for _ in range(2):
                with suppress(DeliveryFailed):
                    await hub.deliver(with_state(case, steps), customer_says(words, f"d_{at}"), steps)
                    break
            state = steps.state
    assert [one.text for one in chatwoot.seen(case.ref)[2:]] == ["Hello?", "Hello?", "Well."]


async def test_that_the_customer_types_is_shown_where_the_inbox_is_named() -> None:
    chatwoot = Played()
    async with connected(chatwoot) as (hub, _):
        case = await opened(hub)
        await hub.typing(case, True)
        assert chatwoot.customer_types(case.ref)
        await hub.typing(case, False)
        assert not chatwoot.customer_types(case.ref)
    async with connected(chatwoot, inbox_identifier="") as (hub, vendor):
        await hub.typing(case, True)
        assert vendor.asked == []


async def test_what_its_people_do_is_heard_and_asked_for_under_the_same_ids() -> None:
    chatwoot = Played()
    async with connected(chatwoot) as (hub, _):
        case = await opened(hub)
        ref = case.ref
        webhooks = [
            *chatwoot.joins(ref),
            *chatwoot.says(ref, "Hi & <welcome>,\n*Ana*", files=["a%20b.png"]),
            *chatwoot.notes(ref, "only for us"),
            *chatwoot.labels(ref),
            *chatwoot.ends(ref),
        ]
        told = told_by(hub, webhooks)
        caught = await hub.catch_up(case)
    joined, message, labelled, ended = told
    assert (joined.what, joined.agent, joined.agent_name) == (What.JOINED, str(AGENTS["Ana"]), "Ana")
    assert (message.what, message.text, message.agent_name) == (What.MESSAGE, "Hi & <welcome>,\n*Ana*", "Ana")
    assert [(file.name, file.url[:8]) for file in message.files] == [("a b.png", "https://")]
    assert (labelled.what, labelled.text) == (What.LABELLED, "too_late")
    assert (ended.what, ended.by) == (What.ENDED, "agent")
    assert {one.id for one in caught} == {one.id for one in told}
    assert {one.ref for one in (*told, *caught)} == {ref}


async def test_transfers_typing_return_and_reopening_are_heard() -> None:
    chatwoot = Played()
    async with connected(chatwoot) as (hub, _):
        ref = (await opened(hub)).ref
        chatwoot.joins(ref)
        (transferred,) = told_by(hub, chatwoot.transfers(ref))
        (to_team,) = told_by(hub, chatwoot.to_team(ref))
        (typing,) = told_by(hub, chatwoot.types(ref))
        (returned,) = told_by(hub, chatwoot.returns(ref))
        chatwoot.ends(ref)
        (reopened,) = told_by(hub, chatwoot.reopens(ref))
    assert (transferred.what, transferred.agent_name) == (What.TRANSFERRED, "Ben")
    assert (to_team.what, to_team.text) == (What.TRANSFERRED, "Billing team")
    assert (typing.what, typing.agent_name) == (What.TYPING, "Ana")
    assert (returned.what, reopened.what) == (What.RETURNED, What.REOPENED)


async def test_more_messages_than_a_page_are_all_asked_for() -> None:
    chatwoot = Played()
    async with connected(chatwoot) as (hub, _):
        case = await opened(hub)
        for at in range(230):
            chatwoot.says(case.ref, f"line {at}")
        caught = await hub.catch_up(case)
    assert [one.text for one in caught] == [f"line {at}" for at in range(230)]


async def test_our_own_doings_come_back_as_nothing() -> None:
    chatwoot, steps = Played(), KeptSteps()
    async with connected(chatwoot) as (hub, _):
        case = await opened(hub, steps, team=str(TEAM))
        await hub.deliver(with_state(case, steps), customer_says("Hello?"), KeptSteps(steps.state))
        await hub.note(case, "Between us", KeptSteps(steps.state))
        await hub.close(case, "the customer left", KeptSteps(steps.state))
        assert told_by(hub, chatwoot.echoes) == []
        assert await hub.catch_up(case) == ()
    assert chatwoot.closed(case.ref)
    assert chatwoot.fields(case.ref)["segue_reason"] == OPENING.reason  # what was there is still there
    assert len(chatwoot.echoes) > 8


async def test_what_its_people_filled_in_stays_when_it_is_over() -> None:
    chatwoot, steps = Played(), KeptSteps()
    async with connected(chatwoot) as (hub, _):
        case = await opened(hub, steps)
        room = chatwoot.rooms[int(case.ref)]
        room["custom_attributes"] = {**room["custom_attributes"], "order": "4711", "segue_reason": "corrected"}
        await hub.close(case, "the customer left", steps)
    assert (room["custom_attributes"]["order"], room["custom_attributes"]["segue_reason"]) == ("4711", "corrected")
    assert room["custom_attributes"]["segue_id"] == OPENING.id
    assert chatwoot.closed(case.ref)


async def test_a_message_that_was_deleted_is_not_caught_up_with() -> None:
    chatwoot = Played()
    async with connected(chatwoot) as (hub, _):
        case = await opened(hub)
        chatwoot.says(case.ref, "Wrong customer, sorry")
        (said,) = [one for one in chatwoot.said[int(case.ref)] if one["content"] == "Wrong customer, sorry"]
        said |= {"content": "This message was deleted", "content_attributes": {"deleted": True}}
        assert [one for one in await hub.catch_up(case) if one.what is What.MESSAGE] == []


async def test_bots_greetings_and_other_inboxes_are_not_our_people() -> None:
    chatwoot = Played()
    async with connected(chatwoot) as (hub, _):
        ref = int((await opened(hub)).ref)
        message = {"event": "message_created", "id": 1, "content": "x", "private": False, "message_type": "outgoing"}
        room = {"id": ref, "inbox_id": 5}
        for sender, more in (
            ({"id": 4, "name": "Bot", "type": "agent_bot"}, {}),
            (None, {}),
            ({"id": 2, "name": "Ana", "type": "user"}, {"message_type": "template"}),
            ({"id": 2, "name": "Ana", "type": "user"}, {"conversation": {**room, "inbox_id": 6}}),
            ({"id": 2, "name": "Ana", "type": "user"}, {"account": {"id": 2}}),
            ({"id": 2, "name": "Ana", "type": "user"}, {"event": "message_updated"}),
            ({"id": 2, "name": "Ana", "type": "user"}, {"private": None}),
        ):
            event = {**message, "sender": sender, "conversation": room, **more}
            assert told_by(hub, [chatwoot.signed(event)]) == []


@pytest.mark.parametrize(
    ("fault", "trouble"),
    [
        (401, Trouble.PAUSED),
        (403, Trouble.PAUSED),
        (404, Trouble.REFUSED),
        (422, Trouble.REFUSED),
        (429, Trouble.PASSING),
        (503, Trouble.PASSING),
    ],
)
async def test_each_refusal_means_what_it_means_and_tells_no_secret(fault: int, trouble: Trouble) -> None:
    chatwoot = Played()
    async with connected(chatwoot) as (hub, _):
        case = await opened(hub)
        chatwoot.faults.coming = [fault]
        with pytest.raises(DeliveryFailed) as caught:
            await hub.deliver(case, customer_says("Hello?"), KeptSteps(case.state))
    assert caught.value.trouble is trouble
    assert caught.value.retry_after_s == (30 if fault == 429 else None)
    assert all(secret not in str(caught.value) for secret in (*chatwoot.secrets.values(), "Hello"))


@pytest.mark.parametrize("ref", ["../profile", "1/labels", "", "é", "1?x=y", "²"])
async def test_a_ref_that_would_lead_elsewhere_is_not_called(ref: str) -> None:
    async with connected(Played()) as (hub, vendor):
        case = replace(await opened(hub), ref=ref)
        asked = len(vendor.asked)
        with pytest.raises(DeliveryFailed):
            await hub.deliver(case, customer_says("Hello?"), KeptSteps(case.state))
        assert len(vendor.asked) == asked


async def test_signed_webhooks_are_taken_and_forged_cut_or_old_ones_are_not() -> None:
    chatwoot = Played()
    async with connected(chatwoot) as (hub, _):
        (good,) = chatwoot.says((await opened(hub)).ref, "Hello")
        hub.verify(good)
        old = replace(good, at=good.at.replace(year=good.at.year + 1))
        secret = replace(good, headers={**good.headers, "x-chatwoot-signature": "sha256="}, url=f"x?secret={SIGNING}")
        for bad in (replace(good, body=good.body[:-2]), replace(good, headers={}), old, secret):
            with pytest.raises(NotSignedIn):
                hub.verify(bad)


async def test_older_versions_carry_a_secret_in_the_address() -> None:
    chatwoot = Played(signs=False, secrets={"chatwoot_token": "tok-played", "chatwoot_signing": "new\nold"})
    async with connected(chatwoot) as (hub, _):
        hub.verify(chatwoot.signed({}, "new"))
        hub.verify(chatwoot.signed({}, "old"))
        for wrong in ("", "other", "new%0Aold", "é"):
            with pytest.raises(NotSignedIn):
                hub.verify(chatwoot.signed({}, wrong))
        with pytest.raises(NotSignedIn):
            hub.verify(replace(chatwoot.signed({}, "new"), url=""))


@pytest.mark.parametrize(
    "body", [b"", b"no json", b"\xff", b"[]", b'{"event":"message_created"}', b'{"event":"message_created","id":"x"}']
)
async def test_what_cannot_be_read_is_said_to_be_so(body: bytes) -> None:
    async with connected(Played()) as (hub, _):
        with pytest.raises(Invalid):
            hub.read(Played().signed(body))


async def test_who_we_are_there() -> None:
    async with connected(Played()) as (hub, _):
        assert await hub.check() == "Segue (segue@shop.example) in the account Shop"
    async with connected(Played(), account="9") as (hub, _):
        with pytest.raises(DeliveryFailed, match="has no account 9"):
            await hub.check()


@pytest.mark.parametrize("given_", [{"account": "1/../2"}, {"inbox": "five"}, {"inbox": ""}])
async def test_a_number_that_is_none_is_refused_when_it_is_set_up(given_: dict[str, str]) -> None:
    with pytest.raises(Invalid):
        async with connected(Played(), **given_):
            pass


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
EVENTS = ["message_created", "conversation_updated", "conversation_status_changed", "conversation_typing_on"]
NAMES = ("content", "private", "attachments", "created_at", "updated_at", "meta", "labels", "changed_attributes")


@given(
    st.sampled_from(EVENTS),
    st.fixed_dictionaries({}, optional=dict.fromkeys((*NAMES, "id", "sender", "user", "account"), json_values)),
    st.sampled_from(["open", "resolved", "pending", "snoozed", None, 7]),
)
def test_whatever_an_event_holds_it_is_read_or_refused(event: str, told: dict[str, Any], status: Any) -> None:
    room = {**told, "id": 3, "status": status}
    body = json.dumps({**told, "event": event, "message_type": "outgoing", "conversation": room}).encode()
    try:
        found = chatwoot_told.read(body, "1", "5")
    except Invalid:
        return
    assert all(one.id and one.ref == "3" for one in found)


def test_the_same_of_answers_is_read_or_refused() -> None:
    with pytest.raises((AnswerUnusable, Invalid)):
        chatwoot_told.messages(
            [{"id": 1, "message_type": 1, "private": False, "sender": {"type": "user"}, "attachments": 7}], "3"
        )


# ---- the vendor's description ----


def _after(spec: Any) -> None:
    listed = spec["paths"][f"{API}/conversations/{{conversation_id}}/messages"]["get"]["parameters"]
    listed.append({"name": "after", "in": "query", "schema": {"type": "integer"}})


def _contact_made(spec: Any) -> None:
    payload = spec["components"]["schemas"]["contact"]["properties"]["payload"]
    one = payload["items"]
    place = spec["components"]["schemas"]["contact_inboxes"]
    payload.clear()
    payload.update({"type": "object", "properties": {"contact": one, "contact_inbox": place}})
    one["properties"]["email"]["nullable"] = True
    answer = spec["paths"][f"{API}/contacts"]["post"]["responses"]["200"]["content"]["application/json"]
    answer["schema"] = {"$ref": "#/components/schemas/contact"}


def _nothing_left_out(spec: Any) -> None:
    """A conversation is one object: what stands in its two halves is put together."""
    schemas = spec["components"]["schemas"]
    base = schemas["conversation"]["properties"]
    base.pop("messages", None)
    for whole in (
        schemas["conversation_show"],
        schemas["contact_conversations_response"]["properties"]["payload"]["items"],
    ):
        extra = whole.pop("allOf")[1]["properties"]
        extra["meta"]["properties"]["team"] = {"type": "object", "additionalProperties": True}
        extra["meta"]["properties"]["sender"]["properties"]["email"]["nullable"] = True
        whole["type"], whole["properties"] = "object", {**base, **extra}


def _messages(spec: Any) -> None:
    schemas = spec["components"]["schemas"]
    for name in ("sender", "content_attributes"):
        schemas["message"]["properties"][name] = {"type": "object", "additionalProperties": True}
    schemas["message"]["properties"]["attachments"] = {
        "type": "array",
        "items": {"type": "object", "additionalProperties": True},
    }
    schemas["message"]["properties"]["content"]["nullable"] = True
    made = spec["paths"][f"{API}/conversations/{{conversation_id}}/messages"]["post"]["responses"]["200"]["content"]
    made["application/json"]["schema"] = {"$ref": "#/components/schemas/message"}


def _open_maps(spec: Any) -> None:
    for schema in _schemas(spec):
        own = schema.get("properties", {})
        for name in ("custom_attributes", "additional_attributes"):
            if isinstance(own.get(name), dict) and own[name].get("type") == "object":
                own[name] = {"type": "object", "additionalProperties": True}


def _schemas(one: Any) -> Any:
    if isinstance(one, dict):
        if isinstance(one.get("properties"), dict):
            yield one
        for value in list(one.values()):
            yield from _schemas(value)
    elif isinstance(one, list):
        for value in one:
            yield from _schemas(value)


FAULTS = {
    "messages can be asked for after an id, as its own source has it": _after,
    "a contact that is made comes in an object with its place, not in a list": _contact_made,
    "allOf forbids in one half what the other allows": _nothing_left_out,
    "attachments, the sender's names and words that are null are not described": _messages,
    "attributes are open maps": _open_maps,
}


@pytest.fixture(scope="module")
def description() -> Description:
    keep = tuple(sorted({path for _, path in NEEDED} - {LABELS}))
    return Description("chatwoot/swagger.json", "https://chat.shop.example", "", keep, FAULTS)


async def test_calls_and_answers_are_as_described(description: Description) -> None:
    chatwoot, steps = Played(), KeptSteps()
    async with connected(chatwoot) as (hub, vendor):
        await hub.check()
        await hub.install()
        chatwoot.faults.coming = ["whole", "whole", "whole", "late 500"]  # the conversation, which is then looked for
        for _ in range(3):
            with suppress(DeliveryFailed):
                case = await opened(hub, steps, team=str(TEAM))
                break
        await hub.typing(case, True)
        await hub.deliver(case, customer_says("Hello?", files=(BILL,)), KeptSteps(case.state))
        chatwoot.joins(case.ref)
        chatwoot.says(case.ref, "Hi", files=["a.png"])
        await hub.catch_up(case)
        await hub.close(case, "over", KeptSteps(steps.state))
        assert _exercised(vendor) == NEEDED
        check_all(vendor, description, undescribed=(LABELS.format(account_id=1),))


def _exercised(vendor: Any) -> set[tuple[str, str]]:
    found = set()
    for asked in vendor.asked:
        for method, path in NEEDED:
            template = re.sub(r"\\{\w+\\}", "[0-9A-Za-z_-]+", re.escape(path))
            if method == asked.method and re.fullmatch(template, asked.path):
                found.add((method, path))
    return found
