"""Units and queries over deliveries: how far each listener of a conversation has got, and what it did not take.

A lane is one conversation and one listener. Whoever works on it holds it; the fence is one higher with each holder, and
a late write under an older one is refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from segue.domain.deliveries import DeadLetter
from segue.ports.store import Query, Unit

Listens = tuple[str, str]
"""Workspace and listener."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """What one listener has not seen yet of one conversation. unknown: seq that was sent, perhaps; 0 for none."""

    workspace: str
    conversation: str
    listener: str
    cursor: int
    attempts: int
    last_seq: int
    fence: int = 0
    unknown: int = 0


@dataclass(frozen=True, slots=True)
class ClaimDeliveries(Unit[tuple[Delivery, ...]]):
    """Take lanes that have news and are due, earliest first, so that no other node works on them. Over all workspaces.

    without: listeners that nothing may be sent to now. only: this one and no other.
    A conversation that is being written to at this very moment may be left out; it is found the next time.
    """

    node: str
    now: datetime
    limit: int = 100
    without: tuple[Listens, ...] = ()
    only: Listens | None = None


@dataclass(frozen=True, slots=True)
class NextDelivery(Query[datetime | None]):
    """When the earliest lane that nobody holds is due; in the past when it is due already, None when there is none."""

    without: tuple[Listens, ...] = ()


@dataclass(frozen=True, slots=True)
class MoveCursor(Unit[None]):
    """Set how far a listener has got; `due_at` with attempts > 0 after a failed try. The cursor never goes back:
    a report about an older position changes nothing but the hold. A listener that is new to the conversation is added.

    fence:   of the claim; None for somebody who holds nothing, and then the hold stays as it is.
    hold:    with a fence: keep working on it; else the lane is free afterwards.
    unknown: seq that is about to be sent, or was sent without an answer; 0 for none, None leaves it as it is.
    letter:  an entry that the listener did not take, kept in the same transaction; there is one an entry, the first.
    Raises NotFound for an unknown conversation, Invalid for a cursor beyond its last entry,
           StaleFence when another node has the lane by now.
    """

    workspace: str
    conversation: str
    listener: str
    cursor: int
    attempts: int = 0
    due_at: datetime | None = None
    error: str = ""
    fence: int | None = None
    hold: bool = False
    unknown: int | None = 0
    letter: DeadLetter | None = None


@dataclass(frozen=True, slots=True)
class FreeDeliveries(Unit[bool]):
    """Free what this node holds and does not work on: after a claim or a report whose outcome it does not know.

    keep: lanes it works on, as (workspace, conversation, listener). Answers whether that is all: a lane of a
    conversation that is being written to at this very moment is left out, and found the next time.
    """

    node: str
    keep: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class CursorOf(Query[int | None]):
    """How far the listener has got; None when it does not listen to this conversation."""

    workspace: str
    conversation: str
    listener: str


@dataclass(frozen=True, slots=True)
class Lag:
    """behind: conversations that it has not seen all of. oldest_at: when the oldest entry was written that it has not
    been sent. failing: how many of those conversations failed at their last try, and `error` what the worst of them
    said."""

    listener: str
    behind: int
    oldest_at: datetime
    failing: int = 0
    error: str = ""


@dataclass(frozen=True, slots=True)
class Lags(Query[tuple[Lag, ...]]):
    """Listeners that are behind, by name."""

    workspace: str


@dataclass(frozen=True, slots=True)
class DeadLetters(Query[tuple[DeadLetter, ...]]):
    """Open ones, or settled ones, newest first."""

    workspace: str
    settled: bool = False
    limit: int = 100


@dataclass(frozen=True, slots=True)
class DeadLetterById(Query[DeadLetter | None]):
    workspace: str
    id: str


@dataclass(frozen=True, slots=True)
class OpenDeadLetters(Query[Mapping[str, int]]):
    """How many are open, by listener; those without any are left out."""

    workspace: str


@dataclass(frozen=True, slots=True)
class SaveDeadLetter(Unit[None]):
    """Replace it. Raises Refused when it is not `before` any more."""

    letter: DeadLetter
    before: DeadLetter
