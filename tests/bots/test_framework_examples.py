"""examples/: each framework's script runs as its README says, without a key; a missing package is named."""

from __future__ import annotations

import runpy
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]


@pytest.mark.parametrize("name", ["langgraph", "openai_agents", "pydantic_ai"])
def test_the_example_plays_a_handoff_and_the_agent_knows_what_the_human_did(
    name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    script = PROJECT / f"examples/{name}/main.py"
    for variable in ("MODEL", "OPENAI_API_KEY"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setattr(sys, "argv", [str(script), "--play"])
    monkeypatch.setattr(sys, "path", sys.path[:])
    runpy.run_path(str(script), run_name="__main__")
    said = capsys.readouterr().out
    assert "passing you on to Customer care" in said
    *_, end = said.partition("And what was decided?")
    assert "“Maria”" in end
    assert "promised for Tuesday" in end
    assert f"examples/{name}/main.py --play" in script.with_name("README.md").read_text()


def test_a_framework_that_is_not_installed_is_named_with_its_extra() -> None:
    without = (
        "import sys\n"
        "for package in ('langchain_core', 'langgraph', 'agents', 'pydantic_ai'):\n"
        "    sys.modules[package] = None\n"
        "for name in ('langgraph', 'openai_agents', 'pydantic_ai'):\n"
        "    try:\n"
        "        __import__(f'segue.bots.{name}')\n"
        "    except ImportError as missing:\n"
        "        print(missing)\n"
    )
    done = subprocess.run([sys.executable, "-c", without], capture_output=True, text=True, timeout=60, check=True)
    for extra in ("langgraph", "openai-agents", "pydantic-ai"):
        assert f"pip install 'segue-handoff[{extra}]'" in done.stdout
