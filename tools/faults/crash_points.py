"""G2: a server dies at each of its own calls to the kernel in turn: before the k-th sync, file write, send of a life.

strace counts the calls and sends SIGKILL at the entry of the k-th, so that the call itself is not made: a life ends
between each two of them. Each life begins where the one before ended, with the repair of what that left behind.
"""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import time
from collections import Counter
from functools import partial
from pathlib import Path

from faults.house import house
from faults.kills import integrity
from faults.nodes import Node, nothing
from faults.relay import outcome, traffic
from faults.scenario import Outcome, Scenario, Setting

POINTS = {"fdatasync": 300, "pwrite64": 1_200, "write": 500}
"""So many of each: a commit is one sync and some 17 writes to the file; `write` sends by sockets, and wakes threads."""
ALL = sum(POINTS.values())
CUSTOMERS = 4
DIES_WITHIN_S = 30.0
ATTACHES_WITHIN_S = 10.0


def dies_at(call: str, number: int) -> None:
    """In a new process: be traced from here on, before the first line of the product, and die at that call."""
    options = ("-e", f"trace={call}", "-e", f"inject={call}:signal=SIGKILL:when={number}")
    command = ["strace", "-f", "-qq", "-o", os.devnull, "-p", str(os.getpid()), *options]
    subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # ends with what it traces
    until = time.monotonic() + ATTACHES_WITHIN_S
    while "TracerPid:\t0\n" in Path("/proc/self/status").read_text():
        if time.monotonic() > until:
            raise RuntimeError("strace did not attach; is ptrace forbidden here?")
        time.sleep(0.002)


def points(trials: int) -> list[tuple[str, int]]:
    """So many of them, spread evenly over all."""
    every = [(call, number) for call, most in POINTS.items() for number in range(1, most + 1)]
    return [every[place * ALL // trials] for place in range(min(trials, ALL))]


async def crashes(setting: Setting) -> Outcome:
    died, never = Counter[str](), 0
    async with house(setting.folder) as built:
        node = built.nodes[0]
        async with traffic(built, CUSTOMERS):
            for number, (call, which) in enumerate(points(setting.trials)):
                await node.kill()
                node.before = partial(dies_at, call, which)
                match await _life(node):
                    case None:
                        never += 1
                    case ending if ending == -signal.SIGKILL:
                        died[call] += 1
                    case ending:
                        built.ledger.wrong.append(f"the life before {call} {which} ended with status {ending}")
                setting.progress(number + 1)
            await node.kill()
            node.before = nothing
            await built.revive(node)
        found = outcome(setting, built, died.total())
    found.figures |= {f"died at {call}": died[call] for call in POINTS}
    found.figures["integrity_check"] = said = integrity(setting.folder / "segue.db")
    found.wrong += said != "ok"
    if never:
        found.notes.append(f"{never} lives did not come to their call within {DIES_WITHIN_S:g} s, and are not counted")
    return found


async def _life(node: Node) -> int | None:
    """How it ended; None when it did not."""
    node.begin()
    assert node.process is not None
    await asyncio.to_thread(node.process.join, DIES_WITHIN_S)
    return node.process.exitcode


SCENARIOS = [
    Scenario(
        "G2",
        "SIGKILL before the k-th sync, file write or send of a life, one call after the other, during relay on SQLite",
        crashes,
        quick_trials=40,
        full_trials=ALL,
        needs=("linux", "strace"),
        minutes=120,
    )
]
