"""Helpdesks in which humans work, as data: what one needs, what it can do, what it tells, whatever it calls things."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from segue.domain.attachments import File


class Can(StrEnum):
    """What a hub can do. What it cannot is said aloud (`HubKind.cannot`), never dropped in silence."""

    LIVE = "live"  # a conversation of two, for as long as it lasts
    TICKETS = "tickets"
    DRAFTS = "drafts"  # notes with draft replies on conversations that never came through Segue
    PUSHES = "pushes"  # it tells by webhook
    STREAMS = "streams"  # we ask, or hold a connection to it
    CATCHES_UP = "catches_up"  # what was told while nobody heard it can be asked for
    NOTES = "notes"  # text that its people read and the customer does not
    FIELDS = "fields"  # facts of the package in fields of its own
    TAGS = "tags"
    PRIORITY = "priority"
    ASSIGNS = "assigns"  # a team, group or queue of its own is named by `hub_team`
    SHOWS_TYPING = "shows_typing"  # that the customer is typing
    TELLS_TYPING = "tells_typing"  # that its human agent is typing
    TELLS_JOINED = "tells_joined"  # before the human agent's first words
    TELLS_QUEUE = "tells_queue"  # place in line, or wait
    TELLS_TRANSFER = "tells_transfer"
    TELLS_END = "tells_end"
    FILES_OUT = "files_out"  # the customer's files reach its people
    FILES_IN = "files_in"  # its people's files reach the customer
    RATED = "rated"  # the customer's score is shown to its people
    LABELS = "labels"  # its people say what the escalation was worth: right, too early …


class Checked(StrEnum):
    """What a hub's adapter was held against. None was ever tried on the live service unless its page says so."""

    VENDOR = "the vendor's own description"
    THIRD_PARTY = "a third party's description"
    DOCUMENTATION = "the vendor's documentation only"
    REAL = "a real server"
    OURS = "our own description"


@dataclass(frozen=True, slots=True)
class Key:
    """One setting of a hub, channel or bot. asks: the question that `segue hub add` puts. secret: the policy has the
    name of a secret.

    kind: text | account (a name that becomes part of an address) | url | email | number | region, one of `choices` |
    guid, kept in small letters | list of words, of `choices` where there are some | switch, yes or no | duration.
    `domain/given.py` says how they are kept, and what is usual where the policy says nothing.
    instead_of: keys of the same kind that this one stands for: the policy has either it, or all of them.
    """

    name: str
    asks: str
    such_as: str = ""
    secret: bool = False
    needed: bool = True
    kind: str = "text"
    choices: tuple[str, ...] = ()
    instead_of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HubKind:
    """A kind of hub, as data; `docs/hubs/` has a page for each, and a table made of these.

    version:  of the vendor's API, or the day on which its documentation was read.
    checked:  what requests, and events where they are described, were held against.
    cannot:   what its people should know of what it cannot do, in words.
    form:     of the package as it is shown there (`domain/renderings`), within most_package bytes.
    most_text: characters of one message; longer ones go in parts.
    rate:     deliveries a second at most, unless the policy says otherwise; 0 for any number. It counts what we have
              to say, not calls: an opening makes several, one behind the other, and looking back makes more.
    clicks:   what a person does in the vendor's own console, in order; {webhook} stands for our address.
    installs: what `install` of its adapter makes there, in words; "" where it makes nothing.
    own_channel: kind of channel whose customers are in this very helpdesk, where the settings `own_channel_by` are the
              same: its people take over in the conversation that is there (`domain.channels.is_hubs_own`).
    """

    name: str
    title: str
    keys: tuple[Key, ...]
    can: frozenset[Can]
    checked: Checked
    version: str
    cannot: Mapping[Can, str] = field(default_factory=dict)
    form: str = "markdown"
    most_package: int = 24_000
    most_text: int = 4_000
    rate: float = 0.0
    team: str = ""  # what `hub_team` names there: "id of a team"
    clicks: tuple[str, ...] = ()
    installs: str = ""
    own_channel: str = ""
    own_channel_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HubSettings:
    """A hub of the policy. given: its settings by name, as written. secrets: setting -> name of a secret.

    drafts: its people get draft replies as notes. cases_of: queues whose resolved conversations those may draw on.
    rate: deliveries a second at most, 0 as its kind says.
    """

    name: str
    kind: str
    given: Mapping[str, str] = field(default_factory=dict)
    secrets: Mapping[str, str] = field(default_factory=dict)
    drafts: bool = False
    cases_of: tuple[str, ...] = ()
    rate: float = 0.0


class CaseKind(StrEnum):
    LIVE = "live"
    TICKET = "ticket"


@dataclass(frozen=True, slots=True)
class HubCase:
    """A conversation or ticket of a hub that stands for a handoff or a ticket of ours.

    id:    of the handoff, or of the follow-up. ref: the hub's own id, "" until it is open there.
    url:   where its people see it, "" when not known.
    state: what the adapter keeps: ids of users, marks, tokens that are no secrets.
    steps: calls that were begun or done for deliveries, see `ports.hubs.Steps`.
    because: why it is closed: ended, taken_back, not_taken …
    """

    workspace: str
    hub: str
    id: str
    kind: CaseKind
    conversation: str
    handoff: str
    opened_at: datetime
    ref: str = ""
    url: str = ""
    closed_at: datetime | None = None
    because: str = ""
    state: Mapping[str, Any] = field(default_factory=dict)
    steps: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_open(self) -> bool:
        return self.closed_at is None


class What(StrEnum):
    """What a hub tells, in our words."""

    JOINED = "joined"  # agent, agent_name
    MESSAGE = "message"  # text and files, of agent, agent_name
    TYPING = "typing"  # agent_name; not stored
    QUEUE = "queue"  # place, wait_s
    TRANSFERRED = "transferred"  # to agent_name, or to a queue of the hub: text
    ENDED = "ended"  # by: agent | customer | system; text: the reason
    RESOLVED = "resolved"  # text: the disposition
    REOPENED = "reopened"
    RATED = "rated"  # score 1..5, text: the comment
    LABELLED = "labelled"  # text: one of LABELS
    RETURNED = "returned"  # to the bot; text: a note for it
    FAILED = "failed"  # a delivery did not reach the customer's side there; about: our id of the event, text: why
    CUSTOMER_WROTE = "customer_wrote"  # in the hub itself, in a conversation that never came through Segue


PASSING = frozenset({What.TYPING})
"""Shown at once, and never stored."""


@dataclass(frozen=True, slots=True)
class Told:
    """id: the same whenever the hub says it again, by webhook or when it is caught up with. ref: as `HubCase.ref`.

    at: when it happened there; None when it does not tell.
    """

    what: What
    id: str
    ref: str
    at: datetime | None = None
    text: str = ""
    agent: str = ""
    agent_name: str = ""
    files: tuple[File, ...] = ()
    place: int = 0
    wait_s: float | None = None
    score: int = 0
    by: str = ""
    about: str = ""
