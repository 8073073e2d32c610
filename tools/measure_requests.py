#!/usr/bin/env python3
"""Measure how well requests for a human are recognised, beside a keyword list on the same rows. Writes nothing.

    python3 dev.py run python tools/measure_requests.py $SEGUE_DATA/detection/t1_request.jsonl

The file, one JSON object a line: {"source", "language", "trainable", "turns": [{"role", "text"}], "labels": {"request",
"kind"}}.
What is measured is what `segue signals` writes: a turn asks for a human when `request` is at least 0.5.
"""

from __future__ import annotations

import json
import random
import re
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from segue.cli.signals import observe_conversation

KEYWORDS = re.compile(
    r"\b(?:agents?|humans?|persons?|representatives?|operators?|managers?|someone|somebody|speak|talk)\b", re.IGNORECASE
)
"""What a keyword list would look for."""

REAL_USERS = {"hint3", "twitter-airlines", "complaints19"}
RESAMPLES = 1_000


@dataclass(frozen=True)
class Row:
    """`asks`, `keyword`: what Segue and the keyword list say. `is_request`, `kind`: the label."""

    source: str
    language: str
    trainable: bool
    is_request: bool
    kind: str
    asks: bool
    asks_if_bot: bool
    keyword: bool
    probability: float
    took_ms: float


def read(path: Path) -> list[Row]:
    return [row_of(json.loads(line)) for line in path.read_text("utf-8").splitlines() if line.strip()]


def row_of(item: dict) -> Row:  # type: ignore[type-arg]
    start = time.perf_counter()
    seen = list(observe_conversation(item))[-1]
    took_ms = (time.perf_counter() - start) * 1_000
    return Row(
        item["source"],
        item["language"],
        item["trainable"],
        item["labels"]["request"] == 1,
        item["labels"]["kind"],
        seen["request"] >= 0.5,
        seen["asks_if_bot"],
        any(KEYWORDS.search(turn.get("text", "")) for turn in item["turns"]),
        seen["request"],
        took_ms,
    )


Says = Callable[[Row], bool]


def scores(rows: Iterable[Row], says: Says) -> tuple[float, float, float]:
    """Precision, recall, F1 = 2 TP / (2 TP + FP + FN); 0 where there is nothing to divide by."""
    hits = misses = false = 0
    for row in rows:
        hits += says(row) and row.is_request
        misses += not says(row) and row.is_request
        false += says(row) and not row.is_request
    found, wanted = hits + false, hits + misses
    return hits / found if found else 0.0, hits / wanted if wanted else 0.0, 2 * hits / max(1, found + wanted)


def interval(rows: list[Row], says: Says) -> tuple[float, float]:
    """95 % interval of F1 by bootstrap over rows, with a fixed seed."""
    chance = random.Random(1)
    drawn = sorted(scores(chance.choices(rows, k=len(rows)), says)[2] for _ in range(RESAMPLES))
    return drawn[int(0.025 * RESAMPLES)], drawn[int(0.975 * RESAMPLES) - 1]


def slices(rows: list[Row]) -> dict[str, list[Row]]:
    english = [row for row in rows if row.language == "en"]
    plain = [row for row in english if row.source != "bitext"]
    found = {
        "English without bitext": plain,
        "  real users": [row for row in plain if row.source in REAL_USERS],
        "  rows no rule was written from": [row for row in plain if not row.trainable],
        "English with bitext": english,
    }
    for source in sorted({row.source for row in english}):
        found[f"  {source}"] = [row for row in english if row.source == source]
    found["other languages (no rules yet)"] = [row for row in rows if row.language != "en"]
    return found


def quality(rows: list[Row]) -> Table:
    table = Table(title="requests for a human", box=None)
    for head in ("slice", "rows", "requests", "", "P", "R", "F1", "95 %"):
        table.add_column(head, justify="left" if head in {"slice", ""} else "right")
    for name, part in slices(rows).items():
        wanted = sum(row.is_request for row in part)
        if not wanted:
            continue
        for system, says in (("Segue", lambda row: row.asks), ("keywords", lambda row: row.keyword)):
            precision, recall, f1 = scores(part, says)
            low, high = interval(part, says)
            first = (name, str(len(part)), str(wanted)) if system == "Segue" else ("", "", "")
            table.add_row(*first, system, f"{precision:.3f}", f"{recall:.3f}", f"{f1:.3f}", f"{low:.2f}-{high:.2f}")
    return table


def false_alarms(rows: list[Row]) -> Table:
    table = Table(title="false alarms, English", box=None)
    for head in ("kind of message", "rows", "Segue", "keywords", "asks_if_bot"):
        table.add_column(head, justify="left" if head == "kind of message" else "right")
    for kind in sorted({row.kind for row in rows if row.language == "en" and not row.is_request}):
        part = [row for row in rows if row.kind == kind and row.language == "en"]
        shares = (sum(says(row) for row in part) / len(part) for says in (asks, keyword, asks_if_bot))
        table.add_row(kind, str(len(part)), *(f"{share:.1%}" for share in shares))
    return table


def calibration(rows: list[Row]) -> Table:
    table = Table(title="stated probability, English without bitext", box=None)
    for head in ("stated", "rows", "observed"):
        table.add_column(head, justify="right")
    plain = [row for row in rows if row.language == "en" and row.source != "bitext"]
    for stated in sorted({row.probability for row in plain}):
        part = [row for row in plain if row.probability == stated]
        table.add_row(f"{stated:.2f}", str(len(part)), f"{sum(row.is_request for row in part) / len(part):.3f}")
    return table


def asks(row: Row) -> bool:
    return row.asks


def keyword(row: Row) -> bool:
    return row.keyword


def asks_if_bot(row: Row) -> bool:
    return row.asks_if_bot


def main() -> int:
    if len(sys.argv) != 2 or not Path(sys.argv[1]).is_file():
        print(__doc__)
        return 2
    rows = read(Path(sys.argv[1]))
    console = Console(width=110)
    for table in (quality(rows), false_alarms(rows), calibration(rows)):
        console.print(table)
    took = sorted(row.took_ms for row in rows)
    console.print(
        f"one message: median {took[len(took) // 2]:.2f} ms, 95 % within {took[int(0.95 * len(took))]:.2f} ms"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
