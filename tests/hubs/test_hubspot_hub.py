"""HubSpot as a place for tickets, played on loopback, held against third parties' descriptions and the vendor's SDK."""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fakes.described import Description, OpenAPIError, fields
from fakes.hub_openings import AT, OPENING, KeptSteps, case_of, connected, customer_says, with_state
from fakes.hubs.hubspot import CLOSED, OPEN, Played
from fakes.vendor import Asked, Vendor
from segue.calls import Reach
from segue.domain.deliveries import Trouble
from segue.domain.errors import Invalid, NotSignedIn
from segue.domain.hubs import CaseKind, HubCase, HubSettings, What
from segue.hubs.hubspot import HubSpotHub
from segue.ports.hubs import ToHub, Webhook
from segue.ports.listeners import DeliveryFailed

HOST, OBJECTS = "https://api.hubapi.com", "/crm/v3/objects"
CONTACTS, TICKETS = f"{OBJECTS}/contacts", f"{OBJECTS}/tickets"
TICKET, BESIDE = f"{TICKETS}/{{ticketId}}", f"{TICKETS}/{{ticketId}}/associations/{{toObjectType}}"
NOTES, NOTES_READ, EMAILS_READ = f"{OBJECTS}/notes", f"{OBJECTS}/notes/batch/read", f"{OBJECTS}/emails/batch/read"
PROPERTIES = "/crm/v3/properties/tickets"
DETAILS = "/account-info/v3/details"
DESCRIBED = {
    *(("POST", CONTACTS), ("POST", f"{CONTACTS}/batch/read")),
    *(("POST", TICKETS), ("POST", f"{TICKETS}/batch/read"), ("GET", TICKET), ("PATCH", TICKET), ("GET", BESIDE)),
}
UNDESCRIBED = {("POST", NOTES), ("POST", NOTES_READ), ("POST", EMAILS_READ), ("GET", DETAILS)}
UNDESCRIBED |= {("GET", f"{PROPERTIES}/segue_id"), ("POST", PROPERTIES)}
NEEDED = DESCRIBED | UNDESCRIBED


def read_by_property(spec: Any) -> None:
    text = {"type": "string"}
    fields(spec, "BatchReadInput").update(idProperty=text, propertiesWithHistory={"type": "array", "items": text})
    for schema in spec["components"]["schemas"]:
        if schema.startswith("BatchResponse"):
            fields(spec, schema)["startedAt"] = text


def made_with_associations(spec: Any) -> None:
    fields(spec, "SimplePublicObjectInput")["associations"] = {"type": "array"}


def with_history(spec: Any) -> None:
    fields(spec, "Ticket")["propertiesWithHistory"] = {"type": "object", "additionalProperties": True}
    text = {"type": "string"}
    spec["paths"][TICKET]["get"]["parameters"].append({"name": "propertiesWithHistory", "in": "query", "schema": text})


def paged(spec: Any) -> None:
    for name in ("limit", "after"):
        one = {"name": name, "in": "query", "schema": {"type": "string"}}
        spec["paths"][BESIDE]["get"]["parameters"].append(one)


BOTH = {
    "the vendor's SDK reads objects by a property with unique values": read_by_property,
    "the vendor's SDK makes objects together with their associations": made_with_associations,
}
OF_TICKETS = {
    **BOTH,
    "the vendor's SDK asks for the history of a property": with_history,
    "the vendor's SDK lists associations in pages": paged,
}


@pytest.fixture(scope="module")
def descriptions() -> tuple[Description, ...]:
    kept = (TICKETS, TICKET, f"{TICKETS}/batch/read", BESIDE)
    return (
        Description("hubspot/crm-tickets-thirdparty.yml", HOST, "", kept, OF_TICKETS),
        Description("hubspot/crm-contacts-thirdparty.yml", HOST, "", (CONTACTS, f"{CONTACTS}/batch/read"), BOTH),
    )


@pytest.fixture
def desk() -> Played:
    return Played(now=lambda: AT)


@pytest.fixture
async def hub(desk: Played) -> AsyncIterator[tuple[HubSpotHub, Vendor]]:
    async with connected(desk) as found:
        yield found


async def written(hub: HubSpotHub) -> tuple[HubCase, KeptSteps]:
    opened = await hub.write_ticket(OPENING, KeptSteps())
    return case_of(opened, CaseKind.TICKET), KeptSteps(opened.state)


