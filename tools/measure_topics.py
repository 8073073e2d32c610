#!/usr/bin/env python3
"""Measure the built-in topics and language identification.

    python3 dev.py run python tools/measure_topics.py $SEGUE_DATA [EMBEDDINGS]

EMBEDDINGS is a folder as SEGUE_NLP_MODEL names it; with it the models are measured with embeddings as well.

Each public source is judged by a model that has not seen that source; phrases held back, and their languages, by the
shipped model. Keywords and TF-IDF stand beside. Writes nothing.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tools.measuring import HEAD, Verdict, by_keywords, judged_by_tfidf, line
from training.fit import SOURCES_APART, fold_of
from training.heads import Vectors, english, vectors_of
from training.phrases import read_phrases
from training.rows import LANGUAGES, Example
from training.train import examples_of, in_memory

from segue.domain.signals.embedding import Embedder
from segue.domain.signals.language import identify
from segue.domain.signals.topics import BUILT_IN, topic_scores
from segue.trained import load
from segue.trained.embeddings import OnnxEmbedder

KEYWORDS = {
    "billing_dispute": r"charged|refund|overcharged|dispute|wrong amount|invoice|billing",
    "cancellation": r"cancel|close (?:my )?account|terminate|unsubscribe",
    "security": r"fraud|hacked|stolen|lost|unauthori[sz]ed|scam|phishing",
    "legal": r"lawyer|sue|court|legal|attorney",
    "compliance": r"gdpr|privacy|regulator|compliance|personal data",
    "contract": r"contract|agreement|notice period|terms",
}
PUBLIC = ("billing_dispute", "cancellation", "security")
FEWEST = 5


def sources(examples: Sequence[Example], embedder: Embedder | None) -> None:
    """Bitext is written from templates, and is no part of the sums."""
    print(f"\n## Topics, source never trained on\n\n{HEAD}")
    vectors = vectors_of(english(examples), embedder) if embedder else None
    for topic in PUBLIC:
        labelled = [each for each in examples if topic in each.labels]
        tested = [
            source
            for source in SOURCES_APART
            if sum(each.labels[topic] for each in labelled if each.source == source) >= FEWEST
        ]
        rows = {source: [each for each in labelled if each.source == source] for source in tested}
        segue = {source: _unseen(labelled, part, topic) for source, part in rows.items()}
        public = [each for each in labelled if each.source in SOURCES_APART]
        train = [(each.text, each.labels[topic], fold_of(each)) for each in public]
        test = [row for row in train if row[2] in tested]
        plain = judged_by_tfidf(train, test)
        summed = [source for source in tested if source != "bitext"]
        together = [verdict for source in summed for verdict in segue[source]]
        print(line(f"{topic}, all", "Segue", together, calibrated=True))
        if embedder:
            with_both = {source: _unseen(labelled, rows[source], topic, embedder, vectors) for source in summed}
            joined = [verdict for verdicts in with_both.values() for verdict in verdicts]
            print(line("", "Segue, embeddings", joined, calibrated=True))
        texts = [(each.text, each.labels[topic]) for source in summed for each in rows[source]]
        print(line("", "keywords", by_keywords(texts, _keyword(topic))))
        print(line("", "TF-IDF", [verdict for source in summed for verdict in plain[source]]))
        for source in tested:
            print(line(f"{topic}, {source}", "Segue", segue[source], calibrated=True))


def _unseen(
    labelled: Sequence[Example],
    part: Sequence[Example],
    topic: str,
    embedder: Embedder | None = None,
    vectors: Vectors | None = None,
) -> list[Verdict]:
    models = in_memory([each for each in labelled if each.source != part[0].source], (topic,), embedder, vectors)
    return [Verdict(each.labels[topic], topic_scores(each.text, {}, "en", models)[topic].score) for each in part]


def _keyword(topic: str):  # type: ignore[no-untyped-def]
    return re.compile(rf"\b(?:{KEYWORDS[topic]})", re.IGNORECASE).search


def held_back() -> None:
    print(f"\n## Topics, phrases held back\n\n{HEAD}")
    held = [phrase for phrase in read_phrases("held_back") if phrase.kind == "topics"]
    models = load()
    for code in LANGUAGES:
        phrases = [phrase for phrase in held if phrase.language == code]
        found = {phrase.text: topic_scores(phrase.text, {}, code, models) for phrase in phrases}
        for topic in BUILT_IN if phrases else ():
            rows = [Verdict(topic in phrase.labels, found[phrase.text][topic].score) for phrase in phrases]
            print(line(f"{topic}, {code}", "Segue", rows, calibrated=True))


def languages() -> None:
    """The phrases held back, without a language before them."""
    models = load()
    held = [phrase for phrase in read_phrases("held_back") if phrase.language in LANGUAGES]
    print("\n## Language, phrases held back, all seven configured\n\n| language | 1-3 words | right | longer | right |")
    print("|---|--:|--:|--:|--:|")
    for code in LANGUAGES:
        short, longer = [], []
        for phrase in held:
            if phrase.language == code:
                right = identify(phrase.text, LANGUAGES, "", models) == code
                (short if len(phrase.text.split()) <= 3 else longer).append(right)
        cells = " | ".join(f"{len(part)} | {sum(part) / max(1, len(part)):.1%}" for part in (short, longer))
        print(f"| {code} | {cells} |")
    others = [phrase for phrase in read_phrases("held_back") if phrase.language == "other"]
    none = sum(identify(phrase.text, LANGUAGES, "", models) == "" for phrase in others)
    print(f"\nof {len(others)} phrases in other languages {none} are told to be none of the seven")


def main() -> int:
    data = Path(sys.argv[1]) if len(sys.argv) in {2, 3} else None
    if data is None or not (data / "detection" / "t4_topics.jsonl").is_file():
        print(__doc__)
        return 2
    sources(examples_of(data), OnnxEmbedder(Path(sys.argv[2])) if len(sys.argv) == 3 else None)
    held_back()
    languages()
    return 0


if __name__ == "__main__":
    sys.exit(main())
