"""The fault bench itself: what it finds is told, and what it cannot play is never called passed."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from rich.progress import Progress

sys.path.insert(0, str(Path(__file__).parents[2] / "tools"))

from faults import scenario as contract
from faults.report import BEGIN, END, Played, write
from faults.run import Bench
from faults.scenario import NotRun, Outcome, Scenario, Setting, found, missing

TOOLS = Path(__file__).parents[2] / "tools"
OURS = {"G1-sqlite", "G1-postgres", "G4-bot", "G4-key", "G4-ask", "G4-never", "G5", "G8", "G9", "G16-sqlite"}


async def clean(setting: Setting) -> Outcome:
    (setting.folder / "seen").write_text(str(setting.trials))
    setting.progress(setting.trials)
    return Outcome(setting.trials, figures={"p50 ms": 1.5})


async def loses(setting: Setting) -> Outcome:
    (setting.folder / "ledger.jsonl").write_text("what happened")
    return Outcome(setting.trials, lost=2, notes=["a message was lost"])


async def hangs(_: Setting) -> Outcome:
    await asyncio.Event().wait()
    raise AssertionError


async def breaks(_: Setting) -> Outcome:
    raise ValueError("the bench has a fault")


async def cannot(_: Setting) -> Outcome:
    raise NotRun("no such file system here")


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    with ExitStack() as stack, Progress(disable=True) as bars:
        yield Bench(7, True, 0, tmp_path / "kept", stack, bars)


def scenario(run: object, **more: object) -> Scenario:
    return Scenario("G1-x", "goal", run, quick_trials=3, full_trials=9, **more)  # type: ignore[arg-type]


async def test_a_clean_scenario_is_clean_and_leaves_nothing_behind(bench: Bench) -> None:
    played = await bench.play(scenario(clean))
    assert played.clean
    assert played.outcome is not None
    assert played.outcome.trials == 3
    assert not bench.keep.exists()


async def test_violations_are_told_and_what_happened_is_kept(bench: Bench) -> None:
    played = await bench.play(scenario(loses))
    assert not played.clean
    assert played.counts() == ["2", "0", "0", "0", "0"]
    assert (bench.keep / "G1-x" / "ledger.jsonl").read_text() == "what happened"


async def test_a_scenario_without_an_end_is_stopped_and_counts_as_stuck(bench: Bench) -> None:
    played = await bench.play(scenario(hangs, minutes=0.001))
    assert not played.clean
    assert played.counts()[3] == "1"


async def test_a_scenario_that_breaks_is_not_clean(bench: Bench) -> None:
    played = await bench.play(scenario(breaks))
    assert not played.clean
    assert played.outcome is not None
    assert "the bench has a fault" in played.outcome.notes[0]


async def test_what_cannot_be_played_here_is_not_run_and_not_passed(bench: Bench, tmp_path: Path) -> None:
    without = await bench.play(scenario(clean, needs=("a-program-that-is-not-here",)))
    refused = await bench.play(scenario(cannot))
    write(tmp_path / "page.md", [without, refused], seed=7, command="python3 dev.py faults")
    page = (tmp_path / "page.md").read_text()
    assert without.outcome is None
    assert refused.outcome is None
    assert "not run: no a-program-that-is-not-here" in page
    assert "not run: no such file system here" in page


def test_a_missed_goal_is_a_failure() -> None:
    assert not Outcome(1, missed=["p95 is 900 ms"]).clean


def test_scenarios_are_found_by_their_modules_and_picked_by_goal() -> None:
    scenarios = found()
    ids = [one.id for one in scenarios]
    assert set(ids) >= OURS
    assert not [one for one in ids if one.startswith("faults.")], "a module that cannot be read"
    assert {one.id for one in scenarios if one.picked_by(("G1",))} == {"G1-sqlite", "G1-postgres"}
    assert missing(scenario(clean)) == ""


def test_two_scenarios_with_one_id_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    class Module:
        SCENARIOS = [scenario(clean), scenario(loses)]  # noqa: RUF012

    package = contract.importlib.import_module("faults")
    answers = {"faults": package}
    monkeypatch.setattr(contract.importlib, "import_module", lambda name: answers.get(name, Module))
    with pytest.raises(ValueError, match="two scenarios have the id"):
        found()


def test_the_page_keeps_its_words_and_says_how_to_play_it_again(tmp_path: Path) -> None:
    page = tmp_path / "reliability.md"
    page.write_text(f"# Reliability\n\nBefore.\n\n{BEGIN}\nold | row\n{END}\n\nAfter.\n")
    played = Played(scenario(clean), Outcome(9, figures={"a | b": 2_000}, notes=["noted"]), 12.0)
    for _ in range(2):
        write(page, [played], seed=11, command="python3 dev.py faults --seed 11")
    words = page.read_text()
    assert words.startswith("# Reliability\n\nBefore.\n\n<!-- faults -->\n")
    assert words.endswith("<!-- /faults -->\n\nAfter.\n")
    assert "old" not in words
    assert "seed 11" in words
    assert "a \\| b: 2,000" in words
    assert "- G1-x: noted" in words


@pytest.mark.skipif(sys.platform != "linux", reason="needs SIGKILL and /proc")
def test_a_few_real_kills_and_a_burst_of_one_visitor_lose_nothing(tmp_path: Path) -> None:
    """The whole bench, as it is called: a server, fake parties, a ledger, three kills; then fifty starts at once."""
    command = [sys.executable, str(TOOLS / "run_faults.py"), "--only", "G1-sqlite,G18-sqlite", "--quick"]
    ended = subprocess.run(
        [*command, "--trials", "3", "--keep", str(tmp_path / "kept"), "--out", str(tmp_path / "page.md")],
        check=False,
        capture_output=True,
        text=True,
        timeout=240,
        cwd=tmp_path,
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert "integrity_check: ok" in (tmp_path / "page.md").read_text()
