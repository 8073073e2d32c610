"""When a cheap customer should wait a little, because the slot is likely to be wanted by a dearer one."""

from __future__ import annotations

from collections.abc import Iterable

from segue.domain.queues import RoutingSettings
from segue.domain.routing.rule.delay import marginal
from segue.domain.routing.rule.facts import Head, Line

FEWER_THAN = 3
"""Free slots of the line; with as many, nobody is held back."""

SPARE = 0.25
"""Share of the line's capacity that must be free before asynchronous work is taken up that is not pressing."""

PRESSING = 900.0
"""Seconds before its own target at which asynchronous work counts as pressing."""


def holds(head: Head, line: Line, kept: Iterable[Line], settings: RoutingSettings) -> bool:
    """`line`: the customer's. `kept`: all lines that the cheapest agent fits. Look again when anything of them changes.

    A customer held back costs value x marginal until the next release; against that stands the chance that somebody
    dearer comes before, times what they would lose.
    """
    if not settings.hold_back:
        return False
    if head.asynchronous:
        spare = line.free / max(line.free + line.used, 1)
        return spare <= SPARE and (head.slack is None or head.slack > PRESSING)
    if line.free >= FEWER_THAN or head.waited >= settings.longest_wait.total_seconds():
        return False
    release = line.pace / max(line.work, 1.0)
    own = head.value * marginal(head, settings)
    if release <= 0:
        return False
    coming = 0.0
    for other in kept:
        if other.free < FEWER_THAN:
            for value, rate in other.arrivals:
                if value > head.value:
                    coming += rate / (rate + release) * max(value * 2 - own, 0.0)
    return coming > own
