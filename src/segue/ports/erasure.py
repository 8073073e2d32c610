"""Units and queries over one person's data: finding it, counting it, taking it away, and what is kept as the proof."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from segue.domain.conversation import Conversation
from segue.domain.erasure import Erasure, Mentions, Name, Subject
from segue.domain.history import Visit
from segue.domain.retention import Resting
from segue.ports.store import Alone, Query, Unit

MOST_MENTIONS = 5_000
"""Conversations that a name is looked for in; what comes after that is not looked at."""

AT_ONCE = 500
"""Rows that one transaction takes away, so that nobody waits long for the writer."""


@dataclass(frozen=True, slots=True)
class FindPerson(Query[Mentions]):
    """Where the words of the name stand. Addresses are looked for in every conversation: this takes a while."""

    workspace: str
    name: Name


@dataclass(frozen=True, slots=True)
class ConversationsOf(Query[tuple[str, ...]]):
    """Ids of all conversations of the subject that are there: those it names, the customer's, and those of its
    browsers in which nobody else was recognised. At most `limit`, in order of their ids."""

    workspace: str
    subject: Subject
    limit: int = MOST_MENTIONS


@dataclass(frozen=True, slots=True)
class VisitorsOf(Query[tuple[str, ...]]):
    """Ids of the browsers of the subject: those it names and those whose customer it is."""

    workspace: str
    subject: Subject


@dataclass(frozen=True, slots=True)
class TracesOf(Query[Mapping[str, int]]):
    """How many rows of each kind there are of the subject and of these conversations; kinds with none are left out."""

    workspace: str
    subject: Subject
    conversations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class VisitsOf(Query[tuple[Visit, ...]]):
    """Every visit that goes with the subject, oldest first."""

    workspace: str
    subject: Subject
    limit: int = 10_000


@dataclass(frozen=True, slots=True)
class EraseConversation(Unit[bool]):
    """Take away what there is of one conversation, at most about `limit` rows; False when something is left.

    Of its handoffs stays what is counted (`domain.erasure.counted_only`). What went is added to the counts of the
    erasure, "" for none. Raises Refused while the conversation is open.
    """

    workspace: str
    conversation: str
    erasure: str = ""
    limit: int = AT_ONCE


@dataclass(frozen=True, slots=True)
class ErasePerson(Unit[bool]):
    """Take away what there is of the subject beside conversations: visits, browsers, what helpdesks told of them."""

    workspace: str
    subject: Subject
    erasure: str = ""
    limit: int = AT_ONCE


@dataclass(frozen=True, slots=True)
class DropPackages(Unit[int]):
    """The context packages of one conversation; what else there is of it stays."""

    workspace: str
    conversation: str


@dataclass(frozen=True, slots=True)
class SaveErasure(Unit[None]):
    """Insert, or replace by id; the counts of one that is there stay as they are stored."""

    erasure: Erasure


@dataclass(frozen=True, slots=True)
class Erasures(Query[tuple[Erasure, ...]]):
    """Newest first. undone: only those with something still to do."""

    workspace: str
    limit: int = 100
    undone: bool = False
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class ConversationsFrom(Query[tuple[Conversation, ...]]):
    """Conversations with an id above `after`, in order of their ids: for looking at all of them, a page at a time."""

    workspace: str
    after: str = ""
    limit: int = AT_ONCE


@dataclass(frozen=True, slots=True)
class RestingFrom(Query[tuple[Resting, ...]]):
    """As ConversationsFrom."""

    workspace: str
    after: str = ""
    limit: int = AT_ONCE


@dataclass(frozen=True, slots=True)
class Purged:
    """took_s: how long everybody else waited for the writer."""

    took_s: float
    bytes_before: int = 0
    bytes_after: int = 0


@dataclass(frozen=True, slots=True)
class PurgeBytes(Alone[Purged]):
    """Rows that are gone leave their bytes in the database's files; this takes those away too.

    SQLite: the file is written anew (VACUUM) and the log beside it emptied; nobody writes meanwhile. PostgreSQL: VACUUM
    of the tables, beside everybody else. Raises TryAgain when a reader was in the way.
    """


@dataclass(frozen=True, slots=True)
class BytesHeld(Query[int]):
    """Size of the database; on SQLite it says how long PurgeBytes will take."""
