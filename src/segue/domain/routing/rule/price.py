"""What it costs to give a customer to an agent, in seconds of an ordinary customer's waiting."""

from __future__ import annotations

from segue.domain.queues import RoutingSettings
from segue.domain.routing.rule.facts import Head, Line, Slot

PREFERRED = 0.85
"""Somebody who knows the customer needs 15 % less time."""

LACKING = 0.1
"""Share of the time that each level short of what is better to have adds."""

SELDOM = 1 / 600
"""Releases a second that are counted on at least, as absent agents come back and others are called in."""


def pace(units: int, settings: RoutingSettings) -> float:
    """Speed of each conversation of an agent with so many units in use; 1 for nothing."""
    steps = settings.pace
    return steps[min(units, len(steps)) - 1] if units > 0 and steps else 1.0


def releases(line: Line) -> float:
    """Slots a second that become free at agents who fit the line."""
    return max(line.pace / max(line.work, 1.0), SELDOM)


def scarcity(line: Line, settings: RoutingSettings) -> float:
    """What a free slot of this line is worth: value x seconds that are waited if it is gone.

    Of those who come until the next release, each would wait for one release if there is no slot left for them. That
    there is none takes as many arrivals before the next release as there are other slots to spare.
    """
    if not line.arrivals:
        return 0.0
    release = releases(line)
    rate = cost = 0.0
    for weight, each in line.arrivals:
        rate += each
        cost += weight * each
    spare = line.free - max(line.waiting, 0) - 1
    all_gone = (rate / (rate + release)) ** spare if spare > 0 else 1.0
    return float(cost / release / release * all_gone)


def price(slot: Slot, head: Head, settings: RoutingSettings) -> float:
    """The cheapest takes the customer: time in the slot + what the agent's other customers lose + scarcity."""
    after = pace(slot.used + head.units, settings)
    work = slot.work * (PREFERRED if slot.preferred else 1.0) * (1.0 + LACKING * slot.lacking)
    own = work / after
    others = slot.used * work * (1.0 / after - 1.0 / pace(slot.used, settings)) if slot.used else 0.0
    return own + others + slot.worth
