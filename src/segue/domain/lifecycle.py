"""The life of one handoff, as data: states, events, and one table of steps.

offered   -> requested | declined | lapsed
requested -> queued | ticketed | emailed | customer_left | handed_back | cancelled
queued    -> reserved | active | queued | ticketed | emailed | customer_left | handed_back | cancelled
reserved  -> active | queued | ticketed | emailed | customer_left | handed_back | cancelled
active    -> resolved | handed_back | customer_left | queued | active

A handoff that a helpdesk does not take is queued again, in our own desk.

A transfer to a person leaves the handoff active while that person is asked; one to a queue makes it queued again, and
it goes back to who gave it away when nobody takes it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from segue.domain.changing import changed
from segue.domain.errors import IllegalTransition
from segue.domain.queues import QueueKind


class State(StrEnum):
    OFFERED = "offered"
    REQUESTED = "requested"
    QUEUED = "queued"
    RESERVED = "reserved"
    ACTIVE = "active"
    # the customer did not want it
    DECLINED = "declined"
    LAPSED = "lapsed"
    # every handoff that was requested ends in exactly one of these
    RESOLVED = "resolved"
    HANDED_BACK = "handed_back"
    TICKETED = "ticketed"
    EMAILED = "emailed"
    CUSTOMER_LEFT = "customer_left"
    CANCELLED = "cancelled"


OPEN = frozenset({State.REQUESTED, State.QUEUED, State.RESERVED, State.ACTIVE})
TERMINAL = frozenset(State) - OPEN - {State.OFFERED}
OUTCOMES = TERMINAL - {State.DECLINED, State.LAPSED}
FOLLOW_UPS = frozenset({State.TICKETED, State.EMAILED, State.CUSTOMER_LEFT})
"""States that may leave work to be picked up later."""


class Event(StrEnum):
    """Past facts that move a handoff."""

    CUSTOMER_AGREED = "customer_agreed"
    CUSTOMER_DECLINED = "customer_declined"
    OFFER_LAPSED = "offer_lapsed"
    QUEUED = "queued"
    RESERVED = "reserved"
    ACCEPTED = "accepted"
    RESERVATION_DECLINED = "reservation_declined"
    RESERVATION_EXPIRED = "reservation_expired"
    RESERVATION_REVOKED = "reservation_revoked"
    TAKEN = "taken"  # a human agent took the conversation without a reservation
    TRANSFERRED = "transferred"
    TRANSFER_ASKED = "transfer_asked"  # somebody else is asked; who has the conversation keeps it until they accept
    TRANSFER_DECLINED = "transfer_declined"
    TRANSFER_EXPIRED = "transfer_expired"
    TRANSFER_REVOKED = "transfer_revoked"  # whoever asked took it back, or who was asked has gone
    TRANSFERRED_TO_QUEUE = "transferred_to_queue"
    RETURNED = "returned"  # nobody took it in that queue: with the earlier human agent again
    HUB_LOST = "hub_lost"  # the helpdesk it went to did not take it, or cannot be reached: it waits in our own desk
    AGENT_LOST = "agent_lost"
    TICKETED = "ticketed"
    EMAILED = "emailed"
    CUSTOMER_LEFT = "customer_left"
    HANDED_BACK = "handed_back"
    RESOLVED = "resolved"
    CANCELLED = "cancelled"


_LEAVING: Mapping[Event, State] = {
    Event.TICKETED: State.TICKETED,
    Event.EMAILED: State.EMAILED,
    Event.CUSTOMER_LEFT: State.CUSTOMER_LEFT,
    Event.HANDED_BACK: State.HANDED_BACK,
    Event.CANCELLED: State.CANCELLED,
}

TRANSITIONS: Mapping[State, Mapping[Event, State]] = {
    State.OFFERED: {
        Event.CUSTOMER_AGREED: State.REQUESTED,
        Event.CUSTOMER_DECLINED: State.DECLINED,
        Event.OFFER_LAPSED: State.LAPSED,
    },
    State.REQUESTED: {Event.QUEUED: State.QUEUED, **_LEAVING},
    State.QUEUED: {
        Event.RESERVED: State.RESERVED,
        Event.TAKEN: State.ACTIVE,
        Event.RETURNED: State.ACTIVE,
        Event.HUB_LOST: State.QUEUED,
        **_LEAVING,
    },
    State.RESERVED: {
        Event.ACCEPTED: State.ACTIVE,
        Event.TAKEN: State.ACTIVE,
        Event.RESERVATION_DECLINED: State.QUEUED,
        Event.RESERVATION_EXPIRED: State.QUEUED,
        Event.RESERVATION_REVOKED: State.QUEUED,
        **_LEAVING,
    },
    State.ACTIVE: {
        Event.RESOLVED: State.RESOLVED,
        Event.HANDED_BACK: State.HANDED_BACK,
        Event.CUSTOMER_LEFT: State.CUSTOMER_LEFT,
        Event.AGENT_LOST: State.QUEUED,
        Event.HUB_LOST: State.QUEUED,
        Event.TRANSFERRED_TO_QUEUE: State.QUEUED,
        Event.TRANSFER_ASKED: State.ACTIVE,
        Event.TRANSFER_DECLINED: State.ACTIVE,
        Event.TRANSFER_EXPIRED: State.ACTIVE,
        Event.TRANSFER_REVOKED: State.ACTIVE,
        Event.TRANSFERRED: State.ACTIVE,
        Event.TAKEN: State.ACTIVE,
    },
}


class Urgency(StrEnum):
    SOFT = "soft"
    NORMAL = "normal"
    HIGH = "high"
    IMMEDIATE = "immediate"


@dataclass(frozen=True, slots=True)
class Promise:
    """A wait that the customer was told at `at`: from low_s to high_s seconds more, expected_s the likeliest.

    facts: what it was foretold from, so that it can be learned from what came true. told: False where nothing was
    known yet, and nothing said; the facts are kept to learn from.
    """

    at: datetime
    expected_s: float
    low_s: float
    high_s: float
    position: int = 0
    facts: tuple[float, ...] = ()
    told: bool = True


@dataclass(frozen=True, slots=True)
class Transfer:
    """One that is under way: somebody is asked, or the customer waits in another queue.

    by, by_name: the human agent who had the customer, and gets them back when nobody takes them.
    to, to_name: the human agent who is asked; "" when it goes to a queue.
    until:       when it fails.
    queue:       where the customer was before.
    """

    by: str
    by_name: str
    at: datetime
    until: datetime
    to: str = ""
    to_name: str = ""
    queue: str = ""
    note: str = ""  # for the next human


@dataclass(frozen=True, slots=True)
class Handoff:
    """One passage from the AI agent to a human.

    queued_at:  when the customer began to wait; kept through declined and expired reservations, so age is never lost.
    entered_at: when it came into its present queue; a transfer to another one begins anew there.
    units:      capacity units it takes of a human agent.
    value:      weight of a second of waiting, by the customer's tier and risk of leaving; 1 is an ordinary customer.
    sticky:     the human agent whom the customer waits for first, until sticky_until.
    before:     human agents who had it, the latest last.
    gave_away:  those of them who gave it to a queue, and are not asked again by themselves.
    transfer:   one that is under way.
    hub:        name of the helpdesk whose people take it, "" for our own desk. lost_hub: one that it came back from.
    """

    id: str
    workspace: str
    conversation: str
    state: State
    reason: str
    queue: str
    requested_at: datetime
    state_at: datetime
    trigger: str = ""
    evidence: str = ""  # the customer's words that caused it
    category: str = ""
    urgency: Urgency = Urgency.NORMAL
    priority: int = 0  # higher goes first
    requires: Mapping[str, int] = field(default_factory=dict)  # skill -> least level, 1..5
    prefers: Mapping[str, int] = field(default_factory=dict)  # skill -> preferred level
    authority: Mapping[str, float] = field(default_factory=dict)  # what the human must be allowed to do, up to how much
    seniority: int = 0
    team: str = ""
    tier: str = ""
    value: float = 1.0
    avoid: tuple[str, ...] = ()  # human agents whom this customer must not get
    sticky: str = ""
    sticky_until: datetime | None = None
    before: tuple[str, ...] = ()
    gave_away: tuple[str, ...] = ()
    transfer: Transfer | None = None
    hub: str = ""
    lost_hub: str = ""
    channel: str = ""
    language: str = ""
    units: int = 1
    queued_at: datetime | None = None
    entered_at: datetime | None = None
    due_at: datetime | None = None  # when a human should have joined
    escalated: str = ""  # at_risk | missed: how far the clock of the service level has come
    notified: tuple[str, ...] = ()  # people who were told of that
    also_queues: tuple[str, ...] = ()  # whose agents may take it as well since then
    by: QueueKind | None = None  # how it is answered; None: as its queue says
    promises: tuple[Promise, ...] = ()  # waits that the customer was told
    agent: str = ""  # whom it is reserved for, or who has it
    agent_name: str = ""
    reserved_until: datetime | None = None
    refused_by: tuple[str, ...] = ()  # human agents who declined it or let it expire
    accepted_at: datetime | None = None
    first_reply_at: datetime | None = None
    ended_at: datetime | None = None
    disposition: str = ""
    label: str = ""  # escalation label, see LABELS
    wrap_up_until: datetime | None = None  # the slot stays taken until then
    follows: str = ""
    policy_version: str = ""

    @property
    def is_open(self) -> bool:
        return self.state in OPEN


LABELS: Mapping[str, str] = {
    "right": "Right call",
    "too_early": "Too early",
    "too_late": "Too late",
    "bot_could_have": "The bot could have done it",
    "wrong_team": "Wrong team",
    "context_missing": "Context was missing",
}
"""Escalation labels that the human gives at the end, with the words shown."""


def next_state(state: State, event: Event) -> State:
    """Raises IllegalTransition when the table has no such step."""
    try:
        return TRANSITIONS[state][event]
    except KeyError:
        raise IllegalTransition(
            f"a handoff that is {state.value} cannot become so by {event.value}", state=state.value, event=event.value
        ) from None


def advance(handoff: Handoff, event: Event, at: datetime, /, **changes: Any) -> Handoff:
    """The handoff after `event`, with `changes` to its fields.

    Raises IllegalTransition and leaves `handoff` as it was when there is no such step.
    """
    state = next_state(handoff.state, event)
    fields: dict[str, Any] = {"state": state, "state_at": at, "ended_at": None}
    if state in TERMINAL:
        fields |= {"ended_at": at, "transfer": None}
        if handoff.state is State.RESERVED:  # whoever it was proposed to never had it
            fields |= {"agent": "", "agent_name": "", "reserved_until": None}
    return changed(handoff, **fields | changes)
