"""Does a message ask for a person? The rules are a language's (`languages`); reading them is the same for all.

A rule is a pattern over the words of one sentence. What a sentence means otherwise ("travel agent") is covered first,
then questions about the bot, then refusals, so that none of their words can be taken for a request.

A linear model over n-grams then says what no rule knows. A clear rule is never overruled by it, and a refusal, a
question about the bot or a story about people never becomes a request by it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from math import exp, log

from segue.domain.signals.evidence import Contribution
from segue.domain.signals.languages import languages_of
from segue.domain.signals.languages.grammar import Grammar, Rule
from segue.domain.signals.linear import NO_MODELS, LinearModels
from segue.domain.signals.words import Sentence, sentences


class AsksForHuman(StrEnum):
    CLEAR = "clear"
    UNCLEAR = "unclear"
    DECLINES = "declines"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Request:
    """`probability` is at least 0.5 exactly when it is clear or unclear. `words`: the customer's own; "" when none.

    other_meaning: a rule found that a word for people means something else or is part of a story.
    contributions: what made the probability, in log-odds.
    """

    asks: AsksForHuman = AsksForHuman.NO
    probability: float = 0.0
    words: str = ""
    rule: str = ""
    asks_if_bot: bool = False
    bot_words: str = ""
    other_meaning: bool = False
    contributions: tuple[Contribution, ...] = ()


CLEAR_FROM = 0.8
"""From this probability on a request that no rule knows is clear."""

HEARD_BESIDE_A_RULE = 0.1
"""Share of the model's log-odds that counts where a rule found something."""

DOUBT = -1.7
"""Log-odds added to the model where no rule found anything: the rules know most requests."""

DOUBT_IN_STORIES = -3.0
"""The same where people are spoken about otherwise."""

AT_MOST = 0.35
"""Probability that a refusal or a question about the bot may reach."""

_LEAST_CLEAR = 0.6
_CERTAIN = 6.0  # log-odds that the model is heard with at most

_ORDER = (AsksForHuman.CLEAR, AsksForHuman.DECLINES, AsksForHuman.UNCLEAR)


def read_request(text: str, languages: Iterable[str] = ("en",), models: LinearModels = NO_MODELS) -> Request:
    """The strongest reading over the languages (clear, then declines, then unclear), and what the model adds to it."""
    best = Request()
    for language in languages_of(languages):
        best = _stronger(best, _read(text, language.grammar))
    score = models.scores(text).get("request")
    return best if score is None or not text.strip() else _blended(text, best, score, models)


def _blended(text: str, rules: Request, score: float, models: LinearModels) -> Request:
    """The rules' reading with the model's log-odds beside it."""
    score = max(-_CERTAIN, min(_CERTAIN, score))
    if rules.rule:
        by_rule = Contribution("request", f"rule: {rules.rule}", round(_odds(rules.probability), 3), rules.words)
        heard = round(HEARD_BESIDE_A_RULE * score, 3)
        found = replace(rules, contributions=(by_rule, Contribution("request", "model", heard)))
        return _kept(found, _probability(by_rule.weight + heard))
    doubt = DOUBT_IN_STORIES if rules.other_meaning else DOUBT
    because = (Contribution("request", "no rule", doubt), *models.because(text, "request"))
    found = replace(rules, contributions=because)
    probability = _probability(score + doubt)
    if rules.asks_if_bot:
        return replace(found, probability=min(probability, AT_MOST))
    if probability < 0.5:
        return replace(found, probability=probability)
    words = next((each.words for each in because if each.words and each.weight > 0), "")
    asks = AsksForHuman.CLEAR if probability >= CLEAR_FROM else AsksForHuman.UNCLEAR
    return replace(found, asks=asks, probability=probability, words=words, rule="model")


def _kept(found: Request, probability: float) -> Request:
    """A clear request stays one, a refusal too; an unclear one may turn out to be none."""
    if found.asks is AsksForHuman.CLEAR:
        return replace(found, probability=max(_LEAST_CLEAR, probability))
    if found.asks is AsksForHuman.DECLINES:
        return replace(found, probability=min(probability, AT_MOST))
    if probability < 0.5:
        return replace(found, asks=AsksForHuman.NO, probability=probability, words="")
    return replace(found, probability=probability)


def _odds(probability: float) -> float:
    return log(probability / (1 - probability))


def _probability(odds: float) -> float:
    return round(1 / (1 + exp(-odds)), 4)


def _read(text: str, grammar: Grammar) -> Request:
    best = Request(probability=grammar.base_rate)
    for sentence in sentences(text, grammar.spelling):
        if grammar.anchor.search(sentence.text):
            best = _stronger(best, _read_sentence(text, sentence, grammar))
    return best


def _read_sentence(text: str, sentence: Sentence, grammar: Grammar) -> Request:
    line = sentence.text
    for rule in grammar.other_meanings:
        line = rule.pattern.sub(_covered, line)
    other = line != sentence.text
    bot_words = ""
    for rule in grammar.about_the_bot:
        if found := rule.pattern.search(line):
            bot_words = bot_words or _words(text, sentence, found)
            line = rule.pattern.sub(_covered, line)
    asks_if_bot = bool(bot_words)
    declined: tuple[Rule, str] | None = None
    for rule in grammar.declines:
        if found := rule.pattern.search(line):
            declined = declined or (rule, _words(text, sentence, found))
            line = rule.pattern.sub(_covered, line)
    for asks, rules in ((AsksForHuman.CLEAR, grammar.clear), (AsksForHuman.UNCLEAR, grammar.unclear)):
        if asks is AsksForHuman.UNCLEAR and declined:
            break
        for rule in rules:
            if found := rule.pattern.search(line):
                words = _words(text, sentence, found)
                return Request(asks, rule.probability, words, rule.name, asks_if_bot, bot_words, other)
    if declined:
        rule, words = declined
        return Request(AsksForHuman.DECLINES, rule.probability, words, rule.name, asks_if_bot, bot_words, other)
    return Request(AsksForHuman.NO, grammar.base_rate, "", "", asks_if_bot, bot_words, other)


def _covered(found: re.Match[str]) -> str:
    return "#" * len(found[0])


def _words(text: str, sentence: Sentence, found: re.Match[str]) -> str:
    start, end = sentence.span(found.start(), found.end())
    return text[start:end]


def _stronger(a: Request, b: Request) -> Request:
    first = next((r for asks in _ORDER for r in (a, b) if r.asks is asks), a if a.probability >= b.probability else b)
    return Request(
        first.asks,
        first.probability,
        first.words,
        first.rule,
        a.asks_if_bot or b.asks_if_bot,
        a.bot_words or b.bot_words,
        a.other_meaning or b.other_meaning,
    )
