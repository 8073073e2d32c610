"""docs/python.md names what there is, and its programs are true."""

from __future__ import annotations

import inspect
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from segue.domain import errors
from segue.ports.agents import Handoffs

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "python.md").read_text("utf-8")
PROGRAMS = re.findall(r"^```python\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)
METHODS = {name: method for name, method in vars(Handoffs).items() if not name.startswith("_")}


@pytest.mark.parametrize("name", METHODS)
def test_each_method_has_a_line_with_its_parameters(name: str) -> None:
    found = re.search(rf"^\| `{name}\((.*?)\)` \|", PAGE, re.MULTILINE)
    assert found, name
    if name != "receive":
        asked = [one for one in inspect.signature(METHODS[name]).parameters if one != "self"]
        assert re.findall(r"(\w+)(?:=[^,]*)?(?:,|$)", found[1].replace("*, ", "")) == asked


def test_each_error_that_it_names_is_there() -> None:
    named = re.findall(r"`([A-Z]\w+)`", PAGE.partition("## Errors")[2].partition("##")[0])
    assert len(named) > 12
    assert all(hasattr(errors, name) for name in named)


def test_the_first_program_prints_what_it_says(tmp_path: Path) -> None:
    (tmp_path / "handoff.yaml").write_text((ROOT / "examples" / "handoff.yaml").read_text("utf-8"))
    own = {name: value for name, value in os.environ.items() if not name.startswith("SEGUE_")}
    command = [sys.executable, "-c", PROGRAMS[0]]
    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, env=own, timeout=60)  # noqa: PLW1510
    assert done.stdout.startswith("bot "), done.stdout + done.stderr
    assert "Nobody from Customer care is here right now." in done.stdout
