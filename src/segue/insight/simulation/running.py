"""Several days under several policies and staffings, on the same days, on as many cores as there are."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from multiprocessing import get_context

from segue.insight.simulation.choosing import PolicyChoice, deciding_of
from segue.insight.simulation.days import day_of
from segue.insight.simulation.engine import Engine
from segue.insight.simulation.measures import Measured, measured
from segue.insight.simulation.policies import Deciding
from segue.insight.simulation.scenario import Scenario

MOST_PROCESSES = 8
WORTH_A_PROCESS = 20_000
"""Conversations in all below which starting processes takes longer than it saves."""


@dataclass(frozen=True, slots=True)
class Run:
    """What is played on each day. All of it can be sent to another process."""

    name: str
    scenario: Scenario
    policy: PolicyChoice


@dataclass(frozen=True, slots=True)
class Played:
    """One day of one run; `run` is its place among the runs."""

    run: int
    day: int
    measured: Measured


def simulated(scenario: Scenario, deciding: Deciding, *, seed: int = 1, days: int = 5) -> Iterator[Measured]:
    """One day after the other; day n is the same day under every policy."""
    played = deciding.scenario(scenario)
    for number in range(days):
        yield measured(Engine(day_of(played, seed, number), deciding.make).run())


def played(runs: Sequence[Run], *, seed: int, days: int, processes: int | None = None) -> Iterator[Played]:
    """Every day of every run as it is done, all runs of a day next to each other.

    processes: None is one a core, at most MOST_PROCESSES; 1 is this one.
    """
    jobs = [(place, number) for number in range(days) for place in range(len(runs))]
    cores = processes or min(_cores(), MOST_PROCESSES)
    expected = sum(run.scenario.expected_conversations() for run in runs) * days
    if min(cores, len(jobs)) < 2 or (processes is None and expected < WORTH_A_PROCESS):
        for place, number in jobs:
            yield Played(place, number, _day(runs[place], seed, number))
        return
    pool = ProcessPoolExecutor(min(cores, len(jobs)), get_context("spawn"), _left_to_the_parent)
    waiting: dict[Future[Measured], tuple[int, int]] = {}
    try:
        ahead = iter(jobs)
        while True:
            while len(waiting) < 2 * cores and (job := next(ahead, None)):
                waiting[pool.submit(_day, runs[job[0]], seed, job[1])] = job
            if not waiting:
                return
            done, _ = wait(waiting, return_when=FIRST_COMPLETED)
            for future in done:
                place, number = waiting.pop(future)
                yield Played(place, number, future.result())
    finally:
        for future in waiting:
            future.cancel()
        for process in list((pool._processes or {}).values()):
            with suppress(OSError):
                process.terminate()
        pool.shutdown(wait=False, cancel_futures=True)


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _left_to_the_parent() -> None:
    """Control-C reaches every process of a terminal; only the one that tells the person what is known minds it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _day(run: Run, seed: int, number: int) -> Measured:
    deciding = _deciding(run.policy)
    return measured(Engine(day_of(deciding.scenario(run.scenario), seed, number), deciding.make).run())


@lru_cache(maxsize=32)
def _deciding(choice: PolicyChoice) -> Deciding:
    return deciding_of(choice)
