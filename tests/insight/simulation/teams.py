"""Small scenarios for tests, and the plainest dispatcher."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from segue.insight.simulation.comparison import FittingDispatcher
from segue.insight.simulation.days import day_of
from segue.insight.simulation.engine import Engine
from segue.insight.simulation.scenario import AgentGroup, CustomerTier, Demand, Offers, Scenario, Spread

PATIENT = CustomerTier("all", share=1, value=1, sla_s=60, patience=Spread(300), never_share=1.0)
IMPATIENT = replace(PATIENT, never_share=0.0, abandon_penalty_s=300)


def one_agent(
    *, rate_per_h: float, work: Spread, hours: float, tier: CustomerTier = PATIENT, **changes: Any
) -> Scenario:
    """One skill at exactly the level that is asked, one agent who takes one conversation at a time."""
    horizon = hours * 3600
    team = AgentGroup("team", 1, changes.pop("capacity", 1), {"help": 1}, ((0, horizon),))
    stream = Demand("help", ((0, rate_per_h),), {1: 1.0}, work)
    made = Scenario("one", horizon, 0.0, ("help",), (tier,), (stream,), (team,), offers=Offers())
    return replace(made, **changes)


def run(scenario: Scenario, seed: int = 1, day: int = 0, make: Any = FittingDispatcher) -> Engine:
    return Engine(day_of(scenario, seed, day), make).run()
