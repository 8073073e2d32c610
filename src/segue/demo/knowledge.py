"""A bot's knowledge without any model: articles, found by the words a question shares with them."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import files

import yaml

K1, B = 1.2, 0.75
"""Okapi BM25: how soon a repeated word stops counting, and how much a long article is discounted."""

UNSURE = 0.4
"""Below this share of the question's weight in shared words the bot says that it is not sure."""

NOT_SURE = "I am not sure I understand. Could you say it in other words?"

_WORD = re.compile(r"[a-z0-9]+")
_ENDINGS = ("ments", "ment", "ings", "ing", "ies", "ied", "ers", "er", "ed", "es", "s", "y", "e")
_COMMON = frozenset(
    _WORD.findall(
        "a about am an and any are as at be but by can could did do does for from get had has have here i if in is it "
        "its just know like me my need no not of on or our please so some still tell than that the their them then "
        "there they this to too us want was we were which who why will with work works would you your"
    )
)


@dataclass(frozen=True, slots=True)
class Article:
    title: str
    text: str
    asks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """confidence: 0..1, the share of the question's weight whose words the article has."""

    text: str
    confidence: float
    title: str = ""


class Knowledge:
    """BM25 over words (Robertson and Zaragoza, The Probabilistic Relevance Framework, 2009)."""

    def __init__(self, articles: Iterable[Article]) -> None:
        self.articles = tuple(articles)
        self._words = [Counter(words(" ".join((a.title, *a.asks, *a.asks, a.text)))) for a in self.articles]
        self._length = [found.total() for found in self._words]
        self._mean = sum(self._length) / max(1, len(self._length))
        self._in_articles = Counter(word for found in self._words for word in found)

    def answer(self, question: str) -> Answer:
        """The best article, or that the bot is not sure. The same question always gets the same answer."""
        asked = list(dict.fromkeys(words(question)))
        if not asked:
            return Answer(NOT_SURE, 0.0)
        best = max(range(len(self.articles)), key=lambda i: self._score(asked, i))
        weight = sum(self._weight(word) for word in asked)
        confidence = sum(self._weight(word) for word in asked if word in self._words[best]) / weight
        if confidence < UNSURE:
            return Answer(NOT_SURE, round(confidence, 2))
        return Answer(self.articles[best].text, round(confidence, 2), self.articles[best].title)

    def _score(self, asked: list[str], i: int) -> float:
        found, discount = self._words[i], K1 * (1 - B + B * self._length[i] / self._mean)
        return sum(self._weight(w) * found[w] * (K1 + 1) / (found[w] + discount) for w in asked if w in found)

    def _weight(self, word: str) -> float:
        """Rare words tell more; a word that no article has tells most, against every article."""
        with_it = self._in_articles[word]
        return math.log(1 + (len(self.articles) - with_it + 0.5) / (with_it + 0.5))


def words(text: str) -> list[str]:
    """The telling words of a text without their endings."""
    return [_stem(word) for word in _WORD.findall(text.lower()) if word not in _COMMON]


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word.removesuffix(ending)
    return word


def of_the_shop() -> Knowledge:
    text = files("segue.demo").joinpath("knowledge.yaml").read_text("utf-8")
    return Knowledge(Article(one["title"], one["text"], tuple(one["asks"])) for one in yaml.safe_load(text))
