"""What waiting customers would be told, beside what came true: the estimator of Segue and two usual ones.

    python tools/measure_waits.py $SEGUE_ROUTING [--days 5] [--warm 10] [--seed 1] [--policy NAME …]

Everybody who must wait is told once, on coming. The estimator learns over `--warm` days that do not count, and over
the days that do. Only customers who were answered count. LES: the wait of the last customer of the same queue and tier
who was answered. Classic: usual handle time x place in line / slots.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from math import exp, log
from pathlib import Path
from statistics import fmean

from segue.domain.queues import Assign, Order
from segue.insight.simulation.announcing import Announcer, Announcing, Told, Watched
from segue.insight.simulation.days import day_of
from segue.insight.simulation.engine import Dispatcher, Engine, Seat
from segue.insight.simulation.policies import Setup, by_router, shipped
from segue.insight.simulation.reading import read_scenario, scenario_of
from segue.insight.simulation.scenario import Scenario

POLICIES = {
    "balanced": {},
    "priority_least_active": {"order": Order.PRIORITY, "assign": Assign.LEAST_ACTIVE, "hold_back": False},
    "skills_least_active": {"order": Order.FIFO, "assign": Assign.LEAST_ACTIVE, "hold_back": False},
}
HEAD = "| scenario | told | mean wait s | error s | LES | classic | against LES | against classic | 80 % range holds | within max(30 s, 25 %) | width s |"  # noqa: E501


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--days", type=int, default=5)
    parser.add_argument("--warm", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--policy", nargs="*", choices=list(POLICIES), default=["balanced", "skills_least_active"])
    parser.add_argument("--scenario", nargs="*")
    asked = parser.parse_args()
    for policy in asked.policy:
        print(f"\n### {policy}\n\n{HEAD}\n|---|{'--:|' * 10}")
        found = []
        for path in sorted(asked.folder.glob("*.json")):
            if not asked.scenario or path.stem in asked.scenario:
                told = announced(scenario_of(read_scenario(path), path.stem), policy, asked)
                found.append(told)
                print(row(path.stem, told), flush=True)
        if len(found) > 1:
            print(
                f"\nGeometric means: {change(found, 'last_wait_s')} against LES, "
                f"{change(found, 'classic_s')} against classic."
            )


def announced(scenario: Scenario, policy: str, asked: argparse.Namespace) -> list[Told]:
    announcer, watched = Announcer(order=POLICIES[policy].get("order", Order.COST)), {}

    def router(setup: Setup) -> Watched:
        watched["now"] = Watched(shipped(setup))
        return watched["now"]

    made = by_router(policy, router=router, **POLICIES[policy])

    def dispatcher(told: Scenario, seats: Sequence[Seat]) -> Dispatcher:
        inner = made.make(told, seats)
        return Announcing(inner, watched["now"], announcer)

    for number in range(asked.warm + asked.days):
        if number == asked.warm:
            announcer.told.clear()
        announcer.begin_day()
        Engine(day_of(scenario, asked.seed, number), dispatcher).run()
        print(f"\r{scenario.name} {policy}: {number + 1} of {asked.warm + asked.days} days", end="", file=sys.stderr)
    print(file=sys.stderr)
    return announcer.told


def error(told: Sequence[Told], estimate: str) -> float:
    return fmean(abs(getattr(one, estimate) - one.waited_s) for one in told)


def change(found: Sequence[Sequence[Told]], beside: str) -> str:
    ratios = [error(told, "expected_s") / error(told, beside) for told in found]
    return f"{exp(fmean(map(log, ratios))) - 1:+.0%}"


def row(name: str, told: Sequence[Told]) -> str:
    ours, les, classic = error(told, "expected_s"), error(told, "last_wait_s"), error(told, "classic_s")
    holds = fmean(one.low_s <= one.waited_s <= one.high_s for one in told)
    near = fmean(abs(one.expected_s - one.waited_s) <= max(30.0, 0.25 * one.waited_s) for one in told)
    return (
        f"| {name} | {len(told)} | {fmean(one.waited_s for one in told):.0f} | {ours:.1f} | {les:.1f} | {classic:.1f} "
        f"| {ours / les - 1:+.0%} | {ours / classic - 1:+.0%} | {holds:.1%} | {near:.1%} "
        f"| {fmean(one.high_s - one.low_s for one in told):.0f} |"
    )


if __name__ == "__main__":
    main()
