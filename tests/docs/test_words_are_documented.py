"""docs/words.md shows what is said, as it is said."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "tools"))

import words


def test_the_page_is_up_to_date() -> None:
    assert words.PAGE.read_text(encoding="utf-8") == words.page(), "write it anew with `python3 dev.py words`"
