"""Finds the articles and resolved cases that a customer's words are about, by the words they share. No model.

Okapi BM25 over weighted fields (Robertson and Zaragoza, The Probabilistic Relevance Framework, 2009). Its score says
which document is nearest and not whether it is near at all; so the relevance is the share of what was asked, by weight
of its words, that the document has. `docs/measurements.md` shows how well that tells the two apart.
"""

from __future__ import annotations

import heapq
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache

from segue.domain.knowledge import Article, Case, SourcedArticle
from segue.domain.sentences import sentences
from segue.domain.signals.languages import codes_of, little_words_of
from segue.domain.signals.words import one_slip, tokens

RELEVANT = 0.38
"""Least relevance to make a draft of. Below it there is none: nothing is better than nonsense."""

RELATED = 0.2
"""Least relevance to be listed beside the conversation."""

K1, B = 1.2, 0.75
"""How soon a repeated word stops counting, and how much a long document is discounted."""

TITLE, LABELS, TEXT, ASKED, ANSWERED = 2.5, 2.0, 1.0, 2.0, 0.5
"""What an occurrence counts in each field."""

BEGINNING = 5
"""Letters of a longer word that also count, as half a word: deliver, delivery, delivered."""

FULL = 1.3
"""What a word is worth from where on it counts as fully there: about that of a word in a title."""

ALONE = 0.6
"""What a single shared word counts: one word may be there by chance."""

HALF = 0.5
UNHEARD = 0.45
"""What a word of the question that no document has counts, against every document: much of a message is its story."""

SLIP = 0.8
"""What a word counts that is one slip away from a known one."""

LONGEST_READ = 20_000
"""Characters of a document that are read."""

MANY, EVERYWHERE = 100, 0.1
"""A word that more documents than both of these (a number, a share) have is not looked for."""

LONGEST_PASSAGE = 420
MOST_TERMS = 60

_CASE_FADES_DAYS = 180.0
_FADED = 0.85
"""A case loses so much at most as it grows old."""


@dataclass(frozen=True, slots=True)
class Document:
    """source: of an article. queue: of a case; who may see it."""

    key: str
    title: str
    text: str
    article: Article | None = None
    case: Case | None = None
    source: str = ""

    @property
    def queue(self) -> str:
        return self.case.queue if self.case else ""

    @property
    def language(self) -> str:
        given = self.article.language if self.article else self.case.language if self.case else ""
        return given.lower().partition("-")[0]


@dataclass(frozen=True, slots=True)
class Found:
    """relevance: 0..1, share of the question's weight. score: BM25, for the order. shared: words that both have."""

    document: Document
    relevance: float
    score: float
    shared: tuple[str, ...]

    @property
    def why(self) -> str:
        return f"shares {', '.join(self.shared)} ({self.relevance:.0%} of what was asked, by weight)"


def document_of(one: SourcedArticle | Case) -> Document:
    if isinstance(one, Case):
        return Document(f"case/{one.id}", one.title or one.asked, one.answered, case=one)
    article = one.article
    key = f"article/{one.source}/{article.id}"
    return Document(key, article.title, article.text, article=article, source=one.source)


@dataclass(slots=True)
class _Entry:
    document: Document
    terms: dict[str, float]
    length: float


