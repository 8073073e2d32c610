"""How far a customer in a channel has been told: what is still to tell, what is on its way, and what was told."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from segue.domain.channels import Span, Thread

ON_ITS_WAY = timedelta(seconds=60)
"""What was sent longer ago than this, and of which nothing is known, is not on its way any more."""
MOST_LEFT = 8
"""Of so many conversations before this one is kept what the customer was not told."""


def untold(thread: Thread, upto: int) -> tuple[Span, ...]:
    """Of conversations before this one first."""
    return (*thread.left, Span(thread.conversation, thread.told, upto))


def next_of(thread: Thread, conversation: str) -> Span | None:
    """Where a conversation of the thread is; None where all of it was told, or is told with nobody any more."""
    if conversation == thread.conversation:
        return Span(conversation, thread.told, 0)
    return next((one for one in thread.left if one.conversation == conversation), None)


def is_under_way(thread: Thread, now: datetime) -> bool:
    return bool(thread.sending and thread.sending_at and now - thread.sending_at < ON_ITS_WAY)


def told(thread: Thread, conversation: str, seq: int) -> Thread:
    """The customer has read this one, or counts as having done so."""
    if conversation == thread.conversation:
        moved = replace(thread, told=max(thread.told, seq))
    else:
        further = (_from(one, seq) if one.conversation == conversation else one for one in thread.left)
        moved = replace(thread, left=tuple(one for one in further if one.after < one.upto))
    return _arrived(moved, seq)


def not_told(thread: Thread, conversation: str, seq: int) -> Thread:
    """It did not arrive, also where the thread has moved on to another conversation meanwhile."""
    if conversation == thread.conversation:
        return _arrived(thread, seq)
    rest = next_of(thread, conversation)
    back = Span(conversation, seq - 1, max(seq, rest.upto if rest else 0))
    others = tuple(one for one in thread.left if one.conversation != conversation)
    return replace(_arrived(thread, seq), left=(back, *others))


def moved_on(thread: Thread, rest: Span | None) -> tuple[Span, ...]:
    """What the next conversation of the thread finds untold. rest: of the one that it has until now."""
    return (*thread.left, *((rest,) if rest else ()))[-MOST_LEFT:]


def _from(span: Span, after: int) -> Span:
    return replace(span, after=max(span.after, after))


def _arrived(thread: Thread, seq: int) -> Thread:
    return replace(thread, sending=0, sending_at=None) if thread.sending == seq else thread
