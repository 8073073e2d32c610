"""How much of what must not leave is found in the labelled corpus, and what is taken out that should have stayed.

    python tools/measure_redaction.py [--held-back] [--rows]

Recall: of the labelled spans, those whose every letter and digit is inside hits of the same kind. A false hit touches
no labelled span; it is counted in the ordinary texts, for each 1,000 words of them, and beside it in the labelled ones.
`--rows` prints each miss, false hit, and hit that takes words beside the span along. `--held-back` measures the third
of the corpus that rules are not improved on.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from segue.domain.redaction import KINDS, Hit, hits

CORPUS = Path(__file__).parents[1] / "tests" / "domain" / "redaction"
_SPAN = re.compile(r"⟦(\w+)\|([^⟧]*)⟧")


@dataclass(frozen=True, slots=True)
class Text:
    """`spans`: what should be taken out of `plain`."""

    language: str
    plain: str
    spans: tuple[Hit, ...]
    ordinary: bool


def read(part: str) -> list[Text]:
    """The corpus, "open" or "held_back"."""
    groups = yaml.safe_load((CORPUS / f"{part}.yaml").read_text("utf-8"))
    return [
        _text(language, marked, group == "ordinary")
        for group, languages in groups.items()
        for language, texts in languages.items()
        for marked in texts
    ]


def _text(language: str, marked: str, ordinary: bool) -> Text:
    marked = marked.replace("\u205e", "")
    plain, spans, at = "", [], 0
    for span in _SPAN.finditer(marked):
        plain += marked[at : span.start()]
        spans.append(Hit(span[1], len(plain), len(plain) + len(span[2])))
        plain += span[2]
        at = span.end()
    return Text(language, plain + marked[at:], tuple(spans), ordinary)


@dataclass(slots=True)
class Figures:
    """`wanted`, `found`: (kind, language) -> spans. `others`: spans that were found, but as another kind."""

    words: int = 0
    wanted: Counter[tuple[str, str]] = field(default_factory=Counter)
    found: Counter[tuple[str, str]] = field(default_factory=Counter)
    others: Counter[str] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)
    false_in_ordinary: list[str] = field(default_factory=list)
    false_in_labelled: list[str] = field(default_factory=list)
    too_much: list[str] = field(default_factory=list)

    def recall(self, kind: str, language: str | None = None) -> float:
        """1.0 where nothing was to be found."""
        keys = [key for key in self.wanted if key[0] == kind and language in (None, key[1])]
        return sum(self.found[key] for key in keys) / max(1, sum(self.wanted[key] for key in keys)) if keys else 1.0

    @property
    def false_in_thousand(self) -> float:
        """Of the ordinary texts' words (what stands between white space)."""
        return 1_000 * len(self.false_in_ordinary) / max(1, self.words)


def measure(texts: Sequence[Text]) -> Figures:
    figures = Figures()
    for text in texts:
        got = hits(text.plain)
        if text.ordinary:
            figures.words += len(text.plain.split())
        for span in text.spans:
            _count(figures, text, span, got)
        for hit in got:
            touched = [span for span in text.spans if span.start < hit.end and hit.start < span.end]
            row = f"{hit.kind:12}{text.language}  {text.plain[hit.start : hit.end]!r} in {text.plain!r}"
            if not touched:
                (figures.false_in_ordinary if text.ordinary else figures.false_in_labelled).append(row)
            elif set(_letters(text.plain, [hit])) - set(_letters(text.plain, touched)):
                figures.too_much.append(row)
    return figures


def _count(figures: Figures, text: Text, span: Hit, got: Sequence[Hit]) -> None:
    key = (span.kind, text.language)
    figures.wanted[key] += 1
    letters = set(_letters(text.plain, [span]))
    if letters <= set(_letters(text.plain, [hit for hit in got if hit.kind == span.kind])):
        figures.found[key] += 1
        return
    row = f"{span.kind:12}{text.language}  {text.plain[span.start : span.end]!r} in {text.plain!r}"
    if letters <= set(_letters(text.plain, got)):
        figures.others[span.kind] += 1
        row += " (as another kind)"
    figures.misses.append(row)


def _letters(plain: str, spans: Sequence[Hit]) -> Iterator[int]:
    return (at for span in spans for at in range(span.start, span.end) if plain[at].isalnum())


def table(figures: Figures) -> str:
    languages = list(dict.fromkeys(language for _, language in figures.wanted))
    lines = [f"| kind | spans | found | as another kind | recall | {' | '.join(languages)} |"]
    lines += [f"|---|--:|--:|--:|--:|{'--:|' * len(languages)}"]
    for kind in KINDS:
        wanted = sum(count for key, count in figures.wanted.items() if key[0] == kind)
        found = sum(count for key, count in figures.found.items() if key[0] == kind)
        each = " | ".join(f"{figures.recall(kind, language):.2f}" for language in languages)
        lines += [f"| {kind} | {wanted} | {found} | {figures.others[kind]} | {figures.recall(kind):.3f} | {each} |"]
    lines += [
        "",
        f"{len(figures.false_in_ordinary)} false hits in {figures.words:,} words of ordinary text: "
        f"{figures.false_in_thousand:.2f} per 1,000; {len(figures.false_in_labelled)} in the labelled texts; "
        f"{len(figures.too_much)} hits took words beside the span along.",
    ]
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--held-back", action="store_true")
    parser.add_argument("--rows", action="store_true")
    options = parser.parse_args()
    figures = measure(read("held_back" if options.held_back else "open"))
    print(table(figures))
    if options.rows:
        for name, rows in (
            ("missed", figures.misses),
            ("false hits in ordinary text", figures.false_in_ordinary),
            ("false hits in labelled texts", figures.false_in_labelled),
            ("took too much", figures.too_much),
        ):
            print(f"\n{name}: {len(rows)}", *rows, sep="\n  ")


if __name__ == "__main__":
    main()
