"""What Stripe tells of a customer, held against Stripe's own description of the version that is asked for."""

from __future__ import annotations

import copy
import json
import os
from pathlib import Path
from typing import Any

import pytest
from account_vendors import (
    AT,
    EMAIL,
    STRIPE,
    asked_of,
    stripe_charge,
    stripe_customer,
    stripe_invoice,
    stripe_list,
    stripe_refund,
    stripe_subscription,
)
from described import Description, OpenAPIError, check_all, without_deep_objects

from fakes.vendor import Said, Vendor, calling, played
from segue.domain.account import read_value
from segue.ports.sources import NotTold, Who
from segue.sources.accounts_stripe import VERSION, amount

CUSTOMERS, SUBSCRIPTIONS = "GET /v1/customers", "GET /v1/subscriptions"
INVOICES, CHARGES = "GET /v1/invoices", "GET /v1/charges"
PATHS = ("/v1/customers", "/v1/subscriptions", "/v1/invoices", "/v1/charges")


async def told(changed: Any = None, email: str = EMAIL, **named: str) -> tuple[Any, Vendor]:
    async with played(STRIPE.answering(changed)) as there, calling() as outbound:
        return await asked_of(STRIPE, there, outbound, Who(email=email), **named), there


def several(path: str, *listed: Any) -> dict[str, Any]:
    return {f"GET {path}": stripe_list(path, *listed)}


def _what_is_expanded(spec: Any) -> None:
    expand = {"name": "expand[]", "in": "query", "schema": {"type": "string", "enum": ["data.refunds"]}}
    spec["paths"]["/v1/charges"]["get"]["parameters"].append(expand)


FAULTS = {
    "openapi-core cannot read parameters in deepObject style": without_deep_objects,
    "Stripe's guide on expanding: `expand` is sent as expand[]": _what_is_expanded,
}


@pytest.fixture(scope="module")
def description() -> Description:
    return Description("stripe/spec3-2023-09-12.yaml", "https://api.stripe.com", "", PATHS, FAULTS)


async def test_calls_and_answers_are_as_described(description: Description) -> None:
    _, there = await told(tier="custom_tier")
    check_all(there, description)
    assert len(there.asked) == 4


async def test_the_check_sees_what_is_not_as_described(description: Description) -> None:
    _, there = await told(several("/v1/subscriptions", stripe_subscription("running")))
    with pytest.raises(OpenAPIError):
        check_all(there, description)


async def test_the_version_that_is_described_is_asked_for() -> None:
    _, there = await told()
    assert {asked.headers["Stripe-Version"] for asked in there.asked} == {VERSION} == {"2023-08-16"}
    assert {asked.headers["Authorization"] for asked in there.asked} == {"Bearer s3cret"}


@pytest.mark.parametrize(
    ("minor", "currency", "own"),
    [
        (4990, "EUR", 49.9),
        (4990, "JPY", 4990.0),
        (4990, "KWD", 4.99),
        (500, "ISK", 5.0),
        (500, "UGX", 5.0),
        (0, "EUR", 0.0),
        (-500, "EUR", -5.0),
        (None, "EUR", None),
        ("4990", "EUR", None),
        (True, "EUR", None),
        (49.9, "EUR", None),
    ],
)
def test_an_amount_is_told_in_the_currency_s_own_unit(minor: Any, currency: str, own: float | None) -> None:
    assert amount(minor, currency) == own


async def test_yen_have_no_hundredths_in_any_list() -> None:
    back = stripe_list("/v1/charges/ch_1/refunds", stripe_refund("re_1", 300, currency="jpy"))
    answer, _ = await told(
        several("/v1/invoices", stripe_invoice("in_9", "open", currency="jpy", total=1200))
        | several(
            "/v1/charges",
            stripe_charge("ch_2", "failed", currency="jpy", amount=1200),
            stripe_charge("ch_1", "succeeded", currency="jpy", refunds=back),
        )
    )
    assert [(one["amount"], one["currency"]) for one in answer["invoices"]] == [(1200.0, "JPY")]
    assert [(one["amount"], one["currency"]) for one in answer["failed_payments"]] == [(1200.0, "JPY")]
    assert [(one["amount"], one["currency"]) for one in answer["refunds"]] == [(300.0, "JPY")]


async def test_drafts_are_no_invoices_yet() -> None:
    answer, _ = await told()
    assert [one["status"] for one in answer["invoices"]] == ["open", "paid"]


async def test_a_payment_names_the_invoice_by_its_number_or_what_it_was_for() -> None:
    answer, _ = await told()
    assert answer["failed_payments"][0]["about"] == "A-in_2"
    assert answer["refunds"][0]["about"] == "Router"
    untold, _ = await told({INVOICES: Said({}, 403)})
    assert isinstance(untold["invoices"], NotTold)
    assert untold["failed_payments"][0]["about"] == "in_2"


async def test_a_refund_that_failed_is_none_and_one_that_is_not_listed_is_told_by_its_amount() -> None:
    failed = stripe_list("/v1/charges/ch_1/refunds", stripe_refund("re_1", 500, status="failed"))
    unlisted = stripe_charge("ch_2", "succeeded", amount_refunded=700)
    del unlisted["refunds"]
    answer, _ = await told(several("/v1/charges", stripe_charge("ch_1", "succeeded", refunds=failed), unlisted))
    assert [one["amount"] for one in answer["refunds"]] == [7.0]


