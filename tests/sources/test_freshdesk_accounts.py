"""What Freshdesk tells of a customer. The description is a third party's; Freshworks publishes none."""

from __future__ import annotations

from base64 import b64decode
from typing import Any

import pytest
from account_vendors import EMAIL, FRESHDESK, asked_of, freshdesk_contact, freshdesk_ticket
from described import Description, OpenAPIError, check_all, fields

from fakes.vendor import Said, Vendor, calling, played
from segue.ports.sources import NotTold, Who

CONTACTS, TICKETS, COMPANY = "GET /api/v2/contacts ", "GET /api/v2/tickets ", "GET /api/v2/companies/88"


async def told(changed: Any = None, email: str = EMAIL, **named: str) -> tuple[Any, Vendor]:
    async with played(FRESHDESK.answering(changed)) as there, calling() as outbound:
        return await asked_of(FRESHDESK, there, outbound, Who(email=email), **named), there


FAULTS = {
    "the vendor's documentation gives `stats` when it is included": lambda spec: fields(spec, "Ticket").update(
        stats={
            "type": "object",
            "properties": {name: {"type": ["string", "null"]} for name in ("requester_responded_at", "closed_at")},
        }
    ),
}


@pytest.fixture(scope="module")
def description() -> Description:
    keep = ("/contacts", "/tickets", "/companies/{company_id}")
    file = "freshdesk/freshdesk-rest-thirdparty.yml"
    return Description(file, "https://shop.freshdesk.com", "/api/v2", keep, FAULTS)


async def test_calls_and_answers_are_as_described(description: Description) -> None:
    _, there = await told(tier="custom_tier")
    check_all(there, description)
    assert len(there.asked) == 3


async def test_the_check_sees_what_is_not_as_described(description: Description) -> None:
    _, there = await told({TICKETS: [freshdesk_ticket(9, 2, priority="high")]})
    with pytest.raises(OpenAPIError):
        check_all(there, description)


async def test_it_signs_in_with_the_key_alone() -> None:
    _, there = await told()
    assert {b64decode(asked.headers["Authorization"].split()[1]) for asked in there.asked} == {b"s3cret:X"}


async def test_an_address_with_a_plus_is_asked_for_as_it_is() -> None:
    email = "maria+shop@shop.example"
    answer, there = await told({CONTACTS: [freshdesk_contact(email=email)]}, email)
    assert {asked.query["email"] for asked in there.asked[:2]} == {email}
    assert answer["name"] == "Maria Silva"


async def test_tickets_of_all_times_are_asked_for_not_of_the_last_month() -> None:
    _, there = await told()
    (tickets,) = [asked.query for asked in there.asked if asked.path.endswith("/tickets")]
    assert tickets["updated_since"] < "2001"
    assert (tickets["order_by"], tickets["order_type"]) == ("updated_at", "desc")


@pytest.mark.parametrize(
    ("status", "closed_at", "words", "ended"),
    [
        (2, None, "open", False),
        (3, None, "pending", False),
        (4, None, "resolved", True),
        (5, None, "closed", True),
        (7, None, "status 7", False),
        (7, "2026-06-09T09:00:00Z", "status 7", True),
        (2, "2026-06-09T09:00:00Z", "open", False),
        (None, None, None, False),
        ("open", None, None, False),
        (True, None, None, False),
    ],
)
async def test_a_status_says_whether_a_ticket_has_ended(status: Any, closed_at: Any, words: Any, ended: bool) -> None:
    answer, _ = await told({TICKETS: [freshdesk_ticket(9, status, stats={"closed_at": closed_at})]})
    (ticket,) = answer["earlier_tickets" if ended else "open_tickets"]
    assert ticket.get("status") == words
    assert ticket.get("outcome") == (words if ended else None)


async def test_the_last_contact_is_the_customer_s_last_reply() -> None:
    answer, _ = await told()
    assert answer["last_contact"] == "2026-06-09T11:00:00+00:00"


async def test_spam_and_tickets_of_somebody_else_are_left_out() -> None:
    tickets = [freshdesk_ticket(9, 2, spam=True), freshdesk_ticket(8, 2, requester_id=1), freshdesk_ticket(7, 2)]
    answer, _ = await told({TICKETS: tickets})
    assert [one["id"] for one in answer["open_tickets"]] == ["7"]


async def test_of_several_contacts_the_newest_counts_and_this_is_said() -> None:
    older = freshdesk_contact(70, name="Mary", created_at="2023-01-05T10:00:00Z")
    answer, _ = await told({CONTACTS: [older, freshdesk_contact()]})
    assert answer["name"] == "Maria Silva"
    assert answer["notes"][-1]["text"].startswith("Freshdesk has 2 customers")


@pytest.mark.parametrize("id_", ["88/../../agents", None, -8, True, 8.5])
async def test_an_id_that_is_none_is_not_followed(id_: Any) -> None:
    answer, there = await told({CONTACTS: [freshdesk_contact(company_id=id_)]})
    assert len(there.asked) == 2
    assert "company" not in answer


async def test_fields_stand_at_the_company_or_at_the_contact() -> None:
    answer, _ = await told(tier="custom_tier", customer__plan="contact.plan")
    assert (answer["tier"], answer["customer.plan"], answer["health"]) == ("gold", "gold", "At risk")


async def test_notes_of_the_contact_are_told_when_the_company_cannot_be() -> None:
    answer, _ = await told({COMPANY: Said({}, 403)})
    assert answer["notes"] == [{"text": "Prefers the phone"}]
    without = {COMPANY: Said({}, 403), CONTACTS: [freshdesk_contact(description=None)]}
    assert isinstance((await told(without))[0]["notes"], NotTold)