def template(asked: Asked) -> tuple[str, str]:
    path = re.sub(r"/tickets/\d+", "/tickets/{ticketId}", asked.path)
    return asked.method, re.sub(r"/associations/\w+", "/associations/{toObjectType}", path)


# ---- what is asked is as described ----------------------------------------------------------------------------------


async def test_calls_and_answers_are_as_described(
    hub: Any, desk: Played, descriptions: tuple[Description, ...]
) -> None:
    adapter, vendor = hub
    assert await adapter.check() == "account 62515"
    desk.properties.clear()
    await adapter.install()
    case, steps = await written(adapter)
    desk.ends(case.ref)
    await adapter.add_to_ticket(case, customer_says("And the invoice?"), steps)
    desk.mails(case.ref, "We look.")
    await adapter.catch_up(case)
    desk.faults.coming = ["late 500"]
    lost = KeptSteps(steps.state)
    for _ in range(2):
        try:
            await adapter.add_to_ticket(case, customer_says("Hello?", "d_2", 2), lost)
        except DeliveryFailed:
            continue
    assert await adapter._by_property("tickets", "segue_id", OPENING.id) == case.ref
    seen = set()
    for asked, said in vendor.exchanges:
        seen.add(template(asked))
        known = [one for one in descriptions if one.knows(asked)]
        assert bool(known) is (template(asked) in DESCRIBED)
        if known:
            known[0].check_one(asked, said)
    assert seen == NEEDED


async def test_the_check_sees_what_is_not_as_described(hub: Any, descriptions: tuple[Description, ...]) -> None:
    adapter, vendor = hub
    await written(adapter)
    asked, said = next(one for one in vendor.exchanges if one[0].path == TICKETS)
    body = json.loads(asked.body)
    body["properties"]["hs_pipeline_stage"] = 1
    with pytest.raises(OpenAPIError):
        descriptions[0].check_one(replace(asked, body=json.dumps(body).encode()), said)


async def test_the_vendors_own_models_hold_what_is_sent_and_read_what_is_answered(hub: Any, desk: Played) -> None:
    tickets = pytest.importorskip("hubspot.crm.tickets", reason="not checked: hubspot-api-client is not installed")
    adapter, vendor = hub
    case, _ = await written(adapter)
    await adapter.catch_up(case)
    client = tickets.ApiClient()
    bodies = {template(asked): json.loads(asked.body) for asked in vendor.asked if asked.body}
    for call in (("POST", TICKETS), ("POST", NOTES)):
        body = bodies[call]
        associations = [
            tickets.PublicAssociationsForObject(
                to=tickets.PublicObjectId(id=one["to"]["id"]),
                types=[
                    tickets.AssociationSpec(
                        association_category=type_["associationCategory"],
                        association_type_id=type_["associationTypeId"],
                    )
                    for type_ in one["types"]
                ],
            )
            for one in body["associations"]
        ]
        made = tickets.SimplePublicObjectInputForCreate(associations=associations, properties=body["properties"])
        assert client.sanitize_for_serialization(made) == body
    read = bodies[("POST", f"{CONTACTS}/batch/read")]
    made = tickets.BatchReadInputSimplePublicObjectId(
        id_property=read["idProperty"],
        inputs=[tickets.SimplePublicObjectId(id=one["id"]) for one in read["inputs"]],
        properties=read["properties"],
        properties_with_history=read["propertiesWithHistory"],
    )
    assert client.sanitize_for_serialization(made) == read
    for asked, said in vendor.exchanges:
        models = {
            ("POST", TICKETS): "SimplePublicObject",
            ("GET", TICKET): "SimplePublicObjectWithAssociations",
            ("GET", BESIDE): "CollectionResponseAssociatedId",
        }
        if template(asked) in models:
            client.deserialize(SimpleNamespace(data=said.content.decode()), models[template(asked)])


# ---- a ticket with all that is known --------------------------------------------------------------------------------


async def test_the_package_stands_on_top_of_the_time_line_and_the_transcript_below(hub: Any, desk: Played) -> None:
    adapter, _ = hub
    case, _ = await written(adapter)
    first, *notes = desk.seen(case.ref)
    assert first.text.startswith("Written in the chat:\n\nYou charged me twice for order 4711 😡 <b>twice</b>")
    assert "enterprise" not in first.text
    assert notes[-1].text.splitlines()[0] == "Urgency: high · Promised: enterprise 4 h · Queue: Billing"
    assert OPENING.package.wants in notes[-1].text
    assert not [one for one in desk.objects["notes"].values() if "<style" in one["properties"]["hs_note_body"]]
    assert notes[0].text.startswith("Transcript\ncustomer: You charged me twice")
    assert case.url == f"https://app.hubspot.com/contacts/62515/ticket/{case.ref}"


