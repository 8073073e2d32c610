"""Intercom as a hub: conversations and tickets that Segue opens, held against the vendor's own description."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fakes.described import Description, check_all
from fakes.hub_openings import BILL, OPENING, KeptSteps, case_of, connected, customer_says, told_by, with_state
from fakes.hubs.intercom import ADMINS, SEGUE, SIGNING, TEAM, Played
from segue.domain.conversation import Customer
from segue.domain.deliveries import Trouble
from segue.domain.errors import Invalid, NotSignedIn
from segue.domain.hubs import CaseKind, HubCase, What
from segue.hubs.intercom.told import Knows, told
from segue.ports.hubs import ToHub
from segue.ports.listeners import DeliveryFailed

NEEDED = {
    ("GET", "/me"),
    ("GET", "/admins"),
    ("GET", "/teams"),
    ("GET", "/contacts/find_by_external_id/{external_id}"),
    ("POST", "/contacts"),
    ("POST", "/conversations"),
    ("POST", "/conversations/search"),
    ("GET", "/conversations/{conversation_id}"),
    ("PUT", "/conversations/{conversation_id}"),
    ("POST", "/conversations/{conversation_id}/reply"),
    ("POST", "/conversations/{conversation_id}/parts"),
    ("POST", "/conversations/{conversation_id}/tags"),
    ("GET", "/tags"),
    ("POST", "/tags"),
    ("POST", "/tickets"),
    ("POST", "/tickets/search"),
    ("GET", "/tickets/{ticket_id}"),
    ("PUT", "/tickets/{ticket_id}"),
    ("POST", "/tickets/{ticket_id}/reply"),
    ("POST", "/tickets/{ticket_id}/tags"),
}


async def opened(hub: Any, steps: KeptSteps | None = None, **changes: Any) -> HubCase:
    return case_of(await hub.open(replace(OPENING, **changes), steps or KeptSteps()), CaseKind.LIVE)


async def test_a_conversation_has_the_customers_words_the_transcript_and_the_package_last() -> None:
    intercom = Played()
    async with connected(intercom) as (hub, _):
        case = await opened(hub, team=TEAM)
    seen = intercom.seen(case.ref)
    assert [one.by for one in seen] == ["customer", "us", "us"]
    assert seen[0].text.startswith("That is not what I asked.\nI want a person.")
    assert "urgency high" in seen[0].text
    assert (seen[1].private, seen[2].private) == (True, True)
    assert "😡 <b>twice</b>" in seen[1].text
    assert "1,290 euros" in seen[2].text
    assert OPENING.package.open_questions[0] in seen[2].text
    fields = intercom.fields(case.ref)
    assert fields["tags"] == list(OPENING.tags)
    assert (fields["subject"], fields["team"]) == ("[high] Second charge of order 4711 & <refund>", TEAM)
    assert (fields["segue_sla"], fields["segue_reason"]) == ("enterprise 4 h", "big_account_billing")
    assert case.url == f"https://app.intercom.com/a/inbox/abc123/inbox/conversation/{case.ref}"


async def test_what_a_workspace_does_not_take_is_said_in_the_package() -> None:
    intercom = Played(attributes=frozenset())
    async with connected(intercom) as (hub, _):
        case = await opened(hub, team="999")
    package = intercom.seen(case.ref)[-1].text
    assert package.startswith("Not taken by Intercom: attributes segue_id, segue_urgency,")
    assert "assignment to the team 999" in package


async def test_who_signed_in_is_the_person_of_that_id_and_nobody_else_is() -> None:
    intercom = Played()
    async with connected(intercom) as (hub, _):
        await opened(hub)
        await opened(hub, id="h_2")
        await opened(hub, id="h_3", conversation="c_13", customer=Customer(id="cust-42", name="Who?"))
    assert [one["external_id"] for one in intercom.contacts.values()] == ["cust-42", "segue-c_13"]
    assert not any("email" in one for one in intercom.contacts.values())  # or Intercom would mail the answers, too


@pytest.mark.parametrize("fault", ["late 500", "html", "half"])
@pytest.mark.parametrize("at", range(12))
async def test_an_opening_whose_answer_is_lost_anywhere_is_made_once(fault: str, at: int) -> None:
    intercom, steps = Played(), KeptSteps()
    async with connected(intercom) as (hub, vendor):
        intercom.faults.coming = ["whole"] * at + [fault]
        for _ in range(3):
            with suppress(DeliveryFailed):
                case = await opened(hub, steps, team=TEAM)
                break
        assert len(vendor.asked) > at
    assert intercom.refs() == [case.ref]
    assert len(intercom.contacts) == 1
    assert len(intercom.seen(case.ref)) == 3


async def test_words_of_the_customer_are_the_customers_and_all_others_are_notes() -> None:
    intercom, steps = Played(), KeptSteps()
    async with connected(intercom) as (hub, _):
        case = await opened(hub, steps)
        await hub.deliver(with_state(case, steps), customer_says("Hello?\n<b>1 < 2</b> 🙂", files=(BILL,)), steps)
        bot = ToHub("d_2", "bot", "One moment.", OPENING.package.built_at, "Robo")
        await hub.deliver(with_state(case, steps), bot, KeptSteps(steps.state))
    mine, other = intercom.seen(case.ref)[-2:]
    assert (mine.by, mine.private) == ("customer", False)
    assert mine.text == f"Hello?\n<b>1 < 2</b> 🙂\nbill.pdf: {BILL.url}"
    assert (other.by, other.private, other.text) == ("us", True, "[Segue, Robo] One moment.")


@pytest.mark.parametrize("fault", ["late 500", "html", "half", 500, 429])
async def test_a_message_appears_once_and_in_order_even_when_the_same_was_said_before(fault: int | str) -> None:
    intercom, state = Played(), {}
    async with connected(intercom) as (hub, _):
        case = await opened(hub)
        for at, words in enumerate(("Hello?", "Hello?", "Well.")):
            steps = KeptSteps(state or case.state)
            intercom.faults.coming = [fault] if at == 1 else []
            for _ in range(2):
                try:
                    await hub.deliver(with_state(case, steps), customer_says(words, f"d_{at}"), steps)
                    break
                except DeliveryFailed:
                    assert at == 1
            state = dict(steps.state)
    assert [one.text for one in intercom.seen(case.ref)[3:]] == ["Hello?", "Hello?", "Well."]


async def test_what_its_people_do_is_heard_and_asked_for_under_the_same_ids() -> None:
    intercom = Played()
    async with connected(intercom) as (hub, _):
        case = await opened(hub, team=TEAM)
        ref = case.ref
        webhooks = [
            *intercom.joins(ref),
            *intercom.says(ref, "Hi & <welcome>,\nAna here", files=["a.png"]),
            *intercom.notes(ref, "only for us"),
            *intercom.transfers(ref),
            *intercom.labels(ref),
            *intercom.rates(ref, 4, "fine"),
            *intercom.ends(ref),
        ]
        told_of = told_by(hub, webhooks)
        caught = await hub.catch_up(case)
    joined, message, transferred = told_of[:3]
    assert (joined.what, joined.agent_name) == (What.JOINED, "Ana")
    assert (message.what, message.text, message.agent_name) == (What.MESSAGE, "Hi & <welcome>,\nAna here", "Ana")
    assert [file.name for file in message.files] == ["a.png"]
    assert (transferred.what, transferred.agent, transferred.agent_name) == (What.TRANSFERRED, ADMINS["Ben"], "Ben")
    by_what = {one.what: one for one in told_of}
    assert by_what[What.LABELLED].text == "too_late"
    assert (by_what[What.RATED].score, by_what[What.RATED].text) == (4, "fine")
    assert (by_what[What.ENDED].by, by_what[What.ENDED].agent_name) == ("agent", "Ana")
    assert {one.id for one in caught} == {one.id for one in told_of}
    assert {one.ref for one in told_of} == {ref}


@pytest.mark.parametrize(
    ("kind", "told_of"),
    [
        *((one, True) for one in ("comment", "quick_reply", "close", "open", "assignment")),
        *(
            (one, False)
            for one in ("note", "note_and_reopen", "conversation_summary", "call_summary", "a_new_kind", "")
        ),
    ],
)
def test_only_kinds_of_parts_that_customers_read_are_told_as_messages(kind: str, told_of: bool) -> None:
    part = {"id": "7", "part_type": kind, "created_at": 1, "author": {"type": "admin", "id": "3", "name": "Ana"}}
    part["body"] = "<p>She is a difficult one</p>"
    whole = {"conversation_parts": {"conversation_parts": [part, {**part, "id": "8", "redacted": True}]}}
    found = [one.id for one in told(whole, "1", Knows("814860")) if one.what is What.MESSAGE]
    assert found == (["part/7"] if told_of else [])


async def test_to_assign_to_segue_and_to_close_with_its_tag_are_back_to_the_bot() -> None:
    intercom = Played()
    async with connected(intercom) as (hub, _):
        case = await opened(hub)
        assert [one.what for one in told_by(hub, intercom.returns(case.ref))] == [What.RETURNED]
        intercom.rooms[case.ref]["tags"]["tags"].append({"type": "tag", "id": "1", "name": "segue-return"})
        assert What.RETURNED in [one.what for one in told_by(hub, intercom.ends(case.ref))]


async def test_our_own_doings_come_back_as_nothing() -> None:
    intercom, steps = Played(), KeptSteps()
    async with connected(intercom) as (hub, _):
        case = await opened(hub, steps, team=TEAM)
        await hub.deliver(with_state(case, steps), customer_says("Hello?"), steps)
        await hub.note(case, "Between us", steps)
        await hub.close(case, "the customer left", steps)
        assert told_by(hub, intercom.echoes[:1]) == []  # that it was begun: perhaps before that is written down
        found = told_by(hub, intercom.echoes)
        caught = await hub.catch_up(case)
    assert intercom.closed(case.ref)
    assert len(intercom.echoes) > 5
    assert {one.what for one in found} <= {What.CUSTOMER_WROTE}  # of drafts: the flow knows that it came through us
    assert caught == ()


async def test_a_ticket_has_its_type_the_package_and_the_customers_address() -> None:
    intercom, steps = Played(), KeptSteps()
    async with connected(intercom) as (hub, _):
        case = case_of(await hub.write_ticket(replace(OPENING, team=TEAM), steps), CaseKind.TICKET)
        await hub.add_to_ticket(with_state(case, steps), customer_says("One more thing"), KeptSteps(steps.state))
        (message, *_) = told_by(hub, intercom.says(case.ref, "We look into it"))
        (resolved,) = told_by(hub, intercom.ends(case.ref))
        caught = await hub.catch_up(case)
        await hub.close_ticket(case, "answered elsewhere", KeptSteps(steps.state))
    seen = intercom.seen(case.ref)
    assert OPENING.id in seen[0].text
    assert "1,290 euros" in seen[0].text
    assert [one.by for one in seen[:4]] == ["us", "us", "us", "customer"]
    assert intercom.fields(case.ref)["team"] == TEAM
    assert [one.get("email") for one in intercom.contacts.values()] == ["maria@shop.example"]
    assert (message.what, message.text, message.ref) == (What.MESSAGE, "We look into it", case.ref)
    assert (resolved.what, resolved.by) == (What.RESOLVED, "agent")
    assert [one.id for one in caught] == [message.id, resolved.id]
    assert intercom.closed(case.ref)


async def test_a_ticket_without_a_type_is_refused_aloud() -> None:
    intercom = Played()
    async with connected(intercom, ticket_type="") as (hub, vendor):
        with pytest.raises(DeliveryFailed, match=r"ticket_type") as caught:
            await hub.write_ticket(OPENING, KeptSteps())
    assert caught.value.trouble is Trouble.PAUSED
    assert vendor.asked == []


@pytest.mark.parametrize("fault", ["late 500", "html", "half"])
@pytest.mark.parametrize("at", range(8))
async def test_a_ticket_whose_answer_is_lost_anywhere_is_written_once(fault: str, at: int) -> None:
    intercom, steps = Played(), KeptSteps()
    async with connected(intercom) as (hub, _):
        intercom.faults.coming = ["whole"] * at + [fault]
        for _ in range(3):
            with suppress(DeliveryFailed):
                opened_as = await hub.write_ticket(OPENING, steps)
                break
    assert intercom.refs() == [opened_as.ref]
    assert len(intercom.seen(opened_as.ref)) == 3


@pytest.mark.parametrize(
    ("fault", "trouble"),
    [
        (401, Trouble.PAUSED),
        (403, Trouble.PAUSED),
        (429, Trouble.PASSING),
        (503, Trouble.PASSING),
        (400, Trouble.REFUSED),
    ],
)
async def test_each_refusal_means_what_it_means_and_tells_no_secret(fault: int, trouble: Trouble) -> None:
    intercom = Played()
    async with connected(intercom) as (hub, _):
        case = await opened(hub)
        intercom.faults.coming = [fault]
        with pytest.raises(DeliveryFailed) as caught:
            await hub.deliver(case, customer_says("Hello?"), KeptSteps(case.state))
    assert caught.value.trouble is trouble
    assert caught.value.retry_after_s == (30 if fault == 429 else None)
    assert all(secret not in str(caught.value) for secret in (*intercom.secrets.values(), "Hello"))


async def test_a_conversation_that_is_gone_refuses_this_message_and_pauses_nothing() -> None:
    intercom = Played()
    async with connected(intercom) as (hub, _):
        case = await opened(hub)
        with pytest.raises(DeliveryFailed) as caught:
            await hub.deliver(replace(case, ref="404404"), customer_says("Hello?"), KeptSteps(case.state))
    assert caught.value.trouble is Trouble.REFUSED


@pytest.mark.parametrize("ref", ["../admins", "1/parts", "", "é", "1?x=y"])
async def test_a_ref_that_would_lead_elsewhere_is_not_called(ref: str) -> None:
    async with connected(Played()) as (hub, vendor):
        case = replace(await opened(hub), ref=ref)
        asked = len(vendor.asked)
        with pytest.raises(DeliveryFailed):
            await hub.deliver(case, customer_says("Hello?"), KeptSteps(case.state))
        assert len(vendor.asked) == asked


async def test_forged_cut_and_odd_events_are_not_taken() -> None:
    intercom = Played()
    async with connected(intercom) as (hub, _):
        case = await opened(hub)
        (good,) = intercom.says(case.ref, "Hello")
        for bad in (replace(good, body=good.body[:-2]), replace(good, headers={}), intercom.signed({}, "other")):
            with pytest.raises(NotSignedIn):
                hub.verify(bad)
        hub.verify(intercom.signed({}, SIGNING))
        for odd in ("parts", [1], [[]], {"conversation_parts": [7]}, {"conversation_parts": {"a": 1}}):
            item = {"id": "1", "conversation_parts": odd if isinstance(odd, dict) else {"conversation_parts": odd}}
            event = {"id": "n", "topic": "conversation.admin.replied", "data": {"item": item}}
            with pytest.raises(Invalid):
                hub.read(intercom.signed(event))
        assert hub.read(intercom.signed({"type": "notification_event", "topic": "ping", "data": {}})) == ()
        gone = {"id": "n", "topic": "conversation.deleted", "data": {"item": {"id": case.ref, "type": "conversation"}}}
        assert [one.what for one in hub.read(intercom.signed(gone))] == [What.ENDED]


async def test_who_we_are_there() -> None:
    async with connected(Played()) as (hub, _):
        assert await hub.check() == "Segue in the workspace Shop; Segue writes for Segue"


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
NAMES = ("id", "body", "author", "assigned_to", "attachments", "tags", "created_at", "ticket_state")
KINDS = st.sampled_from(["assignment", "close", "open", "comment", "note", "ticket_state_updated"])
part_values = st.fixed_dictionaries({}, optional={**dict.fromkeys(NAMES, json_values), "part_type": KINDS})


@given(st.lists(part_values, max_size=3), json_values, json_values)
def test_whatever_a_part_holds_it_is_read_or_refused(parts: list[Any], rating: Any, tags: Any) -> None:
    whole = {
        "conversation_parts": {"conversation_parts": parts},
        "conversation_rating": rating if isinstance(rating, dict) else {"rating": rating},
        "tags": {"tags": tags},
    }
    try:
        found = list(told(whole, "1", Knows(SEGUE)))
    except Exception as error:
        assert type(error).__name__ == "AnswerUnusable"  # noqa: PT017
    else:
        assert all(one.id and one.ref == "1" for one in found)


# ---- the vendor's description ----


def _ids_are_texts(spec: Any) -> None:
    for path in ("/conversations/{conversation_id}",):
        for operation in spec["paths"][path].values():
            for one in operation["parameters"]:
                if one["name"] == "conversation_id":
                    one["schema"] = {"type": "string"}


def _hex_ids(spec: Any) -> None:
    spec["components"]["schemas"]["create_conversation_request"]["properties"]["from"]["properties"]["id"].pop("format")


def _apart(spec: Any) -> None:
    """What allOf takes in one place is forbidden beside it in the other, when nothing else may be there."""
    schemas = spec["components"]["schemas"]
    base = schemas["contact_reply_base_request"]
    for name in ("contact_reply_intercom_user_id_request", "contact_reply_ticket_intercom_user_id_request"):
        _merged(schemas[name], base)
    contacts = schemas["create_ticket_request"]["properties"]["contacts"]["items"]
    choices = contacts.pop("oneOf")
    contacts["properties"] = {name: one for choice in choices for name, one in choice["properties"].items()}
    for path, name in (("/tickets", "create_ticket_request"), ("/tickets/{ticket_id}", "update_ticket_request")):
        method = "post" if path == "/tickets" else "put"
        content = spec["paths"][path][method]["requestBody"]["content"]["application/json"]
        content["schema"] = {"$ref": f"#/components/schemas/{name}"}
    reply = spec["paths"]["/tickets/{ticket_id}/reply"]["post"]["requestBody"]["content"]["application/json"]
    reply["schema"].pop("properties")
    contact = spec["paths"]["/contacts"]["post"]["responses"]["200"]["content"]["application/json"]
    contact["schema"] = {"$ref": "#/components/schemas/contact"}
    found = spec["paths"]["/contacts/find_by_external_id/{external_id}"]["get"]["responses"]["200"]["content"]
    found["application/json"]["schema"] = {"$ref": "#/components/schemas/contact"}


def _merged(schema: Any, base: Any) -> None:
    schema.pop("allOf", None)
    schema["properties"] = {**base["properties"], **schema["properties"]}
    schema["required"] = [*base.get("required", ()), *schema.get("required", ())]


FAULTS = {
    "ids are texts wherever the description answers with them": _ids_are_texts,
    "the id of a contact has 24 hex digits and is no uuid": _hex_ids,
    "allOf and oneOf with properties beside them forbid what the other part allows": _apart,
}


@pytest.fixture(scope="module")
def description() -> Description:
    keep = tuple(sorted({path for _, path in NEEDED}))
    return Description("intercom/api.intercom.io-2.15.yaml", "https://api.intercom.io", "", keep, FAULTS)


async def test_calls_and_answers_are_as_described(description: Description) -> None:
    intercom, steps = Played(), KeptSteps()
    async with connected(intercom) as (hub, vendor):
        await hub.check()
        await hub.install()
        intercom.faults.coming = ["whole", "whole", "late 500"]  # the conversation, which is then searched for
        case = None
        for _ in range(6):
            with suppress(DeliveryFailed):
                case = await opened(hub, steps, team=TEAM)
                break
        assert case
        await hub.deliver(with_state(case, steps), customer_says("Hello?", files=(BILL,)), KeptSteps(steps.state))
        intercom.joins(case.ref)
        intercom.says(case.ref, "Hi", files=["a.png"])
        intercom.rates(case.ref, 5)
        await hub.catch_up(case)
        await hub.close(case, "over", KeptSteps(steps.state))
        lost = KeptSteps()
        lost.done["ticket"] = None
        ticket = case_of(await hub.write_ticket(replace(OPENING, team=TEAM), lost), CaseKind.TICKET)
        await hub.add_to_ticket(ticket, customer_says("More"), KeptSteps(ticket.state))
        await hub.catch_up(ticket)
        await hub.close_ticket(ticket, "over", KeptSteps(ticket.state))
        vendor.exchanges[:] = [(asked, said) for asked, said in vendor.exchanges if said.how == "whole"]
        check_all(vendor, description)
        assert _exercised(vendor) == NEEDED
    assert vendor.asked[0].headers["Intercom-Version"] == "2.15"


def _exercised(vendor: Any) -> set[tuple[str, str]]:
    found = set()
    for asked in vendor.asked:
        for method, path in NEEDED:
            template = re.sub(r"\\{\w+\\}", "[0-9a-z-]+", re.escape(path))
            fixed = "search" not in asked.path or path.endswith("search")
            if method == asked.method and fixed and re.fullmatch(template, asked.path):
                found.add((method, path))
    return found
