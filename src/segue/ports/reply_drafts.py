"""Units and queries over draft replies for human agents."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from segue.domain.reply_drafts import ReplyDraft
from segue.ports.store import Query, Unit


@dataclass(frozen=True, slots=True)
class KeepReplyDraft(Unit[ReplyDraft]):
    """Store a new draft; open ones of its conversation that answer an earlier message expire.

    Answers what is stored under its id: an earlier one stays as it is.
    """

    draft: ReplyDraft


@dataclass(frozen=True, slots=True)
class ExpireReplyDrafts(Unit[int]):
    """The open drafts of a conversation that answer a message before `before` (its seq) expire. Answers how many."""

    workspace: str
    conversation: str
    before: int
    at: datetime


@dataclass(frozen=True, slots=True)
class SettleReplyDraft(Unit[None]):
    """Store what became of an open draft. Raises Refused when what is stored is not open any more, or not there."""

    draft: ReplyDraft


@dataclass(frozen=True, slots=True)
class ReplyDraftById(Query[ReplyDraft | None]):
    workspace: str
    id: str


@dataclass(frozen=True, slots=True)
class ReplyDraftsOf(Query[tuple[ReplyDraft, ...]]):
    """Of one conversation: those for its newest messages first, and of these the newest first."""

    workspace: str
    conversation: str
    limit: int = 20


@dataclass(frozen=True, slots=True)
class SettledReplyDrafts(Query[tuple[ReplyDraft, ...]]):
    """Those that were settled since then, newest first: what drafts are worth."""

    workspace: str
    since: datetime
    limit: int = 1_000