async def test_urgency_owner_and_contact_are_where_people_look(hub: Any, desk: Played) -> None:
    adapter, _ = hub
    found = await adapter.write_ticket(replace(OPENING, team="11", urgency="immediate"), KeptSteps())
    assert desk.fields(found.ref) == {
        "priority": "HIGH",
        "team": "11",
        "subject": OPENING.subject,
        "email": "maria@shop.example",
    }


async def test_who_is_a_contact_already_is_no_second_one(hub: Any, desk: Played) -> None:
    adapter, _ = hub
    await adapter.write_ticket(OPENING, KeptSteps())
    await adapter.write_ticket(replace(OPENING, id="h_2"), KeptSteps())
    assert (len(desk.objects["contacts"]), len(desk.refs())) == (1, 2)


async def test_a_contact_that_is_refused_costs_nobody_their_ticket(hub: Any, desk: Played) -> None:
    adapter, vendor = hub
    answer = vendor._answer

    def refusing(asked: Asked) -> Any:
        desk.faults.coming = [409] if (asked.method, asked.path) == ("POST", CONTACTS) else []
        return answer(asked)

    vendor._answer = refusing
    found = await adapter.write_ticket(OPENING, KeptSteps())
    assert desk.fields(found.ref)["email"] == ""


async def test_nobody_s_address_makes_no_contact(hub: Any, desk: Played) -> None:
    adapter, _ = hub
    await adapter.write_ticket(replace(OPENING, email=""), KeptSteps())
    assert desk.objects["contacts"] == {}


async def test_a_long_transcript_is_whole(hub: Any, desk: Played) -> None:
    adapter, _ = hub
    long = "\n".join(f"customer: line {number} <&> 团队" for number in range(2_000))
    found = await adapter.write_ticket(replace(OPENING, transcript_text=long), KeptSteps())
    notes = [one.text.removeprefix("Transcript\n") for one in desk.seen(found.ref)[1:-1]]
    assert "\n".join(notes) == long


# ---- once -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("fault", ["late 500", "half", "html", "never"])
@pytest.mark.parametrize("path", [CONTACTS, TICKETS, NOTES])
async def test_whatever_becomes_of_an_answer_it_is_written_once(desk: Played, fault: str, path: str) -> None:
    answer, faults = desk.answer, [fault]

    def faulty(asked: Asked) -> Any:
        desk.faults.coming = [faults.pop()] if faults and (asked.method, asked.path) == ("POST", path) else []
        return answer(asked)

    desk.answer = faulty  # type: ignore[method-assign]
    async with connected(desk) as (adapter, _):
        steps = KeptSteps()
        with pytest.raises(DeliveryFailed) as caught:
            await adapter.write_ticket(OPENING, steps)
        assert caught.value.trouble is Trouble.UNKNOWN
        found = await adapter.write_ticket(OPENING, steps)
    assert desk.refs() == [found.ref]
    assert {kind: len(made) for kind, made in desk.objects.items()} == {
        "contacts": 1,
        "tickets": 1,
        "notes": 2,
        "emails": 0,
    }


@pytest.mark.parametrize("fault", ["late 500", 500])  # done, and perhaps not done
async def test_the_same_words_twice_are_two_notes_and_a_lost_answer_makes_no_third(
    hub: Any, desk: Played, fault: int | str
) -> None:
    adapter, _ = hub
    case, steps = await written(adapter)
    await adapter.add_to_ticket(case, customer_says("Hello?", "d_1"), steps)
    again, message = KeptSteps(steps.state), customer_says("Hello?", "d_2", 2)
    desk.faults.coming = [fault]
    with pytest.raises(DeliveryFailed):
        await adapter.add_to_ticket(with_state(case, steps), message, again)
    await adapter.add_to_ticket(with_state(case, steps), message, again)
    assert [one.text for one in desk.seen(case.ref)].count("The customer:\nHello?") == 2


async def test_a_read_that_is_sent_by_post_is_asked_again_and_never_unknown(hub: Any, desk: Played) -> None:
    adapter, _ = hub
    desk.faults.coming = ["late 500"]
    with pytest.raises(DeliveryFailed) as caught:
        await adapter.write_ticket(OPENING, KeptSteps())
    assert caught.value.trouble is Trouble.PASSING


