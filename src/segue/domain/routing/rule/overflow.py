"""When an agent who only covers by a neighbouring skill should help."""

from __future__ import annotations

from segue.domain.queues import RoutingSettings
from segue.domain.routing.rule.delay import marginal
from segue.domain.routing.rule.facts import Head, Line, Slot

TRANSFERRED = 0.15
"""Share of those helped by a neighbouring skill who must be passed on all the same."""

MORE_WORK = 0.3
"""Of the work, done in vain when they are."""


LONGEST = 1800.0
"""Seconds of waiting that are counted at most, where nobody who fits is at work."""


def expected_wait(line: Line) -> float:
    """Seconds until the next slot of somebody who fits becomes free; 0 while one is."""
    if line.free > line.waiting:
        return 0.0
    return max(line.work, 1.0) / line.pace if line.pace > 0 else float("inf")


def pays(head: Head, line: Line, slot: Slot, settings: RoutingSettings) -> bool:
    """Whether waiting for somebody of the line costs more than the help of `slot`, in value x seconds."""
    if not settings.overflow:
        return False
    wait = min(expected_wait(line), LONGEST)
    loss = TRANSFERRED * (settings.transfer.total_seconds() + MORE_WORK * head.work)
    return head.value * marginal(head, settings) * wait > loss + slot.worth
