#!/usr/bin/env python3
"""Build a briefing for recorded conversations and check it. Writes nothing.

    python3 dev.py run python tools/measure_packages.py $SEGUE_DATA/detection [--seed 4] [--read 20]

Of that folder it reads `t4_tau_airline.jsonl.gz` (all of it) and `t2_satisfaction.jsonl.gz` (200 dialogues, as many of
each of its four corpora, drawn by the seed). A conversation is briefed as it stands at its end, and the one who ends it
has asked for a person. Checked is that every package fits the published schema, that every quote is in its transcript,
and that no number is told that nobody said. `--read` prints some for reading, with their source; the second set does
not allow training, so what is read there must not become a rule or a word of a list.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import mean, median, quantiles
from typing import Any

import msgspec
from jsonschema import Draft202012Validator
from rich.console import Console
from rich.table import Table

from segue.domain.briefing import brief
from segue.domain.conversation import Conversation, Entry, Kind, Role
from segue.domain.lifecycle import Handoff, State
from segue.domain.package import ContextPackage
from segue.domain.policy import Policy
from segue.domain.renderings.card import card, words_of
from segue.domain.renderings.parts import HandoffFacts
from segue.domain.signals.requests import read_request
from segue.server.schemas import context_package

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
END_MARK = "###STOP###"
AIRLINE, DIALOGUES = "t4_tau_airline.jsonl.gz", "t2_satisfaction.jsonl.gz"
OF_EACH = 50
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
WRITTEN = (
    "summary",
    "wants",
    "goes_wrong",
    "first_sentence",
    "tried",
    "highlights",
    "open_questions",
    "mood",
    "intent",
)
"""Fields that a conversation alone can fill."""


@dataclass
class Found:
    """What came of the conversations of one source. `mistakes`: check -> what was wrong, in words."""

    mistakes: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    checked: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    filled: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    times: list[float] = field(default_factory=list)  # ms of the processor
    words: list[int] = field(default_factory=list)
    composed: int = 0

    def check(self, name: str, holds: bool, what: str) -> None:
        self.checked[name] += 1
        if not holds:
            self.mistakes[name].append(what)


def main() -> None:
    told = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    told.add_argument("folder", type=Path)
    told.add_argument("--seed", type=int, default=4)
    told.add_argument("--read", type=int, default=0, help="print so many of each source")
    asked = told.parse_args()
    schema = Draft202012Validator(context_package())
    results: dict[str, Found] = {}
    for name, row in rows(asked.folder, asked.seed):
        found = results.setdefault(name, Found())
        entries = list(entries_of(row["turns"]))
        package = briefed(entries, found)
        check(package, entries, schema, found)
        if len(found.times) <= asked.read:
            show(row["id"], entries, package)
    report(results)


def rows(folder: Path, seed: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """(name of the source, conversation)."""
    yield from (("airline", row) for row in read(folder / AIRLINE))
    corpora: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in read(folder / DIALOGUES):
        corpora[row["corpus"]].append(row)
    chance = random.Random(seed)
    for corpus in sorted(corpora):
        yield from ((corpus, row) for row in chance.sample(corpora[corpus], OF_EACH))


def read(path: Path) -> list[dict[str, Any]]:
    with gzip.open(path, "rt") as lines:
        return [json.loads(line) for line in lines]


def entries_of(turns: Sequence[dict[str, Any]]) -> Iterator[Entry]:
    roles = {"user": Role.END_USER, "assistant": Role.AUTOMATED_AGENT}
    said = [(roles[turn["role"]], turn["text"].replace(END_MARK, "").strip()) for turn in turns]
    for seq, (role, text) in enumerate([each for each in said if each[1]], 1):
        yield Entry(seq, Kind.MESSAGE, role, NOW + timedelta(minutes=seq), text)


def briefed(entries: Sequence[Entry], found: Found) -> ContextPackage:
    last = next((e.text for e in reversed(entries) if e.role is Role.END_USER), "")
    words = read_request(last).words
    handoff = Handoff(
        id="h1", workspace="w", conversation="c", state=State.QUEUED, queue="q", requested_at=NOW, state_at=NOW,
        reason="customer_asked", trigger="asks", evidence=words,
    )  # fmt: skip
    conversation = Conversation("w", "c", NOW, NOW, last_seq=len(entries))
    began = time.process_time()
    package = brief(conversation, handoff, entries, (), {}, Policy((), (), {}), NOW)
    found.times.append((time.process_time() - began) * 1000)
    return package


def check(package: ContextPackage, entries: Sequence[Entry], schema: Draft202012Validator, found: Found) -> None:
    data = json.loads(msgspec.json.encode(package))
    broken = next(iter(schema.iter_errors(data)), None)
    found.check("valid against the schema", broken is None, str(broken)[:200])
    said = _plain(" ".join(entry.text for entry in entries))
    spoken = set(NUMBER.findall(said))
    for quote in quotes_of(package):
        found.check("quotes found in the transcript", _is_in(quote, said), quote)
    for name in ("summary", "wants", "goes_wrong", "first_sentence"):
        for number in NUMBER.findall(getattr(package, name)):
            found.check("numbers that were said", number in spoken, f"{name}: {number}")
    for name in WRITTEN:
        value = getattr(package, name)
        known = value.status.value == "known" if hasattr(value, "status") else bool(value)
        found.filled[name] += known
    found.composed += _composed(package.wants) or _composed(package.goes_wrong)
    found.words.append(words_to_understanding(package))


def quotes_of(package: ContextPackage) -> Iterator[str]:
    """Everything that is told as somebody's own words."""
    yield package.trigger_words
    yield from (attempt.customer_words for attempt in package.tried)
    yield from (line.text for line in package.highlights)
    for text in (package.wants, package.goes_wrong, package.summary, *package.open_questions):
        yield from re.findall(r'"([^"]+)"', text)


