"""A conversation: an append-only log of entries, and the small state that is kept current entry by entry.

Times are aware and in UTC. Ids are opaque text.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from segue.domain.offers import Offers
from segue.domain.signals.memory import SignalMemory


class Role(StrEnum):
    """Who wrote an entry. Names as in Google CCAI; `system` is Segue itself."""

    END_USER = "end_user"
    AUTOMATED_AGENT = "automated_agent"
    HUMAN_AGENT = "human_agent"
    SYSTEM = "system"


class Kind(StrEnum):
    """What an entry records."""

    MESSAGE = "message"  # words for the customer to read, or from the customer
    NOTE = "note"  # internal note between people who work here
    CONTEXT = "context"  # page visit, account facts, variables of the bot
    FACTS = "facts"  # what a source said of the account; data: domain.account.Findings
    PASSED_ON = "passed_on"  # what the customer wants passed on; data: {withheld: [...], own_words}
    BOT_ERROR = "bot_error"  # the bot failed or stayed silent
    OFFER = "offer"  # the customer is asked to choose; data: {id, choices: [{id, label}], expires_at}
    OFFER_ANSWERED = "offer_answered"  # data: {id, choice}
    OFFER_LAPSED = "offer_lapsed"  # data: {id}
    HANDOFF = "handoff"  # a step of the handoff; data: {id, state, event, queue, reason, agent, agent_name …}
    HANDED_BACK = "handed_back"  # end marker for the bot; data: {packet, epoch}
    CONTACT = "contact"  # the customer left an address; data: {email} or {phone}
    CUSTOMER_AWAY = "customer_away"  # the customer closed the page while a person was due
    CUSTOMER_BACK = "customer_back"
    CSAT = "csat"  # data: {score: 1..5, comment}
    ENDED = "ended"  # nothing follows; data: {outcome, because, ended_by}


class Audience(StrEnum):
    """Who may read. Staff are human agents, supervisors, operators and admins."""

    CUSTOMER = "customer"
    BOT = "bot"
    STAFF = "staff"


EVERYONE = frozenset(Audience)
STAFF_ONLY = frozenset({Audience.STAFF})
NOT_CUSTOMER = frozenset({Audience.BOT, Audience.STAFF})

SEEN_BY: Mapping[Kind, frozenset[Audience]] = {
    Kind.MESSAGE: EVERYONE,
    Kind.NOTE: STAFF_ONLY,
    Kind.CONTEXT: NOT_CUSTOMER,
    Kind.FACTS: STAFF_ONLY,
    Kind.PASSED_ON: STAFF_ONLY,
    Kind.BOT_ERROR: NOT_CUSTOMER,
    Kind.OFFER: EVERYONE,
    Kind.OFFER_ANSWERED: EVERYONE,
    Kind.OFFER_LAPSED: EVERYONE,
    Kind.HANDOFF: EVERYONE,
    Kind.HANDED_BACK: NOT_CUSTOMER,
    Kind.CONTACT: STAFF_ONLY,
    Kind.CUSTOMER_AWAY: STAFF_ONLY,
    Kind.CUSTOMER_BACK: STAFF_ONLY,
    Kind.CSAT: STAFF_ONLY,
    Kind.ENDED: EVERYONE,
}

CUSTOMER_DATA: Mapping[Kind, frozenset[str]] = {
    Kind.MESSAGE: frozenset({"attachments"}),
    Kind.OFFER: frozenset({"id", "choices", "expires_at"}),
    Kind.OFFER_ANSWERED: frozenset({"id", "choice"}),
    Kind.OFFER_LAPSED: frozenset({"id"}),
    Kind.HANDOFF: frozenset(
        {
            "state",
            "event",
            "agent_name",
            "position",
            "wait_s",
            "wait_low_s",
            "wait_high_s",
            "survey",
            "survey_text",
            "passed_on",
        }
    ),
    Kind.ENDED: frozenset({"survey", "survey_text"}),
}
"""Fields of `data` that reach the customer; every other field stays inside."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the log. `seq` counts 1, 2, 3 … without gaps within its conversation."""

    seq: int
    kind: Kind
    role: Role
    at: datetime
    text: str = ""
    author: str = ""  # id of the bot or human agent that wrote it
    author_name: str = ""  # as the customer sees it: "Maria from Billing"
    message_id: str = ""  # the caller's own id, unique within the conversation; "" for Segue's own entries
    epoch: int = 0  # epoch after this entry
    data: Mapping[str, Any] = field(default_factory=dict)
    decision: Mapping[str, Any] | None = None  # what the trigger engine said, staff only


