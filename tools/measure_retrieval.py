"""How often the right article is found, and how often nothing is found where there is nothing.

    python tools/measure_retrieval.py [--rows] [--without-labels]

Precision: of the questions that got an article, those that got a right one. Recall: of the questions that the
knowledge answers, those that got a right one. `--rows` prints every question with what was found.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path

import yaml

from segue.domain.knowledge import Article, SourcedArticle
from segue.domain.retrieval import RELEVANT, Found, Index, document_of

NOW = datetime(2026, 1, 1, tzinfo=UTC)
THRESHOLDS = tuple(step / 100 for step in range(20, 61, 6))


@dataclass(frozen=True, slots=True)
class Asked:
    ask: str
    about: tuple[str, ...]


def questions() -> list[Asked]:
    rows = yaml.safe_load(Path(__file__).with_name("retrieval_questions.yaml").read_text("utf-8"))
    return [Asked(row["ask"], tuple(row["about"])) for row in rows]


def index_of_the_demo(*, labels: bool = True) -> Index:
    index = Index()
    rows = yaml.safe_load(files("segue.demo").joinpath("knowledge.yaml").read_text("utf-8"))
    for row in rows:
        if not row.get("small_talk"):
            asks = tuple(row["asks"]) if labels else ()
            article = Article(row["title"], row["title"], row["text"], language="en", labels=asks)
            index.add(document_of(SourcedArticle("demo", article)))
    return index


def nearest(index: Index, asked: Sequence[Asked]) -> list[Found | None]:
    found = [index.search(one.ask, now=NOW, language="en", limit=1) for one in asked]
    return [one[0] if one else None for one in found]


def scores(asked: Sequence[Asked], found: Sequence[Found | None], threshold: float) -> tuple[float, float, int]:
    """Precision, recall, and how many of the unanswerable ones got an article all the same."""
    given = [(a, f) for a, f in zip(asked, found, strict=True) if f and f.relevance >= threshold]
    right = sum(f.document.title in a.about for a, f in given)
    wanted = sum(bool(one.about) for one in asked)
    return right / len(given) if given else 1.0, right / wanted, sum(not a.about for a, _ in given)


def _row(asked: Asked, best: Found | None) -> str:
    if best is None:
        return f"   none  {asked.ask}"
    right = "ok" if best.document.title in asked.about else "--"
    return f"{right} {best.relevance:.2f}  {asked.ask} | {best.document.title}: {', '.join(best.shared)}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", action="store_true")
    parser.add_argument("--without-labels", action="store_true")
    options = parser.parse_args()
    asked = questions()
    found = nearest(index_of_the_demo(labels=not options.without_labels), asked)
    if options.rows:
        for one, best in zip(asked, found, strict=True):
            print(_row(one, best))
    halves = (("chose the threshold", slice(0, None, 2)), ("held back", slice(1, None, 2)), ("all", slice(None)))
    for name, part in halves:
        print(name)
        for threshold in (*THRESHOLDS, RELEVANT):
            precision, recall, false = scores(asked[part], found[part], threshold)
            mark = " <- used" if threshold == RELEVANT else ""
            print(f"  {threshold:.2f}  precision {precision:.3f}  recall {recall:.3f}  nonsense {false}{mark}")


if __name__ == "__main__":
    main()
