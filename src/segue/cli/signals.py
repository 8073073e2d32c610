"""`segue signals`: what Segue observes in recorded conversations, turn by turn."""

from __future__ import annotations

import gzip
import io
import json
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, TextIO

import typer
from rich.console import Console
from rich.progress import Progress

from segue.cli.trouble import fail, told
from segue.domain.errors import Invalid
from segue.domain.signals.languages import LANGUAGES
from segue.domain.signals.memory import SignalMemory
from segue.domain.signals.observe import Observed, Observer
from segue.trained import load as load_models

ROLES = {"user": True, "end_user": True, "assistant": False, "automated_agent": False}
"""Role -> whether it is the customer."""

_LONG_FILE = 1_000_000  # bytes; a shorter one is read before a progress bar could be seen


class BadLine(Invalid):
    """A line that is not a conversation. Says the line, what is wrong and what would be right."""

    def __init__(self, line: int, wrong: str) -> None:
        super().__init__(f"line {line}: {wrong}", line=line)


def signals(
    source: Annotated[
        Path, typer.Argument(metavar="IN.jsonl[.gz]", help="One conversation a line.", exists=True, dir_okay=False)
    ],
    out: Annotated[
        Path, typer.Option("--out", metavar="OUT.jsonl", help="One object per customer turn is written here.")
    ],
) -> None:
    """Write what Segue observes in each customer turn of recorded conversations.

    A line of the input: {"id", "language"?, "turns": [{"role": "user" or "assistant", "text"}]}.
    """
    with told():
        if source.resolve() == out.resolve():
            fail(f"{out} is the input; name another file with --out")
        _tell(out, *_write_signals(source, out))


def _tell(out: Path, turns: int, conversations: int, skipped: int) -> None:
    notes = Console(stderr=True, highlight=False, markup=False, soft_wrap=True)
    notes.print(f"conversations {conversations}, customer turns {turns} → {out}")
    if skipped:
        notes.print(f"{skipped} turns have no text and were skipped")


def _write_signals(source: Path, out: Path) -> tuple[int, int, int]:
    """Answers how many turns were written, of how many conversations, and how many turns had no text."""
    turns = conversations = skipped = 0
    with _named(source), _lines(source) as numbered, _whole(out) as written:
        for number, line in numbered:
            if not line.strip():
                continue
            conversation, without_text = read_conversation(number, line)
            skipped += without_text
            conversations += 1
            for row in observe_conversation(conversation):
                written.write(json.dumps(row) + "\n")
                turns += 1
    return turns, conversations, skipped


@contextmanager
def _whole(out: Path) -> Iterator[TextIO]:
    """A file that is there when all of it is written, and not at all when something went wrong."""
    part = out.with_name(f".{out.name}.part")
    try:
        with part.open("w", encoding="utf-8", newline="\n") as written:
            yield written
        part.replace(out)
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def _named(source: Path) -> Iterator[None]:
    """What is wrong inside the file is told with its name."""
    try:
        yield
    except (BadLine, gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise Invalid(f"{source}: {error}") from None


def read_conversation(number: int, line: str) -> tuple[dict[str, Any], int]:
    """The conversation of one line, and how many of its turns have no text. Raises BadLine."""
    try:
        found = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise BadLine(number, f"not JSON ({error}); each line must be one JSON object") from None
    if not isinstance(found, dict) or not isinstance(found.get("turns"), list):
        raise BadLine(number, 'not a conversation; it must be {"id": …, "turns": [{"role": …, "text": …}]}')
    if not isinstance(found.get("id"), str | int) or isinstance(found.get("id"), bool):
        raise BadLine(number, '"id" is missing or neither text nor a number')
    if not isinstance(found.get("language") or "", str):
        raise BadLine(number, '"language" must be text such as "en"')
    for index, turn in enumerate(found["turns"]):
        _check_turn(number, index, turn)
    return found, sum("text" not in turn for turn in found["turns"])


def _check_turn(number: int, index: int, turn: object) -> None:
    if not isinstance(turn, dict):
        raise BadLine(number, f'turns[{index}] must be {{"role": …, "text": …}}')
    role = turn.get("role")
    if not isinstance(role, str) or role not in ROLES:
        raise BadLine(number, f'turns[{index}] has the role {role!r}; it must be "user" or "assistant"')
    if not isinstance(turn.get("text", ""), str):
        raise BadLine(number, f'turns[{index}] has a "text" that is not text')


def observe_conversation(conversation: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """One row for each customer turn that has a text. A turn sees nothing after itself."""
    memory = SignalMemory()
    observer = _observer(conversation.get("language") or "")
    for index, turn in enumerate(conversation["turns"]):
        if "text" not in turn:
            continue
        if not ROLES[turn["role"]]:
            _, memory = observer.bot(turn["text"], memory)
            continue
        observed, memory = observer.customer(turn["text"], memory)
        yield _row(conversation["id"], index, observed)


@lru_cache(maxsize=32)
def _observer(language: str) -> Observer:
    """language: of the conversation, where it says; else whichever of those that Segue reads."""
    return Observer((language,) if language else tuple(LANGUAGES), {}, load_models())


def _row(conversation: str | int, index: int, observed: Observed) -> dict[str, Any]:
    return {
        "id": conversation,
        "turn": index,
        "asks_for_human": observed.asks_for_human.value,
        "asks_if_bot": observed.asks_if_bot,
        "request": observed.request,
        "dissatisfied": observed.dissatisfied,
        "complaint": observed.complaint,
        "distress": observed.distress,
        "urgent": observed.urgent,
        "topics": dict(observed.topic_scores),
        "language": observed.language,
        "repeats": observed.repeats,
        "failed_attempts": observed.failed_attempts,
        "refusals": observed.refusals,
        "bot_repeats": observed.bot_repeats,
        "mood": round(observed.mood, 4),
        "complexity": observed.complexity,
        "model": observed.model,
        "evidence": [{"signal": evidence.signal, "text": evidence.text} for evidence in observed.evidence],
    }


@contextmanager
def _lines(source: Path) -> Iterator[Iterator[tuple[int, str]]]:
    """The numbered lines; for a long file a progress bar shows how much of it is read."""
    size = source.stat().st_size
    notes = Console(stderr=True)
    with source.open("rb") as raw, Progress(console=notes, transient=True, disable=size < _LONG_FILE) as progress:
        task = progress.add_task("reading", total=size)
        plain = gzip.GzipFile(fileobj=raw) if source.suffix == ".gz" else raw
        text = io.TextIOWrapper(plain, encoding="utf-8-sig", errors="replace")

        def numbered() -> Iterator[tuple[int, str]]:
            for number, line in enumerate(text, start=1):
                if number % 100 == 1:
                    progress.update(task, completed=raw.tell())
                yield number, line

        yield numbered()