def _composed(text: str) -> bool:
    """Whether more than a frame around a quote is told."""
    return len(re.sub(r'"[^"]*"', "", text).split()) > 4 and not text.startswith(
        ("Wrote:", "Asks:", "The assistant said")
    )


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[\"“”„«»]", "'", text).split())


def _is_in(quote: str, said: str) -> bool:
    return _plain(quote).rstrip("…") in said


def words_to_understanding(package: ContextPackage) -> int:
    """Words of the card from its top until what it is about and why now are both read."""
    shown: list[Any] = []
    for section in card(package, HandoffFacts("normal", "Support")).top:
        shown.append(section)
        if {"what", "why"} <= {each.id for each in shown}:
            break
    return words_of(shown)


def show(name: str, entries: Sequence[Entry], package: ContextPackage) -> None:
    out = Console(highlight=False, width=150)
    out.rule(name)
    for entry in entries:
        who = "C" if entry.role is Role.END_USER else "b"
        out.print(f"  {who}: {' '.join(entry.text.split())[: 260 if who == 'C' else 130]}", markup=False)
    for field_ in ("wants", "goes_wrong", "summary", "first_sentence"):
        out.print(f"{field_}: {getattr(package, field_)}", markup=False, style="bold")


def report(results: dict[str, Found]) -> None:
    out = Console()
    table = Table(title="Briefings of recorded conversations")
    checks = list(dict.fromkeys(name for found in results.values() for name in found.checked))
    for head in ("", "n", *checks, "composed", "words p50", "ms p50", "ms p95"):
        table.add_column(head, justify="right" if head else "left")
    for name, found in results.items():
        held = [f"{found.checked[check] - len(found.mistakes[check])} of {found.checked[check]}" for check in checks]
        late = quantiles(found.times, n=20)[-1]
        table.add_row(
            name, str(len(found.times)), *held, f"{found.composed / len(found.times):.0%}",
            f"{median(found.words):.0f}", f"{median(found.times):.1f}", f"{late:.1f}",
        )  # fmt: skip
    out.print(table)
    known = Table(title="Share of packages in which a field is known, of those a conversation alone can fill")
    known.add_column("")
    for head in (*WRITTEN, "mean"):
        known.add_column(head, justify="right")
    for name, found in results.items():
        shares = [found.filled[each] / len(found.times) for each in WRITTEN]
        known.add_row(name, *(f"{share:.0%}" for share in (*shares, mean(shares))))
    out.print(known)
    for name, found in results.items():
        for check_, wrong in found.mistakes.items():
            for what in wrong[:10]:
                out.print(f"{name}: {check_}: {what!r}", markup=False)


if __name__ == "__main__":
    main()
