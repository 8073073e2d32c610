"""What goes to whoever listens to conversations: how often it may be sent, and what becomes of what was not taken.

On the wire a delivery may be repeated; people must see it once. How that is held depends on what the other side can do.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class Repeat(StrEnum):
    """What may be done when something was sent and the answer was lost."""

    KEY = "key"  # the other side knows our id: send again under the same one
    UPSERT = "upsert"  # sending again writes the same record once more
    ASK = "ask"  # ask whether it has the id, and send again only if not
    NEVER = "never"  # a person decides


ASKED_AFTER = timedelta(seconds=5)
"""Who did not answer may still be writing it down: only then it is asked whether it has it."""

MAY_SEND_AGAIN = frozenset({Repeat.KEY, Repeat.UPSERT})


class Trouble(StrEnum):
    """Why a delivery was not taken; what follows is the same for every listener."""

    PASSING = "passing"  # busy, broken, not reachable: again later
    PAUSED = "paused"  # credential or address: nothing will be taken until somebody mends it
    REFUSED = "refused"  # this very entry: the next one may be taken
    UNKNOWN = "unknown"  # sent, and the answer was lost


class Settled(StrEnum):
    REPLAYED = "replayed"  # sent again by a person, and taken
    DISMISSED = "dismissed"  # a person decided that it need not arrive


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """An entry that a listener did not take, kept for a person. The entry itself stays in the log.

    outcome: REFUSED, or UNKNOWN when nobody can tell whether it arrived. attempts: replays included.
    """

    id: str
    workspace: str
    conversation: str
    listener: str
    seq: int
    at: datetime
    outcome: Trouble
    error: str = ""
    attempts: int = 1
    settled: Settled | None = None
    settled_at: datetime | None = None
    settled_by: str = ""  # id of the person
    note: str = ""

    @property
    def is_open(self) -> bool:
        return self.settled is None


BOT = "bot"
WEBHOOK = "webhook:"
HUB = "hub:"


def webhook_listener(name: str) -> str:
    """The listener of the policy's webhook `name`."""
    return WEBHOOK + name


def hub_listener(name: str) -> str:
    """The listener of the policy's hub `name`."""
    return HUB + name


def listeners(webhooks: Mapping[str, object], *, bot: bool) -> tuple[str, ...]:
    """Who must learn of the entries of a conversation that begins now. bot: whether its bot is behind Segue."""
    return (*((BOT,) if bot else ()), *map(webhook_listener, webhooks))
