"""examples/copilot_skill and examples/copilot_agent run as their READMEs say, without an account of Microsoft's."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.mark.parametrize("name", ["copilot_skill", "copilot_agent"])
def test_an_example_goes_to_a_human_and_back(name: str) -> None:
    script = EXAMPLES / name / "main.py"
    done = subprocess.run([sys.executable, script], capture_output=True, text=True, timeout=90, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("Maria: Hello, this is Maria.") == 1
    assert "It comes on Tuesday." in done.stdout
    *_, last = done.stdout.strip().splitlines()
    assert "endOfConversation" in last
    assert "'Outcome': 'handed_back'" in last
    assert f"python examples/{name}/main.py" in script.with_name("README.md").read_text()
