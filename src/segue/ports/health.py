"""Whether the store can be relied on now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from segue.ports.store import Query, Unit


@dataclass(frozen=True, slots=True)
class TryWriting(Unit[None]):
    """Writes something that nobody reads, to find out whether a commit works. Raises TryAgain when it does not."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """clock: of the database's own machine, None where that is this machine. step: of the tables; newest: the last
    step that this version knows.
    """

    clock: datetime | None = None
    step: str = ""
    newest: str = ""


@dataclass(frozen=True, slots=True)
class LookAround(Query[Surroundings]):
    """What the store stands on."""
