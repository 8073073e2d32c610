"""A summary without a model: two or three of the customer's own sentences, chosen by what they carry."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from segue.domain.sentences import content_words, sentences, shorten

MAX_SENTENCE = 200


def summarise(messages: Sequence[str], most: int = 3) -> str:
    """The customer's sentences that say most about the matter, in the order in which they were said.

    A sentence scores by its content words, each weighted by how often the customer came back to it; short courtesies
    score nothing; the first substantial sentence gets a bonus because people open with the matter. Near repetitions are
    left out. Empty when the customer has said nothing of substance.
    """
    found: list[tuple[int, str, list[str]]] = []
    for message in messages:
        found += [(len(found) + i, text, content_words(text)) for i, text in enumerate(sentences(message))]
    counts = Counter(word for _, _, words in found for word in set(words))
    substantial = [(order, text, words) for order, text, words in found if len(words) >= 3]
    if not substantial:
        return shorten(max(messages, key=len, default=""), MAX_SENTENCE)
    first = substantial[0][0]

    def score(item: tuple[int, str, list[str]]) -> float:
        order, _, words = item
        weight = sum(1 + 0.5 * (counts[word] - 1) for word in set(words))
        return weight / max(8, len(words)) * 8 + (6 if order == first else 0)

    chosen: list[tuple[int, str, list[str]]] = []
    for item in sorted(substantial, key=lambda item: (-score(item), item[0])):
        if len(chosen) < most and not any(_overlap(item[2], other[2]) > 0.6 for other in chosen):
            chosen.append(item)
    return " ".join(_closed(shorten(text, MAX_SENTENCE)) for _, text, _ in sorted(chosen))


def _overlap(one: list[str], other: list[str]) -> float:
    a, b = set(one), set(other)
    return len(a & b) / max(1, min(len(a), len(b)))


def _closed(sentence: str) -> str:
    return sentence if sentence[-1] in ".!?…" else sentence + "."
