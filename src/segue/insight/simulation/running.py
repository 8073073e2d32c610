"""Several days under several policies, on the same days, in as many processes as there are cores."""

from __future__ import annotations

from collections.abc import Iterator

from segue.insight.simulation.days import day_of
from segue.insight.simulation.engine import Engine
from segue.insight.simulation.measures import Measured, measured
from segue.insight.simulation.policies import Deciding
from segue.insight.simulation.scenario import Scenario


def simulated(scenario: Scenario, deciding: Deciding, *, seed: int = 1, days: int = 5) -> Iterator[Measured]:
    """One day after the other; day n is the same day under every policy."""
    played = deciding.scenario(scenario)
    for number in range(days):
        yield measured(Engine(day_of(played, seed, number), deciding.make).run())
