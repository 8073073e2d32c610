"""What Zendesk Support tells of a customer, held against a copy of Zendesk's own description."""

from __future__ import annotations

from base64 import b64decode
from typing import Any

import pytest
from account_vendors import EMAIL, ZENDESK, asked_of, zendesk_found, zendesk_ticket, zendesk_user
from described import Description, OpenAPIError, check_all, fields

from fakes.vendor import Said, Vendor, calling, played
from segue.ports.sources import NotTold, Who

USERS, OPEN, ENDED = "GET /api/v2/users/search", "GET /api/v2/search .*status<solved", "GET /api/v2/search .*status>="
SEARCH, ORGANISATION = "/api/v2/search", "/api/v2/organizations/{organization_id}"


async def told(changed: Any = None, who: Who | None = None, **named: str) -> tuple[Any, Vendor]:
    async with played(ZENDESK.answering(changed)) as there, calling() as outbound:
        return await asked_of(ZENDESK, there, outbound, who or Who(email=EMAIL), **named), there


FAULTS = {
    "the vendor's page on pagination names per_page for every list": lambda spec: spec["paths"][SEARCH]["get"][
        "parameters"
    ].append({"name": "per_page", "in": "query", "schema": {"type": "string"}}),
    "the vendor's page on search: a result is a whole ticket, with its result_type": lambda spec: (
        fields(spec, "SearchResponse")["results"].update(items={"$ref": "#/components/schemas/TicketObject"})
        or fields(spec, "TicketObject").update(result_type={"type": "string"})
    ),
}


@pytest.fixture(scope="module")
def description() -> Description:
    keep = ("/api/v2/users/search", SEARCH, ORGANISATION)
    return Description("zendesk/support-oas-src.yaml", "https://shop.zendesk.com", "", keep, FAULTS)


async def test_calls_and_answers_are_as_described(description: Description) -> None:
    _, there = await told(tier="custom_tier")
    check_all(there, description)
    assert len(there.asked) == 4


async def test_the_check_sees_what_is_not_as_described(description: Description) -> None:
    _, there = await told({OPEN: zendesk_found(zendesk_ticket(9, "waiting"))})
    with pytest.raises(OpenAPIError):
        check_all(there, description)


async def test_it_signs_in_with_an_api_token() -> None:
    _, there = await told()
    assert {b64decode(asked.headers["Authorization"].split()[1]) for asked in there.asked} == {
        b"ana@shop.example/token:s3cret"
    }


async def test_tickets_have_their_outcome_and_the_number_of_all() -> None:
    answer, _ = await told()
    assert answer["open_tickets"]["count"] == 3
    (ended,) = answer["earlier_tickets"]["items"]
    assert (ended["outcome"], ended["url"]) == ("solved, rated bad", "https://shop.zendesk.com/agent/tickets/4")
    assert answer["last_contact"] == "2026-06-09T09:00:00+00:00"


async def test_tickets_of_somebody_else_are_neither_told_nor_counted() -> None:
    answer, _ = await told({OPEN: zendesk_found(zendesk_ticket(9, "open"), zendesk_ticket(8, "open", requester_id=1))})
    assert [one["id"] for one in answer["open_tickets"]["items"]] == ["9"]
    assert answer["open_tickets"]["count"] == 1


@pytest.mark.parametrize("id_", ["77 OR 1", None, -1, True, [77]])
async def test_a_user_without_a_number_is_no_user(id_: Any) -> None:
    answer, there = await told({USERS: {"users": [zendesk_user(id_)]}})
    assert answer == {}
    assert len(there.asked) == 1


async def test_the_site_s_own_id_finds_the_user_where_no_address_is_known() -> None:
    answer, there = await told(who=Who(id="u-9"))
    assert there.asked[0].query == {"external_id": "u-9"}
    assert answer["name"] == "Maria Silva"
    nobody, _ = await told({USERS: {"users": [zendesk_user(external_id="u-90")]}}, who=Who(id="u-9"))
    assert nobody == {}


async def test_of_several_users_the_newest_counts_and_this_is_said() -> None:
    older = zendesk_user(70, name="Mary", created_at="2023-01-05T10:00:00Z")
    answer, there = await told({USERS: {"users": [older, zendesk_user()]}})
    assert answer["name"] == "Maria Silva"
    assert answer["notes"][-1]["text"].startswith("Zendesk has 2 customers with this e-mail address")
    assert all("requester:77 " in asked.query["query"] for asked in there.asked if asked.path == SEARCH)


async def test_fields_stand_at_the_organisation_or_at_the_user() -> None:
    answer, _ = await told(tier="custom_tier", customer__plan="contact.plan", customer__role="contact.role")
    assert (answer["tier"], answer["customer.plan"], answer["customer.role"]) == ("gold", "gold", "end-user")


async def test_a_user_without_an_organisation_is_asked_for_none() -> None:
    answer, there = await told({USERS: {"users": [zendesk_user(organization_id=None, notes="")]}})
    assert "company" not in answer
    assert answer["notes"] == []
    assert not [asked for asked in there.asked if "organizations" in asked.path]


async def test_notes_of_the_user_are_told_when_those_of_the_organisation_cannot_be() -> None:
    answer, _ = await told({"GET /api/v2/organizations": Said({}, 403)})
    assert answer["notes"] == [{"text": "Prefers the phone"}]
    without = {USERS: {"users": [zendesk_user(notes="")]}, "GET /api/v2/organizations": Said({}, 403)}
    assert isinstance((await told(without))[0]["notes"], NotTold)
