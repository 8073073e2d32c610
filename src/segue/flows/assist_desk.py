"""What assisting helpdesks keeps in a process: how each is reached, and how it has been doing."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(slots=True)
class Doing:
    """Since the process began. quiet: events that needed no note.

    caught_up_at: when it was asked what changed. catch_up_at: when it is asked next, None for as soon as may be.
    """

    noted_at: datetime | None = None
    notes: int = 0
    quiet: int = 0
    error: str = ""
    failed_at: datetime | None = None
    caught_up_at: datetime | None = None
    catch_up_at: datetime | None = None


@dataclass(slots=True)
class AssistDesk:
    _doing: dict[tuple[str, str], Doing] = field(default_factory=dict)

    def doing(self, workspace: str, hub: str) -> Doing:
        return self._doing.setdefault((workspace, hub), Doing())
