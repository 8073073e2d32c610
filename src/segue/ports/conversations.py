"""Units and queries over conversations, handoffs and what belongs to them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from segue.domain.conversation import Conversation, Entry, Kind
from segue.domain.deadlines import Deadline, DeadlineKind
from segue.domain.follow_up import FollowUp
from segue.domain.lifecycle import Handoff
from segue.domain.package import ContextPackage
from segue.ports.store import Query, Unit


@dataclass(frozen=True, slots=True)
class AgentGuard:
    """Commit only if this human agent is present (when `present`) and has `units` free within capacity.

    Checked in the same transaction with the agent's row locked first, then the conversation's: always that order.
    Units in use: handoffs of that agent that are reserved or active, or whose wrap-up lasts. The handoff being
    written is not counted against itself.
    """

    agent: str
    units: int
    now: datetime
    present: bool = True
    capacity: bool = True  # False: a human who takes work by hand may exceed it


@dataclass(frozen=True, slots=True)
class AppendEntries(Unit[None]):
    """Add entries to one conversation and store its new state, handoff, deadlines and the rest, in one transaction.

    base_seq, base_epoch: what the conversation had when this was decided; 0 and 0 create it.
    deadlines:            by kind; None removes it.
    Raises StaleConversation  the stored conversation has another last_seq or epoch, or exists already.
           AlreadyStored      an entry with one of the message ids exists (checked first).
           HandoffAlreadyOpen the conversation has another handoff in requested … active.
           VisitorBusy        (creating) the visitor has an open conversation; names it.
           AgentUnavailable   the guard does not hold.

    ticket: the follow-up as it was when this was decided, where `follow_up` changes it.
    Raises StaleConversation also when that is not what is stored any more.
    """

    conversation: Conversation
    base_seq: int
    base_epoch: int
    entries: tuple[Entry, ...]
    handoffs: tuple[Handoff, ...] = ()  # inserted or replaced by id
    deadlines: Mapping[DeadlineKind, Deadline | None] = field(default_factory=dict)
    package: ContextPackage | None = None
    follow_up: FollowUp | None = None
    ticket: FollowUp | None = None
    guard: AgentGuard | None = None
    listeners: tuple[
        str, ...
    ] = ()  # who must learn of the entries from here on, beside live sockets and who does already


class AlreadyStored(Exception):
    """The message was stored before; `entry` is what was stored then."""

    def __init__(self, entry: Entry) -> None:
        super().__init__(entry.message_id)
        self.entry = entry


class VisitorBusy(Exception):
    def __init__(self, conversation: str) -> None:
        super().__init__(conversation)
        self.conversation = conversation


@dataclass(frozen=True, slots=True)
class Loaded:
    """A conversation with the handoff that is offered or open in it, if any, and its deadlines."""

    conversation: Conversation
    handoff: Handoff | None
    deadlines: tuple[Deadline, ...] = ()


@dataclass(frozen=True, slots=True)
class LoadConversation(Query[Loaded | None]):
    workspace: str
    id: str


@dataclass(frozen=True, slots=True)
class OpenConversationOf(Query[str | None]):
    """Id of the visitor's open conversation."""

    workspace: str
    visitor: str


@dataclass(frozen=True, slots=True)
class EntriesAfter(Query[tuple[Entry, ...]]):
    """Entries with seq > after, in order, at most `limit`; only of `kinds` when given."""

    workspace: str
    conversation: str
    after: int = 0
    limit: int = 500
    kinds: tuple[Kind, ...] = ()


@dataclass(frozen=True, slots=True)
class LastEntries(Query[tuple[Entry, ...]]):
    """The last `limit` entries, in order."""

    workspace: str
    conversation: str
    limit: int = 200
    kinds: tuple[Kind, ...] = ()


@dataclass(frozen=True, slots=True)
class EntryByMessageId(Query[Entry | None]):
    workspace: str
    conversation: str
    message_id: str


@dataclass(frozen=True, slots=True)
class HandoffById(Query[Handoff | None]):
    workspace: str
    id: str


@dataclass(frozen=True, slots=True)
class HandoffsOf(Query[tuple[Handoff, ...]]):
    """All handoffs of one conversation, oldest first."""

    workspace: str
    conversation: str


@dataclass(frozen=True, slots=True)
class EarlierContacts(Query[tuple[Handoff, ...]]):
    """Handoffs of other conversations of the same customer id, newest first."""

    workspace: str
    customer: str
    other_than: str
    limit: int = 5


@dataclass(frozen=True, slots=True)
class OpenHandoffs(Query[tuple[tuple[Handoff, Conversation], ...]]):
    """All handoffs in requested … active of a workspace with their conversations, longest waiting first.

    The limit is beyond what people can handle: whatever is left out, nobody would be told of.
    """

    workspace: str
    limit: int = 10_000


