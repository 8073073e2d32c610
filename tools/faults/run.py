"""Plays scenarios one after the other: bars while they run, a row for each, exit status 1 when something is wrong."""

from __future__ import annotations

import argparse
import asyncio
import shutil
import tempfile
import time
import traceback
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from faults.postgres import Postgres, postgres
from faults.report import Played, write
from faults.scenario import NotRun, Outcome, Scenario, Setting, found, missing

QUICK_MINUTES = 5.0


@dataclass
class Bench:
    """keep: where the folder of a scenario goes whose outcome is not clean, with its ledger and the servers' logs."""

    seed: int
    quick: bool
    trials: int
    keep: Path
    stack: ExitStack
    progress: Progress
    server: Postgres | None = None

    def database(self) -> str:
        if self.server is None:
            self.server = self.stack.enter_context(postgres())
        return self.server.database()

    async def play(self, scenario: Scenario) -> Played:
        if lacks := missing(scenario):
            return Played(scenario, None, 0.0, f"not run: {lacks}")
        trials = self.trials or (scenario.quick_trials if self.quick else scenario.full_trials)
        bar, began = self.progress.add_task(scenario.id, total=trials), time.monotonic()
        folder = Path(tempfile.mkdtemp(prefix=f"segue-{scenario.id}-"))
        minutes = min(QUICK_MINUTES, scenario.minutes) if self.quick else scenario.minutes
        why, outcome = "", None
        try:
            url = self.database() if "postgres" in scenario.needs else None
            told = Setting(trials, self.seed, folder, lambda n: self.progress.update(bar, completed=n), self.quick, url)
            async with asyncio.timeout(minutes * 60):
                outcome = await scenario.run(told)
        except NotRun as reason:
            why = f"not run: {reason}"
        except TimeoutError:
            outcome = Outcome(trials, stuck=1, notes=[f"stopped after {minutes:g} minutes"])
        except Exception:
            outcome = Outcome(trials, wrong=1, notes=[traceback.format_exc(limit=-3)])
        finally:
            self.progress.remove_task(bar)
            self._tidy(scenario, folder, clean=outcome is None or outcome.clean)
        return Played(scenario, outcome, time.monotonic() - began, why)

    def _tidy(self, scenario: Scenario, folder: Path, *, clean: bool) -> None:
        if not clean:
            shutil.copytree(folder, self.keep / scenario.id, dirs_exist_ok=True, ignore=shutil.ignore_patterns("pg*"))
        shutil.rmtree(folder, ignore_errors=True)


async def play_all(bench: Bench, scenarios: list[Scenario], console: Console) -> list[Played]:
    played = []
    for scenario in scenarios:
        one = await bench.play(scenario)
        played.append(one)
        words = one.why or ("clean" if one.clean else "[red]NOT CLEAN[/]")
        console.print(f"{scenario.id}: {words} ({one.seconds:.0f} s)", highlight=False)
        for note in one.outcome.notes + one.outcome.missed if one.outcome else []:
            console.print(f"  {note}", markup=False, highlight=False)
    return played


def shown(played: list[Played]) -> Table:
    table = Table("scenario", "trials", "lost", "twice", "reordered", "stuck", "wrong", "figures", "s")
    for one in played:
        if one.outcome is None:
            table.add_row(one.scenario.id, *[""] * 6, one.why, f"{one.seconds:.0f}")
            continue
        table.add_row(one.scenario.id, f"{one.outcome.trials:,}", *one.counts(), one.figures(), f"{one.seconds:.0f}")
    return table


def called(chosen: argparse.Namespace) -> str:
    """The command that plays the same again; where its page and its leftovers go is left out."""
    parts = ["python3 dev.py faults", "--quick" if chosen.quick else "", f"--only {chosen.only}" if chosen.only else ""]
    parts += [f"--trials {chosen.trials}" if chosen.trials else "", f"--seed {chosen.seed}"]
    return " ".join(filter(None, parts))


def main() -> int:
    asked = argparse.ArgumentParser(
        prog="dev.py faults", description="Plant faults, and see what became of each message."
    )
    asked.add_argument(
        "--quick", action="store_true", help="few trials of each (some minutes); counts are still checked"
    )
    asked.add_argument("--only", default="", help="ids with commas between: G1,G4-key")
    asked.add_argument("--seed", type=int, default=7, help="decides what is random")
    asked.add_argument("--trials", type=int, default=0, help="so many faults in each scenario (1 to 100,000)")
    asked.add_argument("--out", type=Path, help="write the table into this page, whose other words are kept")
    asked.add_argument(
        "--keep", type=Path, default=Path(".faults"), help="what is left of scenarios that are not clean"
    )
    asked.add_argument("--list", action="store_true", help="name the scenarios and stop")
    chosen = asked.parse_args()
    console = Console(stderr=True, width=140)
    names = tuple(name.strip() for name in chosen.only.split(",") if name.strip())
    scenarios = [one for one in found() if one.picked_by(names)]
    if not scenarios:
        console.print(f"there is no scenario {chosen.only}; there are {', '.join(one.id for one in found())}")
        return 2
    if chosen.list:
        for one in scenarios:
            print(f"{one.id}: {one.goal} ({one.quick_trials:,} / {one.full_trials:,} trials)")
        return 0
    bars = Progress(
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), console=console
    )
    with ExitStack() as stack, bars:
        trials = min(100_000, max(0, chosen.trials))
        bench = Bench(chosen.seed, chosen.quick, trials, chosen.keep, stack, bars)
        played = asyncio.run(play_all(bench, scenarios, console))
    Console(width=140).print(shown(played))
    if chosen.out:
        write(chosen.out, played, seed=chosen.seed, command=called(chosen))
    return 0 if all(one.clean for one in played) else 1