@dataclass(slots=True)
class Index:
    """Documents are added and never taken out: one that changed needs a new index.

    Reading in one thread while another adds finds the new ones or does not: whatever reading meets was stored before.
    """

    _entries: list[_Entry] = field(default_factory=list)
    _with_term: dict[str, list[int]] = field(default_factory=dict)
    _words: dict[tuple[int, str], list[str]] = field(default_factory=dict)  # (length, first letter) -> words
    _total: float = 0.0

    def __len__(self) -> int:
        return len(self._entries)

    def add(self, document: Document) -> None:
        terms: Counter[str] = Counter()
        for text, weight in _fields(document):
            for term, part in terms_of(text[:LONGEST_READ], document.language):
                terms[term] += weight * part  # type: ignore[assignment]
        at = len(self._entries)
        length = float(sum(terms.values()))
        self._entries.append(_Entry(document, dict(terms), length))
        self._total += length
        for term in terms:
            known = self._with_term.setdefault(term, [])
            if not known and not term.endswith("~"):
                self._words.setdefault((len(term), term[0]), []).append(term)
            known.append(at)

    def search(self, asked: str, *, now: datetime, language: str = "", limit: int = 5) -> list[Found]:
        """The nearest first; only what shares something. The message as a whole counts, or its best sentence."""
        best: dict[str, Found] = {}
        worths: dict[str, list[tuple[int, float]]] = {}  # read once for all parts
        for part in _parts(asked):
            for found in self._search(part, now, language, limit, worths):
                held = best.get(found.document.key)
                if held is None or found.relevance > held.relevance:
                    best[found.document.key] = found
        return sorted(best.values(), key=_nearest_first)[:limit]

    def _search(
        self, asked: str, now: datetime, language: str, limit: int, worths: dict[str, list[tuple[int, float]]]
    ) -> list[Found]:
        question = self._question(asked, language)
        whole = sum(weight for _, weight in question.values())
        if not whole or not self._entries:
            return []
        scores: dict[int, float] = {}
        shares: dict[int, float] = {}
        words: dict[int, dict[str, None]] = {}
        for term, (word, weight) in question.items():
            if term not in worths:
                worths[term] = self._worths(term)
            for at, worth in worths[term]:
                scores[at] = scores.get(at, 0.0) + weight * worth
                shares[at] = shares.get(at, 0.0) + weight * min(1.0, worth / FULL)
                words.setdefault(at, {})[word] = None
        found = []
        for at in heapq.nlargest(2 * limit, scores, key=shares.__getitem__):
            document, shared = self._entries[at].document, tuple(words[at])
            counts = (ALONE if len(shared) == 1 else 1.0) * _freshness(document, now)
            found.append(Found(document, min(1.0, shares[at] / whole) * counts, scores[at] * counts, shared))
        return found

    def _worths(self, term: str) -> list[tuple[int, float]]:
        """Which documents have it, and what it is worth in each."""
        mean = self._total / len(self._entries) or 1.0
        found = []
        for at in self._with_term.get(term, ()):
            entry = self._entries[at]
            often = entry.terms[term]
            found.append((at, often * (K1 + 1) / (often + K1 * (1 - B + B * entry.length / mean))))
        return found

    def _question(self, asked: str, language: str) -> dict[str, tuple[str, float]]:
        """Term -> the word it stands for, and its weight."""
        question: dict[str, tuple[str, float]] = {}
        for word in list(dict.fromkeys(_words(asked, language)))[:MOST_TERMS]:
            stem = _stem(word)
            if self._is_everywhere(stem):
                continue
            known, worth = stem, 1.0
            if stem not in self._with_term:
                near = self._one_slip_from(stem)
                known, worth = (near, SLIP) if near else (stem, 1.0)
            beginning = _beginning(known)
            if self._is_everywhere(beginning):
                beginning = ""
            if known in self._with_term:
                question[known] = (word, worth * self._rarity(known))
                if beginning:
                    question[beginning] = (word, worth * HALF * self._rarity(beginning))
            elif beginning and beginning in self._with_term:
                question[known] = (word, HALF * UNHEARD * self._rarity(known))
                question[beginning] = (word, self._rarity(beginning))
            else:
                question[known] = (word, UNHEARD * self._rarity(known))
        return question

    def _is_everywhere(self, term: str) -> bool:
        """Whether so many documents have it that it tells none from another; it would cost the most to look up."""
        having = len(self._with_term.get(term, ()))
        return having > MANY and having > EVERYWHERE * len(self._entries)

    def _one_slip_from(self, stem: str) -> str:
        if len(stem) < 5 or not stem.isalpha():
            return ""
        for length in (len(stem), len(stem) - 1, len(stem) + 1):
            for known in self._words.get((length, stem[0]), ()):
                if one_slip(stem, known):
                    return known
        return ""

    def _rarity(self, term: str) -> float:
        having = len(self._with_term.get(term, ()))
        return math.log(1 + (len(self._entries) - having + 0.5) / (having + 0.5))


