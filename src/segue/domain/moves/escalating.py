"""The clock of a service level over one waiting customer: set when they begin to wait, told once when it runs out.

What happens then is what the queue's `sla.escalate` says: people are told, another queue's agents may help, the
customer goes up in the line. Each step is in the log, for staff only.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from segue.domain.conversation import Entry, Kind, Role
from segue.domain.deadlines import DeadlineKind
from segue.domain.draft import Draft
from segue.domain.follow_up import FollowUp
from segue.domain.lifecycle import Handoff, State
from segue.domain.moves.expecting import title
from segue.domain.policy import Policy
from segue.domain.queues import Escalation
from segue.domain.service_level import MISSED, SHARE, Clock, first_response

WAITS = frozenset({State.QUEUED, State.RESERVED})


@dataclass(frozen=True, slots=True)
class Told:
    """Whom an escalation names: ids of users, and names as people read them."""

    ids: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


def clock_of(handoff: Handoff, policy: Policy) -> Clock | None:
    """None where nothing is promised."""
    queue = policy.queues.get(handoff.queue)
    if handoff.due_at is None or queue is None:
        return None
    target = first_response(queue.sla, handoff.tier) or timedelta(0)
    left = target * SHARE[handoff.urgency] * (1 - queue.sla.at_risk)
    return Clock(handoff.due_at - left, handoff.due_at)


def start_clock(draft: Draft) -> None:
    """For the current handoff; what was told already is not told again."""
    handoff = draft.handoff
    clock = clock_of(handoff, draft.policy) if handoff else None
    coming = clock.next(handoff.escalated) if handoff and clock else None
    if handoff is None or coming is None:
        draft.clear(DeadlineKind.SLA)
        return
    when, at = coming
    draft.set_deadline(DeadlineKind.SLA, max(at - draft.now, timedelta(0)), f"{handoff.id}/{when}")


def steps(policy: Policy, queue: str, when: str) -> tuple[Escalation, ...]:
    """What the queue says about an answer that is `when`: at_risk or missed."""
    found = policy.queues.get(queue)
    return tuple(step for step in found.sla.escalate if step.when == when) if found else ()


def escalate(draft: Draft, when: str, told: Told) -> Entry | None:
    """The waiting customer's answer is at risk or missed. None when nobody waits any more."""
    handoff = draft.open_handoff
    if handoff is None or handoff.state not in WAITS:
        return None
    asked = steps(draft.policy, handoff.queue, when)
    overflow = tuple(s.overflow for s in asked if s.overflow in draft.policy.queues and s.overflow != handoff.queue)
    priority = max((s.priority for s in asked if s.priority is not None), default=handoff.priority)
    raised = replace(
        handoff,
        escalated=when,
        notified=tuple(dict.fromkeys((*handoff.notified, *told.ids))),
        also_queues=tuple(dict.fromkeys((*handoff.also_queues, *overflow))),
        priority=max(handoff.priority, priority),
    )
    draft.hold(raised)
    start_clock(draft)
    words = _words(draft, "Live answer", handoff.queue, when, told, overflow, raised.priority - handoff.priority)
    return _record(draft, words, when, told, handoff=handoff.id, overflow=overflow, priority=raised.priority)


def escalate_ticket(draft: Draft, ticket: FollowUp, when: str, told: Told) -> Entry:
    """The same of a ticket, also one of a conversation that has ended."""
    asked = steps(draft.policy, ticket.queue, when)
    overflow = tuple(s.overflow for s in asked if s.overflow in draft.policy.queues and s.overflow != ticket.queue)
    priority = max([ticket.priority, *(s.priority for s in asked if s.priority is not None)])
    asks = ticket.asks
    if asks:
        also = tuple(dict.fromkeys((*asks.also, *overflow)))
        asks = replace(asks, also=also, priority=max(asks.priority, priority))
    notified = tuple(dict.fromkeys((*ticket.notified, *told.ids)))
    draft.follow_up = replace(ticket, escalated=when, priority=priority, notified=notified, asks=asks)
    words = _words(draft, "Ticket", ticket.queue, when, told, overflow, priority - ticket.priority)
    return _record(draft, words, when, told, follow_up=ticket.id, overflow=overflow, priority=priority)


def _words(draft: Draft, what: str, queue: str, when: str, told: Told, overflow: Sequence[str], raised: int) -> str:
    found = draft.policy.queues.get(queue)
    name = title(found) if found else queue
    state = "missed" if when == MISSED else "at risk"
    parts = [f"{what} {state} in {name}."]
    if told.names:
        parts.append(f"Told: {', '.join(told.names)}.")
    if overflow:
        parts.append(f"Also offered to {', '.join(overflow)}.")
    if raised > 0:
        parts.append(f"Priority raised by {raised}.")
    return " ".join(parts)


def _record(draft: Draft, words: str, when: str, told: Told, **data: object) -> Entry:
    return draft.add(Kind.NOTE, Role.SYSTEM, words, data={"sla": when, "notified": list(told.names), **data})
