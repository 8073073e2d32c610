"""Runs a command's coroutine on the fast event loop where there is one."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Coroutine
from typing import Any, TypeVar

from segue.cli import log

T = TypeVar("T")


def run(coroutine: Coroutine[Any, Any, T], log_format: str = "auto") -> T:
    """log_format: as SEGUE_LOG_FORMAT has it."""
    log.configure(log_format)
    if sys.platform == "win32":
        return asyncio.run(coroutine)
    import uvloop  # noqa: PLC0415 - not there on Windows

    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        return runner.run(coroutine)