@dataclass(frozen=True, slots=True)
class HeldHandoffs(Query[tuple[Handoff, ...]]):
    """All handoffs of a workspace that somebody has or is asked to take: reserved or active."""

    workspace: str


@dataclass(frozen=True, slots=True)
class Line(Query[tuple[Handoff, ...]]):
    """All handoffs of a workspace that are queued, longest waiting first: what routing looks at."""

    workspace: str


@dataclass(frozen=True, slots=True)
class PackageOf(Query[ContextPackage | None]):
    """The newest package of a handoff."""

    workspace: str
    handoff: str


@dataclass(frozen=True, slots=True)
class StorePackage(Unit[None]):
    """Replace the package of its handoff."""

    workspace: str
    package: ContextPackage


@dataclass(frozen=True, slots=True)
class LabelHandoff(Unit[None]):
    """Wrap-up of an ended handoff: label and disposition, and the slot is free.

    Raises NotFound when there is none, or `agent` is not "" and another one had it; Refused while it has not ended.
    """

    workspace: str
    handoff: str
    agent: str
    label: str
    disposition: str
    at: datetime


@dataclass(frozen=True, slots=True)
class DueDeadlines(Query[tuple[Deadline, ...]]):
    """Over all workspaces, earliest first."""

    now: datetime
    limit: int = 200


@dataclass(frozen=True, slots=True)
class NextDeadline(Query[datetime | None]):
    pass


@dataclass(frozen=True, slots=True)
class MoveDeadline(Unit[None]):
    """Move exactly this one to `due_at`, or remove it, if it is still the same."""

    deadline: Deadline
    due_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class FollowUps(Query[tuple[FollowUp, ...]]):
    """Open ones first in order of age; then closed ones, newest first, when asked for."""

    workspace: str
    include_closed: bool = False
    limit: int = 200


@dataclass(frozen=True, slots=True)
class FollowUpById(Query[FollowUp | None]):
    workspace: str
    id: str


@dataclass(frozen=True, slots=True)
class FollowUpOfHandoff(Query[FollowUp | None]):
    """The open one before those that are closed: who was answered and waits again may have another."""

    workspace: str
    handoff: str


@dataclass(frozen=True, slots=True)
class SaveFollowUp(Unit[None]):
    """Insert or replace by id.

    before: what the change was decided on; raises StaleConversation when that is not what is stored any more. None
    does not ask.
    """

    follow_up: FollowUp
    before: FollowUp | None = None


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """A decision as the console lists it."""

    conversation: str
    seq: int
    at: datetime
    text: str
    decision: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Decisions(Query[tuple[DecisionRow, ...]]):
    """Newest first; only those other than `stay` unless `all_outcomes`. `before` is the `at` of the last one seen."""

    workspace: str
    before: datetime | None = None
    limit: int = 50
    all_outcomes: bool = False


@dataclass(frozen=True, slots=True)
class RecentlyDecided(Query[tuple[str, ...]]):
    """Ids of the conversations that the newest `decisions` decisions were taken in, newest first, each once."""

    workspace: str
    decisions: int = 1_000


@dataclass(frozen=True, slots=True)
class Counts(Query[Mapping[str, int]]):
    """Handoffs by state, conversations and entries of a workspace; for `doctor`, the console and reports."""

    workspace: str


@dataclass(frozen=True, slots=True)
class RecentHandoffs(Query[tuple[Handoff, ...]]):
    """Handoffs of one queue that a human accepted since then, newest first; for wait estimates."""

    workspace: str
    queue: str
    since: datetime
    limit: int = 50


@dataclass(frozen=True, slots=True)
class HandoffsSince(Query[tuple[Handoff, ...]]):
    """The newest `limit` handoffs of all queues that were requested since then, oldest first; for the simulator."""

    workspace: str
    since: datetime
    limit: int = 50_000


@dataclass(frozen=True, slots=True)
class WrappingUp(Query[tuple[tuple[Handoff, Conversation], ...]]):
    """Handoffs that an agent wraps up: ended, with the slot still taken at `now`."""

    workspace: str
    agent: str
    now: datetime


@dataclass(frozen=True, slots=True)
class Workspaces(Query[tuple[str, ...]]):
    """Every workspace that has somebody who works in it, or a policy. Asked often, so it looks at no conversations."""


@dataclass(frozen=True, slots=True)
class Unpackaged(Query[tuple[tuple[str, str], ...]]):
    """(workspace, handoff) of handoffs that were requested and have no package yet, oldest first, all workspaces."""

    limit: int = 100
