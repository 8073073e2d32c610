"""Waiting customers, as routing sees them, and the order in which they are served."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from segue.domain.lifecycle import Handoff, Urgency
from segue.domain.queues import Queue, Tier

USUAL_TARGET = timedelta(minutes=5)
"""First-response target of a queue whose policy names none."""

TARGET_SHARE: Mapping[Urgency, float] = {
    Urgency.IMMEDIATE: 0.0,
    Urgency.HIGH: 0.5,
    Urgency.NORMAL: 1.0,
    Urgency.SOFT: 2.0,
}
"""An urgent case is due after a part of its queue's target."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """queued_at:  when the customer began to wait; kept through refused reservations, so that age is never lost.
    requires:   skill -> least level, 1..5, before any relaxation of the queue.
    units:      capacity units the conversation takes.
    refused_by: agents who declined it or let it expire; refused_at: when the last of them did.
    prefers:    an agent who goes first if free, such as the one the customer spoke to before; "" for none. Until
                prefers_until nobody else is asked while that agent is at work.
    better_with: skill -> level that is better to have.   authority, seniority, team: what an agent must have.
    avoid:      agents whom this customer must not get.
    value:      weight of a second of waiting. due_at: when a human should have joined, if it is not by the queue.
    patience, leaving_costs: see `segue.domain.queues.Tier`.
    entered_at: when it came into this queue; relaxations count from there. None: queued_at.
    asynchronous: nobody sits and waits, such as a follow-up.
    also:       queues whose agents may take the customer as well, since an answer in time was at risk.
    """

    handoff: str
    queue: str
    queued_at: datetime
    conversation: str = ""
    requires: Mapping[str, int] = field(default_factory=dict)
    units: int = 1
    language: str = ""
    priority: int = 0
    urgency: Urgency = Urgency.NORMAL
    refused_by: tuple[str, ...] = ()
    refused_at: datetime | None = None
    prefers: str = ""
    prefers_until: datetime | None = None
    better_with: Mapping[str, int] = field(default_factory=dict)
    authority: Mapping[str, float] = field(default_factory=dict)
    seniority: int = 0
    team: str = ""
    avoid: tuple[str, ...] = ()
    tier: str = ""
    value: float = 1.0
    due_at: datetime | None = None
    entered_at: datetime | None = None
    channel: str = ""
    asynchronous: bool = False
    also: tuple[str, ...] = ()
    patience: timedelta = timedelta(minutes=5)
    leaving_costs: timedelta = timedelta(minutes=5)


def waiting_of(handoff: Handoff, *, prefers: str = "", tier: Tier | None = None) -> Waiting:
    """A handoff that is queued, as routing sees it. `state_at` of a refused one is the moment of the last refusal.

    tier: what the policy says of the customer's; None for an ordinary customer.
    """
    tier = tier or Tier("")
    return Waiting(
        handoff=handoff.id,
        queue=handoff.queue,
        queued_at=handoff.queued_at or handoff.requested_at,
        conversation=handoff.conversation,
        requires=handoff.requires,
        units=handoff.units,
        language=handoff.language,
        priority=handoff.priority,
        urgency=handoff.urgency,
        refused_by=handoff.refused_by,
        refused_at=handoff.state_at if handoff.refused_by else None,
        prefers=prefers or handoff.sticky,
        prefers_until=handoff.sticky_until,
        better_with=handoff.prefers,
        authority=handoff.authority,
        seniority=handoff.seniority,
        team=handoff.team,
        avoid=tuple(dict.fromkeys((*handoff.avoid, *handoff.gave_away))),
        tier=handoff.tier,
        value=handoff.value,
        due_at=handoff.due_at,
        entered_at=handoff.entered_at,
        channel=handoff.channel,
        also=handoff.also_queues,
        patience=tier.patience,
        leaving_costs=tier.leaving_costs,
    )


def newcomer(queue: Queue, now: datetime, *, language: str = "") -> Waiting:
    """An ordinary customer who would join `queue` now."""
    return Waiting("", queue.name, now, requires=queue.requires, units=queue.units, language=language)


def due_at(waiting: Waiting, queue: Queue) -> datetime:
    """When a human should have answered: the start of the wait plus the queue's target, shorter when urgent."""
    target = queue.sla.first_response or USUAL_TARGET
    return waiting.queued_at + target * TARGET_SHARE[waiting.urgency]


Turn = tuple[bool, int, datetime, datetime, str]


def turn(waiting: Waiting, queue: Queue) -> Turn:
    """Whoever has the smallest is served first: immediate ones, then priority, then due time, then age, then id.

    It does not change while the customer waits.
    """
    at_once = waiting.urgency is Urgency.IMMEDIATE
    return (not at_once, -waiting.priority, due_at(waiting, queue), waiting.queued_at, waiting.handoff)
