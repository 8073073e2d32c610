"""`segue scenarios`: written conversations are run against a policy, and what came of them is compared."""

from __future__ import annotations

import json as json_
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from time import perf_counter
from typing import Annotated, Any, NoReturn

import typer
from rich.console import Console
from rich.progress import Progress
from rich.text import Text

from segue.cli import loop
from segue.cli.scenarios_shown import Shown
from segue.demo.shipped import POLICY, SCENARIOS
from segue.domain.errors import Invalid
from segue.policy_file import PolicyErrors, load_policy
from segue.sandbox.expect import Mismatch, mismatches
from segue.sandbox.record import Run, as_json
from segue.sandbox.run import run
from segue.sandbox.scenario import Scenario
from segue.sandbox.scenario_file import ScenarioErrors, read_scenarios

LARGEST_FILE = 4 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Tried:
    """A scenario that was run. `error`: why it could not be, or ""."""

    scenario: Scenario
    milliseconds: float
    found: tuple[Mismatch, ...] = ()
    error: str = ""
    run: Run | None = field(default=None, repr=False)

    @property
    def ok(self) -> bool:
        return not self.found and not self.error


def scenarios(
    folder: Annotated[
        Path | None,
        typer.Argument(metavar="DIR", help="Folder with scenario files, or one file.", show_default=False),
    ] = None,
    policy: Annotated[
        Path | None,
        typer.Option("--policy", metavar="P", help="The policy that decides; policy.yaml in DIR when not given."),
    ] = None,
    show: Annotated[bool, typer.Option("--show", help="Show each conversation, step by step.")] = False,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Run scenario files against a policy, with a clock of their own. Without DIR, those that come with Segue.

    Exit code 0 when all came out as expected, 1 when some did not, 2 when something cannot be read.
    """
    folder = folder or SCENARIOS
    policy = policy or _policy_of(folder)
    text = _policy_text(policy)
    written = _read(folder, but=policy)
    shown = Shown(Console(highlight=False, soft_wrap=True))
    tried: list[Tried] = []
    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("scenarios", total=len(written))
        for scenario in written:
            tried.append(loop.run(_try(text, scenario)))
            progress.advance(task)
            if not json:
                shown.line(tried[-1].scenario, tried[-1].milliseconds, tried[-1].found, tried[-1].error)
                if show and tried[-1].run:
                    shown.conversation(tried[-1].run)
    failed = sum(not each.ok for each in tried)
    if json:
        print(json_.dumps(_as_json(policy, tried, show)))
    else:
        shown.total(len(tried), failed, policy)
    raise typer.Exit(1 if failed else 0)


async def _try(policy_text: str, scenario: Scenario) -> Tried:
    began = perf_counter()
    try:
        ran = await run(policy_text, scenario)
    except Invalid as error:
        return Tried(scenario, _since(began), error=error.message)
    found = mismatches(ran, [step.expect for step in scenario.steps])
    return Tried(scenario, _since(began), found, run=ran)


def _since(began: float) -> float:
    return (perf_counter() - began) * 1000


def _policy_of(folder: Path) -> Path:
    beside = folder / "policy.yaml" if folder.is_dir() else folder.with_name("policy.yaml")
    return beside if beside.is_file() else POLICY


def _policy_text(path: Path) -> str:
    text = _text(path)
    try:
        load_policy(text, name=path.name)
    except PolicyErrors as error:
        _stop(f"{error}\nThe policy cannot be used; `segue check` shows each problem in its line.")
    return text


def _read(folder: Path, *, but: Path) -> list[Scenario]:
    """Every scenario of the folder, by name of the file. All that is wrong in any of them is told at once."""
    found: list[Scenario] = []
    wrong: list[str] = []
    for path in _files(folder, but):
        try:
            found += read_scenarios(_text(path), name=str(path))
        except ScenarioErrors as error:
            wrong.append(error.message)
    if wrong:
        _stop("\n".join(wrong))
    if not found:
        _stop(f"{folder}: there is no scenario here. Name a folder with .yaml files, or one such file.")
    return found


def _files(folder: Path, but: Path) -> Iterator[Path]:
    if not folder.is_dir():
        yield folder
        return
    for path in sorted(folder.rglob("*")):
        written = path.suffix in {".yaml", ".yml"} and path.is_file()
        if written and path.name != "policy.yaml" and path.resolve() != but.resolve():
            yield path


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > LARGEST_FILE:
            _stop(f"{path}: larger than {LARGEST_FILE // 1024 // 1024} MB; split it into several files")
        return path.read_text("utf-8")
    except UnicodeDecodeError as error:
        _stop(f"{path}: not UTF-8 at byte {error.start}. Save the file as UTF-8.")
    except OSError as error:
        _stop(f"{path}: cannot be read: {error.strerror}. Name a file or folder this user can read.")


def _stop(message: str) -> NoReturn:
    """Say it and stop with exit code 2. The text may hold words of a file: it is never read as markup."""
    lines = ("".join(c if c.isprintable() else " " for c in line) for line in message.splitlines())
    Console(stderr=True, highlight=False, soft_wrap=True).print(Text("\n".join(lines), "bold red"))
    raise typer.Exit(2)


def _as_json(policy: Path, tried: list[Tried], show: bool) -> dict[str, Any]:
    """{policy, passed, failed, scenarios: [{name, file, line, ok, ms, error, mismatches, run?}]}."""
    rows = [
        {
            "name": each.scenario.name,
            "file": each.scenario.file,
            "line": each.scenario.line,
            "ok": each.ok,
            "ms": round(each.milliseconds, 1),
            "error": each.error,
            "mismatches": [asdict(mismatch) for mismatch in each.found],
            **({"run": as_json(each.run)} if show and each.run else {}),
        }
        for each in tried
    ]
    passed = sum(each.ok for each in tried)
    return {"policy": str(policy), "passed": passed, "failed": len(tried) - passed, "scenarios": rows}
