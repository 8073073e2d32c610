#!/usr/bin/env python3
"""Measure what one turn costs, read, weighed and recorded, without store and network, and whether that grows.

    python3 dev.py run python tools/measure_turns.py [FILE.jsonl[.gz]]

Messages are those of the file (one conversation a line, as for `segue signals`), or the phrases in training/phrases.
The policy is the one that `segue init` writes. Times are milliseconds of processor time on one core. Writes nothing.
"""

from __future__ import annotations

import random
import resource
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

import yaml
from rich.console import Console
from rich.table import Table

import segue
from segue.domain.conversation import Conversation
from segue.domain.record import decision_record
from segue.domain.signals import facts
from segue.domain.signals.languages import languages_of
from segue.domain.signals.memory import SignalMemory
from segue.domain.signals.observe import Observer
from segue.domain.triggers import TriggerEngine
from segue.insight.recordings import CUSTOMER, read_recordings
from segue.policy_file import load_policy, starter_policy
from segue.trained import load as load_models

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
TURNS, MESSAGES = 1_000, 3_000
ANSWER = "You can find that on the page about orders. Is there anything else?"


def messages(source: Path | None) -> list[str]:
    if source:
        found = [t.text for one in read_recordings(source) for t in one.turns if t.role == CUSTOMER]
    else:
        folder = Path(__file__).parents[1] / "training" / "phrases" / "en"
        texts = (yaml.safe_load(path.read_text("utf-8")) for path in sorted(folder.glob("*.yaml")))
        found = [text for each in texts for part in each.values() for listed in part.values() for text in listed]
    random.Random(1).shuffle(found)
    return found[:MESSAGES]


class Turns:
    """One conversation that goes on; each message of the customer is timed."""

    def __init__(self, languages: tuple[str, ...]) -> None:
        self.policy = load_policy(starter_policy().replace("languages: [en]", f"languages: [{', '.join(languages)}]"))
        languages_of(languages)
        self.observer = Observer(self.policy.languages, self.policy.topics, load_models())
        self.engine = TriggerEngine(self.policy)
        self.conversation = Conversation("default", "c1", NOW, NOW)
        self.memory = SignalMemory()

    def turn(self, text: str) -> float:
        _, self.memory = self.observer.bot(ANSWER, self.memory)
        start = time.process_time()
        observed, self.memory = self.observer.customer(text, self.memory)
        values = facts.values(self.conversation, observed, self.policy, now=NOW)
        decision = self.engine.decide(
            values, text=text, evidence=observed.evidence, contributions=observed.contributions, now=NOW
        )
        decision_record(decision, observed)
        return (time.process_time() - start) * 1_000


def whole_turns(texts: list[str]) -> Table:
    table = Table(title="one turn: read, weigh, record", box=None)
    for head in ("languages", "messages", "median ms", "95 % ms"):
        table.add_column(head, justify="left" if head == "languages" else "right")
    for languages in (("en",), ("en", "de", "fr", "es", "it", "pt", "nl")):
        turns = Turns(languages)
        for text in texts[:50]:
            turns.turn(text)
        took = sorted(turns.turn(text) for text in texts)
        row = (", ".join(languages), str(len(took)), f"{median(took):.2f}", f"{took[int(0.95 * len(took))]:.2f}")
        table.add_row(*row)
    return table


def growth(texts: list[str]) -> Table:
    """The same 40 messages again and again, so that only the length of the conversation differs."""
    table = Table(title="the same messages as the conversation grows", box=None)
    for head in ("turns so far", "median ms"):
        table.add_column(head, justify="right")
    turns, cycle, took = Turns(("en",)), texts[:40], []
    for number in range(TURNS):
        took.append(turns.turn(cycle[number % len(cycle)] + " " * (number % 7)))  # not the same text: nothing is kept
    for at in (40, 200, 500, TURNS):
        table.add_row(str(at), f"{median(took[at - 40 : at]):.2f}")
    return table


BUILT_TO_BE_SLOW = (
    "agent ",
    "a ",
    "x",
    "i want to talk to an ",
    "real live ",
    "@a",
    ", ",
    "1,",
    "> a\n",
    "do not want to ",
)


def hostile() -> Table:
    """Messages of one thing again and again, at two lengths that are both read whole, and at the longest accepted."""
    table = Table(title="messages built to be slow, ms", box=None)
    for head in ("of", "1,000", "8,000", "64,000 characters"):
        table.add_column(head, justify="left" if head == "of" else "right")
    for unit in BUILT_TO_BE_SLOW:
        turns = Turns(("en",))
        took = [min(turns.turn((unit * size)[: size - salt]) for salt in range(3)) for size in (1_000, 8_000, 64_000)]
        table.add_row(repr(unit), *(f"{ms:.1f}" for ms in took))
    return table


def main() -> int:
    source = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    texts = messages(source)
    console = Console(width=110)
    console.print(whole_turns(texts))
    console.print(growth(texts))
    console.print(hostile())
    folder = Path(segue.__file__).parent / "trained"
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc")
    console.print(f"trained models on disk: {size / 1e6:.1f} MB; process at most {_peak_mb():.0f} MB")
    return 0


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_024


if __name__ == "__main__":
    sys.exit(main())
