#!/usr/bin/env python3
"""Measure how well guidance finds what its examples mean, on intents of public data. Writes nothing.

    python3 dev.py run python tools/measure_guidance.py $SEGUE_DATA/detection

t4_topics.jsonl: for each of up to twelve intents a source, a guidance gets a few of its messages as examples and a few
of other intents as counter-examples, and then reads 15 other messages of that intent and up to 150 of others. Only rows
that may be trained on are used. t4_hint3_route.jsonl: what two businesses sent to a human, by five-fold
cross-validation: all other messages of the business are the examples and counter-examples.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from segue.domain.guidance import Guidance
from segue.insight.scoring import Agreement, agreement, interval

SIZES = ((3, 0), (5, 3), (10, 5), (10, 20))
INTENTS, FOUND, OTHERS = 12, 15, 150

Pair = tuple[bool, bool]


def few_shot(path: Path, examples: int, counters: int) -> Iterator[Pair]:
    sources: dict[str, dict[str, list[str]]] = {}
    for item in map(json.loads, path.read_text("utf-8").splitlines()):
        if item["trainable"] and "intent" in item["labels"]:
            by_intent = sources.setdefault(item["source"], {})
            by_intent.setdefault(item["labels"]["intent"], []).append(item["turns"][0]["text"])
    for intents in sources.values():
        chance = random.Random(1)
        large = [name for name, texts in intents.items() if len(texts) >= examples + 10]
        for name in chance.sample(large, min(INTENTS, len(large))):
            texts = chance.sample(intents[name], len(intents[name]))
            others = [
                text
                for other, listed in intents.items()
                if other != name
                for text in chance.sample(listed, min(6, len(listed)))
            ]
            chance.shuffle(others)
            guidance = Guidance(texts[:examples], others[:counters])
            for text in texts[examples : examples + FOUND]:
                yield bool(guidance.weigh(text).fires), True
            for text in others[counters : counters + OTHERS]:
                yield bool(guidance.weigh(text).fires), False


def hint3(path: Path) -> Iterator[Pair]:
    bots: dict[str, list[tuple[str, bool]]] = {}
    for item in map(json.loads, path.read_text("utf-8").splitlines()):
        text, routed = item["turns"][0]["text"], bool(item["labels"]["route_to_human"])
        bots.setdefault(item["bot"], []).append((text, routed))
    for rows in bots.values():
        random.Random(0).shuffle(rows)
        for fold in range(5):
            known = [row for place, row in enumerate(rows) if place % 5 != fold]
            guidance = Guidance([t for t, routed in known if routed], [t for t, routed in known if not routed])
            for text, routed in rows[fold::5]:
                yield bool(guidance.weigh(text).fires), routed


def row(pairs: Sequence[Pair]) -> tuple[str, ...]:
    found: Agreement = agreement(pairs)
    low, high = interval(pairs, lambda drawn: agreement(drawn).f1) or (0.0, 0.0)
    shares = (found.precision or 0.0, found.recall or 0.0, found.f1 or 0.0)
    return (str(len(pairs)), *(f"{share:.2f}" for share in shares), f"{low:.2f}-{high:.2f}")


def main() -> int:
    if len(sys.argv) != 2 or not Path(sys.argv[1]).is_dir():
        print(__doc__)
        return 2
    folder = Path(sys.argv[1])
    table = Table(title="guidance", box=None)
    for head in ("what", "messages", "P", "R", "F1", "95 %"):
        table.add_column(head, justify="left" if head == "what" else "right")
    for examples, counters in SIZES:
        pairs = list(few_shot(folder / "t4_topics.jsonl", examples, counters))
        table.add_row(f"{examples} examples, {counters} counter-examples", *row(pairs))
    table.add_row("HINT3, what the business sent to a human", *row(list(hint3(folder / "t4_hint3_route.jsonl"))))
    Console(width=110).print(table)
    return 0


if __name__ == "__main__":
    sys.exit(main())
