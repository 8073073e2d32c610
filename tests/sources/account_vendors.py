"""The six vendors of accounts, each played on loopback with one customer, Maria, who has something of everything."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

from fakes.vendor import Asked, Said, Vendor
from segue.domain.policy import SourceSettings
from segue.outbound import Outbound
from segue.ports.sources import Source, Who
from segue.sources.accounts_freshdesk import FreshdeskAccounts
from segue.sources.accounts_hubspot import HubSpotAccounts
from segue.sources.accounts_intercom import IntercomAccounts
from segue.sources.accounts_salesforce import SalesforceAccounts
from segue.sources.accounts_stripe import StripeAccounts
from segue.sources.accounts_zendesk import ZendeskAccounts

EMAIL = "maria@shop.example"
MARIA = Who(email=EMAIL)
AT = int(datetime(2026, 6, 2, 9, tzinfo=UTC).timestamp())

Answers = Mapping[str, Any]
"""What is asked (a regular expression over "METHOD /path query") -> body, Said, or what makes one of what is asked."""


@dataclass(frozen=True)
class Played:
    """`parts`: an expression for each question after the first -> names that it answers."""

    kind: str
    vendor: str
    make: Callable[..., Source]
    settings: Mapping[str, str]
    answers: Answers
    finds: str  # the question that finds the customer
    nobody: Any  # its answer when there is none
    parts: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def source(self, outbound: Outbound, base: str, **fields: str) -> Source:
        """fields: `customer__stage` stands for customer.stage."""
        named = {name.replace("__", "."): path for name, path in fields.items()}
        settings = SourceSettings("crm", self.kind, secret="crm", fields=named, **self.settings)
        return self.make(settings, "s3cret", outbound, base=base)

    def answering(self, changed: Answers | None = None) -> Callable[[Asked], Said]:
        """As the vendor answers, but for what is changed; what nobody described is not there."""
        changed = changed or {}
        table = {**changed, **{question: said for question, said in self.answers.items() if question not in changed}}

        def answer(asked: Asked) -> Said:
            query = "&".join(f"{name}={value}" for name, value in asked.query.items())
            said = f"{asked.method} {asked.path} {query}"
            for question, given in table.items():
                if re.search(question, said):
                    body = given(asked) if callable(given) else given
                    return body if isinstance(body, Said) else Said(body)
            return Said({"message": "not found"}, 404)

        return answer


def body_of(asked: Asked) -> Any:
    return json.loads(asked.body)


# --- HubSpot ---------------------------------------------------------------------------------------------------------


def hubspot_record(id_: str, **properties: Any) -> dict[str, Any]:
    at = {"createdAt": "2026-06-02T09:00:00Z", "updatedAt": "2026-06-03T09:00:00Z"}
    return {"id": id_, "properties": properties, **at, "archived": False}


def hubspot_contact(id_: str = "501", **more: Any) -> dict[str, Any]:
    properties = {
        "email": EMAIL,
        "firstname": "Maria",
        "lastname": "Silva",
        "company": "typed by hand",
        "associatedcompanyid": "900",
        "createdate": "2024-01-05T10:00:00Z",
        "notes_last_contacted": "2026-06-01T08:00:00Z",
        "hs_lifecyclestage_customer_date": "2024-02-03T10:00:00Z",
    }
    return hubspot_record(id_, **{**properties, **more})


def found(*records: Any) -> dict[str, Any]:
    return {"total": len(records), "results": list(records)}


_STAGES = [
    {"id": "1", "label": "Waiting on us", "metadata": {"ticketState": "OPEN", "isClosed": "false"}},
    {"id": "4", "label": "Solved", "metadata": {"ticketState": "CLOSED", "isClosed": "true"}},
]
HUBSPOT = Played(
    "hubspot",
    "HubSpot",
    HubSpotAccounts,
    {"account": "123"},
    {
        "POST /crm/v3/objects/contacts/search": found(hubspot_contact()),
        "GET /crm/v3/pipelines/tickets": {"results": [{"id": "0", "label": "Support", "stages": _STAGES}]},
        "GET /crm/v3/objects/companies/900": hubspot_record(
            "900", name="Silva & Sons", custom_tier="gold", lifecyclestage="customer", annualrevenue="250000"
        ),
        "POST /crm/v3/objects/tickets/search": found(
            hubspot_record(
                "31",
                subject="Router is down",
                hs_pipeline_stage="1",
                createdate="2026-06-02T09:00:00Z",
                hs_lastmodifieddate="2026-06-03T09:00:00Z",
            ),
            hubspot_record(
                "30",
                subject="Wrong invoice",
                hs_pipeline_stage="4",
                createdate="2026-05-02T09:00:00Z",
                hs_lastmodifieddate="2026-05-03T09:00:00Z",
                closed_date="2026-05-03T09:00:00Z",
                hs_resolution="Issue fixed",
            ),
        ),
        "POST /crm/v3/objects/notes/search": found(
            hubspot_record("71", hs_note_body="<p>Renewal is <b>at risk</b></p>", hs_timestamp="2026-06-01T08:00:00Z")
        ),
    },
    "POST /crm/v3/objects/contacts/search",
    found(),
    {
        "GET /crm/v3/objects/companies": frozenset({"company", "tier"}),
        "POST /crm/v3/objects/tickets": frozenset({"open_tickets", "earlier_tickets"}),
        "POST /crm/v3/objects/notes": frozenset({"notes"}),
    },
)

# --- Zendesk ---------------------------------------------------------------------------------------------------------


def zendesk_user(id_: int = 77, **more: Any) -> dict[str, Any]:
    return {
        "id": id_,
        "name": "Maria Silva",
        "email": EMAIL,
        "external_id": "u-9",
        "organization_id": 88,
        "created_at": "2024-01-05T10:00:00Z",
        "notes": "Prefers the phone",
        "details": "",
        "role": "end-user",
        "user_fields": {"plan": "gold"},
        **more,
    }


def zendesk_ticket(id_: int, status: str, **more: Any) -> dict[str, Any]:
    return {
        "id": id_,
        "subject": f"Matter {id_}",
        "status": status,
        "requester_id": 77,
        "created_at": f"2026-06-{id_:02}T09:00:00Z",
        "updated_at": f"2026-06-{id_:02}T10:00:00Z",
        "result_type": "ticket",
        "satisfaction_rating": {"score": "unoffered"},
        **more,
    }


def zendesk_found(*tickets: Any, count: int | None = None) -> dict[str, Any]:
    count = len(tickets) if count is None else count
    return {"results": list(tickets), "count": count, "facets": None, "next_page": None, "previous_page": None}


ZENDESK = Played(
    "zendesk",
    "Zendesk",
    ZendeskAccounts,
    {"account": "shop", "user": "ana@shop.example"},
    {
        "GET /api/v2/users/search": {"users": [zendesk_user()]},
        "GET /api/v2/organizations/88": {
            "organization": {
                "id": 88,
                "name": "Silva & Sons",
                "notes": "Pays by invoice",
                "details": None,
                "organization_fields": {"custom_tier": "gold"},
            }
        },
        "GET /api/v2/search .*status<solved": zendesk_found(zendesk_ticket(9, "open"), count=3),
        "GET /api/v2/search .*status>=solved": zendesk_found(
            zendesk_ticket(4, "solved", satisfaction_rating={"score": "bad"})
        ),
    },
    "GET /api/v2/users/search",
    {"users": []},
    {
        "GET /api/v2/organizations": frozenset({"company", "tier"}),
        "GET /api/v2/search .*status<solved": frozenset({"open_tickets", "last_contact"}),
        "GET /api/v2/search .*status>=solved": frozenset({"earlier_tickets", "last_contact"}),
    },
)

# --- Freshdesk -------------------------------------------------------------------------------------------------------


def freshdesk_contact(id_: int = 77, **more: Any) -> dict[str, Any]:
    return {
        "id": id_,
        "name": "Maria Silva",
        "email": EMAIL,
        "company_id": 88,
        "description": "Prefers the phone",
        "created_at": "2024-01-05T10:00:00Z",
        "updated_at": "2024-01-05T10:00:00Z",
        "custom_fields": {"plan": "gold"},
        **more,
    }


def freshdesk_ticket(id_: int, status: int, **more: Any) -> dict[str, Any]:
    return {
        "id": id_,
        "subject": f"Matter {id_}",
        "status": status,
        "priority": 1,
        "source": 1,
        "spam": False,
        "requester_id": 77,
        "created_at": f"2026-06-{id_:02}T09:00:00Z",
        "updated_at": f"2026-06-{id_:02}T10:00:00Z",
        "stats": {"requester_responded_at": f"2026-06-{id_:02}T11:00:00Z", "closed_at": None},
        **more,
    }


FRESHDESK = Played(
    "freshdesk",
    "Freshdesk",
    FreshdeskAccounts,
    {"account": "shop"},
    {
        "GET /api/v2/contacts ": [freshdesk_contact()],
        "GET /api/v2/tickets ": [freshdesk_ticket(9, 2), freshdesk_ticket(4, 5)],
        "GET /api/v2/companies/88": {
            "id": 88,
            "name": "Silva & Sons",
            "account_tier": "Premium",
            "health_score": "At risk",
            "note": "Pays by invoice",
            "custom_fields": {"custom_tier": "gold"},
        },
    },
    "GET /api/v2/contacts ",
    [],
    {
        "GET /api/v2/companies": frozenset({"company", "tier", "health"}),
        "GET /api/v2/tickets ": frozenset({"open_tickets", "earlier_tickets", "last_contact"}),
    },
)

# --- Intercom --------------------------------------------------------------------------------------------------------
_CONTACT = "5ba682d23d7cf92bef87bfd4"


def intercom_contact(id_: str = _CONTACT, **more: Any) -> dict[str, Any]:
    return {
        "type": "contact",
        "id": id_,
        "external_id": "u-9",
        "role": "user",
        "email": EMAIL,
        "name": "Maria Silva",
        "created_at": AT - 9_000_000,
        "signed_up_at": AT - 9_000_000,
        "last_seen_at": AT + 7_000,
        "last_replied_at": AT + 5_000,
        "custom_attributes": {"stage": "renewal"},
        **more,
    }


def intercom_company(id_: str, **more: Any) -> dict[str, Any]:
    return {
        "type": "company",
        "id": id_,
        "name": "Silva & Sons",
        "plan": {"type": "plan", "id": "1", "name": "Pro"},
        "monthly_spend": 100,
        "last_request_at": AT,
        "custom_attributes": {"custom_tier": "gold"},
        **more,
    }


def intercom_conversation(id_: str, state: str, **more: Any) -> dict[str, Any]:
    return {
        "type": "conversation",
        "id": id_,
        "title": None,
        "created_at": AT,
        "updated_at": AT + 60,
        "open": state == "open",
        "state": state,
        "source": {
            "type": "conversation",
            "id": "4",
            "delivered_as": "customer_initiated",
            "subject": "",
            "body": "<p>My router<br>is down</p>",
            "author": {"type": "user", "id": _CONTACT, "name": "Maria Silva", "email": EMAIL},
        },
        "conversation_rating": {"rating": 2, "remark": "no"},
        **more,
    }


def intercom_list(kind: str, name: str, *listed: Any) -> dict[str, Any]:
    pages = {"type": "pages", "page": 1, "per_page": 30, "total_pages": 1}
    return {"type": kind, name: list(listed), "total_count": len(listed), "pages": pages}


_STATE = {"type": "ticket_state", "id": "1", "category": "in_progress", "internal_label": "With the field team"}
INTERCOM = Played(
    "intercom",
    "Intercom",
    IntercomAccounts,
    {"account": "eu"},
    {
        "POST /contacts/search": intercom_list("list", "data", intercom_contact()),
        f"GET /contacts/{_CONTACT}/companies": {
            "type": "list",
            "companies": [
                intercom_company("a"),
                intercom_company("b", name="Long ago Ltd", last_request_at=AT - 500, monthly_spend=7),
            ],
            "total_count": 2,
        },
        f"GET /contacts/{_CONTACT}/notes": intercom_list(
            "list",
            "data",
            {
                "type": "note",
                "id": "17",
                "created_at": AT,
                "author": {"type": "admin", "id": "1", "name": "Ana"},
                "body": "<p>Renewal is at risk</p>",
            },
        ),
        "POST /conversations/search": intercom_list(
            "conversation.list",
            "conversations",
            intercom_conversation("1", "open"),
            intercom_conversation("2", "closed", title="Wrong invoice"),
        ),
        "POST /tickets/search": intercom_list(
            "ticket.list",
            "tickets",
            {
                "type": "ticket",
                "id": "1295",
                "ticket_id": "53",
                "ticket_attributes": {"_default_title_": "Replace the router"},
                "ticket_state": _STATE,
                "created_at": AT,
                "updated_at": AT + 120,
                "open": True,
            },
        ),
    },
    "POST /contacts/search",
    intercom_list("list", "data"),
    {
        f"GET /contacts/{_CONTACT}/companies": frozenset({"company", "tier", "contract_value"}),
        f"GET /contacts/{_CONTACT}/notes": frozenset({"notes"}),
        "POST /conversations/search": frozenset({"open_tickets", "earlier_tickets"}),
        "POST /tickets/search": frozenset({"open_tickets", "earlier_tickets"}),
    },
)

# --- Salesforce ------------------------------------------------------------------------------------------------------


def soql_of(asked: Asked) -> list[str]:
    """The queries of a batch, as Salesforce reads them."""
    return [
        parse_qs(urlsplit(one["url"]).query, strict_parsing=True)["q"][0] for one in body_of(asked)["batchRequests"]
    ]


def salesforce_records(*records: Any) -> dict[str, Any]:
    return {"totalSize": len(records), "done": True, "records": list(records)}


def salesforce_record(kind: str, id_: str = "", **values: Any) -> dict[str, Any]:
    return {"attributes": {"type": kind}, **({"Id": id_} if id_ else {}), **values}


MARIA_ID = "003000000000001AAA"


def salesforce_contact(id_: str = MARIA_ID, **more: Any) -> dict[str, Any]:
    values = {
        "Name": "Maria Silva",
        "Email": EMAIL,
        "CreatedDate": "2024-01-05T10:00:00.000+0000",
        "Account": salesforce_record("Account", Name="Silva & Sons", Tier__c="gold", Type="Customer"),
    }
    return salesforce_record("Contact", id_, **{**values, **more})


def _case(number: str, closed: bool, day: int) -> dict[str, Any]:
    return salesforce_record(
        "Case",
        f"500000000000{number}AAA",
        CaseNumber=number,
        Subject=f"Matter {number}",
        Status="Closed" if closed else "Escalated",
        IsClosed=closed,
        CreatedDate=f"2026-06-{day:02}T09:00:00.000+0000",
        LastModifiedDate=f"2026-06-{day:02}T10:00:00.000+0000",
    )


SALESFORCE_RESULTS: Mapping[str, Any] = {
    "Account.Name": salesforce_records(salesforce_contact()),
    "FROM Cases": salesforce_records(
        salesforce_record("Contact", MARIA_ID, Cases=salesforce_records(_case("009", False, 9), _case("004", True, 4)))
    ),
    "FROM AttachedContentNotes": salesforce_records(
        salesforce_record(
            "Contact",
            MARIA_ID,
            AttachedContentNotes=salesforce_records(
                salesforce_record(
                    "AttachedContentNote",
                    Title="Renewal",
                    TextPreview="is at risk",
                    CreatedDate="2026-06-01T08:00:00.000+0000",
                )
            ),
        )
    ),
    "FROM Tasks": salesforce_records(
        salesforce_record(
            "Contact",
            MARIA_ID,
            Tasks=salesforce_records(
                salesforce_record(
                    "Task",
                    "00T000000000001AAA",
                    Subject="Call",
                    Description="Promised a call back",
                    CreatedDate="2026-06-10T08:00:00.000+0000",
                    CompletedDateTime="2026-06-11T08:00:00.000+0000",
                )
            ),
        )
    ),
}
"""What tells a query -> its result."""


def salesforce_batch(changed: Mapping[str, Any] | None = None) -> Callable[[Asked], Said]:
    """changed: what tells a query -> (status, result)."""

    def answer(asked: Asked) -> Said:
        results = []
        for query in soql_of(asked):
            told = next(one for one in reversed(SALESFORCE_RESULTS) if one in query)
            status, result = (changed or {}).get(told, (200, SALESFORCE_RESULTS[told]))
            results.append({"statusCode": status, "result": result})
        return Said({"hasErrors": any(one["statusCode"] != 200 for one in results), "results": results})

    return answer


SALESFORCE = Played(
    "salesforce",
    "Salesforce",
    SalesforceAccounts,
    {"account": "shop", "user": "consumer-key"},
    {
        "POST /services/oauth2/token": {"access_token": "t0ken", "instance_url": "http://127.0.0.1:1/elsewhere"},
        "POST /services/data/v64.0/composite/batch": salesforce_batch(),
    },
    "POST /services/data/v64.0/composite/batch",
    salesforce_batch({"Account.Name": (200, salesforce_records())}),
)

# --- Stripe ----------------------------------------------------------------------------------------------------------


def stripe_list(path: str, *listed: Any) -> dict[str, Any]:
    return {"object": "list", "url": path, "has_more": False, "data": list(listed)}


def stripe_customer(id_: str = "cus_1", **more: Any) -> dict[str, Any]:
    return {
        "id": id_,
        "object": "customer",
        "created": AT - 9_000_000,
        "livemode": False,
        "email": EMAIL,
        "name": "Maria Silva",
        "description": "Pays by card",
        "delinquent": False,
        "metadata": {"custom_tier": "gold"},
        **more,
    }


def stripe_subscription(status: str = "active", **more: Any) -> dict[str, Any]:
    price = {
        "id": "price_1",
        "object": "price",
        "active": True,
        "billing_scheme": "per_unit",
        "created": AT,
        "currency": "eur",
        "livemode": False,
        "metadata": {},
        "nickname": "Pro",
        "lookup_key": None,
        "product": "prod_1",
        "recurring": {"interval": "month", "interval_count": 1, "usage_type": "licensed"},
        "type": "recurring",
        "unit_amount": 4990,
        "unit_amount_decimal": "4990",
    }
    item = {
        "id": "si_1",
        "object": "subscription_item",
        "created": AT,
        "metadata": {},
        "price": price,
        "quantity": 2,
        "subscription": "sub_1",
        "tax_rates": [],
    }
    return {
        "id": "sub_1",
        "object": "subscription",
        "automatic_tax": {"enabled": False},
        "billing_cycle_anchor": AT,
        "cancel_at_period_end": False,
        "collection_method": "charge_automatically",
        "created": AT,
        "currency": "eur",
        "current_period_end": AT + 2_592_000,
        "current_period_start": AT,
        "customer": "cus_1",
        "items": stripe_list("/v1/subscription_items?subscription=sub_1", item),
        "livemode": False,
        "metadata": {},
        "start_date": AT,
        "status": status,
        **more,
    }


def stripe_invoice(id_: str, status: str, **more: Any) -> dict[str, Any]:
    counted = dict.fromkeys(
        ("amount_due", "amount_paid", "amount_remaining", "subtotal", "total", "period_start", "period_end"), 9980
    )
    none = dict.fromkeys(
        (
            "amount_shipping",
            "attempt_count",
            "post_payment_credit_notes_amount",
            "pre_payment_credit_notes_amount",
            "starting_balance",
        ),
        0,
    )
    return {
        "id": id_,
        "object": "invoice",
        **counted,
        **none,
        "attempted": True,
        "automatic_tax": {"enabled": False},
        "collection_method": "charge_automatically",
        "created": AT,
        "currency": "eur",
        "customer": "cus_1",
        "default_tax_rates": [],
        "due_date": AT + 86_400,
        "lines": stripe_list(f"/v1/invoices/{id_}/lines"),
        "livemode": False,
        "number": f"A-{id_}",
        "paid": status == "paid",
        "paid_out_of_band": False,
        "payment_settings": {},
        "status": status,
        "status_transitions": {},
        "total_tax_amounts": [],
        **more,
    }


def stripe_charge(id_: str, status: str, **more: Any) -> dict[str, Any]:
    return {
        "id": id_,
        "object": "charge",
        "amount": 9980,
        "amount_captured": 9980,
        "amount_refunded": 0,
        "billing_details": {},
        "captured": True,
        "created": AT,
        "currency": "eur",
        "customer": "cus_1",
        "disputed": False,
        "failure_message": "Your card was declined." if status == "failed" else None,
        "livemode": False,
        "metadata": {},
        "paid": status == "succeeded",
        "refunded": False,
        "refunds": stripe_list(f"/v1/charges/{id_}/refunds"),
        "status": status,
        **more,
    }


def stripe_refund(id_: str, minor: int, **more: Any) -> dict[str, Any]:
    return {
        "id": id_,
        "object": "refund",
        "amount": minor,
        "created": AT + 900,
        "currency": "eur",
        "reason": "requested_by_customer",
        "status": "succeeded",
        **more,
    }


STRIPE = Played(
    "stripe",
    "Stripe",
    StripeAccounts,
    {},
    {
        "GET /v1/customers": stripe_list("/v1/customers", stripe_customer()),
        "GET /v1/subscriptions": stripe_list("/v1/subscriptions", stripe_subscription()),
        "GET /v1/invoices": stripe_list(
            "/v1/invoices",
            stripe_invoice("in_2", "open"),
            stripe_invoice("in_1", "paid", created=AT - 900),
            stripe_invoice("in_0", "draft"),
        ),
        "GET /v1/charges": stripe_list(
            "/v1/charges",
            stripe_charge("ch_2", "failed", invoice="in_2"),
            stripe_charge(
                "ch_1",
                "succeeded",
                description="Router",
                refunds=stripe_list("/v1/charges/ch_1/refunds", stripe_refund("re_1", 500)),
            ),
        ),
    },
    "GET /v1/customers",
    stripe_list("/v1/customers"),
    {
        "GET /v1/subscriptions": frozenset({"tier", "contract_value", "billing_state"}),
        "GET /v1/invoices": frozenset({"invoices"}),
        "GET /v1/charges": frozenset({"failed_payments", "refunds"}),
    },
)

ALL = (HUBSPOT, SALESFORCE, STRIPE, ZENDESK, FRESHDESK, INTERCOM)


async def asked_of(
    played: Played, vendor: Vendor, outbound: Outbound, who: Who = MARIA, **fields: str
) -> Mapping[str, Any]:
    return await played.source(outbound, vendor.base, **fields).ask(who)
