"""Who the customer is, and what is known of the account: each fact with its source and time, and why it is missing.

What the site signed or a bot's key told counts before what sources say; among those the order of the policy counts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from segue.domain.account import ACCOUNT_FIELDS, Findings, Told, read_value, told
from segue.domain.conversation import Conversation, Entry, Kind
from segue.domain.identity import as_told, identity_of, why_not_asked
from segue.domain.moves.accounts import findings_in, latest
from segue.domain.package import Account, Billing, Fact, Status, Usage
from segue.domain.policy import Policy

STANDARD = ("name", "email", "id", "company", "tier", "contract_value", "since", "health")
"""Facts of `package.Account`, in its order."""

FURTHER = ("churn_risk", "named_contact")
"""What routing goes by, told among the facts that have no place of their own."""

ELSEWHERE = frozenset(ACCOUNT_FIELDS) - {*STANDARD, *FURTHER}
"""Names that have a place of their own in the package."""

NO_SOURCE = "no source tells it"
STILL_ASKED = "the sources have not answered yet"
NONE_TOLD = "there is none"
UNUSABLE = "the answer could not be read"
MOST_MORE = 40
"""Facts beyond the standard ones that are told."""


@dataclass(frozen=True, slots=True)
class AccountFile:
    """What is known of the account at one moment. given: name -> what the site, a bot or the page told, not empty.

    findings: one of each source, in the order of the policy.
    """

    conversation: Conversation
    policy: Policy
    findings: tuple[Findings, ...] = ()
    given: Mapping[str, Any] = field(default_factory=dict)
    told_at: Mapping[str, datetime] = field(default_factory=dict)
    why_not_asked: str = ""

    def fact(self, name: str) -> Fact[Any]:
        """name: of ACCOUNT_FIELDS, email, id, or of a fact of the policy without `customer.`."""
        value = read_value(name if name in ACCOUNT_FIELDS else f"customer.{name}", self.given.get(name))
        if value is not None and value != ():
            return Fact(value, Status.KNOWN, self._teller(name), self.told_at.get(name, self.conversation.created_at))
        asked = told(name, self.findings)
        if asked.findings is None and name not in ACCOUNT_FIELDS:
            asked = told(f"customer.{name}", self.findings)
        return self._of_sources(asked)

    def _teller(self, name: str) -> str:
        customer = self.conversation.customer
        if name == "email" and not customer.email:
            return "customer"  # left in the conversation
        if not customer.verified:
            return "customer"  # what their page says of them, and nobody signed
        return "site" if self.conversation.channel == "widget" else "bot"

    def _of_sources(self, asked: Told) -> Fact[Any]:
        one = asked.findings
        if one is None:
            return Fact(status=Status.NOT_ASKED, why=self._why_not_asked())
        if asked.failed:
            return Fact(None, Status.FAILED, one.source, one.at, f"{one.why or UNUSABLE} ({one.source})")
        if asked.value is None:
            return Fact(None, Status.ABSENT, one.source, one.at, NONE_TOLD)
        return Fact(asked.value, Status.KNOWN, one.source, one.at)

    def _why_not_asked(self) -> str:
        if self.why_not_asked:
            return self.why_not_asked
        if cannot := next((one for one in self.findings if one.why and not one.covers), None):
            return f"{cannot.why} ({cannot.source})"
        answered = {one.source for one in self.findings}
        return NO_SOURCE if answered >= set(self.policy.sources) else STILL_ASKED


def account_file(
    conversation: Conversation,
    entries: Sequence[Entry],
    policy: Policy,
    findings: Sequence[Findings] = (),
    *,
    asked_about: Conversation | None = None,
) -> AccountFile:
    """entries: those of the log that tell facts. findings: what sources said beside it, or failed to say.

    asked_about: the conversation with the identity by which sources were asked, where `conversation` goes without it.
    """
    asked_about = asked_about or conversation
    customer = as_told(conversation.customer)
    given = {
        **customer.facts,
        "name": customer.name,
        "email": customer.email or conversation.contact_email,
        "id": customer.id,
    }
    told_at: dict[str, datetime] = {}
    for entry in entries:
        if entry.kind is Kind.CONTEXT and isinstance(entry.data.get("customer"), Mapping):
            names = entry.data["customer"].get("facts", ())
            told_at.update(dict.fromkeys((*names, "name", "email", "id"), entry.at))
        elif entry.kind is Kind.CONTACT:
            told_at["email"] = entry.at
    present = {name: value for name, value in given.items() if value not in (None, "")}
    found = latest([*findings_in(entries, identity_of(asked_about.customer)), *findings], policy)
    return AccountFile(conversation, policy, found, present, told_at, why_not_asked(asked_about, policy))


def account_of(known: AccountFile) -> Account:
    """The standard facts, and by name every other one that is told or that the policy declares."""
    declared = [name.removeprefix("customer.") for name in known.policy.facts if name.startswith("customer.")]
    covered = [
        name.removeprefix("customer.")
        for one in known.findings
        for name in one.covers
        if name.startswith("customer.") or name in FURTHER
    ]
    names = dict.fromkeys(name for name in (*declared, *known.given, *covered) if name not in {*STANDARD, *ELSEWHERE})
    return Account(
        **{name: known.fact(name) for name in STANDARD},
        more={name: known.fact(name) for name in list(names)[:MOST_MORE]},
        verified=known.conversation.customer.verified,
    )


def billing_of(known: AccountFile) -> Billing:
    return Billing(*map(known.fact, ("billing_state", "invoices", "failed_payments", "refunds")))


def usage_of(known: AccountFile) -> Usage:
    return Usage(*map(known.fact, ("last_active", "features_used", "errors_seen")))
