"""How a running Segue logs: to standard error, an error with the way to the fault and never with the values there."""

from __future__ import annotations

import logging
import sys

import structlog


def configure() -> None:
    """structlog's own default shows the local variables of each frame, among which are tokens and customers' words."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper("iso", utc=True),
            structlog.dev.ConsoleRenderer(
                colors=sys.stderr.isatty(), exception_formatter=structlog.dev.plain_traceback
            ),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=lambda *_: structlog.PrintLogger(sys.stderr),
    )
