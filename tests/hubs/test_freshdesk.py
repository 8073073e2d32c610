"""Freshdesk as a place for tickets, played on loopback and held against a third party's description."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fakes.described import Description, OpenAPIError, fields, parameters
from fakes.hub_openings import AT, OPENING, SAID, KeptSteps, case_of, connected, customer_says, with_state
from fakes.hubs.freshdesk import SHARED, Played
from fakes.vendor import Asked, Vendor
from segue.domain.conversation import Customer
from segue.domain.deliveries import Trouble
from segue.domain.errors import Invalid, NotSignedIn
from segue.domain.hubs import CaseKind, HubCase, What
from segue.hubs.freshdesk import FreshdeskHub, tag_of
from segue.ports.hubs import ToHub, Webhook
from segue.ports.listeners import DeliveryFailed

TICKETS, TICKET = "/tickets", "/tickets/{ticket_id}"
NOTES, SPOKEN, AGENT = f"{TICKET}/notes", f"{TICKET}/conversations", "/agents/{agent_id}"
NEEDED = {("POST", TICKETS), ("GET", TICKETS), ("GET", TICKET), ("PUT", TICKET), ("POST", NOTES), ("GET", SPOKEN)}
NEEDED |= {("GET", AGENT)}
HOST = "https://shop.freshdesk.com"


def requesters(spec: Any) -> None:
    text = {"type": "string"}
    fields(spec, "TicketCreate").update(name=text, unique_external_id=text)
    spec["paths"][TICKETS]["get"]["parameters"].append({"name": "unique_external_id", "in": "query", "schema": text})


def with_stats(spec: Any) -> None:
    moment = {"type": ["string", "null"]}
    names = ("resolved_at", "closed_at", "reopened_at")
    fields(spec, "Ticket")["stats"] = {"type": "object", "properties": dict.fromkeys(names, moment)}


def nothing_is_null(spec: Any) -> None:
    """`nullable` is of OpenAPI 3.0, and the file says 3.1."""
    for schema in spec["components"]["schemas"].values():
        for one in schema.get("properties", {}).values():
            if one.pop("nullable", False):
                one["type"] = [one["type"], "null"]


def me(spec: Any) -> None:
    parameters(spec, AGENT)["agent_id"]["schema"] = {"type": "string"}


FAULTS = {
    "the vendor's reference has name and unique_external_id of a requester, and lists by the second": requesters,
    "what `include=stats` asks for stands in the ticket": with_stats,
    "fields are null where they are empty": nothing_is_null,
    "the vendor's reference has agents/me": me,
}


@pytest.fixture(scope="module")
def description() -> Description:
    keep = (TICKETS, TICKET, NOTES, SPOKEN, AGENT)
    return Description("freshdesk/freshdesk-rest-thirdparty.yml", HOST, "/api/v2", keep, FAULTS)


@pytest.fixture
def desk() -> Played:
    return Played(now=lambda: AT)


@pytest.fixture
async def hub(desk: Played) -> AsyncIterator[tuple[FreshdeskHub, Vendor]]:
    async with connected(desk) as found:
        yield found


async def written(hub: FreshdeskHub) -> tuple[HubCase, KeptSteps]:
    steps = KeptSteps()
    opened = await hub.write_ticket(OPENING, steps)
    return case_of(opened, CaseKind.TICKET), KeptSteps(opened.state)


def described(asked: Asked) -> bool:
    """The description has no multipart body."""
    return not asked.headers.get("Content-Type", "").startswith("multipart/")


# ---- what is asked is as described ----------------------------------------------------------------------------------


async def test_calls_and_answers_are_as_described(hub: Any, desk: Played, description: Description) -> None:
    adapter, vendor = hub
    assert await adapter.check() == "Segue of shop.freshdesk.com"
    case, steps = await written(adapter)
    await adapter.add_to_ticket(case, customer_says("And the invoice?"), steps)
    desk.says(case.ref, "We are looking.")
    await adapter.catch_up(case)
    desk.faults.coming = ["late 500"]
    lost = KeptSteps()
    with pytest.raises(DeliveryFailed):
        await adapter.write_ticket(OPENING, lost)
    await adapter.write_ticket(OPENING, lost)
    seen = set()
    for asked, said in vendor.exchanges:
        assert description.knows(asked)
        seen |= {(asked.method, template(asked.path))}
        if described(asked) and said.status < 500:
            description.check_one(asked, said)
    assert seen == NEEDED


def template(path: str) -> str:
    known = (TICKETS, TICKET, NOTES, SPOKEN, AGENT)
    parts = path.removeprefix("/api/v2").split("/")
    return next(one for one in known if fits(one.split("/"), parts))


def fits(one: list[str], parts: list[str]) -> bool:
    return len(one) == len(parts) and all(a == b or a.startswith("{") for a, b in zip(one, parts, strict=True))


async def test_the_check_sees_what_is_not_as_described(hub: Any, description: Description) -> None:
    adapter, vendor = hub
    await written(adapter)
    asked, said = vendor.exchanges[0]
    body = {**json.loads(asked.body), "priority": 9}
    with pytest.raises(OpenAPIError):
        description.check_one(replace(asked, body=json.dumps(body).encode()), said)


# ---- a ticket with all that is known --------------------------------------------------------------------------------


async def test_the_customer_sees_their_words_and_the_team_the_package_and_the_transcript(
    hub: Any, desk: Played
) -> None:
    adapter, _ = hub
    case, _ = await written(adapter)
    first, note = desk.seen(case.ref)
    assert (first.by, first.private) == ("customer", False)
    assert "You charged me twice for order 4711 😡 <b>twice</b>" in first.text
    assert "bill.pdf" in first.text
    assert "That is not what I asked.\nI want a person." in first.text
    for secret in ("enterprise", "Refunds take", "high", "Billing"):
        assert secret not in first.text
    assert (note.by, note.private, note.files) == ("us", True, (f"transcript-{OPENING.id}.txt",))
    assert OPENING.package.wants in note.text
    assert "<style" not in desk.spoken[case.ref][0]["body"]
    assert case.url == f"https://shop.freshdesk.com/a/tickets/{case.ref}"


async def test_urgency_tags_and_group_are_where_people_look(hub: Any, desk: Played) -> None:
    adapter, _ = hub
    opened = await adapter.write_ticket(replace(OPENING, team="55", urgency="immediate"), KeptSteps())
    found = desk.fields(opened.ref)
    assert (found["priority"], found["team"], found["subject"]) == (4, 55, OPENING.subject)
    assert {"segue", "urgency-high", "sla-enterprise-4-h", tag_of(OPENING.id)} <= set(found["tags"])


async def test_a_group_that_is_none_waits_for_a_person(hub: Any) -> None:
    adapter, vendor = hub
    with pytest.raises(DeliveryFailed, match="number of a group") as caught:
        await adapter.write_ticket(replace(OPENING, team="billing"), KeptSteps())
    assert (caught.value.trouble, vendor.asked) == (Trouble.PAUSED, [])


@pytest.mark.parametrize(
    ("given_", "wanted"),
    [
        ({"email": "", "phone": "+43 1 5"}, {"phone": "+43 1 5"}),
        ({"email": "", "phone": ""}, {"unique_external_id": "cust-42"}),
        ({"email": "", "phone": "", "customer": Customer("cust-42")}, {"unique_external_id": "segue-c_12"}),
    ],
)
async def test_whoever_has_no_address_is_known_by_something_else(
    hub: Any, desk: Played, given_: dict[str, Any], wanted: dict[str, str]
) -> None:
    adapter, _ = hub
    opened = await adapter.write_ticket(replace(OPENING, **given_), KeptSteps())
    assert wanted.items() <= desk.fields(opened.ref).items()


# ---- once -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("fault", ["late 500", "half", "html", "never"])
async def test_a_ticket_is_written_once_whatever_becomes_of_the_answer(hub: Any, desk: Played, fault: str) -> None:
    adapter, _ = hub
    other = await adapter.write_ticket(replace(OPENING, id="h_other"), KeptSteps())
    desk.faults.coming = [fault]
    steps = KeptSteps()
    with pytest.raises(DeliveryFailed) as caught:
        await adapter.write_ticket(OPENING, steps)
    assert caught.value.trouble is Trouble.UNKNOWN
    opened = await adapter.write_ticket(OPENING, steps)
    assert desk.refs() == [other.ref, opened.ref]
    assert len(desk.seen(opened.ref)) == 2


@pytest.mark.parametrize("fault", ["late 500", "half", 500])  # done, and perhaps not done
async def test_a_note_whose_answer_is_lost_appears_once(hub: Any, desk: Played, fault: int | str) -> None:
    adapter, _ = hub
    case, steps = await written(adapter)
    await adapter.add_to_ticket(case, customer_says("Hello?", "d_1"), steps)
    again, message = KeptSteps(steps.state), customer_says("Hello?", "d_2", 2)
    desk.faults.coming = [fault]
    with pytest.raises(DeliveryFailed):
        await adapter.add_to_ticket(with_state(case, steps), message, again)
    await adapter.add_to_ticket(with_state(case, steps), message, again)
    said = [one.text for one in desk.seen(case.ref) if "Hello?" in one.text]
    assert said == ["The customer:\nHello?"] * 2  # the same words were said twice, and neither is a copy


@pytest.mark.parametrize(
    ("status", "trouble"),
    [(400, "REFUSED"), (401, "PAUSED"), (403, "PAUSED"), (429, "PASSING"), (503, "PASSING"), (500, "UNKNOWN")],
)
async def test_what_an_answer_means(hub: Any, desk: Played, status: int, trouble: str) -> None:
    adapter, _ = hub
    desk.faults.coming = [status]
    with pytest.raises(DeliveryFailed) as caught:
        await adapter.write_ticket(OPENING, KeptSteps())
    assert caught.value.trouble is Trouble[trouble]
    assert caught.value.retry_after_s == (30 if status == 429 else None)
    for secret in ("freshdesk-key", "maria", "4711"):
        assert secret not in str(caught.value)


async def test_a_ticket_that_is_gone_stops_nothing_else(hub: Any, desk: Played) -> None:
    adapter, _ = hub
    case, steps = await written(adapter)
    with pytest.raises(DeliveryFailed) as caught:
        await adapter.add_to_ticket(replace(case, ref="999"), customer_says("Hello?"), steps)
    assert caught.value.trouble is Trouble.REFUSED


@pytest.mark.parametrize("ref", ["", "../agents", "1/notes", "１２"])
async def test_a_number_that_is_none_never_becomes_an_address(hub: Any, ref: str) -> None:
    adapter, vendor = hub
    with pytest.raises(DeliveryFailed):
        await adapter.catch_up(replace((await written(adapter))[0], ref=ref))
    assert not [one for one in vendor.asked if one.method == "GET"]


# ---- more from the customer, and the end on our side ----------------------------------------------------------------


async def test_the_customers_words_open_it_again_and_ours_do_not(hub: Any, desk: Played) -> None:
    adapter, _ = hub
    case, steps = await written(adapter)
    desk.ends(case.ref)
    await adapter.add_to_ticket(case, ToHub("d_1", "system", "They left their number.", AT), steps)
    assert desk.closed(case.ref)
    await adapter.add_to_ticket(
        with_state(case, steps), customer_says("Still wrong", "d_2", files=SAID[0].files), KeptSteps()
    )
    assert not desk.closed(case.ref)
    ours, theirs = desk.seen(case.ref)[-2:]
    assert (ours.by, ours.private, ours.text) == ("us", True, "[Segue] note:\nThey left their number.")
    assert (theirs.by, theirs.private) == ("customer", True)
    assert theirs.text == "The customer:\nStill wrong\nbill.pdf: https://shop.example/f/bill.pdf"


async def test_its_end_on_our_side_is_told_and_resolves_it(hub: Any, desk: Played) -> None:
    adapter, _ = hub
    case, steps = await written(adapter)
    await adapter.close_ticket(case, "The customer was answered in the chat.", steps)
    assert desk.closed(case.ref)
    assert desk.seen(case.ref)[-1].text == "[Segue]\nThe customer was answered in the chat."


# ---- in -------------------------------------------------------------------------------------------------------------


async def test_an_event_says_which_ticket_and_what_happened_is_asked_for(hub: Any, desk: Played) -> None:
    adapter, _ = hub
    case, _ = await written(adapter)
    (heard,) = desk.says(case.ref, "We pay it back.\nToday <3", "Ana", files=("receipt.txt",))
    adapter.verify(heard)
    (told,) = adapter.read(heard)
    assert (told.what, told.ref) == (What.CUSTOMER_WROTE, case.ref)
    (reply,) = await adapter.catch_up(case)
    assert (reply.what, reply.agent_name, reply.text) == (What.MESSAGE, "Ana", "We pay it back.\nToday <3")
    assert (reply.files[0].name, reply.files[0].url) == ("receipt.txt", "https://files.freshdesk.example/receipt.txt")
    assert (await adapter.catch_up(case)) == (reply,)


async def test_two_events_of_one_ticket_at_one_moment_are_two(hub: Any, desk: Played) -> None:
    adapter, _ = hub
    case, _ = await written(adapter)
    (heard,) = desk.says(case.ref, "One")
    assert adapter.read(heard)[0].id != adapter.read(heard)[0].id


async def test_what_the_customer_must_not_hear_is_not_told(hub: Any, desk: Played) -> None:
    adapter, _ = hub
    case, steps = await written(adapter)
    await adapter.add_to_ticket(case, customer_says("Hello?"), steps)  # our own words come back to nobody
    desk.notes(case.ref, "A difficult one")
    desk.forwards(case.ref, "Please look, bank")
    desk.customer_mails(case.ref, "From somebody in copy", by=9002)
    assert await adapter.catch_up(case) == ()


async def test_what_the_customer_answers_by_mail_is_theirs(hub: Any, desk: Played) -> None:
    adapter, _ = hub
    case, _ = await written(adapter)
    desk.customer_mails(case.ref, "By mail")
    (told,) = await adapter.catch_up(case)
    assert (told.what, told.text, told.agent) == (What.CUSTOMER_WROTE, "By mail", "")


async def test_resolved_opened_again_and_resolved_again_are_three(hub: Any, desk: Played) -> None:
    adapter, _ = hub
    case, _ = await written(adapter)
    told = []
    for minute, do in enumerate((desk.ends, desk.reopens, desk.ends)):
        desk.now = lambda minute=minute: AT.replace(minute=minute)  # type: ignore[misc]
        do(case.ref)
        told += await adapter.catch_up(case)
    assert [one.what for one in told] == [What.RESOLVED, What.REOPENED, What.RESOLVED]
    assert len({one.id for one in told}) == 3


@pytest.mark.parametrize("label", ["too_early", "bot_could_have"])
async def test_a_tag_says_what_the_escalation_was_worth(hub: Any, desk: Played, label: str) -> None:
    adapter, _ = hub
    case, _ = await written(adapter)
    desk.labels(case.ref, label)
    assert [(one.what, one.text) for one in await adapter.catch_up(case)] == [(What.LABELLED, label)]


async def test_words_arrive_where_names_may_not_be_asked_for(hub: Any, desk: Played) -> None:
    adapter, _ = hub
    case, _ = await written(adapter)
    desk.says(case.ref, "Done", "somebody else")
    (reply,) = await adapter.catch_up(case)
    assert (reply.text, reply.agent_name) == ("Done", "")


@pytest.mark.parametrize("headers", [{}, {"x-segue-secret": ""}, {"x-segue-secret": SHARED + "x"}])
async def test_who_does_not_know_the_secret_is_not_heard(hub: Any, headers: dict[str, str]) -> None:
    with pytest.raises(NotSignedIn):
        hub[0].verify(Webhook(headers, b'{"ticket": "1"}', AT))


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[" * 100_000, b'{"ticket": "1/../2"}', b'{"ticket": "\xff"}', b'{"ticket": "1e3"}']
)
async def test_what_cannot_be_read_is_said_to_be(hub: Any, body: bytes) -> None:
    with pytest.raises(Invalid):
        hub[0].read(Webhook({}, body, AT))


async def test_its_own_trial_needs_nothing(hub: Any) -> None:
    assert hub[0].read(Webhook({}, b'{"ticket": ""}', AT)) == ()


@given(st.text(max_size=60))
def test_a_tag_is_short_and_the_same_each_time(id_: str) -> None:
    assert len(tag_of(id_)) <= 32
    assert tag_of(id_) == tag_of(id_)


async def test_odd_answers_are_a_passing_trouble(hub: Any, desk: Played) -> None:
    adapter, _ = hub
    case, _ = await written(adapter)
    desk.spoken[case.ref] = "nonsense"  # type: ignore[assignment]
    with pytest.raises(DeliveryFailed) as caught:
        await adapter.catch_up(case)
    assert caught.value.trouble is Trouble.PASSING
