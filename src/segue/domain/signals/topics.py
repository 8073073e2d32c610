"""What a message is about: six built-in topics by linear models, and every topic by the policy's own examples.

An example of one or two telling words ("chargeback", "data breach") is found wherever its words stand in one sentence.
A longer one is compared as a whole (see `guidance` for the measure). The nearest example raises a topic when it is
nearer than the nearest counter-example by a margin; the other way round it lowers it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import exp, log

from segue.domain import guidance
from segue.domain.guidance import Guidance
from segue.domain.policy import TopicExamples
from segue.domain.signals.evidence import Contribution
from segue.domain.signals.languages import languages_of
from segue.domain.signals.likeness import telling_words
from segue.domain.signals.linear import NO_MODELS, LinearModels
from segue.domain.signals.memory import Words
from segue.domain.signals.words import sentences

BUILT_IN = ("billing_dispute", "cancellation", "security", "legal", "compliance", "contract")
"""Topics that are there without a policy naming them; it may add examples and counter-examples."""

ABOUT = 0.5
"""From this score on a message counts as being about the topic."""

ALONE = -1.5
"""Log-odds added to a sentence that is scored alone: the message around it may say otherwise."""

CLAUSE = -1.0
"""The same for a clause of a sentence that says several things."""

MANY = 4
"""Sentences that a message must have for one of them to count alone."""

_FOUND = 0.9
_SHORT = 2
_NEAREST_TO_1 = 0.98


@dataclass(frozen=True, slots=True)
class Topic:
    """`score`: 0..1. `words`: the sentence it was found in. `contributions`: what made the score, in log-odds."""

    score: float = 0.0
    words: str = ""
    contributions: tuple[Contribution, ...] = ()


def topic_scores(
    text: str,
    topics: Mapping[str, TopicExamples],
    language: str = "en",
    models: LinearModels = NO_MODELS,
) -> dict[str, Topic]:
    """Each built-in topic and each topic of the policy with its score."""
    names = tuple(dict.fromkeys((*BUILT_IN, *topics)))
    if not text.strip():
        return {name: Topic() for name in names}
    found = {name: _by_model(text, name, models) for name in names}
    if topics:
        spoken = [_part(text, sentence.places) for sentence in sentences(text, languages_of((language,))[0].spelling)]
        said = [(frozenset(telling_words(part)), part) for part in spoken]
        found |= {name: _with_examples(text, said, found[name], name, topics[name]) for name in topics}
    return found


def _by_model(text: str, name: str, models: LinearModels) -> Topic:
    if name not in models.columns:
        return Topic()
    odds, start, end = models.scores(text)[name], 0, len(text)
    alone = models.sentences(text)
    if alone:
        best = max(alone, key=lambda sentence: sentence.scores[name])
        start, end = best.start, best.end
        odds = max(odds, best.scores[name] + ALONE) if len(alone) >= MANY else odds
    clauses = models.clauses(text)
    if clauses:
        clause = max(clauses, key=lambda each: each.scores[name])
        if clause.scores[name] + CLAUSE > odds:
            odds, start, end = clause.scores[name] + CLAUSE, clause.start, clause.end
    if odds < 0:
        return Topic(_probability(odds))
    because = models.because(text, name, 2)
    strongest = because[0].words if because else ""
    return Topic(
        _probability(odds), text[start:end], (Contribution(f"score.{name}", "model", round(odds, 3), strongest),)
    )


def _with_examples(
    text: str, said: list[tuple[frozenset[str], str]], model: Topic, name: str, given: TopicExamples
) -> Topic:
    score, words = _nearness(text, said, given.examples)
    against, other_words = _nearness(text, said, given.counter_examples)
    if against >= ABOUT and against >= score:
        odds = -_odds(against)
        if model.score < _probability(odds):
            return model
        lowered = Contribution(f"score.{name}", "nearest counter-example", round(odds, 3), other_words)
        return Topic(_probability(odds), model.words, (*model.contributions, lowered))
    if score <= model.score:
        return model
    raised = Contribution(f"score.{name}", "nearest example", round(_odds(score), 3), words)
    contributions = (*model.contributions, raised) if score >= ABOUT else model.contributions
    return Topic(score, words, contributions)


def _nearness(text: str, said: list[tuple[frozenset[str], str]], examples: tuple[str, ...]) -> tuple[float, str]:
    """How near the nearest of the examples is, 0..1, and the sentence that is."""
    if not examples:
        return 0.0, ""
    short, whole = _prepared(examples)
    for words, part in said:
        if any(words.issuperset(example) for example in short):
            return _FOUND, part
    found = whole.resemblance(text)
    return _as_score(found.example), found.sentence


def _as_score(resemblance: float) -> float:
    """The threshold of guidance becomes 0.5; below and above it goes in a straight line."""
    least = guidance.THRESHOLD
    if resemblance < least:
        return round(ABOUT * resemblance / least, 3)
    return round(ABOUT + (1 - ABOUT) * (resemblance - least) / (1 - least), 3)


def _odds(score: float) -> float:
    score = min(score, _NEAREST_TO_1)
    return log(score / (1 - score))


def _probability(odds: float) -> float:
    return round(1 / (1 + exp(-max(-30.0, min(30.0, odds)))), 4)


@lru_cache(maxsize=256)
def _prepared(examples: tuple[str, ...]) -> tuple[tuple[Words, ...], Guidance]:
    words = [telling_words(example) for example in examples]
    short = tuple(each for each in words if 0 < len(each) <= _SHORT)
    return short, Guidance(example for example, each in zip(examples, words, strict=True) if len(each) > _SHORT)


def _part(text: str, places: tuple[tuple[int, int, int], ...]) -> str:
    return text[places[0][1] : places[-1][2]]
