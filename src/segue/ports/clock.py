from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from segue.ports.store import Unit


class Clock(Protocol):
    def now(self) -> datetime:
        """Aware, in UTC."""
        ...


@dataclass(frozen=True, slots=True)
class ShiftTimes(Unit[int]):
    """The clock was set by `by` while Segue ran: what was to come after `before`, the time until then, comes as much
    later or earlier, so that nothing is early and nothing waits for a day that will not come. Over all workspaces.

    Deadlines, deliveries, events of helpdesks, and when people who are at work were seen last. Answers how many.
    """

    by: timedelta
    before: datetime
