"""What a rendering says of who it is and of their account. A fact that is not known is told by its status in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from segue.domain.account import Invoice, Note, Payment, TicketNote
from segue.domain.package import ContextPackage, EarlierContact, Fact, Status
from segue.domain.renderings.parts import HandoffFacts, Line
from segue.domain.renderings.spelling import (
    clean,
    heading,
    known,
    money,
    name_words,
    number,
    spaced,
    status_words,
    value_words,
)

URGENCY = {
    "immediate": ("immediate urgency", "bad"),
    "high": ("high urgency", "warn"),
    "normal": ("normal urgency", ""),
    "soft": ("not urgent", ""),
}
SAID_ONCE = frozenset({Status.NOT_ASKED, Status.WITHHELD})
MOST_MORE = 2
"""Facts of the policy's own that stand in the first line."""


def who(package: ContextPackage, handoff: HandoffFacts) -> Iterable[Line]:
    customer = package.customer
    name = known(customer.name) or known(customer.email) or known(customer.id) or ""
    yield Line(text=name_words(str(name)) or "Unnamed customer")
    yield Line(text="verified", tone="good") if customer.verified else Line(text="not verified")
    words, tone = URGENCY.get(handoff.urgency, ("", ""))
    yield Line(text=words, tone=tone)
    yield _chip("", customer.tier)
    contract = known(customer.contract_value)
    if contract is not None:
        worth = number(contract) if isinstance(contract, int | float) else clean(str(contract))
        yield Line(text=f"{worth} a year", source=customer.contract_value.source)
    yield _chip("since", customer.since)
    yield _chip("", customer.company)
    scalars = [(n, f) for n, f in customer.more.items() if isinstance(known(f), str | int | float)]
    yield from (_chip(spaced(name), fact) for name, fact in scalars[:MOST_MORE])


def _chip(label: str, fact: Fact[Any]) -> Line:
    return Line(label=label, text=name_words(value_words(known(fact))), source=fact.source)


def before(package: ContextPackage, _: HandoffFacts) -> Iterable[Line]:
    """Whether they were here before on this, and what is still open elsewhere."""
    repeat = known(package.repeat_contact)
    if repeat:
        yield Line(text=repeat.sentence)
    if package.open_tickets.status in (Status.KNOWN, Status.FAILED):
        yield from _listed("Open ticket", package.open_tickets, _ticket)


def facts(package: ContextPackage, _: HandoffFacts) -> Iterable[Line]:
    customer = package.customer
    for name in ("email", "id", "company", "tier", "contract_value", "since", "health"):
        yield _fact(name, getattr(customer, name))
    for name, fact in customer.more.items():
        yield _fact(name, fact)


def _fact(label: str, fact: Fact[Any]) -> Line:
    """What is only not asked for, or kept back by the customer, is said once, in a section of its own."""
    if fact.status in SAID_ONCE:
        return Line()
    words = value_words(known(fact)) if fact.status is Status.KNOWN else status_words(fact)
    return Line(label=heading(label), text=words, source=fact.source)


def billing(package: ContextPackage, _: HandoffFacts) -> Iterable[Line]:
    yield _fact("state", package.billing.state)
    yield from _listed("Failed payment", package.billing.failed_payments, _payment)
    yield from _listed("Invoice", package.billing.invoices, _invoice)
    yield from _listed("Refund", package.billing.refunds, _payment)


def _invoice(one: Invoice) -> Line:
    tone = "good" if one.status == "paid" else "bad" if one.status in ("past_due", "overdue", "uncollectible") else ""
    words = " ".join(part for part in (clean(one.number), money(one.amount, one.currency)) if part)
    return Line(text=words, tag=spaced(one.status), tone=tone, at=one.at)


def _payment(one: Payment) -> Line:
    about = f"for {clean(one.about)}" if one.about else ""
    words = " ".join(part for part in (money(one.amount, one.currency), about) if part)
    return Line(text=words or "amount not told", quote=one.reason, at=one.at)


def crm_notes(package: ContextPackage, _: HandoffFacts) -> Iterable[Line]:
    def line(one: Note) -> Line:
        return Line(quote=one.text, source=one.author, at=one.at)

    return _listed("", package.notes, line)


def earlier(package: ContextPackage, _: HandoffFacts) -> Iterable[Line]:
    yield from map(_contact, package.earlier)
    yield from _listed("Ticket", package.earlier_tickets, _ticket)
    yield _fact("last contact", package.last_contact)


def _contact(one: EarlierContact) -> Line:
    same = "same matter" if one.same_matter else ""
    words = ", ".join(part for part in (heading(one.reason), same) if part)
    return Line(text=words, quote=one.summary, tag=spaced(one.outcome), at=one.at)


def _ticket(one: TicketNote) -> Line:
    state = ", ".join(part for part in (spaced(one.status), clean(one.outcome)) if part)
    return Line(text=f"#{clean(one.id).removeprefix('#')}", quote=one.subject, tag=state, at=one.at, url=one.url)


def usage(package: ContextPackage, _: HandoffFacts) -> Iterable[Line]:
    yield _fact("last active", package.usage.last_active)
    yield _fact("features used", package.usage.features)
    yield from _listed("Error seen", package.usage.errors, lambda one: Line(quote=one.text, at=one.at))


def _listed(label: str, fact: Fact[tuple[Any, ...]], line: Callable[[Any], Line]) -> Iterable[Line]:
    """Each of a list; or its status in words, when there was somebody to ask."""
    found = known(fact)
    if found:
        for one in found:
            made = line(one)
            yield replace(made, label=label, source=made.source or fact.source)
    elif fact.status not in SAID_ONCE:
        plural = {"": "Notes", "Error seen": "Errors seen"}.get(label, f"{label}s")
        words = "none" if fact.status is Status.KNOWN else status_words(fact)
        yield Line(label=plural, text=words, source=fact.source)
