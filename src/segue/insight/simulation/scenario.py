"""What a scenario says: who arrives, who works, how long work takes and what waiting costs. It holds no routing rules.

Times are seconds from the start of the scenario, rates are per hour. `docs/simulator.md` explains every field;
`reading.py` reads them from JSON.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

Intervals = tuple[tuple[float, float], ...]

USUAL_PACE = (1.0, 0.87, 0.72, 0.60, 0.50, 0.42)


@dataclass(frozen=True, slots=True)
class Spread:
    """A lognormal variable by its mean and its coefficient of variation; cv 0 is always the mean."""

    mean_s: float
    cv: float = 1.0


@dataclass(frozen=True, slots=True)
class CustomerTier:
    """value: weight of a waiting second. never_share: of those who wait however long it takes."""

    name: str
    share: float
    value: float
    sla_s: float
    patience: Spread
    never_share: float = 0.0
    abandon_penalty_s: float = 0.0


@dataclass(frozen=True, slots=True)
class Demand:
    """rate_per_h: (time, rate) joined by straight lines, flat outside. levels: required level -> probability.

    work: seconds of undivided attention by an agent of exactly the required level. tier_mix: {} is the tiers' shares.
    """

    skill: str
    rate_per_h: tuple[tuple[float, float], ...]
    levels: Mapping[int, float]
    work: Spread
    tier_mix: Mapping[str, float] = field(default_factory=dict)
    units: int = 1
    asynchronous: bool = False
    sla_s: float | None = None  # of asynchronous work; None: the tier's


@dataclass(frozen=True, slots=True)
class Burst:
    """While it lasts, the rate of `skill` is multiplied by 1 + (factor - 1) x a uniform variable in `scale_range`."""

    skill: str
    start_s: float
    duration_s: float
    factor: float
    start_jitter_s: float = 0.0
    scale_range: tuple[float, float] = (1.0, 1.0)
    work_factor: float = 1.0


@dataclass(frozen=True, slots=True)
class AgentGroup:
    """`shift` and `breaks` of the first agent; those of the last come `stagger_s` and `break_spread_s` later."""

    name: str
    count: int
    capacity: int
    skills: Mapping[str, int]
    shift: Intervals
    breaks: Intervals = ()
    stagger_s: float = 0.0
    break_spread_s: float = 0.0


@dataclass(frozen=True, slots=True)
class LevelEffect:
    """What the level of an agent does to the work, and how often a conversation must be passed on."""

    floor: float = 0.7
    per_level_above: float = 0.05
    per_level_below: float = 0.25
    overflow_transfer_prob: float = 0.05
    misskill_transfer_prob: float = 0.25
    misskill_transfer_per_level: float = 0.15
    triage_fraction: float = 0.3
    after_transfer_fraction: float = 0.9


@dataclass(frozen=True, slots=True)
class Offers:
    """accept_mean_s: of an exponential delay. away_s: how long one who did not answer gets nothing."""

    accept_mean_s: float = 0.0
    no_answer_prob: float = 0.0
    timeout_s: float = 30.0
    away_s: float = 180.0


@dataclass(frozen=True, slots=True)
class Returning:
    """share: of customers who have a preferred agent. work_factor: on the work when that agent serves them."""

    share: float = 0.0
    work_factor: float = 1.0


@dataclass(frozen=True, slots=True)
class OffHours:
    """What arrives outside the hours: its target counts from the next opening; value and work are multiplied."""

    sla_s: float = 14_400.0
    value_factor: float = 1.0
    work_factor: float = 1.0


@dataclass(frozen=True, slots=True)
class Penalties:
    """Seconds of waiting that each is worth in the weighted cost."""

    sla_miss_s: float = 120.0
    misskilled_s: float = 120.0
    transfer_s: float = 180.0


@dataclass(frozen=True, slots=True)
class Scenario:
    """hours: () is always open. expected_work_error: skill -> factor by which the configured handle time is wrong."""

    name: str
    horizon_s: float
    drain_s: float
    skills: tuple[str, ...]
    tiers: tuple[CustomerTier, ...]
    demand: tuple[Demand, ...]
    agents: tuple[AgentGroup, ...]
    description: str = ""
    tick_s: float = 5.0
    adjacency: tuple[tuple[str, str, int], ...] = ()
    overdispersion_cv: float = 0.0
    bursts: tuple[Burst, ...] = ()
    concurrency: tuple[float, ...] = USUAL_PACE
    level_effect: LevelEffect = field(default_factory=LevelEffect)
    offers: Offers = field(default_factory=Offers)
    sticky: Returning = field(default_factory=Returning)
    absence_prob: float = 0.0
    speed_cv: float = 0.0
    level_jitter_prob: float = 0.0
    hours: Intervals = ()
    off_hours: OffHours = field(default_factory=OffHours)
    expected_work_error: Mapping[str, float] = field(default_factory=dict)
    penalties: Penalties = field(default_factory=Penalties)
    notes: tuple[str, ...] = ()  # what was passed over when it was read

    @property
    def ends_s(self) -> float:
        return self.horizon_s + self.drain_s

    def expected_conversations(self) -> float:
        """A day, roughly: bursts left out."""
        return sum(_area(stream.rate_per_h, self.horizon_s) for stream in self.demand) / 3600

    def neighbours(self) -> dict[str, dict[str, int]]:
        """skill -> {skill it covers: levels lost}; both ways."""
        found: dict[str, dict[str, int]] = {}
        for one, other, loss in self.adjacency:
            for a, b in ((one, other), (other, one)):
                covers = found.setdefault(a, {})
                covers[b] = min(loss, covers.get(b, loss))
        return found


def rate_at(points: Sequence[tuple[float, float]], time: float) -> float:
    after = bisect_right(points, time, key=lambda point: point[0])
    if after == 0:
        return points[0][1]
    if after == len(points):
        return points[-1][1]
    (t0, r0), (t1, r1) = points[after - 1], points[after]
    return r0 + (r1 - r0) * (time - t0) / (t1 - t0)


def _area(points: Sequence[tuple[float, float]], until: float) -> float:
    times = [0.0, *(time for time, _ in points if 0 < time < until), until]
    return sum((b - a) * (rate_at(points, a) + rate_at(points, b)) / 2 for a, b in pairwise(times))
