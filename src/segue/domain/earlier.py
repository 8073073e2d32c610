"""What customer and bot had said to each other before Segue had the conversation, as a transcript tells it."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from segue.domain.conversation import Role
from segue.domain.text import cleaned_text

MOST_TURNS = 200
LONGEST_TURN = 8_000
"""The newest turns of a transcript that are kept, and characters of each: what is before them helps nobody."""

WROTE = frozenset({Role.END_USER, Role.AUTOMATED_AGENT})
_MARK = "earlier:"
_LONGEST_ID = 100


@dataclass(frozen=True, slots=True)
class EarlierTurn:
    """id: the other system's own, "" where it gives none. at: when it was said there; None when it does not tell."""

    role: Role
    text: str
    at: datetime | None = None
    id: str = ""


def kept_under(turn: EarlierTurn, nth: int) -> str:
    """The message id that an earlier turn is stored under: the same whenever the same transcript comes again.

    nth: how many turns before it in the transcript say the same; it tells them apart where there are no ids.
    """
    if turn.id and len(turn.id) <= _LONGEST_ID and cleaned_text(turn.id, _LONGEST_ID) == turn.id:
        return _MARK + turn.id
    told = turn.id or f"{turn.role.value}\0{turn.at.isoformat() if turn.at else ''}\0{nth}\0{turn.text}"
    return _MARK + hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def to_import(turns: Sequence[EarlierTurn], known: Collection[str]) -> tuple[tuple[str, EarlierTurn], ...]:
    """The turns that are not there yet, oldest first, each with the id that it is stored under.

    known: message ids of the conversation; a turn that Segue saw itself stands there under the other system's id.
    """
    found: dict[str, EarlierTurn] = {}
    said: dict[tuple[Role, datetime | None, str], int] = {}
    for turn in turns:
        if turn.role not in WROTE or not turn.text.strip():
            continue
        words = (turn.role, turn.at, turn.text)
        id_ = kept_under(turn, said.get(words, 0))
        said[words] = said.get(words, 0) + 1
        if turn.id in known and turn.id:
            continue
        found.setdefault(id_, turn)
    newest = list(found.items())[-MOST_TURNS:]
    return tuple((id_, turn) for id_, turn in newest if id_ not in known)
