"""When a cheap customer should wait a little, because the slot is likely to be wanted by a dearer one."""

from __future__ import annotations

from collections.abc import Iterable

from segue.domain.queues import RoutingSettings
from segue.domain.routing.rule.delay import marginal
from segue.domain.routing.rule.facts import Head, Line
from segue.domain.routing.rule.price import releases

AT_MOST = 3
"""Free slots of a line that are kept; with more, nobody is held back for its customers."""

ANOTHER = 0.5
"""Chance that one more slot is taken before the next release, for each beyond the last."""

SPARE = 0.25
"""Share of the line's capacity that must be free before asynchronous work is taken up that is not pressing."""

PRESSING = 1800.0
"""Seconds before its own target at which asynchronous work counts as pressing."""


def holds(head: Head, line: Line, kept: Iterable[Line], settings: RoutingSettings) -> bool:
    """`line`: the customer's. `kept`: all lines that the cheapest agent fits. Look again when anything of them changes.

    Holding the slot until the next release costs what the customer's waiting costs, every second. What it gains, every
    second: somebody dearer may come, who then need not wait for a release, at the difference of what both cost.
    """
    if not settings.hold_back:
        return False
    if head.asynchronous:
        spare = line.free / max(line.free + line.used, 1)
        return spare <= SPARE and (head.slack is None or head.slack > PRESSING)
    if line.pace <= 0 or head.waited >= settings.longest_wait.total_seconds():
        return False  # nothing will be released, or they waited too long already
    own = head.value * marginal(head, settings)
    gain = 0.0
    for other in kept:
        if other.free > AT_MOST:
            continue
        dearer = 0.0
        for cost, rate in other.arrivals:
            if cost <= own:
                break
            dearer += rate * (cost - own)
        if dearer:
            gain += dearer / releases(other) * ANOTHER ** max(other.free - 1, 0)
            if gain > own:
                return True
    return False
