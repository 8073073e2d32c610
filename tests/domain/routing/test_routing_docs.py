"""The worked example of the documentation is true."""

from __future__ import annotations

import doctest
from pathlib import Path

DOCS = Path(__file__).parents[3] / "docs"


def test_the_worked_example_of_the_routing_page_is_true() -> None:
    result = doctest.testfile(str(DOCS / "routing.md"), module_relative=False)
    assert result.attempted > 15
    assert result.failed == 0
