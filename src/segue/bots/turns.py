"""What the bridge and the frameworks' adapters tell each other: plain values, and ids made of the framework's own."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

LONGEST_ID = 120

Urgency = Literal["soft", "normal", "high", "immediate"]


def made_id(*parts: str) -> str:
    """An id out of the framework's own ids: the same for the same, never longer than Segue takes."""
    whole = ":".join(parts)
    if len(whole) <= LONGEST_ID and whole.isprintable():
        return whole
    return f"{parts[0]}:{hashlib.sha256(whole.encode('utf-8', 'replace')).hexdigest()}"


@dataclass(frozen=True, slots=True)
class Heard:
    """What came of the customer's message. words: Segue's own, for the customer; the agent is silent then."""

    seq: int
    owner: str
    epoch: int
    words: str = ""
    decision: Mapping[str, Any] | None = None

    @property
    def may_speak(self) -> bool:
        return self.owner == "bot" and not self.words


@dataclass(frozen=True, slots=True)
class Said:
    """What came of the agent's answer. shown: False where somebody else speaks by now: the customer must not see it.

    text: the answer as it stands in the log: what was told first under that id, where a turn was played again.
    """

    shown: bool
    text: str = ""
    seq: int = 0
    words: str = ""  # Segue's own, after it
    why: str = ""  # where it is not shown


@dataclass(frozen=True, slots=True)
class Asked:
    """A human was asked for; all that waiting for the end needs, as JSON in any store. after: seq to wait from.

    words: Segue's own, for the customer. waits: False where it ended at once, as out of hours.
    """

    conversation: str
    handoff: str
    after: int
    state: str
    words: str = ""
    waits: bool = True

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> Asked:
        """From what `as_dict` gave; what else is in it is left alone."""
        return cls(**{name: kept[name] for name in cls.__slots__ if name in kept})


@dataclass(frozen=True, slots=True)
class Returned:
    """The agent speaks again, or the conversation has ended. packet: docs/return.md."""

    handoff: str
    seq: int
    epoch: int
    packet: Mapping[str, Any] = field(default_factory=dict)

    @property
    def open(self) -> bool:
        return self.packet.get("open") is not False

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> Returned:
        return cls(kept["handoff"], kept["seq"], kept["epoch"], kept["packet"])


@dataclass(frozen=True, slots=True)
class Reply:
    """After a turn. texts: what the customer is shown, in order: the agent's words and Segue's own.

    waits: handoffs that the agent waits for. result: what the framework gave, if it was run. answers: those of texts
    that are the agent's; the others `Bridge.shown` brings as well, to an application that follows it.
    """

    texts: tuple[str, ...] = ()
    waits: tuple[Asked, ...] = ()
    result: Any = None
    answers: tuple[str, ...] = ()

    def then(self, later: Reply) -> Reply:
        """Both, one after the other."""
        return Reply(self.texts + later.texts, later.waits, later.result, self.answers + later.answers)


class AgentFailed(Exception):
    """The agent raised; its own exception is the cause. texts: what Segue told the customer upon that, to be shown."""

    def __init__(self, name: str, texts: tuple[str, ...] = ()) -> None:
        super().__init__(f"the agent failed: {name}")
        self.texts = texts


def mark(handoff: str) -> str:
    """By which a memory shows that it has this handoff already."""
    return f"[handoff {handoff}]"
