"""What Intercom tells of a customer, held against Intercom's own description."""

from __future__ import annotations

from typing import Any

import pytest
from account_vendors import (
    AT,
    EMAIL,
    INTERCOM,
    asked_of,
    body_of,
    intercom_company,
    intercom_contact,
    intercom_conversation,
    intercom_list,
)
from described import Description, OpenAPIError, check_all, fields

from fakes.vendor import Said, Vendor, calling, played
from segue.domain.errors import Invalid
from segue.domain.policy import SourceSettings
from segue.ports.sources import NotTold, Who
from segue.sources.accounts_intercom import IntercomAccounts

CONTACTS, COMPANIES = "POST /contacts/search", "GET /contacts/.*/companies"
CONVERSATIONS, TICKETS, NOTES = "POST /conversations/search", "POST /tickets/search", "GET /contacts/.*/notes"


async def told(changed: Any = None, who: Who | None = None, **named: str) -> tuple[Any, Vendor]:
    async with played(INTERCOM.answering(changed)) as there, calling() as outbound:
        return await asked_of(INTERCOM, there, outbound, who or Who(email=EMAIL), **named), there


FAULTS = {
    "custom attributes are the workspace's own: they may have any name": lambda spec: fields(spec, "contact")[
        "custom_attributes"
    ].update(additionalProperties=True),
}


@pytest.fixture(scope="module")
def description() -> Description:
    keep = (
        "/contacts/search",
        "/contacts/{contact_id}/companies",
        "/contacts/{contact_id}/notes",
        "/conversations/search",
        "/tickets/search",
    )
    return Description("intercom/api.intercom.io-2.15.yaml", "https://api.intercom.io", "", keep, FAULTS)


async def test_calls_and_answers_are_as_described(description: Description) -> None:
    _, there = await told()
    check_all(there, description)
    assert len(there.asked) == 5


async def test_the_check_sees_what_is_not_as_described(description: Description) -> None:
    said = intercom_list("conversation.list", "conversations", intercom_conversation("1", "waiting"))
    _, there = await told({CONVERSATIONS: said})
    with pytest.raises(OpenAPIError):
        check_all(there, description)


async def test_the_version_and_the_token_go_with_every_call() -> None:
    _, there = await told()
    assert {asked.headers["Intercom-Version"] for asked in there.asked} == {"2.15"}
    assert {asked.headers["Authorization"] for asked in there.asked} == {"Bearer s3cret"}


async def test_conversations_and_tickets_are_one_list_newest_first() -> None:
    answer, _ = await told()
    assert [one["subject"] for one in answer["open_tickets"]] == ["Replace the router", "My router is down"]
    assert [(one["subject"], one["outcome"]) for one in answer["earlier_tickets"]] == [
        ("Wrong invoice", "closed, rated 2 of 5")
    ]


async def test_half_of_that_list_is_none() -> None:
    answer, _ = await told({TICKETS: Said({}, 403)})
    assert isinstance(answer["open_tickets"], NotTold)
    assert isinstance(answer["earlier_tickets"], NotTold)


async def test_a_snoozed_conversation_has_not_ended() -> None:
    said = intercom_list("conversation.list", "conversations", intercom_conversation("3", "snoozed"))
    answer, _ = await told({CONVERSATIONS: said})
    assert {one["status"] for one in answer["open_tickets"]} == {"With the field team", "snoozed"}


async def test_of_several_companies_the_one_that_was_active_last_counts() -> None:
    answer, _ = await told()
    assert (answer["company"], answer["tier"], answer["contract_value"]) == ("Silva & Sons", "Pro", 1200)


@pytest.mark.parametrize("spend", [None, 0, "100", -5, True])
async def test_a_spend_that_is_none_is_no_contract(spend: Any) -> None:
    company = {"type": "list", "companies": [intercom_company("a", monthly_spend=spend, plan=None)]}
    answer, _ = await told({COMPANIES: company})
    assert "contract_value" not in answer
    assert "tier" not in answer


async def test_fields_stand_at_the_company_or_at_the_contact() -> None:
    answer, _ = await told(tier="custom_tier", customer__stage="contact.stage", customer__plan="plan.id")
    assert (answer["tier"], answer["customer.stage"], answer["customer.plan"]) == ("gold", "renewal", "1")


async def test_the_site_s_own_id_finds_the_contact_where_no_address_is_known() -> None:
    answer, there = await told(who=Who(id="u-9"))
    assert body_of(there.asked[0])["query"] == {"field": "external_id", "operator": "=", "value": "u-9"}
    assert answer["name"] == "Maria Silva"
    other = intercom_list("list", "data", intercom_contact(external_id="u-90"))
    assert (await told({CONTACTS: other}, Who(id="u-9")))[0] == {}


async def test_of_several_contacts_the_newest_counts_and_this_is_said() -> None:
    lead = intercom_contact("6ba682d23d7cf92bef87bfd4", role="lead", created_at=AT - 10_000_000, name="Mary")
    answer, there = await told({CONTACTS: intercom_list("list", "data", lead, intercom_contact())})
    assert answer["name"] == "Maria Silva"
    assert answer["notes"][-1]["text"].startswith("Intercom has 2 customers")
    assert not [asked for asked in there.asked if "6ba682" in asked.path + str(asked.body)]


@pytest.mark.parametrize("id_", ["../admins", "", None, 7, "a b"])
async def test_an_id_that_would_lead_elsewhere_is_not_followed(id_: Any) -> None:
    answer, there = await told({CONTACTS: intercom_list("list", "data", intercom_contact(id_))})
    assert answer == {}
    assert len(there.asked) == 1


async def test_a_region_that_is_none_is_told_when_the_source_is_opened() -> None:
    async with calling() as outbound:
        with pytest.raises(Invalid, match="write us, eu, au"):
            IntercomAccounts(SourceSettings("crm", "intercom", account="mars"), "s3cret", outbound)
