"""What the package does not know, in words: for people who would otherwise take silence for an answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from segue.domain.briefing.account import NONE_TOLD
from segue.domain.package import Account, ContextPackage, Fact, Status

_SAID = {Status.ABSENT: "none", Status.NOT_ASKED: "not asked", Status.FAILED: "could not be read"}
"""Status -> words; what is withheld is named apart, as that."""

_ACCOUNT = {
    "billing state": ("billing", "state"),
    "invoices": ("billing", "invoices"),
    "failed payments": ("billing", "failed_payments"),
    "refunds": ("billing", "refunds"),
    "open tickets": ("open_tickets",),
    "earlier tickets": ("earlier_tickets",),
    "last contact": ("last_contact",),
    "CRM notes": ("notes",),
    "last active": ("usage", "last_active"),
    "features used": ("usage", "features"),
    "errors seen": ("usage", "errors"),
}
"""Words -> where it stands in the package."""

_ORIGINS = {
    "pages": "pages visited",
    "tried": "solutions tried",
    "earlier": "earlier contacts",
    "attachments": "attachments",
}


def missing_of(package: ContextPackage) -> Iterator[str]:
    """ "customer tier: not asked". What a source says there is none of is no gap, and is not among them."""
    customer = {f"customer {name.replace('_', ' ')}": fact for name, fact in facts_of(package.customer).items()}
    yield from _gaps(customer, absent=True)
    yield from _gaps({name: _at(package, path) for name, path in _ACCOUNT.items()})
    yield from _gaps({"where it began": package.began_on, "language": package.language, "mood": package.mood})
    for field, words in _ORIGINS.items():
        origin = package.origins.get(field)
        if origin and origin.status in _SAID and field != "attachments":
            yield f"{words}: {origin.why or _SAID[origin.status]}"


def _gaps(facts: Mapping[str, Fact[Any]], *, absent: bool = False) -> Iterator[str]:
    for name, fact in facts.items():
        if fact.status in {Status.NOT_ASKED, Status.FAILED} or (absent and fact.status is Status.ABSENT):
            yield f"{name}: {_words(fact)}"


def _words(fact: Fact[Any]) -> str:
    said = _SAID[fact.status]
    if not fact.why or fact.why == NONE_TOLD:
        return said
    return fact.why if fact.status is Status.FAILED else f"{said}, {fact.why}"


def facts_of(account: Account) -> dict[str, Fact[Any]]:
    """Every fact of an account by its name, the declared ones as well."""
    standard = ("name", "email", "id", "company", "tier", "contract_value", "since", "health")
    return {name: getattr(account, name) for name in standard} | dict(account.more)


def _at(package: ContextPackage, path: tuple[str, ...]) -> Fact[Any]:
    found: Any = package
    for name in path:
        found = getattr(found, name)
    fact: Fact[Any] = found
    return fact
