#!/usr/bin/env python3
"""Measure how well moods are recognised, beside a keyword list and, where it is installed, VADER. Writes nothing.

    python3 dev.py run python tools/measure_moods.py $SEGUE_DATA/detection

Of that folder it reads `t2_complaint.jsonl` (messages with labels.complaint) and `t2_satisfaction.jsonl.gz` (dialogues
whose user turns have label.dissatisfied), beside the phrases that were held back. Only totals are shown: these rows do
not allow training, and nobody should write rules from them. Without a folder only the phrases are measured.
What is measured is what conditions see: a mood is there when its probability is at least 0.5.
"""

from __future__ import annotations

import gzip
import json
import random
import re
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from training.phrases import read_phrases

from segue.domain.signals.memory import SignalMemory
from segue.domain.signals.mood import LIKELY, MOODS
from segue.domain.signals.observe import Observer
from segue.trained import load

KEYWORDS = re.compile(
    r"\b(?:complain\w*|terrible|awful|horrible|worst|ridiculous|unacceptable|useless|broken|refund|disappoint\w*|unhappy"
    r"|frustrat\w*|annoy\w*|angry|bad|poor|wrong|hate|not working|does(?:n't| not) work|fed up|rude)\b",
    re.IGNORECASE,
)
"""What a keyword list would look for."""

VADER_NEGATIVE = -0.05
"""The compound score below which its authors call a text negative."""

SHARE = {"dissatisfied": 0.06, "complaint": 0.33, "distress": 0.03, "urgent": 0.04}
"""Share of messages with a mood in practice: held-back phrases are weighed to it for calibration."""

BEST: dict[str, float] = {}
"""Slice -> the compound score that gives VADER its best F1 on these very rows: more than it could reach in practice."""

RESAMPLES = 1_000
BINS = 10


@dataclass(frozen=True)
class Row:
    """`group`: rows of one are drawn together. `probability`: what Segue says. `vader`: compound score, -1..1."""

    slice: str
    group: str
    is_mood: bool
    probability: float
    keyword: bool
    vader: float
    weight: float = 1.0


Says = Callable[[Row], bool]
SYSTEMS: dict[str, Says] = {
    "Segue": lambda row: row.probability >= LIKELY,
    "keywords": lambda row: row.keyword,
}


def vader() -> Callable[[str], float]:
    """VADER's compound score, and 0 for everything where it is not installed."""
    try:
        from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer  # noqa: PLC0415
    except ImportError:
        return lambda _: 0.0
    analyzer = SentimentIntensityAnalyzer()
    SYSTEMS["VADER"] = lambda row: row.vader <= VADER_NEGATIVE
    SYSTEMS["VADER, best"] = lambda row: row.vader <= BEST[row.slice]
    return lambda text: float(analyzer.polarity_scores(text)["compound"])


def of_messages(path: Path, observer: Observer, sentiment: Callable[[str], float]) -> list[Row]:
    rows = []
    for line in path.read_text("utf-8").splitlines():
        item = json.loads(line)
        text = item["turns"][-1]["text"]
        seen, _ = observer.customer(text, SignalMemory())
        keyword = bool(KEYWORDS.search(text))
        rows.append(
            Row("tweets", item["id"], bool(item["labels"]["complaint"]), seen.complaint, keyword, sentiment(text))
        )
    return rows


def of_dialogues(path: Path, observer: Observer, sentiment: Callable[[str], float]) -> list[Row]:
    rows = []
    for line in gzip.decompress(path.read_bytes()).decode().splitlines():
        item = json.loads(line)
        rows.extend(_turns(item, observer, sentiment))
    return rows


def _turns(item: dict[str, Any], observer: Observer, sentiment: Callable[[str], float]) -> list[Row]:
    rows, memory = [], SignalMemory()
    for turn in item["turns"]:
        text = turn["text"]
        if turn["role"] != "user":
            _, memory = observer.bot(text, memory)
            continue
        seen, memory = observer.customer(text, memory)
        if turn.get("label"):
            keyword = bool(KEYWORDS.search(text))
            is_mood = bool(turn["label"]["dissatisfied"])
            rows.append(Row(item["corpus"], item["id"], is_mood, seen.dissatisfied, keyword, sentiment(text)))
    return rows


def of_phrases(observer: Observer, sentiment: Callable[[str], float]) -> dict[str, list[Row]]:
    """Mood -> held-back phrases. Another mood may be called a complaint as well: it counts for neither side of that."""
    rows: dict[str, list[Row]] = {mood: [] for mood in MOODS}
    phrases = [phrase for phrase in read_phrases("held_back") if phrase.kind == "moods"]
    codes = sorted({phrase.language for phrase in phrases})
    observers = {code: observer if code == "en" else Observer((code,), models=observer.models) for code in codes}
    for phrase in phrases:
        seen, _ = observers[phrase.language].customer(phrase.text, SignalMemory())
        for mood in MOODS:
            if mood == "complaint" and phrase.labels and mood not in phrase.labels:
                continue
            keyword = bool(KEYWORDS.search(phrase.text))
            found = (mood in phrase.labels, getattr(seen, mood), keyword, sentiment(phrase.text), phrase.weight)
            rows[mood].append(Row(phrase.language, phrase.origin, *found))
    return rows


def counts(rows: Sequence[Row], says: Says) -> tuple[int, int, int, int]:
    """True and false positives, false and true negatives."""
    found = [0, 0, 0, 0]
    for row in rows:
        found[(0 if row.is_mood else 1) if says(row) else (2 if row.is_mood else 3)] += 1
    return found[0], found[1], found[2], found[3]


