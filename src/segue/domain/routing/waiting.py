"""Waiting customers, as routing sees them, and the order in which they are served."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from math import inf, log
from typing import NamedTuple

from segue.domain.lifecycle import Handoff, Urgency
from segue.domain.queues import Order, Queue, Tier
from segue.domain.service_level import SHARE

USUAL_TARGET = timedelta(minutes=5)
"""First-response target of a queue whose policy names none."""


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
    """When a human should have answered, if nothing says so: start of the wait + target of the queue, by urgency."""
    if waiting.due_at is not None:
        return waiting.due_at
    target = queue.sla.first_response or USUAL_TARGET
    return waiting.queued_at + target * SHARE[waiting.urgency]


Turn = tuple[float | str, ...]


def turn(waiting: Waiting, queue: Queue, order: Order = Order.COST) -> Turn:
    """Place in line as far as it does not change with time: whoever has the smallest is served first.

    Immediate ones, then those who sit and wait, then by the order, then age, then id. With Order.COST, whose index
    changes with time: by priority and due time.
    """
    at_once, age = waiting.urgency is Urgency.IMMEDIATE, waiting.queued_at.timestamp()
    by: tuple[float, ...] = (-waiting.priority, due_at(waiting, queue).timestamp())
    if order is Order.PRIORITY:
        by = (-waiting.priority, -waiting.value)
    elif order is Order.DUE:
        by = by[1:]
    elif order is Order.FIFO:
        by = ()
    return (not at_once, waiting.asynchronous, *by, age, waiting.handoff)


class Alike(NamedTuple):
    """What customers have in common who ask for the same and are served in the order of their coming.

    value: in steps of a tenth. target: seconds from the start of the wait to the answer that is due; 0 for those who do
    not sit and wait, among whom whoever is due first goes first.
    """

    queue: str
    value: int
    target: int
    patience: float
    leaving_costs: float
    priority: int
    immediate: bool
    asynchronous: bool


def alike(waiting: Waiting, queue: Queue) -> Alike:
    target = 0.0 if waiting.asynchronous else (due_at(waiting, queue) - waiting.queued_at).total_seconds()
    return Alike(
        waiting.queue,
        round(10 * log(waiting.value)) if 0 < waiting.value < inf else 0,
        round(target),
        waiting.patience.total_seconds(),
        waiting.leaving_costs.total_seconds(),
        waiting.priority,
        waiting.urgency is Urgency.IMMEDIATE,
        waiting.asynchronous,
    )


def among_alike(waiting: Waiting, queue: Queue) -> tuple[float, float, str]:
    """Who of those alike is served first: the smallest."""
    age = waiting.queued_at.timestamp()
    return (due_at(waiting, queue).timestamp() if waiting.asynchronous else age, age, waiting.handoff)
