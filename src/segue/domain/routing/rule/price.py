"""What it costs to give a customer to an agent, in seconds of that agent's capacity."""

from __future__ import annotations

from math import exp

from segue.domain.queues import RoutingSettings
from segue.domain.routing.rule.facts import Head, Line, Slot

PREFERRED = 0.85
"""Somebody who knows the customer needs 15 % less time."""

SCARCE = 60.0
"""Seconds that the last free slot of a line is worth."""

FEW = 2.0
"""Free slots at which that has fallen to 1/e."""

LACKING = 0.1
"""Share of the time that each level short of what is better to have adds."""


def pace(units: int, settings: RoutingSettings) -> float:
    """Speed of each conversation of an agent with so many units in use; 1 for nothing."""
    steps = settings.pace
    return steps[min(units, len(steps)) - 1] if units > 0 and steps else 1.0


def scarcity(line: Line, settings: RoutingSettings) -> float:
    """Seconds that a free slot of this line is worth: falls with the free ones, rises with the customers in line."""
    if not line.arrivals and not line.waiting:
        return 0.0
    return SCARCE * exp(-max(line.free - line.waiting, 0) / FEW)


def price(slot: Slot, head: Head, settings: RoutingSettings) -> float:
    """The cheapest takes the customer: time in the slot + what the agent's other customers lose + scarcity."""
    after = pace(slot.used + head.units, settings)
    work = slot.work * (PREFERRED if slot.preferred else 1.0) * (1.0 + LACKING * slot.lacking)
    own = work / after
    others = slot.used * slot.work * (1.0 / after - 1.0 / pace(slot.used, settings)) if slot.used else 0.0
    return own + others + slot.worth
