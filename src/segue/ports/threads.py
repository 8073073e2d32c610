"""Units and queries over threads: which conversation of another system stands for which of ours."""

from __future__ import annotations

from dataclasses import dataclass

from segue.domain.channels import Thread
from segue.ports.store import Query, Unit


@dataclass(frozen=True, slots=True)
class SaveThread(Unit[None]):
    """Add it, or replace it. before: as it was read; None for one that is new.

    Raises Refused when it is not `before` any more, or is there already; NotFound when its conversation is not there
    (erased meanwhile): nothing of it is kept; Invalid when its `ref` is too long or empty.
    """

    thread: Thread
    before: Thread | None = None


@dataclass(frozen=True, slots=True)
class ThreadByRef(Query[Thread | None]):
    workspace: str
    channel: str
    ref: str


@dataclass(frozen=True, slots=True)
class ThreadsOf(Query[tuple[Thread, ...]]):
    """Every thread of a conversation, oldest first. channel: "" for all."""

    workspace: str
    conversation: str
    channel: str = ""
