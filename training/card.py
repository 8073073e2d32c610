"""The model card: what the weights were made from, how, and how well calibrated they are. Written by the command."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from training.fit import COMPARED, FOLDS, LEAST_TEXTS, STRENGTH, Fitted, Packed
from training.rows import WEIGHTS, Example

_SOURCE = re.compile(r"^\| ([\w-]+) \| (.+? @ [0-9a-f]+) \| (.+?) \| .+ \|$", re.MULTILINE)


def card(
    version: str,
    examples: Sequence[Example],
    fitted: Sequence[Fitted],
    packed: Packed,
    data: Path | None,
    heads: str = "",
) -> str:
    """heads: their version, "" when there are none."""
    rows = Counter(example.source for example in examples)
    listed = _listed(data)
    lines = [
        "# The shipped linear models",
        "",
        "Written by `python3 dev.py train --data $SEGUE_DATA`; do not edit.",
        "",
        f"Version `{version}`: {len(packed.keys) // 4:,} grams, {len(fitted)} columns, one signed byte each.",
        "They read a message (`domain/signals/grams.py`), say how likely each column is, and decide nothing alone.",
        "",
        "## Made from",
        "",
        "| source | repository @ commit | licence | texts | weight of a text |",
        "|---|---|---|--:|--:|",
    ]
    for source, count in sorted(rows.items()):
        where, licence = listed.get(source, ("training/phrases, written for Segue", "Apache-2.0"))
        lines.append(f"| {source} | {where} | {licence} | {count:,} | {WEIGHTS.get(source.partition('/')[0], 1.0)} |")
    if data is None:
        lines += ["", "No public rows: trained on phrases only. These are not the weights that ship."]
    else:
        lines += ["", "Of the public files only rows marked `trainable` are read. Texts are not part of the package."]
    lines += [
        "",
        "## Columns",
        "",
        f"Logistic regression each (liblinear, C = {STRENGTH:g}, L2), grams that {LEAST_TEXTS} texts or more hold.",
        "Calibrated by Platt's method on folds that were not learned from, each public source a fold of its own and",
        f"the phrases dealt into {FOLDS}; ECE is measured on these.",
        "The languages are only compared with each other and not calibrated.",
        "",
        "| column | texts | of it | slope | shift | ECE |",
        "|---|--:|--:|--:|--:|--:|",
    ]
    lines += [
        f"| {each.column} | {each.rows:,} | {each.positives:,} "
        + (f"| {each.slope:.2f} | {each.shift:.2f} | {each.error:.3f} |" if _calibrated(each) else "| | | |")
        for each in fitted
    ]
    lines += [
        "",
        "## Heads over sentence embeddings",
        "",
        f"Version `{heads or 'none'}`: the same English texts, for the vectors of all-MiniLM-L6-v2 (Apache-2.0;",
        "sha256 of its weights 53aa5117…28d9db). The embeddings are not shipped; the heads are used where a folder",
        "with them is set.",
        "",
        "## What they are not good for",
        "",
        "Topics, moods and requests in languages other than English are learned nearly alone from phrases written for",
        "Segue, a few hundred a language. Sarcasm, dialect and languages that are not listed are hardly read. A",
        "probability holds for messages like those above; how well it carries over to other trades is in",
        "`docs/measurements.md`.",
        "",
    ]
    return "\n".join(lines)


def _calibrated(fitted: Fitted) -> bool:
    return not fitted.column.startswith(COMPARED)


def _listed(data: Path | None) -> dict[str, tuple[str, str]]:
    """Source -> repository with commit, and licence, as the notes beside the data say."""
    if data is None:
        return {}
    notes = (data / "detection" / "README.md").read_text("utf-8")
    return {source: (where, licence) for source, where, licence in _SOURCE.findall(notes)}
