"""`dev.py examples` forgets no example, and tells one that fails. Making environments needs the package index."""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]
sys.path.insert(0, str(PROJECT / "tools"))

from examples import PROOFS, Example, Failed, main, pins, play, table  # noqa: E402

EXAMPLES = table((PROJECT / "examples" / "README.md").read_text("utf-8"))
PROGRAMS = Path(sys.executable).parent


def test_every_file_and_folder_of_examples_has_its_line() -> None:
    there = {path.name for path in (PROJECT / "examples").iterdir() if path.name not in {"README.md", "__pycache__"}}
    assert {one.name for one in EXAMPLES} == there
    assert PROOFS.keys() <= there


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda one: one.name)
def test_a_line_names_an_extra_and_a_file_that_there_are(example: Example) -> None:
    extras = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    assert example.extra in {"", *extras}
    assert all((PROJECT / word).is_file() for word in example.words if word.startswith("examples/"))
    own = PROJECT / "examples" / example.name / "README.md"
    if own.is_file() and example.extra:
        assert f"segue-handoff[{example.extra}]" in own.read_text("utf-8"), "its own page names the same extra"


@pytest.mark.parametrize("example", [one for one in EXAMPLES if one.command], ids=lambda one: one.name)
def test_a_test_runs_it_from_the_checkout(example: Example) -> None:
    """By its name, in one of the folders of tests: those look closer than an exit status."""
    tests = (path for path in (PROJECT / "tests").rglob("test_*.py") if path != Path(__file__))
    assert any(f'"{example.name}"' in text for text in (path.read_text("utf-8") for path in tests))


def test_an_example_is_played_with_what_it_needs_and_nothing_of_ours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-somebody")
    (tmp_path / "shows.py").write_text("import os; print(sorted(name for name in os.environ if 'KEY' in name))")
    assert play(Example("shows", "", "python shows.py"), PROGRAMS, tmp_path) == "[]\n"


@pytest.mark.parametrize(
    ("example", "told"),
    [
        (Example("in_process.py", "", "python -c 'print(1)'"), "1\n\nnot printed: → handoff"),
        (Example("x", "", "python -c 'print(2); raise SystemExit(3)'"), "2\n\nended with 3"),
        (Example("x", "", "no-such-program"), "no-such-program: No such file or directory"),
        (Example("x", "", "X_TOKEN=… python main.py"), "nothing here knows what to give as X_TOKEN"),
    ],
)
def test_what_ends_badly_or_says_nothing_of_what_it_shows_fails(example: Example, told: str, tmp_path: Path) -> None:
    with pytest.raises(Failed, match="^" + told.replace("(", r"\(")):
        play(example, PROGRAMS, tmp_path)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("copilot_bot", "copilot_bot is not run here: by hand, in two terminals and a browser"),
        ("one_human.py", "one_human.py is not run here: with them"),
        ("in_process", "There is no example 'in_process'. Did you mean in_process.py?"),
        ("zzz", "There is no example 'zzz'. There are in_process.py, "),
    ],
)
def test_a_name_that_cannot_be_run_is_told_before_anything_is_built(
    asked: str, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["in_process.py", asked]) == 2
    assert capsys.readouterr().err.startswith(told)


def test_pins_are_the_lock_without_hashes() -> None:
    hashes = " \\\n    --hash=sha256:00 \\\n    --hash=sha256:01\n"
    lock = f"aiohttp==3.14.5{hashes}colorama==0.4.6 ; sys_platform == 'win32'{hashes}"
    assert pins(lock) == "aiohttp==3.14.5\ncolorama==0.4.6 ; sys_platform == 'win32'\n"