def f1(hits: int, false: int, misses: int) -> float:
    return 2 * hits / max(1, 2 * hits + false + misses)


def macro_f1(rows: Sequence[Row], says: Says) -> float:
    hits, false, misses, rest = counts(rows, says)
    return (f1(hits, false, misses) + f1(rest, misses, false)) / 2


def plain_f1(rows: Sequence[Row], says: Says) -> float:
    return f1(*counts(rows, says)[:3])


def interval(rows: Sequence[Row], says: Says, score: Callable[[Sequence[Row], Says], float]) -> tuple[float, float]:
    """95 % interval by bootstrap over groups (messages, dialogues), with a fixed seed."""
    groups = defaultdict(list)
    for row in rows:
        groups[row.group].append(row)
    named, chance = list(groups.values()), random.Random(1)
    drawn = sorted(
        score([row for group in chance.choices(named, k=len(named)) for row in group], says) for _ in range(RESAMPLES)
    )
    return drawn[int(0.025 * RESAMPLES)], drawn[int(0.975 * RESAMPLES) - 1]


def calibration_error(rows: Sequence[Row], share: float | None = None) -> float:
    """Expected calibration error over ten bins of equal width. share: of the mood, weighed to; None: as it is."""
    with_mood = sum(row.weight for row in rows if row.is_mood)
    without = sum(row.weight for row in rows if not row.is_mood)
    up, down = (1.0, 1.0) if share is None else (share / with_mood, (1 - share) / without)
    stated, true, total = [0.0] * BINS, [0.0] * BINS, 0.0
    for row in rows:
        weight = row.weight * (up if row.is_mood else down)
        at = min(BINS - 1, int(row.probability * BINS))
        stated[at] += weight * row.probability
        true[at] += weight * row.is_mood
        total += weight
    return sum(abs(a - b) for a, b in zip(stated, true, strict=True)) / total


def best_for_vader(rows: Sequence[Row]) -> float:
    found = {}
    for at in range(-19, 16):
        found[at / 20] = f1(*counts(rows, lambda row, least=at / 20: row.vader <= least)[:3])  # type: ignore[misc]
    return max(found, key=lambda least: found[least])


def quality(title: str, rows: Sequence[Row], *, macro: bool) -> Table:
    """One line a slice and system. Published: 2PR / max(P + R, 1), the formula of the corpus' paper."""
    table = Table(title=title, box=None)
    heads = ("slice", "rows", "with it", "", "P", "R", "F1", "published", "macro F1", "95 %", "ECE")
    for head in heads:
        table.add_column(head, justify="left" if head in {"slice", ""} else "right")
    for name in dict.fromkeys(row.slice for row in rows):
        part = [row for row in rows if row.slice == name]
        BEST[name] = best_for_vader(part)
        for system, says in SYSTEMS.items():
            hits, false, misses, _ = counts(part, says)
            precision, recall = hits / max(1, hits + false), hits / max(1, hits + misses)
            low, high = interval(part, says, macro_f1 if macro else plain_f1)
            shown = (precision, recall, f1(hits, false, misses), 2 * precision * recall / max(1, precision + recall))
            table.add_row(
                name if system == "Segue" else "",
                f"{len(part):,}" if system == "Segue" else "",
                str(hits + misses) if system == "Segue" else "",
                system,
                *(f"{value:.3f}" for value in (*shown, macro_f1(part, says))),
                f"{low:.2f}-{high:.2f}",
                f"{calibration_error(part):.3f}" if system == "Segue" else "",
            )
    return table


def on_phrases(rows: dict[str, list[Row]]) -> Table:
    table = Table(title="phrases that were held back", box=None)
    for head in ("mood", "language", "rows", "with it", "P", "R", "F1", "95 %", "ECE", "ECE at its share"):
        table.add_column(head, justify="left" if head in {"mood", "language"} else "right")
    for mood, every in rows.items():
        codes = list(dict.fromkeys(row.slice for row in every))
        for code in [*codes, "all"]:
            part = [row for row in every if code in {"all", row.slice}]
            hits, false, misses, _ = counts(part, SYSTEMS["Segue"])
            if not hits + misses:
                continue
            low, high = interval(part, SYSTEMS["Segue"], plain_f1)
            shown = (hits / max(1, hits + false), hits / (hits + misses), f1(hits, false, misses))
            table.add_row(
                mood,
                code,
                str(len(part)),
                str(hits + misses),
                *(f"{value:.3f}" for value in shown),
                f"{low:.2f}-{high:.2f}",
                f"{calibration_error(part):.3f}",
                f"{calibration_error(part, SHARE[mood]):.3f}",
            )
    return table


def main() -> None:
    sentiment, console = vader(), Console()
    observer = Observer(("en",), models=load())
    console.print(on_phrases(of_phrases(observer, sentiment)))
    if len(sys.argv) > 1:
        folder = Path(sys.argv[1])
        start = time.perf_counter()
        tweets = of_messages(folder / "t2_complaint.jsonl", observer, sentiment)
        turns = of_dialogues(folder / "t2_satisfaction.jsonl.gz", observer, sentiment)
        took_ms = (time.perf_counter() - start) * 1_000 / (len(tweets) + len(turns))
        console.print(quality("complaints (macro F1 has the interval)", tweets, macro=True))
        console.print(quality("dissatisfied turns", turns, macro=False))
        console.print(f"{took_ms:.2f} ms a labelled turn, everything observed")


if __name__ == "__main__":
    main()
