"""A draft reply for the human who has the conversation. Nothing of it is ever sent without their click.

```
open -> accepted | edited | rejected | expired
```
A draft answers one message of the customer; when the customer writes again, it expires.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from hashlib import sha256

from segue.domain.errors import Refused


class DraftState(StrEnum):
    OPEN = "open"
    ACCEPTED = "accepted"  # sent as it was
    EDITED = "edited"  # sent with changes
    REJECTED = "rejected"
    EXPIRED = "expired"  # the customer wrote again, or the human answered without it


class DraftEvent(StrEnum):
    """Past facts that move a draft."""

    SENT_AS_IT_WAS = "sent_as_it_was"
    SENT_CHANGED = "sent_changed"
    REJECTED = "rejected"
    OVERTAKEN = "overtaken"


TRANSITIONS: Mapping[tuple[DraftState, DraftEvent], DraftState] = {
    (DraftState.OPEN, DraftEvent.SENT_AS_IT_WAS): DraftState.ACCEPTED,
    (DraftState.OPEN, DraftEvent.SENT_CHANGED): DraftState.EDITED,
    (DraftState.OPEN, DraftEvent.REJECTED): DraftState.REJECTED,
    (DraftState.OPEN, DraftEvent.OVERTAKEN): DraftState.EXPIRED,
}


class SourceKind(StrEnum):
    ARTICLE = "article"
    CASE = "case"
    LINK = "link"  # named by whoever supplied the draft


@dataclass(frozen=True, slots=True)
class DraftSource:
    """What a draft was made from. `quote` are words of it, `url` "" where people cannot open it.

    id: of a case its conversation.
    """

    kind: SourceKind
    id: str
    title: str
    quote: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Edit:
    """What the human changed before sending. words, characters: Levenshtein distance between draft and message.

    seconds_saved: see `seconds_saved`; an estimate.
    """

    words: int = 0
    characters: int = 0
    seconds_saved: float = 0.0


@dataclass(frozen=True, slots=True)
class ReplyDraft:
    """answers: seq of the customer's message. by: "segue", "bot <name>" or "model <name>". settled_by: user id.

    queue: who may see what it was made from. language: of the text, "" when not known.
    """

    id: str
    workspace: str
    conversation: str
    handoff: str
    answers: int
    text: str
    by: str
    made_at: datetime
    sources: tuple[DraftSource, ...] = ()
    state: DraftState = DraftState.OPEN
    queue: str = ""
    language: str = ""
    why: str = ""  # why these sources, in words
    settled_at: datetime | None = None
    settled_by: str = ""
    edit: Edit | None = None


def draft_id(*parts: str) -> str:
    """The same parts give the same id, so that what is made twice is kept once."""
    return "dft_" + sha256("\0".join(parts).encode()).hexdigest()[:24]


def settle(draft: ReplyDraft, event: DraftEvent, at: datetime, *, by: str = "", edit: Edit | None = None) -> ReplyDraft:
    """The draft after `event`. Raises Refused, and leaves it as it was, when it is not open any more."""
    state = TRANSITIONS.get((draft.state, event))
    if state is None:
        raise Refused(f"this draft is {draft.state.value} already", draft=draft.id, state=draft.state.value)
    return replace(draft, state=state, settled_at=at, settled_by=by, edit=edit)


def sent(draft: ReplyDraft, text: str, at: datetime, *, by: str) -> ReplyDraft:
    """The human sent `text`, made from this draft. Raises Refused when the draft is not open."""
    same = " ".join(text.split()) == " ".join(draft.text.split())
    edit = Edit() if same else edit_of(draft.text, text)
    edit = replace(edit, seconds_saved=seconds_saved(text, edit.characters))
    return settle(draft, DraftEvent.SENT_AS_IT_WAS if same else DraftEvent.SENT_CHANGED, at, by=by, edit=edit)


def edit_of(draft: str, message: str) -> Edit:
    return Edit(
        distance(draft.split(), message.split()),
        distance(draft[:LONGEST_COMPARED], message[:LONGEST_COMPARED]),
    )


LONGEST_COMPARED = 2_000
"""Characters of each text that are compared one by one; the time grows with their product."""

CHARACTERS_A_SECOND = 3.3
"""Forty words of five characters a minute: an everyday typing speed."""

SECONDS_A_CHANGE = 0.6
"""To find the place and change a character of a finished text: twice the time of typing one."""


def seconds_saved(message: str, changed: int) -> float:
    """Time to type the message, less the time to change `changed` characters of the draft. Never below zero.

    Reading the draft is not counted: the human reads what the sources say in either case.
    """
    return round(max(0.0, len(message) / CHARACTERS_A_SECOND - changed * SECONDS_A_CHANGE), 1)


def distance(a: str | list[str], b: str | list[str]) -> int:
    """Levenshtein: the least number of elements to add, take out or replace that makes `b` of `a`."""
    if len(a) < len(b):
        a, b = b, a
    start = 0
    while start < len(b) and a[start] == b[start]:
        start += 1
    end = 0
    while end < len(b) - start and a[-1 - end] == b[-1 - end]:
        end += 1
    a, b = a[start : len(a) - end], b[start : len(b) - end]
    row = list(range(len(b) + 1))
    for above, one in enumerate(a, start=1):
        corner, row[0] = row[0], above
        for at, other in enumerate(b, start=1):
            corner, row[at] = row[at], min(row[at] + 1, row[at - 1] + 1, corner + (one != other))
    return row[-1]
