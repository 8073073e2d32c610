"""What a page of somebody else's loads for the chat stays small."""

from __future__ import annotations

import gzip
from pathlib import Path

import segue

WIDGET = Path(segue.__file__).parent / "static" / "widget.js"
MOST = 26_700
"""Bytes as sent compressed; seven languages take a quarter of them."""


def test_the_widget_is_small() -> None:
    assert WIDGET.is_file(), "the web part is not built: python3 dev.py run true"
    packed = len(gzip.compress(WIDGET.read_bytes(), 9))
    assert packed <= MOST, f"{packed} bytes; what can be left out, or said in fewer words?"