INTERNAL_STEPS = frozenset(
    {
        *("reserved", "reservation_declined", "reservation_expired", "reservation_revoked"),
        *("transfer_asked", "transfer_declined", "transfer_expired", "transfer_revoked"),
    }
)
"""Steps of a handoff that are the team's own business: whom it was proposed to, and who did not take it."""


def visible(entry: Entry, audience: Audience) -> bool:
    if entry.kind is Kind.HANDOFF and entry.data.get("event") in INTERNAL_STEPS:
        return audience is Audience.STAFF
    return audience in SEEN_BY[entry.kind]


class OwnerKind(StrEnum):
    BOT = "bot"
    QUEUE = "queue"
    HUMAN = "human"


@dataclass(frozen=True, slots=True)
class Owner:
    """Who may speak to the customer now."""

    kind: OwnerKind = OwnerKind.BOT
    id: str = ""  # the queue's name, or the human agent's id
    name: str = ""  # the human agent's name as the customer sees it

    def __str__(self) -> str:
        return self.kind.value if not self.id else f"{self.kind.value}:{self.id}"


@dataclass(frozen=True, slots=True)
class PageVisit:
    url: str
    title: str
    at: datetime


@dataclass(frozen=True, slots=True)
class PendingOffer:
    """A question the customer has not answered. It lapses after two customer turns or at `expires_at`."""

    id: str
    choices: tuple[str, ...]  # ids, such as ("human", "bot") or ("wait", "ticket")
    turns_left: int
    expires_at: datetime
    handoff: str = ""  # the handoff that it is about


@dataclass(frozen=True, slots=True)
class Customer:
    """What is known of the customer. `verified` only when the facts came signed by the site or from a bot's key."""

    id: str = ""
    name: str = ""
    email: str = ""
    verified: bool = False
    facts: Mapping[str, Any] = field(default_factory=dict)  # tier, contract_value, since … as the policy declares
    found: tuple[str, ...] = ()  # names of those facts that sources told, not the site or the bot


@dataclass(frozen=True, slots=True)
class Conversation:
    """The state that deciding needs, current as of `last_seq`. Its size does not grow with the log."""

    workspace: str
    id: str
    created_at: datetime
    updated_at: datetime
    channel: str = "api"  # "widget" when Segue stands in front of the bot, "api" when the bot does
    bot: str = ""  # name of the bot key or webhook that serves this conversation
    visitor: str = ""  # the browser it belongs to, "" for channel "api"
    language: str = ""
    customer: Customer = field(default_factory=Customer)
    owner: Owner = field(default_factory=Owner)
    epoch: int = 1
    last_seq: int = 0
    open: bool = True
    ended_by: str = ""  # one of domain.outcomes.EndedBy; "" while it is open
    handoff: str = ""  # the handoff that is offered or open, else ""
    last_handoff: str = ""  # the newest one that was requested, open or ended
    left_behind: str = ""  # the handoff whose follow-up may still get an address
    handoffs: int = 0  # handoffs requested so far
    offer: PendingOffer | None = None
    offers_made: int = 0
    offers: Offers = field(default_factory=Offers)  # what became of them, and which rules wait to fire again
    contact_email: str = ""
    contact_phone: str = ""
    asked_for_email: bool = False
    asked_for_phone: bool = False
    asked_at: int = 0  # how many turns the customer had when they were asked for one or the other
    asked_to_end: int = 0  # the same, when they were asked whether the talk with a human agent shall end
    last_customer_at: datetime | None = None
    last_text: str = ""  # the customer's newest words, shortened
    matter: str = ""  # the customer's first words of substance, shortened
    pages: tuple[PageVisit, ...] = ()  # the last 20
    variables: Mapping[str, Any] = field(default_factory=dict)  # set by the bot
    signals: SignalMemory = field(default_factory=SignalMemory)
    policy_version: str = ""
    asked_about: str = ""  # whom the sources were asked about last: a digest of their identity
    withheld: tuple[str, ...] = ()  # names of domain.passing_on.PARTS that the customer does not want passed on
    own_words: str = ""  # what the customer wrote as the matter, in what is passed on
