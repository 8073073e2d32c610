"""What Stripe knows of a customer: state of the subscription, plan, invoices, failed payments and refunds.

Two rounds: the customer by e-mail address, then subscriptions, invoices and charges (with their refunds) side by side.
`VERSION` is sent with every call, so that answers keep the shape that the tests hold against Stripe's description.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from segue.answers import items, number, page, part, text
from segue.domain.policy import SourceSettings
from segue.outbound import Outbound
from segue.ports.sources import NotTold, Who
from segue.sources.accounts import (
    Api,
    Fields,
    Theirs,
    at_once,
    covers,
    day,
    email_of,
    known,
    needed,
    theirs,
    together,
    with_remark,
)

NAME = "Stripe"
BASE = "https://api.stripe.com"
VERSION = "2023-08-16"
COVERS = (
    "name",
    "tier",
    "contract_value",
    "since",
    "billing_state",
    "invoices",
    "failed_payments",
    "refunds",
    "notes",
)
_ASKED = {"customers": 10, "subscriptions": 20, "invoices": 20, "charges": 50}
_KEPT = 10
_WITHOUT_DECIMALS = frozenset(
    {"BIF", "CLP", "DJF", "GNF", "JPY", "KMF", "KRW", "MGA", "PYG", "RWF", "VND", "VUV", "XAF", "XOF", "XPF"}
)
_OF_THREE_DECIMALS = frozenset({"BHD", "JOD", "KWD", "OMR", "TND"})
"""https://docs.stripe.com/currencies: every other has two, also ISK and UGX, which have none elsewhere."""

_LARGEST = 10**15
_WORST_FIRST = ("unpaid", "past_due", "incomplete", "active", "trialing", "paused", "incomplete_expired", "canceled")
_RUNNING = frozenset({"active", "trialing", "past_due", "unpaid"})
_TIMES_A_YEAR = {"day": 365, "week": 52, "month": 12, "year": 1}


class StripeAccounts:
    """secret: a restricted key that may read customers, subscriptions, invoices, charges and refunds."""

    def __init__(self, settings: SourceSettings, secret: str, outbound: Outbound, *, base: str = BASE) -> None:
        key = needed(secret, NAME, "a restricted key", settings, "secret")
        self.name = settings.name
        self.covers = covers(COVERS, settings)
        self._fields = Fields.of(settings)
        self._api = Api(outbound, NAME, base, {"Authorization": f"Bearer {key}", "Stripe-Version": VERSION})

    async def ask(self, who: Who) -> Mapping[str, Any]:
        customer = await self._customer(email_of(who, NAME))
        if customer is None:
            return {}
        record = customer.record
        of = {"customer": text(record.get("id"))}
        found = await together(
            (("tier", "contract_value", "billing_state"), self._subscriptions(of, record)),
            (("invoices",), self._invoices(of)),
            (("failed_payments", "refunds"), self._charges(of)),
        )
        said = text(record.get("description")).strip()
        own = known(
            name=text(record.get("name")),
            since=day(record.get("created")),
            notes=with_remark([{"text": said}] if said else [], customer.remark),
        )
        where = [record.get("metadata"), record]
        return self._fields.over(own | _named_by_number(found), where, where)

    async def _customer(self, email: str) -> Theirs | None:
        """Stripe compares addresses letter by letter, so one with capitals is also asked for without."""
        ways = dict.fromkeys((email, email.lower()))
        found = await at_once(*(self._list("customers", {"email": way}) for way in ways))
        there = [one for listed in found for one in listed if one.get("deleted") is not True]
        return theirs(NAME, there, email, email_in=lambda one: one.get("email"), at=lambda one: one.get("created"))

    async def _list(self, objects: str, params: Mapping[str, str]) -> Sequence[Mapping[str, Any]]:
        found = page(await self._api.get(f"/v1/{objects}", {"limit": str(_ASKED[objects]), **params}), NAME)
        return items(found.get("data"), NAME, objects)

    async def _subscriptions(self, of: Mapping[str, str], customer: Mapping[str, Any]) -> Mapping[str, Any]:
        found = await self._list("subscriptions", {**of, "status": "all"})
        states = [text(one.get("status")) for one in found]
        state = next((worst for worst in _WORST_FIRST if worst in states), "")
        if not state and customer.get("delinquent") is True:
            state = "past_due"
        running = sorted(
            (one for one in found if text(one.get("status")) in _RUNNING),
            key=lambda one: number(one.get("created")) or 0,
            reverse=True,
        )
        plans = (plan for one in running for item in _items_of(one) if (plan := _plan(item)))
        return known(billing_state=state, tier=next(plans, ""), contract_value=_a_year(running))

    async def _invoices(self, of: Mapping[str, str]) -> Mapping[str, Any]:
        found = await self._list("invoices", of)
        return {"invoices": [_invoice(one) for one in found if one.get("status") != "draft"]}

    async def _charges(self, of: Mapping[str, str]) -> Mapping[str, Any]:
        found = await self._list("charges", {**of, "expand[]": "data.refunds"})
        failed = [_payment(one, one, _why(one)) for one in found if one.get("status") == "failed"]
        back = [
            _payment(refund, one, text(refund.get("reason")).replace("_", " "))
            for one in found
            for refund in _refunds(one)
        ]
        return {"failed_payments": failed[:_KEPT], "refunds": sorted(back, key=_at, reverse=True)[:_KEPT]}


