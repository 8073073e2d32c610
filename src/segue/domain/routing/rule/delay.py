"""Whose waiting costs most: value x marginal cost of delay / expected work^0.75."""

from __future__ import annotations

from math import exp

from segue.domain.queues import RoutingSettings
from segue.domain.routing.rule.facts import Head

TAU = 60.0
"""Seconds before a target at which its urgency has grown to 1/e of its greatest."""

WORK_POWER = 0.75
"""1 is the rule c-mu, 0 leaves the work out."""


def resting(value: float, patience: float, leaving_costs: float) -> float:
    """Value x what a second of waiting costs while no target is near: the wait itself, and the risk to leave."""
    return value * (1.0 + leaving_costs / max(patience, 1.0))


def marginal(head: Head, settings: RoutingSettings) -> float:
    """Seconds of cost per second of waiting: the wait itself, the risk to leave, the target about to be missed."""
    cost = 1.0 if head.asynchronous else resting(1.0, head.patience, head.leaving_costs)
    if head.slack is not None and head.slack >= 0:
        cost += settings.sla_miss.total_seconds() / TAU * exp(-head.slack / TAU)
    return cost


def index(head: Head, settings: RoutingSettings) -> float:
    """The greatest goes first. Whoever has waited `longest_wait` goes before all who have not, longest first."""
    longest = settings.longest_wait.total_seconds()
    if not head.asynchronous and head.waited >= longest:
        return 1e12 + head.waited
    return head.value * marginal(head, settings) / float(max(head.work * head.units, 1.0) ** WORK_POWER)
