"""Builds the context package out of the log and what is known of the customer. What is missing is named as missing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from segue.domain.briefing.told import Known, tell
from segue.domain.conversation import Conversation, Customer, Entry
from segue.domain.history import Visit, pages_seen
from segue.domain.lifecycle import TERMINAL, Handoff, Urgency
from segue.domain.package import Account, Attempt, ContextPackage, EarlierContact, Fact, Page, Status
from segue.domain.policy import Policy
from segue.domain.sentences import shorten

MOST_PAGES = 8
URGENCY_WORDS = {
    Urgency.SOFT: "Not urgent.",
    Urgency.NORMAL: "No particular urgency was seen.",
    Urgency.HIGH: "Urgent: the trigger asks for high urgency.",
    Urgency.IMMEDIATE: "Immediate: the trigger asks that this goes first.",
}

REASON_WORDS = {
    "customer_asked": "The customer asked for a person.",
    "bot_stuck": "The assistant was not getting anywhere.",
    "bot_error": "The assistant failed.",
    "bot_silent": "The assistant did not answer.",
    "bot_asked": "The assistant asked for a person.",
    "human_took_over": "A person here took the conversation over.",
    "follow_up": "A person here picked up what was left behind.",
}


def brief(
    conversation: Conversation,
    handoff: Handoff,
    entries: Sequence[Entry],
    earlier: Sequence[Handoff],
    summaries: Mapping[str, str],
    policy: Policy,
    now: datetime,
    transcript: str = "",
    visits: Sequence[Visit] = (),
) -> ContextPackage:
    """entries: the log up to the handoff, or its last few hundred lines. earlier: other contacts, newest first.

    visits: what this visitor looked at, also before the conversation.
    summaries: by id of an earlier handoff, what its own briefing said the matter was.
    """
    facts = customer_facts(conversation.customer, policy, contact=conversation.contact_email)
    topics = tuple(topics_of(entries))
    told = tell(
        entries,
        Known(
            name=conversation.customer.name,
            language=conversation.language,
            trigger_words=handoff.evidence,
            topics=topics,
            variables=conversation.variables,
            withheld=conversation.withheld,
        ),
    )
    language = Fact(conversation.language, Status.KNOWN, "segue") if conversation.language else Fact()
    return ContextPackage(
        handoff=handoff.id,
        conversation=conversation.id,
        built_at=now,
        read_to=entries[-1].seq if entries else 0,
        customer=facts,
        summary=told.summary,
        wants=told.wants,
        goes_wrong=told.goes_wrong,
        trigger=handoff.trigger,
        reason=handoff.reason,
        trigger_words=handoff.evidence,
        why_now=why_now(handoff),
        tried=told.tried,
        highlights=told.highlights,
        open_questions=told.open_questions,
        first_sentence=told.first_sentence,
        urgency=URGENCY_WORDS[handoff.urgency],
        topics=topics,
        pages=tuple(Page(**page) for page in pages_seen(visits, conversation.pages, MOST_PAGES)),
        earlier=tuple(earlier_contact(other, summaries.get(other.id, "")) for other in earlier),
        language=language,
        variables=dict(conversation.variables),
        missing=tuple(missing(facts, conversation, told.tried, earlier)),
        transcript=transcript,
    )


def why_now(handoff: Handoff) -> str:
    """The reason as a sentence; one of the policy's own is told by its code: "Large refund (refund-over-500)."."""
    if handoff.reason in REASON_WORDS:
        return REASON_WORDS[handoff.reason]
    words = (handoff.reason or handoff.trigger).replace("_", " ").replace("-", " ").capitalize()
    by = f" ({handoff.trigger})" if handoff.trigger and handoff.trigger != handoff.reason else ""
    return f"{words}{by}."


STANDARD = ("name", "email", "id", "company", "tier", "contract_value", "since", "health")


def customer_facts(customer: Customer, policy: Policy, *, contact: str = "") -> Account:
    """Name, e-mail, id and every fact that is known or that the policy declares for a customer."""
    source = "site or bot, verified" if customer.verified else "the customer's page, not verified"
    given = {"name": customer.name, "email": customer.email or contact, "id": customer.id, **customer.facts}
    declared = [name.removeprefix("customer.") for name in policy.facts if name.startswith("customer.")]
    found: dict[str, Fact[Any]] = {
        name: Fact(given[name], Status.KNOWN, source) if given.get(name) not in (None, "") else Fact()
        for name in dict.fromkeys([*STANDARD, *given, *declared])
    }
    standard = {name: found.pop(name) for name in STANDARD}
    return Account(**standard, more=found, verified=customer.verified)


def topics_of(entries: Sequence[Entry]) -> list[str]:
    found = [topic for e in entries if e.decision for topic in e.decision.get("topics", ())]
    return list(dict.fromkeys(found))


def earlier_contact(handoff: Handoff, summary: str) -> EarlierContact:
    outcome = handoff.disposition or (handoff.state.value if handoff.state in TERMINAL else "still open")
    return EarlierContact(handoff.requested_at, handoff.reason, outcome, shorten(summary or handoff.evidence, 160))


def missing(
    facts: Account, conversation: Conversation, tried: Sequence[Attempt], earlier: Sequence[Handoff]
) -> Iterable[str]:
    """Each fact that is not known, in words."""
    named = {name: getattr(facts, name) for name in STANDARD} | dict(facts.more)
    unknown = (name.replace("_", " ") for name, fact in named.items() if fact.status is not Status.KNOWN)
    yield from (f"customer {name}: not asked" for name in unknown)
    if not conversation.pages:
        yield "pages visited: not reported"
    if not tried:
        yield "solutions tried: the assistant gave no answer yet"
    if not conversation.customer.id:
        yield "earlier contacts: the customer is not identified"
    elif not earlier:
        yield "earlier contacts: none on record"
