"""Work left behind by a handoff that no human could take at once, and what the customer chose to become of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from segue.domain.routing.waiting import Waiting
from segue.domain.service_level import Clock

CHANNELS = ("wait", "email", "callback", "bot")
"""What a customer may choose, as `FollowUp.channel`. It changes the ticket and nothing else."""


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A ticket in the desk. `kind`: ticket | email | customer_left.

    channel:    how the customer wants the answer, of CHANNELS; "" while nothing was chosen: where they wrote. With
                `wait` they sit in line as well, and whoever takes them there has answered the ticket.
    email:      where to write to, "" when not known. phone: where to call, in the customer's own spelling.
    email_to:   who gets the mail of one that is answered by e-mail: customer | team | both.
    sla:        what it is marked with, such as "enterprise 4 h"; "" when nothing is promised.
    at_risk_at, due_at: when its answer is. escalated: "" | at_risk | missed, as far as that was told.
    asks:       what it asks of an agent, for routing; None for one that was written before there was routing of these.
    agent:      whom it is offered to until reserved_until. because: why them, in words.
    closed_because: done | picked_up | answered_live (while they waited) | called_off (by the bot).
    hub:        name of the helpdesk whose people answer it, "" for our own desk. hub_ref, hub_url: its ticket there.
    """

    id: str
    workspace: str
    conversation: str
    handoff: str
    queue: str
    opened_at: datetime
    kind: str = "ticket"
    email: str = ""
    subject: str = ""
    due_at: datetime | None = None
    closed_at: datetime | None = None
    closed_by: str = ""
    note: str = ""
    channel: str = ""
    phone: str = ""
    email_to: str = ""
    tier: str = ""
    priority: int = 0
    sla: str = ""
    at_risk_at: datetime | None = None
    escalated: str = ""
    notified: tuple[str, ...] = ()
    asks: Waiting | None = None
    agent: str = ""
    reserved_until: datetime | None = None
    because: str = ""
    refused_by: tuple[str, ...] = ()
    closed_because: str = ""
    hub: str = ""
    hub_ref: str = ""
    hub_url: str = ""

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    @property
    def waits_live(self) -> bool:
        """Whether the customer sits in line as well."""
        return self.channel == "wait"

    @property
    def clock(self) -> Clock | None:
        return Clock(self.at_risk_at or self.due_at, self.due_at) if self.due_at else None

    def reserved_at(self, now: datetime) -> bool:
        """Whether it is offered to somebody at `now`."""
        return bool(self.agent) and self.reserved_until is not None and now < self.reserved_until
