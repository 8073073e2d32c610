"""How far a process has come with deleting what the policy keeps no longer, and whether it may believe its clock."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from segue.domain.errors import Refused

LEAP = timedelta(days=1)
"""The shortest period there is."""


def seconds_since_boot() -> float:
    """By a clock that nobody sets; where the system tells it, also while the machine sleeps."""
    asleep_too = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if asleep_too is None else time.clock_gettime(asleep_too)


@dataclass(slots=True)
class RetentionDesk:
    """after: workspace -> id of the conversation looked at last; one that starts anew begins at the first.

    ticks: seconds, by a clock that nobody sets; None where the time is told.
    """

    after: dict[str, str] = field(default_factory=dict)
    ticks: Callable[[], float] | None = None
    _began: tuple[datetime, float] | None = None

    def check(self, now: datetime) -> None:
        """Raises Refused when the clock was set far ahead since this was asked first: everything would look old, and
        what is deleted does not come back."""
        if self.ticks is None:
            return
        ticks = self.ticks()
        began, at = self._began = self._began or (now, ticks)
        ahead = now - began - timedelta(seconds=ticks - at)
        if ahead >= LEAP:
            raise Refused(
                f"the clock was set ahead by {ahead.days} days while Segue ran, so nothing is deleted for its age; "
                "when the time is right, restart Segue"
            )
