"""A task of A2A, read out of the log: one stretch of it, from where a human was asked for to where that came to.

Nothing is stored for it: the id says the conversation and the number of the entry before the task.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from segue.domain.channels import BotIs
from segue.domain.conversation import Audience, Entry, Kind, Role, visible
from segue.domain.lifecycle import TERMINAL, State
from segue.domain.sayings import EARLIER, Saying, numbered, saying


class TaskState(StrEnum):
    """As version 0.3 writes them."""

    SUBMITTED = "submitted"
    WORKING = "working"
    INPUT_REQUIRED = "input-required"
    COMPLETED = "completed"
    CANCELED = "canceled"
    FAILED = "failed"


ENDED = frozenset({TaskState.COMPLETED, TaskState.CANCELED, TaskState.FAILED})

_CAME_TO: Mapping[State, TaskState] = {
    State.RESOLVED: TaskState.COMPLETED,
    State.HANDED_BACK: TaskState.COMPLETED,  # unless nobody had it yet
    State.TICKETED: TaskState.FAILED,  # nobody could take it now; the words say that it is answered later
    State.EMAILED: TaskState.FAILED,
    State.CUSTOMER_LEFT: TaskState.CANCELED,
    State.CANCELLED: TaskState.CANCELED,
    State.DECLINED: TaskState.CANCELED,
    State.LAPSED: TaskState.CANCELED,
}


@dataclass(frozen=True, slots=True)
class Said:
    """A message of the task. customer: who said it; else a human agent, or Segue itself, by `name`."""

    id: str
    seq: int
    at: datetime
    text: str
    customer: bool = False
    who: str = ""
    name: str = ""
    files: tuple[Mapping[str, Any], ...] = ()


@dataclass(slots=True)
class Task:
    """Built up entry by entry: `add` takes those of the log after `after`, in order."""

    conversation: str
    context: str
    after: int
    at: datetime
    said: list[Said] = field(default_factory=list)
    packet: Mapping[str, Any] | None = None
    over: bool = False  # what follows is of another task
    read_to: int = 0
    _state: State | None = None
    _handoff: str = ""
    _was_active: bool = False
    _asked: bool = False
    _closed: bool = False

    def __post_init__(self) -> None:
        self.read_to = self.after

    @property
    def id(self) -> str:
        return task_id(self.conversation, self.after)

    @property
    def state(self) -> TaskState:
        if self._state in TERMINAL:
            came_to = _CAME_TO[self._state]
            back_unseen = self._state is State.HANDED_BACK and not self._was_active
            return TaskState.CANCELED if back_unseen else came_to
        if self._closed:
            return TaskState.CANCELED
        if self._asked:
            return TaskState.INPUT_REQUIRED
        if self._state is State.ACTIVE:
            spoke = self.said[-1].who if self.said else ""
            return TaskState.INPUT_REQUIRED if spoke == "human" else TaskState.WORKING
        return TaskState.SUBMITTED

    @property
    def newest(self) -> Said | None:
        """The newest words for the calling agent."""
        return next((one for one in reversed(self.said) if not one.customer), None)

    def add(self, entry: Entry) -> Said | None:
        """What it said, if anything, to customer or human agent."""
        self.read_to = entry.seq
        if self.over or not visible(entry, Audience.BOT):
            return None
        if self.state in ENDED and _begins_another(entry, self._handoff):
            self.over = True
            return None
        self.at = entry.at
        self._note(entry)
        said = _said(entry, self.conversation)
        if said:
            self.said.append(said)
        return said

    def add_all(self, entries: Iterable[Entry]) -> None:
        for entry in entries:
            self.add(entry)

    def _note(self, entry: Entry) -> None:
        match entry.kind:
            case Kind.HANDOFF:
                self._handoff = self._handoff or str(entry.data.get("id", ""))
                self._state = State(entry.data["state"]) if entry.data.get("state") else self._state
                self._was_active |= self._state is State.ACTIVE
            case Kind.OFFER:
                self._asked = True
            case Kind.OFFER_ANSWERED | Kind.OFFER_LAPSED:
                self._asked = False
            case Kind.HANDED_BACK if isinstance(entry.data.get("packet"), Mapping):
                self.packet = entry.data["packet"]
            case Kind.ENDED:
                self._closed = True


def _begins_another(entry: Entry, handoff: str) -> bool:
    """After the end of a task: the customer's next words, or another handoff."""
    by_customer = entry.kind is Kind.MESSAGE and entry.role is Role.END_USER
    return by_customer or (entry.kind is Kind.HANDOFF and entry.data.get("id") != handoff)


def _said(entry: Entry, conversation: str) -> Said | None:
    if entry.kind is Kind.MESSAGE and entry.role is Role.END_USER and not entry.data.get(EARLIER):
        return _of_customer(entry, conversation)
    one = saying(entry, conversation, BotIs.IN_FRONT)
    return _to_customer(one) if one and (one.text or one.choices or one.files) else None


def _of_customer(entry: Entry, conversation: str) -> Said:
    files = tuple(entry.data.get("attachments", ()))
    return Said(f"{conversation}/{entry.seq}", entry.seq, entry.at, entry.text, customer=True, files=files)


def _to_customer(one: Saying) -> Said:
    return Said(one.id, one.seq, one.at, numbered(one), who=one.who.value, name=one.name, files=one.files)


def task_id(conversation: str, after: int) -> str:
    return f"{conversation}.{after}"


def parts_of(task: str) -> tuple[str, int] | None:
    """Conversation and number; None for what cannot be one of ours."""
    conversation, dot, after = task.rpartition(".")
    plain = after.isascii() and after.isdigit() and len(after) <= 15
    return (conversation, int(after)) if dot and conversation and plain and str(int(after)) == after else None
