"""G22: random steps of customers, bot, human agents, supervisors and the clock, through the real flows.

The steps and what must hold after each are those of tests/flows/test_invariants.py: one owner, a log without gaps, at
most one open handoff, exactly one terminal state, no step in silence. Here they are drawn without end, in a process a
core; after each world everybody goes home, and each handoff must have come to its end.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import random
import sys
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from faults.scenario import Outcome, Scenario, Setting

TESTS = Path(__file__).resolve().parents[2] / "tests"
STEPS_A_WORLD = 40
PART = 500
HOME_FOR_MIN, ROUNDS_HOME = 2, 40
WAITS_S = 120


@dataclass
class Walked:
    steps: int = 0
    refused: int = 0
    broken: list[str] = field(default_factory=list)
    endings: Counter[str] = field(default_factory=Counter)


def walk(task: tuple[int, int]) -> Walked:
    """(steps, seed)."""
    sys.path[:0] = [str(TESTS), str(TESTS / "flows")]
    return asyncio.run(_walk(task[0], random.Random(task[1])))


async def _walk(steps: int, chance: random.Random) -> Walked:
    import test_invariants as rules  # noqa: PLC0415 - of the tests, found once their folder is on the path

    walked = Walked()
    while walked.steps < steps and len(walked.broken) < 3:
        world = await rules.new_world()
        begins = chance.choice(("bot", "with maria", "asked", "in another queue"))
        taken: list[Any] = [begins]
        try:
            await rules.begun(world, begins)
            for _ in range(min(STEPS_A_WORLD, steps - walked.steps)):
                taken.append(step := _step(rules, chance))
                await _once(rules, world, step, walked)
            await _left_alone(rules, world, walked)
        except Exception as error:
            walked.broken.append(f"{type(error).__name__}: {error}; steps {taken}")
    return walked


def _step(rules: Any, chance: random.Random) -> tuple[str, str | int | None]:
    kind = chance.choice(("customer", "bot", "wait", "people", "people", "choose", "ask"))
    if kind == "customer":
        return kind, chance.choice(rules.SAID)
    if kind == "bot":
        return kind, chance.choice(("Try a new bulb.", "I am not sure.", ""))
    if kind == "wait":
        return kind, chance.choice((1, 25, 31, 61, 400, 2000))
    if kind == "people":
        return chance.choice(rules.BY_PEOPLE), chance.choice(rules.PEOPLE)
    rarely = ("end",) if chance.random() < 0.2 else ()  # or most worlds would be short
    return chance.choice(rules.CHOICES if kind == "choose" else ("request", "call off", "pick up", *rarely)), None


async def _once(rules: Any, world: Any, step: tuple[str, str | int | None], walked: Walked) -> None:
    walked.steps += 1
    try:
        await rules.do(world, *step)
    except (rules.Refused, rules.NotFound, rules.Invalid):  # anything else is a fault
        walked.refused += 1
    await rules.check(world)


async def _left_alone(rules: Any, world: Any, walked: Walked) -> None:
    for _ in range(ROUNDS_HOME):
        world.clock.forward(minutes=HOME_FOR_MIN)
        await world.segue.step()
    for handoff in await world.segue.store.read(rules.HandoffsOf("default", "c1")):
        walked.endings[handoff.state.value] += 1
        if handoff.state not in rules.OUTCOMES | {rules.State.DECLINED, rules.State.LAPSED}:
            raise AssertionError(f"{handoff.id} stays {handoff.state.value} when everybody has gone home")


async def steps(setting: Setting) -> Outcome:
    found, endings, refused = Outcome(0), Counter[str](), 0
    parts = [(min(PART, setting.trials - at), setting.seed + at) for at in range(0, setting.trials, PART)]
    with multiprocessing.get_context("spawn").Pool(os.cpu_count() or 1) as pool:
        results = pool.imap_unordered(walk, parts)
        for _ in parts:
            walked = await asyncio.to_thread(_next, results)
            found.trials += walked.steps
            found.wrong += len(walked.broken)
            found.notes += walked.broken[: max(0, 5 - len(found.notes))]
            refused += walked.refused
            endings += walked.endings
            setting.progress(found.trials)
    found.figures = {"steps refused": refused, **{f"ended {name}": count for name, count in sorted(endings.items())}}
    return found


def _next(results: Any) -> Walked:
    """By the second, so that a run that is stopped meanwhile does not wait for a pool that is gone."""
    for _ in range(WAITS_S):
        with suppress(multiprocessing.TimeoutError):
            walked: Walked = results.next(1)
            return walked
    raise RuntimeError(f"{PART} steps took longer than {WAITS_S} s")


SCENARIOS = [
    Scenario(
        "G22",
        "random steps of everybody and of the clock through the real flows: one owner, no silence, each handoff ends",
        steps,
        quick_trials=20_000,
        full_trials=1_000_000,
        minutes=120,
    )
]
