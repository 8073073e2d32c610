"""A handoff to be: what was decided, for which queue, and what that queue can promise now."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from segue.domain.draft import Draft
from segue.domain.lifecycle import Handoff, State
from segue.domain.moves.needs import Needs, of_queue
from segue.domain.policy import Decision
from segue.domain.queues import Calendar, Queue
from segue.domain.routing.availability import Outlook
from segue.domain.service_level import Clock, live_clock, ticket_clock


@dataclass(frozen=True, slots=True)
class Ask:
    """queue: `kind` is that of this handoff, whatever the queue's own is. now: when it was asked for, for the clocks.

    calendar: the queue's hours; None is always open.
    """

    decision: Decision
    queue: Queue
    outlook: Outlook
    needs: Needs = field(default_factory=Needs)
    calendar: Calendar | None = None
    now: datetime | None = None

    @property
    def answer_due_at(self) -> datetime | None:
        """When a ticket that is written now is answered; None when no time is promised."""
        clock = self.ticket_clock
        return clock.due_at if clock else None

    @property
    def ticket_clock(self) -> Clock | None:
        return ticket_clock(self.queue.sla, self.needs.tier, self.calendar, self.now) if self.now else None


def new_handoff(draft: Draft, ask: Ask, state: State, *, follows: str = "") -> Handoff:
    conversation = draft.conversation
    return Handoff(
        id=draft.new_id("hnd"),
        workspace=conversation.workspace,
        conversation=conversation.id,
        state=state,
        requested_at=draft.now,
        state_at=draft.now,
        language=conversation.language,
        channel=conversation.channel,
        follows=follows,
        **decided(draft, ask),
    )


def decided(draft: Draft, ask: Ask) -> dict[str, Any]:
    """What a handoff has from its decision, from its queue, and from what is known of the customer."""
    decision, needs = ask.decision, ask.needs
    clock = live_clock(ask.queue.sla, needs.tier, decision.urgency, draft.now)
    sticky = ask.queue.sticky if needs.sticky else None
    return {
        "reason": decision.reason or decision.trigger,
        "trigger": decision.trigger,
        "evidence": decision.evidence,
        "category": decision.category,
        "urgency": decision.urgency,
        "priority": decision.priority,
        "policy_version": decision.policy_version,
        "by": decision.by,
        "tier": needs.tier,
        "value": needs.value,
        "avoid": needs.avoid,
        "sticky": needs.sticky,
        "sticky_until": draft.now + sticky.wait if sticky else None,
        "due_at": clock.due_at if clock else None,
        **of_queue(ask.queue),
    }
