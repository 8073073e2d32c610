"""How long a conversation and what belongs to it is kept. Nothing is deleted unless the policy says after how long.

Every period begins with the last entry of the conversation. One that is going on is never touched: a person has it, is
asked for or owes an answer, or something of it waits to be delivered. One that the bot has and that nobody has ended is
over when nobody has written for the whole period.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol


class Part(StrEnum):
    """What is kept for a time of its own. With the conversation everything goes."""

    CONVERSATIONS = "conversations"
    PACKAGES = "packages"
    FILES = "files"


@dataclass(frozen=True, slots=True)
class Retention:
    """None: for good."""

    conversations: timedelta | None = None
    packages: timedelta | None = None
    files: timedelta | None = None

    @property
    def is_set(self) -> bool:
        return any(getattr(self, field.name) is not None for field in fields(self))


KEEPS_ALL = Retention()


class _HasRetention(Protocol):
    @property
    def retention(self) -> Retention: ...


@dataclass(frozen=True, slots=True)
class Resting:
    """What has to be known of a conversation. queue: of its last handoff, "" without one.

    going_on: see above. files, packages: whether it has any.
    """

    id: str
    open: bool
    last_at: datetime
    queue: str
    going_on: bool
    files: bool
    packages: bool
    last_seq: int = 0


def kept_for(retention: Retention, queues: Mapping[str, _HasRetention], queue: str) -> Retention:
    """What a queue says of its own counts for conversations whose last handoff came to it.

    Of a queue that is not named any more (renamed, removed) nobody knows what it said: each part is kept as long as
    the longest period that is named, for what is deleted does not come back.
    """
    if queue in queues:
        return _own(queues[queue].retention, retention)
    every = [_own(one.retention, retention) for one in queues.values()] if queue else []
    return Retention(*(_longest(getattr(one, part.value) for one in (retention, *every)) for part in Part))


def _own(own: Retention, beside: Retention) -> Retention:
    return Retention(
        own.conversations if own.conversations is not None else beside.conversations,
        own.packages if own.packages is not None else beside.packages,
        own.files if own.files is not None else beside.files,
    )


def _longest(periods: Iterable[timedelta | None]) -> timedelta | None:
    found = list(periods)
    return None if None in found else max(period for period in found if period is not None)


def due(one: Resting, keeps: Retention, now: datetime) -> frozenset[Part]:
    """What of it is to be deleted at `now`; the conversation alone when that is among it."""
    if one.going_on:
        return frozenset()
    rested = now - one.last_at
    if keeps.conversations is not None and rested >= keeps.conversations:
        return frozenset({Part.CONVERSATIONS})
    found = {
        Part.PACKAGES: one.packages and keeps.packages is not None and rested >= keeps.packages,
        Part.FILES: one.files and keeps.files is not None and rested >= keeps.files,
    }
    return frozenset(part for part, is_due in found.items() if is_due)