@pytest.mark.parametrize(
    ("states", "delinquent", "state"),
    [
        (["active"], False, "active"),
        (["canceled", "active"], False, "active"),
        (["active", "past_due"], False, "past_due"),
        (["trialing", "unpaid", "past_due"], False, "unpaid"),
        (["canceled"], False, "canceled"),
        ([], False, None),
        ([], True, "past_due"),
        (["of_tomorrow"], False, None),
    ],
)
async def test_the_state_is_the_one_that_needs_most_care(states: list[str], delinquent: bool, state: Any) -> None:
    answer, _ = await told(
        several("/v1/subscriptions", *(stripe_subscription(one) for one in states))
        | several("/v1/customers", stripe_customer(delinquent=delinquent))
    )
    assert answer.get("billing_state") == state


def priced(**more: Any) -> dict[str, Any]:
    """A subscription whose item, price or interval has something else."""
    one = copy.deepcopy(stripe_subscription())
    item = one["items"]["data"][0]
    price, every = item["price"], item["price"]["recurring"]
    for name, value in more.items():
        where = item if name in {"quantity", "price", "plan"} else every if name in every else price
        where[name] = value
    return one


PLAN = {"amount": 1000, "currency": "eur", "interval": "month", "interval_count": 1}


@pytest.mark.parametrize(
    ("subscriptions", "value"),
    [
        ([priced()], 1197.6),
        ([priced(interval="year")], 99.8),
        ([priced(interval_count=3)], 399.2),
        ([priced(), priced(quantity=1)], 1796.4),
        ([priced(currency="jpy")], 119760.0),
        ([priced(price=None, plan=PLAN)], 240.0),
        ([priced(), priced(currency="usd")], None),
        ([priced(unit_amount=None)], None),
        ([priced(usage_type="metered")], None),
        ([priced(interval="moon")], None),
        ([priced(quantity=None)], None),
        ([stripe_subscription(discount={"coupon": {}})], None),
        ([stripe_subscription("canceled")], None),
        ([], None),
    ],
)
async def test_the_contract_is_worth_what_runs_in_a_year_or_is_not_told(subscriptions: Any, value: Any) -> None:
    answer, _ = await told(several("/v1/subscriptions", *subscriptions))
    assert answer.get("contract_value") == value


async def test_a_price_without_a_name_for_people_is_no_tier() -> None:
    answer, _ = await told(several("/v1/subscriptions", priced(nickname=None)))
    assert "tier" not in answer
    by_key, _ = await told(several("/v1/subscriptions", priced(nickname=None, lookup_key="pro_monthly")))
    assert by_key["tier"] == "pro_monthly"


async def test_an_address_with_capitals_is_asked_for_in_both_ways_since_stripe_compares_letters() -> None:
    _, there = await told(email="Maria@Shop.example")
    asked = [asked.query["email"] for asked in there.asked if asked.path == "/v1/customers"]
    assert sorted(asked) == ["Maria@Shop.example", "maria@shop.example"]


async def test_of_several_customers_the_newest_counts_and_this_is_said() -> None:
    older = stripe_customer("cus_0", created=AT - 99_000_000, name="Mary")
    gone = stripe_customer("cus_2", created=AT, deleted=True)
    answer, there = await told(several("/v1/customers", older, stripe_customer(), gone))
    assert answer["name"] == "Maria Silva"
    assert answer["notes"][-1]["text"].startswith("Stripe has 2 customers")
    assert {asked.query["customer"] for asked in there.asked[1:]} == {"cus_1"}


async def test_fields_are_metadata_or_properties_of_the_customer() -> None:
    answer, _ = await told(tier="custom_tier", customer__phone="contact.phone", customer__id="id")
    assert (answer["tier"], answer["customer.id"]) == ("gold", "cus_1")
    assert "customer.phone" not in answer


async def test_objects_of_stripe_s_newest_version_are_read_as_well() -> None:
    """The examples that Stripe publishes: the shape changes from version to version."""
    file = Path(os.environ.get("SEGUE_DATA", "")).resolve().parent / "specs/stripe/fixtures3.json"
    if not os.environ.get("SEGUE_DATA") or not file.is_file():
        pytest.skip("not checked: SEGUE_DATA names no folder with the vendors' descriptions beside it")
    examples = json.loads(file.read_text("utf-8"))["resources"]
    customer = examples["customer"] | {"email": EMAIL}
    charge = examples["charge"] | {"status": "failed"}
    charge["refunds"] = stripe_list("/v1/refunds", examples["refund"])
    answer, _ = await told(
        several("/v1/customers", customer)
        | several("/v1/subscriptions", examples["subscription"])
        | several("/v1/invoices", examples["invoice"] | {"status": "open"})
        | several("/v1/charges", charge)
    )
    assert answer["billing_state"] == "active"
    assert [one.amount for one in read_value("invoices", answer["invoices"])] == [10.0]
    assert [one.amount for one in read_value("failed_payments", answer["failed_payments"])] == [1.0]
    assert [one.amount for one in read_value("refunds", answer["refunds"])] == [1.0]
    assert answer["contract_value"] == 240.0
