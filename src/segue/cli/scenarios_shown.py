"""How `segue scenarios` shows what it ran: a line a scenario, and what was expected where it came out otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

from rich.console import Console
from rich.text import Text

from segue.sandbox.expect import Mismatch, why
from segue.sandbox.record import Run, StepRun
from segue.sandbox.run import words
from segue.sandbox.scenario import Scenario

LONGEST = 100


class Shown:
    """Everything goes out as `Text`, so that brackets of a file are never read as markup."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def line(self, scenario: Scenario, milliseconds: float, found: Sequence[Mismatch], error: str) -> None:
        ok = not found and not error
        mark = ("ok  ", "green") if ok else ("FAIL", "bold red")
        self._print(mark, f" {scenario.name}", (f"  {milliseconds:.0f} ms", "dim"))
        if error:
            self._print(f"     {scenario.file}:{scenario.line}: {error}")
        for number, group in groupby(found, key=lambda one: one.step):
            step = scenario.steps[number - 1]
            who, what = words(step.does)
            self._print((f"     {scenario.file}:{step.line}: step {number}, {who}: {shortened(what)}", "dim"))
            for mismatch in group:
                self._print(f"       {mismatch}")

    def conversation(self, run: Run) -> None:
        for step in run.steps:
            self._step(step)
        last = run.steps[-1]
        if last.note:
            self._print((f"     note in {last.note.hub} ({last.note.kind}):", "dim"))
            for row in last.note.text.splitlines():
                self._print((f"       {row}", "dim"))

    def _step(self, step: StepRun) -> None:
        self._print((f"     {step.at:%H:%M:%S} {step.who}: ", "dim"), shortened(step.what))
        if step.refused:
            self._print(("              refused: ", "dim"), step.refused)
        if step.decision:
            by = f" by {step.decision['trigger']}" if step.decision["trigger"] else ""
            hint = f", hint {step.decision['hint']}" if step.decision["hint"] else ""
            self._print(("              decision: ", "dim"), f"{step.outcome}{by}{hint} ", (f"({why(step)})", "dim"))
        for text in step.told:
            self._print(("              segue: ", "dim"), (shortened(text), "cyan"))
        where = ", ".join(
            filter(
                None, (f"{step.owner} {step.owner_name}".strip(), step.queue, step.state, step.agent, step.why_agent)
            )
        )
        self._print((f"              owner: {where}", "dim"))

    def total(self, number: int, failed: int, policy: Path) -> None:
        words = f"{number} scenario{'' if number == 1 else 's'} against {policy}: "
        self._print(words, (f"{failed} failed", "bold red") if failed else ("all as expected", "bold green"))

    def _print(self, *parts: str | tuple[str, str]) -> None:
        clean = [(printable(part[0]), part[1]) if isinstance(part, tuple) else printable(part) for part in parts]
        self._console.print(Text.assemble(*clean))


def shortened(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def printable(text: str) -> str:
    """Without control characters: the file may come from anybody, and a terminal obeys them."""
    return "".join(c if c.isprintable() else " " for c in text)