def _nearest_first(one: Found) -> tuple[float, float, str]:
    return -one.relevance, -one.score, one.document.key


def _fields(document: Document) -> Iterable[tuple[str, float]]:
    if document.case:
        return ((document.case.title, TITLE), (document.case.asked, ASKED), (document.case.answered, ANSWERED))
    labels = "\n".join(document.article.labels) if document.article else ""
    return ((document.title, TITLE), (labels, LABELS), (document.text, TEXT))


def _parts(asked: str) -> list[str]:
    """The message, and each of its sentences that has something to say."""
    single = [one for one in sentences(asked) if len(one.split()) > 3]
    return list(dict.fromkeys((asked, *single[:12])))


def _freshness(document: Document, now: datetime) -> float:
    if document.case is None:
        return 1.0
    days = max(0.0, (now - document.case.at).total_seconds() / 86_400)
    return _FADED + (1 - _FADED) * math.exp2(-days / _CASE_FADES_DAYS)


# --- words ----------------------------------------------------------------------------------------------------------

_ENDINGS = ("ments", "ment", "ings", "ing", "ies", "ied", "ers", "er", "ed", "en", "es", "s", "y", "e", "n")
_GENERAL = frozenset(
    re.findall(
        r"\w+",
        """
    what where when why how who whom whose which one ones other others another first second third name called call good
    great nice bad thing things something anything everything someone somebody anyone everyone nobody way lot bit much
    many more most less few some any all both each every only also even already yet again ever never always often
    after before until since now today tomorrow yesterday week soon later here there up out off over own same new
    take took get got give gave go going went come came make made do does did done see saw look let put say said tell
    told know knew think thought want wanted need needs like liked love would could should might must will shall may
    can able possible work works working help please thanks thank hello hi hey dear yes no ok okay sure maybe well very
    really just still actually recommend question people person company man woman last next long old
    hallo bitte danke frage hilfe hola gracias ayuda bonjour merci aide ciao grazie aiuto obrigado ajuda dank""",
    )
)
"""Words of the everyday that tell no matter from another, beside the little words of each language."""


def _words(text: str, language: str) -> Iterator[str]:
    little = little_words_of(codes_of((language or "en",))[0])
    for token in tokens(text):
        word = token.word
        if word[:1].isalnum() and word not in little and word not in _GENERAL and (len(word) > 1 or word.isdigit()):
            yield word[:32]


def terms_of(text: str, language: str) -> Iterator[tuple[str, float]]:
    """Each telling word without its ending, and the beginning of a longer one as half a word."""
    for word in _words(text, language):
        stem = _stem(word)
        yield stem, 1.0
        if beginning := _beginning(stem):
            yield beginning, HALF


@lru_cache(maxsize=20_000)
def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word.removesuffix(ending)
    return word


def _beginning(stem: str) -> str:
    return f"{stem[:BEGINNING]}~" if len(stem) > BEGINNING and stem.isalpha() else ""


# --- passages -------------------------------------------------------------------------------------------------------


def passage(found: Found, asked: str, language: str = "", longest: int = LONGEST_PASSAGE) -> str:
    """The part of the document that answers best: whole sentences of one paragraph; "" when no sentence is so short."""
    wanted = {term for term, _ in terms_of(asked, language)}
    best, best_worth = "", -1.0
    for paragraph in found.document.text[:LONGEST_READ].split("\n\n"):
        parts = sentences(paragraph)
        for first in range(len(parts)):
            piece = _from(parts, first, longest)
            terms = {term for term, _ in terms_of(piece, found.document.language)}
            worth = len(wanted & terms) + 0.1 * min(1.0, len(piece) / longest) - 0.01 * first
            if piece and worth > best_worth:
                best, best_worth = piece, worth
    return best


def _from(parts: list[str], first: int, longest: int) -> str:
    piece = ""
    for sentence in parts[first:]:
        longer = f"{piece} {sentence}".strip()
        if len(longer) > longest:
            break
        piece = longer
    return piece
