"""Segue's answers over HTTP, read: values of `ports.agents`, and refusals as the errors they are."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from typing import Any, TypeVar

import msgspec

from segue.domain import errors
from segue.domain.errors import AnswerUnusable, CallFailed, CallRefused, SegueError, TooMany, TryAgain, Unreachable
from segue.outbound import Answer as Answered
from segue.ports.agents import ConversationState, LogEntry

T = TypeVar("T")
REFUSALS = frozenset(range(400, 500)) - {429}
"""Statuses whose answer says what is wrong."""
_ENVELOPE = frozenset({"type", "title", "status", "code", "detail"})
_CLASSES: Mapping[str, type[SegueError]] = {
    found.code: found for found in vars(errors).values() if isinstance(found, type) and issubclass(found, SegueError)
}


def value(kind: type[T], given: Any) -> T:
    """A value of this dataclass; null counts as left out, fields of a later version are passed over.

    Raises AnswerUnusable.
    """
    try:
        return msgspec.convert(_known(given), kind)
    except msgspec.ValidationError as error:
        raise AnswerUnusable(f"Segue answered what is no {kind.__name__}: {error}") from None


def _known(given: Any) -> Any:
    return {name: one for name, one in given.items() if one is not None} if isinstance(given, Mapping) else given


def lines(given: Any) -> tuple[tuple[LogEntry, ...], int]:
    """A page of the log, and how far it goes: past what is not for bots."""
    try:
        found, last = given["entries"], int(given["last_seq"])
        return tuple(value(LogEntry, one) for one in found), last
    except (LookupError, TypeError, ValueError):
        raise AnswerUnusable("Segue answered what is no page of a log") from None


def state(given: Any) -> ConversationState:
    if not isinstance(given, Mapping) or not isinstance(owner := given.get("owner"), Mapping):
        raise AnswerUnusable("Segue answered what is no state of a conversation")
    inside = {name: _known(given.get(name)) for name in ("handoff", "offer")}
    whose = {"owner": owner.get("kind"), "owner_name": owner.get("name")}
    return value(ConversationState, {**given, **inside, **whose})


def refusal(answered: Answered) -> SegueError:
    """What a problem+json (RFC 9457) says, as the error that in-process callers get.

    A code that is not known here becomes a SegueError with that code.
    """
    problem: Any = None
    with suppress(ValueError, RecursionError):
        problem = json.loads(answered.body)
    found = problem if isinstance(problem, Mapping) else {}
    code, words = found.get("code"), found.get("detail")
    if not (isinstance(code, str) and isinstance(words, str)):
        told = f"Segue answered {answered.status} without saying why: is this the address of a Segue?"
        return CallRefused(told, status=answered.status)
    error = _CLASSES.get(code, SegueError)(words)
    error.details = {name: one for name, one in found.items() if name not in _ENVELOPE}
    if type(error) is SegueError:
        error.code, error.status = code, answered.status
    return error


def trouble(failed: CallFailed) -> SegueError:
    """What became of a call after every try."""
    status, wait = failed.details.get("status"), failed.details.get("retry_after_s")
    passing = {429: TooMany, 503: TryAgain}.get(status) if isinstance(status, int) else None
    if passing is not None:
        return passing(failed.message, **({"retry_after_s": wait} if wait is not None else {}))
    return Unreachable(failed.message, **failed.details)
