"""Who plays in the demo: the team of the shop and a few of its customers. All invented."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from segue.ports.people import UserRole


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody who works at the shop. `alias` names them in addresses: http://maria.localhost:8440."""

    alias: str
    name: str
    role: UserRole
    team: str = ""
    skills: Mapping[str, int] = field(default_factory=dict)
    languages: tuple[str, ...] = ("en",)

    @property
    def email(self) -> str:
        return f"{self.alias}@quillwood.example"

    @property
    def first(self) -> str:
        return self.name.split(" ", maxsplit=1)[0]


MARIA = Colleague("maria", "Maria Lindqvist", UserRole.AGENT, "Billing", {"billing": 4})
TOM = Colleague("tom", "Tom Okafor", UserRole.AGENT, "Customer care", {"shipping": 3, "products": 3})
AISHA = Colleague(
    "aisha", "Aisha Rahman", UserRole.AGENT, "Customer care", {"billing": 2, "shipping": 4, "products": 1}, ("en", "es")
)
ADMIN = Colleague("admin", "Robin Falk", UserRole.ADMIN)
TEAM = (MARIA, TOM, AISHA, ADMIN)


@dataclass(frozen=True, slots=True)
class Shopper:
    """A customer as the shop knows one. `facts` reach Segue signed by the shop."""

    id: str
    name: str
    email: str
    about: str
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Past:
    """An earlier contact: what was asked, who helped, how it ended."""

    days_ago: int
    shopper: str  # id
    asked: str
    colleague: Colleague
    answered: str
    disposition: str


PAST = (
    Past(
        *(23, "c-1001", "The alder shelf came in the wrong colour, can I speak to somebody?", TOM),
        answered="I am sorry, Ana. We fetch it on Friday and bring the right one.",
        disposition="Exchanged free of charge",
    ),
    Past(
        *(9, "c-1001", "The invoice of October names the old address, I need a person to change it.", MARIA),
        answered="Done: a corrected invoice is in your mailbox.",
        disposition="Invoice corrected",
    ),
    Past(
        *(40, "c-1003", "My Fjord sofa wobbles, please connect me with someone.", AISHA),
        answered="A new foot is on its way, with the tool for it.",
        disposition="Spare part sent",
    ),
)


SHOPPERS = {
    shopper.id: shopper
    for shopper in (
        Shopper(
            "c-1001",
            "Ana Duarte",
            "ana@studio-duarte.example",
            "a studio with a yearly contract, customer since 2019",
            {"tier": "enterprise", "contract_value": 48000, "since": "2019-03-01", "open_orders": 2},
        ),
        Shopper(
            "c-1002",
            "Ben Hoffmann",
            "ben.hoffmann@post.example",
            "bought a sofa in spring, one order on its way",
            {"tier": "standard", "since": "2026-04-18", "open_orders": 1},
        ),
        Shopper(
            "c-1003",
            "Chiara Conti",
            "chiara@conti.example",
            "a member of the Quillwood club with eleven orders",
            {"tier": "plus", "since": "2021-09-12", "open_orders": 0},
        ),
    )
}
