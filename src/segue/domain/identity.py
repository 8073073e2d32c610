"""Who a customer is, as far as somebody vouches for it: only then is a system asked about them."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256

from segue.domain.conversation import Conversation, Customer
from segue.domain.policy import Policy


def identity_of(customer: Customer) -> str:
    """A digest of the id and the e-mail address that the site signed or a bot's key told; "" where neither is known.

    What a page claims opens nobody's account.
    """
    if not customer.verified or not (customer.id or customer.email):
        return ""
    return digest(customer.id, customer.email)


def digest(id_: str, email: str) -> str:
    return sha256(f"{id_}\0{email.strip().lower()}".encode("utf-8", "replace")).hexdigest()[:24]


def why_not_asked(conversation: Conversation, policy: Policy) -> str:
    """Why no source is asked about this customer, in words; "" when the policy's sources are."""
    if not policy.sources:
        return "the policy names no source"
    customer = conversation.customer
    if not customer.verified:
        return "nobody vouches for who the customer is"
    return "" if customer.id or customer.email else "neither an id nor an e-mail address of the customer is known"


def as_told(customer: Customer) -> Customer:
    """The customer as the site or the bot told them, without what sources found."""
    if not customer.found:
        return customer
    facts = {name: value for name, value in customer.facts.items() if name not in customer.found}
    return replace(customer, facts=facts, found=())
