"""What a simulated day comes to: the measures that are usually taken, in seconds and shares of one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import inf, nan
from statistics import fmean, pstdev

from segue.insight.simulation.engine import Case, Engine, Fit, Seat, State
from segue.insight.simulation.scenario import Scenario

BUCKET_S = 900.0
"""Of the curve of waits over the day."""

Numbers = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Measured:
    """One day. nan where nothing was there to measure.

    per_tier, per_group: by name. curve: bucket of BUCKET_S -> (customers who came in it, sum of their waits in s),
    asynchronous work left out.
    """

    overall: Numbers
    per_tier: Mapping[str, Numbers]
    per_group: Mapping[str, Numbers]
    curve: Mapping[int, tuple[int, float]]


def measured(run: Engine) -> Measured:
    scenario = run.scenario
    waited = {case: _waited(case, run) for case in run.cases}
    live = [case for case in run.cases if not case.customer.asynchronous]
    later = [case for case in run.cases if case.customer.asynchronous and case.customer.due <= scenario.ends_s]
    overall = {
        **_of_customers(live, waited, scenario),
        "async_sla_attainment": _share(_in_time(case) for case in later),
        "overflow_share": _share_of_fits(run.cases, Fit.OVERFLOW),
        "misskilled_share": _share_of_fits(run.cases, Fit.MISSKILLED),
        "transfer_share": sum(case.transfers for case in run.cases) / max(1, sum(len(c.fits) for c in run.cases)),
    }
    tiers = {
        tier.name: _of_customers([case for case in live if case.customer.tier == i], waited, scenario)
        for i, tier in enumerate(scenario.tiers)
    }
    groups = {
        group.name: _of_seats([seat for seat in run.seats if seat.worker.group == i])
        for i, group in enumerate(scenario.agents)
    }
    spreads = [
        of["utilisation_spread"] for of in groups.values() if of["utilisation_spread"] == of["utilisation_spread"]
    ]
    overall["utilisation"] = _utilisation(run.seats)
    overall["utilisation_spread"] = fmean(spreads) if spreads else nan
    overall["conversations"] = float(len(run.cases))
    return Measured(overall, tiers, groups, _curve(live, waited))


def _waited(case: Case, run: Engine) -> float:
    still = case.state in {State.WAITING, State.OFFERED}
    return case.waited + (run.now - case.since if still else 0.0)


def _in_time(case: Case) -> bool:
    return case.state != State.LEFT and case.answered <= case.customer.due


def _of_customers(cases: Sequence[Case], waited: Mapping[Case, float], scenario: Scenario) -> dict[str, float]:
    value = wait = cost = 0.0
    fines = scenario.penalties
    for case in cases:
        weight, left = case.customer.value, case.state == State.LEFT
        seconds = waited[case] + (scenario.tiers[case.customer.tier].abandon_penalty_s if left else 0.0)
        value += weight
        wait += weight * seconds
        cost += weight * (
            seconds
            + (0.0 if _in_time(case) else fines.sla_miss_s)
            + fines.misskilled_s * case.fits.count(Fit.MISSKILLED)
            + fines.transfer_s * case.transfers
        )
    waits = sorted(waited[case] for case in cases)
    return {
        "weighted_wait": wait / value if value else nan,
        "weighted_cost": cost / value if value else nan,
        "sla_attainment": _share(_in_time(case) for case in cases),
        "abandonment": _share(case.state == State.LEFT for case in cases),
        "mean_wait": fmean(waits) if waits else nan,
        "p50_wait": quantile(waits, 0.50),
        "p95_wait": quantile(waits, 0.95),
        "p99_wait": quantile(waits, 0.99),
    }


def _of_seats(seats: Sequence[Seat]) -> dict[str, float]:
    there = [seat for seat in seats if seat.on_s > 0]
    shares = [seat.busy_s / (seat.worker.capacity * seat.on_s) for seat in there]
    return {
        "agents": float(len(there)),
        "utilisation": _utilisation(there),
        "utilisation_spread": pstdev(shares) if len(shares) > 1 else nan,
    }


def _utilisation(seats: Iterable[Seat]) -> float:
    """Share of the units of those on duty that were offered or active."""
    there = list(seats)
    room = sum(seat.worker.capacity * seat.on_s for seat in there)
    return sum(seat.busy_s for seat in there) / room if room else nan


def _share_of_fits(cases: Iterable[Case], what: Fit) -> float:
    return _share(fit == what for case in cases for fit in case.fits)


def _share(found: Iterable[bool]) -> float:
    there = list(found)
    return sum(there) / len(there) if there else nan


def _curve(cases: Iterable[Case], waited: Mapping[Case, float]) -> dict[int, tuple[int, float]]:
    curve: dict[int, tuple[int, float]] = {}
    for case in cases:
        bucket = int(case.customer.arrival // BUCKET_S)
        count, total = curve.get(bucket, (0, 0.0))
        curve[bucket] = (count + 1, total + waited[case])
    return curve


def quantile(ordered: Sequence[float], share: float) -> float:
    """Linear between the two nearest of sorted values."""
    if not ordered:
        return nan
    place = share * (len(ordered) - 1)
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low) if ordered[high] < inf else inf
