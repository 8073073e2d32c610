"""Moments at which something must happen if nothing else did. Stored, so that they fire across restarts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class DeadlineKind(StrEnum):
    """At most one of each kind a conversation."""

    BOT_SILENT = "bot_silent"  # the bot owes the customer an answer
    RESERVATION = "reservation"  # a human agent has not answered a reservation
    OFFER = "offer"  # the customer has not answered a question
    CUSTOMER_AWAY = "customer_away"  # the customer closed the page
    IDLE = "idle"  # nobody has said a word
    QUEUE_UPDATE = "queue_update"  # a waiting customer is due a word
    SLA = "sla"  # a waiting customer's answer is at risk, or missed
    TRANSFER = "transfer"  # nobody has taken what was transferred
    HUB = "hub"  # a helpdesk should have taken something by now
    INACTIVE = "inactive"  # the customer is silent while the bot has the conversation


@dataclass(frozen=True, slots=True)
class Deadline:
    """`about` names what it was set for (message id, handoff id); one about something past is ignored."""

    workspace: str
    conversation: str
    kind: DeadlineKind
    due_at: datetime
    about: str = ""
