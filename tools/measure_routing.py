"""Every way of routing on the published scenarios, on the same days, against skills + least loaded.

    python tools/measure_routing.py $SEGUE_ROUTING [--days 20] [--seed 1] [--policy NAME …] [--scenario NAME …]

Prints the tables of docs/measurements.md: value-weighted wait as the geometric mean of daily ratios with its 95 %
interval (paired), and what goes with it. Other seeds are other days; rules were tuned on others than those printed.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from segue.insight.simulation.choosing import PolicyChoice, names
from segue.insight.simulation.intervals import Interval, interval
from segue.insight.simulation.measures import Measured
from segue.insight.simulation.policies import BASELINE
from segue.insight.simulation.reading import read_scenario, scenario_of
from segue.insight.simulation.running import Run, played
from segue.insight.simulation.scenario import Scenario
from segue.insight.simulation.summary import Days, paired_ratio

HEAD = "| policy | weighted wait | against the baseline (95 %) | weighted cost | in time | dearest tier in time | left | p95 s | mis-skilled | help | spread | worst p99 |"  # noqa: E501


def main() -> None:
    asked = _arguments()
    policies = asked.policy or [BASELINE, *(name for name in names() if name != BASELINE)]
    if BASELINE not in policies:
        policies = [BASELINE, *policies]
    ratios: dict[str, list[Interval]] = {name: [] for name in policies}
    for path in sorted(asked.folder.glob("*.json")):
        if asked.scenario and path.stem not in asked.scenario:
            continue
        scenario = scenario_of(read_scenario(path), path.stem)
        days, seconds = _played(scenario, policies, asked.seed, asked.days)
        _print(scenario, policies, days, seconds, asked)
        for place, name in enumerate(policies):
            ratios[name].append(paired_ratio(days.of(place), days.of(0)))
    print("\n| policy | " + "mean change of the weighted wait |\n|---|--:|")
    for name, found in ratios.items():
        product = 1.0
        for one in found:
            product *= one.mean
        print(f"| {name} | {_change(product ** (1 / max(1, len(found))))} |")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--days", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--policy", nargs="*", choices=names())
    parser.add_argument("--scenario", nargs="*")
    return parser.parse_args()


def _played(scenario: Scenario, policies: Sequence[str], seed: int, days: int) -> tuple[Days, float]:
    runs = [Run(name, scenario, PolicyChoice(name)) for name in policies]
    collected, began = Days(len(runs)), time.perf_counter()
    for one in played(runs, seed=seed, days=days):
        collected.add(one)
        print(f"\r{scenario.name}: {collected.complete} of {days} days", end="", file=sys.stderr)
    print(file=sys.stderr)
    return collected, time.perf_counter() - began


def _print(scenario: Scenario, policies: Sequence[str], days: Days, seconds: float, asked: argparse.Namespace) -> None:
    conversations = sum(day.overall["conversations"] for place in range(len(policies)) for day in days.of(place))
    print(
        f"\n**{scenario.name}**, {asked.days} days, seed {asked.seed}: {conversations / seconds:,.0f} conversations/s\n"
    )
    print(HEAD + "\n|---|" + "--:|" * (HEAD.count("|") - 2))
    dearest = max(scenario.tiers, key=lambda tier: tier.value).name
    first = days.of(0)
    for place, name in enumerate(policies):
        of = days.of(place)
        change, cost = paired_ratio(of, first), paired_ratio(of, first, "weighted_cost")
        span = f"{_change(change.mean)} ({_change(change.lo)} … {_change(change.hi)})" if place else "–"
        cells = (
            f"{_mean(of, 'weighted_wait'):.1f} s",
            span,
            _change(cost.mean) if place else "–",
            f"{100 * _mean(of, 'sla_attainment'):.1f} %",
            f"{100 * interval([day.per_tier[dearest]['sla_attainment'] for day in of]).mean:.1f} %",
            f"{100 * _mean(of, 'abandonment'):.1f} %",
            f"{_mean(of, 'p95_wait'):.0f}",
            f"{100 * _mean(of, 'misskilled_share'):.1f} %",
            f"{100 * _mean(of, 'overflow_share'):.1f} %",
            f"{100 * _mean(of, 'utilisation_spread'):.1f}",
            f"{_worst_p99(of, first):.2f} x",
        )
        print(f"| {name} | " + " | ".join(cells) + " |", flush=True)


def _mean(days: Sequence[Measured], measure: str) -> float:
    return interval([day.overall[measure] for day in days]).mean


def _worst_p99(days: Sequence[Measured], first: Sequence[Measured]) -> float:
    """Of any tier, its mean p99 wait as a multiple of the baseline's."""
    return max(
        interval([day.per_tier[tier]["p99_wait"] for day in days]).mean
        / interval([day.per_tier[tier]["p99_wait"] for day in first]).mean
        for tier in first[0].per_tier
    )


def _change(ratio: float) -> str:
    return f"{100 * (ratio - 1):+.1f} %".replace("-", "−")


if __name__ == "__main__":
    main()
