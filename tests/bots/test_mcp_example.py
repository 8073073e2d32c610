"""examples/mcp runs as its README says, without a key: client and server in two processes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("mcp", reason="needs the extra mcp")

FOLDER = Path(__file__).parents[2] / "examples" / "mcp"


def test_the_example_plays_a_handoff_and_ends_with_what_the_human_did() -> None:
    done = subprocess.run([sys.executable, FOLDER / "main.py"], capture_output=True, text=True, timeout=90, check=False)
    assert done.returncode == 0, done.stderr
    assert "Maria: Hello, this is Maria. Which order is it?" in done.stdout
    *_, end = done.stdout.partition("What the agent knows now:")
    assert "Paid back, promised for Tuesday" in end
    assert "python examples/mcp/main.py" in FOLDER.joinpath("README.md").read_text()
