"""What a handoff carries along for routing, from its queue and from what is vouched for of the customer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from segue.domain.conversation import Conversation
from segue.domain.policy import Policy
from segue.domain.queues import Queue
from segue.domain.routing.availability import OWN_DESK

AVOID, NAMED_CONTACT, CHURN, TIER = "avoid_agents", "named_contact", "churn_risk", "tier"
"""Names of the facts of a customer that are read here: `customer.avoid_agents` and so on."""

LONGEST_TIER = 60
MOST_AVOIDED = 50


@dataclass(frozen=True, slots=True)
class Needs:
    """tier, value: see `Handoff`.

    avoid: ids of human agents whom this customer must not get. sticky: id of the one whom they wait for first, or "".
    """

    tier: str = ""
    value: float = 1.0
    avoid: tuple[str, ...] = ()
    sticky: str = ""


def needs_of(conversation: Conversation, policy: Policy) -> Needs:
    """The part that the customer's facts tell. What a page claims counts for nothing: facts must be vouched for."""
    facts = vouched(conversation)
    tier = tier_of(facts, policy)
    known = policy.tiers.get(tier)
    value = (known.value if known else 1.0) * (1 + policy.routing.churn * churn_risk(facts))
    return Needs(tier=tier, value=value)


def vouched(conversation: Conversation) -> Mapping[str, Any]:
    """Facts that the site signed, a bot's key told, or a source answered."""
    return conversation.customer.facts if conversation.customer.verified else {}


def tier_of(facts: Mapping[str, Any], policy: Policy) -> str:
    """As the policy writes it, whatever the case of its letters; "" when none is told."""
    told = facts.get(TIER)
    if not isinstance(told, str) or not told.strip():
        return ""
    told = told.strip()[:LONGEST_TIER]
    known = (*policy.tiers, *(tier for queue in policy.queues.values() for tier in queue.sla.tiers))
    return next((name for name in known if name.casefold() == told.casefold()), told)


def churn_risk(facts: Mapping[str, Any]) -> float:
    """0..1; 0 when it is not told, or is no share of 1."""
    risk = facts.get(CHURN, 0)
    if isinstance(risk, bool) or not isinstance(risk, int | float) or not 0 <= risk <= 1:
        return 0.0
    return float(risk)


def avoided(conversation: Conversation) -> tuple[str, ...]:
    """Ids or e-mail addresses of human agents whom this customer must not get, in small letters."""
    told = vouched(conversation).get(AVOID, ())
    listed: Iterable[Any] = told.replace(";", ",").split(",") if isinstance(told, str) else told
    if not isinstance(listed, list | tuple):
        return ()
    return tuple(one.strip().casefold() for one in listed if isinstance(one, str) and one.strip())[:MOST_AVOIDED]


def named_contact(conversation: Conversation) -> str:
    """Id or e-mail address of who looks after this account, in small letters; "" when nobody is told."""
    told = vouched(conversation).get(NAMED_CONTACT, "")
    return told.strip().casefold() if isinstance(told, str) else ""


def of_queue(queue: Queue) -> dict[str, Any]:
    """What a handoff asks of an agent because it is in this queue, as fields of Handoff."""
    return {
        "queue": queue.name,
        "requires": dict(queue.requires),
        "prefers": dict(queue.prefers),
        "authority": dict(queue.authority),
        "seniority": queue.seniority,
        "team": queue.team,
        "units": queue.units,
        "hub": "" if queue.hub == OWN_DESK else queue.hub,
    }