def amount(minor: Any, currency: str) -> float | None:
    """In the currency's own unit, of what Stripe counts in its smallest."""
    if not isinstance(minor, int) or isinstance(minor, bool) or abs(minor) > _LARGEST:
        return None
    if currency in _WITHOUT_DECIMALS:
        return float(minor)
    return minor / (1000 if currency in _OF_THREE_DECIMALS else 100)


def _currency(one: Mapping[str, Any]) -> str:
    return text(one.get("currency")).upper()


def _invoice(one: Mapping[str, Any]) -> Mapping[str, Any]:
    return known(
        number=text(one.get("number")) or text(one.get("id")),
        amount=amount(one.get("total"), _currency(one)),
        currency=_currency(one),
        status=text(one.get("status")),
        at=number(one.get("created")),
        due_at=number(one.get("due_date")),
        _id=text(one.get("id")),
    )


def _payment(one: Mapping[str, Any], charge: Mapping[str, Any], reason: str) -> Mapping[str, Any]:
    return known(
        amount=amount(one.get("amount"), _currency(one)),
        currency=_currency(one),
        at=number(one.get("created")),
        reason=reason,
        about=text(charge.get("invoice")) or text(charge.get("description")),
    )


def _why(charge: Mapping[str, Any]) -> str:
    return text(charge.get("failure_message")) or text(part(charge.get("outcome")).get("seller_message"))


def _refunds(charge: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Those that came about; where they are not listed, what the charge itself says of them."""
    listed = part(charge.get("refunds")).get("data")
    if isinstance(listed, list):
        refunds = [one for one in listed if isinstance(one, Mapping)]
        return [one for one in refunds if text(one.get("status")) not in {"failed", "canceled"}]
    back = number(charge.get("amount_refunded"))
    return [{"amount": back, "currency": charge.get("currency")}] if back else []


def _at(payment: Mapping[str, Any]) -> int:
    return number(payment.get("at")) or 0


def _items_of(subscription: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    listed = part(subscription.get("items")).get("data")
    return [one for one in listed if isinstance(one, Mapping)] if isinstance(listed, list) else []


def _plan(item: Mapping[str, Any]) -> str:
    """A name for people; the id of a price is none."""
    price, plan = part(item.get("price")), part(item.get("plan"))
    return text(price.get("nickname")) or text(plan.get("nickname")) or text(price.get("lookup_key"))


def _a_year(running: Sequence[Mapping[str, Any]]) -> float | None:
    """Of all that runs, or nothing where the price of one depends on use, steps or a discount: no guess is a value."""
    items_ = [item for subscription in running for item in _items_of(subscription)]
    if any(one.get("discount") for one in running):
        return None
    values = [_of_item(item) for item in items_]
    currencies = {_currency(_terms(item)[0]) for item in items_}
    if len(currencies) != 1 or any(value is None for value in values):
        return None
    return round(sum(value or 0.0 for value in values), 2)


def _terms(item: Mapping[str, Any]) -> tuple[Mapping[str, Any], Mapping[str, Any], Any]:
    """(what has the currency, what has the interval, the amount for one) of a price, or of a plan, its older name."""
    price, plan = part(item.get("price")), part(item.get("plan"))
    return (
        (price, part(price.get("recurring")), price.get("unit_amount")) if price else (plan, plan, plan.get("amount"))
    )


def _of_item(item: Mapping[str, Any]) -> float | None:
    price, every, minor = _terms(item)
    one, many = amount(minor, _currency(price)), number(item.get("quantity"))
    times, count = _TIMES_A_YEAR.get(text(every.get("interval"))), number(every.get("interval_count"))
    if one is None or many is None or not times or not count or every.get("usage_type") == "metered":
        return None
    return None if max(many, count) > _LARGEST else one * many * times / count


def _named_by_number(found: Mapping[str, Any]) -> dict[str, Any]:
    """Payments name the invoice by its id; people know it by its number."""
    invoices = found["invoices"]
    if isinstance(invoices, NotTold):
        return dict(found)
    numbers = {one["_id"]: one.get("number", "") for one in invoices if "_id" in one}
    told = {"invoices": [{name: value for name, value in one.items() if name != "_id"} for one in invoices]}
    for name in ("failed_payments", "refunds"):
        payments = found[name]
        if not isinstance(payments, NotTold):
            told[name] = [one | {"about": numbers.get(one.get("about"), one.get("about"))} for one in payments]
    return {**found, **told}
