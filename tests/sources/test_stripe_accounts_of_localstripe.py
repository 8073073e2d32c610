"""Accounts of a running localstripe: what it was told to do is what is read back.

It is a third party's stand-in for Stripe of an older version: items of a subscription have a plan and no price, a
charge does not name its invoice, and invoices have no number. What rests on these is held against Stripe's description.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from localstripe_process import Localstripe, running

from fakes.vendor import calling
from segue.domain.account import read_value
from segue.domain.policy import SourceSettings
from segue.ports.sources import NotTold, Who
from segue.sources.accounts_stripe import StripeAccounts

GOOD, REFUSED = "4242424242424242", "4000000000000341"
"""Numbers that Stripe gives for tests: the second can be kept and never be charged."""


@pytest.fixture(scope="module")
def stripe() -> Iterator[Localstripe]:
    pytest.importorskip("localstripe", reason="not checked: localstripe is not installed")
    with running() as found:
        yield found


def customer(stripe: Localstripe, email: str, card: str) -> str:
    there = stripe.post("customers", email=email, name="Maria Silva", metadata__custom_tier="gold")
    how = {"card__number": card, "card__exp_month": "12", "card__exp_year": "2040", "card__cvc": "123"}
    method = stripe.post("payment_methods", type="card", **how)
    stripe.post(f"payment_methods/{method['id']}/attach", customer=there["id"])
    stripe.post(f"customers/{there['id']}", invoice_settings__default_payment_method=method["id"])
    return str(there["id"])


def subscribed(stripe: Localstripe, customer: str, minor: str, currency: str) -> Mapping[str, Any]:
    product = stripe.post("products", name="Pro", type="service")["id"]
    terms = {"amount": minor, "currency": currency, "interval": "month", "nickname": "Pro"}
    plan = stripe.post("plans", product=product, **terms)["id"]
    found: Mapping[str, Any] = stripe.post(
        "subscriptions", customer=customer, items__0__plan=plan, items__0__quantity="2"
    )
    return found


async def told(stripe: Localstripe, email: str) -> Mapping[str, Any]:
    settings = SourceSettings("billing", "stripe", fields={"customer.level": "custom_tier"})
    async with calling() as outbound:
        answer = await StripeAccounts(settings, "sk_test_1", outbound, base=stripe.base).ask(Who(email=email))
    assert not any(isinstance(value, NotTold) for value in answer.values())
    return {name: read_value(name, value) for name, value in answer.items()}


async def test_a_customer_who_pays(stripe: Localstripe) -> None:
    subscribed(stripe, customer(stripe, "paying@shop.example", GOOD), "4990", "eur")
    answer = await told(stripe, "paying@shop.example")
    assert (answer["name"], answer["billing_state"], answer["tier"]) == ("Maria Silva", "active", "Pro")
    assert (answer["contract_value"], answer["customer.level"]) == (1197.6, "gold")
    (invoice,) = answer["invoices"]
    assert (invoice.amount, invoice.currency, invoice.status) == (99.8, "EUR", "paid")
    assert answer["failed_payments"] == answer["refunds"] == ()


async def test_a_payment_in_yen_that_was_given_back_in_part(stripe: Localstripe) -> None:
    there = customer(stripe, "back@shop.example", GOOD)
    subscribed(stripe, there, "600", "jpy")
    before = await told(stripe, "back@shop.example")
    assert [one.amount for one in before["invoices"]] == [1200.0]
    charge = stripe.get("charges", customer=there)["data"][0]
    stripe.post("refunds", charge=charge["id"], amount="300")
    (refund,) = (await told(stripe, "back@shop.example"))["refunds"]
    assert (refund.amount, refund.currency) == (300.0, "JPY")


async def test_a_payment_that_fails(stripe: Localstripe) -> None:
    subscribed(stripe, customer(stripe, "failing@shop.example", REFUSED), "4990", "eur")
    answer = await told(stripe, "failing@shop.example")
    assert answer["billing_state"] == "incomplete"
    (payment,) = answer["failed_payments"]
    assert (payment.amount, payment.currency) == (99.8, "EUR")
    assert "declined" in payment.reason
    assert [one.status for one in answer["invoices"]] == ["open"]


async def test_a_customer_who_is_not_there(stripe: Localstripe) -> None:
    assert await told(stripe, "nobody@shop.example") == {}


async def test_a_customer_with_nothing(stripe: Localstripe) -> None:
    stripe.post("customers", email="new@shop.example")
    answer = await told(stripe, "new@shop.example")
    assert set(answer) == {"since", "invoices", "failed_payments", "refunds", "notes"}
