"""Recorded conversations, one JSON object a line, for `signals`, `backtest`, `audit` and the console.

    {"id", "language"?, "at"?, "customer"?: {facts}, "page"?: url, "labels"?: {...},
     "turns": [{"role": "user" | "assistant", "text", "at"?, "confidence"?, "error"?, "no_match"?, "label"?}]}

A label says what really happened or should have: of a conversation, `handoff` (or `transferred`, `route_to_human`);
of a turn, `label` as 0 or 1, or an object with `handoff` or `transfer_next`. A label of the bot's turn counts for the
customer's turn before it. Times are ISO 8601.
"""

from __future__ import annotations

import gzip
import io
import json
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO

from segue.domain.account import Findings
from segue.domain.errors import Invalid
from segue.domain.signals.progress import Report

CUSTOMER, BOT = "customer", "bot"
ACCOUNT = "account"
"""A turn in which nobody speaks: a source tells what it knows of the customer. Only conversations of this house have
them."""

ROLES: Mapping[str, str] = {
    "user": CUSTOMER,
    "end_user": CUSTOMER,
    "customer": CUSTOMER,
    "assistant": BOT,
    "automated_agent": BOT,
    "bot": BOT,
}
_HANDED_OFF = ("handoff", "transferred", "route_to_human")
_TURN_LABELS = ("handoff", "transferable", "transfer_next")


class BadLine(Invalid):
    """A line that is not a conversation. Says the line, what is wrong and what would be right."""

    def __init__(self, line: int, wrong: str) -> None:
        super().__init__(f"line {line}: {wrong}", line=line)


@dataclass(frozen=True, slots=True)
class RecordedTurn:
    """`index`: in the conversation's `turns`. `label`: whether a human was needed here; None where nobody said.

    Of the account: `findings` is what a source told, `decided` whether triggers were weighed on it.
    """

    index: int
    role: str
    text: str
    at: datetime | None = None
    report: Report = field(default_factory=Report)
    label: bool | None = None
    findings: Findings | None = None
    decided: bool = True


@dataclass(frozen=True, slots=True)
class Recording:
    """`handed_off`: whether the conversation went to a human, or should have; None where nobody said."""

    id: str
    turns: tuple[RecordedTurn, ...]
    language: str = ""
    at: datetime | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)
    page: str = ""
    handed_off: bool | None = None
    skipped: int = 0  # turns without a text

    def label_of(self, turn: RecordedTurn) -> bool | None:
        """One without a label needed nobody where another turn has one, or where its conversation needed nobody."""
        if turn.label is not None:
            return turn.label
        return False if self.handed_off is False or any(each.label is not None for each in self.turns) else None


def recording_of(number: int, found: Any) -> Recording:
    """One line's object as a recording. `number`: of the line, for errors. Raises BadLine."""
    if not isinstance(found, dict) or not isinstance(found.get("turns"), list):
        raise BadLine(number, 'not a conversation; it must be {"id": …, "turns": [{"role": …, "text": …}]}')
    if not isinstance(found.get("id"), str | int) or isinstance(found.get("id"), bool):
        raise BadLine(number, '"id" is missing or neither text nor a number')
    if not isinstance(found.get("language") or "", str):
        raise BadLine(number, '"language" must be text such as "en"')
    turns = [_turn(number, index, turn) for index, turn in enumerate(found["turns"])]
    kept = _with_labels_of_the_bot([turn for turn in turns if turn is not None])
    facts, page, labels = found.get("customer") or {}, found.get("page") or "", found.get("labels") or {}
    if not isinstance(facts, dict) or not isinstance(page, str) or not isinstance(labels, dict):
        raise BadLine(number, '"customer" and "labels" must be objects, and "page" an address')
    handed = _label(number, "labels", labels, _HANDED_OFF)
    return Recording(
        str(found["id"]),
        kept,
        found.get("language") or "",
        _time(number, found.get("at")) or next((turn.at for turn in kept if turn.at), None),
        facts,
        page,
        handed,
        len(turns) - len(kept),
    )


def _turn(number: int, index: int, turn: object) -> RecordedTurn | None:
    if not isinstance(turn, dict):
        raise BadLine(number, f'turns[{index}] must be {{"role": …, "text": …}}')
    role = turn.get("role")
    if not isinstance(role, str) or role not in ROLES:
        raise BadLine(number, f'turns[{index}] has the role {role!r}; it must be "user" or "assistant"')
    if not isinstance(turn.get("text", ""), str):
        raise BadLine(number, f'turns[{index}] has a "text" that is not text')
    if "text" not in turn:
        return None
    confidence = turn.get("confidence")
    sure = float(confidence) if isinstance(confidence, int | float) and not isinstance(confidence, bool) else None
    report = Report(sure, str(turn.get("error") or ""), bool(turn.get("no_match")))
    at = _time(number, turn.get("at"))
    return RecordedTurn(index, ROLES[role], turn["text"], at, report, _turn_label(number, index, turn.get("label")))


def _turn_label(number: int, index: int, label: object) -> bool | None:
    if isinstance(label, dict):
        return _label(number, f"turns[{index}].label", label, _TURN_LABELS)
    return _label(number, f"turns[{index}]", {"label": label}, ("label",))


def _label(number: int, where: str, labels: Mapping[str, Any], names: Iterable[str]) -> bool | None:
    """The first of the names that says something. Raises BadLine for what is no label: "no" would count as true."""
    for name in names:
        label = labels.get(name)
        if label is None:
            continue
        if label not in (0, 1):  # true and false are among them
            raise BadLine(number, f'{where} has the "{name}" {str(label)[:40]!r}; it must be 1 or 0, true or false')
        return bool(label)
    return None


def _with_labels_of_the_bot(turns: list[RecordedTurn]) -> tuple[RecordedTurn, ...]:
    """A turn of the bot that needed a human: so did the customer's turn before it, unless that says otherwise."""
    said: int | None = None
    for place, turn in enumerate(turns):
        if turn.role == CUSTOMER:
            said = place
        elif turn.label and said is not None and turns[said].label is None:
            turns[said] = replace(turns[said], label=True)
    return tuple(turns)


def _time(number: int, value: object) -> datetime | None:
    if value in (None, ""):
        return None
    try:
        found = datetime.fromisoformat(str(value))
    except ValueError:
        raise BadLine(number, f"{str(value)[:40]!r} is no time; write it as 2026-11-21T09:30:00Z") from None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def read_recordings(source: Path, read: Callable[[int], object] = lambda _: None) -> Iterator[Recording]:
    """Every conversation of a file, plain or gzip. Empty lines are skipped.

    read: told how many bytes of the file are read, from time to time. Raises BadLine, and Invalid for a file that is
    not what its name says.
    """
    with source.open("rb") as raw, _text(source, raw) as lines:
        try:
            for number, line in enumerate(lines, start=1):
                if number % 100 == 1:
                    read(raw.tell())
                if line.strip():
                    yield recording_of(number, _json(number, line))
        except (EOFError, gzip.BadGzipFile, zlib.error) as error:
            raise Invalid(f"{source}: {error}") from None


def _json(number: int, line: str) -> Any:
    try:
        return json.loads(line)
    except (ValueError, RecursionError) as error:
        raise BadLine(number, f"not JSON ({error}); each line must be one JSON object") from None


@contextmanager
def _text(source: Path, raw: BinaryIO) -> Iterator[io.TextIOWrapper]:
    plain = gzip.GzipFile(fileobj=raw) if source.suffix == ".gz" else raw
    with io.TextIOWrapper(plain, encoding="utf-8-sig", errors="replace") as text:
        yield text
