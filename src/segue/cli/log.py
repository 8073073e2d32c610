"""How a running Segue logs: to standard error, one line a happening, JSON where no terminal reads it.

What a line says is constant text; what differs are its fields. Of an error it tells the kind, the code and the way to
the fault, never the message, which may quote what a customer wrote. What other libraries log is held to the same.
"""

from __future__ import annotations

import logging
import re
import sys
from typing import Any

import msgspec
import structlog
from structlog.typing import EventDict

from segue.causes import cause_of, causes_of, way_to
from segue.domain.redaction import redact
from segue.figures import TROUBLES
from segue.server.middleware import ASKED

_OURS = frozenset({"level", "timestamp", "request_id", "node", "exception"})
_ID = re.compile(r"[\w.:-]{1,80}", re.ASCII)
_MOST_EVENTS = 200
"""Counted apart by what they say; beyond that as "other", though the texts are constant and far fewer."""


def configure(style: str = "auto") -> None:
    """style: json, text, or auto: text where standard error is a terminal.

    structlog's own default shows the local variables of each frame, among which are tokens and customers' words.
    """
    as_text = style == "text" or (style == "auto" and sys.stderr.isatty())
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper("iso", utc=True),
            asked_by,
            cause_and_way,
            without_what_must_not_leave,
            inert,
            counted,
            *([_paragraph, _for_eyes()] if as_text else [_as_json]),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=lambda *_: structlog.PrintLogger(sys.stderr),
    )
    _take_over_the_rest()


def asked_by(_logger: Any, _method: str, event: EventDict) -> EventDict:
    """Which request it belongs to: its number, workspace and conversation, as far as they are known by then."""
    scope = ASKED.get()
    if scope is not None:
        state = scope.get("state", {})
        event.setdefault("request_id", state.get("request_id", ""))
        if (caller := state.get("caller")) is not None:
            event.setdefault("workspace", caller.workspace)
        conversation = scope.get("path_params", {}).get("id", "")
        if _ID.fullmatch(str(conversation)):
            event.setdefault("conversation", conversation)
    return event


def cause_and_way(_logger: Any, _method: str, event: EventDict) -> EventDict:
    """In place of a traceback: each error on the way with its kind, and the lines it came by."""
    found = event.pop("exc_info", None)
    if found is True:
        found = sys.exc_info()
    error = found[1] if isinstance(found, tuple) else found
    if isinstance(error, BaseException):
        event["exception"] = [{"cause": cause_of(one), "way": way_to(one)} for one in causes_of(error)]
    return event


def without_what_must_not_leave(_logger: Any, _method: str, event: EventDict) -> EventDict:
    """The words of an error may quote what somebody wrote or what a vendor answered."""
    return {
        name: redact(value) if isinstance(value, str) and name not in _OURS else value for name, value in event.items()
    }


def inert(_logger: Any, _method: str, event: EventDict) -> EventDict:
    """No line break, colour or bell of somebody else's in a line: they could forge another, or steer a terminal."""
    return {name: _plain(value) for name, value in event.items()}


def _plain(value: Any) -> Any:
    match value:
        case str():
            return "".join(one if one.isprintable() else repr(one)[1:-1] for one in value)
        case dict():
            return {_plain(str(name)): _plain(one) for name, one in value.items()}
        case list() | tuple() | set() | frozenset():
            return [_plain(one) for one in value]
        case bool() | int() | float() | None:
            return value
        case _:
            return _plain(str(value))


def counted(_logger: Any, method: str, event: EventDict) -> EventDict:
    if method in {"warning", "error", "exception", "critical"}:
        said = str(event.get("event", ""))[:120]
        if said not in _SEEN and len(_SEEN) >= _MOST_EVENTS:
            said = "other"
        _SEEN.add(said)
        TROUBLES.labels("warning" if method == "warning" else "error", said).inc()
    return event


_SEEN: set[str] = set()


def _as_json(_logger: Any, _method: str, event: EventDict) -> str:
    first = {"timestamp": event.pop("timestamp", ""), "level": event.pop("level", ""), "event": event.pop("event", "")}
    return msgspec.json.encode({**first, **event}).decode()


def _paragraph(_logger: Any, _method: str, event: EventDict) -> EventDict:
    if errors := event.get("exception"):
        lines = [line for one in errors for line in (one["cause"], *(f"    {step}" for step in one["way"]))]
        event["exception"] = "\n".join(lines)
    return event


def _for_eyes() -> structlog.dev.ConsoleRenderer:
    return structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty(), exception_formatter=structlog.dev.plain_traceback)


class Through(logging.Handler):
    """What libraries log by Python's own way: the constant part of the message, and the way to a fault."""

    def emit(self, record: logging.LogRecord) -> None:
        said = str(record.msg).partition("\n")[0].partition("<")[0].strip()[:120]
        level = "error" if record.levelno >= logging.ERROR else "warning"
        getattr(structlog.get_logger(), level)(said or "a library says", logger=record.name, exc_info=record.exc_info)


def _take_over_the_rest() -> None:
    root = logging.getLogger()
    if not any(isinstance(handler, Through) for handler in root.handlers):
        root.addHandler(Through())
