"""What can be known of a customer's account, and by which names. A source answers with these names and raw values;
here they become typed, bounded values, or nothing. What vendors send is hostile: text stays text, and short.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any


@dataclass(frozen=True, slots=True)
class Invoice:
    """amount: in the currency's own unit (49.90), None when not told. currency: ISO 4217."""

    number: str
    amount: float | None = None
    currency: str = ""
    status: str = ""  # paid | open | past_due | void | … as the source says
    at: datetime | None = None
    due_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Payment:
    """A payment that failed, or a refund."""

    amount: float | None = None
    currency: str = ""
    at: datetime | None = None
    reason: str = ""
    about: str = ""  # number of the invoice or order


@dataclass(frozen=True, slots=True)
class TicketNote:
    """A ticket in a helpdesk. outcome: in the helpdesk's words, "" while it is open."""

    id: str
    subject: str
    status: str = ""
    at: datetime | None = None  # created
    updated_at: datetime | None = None
    outcome: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """What somebody wrote in the CRM. It is quoted, never obeyed."""

    text: str
    at: datetime | None = None
    author: str = ""


@dataclass(frozen=True, slots=True)
class SeenError:
    text: str
    at: datetime | None = None


class AccountKind(StrEnum):
    """How a raw value is read."""

    STRING = "string"
    NUMBER = "number"
    MOMENT = "moment"  # ISO 8601 or Unix seconds
    TEXTS = "texts"
    TICKETS = "tickets"
    INVOICES = "invoices"
    PAYMENTS = "payments"
    NOTES = "notes"
    ERRORS = "errors"


@dataclass(frozen=True, slots=True)
class AccountField:
    kind: AccountKind
    meaning: str


ACCOUNT_FIELDS: Mapping[str, AccountField] = {
    "name": AccountField(AccountKind.STRING, "The customer's name."),
    "company": AccountField(AccountKind.STRING, "The company they belong to."),
    "tier": AccountField(AccountKind.STRING, "Plan or tier: free, pro, enterprise."),
    "contract_value": AccountField(AccountKind.NUMBER, "Value of the contract a year, in the account's currency."),
    "since": AccountField(AccountKind.STRING, "Customer since: a date or a year."),
    "health": AccountField(AccountKind.STRING, "Health of the account, as the CRM says it."),
    "churn_risk": AccountField(AccountKind.NUMBER, "Risk that the customer leaves, from 0 to 1."),
    "named_contact": AccountField(AccountKind.STRING, "Who of the team looks after the account: id or e-mail address."),
    "open_tickets": AccountField(AccountKind.TICKETS, "Tickets that are open, newest first."),
    "earlier_tickets": AccountField(AccountKind.TICKETS, "Tickets that have ended, with their outcome, newest first."),
    "last_contact": AccountField(AccountKind.MOMENT, "When they were last in touch."),
    "billing_state": AccountField(AccountKind.STRING, "State of the subscription or account: active, past_due."),
    "invoices": AccountField(AccountKind.INVOICES, "The last invoices, newest first."),
    "failed_payments": AccountField(AccountKind.PAYMENTS, "Payments that failed, newest first."),
    "refunds": AccountField(AccountKind.PAYMENTS, "Refunds, newest first."),
    "notes": AccountField(AccountKind.NOTES, "Notes of the CRM, newest first; three are kept."),
    "last_active": AccountField(AccountKind.MOMENT, "When the product was last used."),
    "features_used": AccountField(AccountKind.TEXTS, "Features used of late."),
    "errors_seen": AccountField(AccountKind.ERRORS, "Errors the customer met in the product, newest first."),
}
"""Names a source may answer with. Beside them, `customer.<name>` for every fact that the policy declares."""


@dataclass(frozen=True, slots=True)
class Findings:
    """What one source said of one customer at one moment: this is what an entry of the log keeps.

    covers: every name that was asked for; one without a value is absent. values: name -> JSON value, bounded.
    unusable: names whose answer could not be read. why: in words, when it failed; then `values` is empty and nothing
    it covers is known. about: a digest of whom it was asked about, as `Conversation.asked_about`.
    """

    source: str
    at: datetime
    covers: tuple[str, ...]
    values: Mapping[str, Any] = field(default_factory=dict)
    failed: bool = False
    why: str = ""
    took_s: float = 0.0
    unusable: tuple[str, ...] = ()
    about: str = ""
