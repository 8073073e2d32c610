"""Units and queries over page visits, and over what is remembered of earlier conversations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from segue.domain.history import MOST_CONTACTS, MOST_VISITS, History, Visit
from segue.ports.store import Query, Unit

KEPT_OF_ONE = 1_000
"""Visits that are kept of one visitor; the oldest make room."""


@dataclass(frozen=True, slots=True)
class KeepVisits(Unit[tuple[str, ...]]):
    """Store these visits. One that is there already (by its id) only learns a longer stay.

    customer: whom the site signed or a bot's key told, "" for a stranger. Answers the ids that are new.
    """

    workspace: str
    visitor: str
    customer: str
    visits: tuple[Visit, ...]


@dataclass(frozen=True, slots=True)
class LinkVisitor(Unit[None]):
    """The visitor turns out to be this customer: what they did as a stranger is the customer's from now on."""

    workspace: str
    visitor: str
    customer: str


@dataclass(frozen=True, slots=True)
class SweepVisits(Unit[int]):
    """Delete visits older than that, at most `limit`. Answers how many."""

    workspace: str
    before: datetime
    limit: int = 1_000


@dataclass(frozen=True, slots=True)
class HistoryOf(Query[History]):
    """What this visitor did, and with a customer's id what that customer did in any browser; newest first.

    A visitor's own rows count as long as they belong to no other customer. "" leaves one of the two out.
    conversation: the one that is going on, which is not among the contacts.
    """

    workspace: str
    visitor: str
    customer: str
    conversation: str
    visits_since: datetime
    contacts_since: datetime
    most_visits: int = MOST_VISITS
    most_contacts: int = MOST_CONTACTS
    only_visitor: bool = False  # nothing from the customer's other browsers