@pytest.mark.parametrize(
    ("status", "trouble"),
    [(400, "REFUSED"), (401, "PAUSED"), (404, "REFUSED"), (429, "PASSING"), (500, "UNKNOWN"), (503, "PASSING")],
)
async def test_what_an_answer_means(hub: Any, desk: Played, status: int, trouble: str) -> None:
    adapter, _ = hub
    case, steps = await written(adapter)
    desk.faults.coming = [status]
    with pytest.raises(DeliveryFailed) as caught:
        await adapter.add_to_ticket(case, customer_says("My card is 4711"), steps)
    assert caught.value.trouble is Trouble[trouble]
    for secret in ("pat-eu1", "4711"):
        assert secret not in str(caught.value)


@pytest.mark.parametrize("ref", ["", "../contacts", "1/2", "１"])
async def test_an_id_that_is_none_never_becomes_an_address(hub: Any, ref: str) -> None:
    adapter, vendor = hub
    case, steps = await written(adapter)
    before = len(vendor.asked)
    with pytest.raises(DeliveryFailed):
        await adapter.add_to_ticket(replace(case, ref=ref), customer_says("Hello?"), steps)
    assert len(vendor.asked) == before


# ---- more from the customer, and the end on our side ----------------------------------------------------------------


async def test_the_customers_words_open_a_closed_ticket_and_ours_do_not(hub: Any, desk: Played) -> None:
    adapter, _ = hub
    case, steps = await written(adapter)
    desk.ends(case.ref)
    await adapter.add_to_ticket(case, ToHub("d_1", "system", "They left.", AT), steps)
    assert desk.closed(case.ref)
    await adapter.add_to_ticket(case, customer_says("Still wrong", "d_2"), KeptSteps())
    assert not desk.closed(case.ref)


async def test_a_stage_between_is_left_as_it_is(hub: Any, desk: Played) -> None:
    adapter, _ = hub
    case, steps = await written(adapter)
    desk._stage(case.ref, "2")
    await adapter.add_to_ticket(case, customer_says("And?"), steps)
    assert desk.objects["tickets"][case.ref]["properties"]["hs_pipeline_stage"] == "2"


@pytest.mark.parametrize("fault", ["", "late 500"])
async def test_its_end_on_our_side_is_told_once_and_closes_it(hub: Any, desk: Played, fault: str) -> None:
    adapter, _ = hub
    case, steps = await written(adapter)
    desk.faults.coming = [fault] if fault else []
    for _ in range(2):
        try:
            await adapter.close_ticket(case, "Answered in the chat.", steps)
        except DeliveryFailed:
            continue
    assert desk.closed(case.ref)
    assert [one.text for one in desk.seen(case.ref)].count("[Segue]\nAnswered in the chat.") == 1
    assert "closing" not in steps.state


# ---- in -------------------------------------------------------------------------------------------------------------


async def test_an_event_says_which_ticket_and_what_happened_is_asked_for(hub: Any, desk: Played) -> None:
    adapter, _ = hub
    case, _ = await written(adapter)
    (heard,) = desk.says(case.ref, "We pay it back.\nToday <3")
    adapter.verify(heard)
    (told,) = adapter.read(heard)
    assert (told.what, told.ref) == (What.CUSTOMER_WROTE, case.ref)
    (reply,) = await adapter.catch_up(case)
    assert (reply.what, reply.agent_name, reply.text) == (What.MESSAGE, "Ana", "We pay it back.\nToday <3")
    assert await adapter.catch_up(case) == (reply,)


async def test_what_the_customer_wrote_or_must_not_hear_is_not_told(hub: Any, desk: Played) -> None:
    adapter, _ = hub
    case, steps = await written(adapter)
    await adapter.add_to_ticket(case, customer_says("Hello?"), steps)
    desk.notes(case.ref, "A difficult one")
    desk.mails(case.ref, "By mail", direction="INCOMING_EMAIL")
    desk.mails(case.ref, "Dear bank", direction="FORWARDED_EMAIL")
    assert await adapter.catch_up(case) == ()


