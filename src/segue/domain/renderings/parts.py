"""What a rendering is made of: sections with lines. Everything in them is plain text: each form escapes all of it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Line:
    """One thing said in a section. `quote` and `answer` hold words of a customer, a bot, a page or a vendor.

    tone: good | bad | warn, of `tag`; colour is never the only sign of it. seq: of the entry it stands in, 0 for none.
    """

    text: str = ""
    label: str = ""  # before it: "Tier"
    quote: str = ""
    answer: str = ""  # what the customer said to `quote`
    tag: str = ""  # how it was taken, or what became of it
    tone: str = ""
    at: datetime | None = None
    source: str = ""  # where it is known from
    url: str = ""
    seq: int = 0


@dataclass(frozen=True, slots=True)
class Section:
    """lines: in their order of importance. left_out: how many of them did not fit. mark: said beside the head.

    joined: its lines stand beside each other on one line.
    """

    id: str
    head: str
    lines: tuple[Line, ...]
    mark: str = ""
    joined: bool = False
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class HandoffFacts:
    """What a rendering says of the handoff itself. urgency: soft | normal | high | immediate. queue: its title."""

    urgency: str = ""
    queue: str = ""


@dataclass(frozen=True, slots=True)
class Ending:
    """The last line of every rendering. shortened: something was left out. whole: where all of it is, a link or ""."""

    handoff: str
    conversation: str
    whole: str = ""
    shortened: bool = False

    @property
    def words(self) -> str:
        """What stands before the link, if there is one."""
        if self.shortened:
            return "Shortened. The whole:" if self.whole else f"Shortened. The whole: conversation {self.conversation}"
        return "Conversation:" if self.whole else f"Conversation: {self.conversation}"


def json_size(value: Any) -> int:
    """Bytes in UTF-8 of `value` as JSON without spaces."""
    return len(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode())
