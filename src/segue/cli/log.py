"""How a running Segue logs: to standard error, an error with the way to the fault and never with the values there."""

from __future__ import annotations

import io
import logging
import sys
from typing import Any, TextIO

import structlog

from segue.domain.redaction import redact

_OURS = frozenset({"level", "timestamp", "request_id"})


def configure() -> None:
    """structlog's own default shows the local variables of each frame, among which are tokens and customers' words."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper("iso", utc=True),
            without_what_must_not_leave,
            structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty(), exception_formatter=_traceback),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=lambda *_: structlog.PrintLogger(sys.stderr),
    )


def without_what_must_not_leave(_logger: Any, _method: str, event: structlog.typing.EventDict) -> Any:
    """The words of an error may quote what somebody wrote or what a vendor answered."""
    return {
        name: redact(value) if isinstance(value, str) and name not in _OURS else value for name, value in event.items()
    }


def _traceback(out: TextIO, error: Any) -> None:
    written = io.StringIO()
    structlog.dev.plain_traceback(written, error)
    out.write(redact(written.getvalue()))