@pytest.mark.parametrize(
    ("to", "status", "told"),
    [
        ("Maria@Shop.example", "SENT", 1),
        ("ben@acme.example;maria@shop.example", "SENT", 1),
        ("ben@acme.example", "SENT", 0),
        ("not-maria@shop.example", "SENT", 0),
        ("", "SENT", 0),
        ("maria@shop.example", "SCHEDULED", 0),
        ("maria@shop.example", "FAILED", 0),
    ],
)
async def test_an_email_to_anybody_but_the_customer_stays_inside(
    hub: Any, desk: Played, to: str, status: str, told: int
) -> None:
    adapter, _ = hub
    case, _ = await written(adapter)
    desk.mails(case.ref, "Do we owe her that?", to=to, status=status)
    assert len(await adapter.catch_up(case)) == told


async def test_where_no_address_was_known_it_is_that_of_the_tickets_contact(hub: Any, desk: Played) -> None:
    adapter, _ = hub
    nobody = replace(OPENING, email="")
    case = case_of(await adapter.write_ticket(nobody, KeptSteps()), CaseKind.TICKET)
    desk.mails(case.ref, "To whom?", to="eva@shop.example")
    assert await adapter.catch_up(case) == ()
    contact = desk._put("contacts", {"email": "eva@shop.example"})
    desk.beside.setdefault(case.ref, {})["contacts"] = [contact["id"]]
    assert [one.text for one in await adapter.catch_up(case)] == ["To whom?"]


async def test_closed_opened_again_and_closed_again_are_three(hub: Any, desk: Played) -> None:
    adapter, _ = hub
    case, _ = await written(adapter)
    for do in (desk.ends, desk.reopens, desk.ends):
        do(case.ref)
    told = await adapter.catch_up(case)
    assert [one.what for one in told] == [What.RESOLVED, What.REOPENED, What.RESOLVED]
    assert len({one.id for one in told}) == 3


async def test_an_event_that_is_repeated_is_the_same_and_other_objects_are_nothing(hub: Any, desk: Played) -> None:
    adapter, _ = hub
    case, _ = await written(adapter)
    (first,) = desk.ends(case.ref)
    (event,) = json.loads(first.body)
    later = {**event, "attemptNumber": 3}
    contact = {**event, "objectTypeId": "0-1"}
    gone = {**event, "subscriptionType": "object.deletion"}
    old = {**event, "subscriptionType": "ticket.propertyChange", "objectTypeId": None}
    told = adapter.read(desk.signed(json.dumps([event, later, contact, gone, old]).encode()))
    assert told == adapter.read(first)


@pytest.mark.parametrize("how", ["other secret", "other address", "late", "unsigned", "changed"])
async def test_what_is_not_signed_for_our_own_address_is_not_heard(hub: Any, desk: Played, how: str) -> None:
    adapter, _ = hub
    right = desk.signed(b"[]")
    adapter.verify(right)
    wrong = {
        "other secret": desk.signed(b"[]", "another"),
        "other address": replace(right, url="https://elsewhere.example/v1/hubs/hub/webhook"),
        "late": replace(right, at=AT.replace(minute=AT.minute + 6)),
        "unsigned": replace(right, headers={}),
        "changed": replace(right, body=b"[ ]"),
    }[how]
    with pytest.raises(NotSignedIn):
        adapter.verify(wrong)


async def test_without_a_client_secret_nothing_is_heard(desk: Played) -> None:
    settings = HubSettings("desk", "hubspot", given={"stage": OPEN})
    adapter = HubSpotHub(settings, {"secret": "x"}, Reach(None, None))  # type: ignore[arg-type]
    with pytest.raises(NotSignedIn):
        adapter.verify(desk.signed(b"[]", ""))


@pytest.mark.parametrize(
    "body", [b"", b"{}", b"[" * 100_000, b"\xff", b'[{"subscriptionType": "ticket.propertyChange"}]']
)
async def test_what_cannot_be_read_is_said_to_be(hub: Any, body: bytes) -> None:
    with pytest.raises(Invalid):
        hub[0].read(Webhook({}, body, AT))


VALUES = st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.just("ticket.propertyChange")
EVENTS = st.lists(
    st.dictionaries(st.sampled_from(["subscriptionType", "objectId", "occurredAt", "propertyName"]), VALUES) | VALUES,
    max_size=4,
)


@given(EVENTS)
def test_whatever_comes_is_read_or_refused(events: Any) -> None:
    settings = HubSettings("desk", "hubspot", given={"stage": OPEN, "closed": CLOSED})
    adapter = HubSpotHub(settings, {"secret": "x"}, Reach(None, None))  # type: ignore[arg-type]
    try:
        told = adapter.read(Webhook({}, json.dumps(events).encode(), AT))
    except Invalid:
        return
    assert all(one.ref.isdigit() for one in told)
