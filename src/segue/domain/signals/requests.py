"""Does a message ask for a person? The rules are a language's (`languages`); reading them is the same for all.

A rule is a pattern over the words of one sentence. What a sentence means otherwise ("travel agent") is covered first,
then questions about the bot, then refusals, so that none of their words can be taken for a request.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from segue.domain.signals.languages import languages_of
from segue.domain.signals.languages.grammar import Grammar, Rule
from segue.domain.signals.words import Sentence, sentences


class AsksForHuman(StrEnum):
    CLEAR = "clear"
    UNCLEAR = "unclear"
    DECLINES = "declines"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Request:
    """`probability` is at least 0.5 exactly when it is clear or unclear. `words`: the customer's own; "" when none."""

    asks: AsksForHuman = AsksForHuman.NO
    probability: float = 0.0
    words: str = ""
    rule: str = ""
    asks_if_bot: bool = False
    bot_words: str = ""


_ORDER = (AsksForHuman.CLEAR, AsksForHuman.DECLINES, AsksForHuman.UNCLEAR)


def read_request(text: str, languages: Iterable[str] = ("en",)) -> Request:
    """The strongest reading over the languages: clear, then declines, then unclear."""
    best = Request()
    for language in languages_of(languages):
        best = _stronger(best, _read(text, language.grammar))
    return best


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
                return Request(asks, rule.probability, words, rule.name, asks_if_bot, bot_words)
    if declined:
        rule, words = declined
        return Request(AsksForHuman.DECLINES, rule.probability, words, rule.name, asks_if_bot, bot_words)
    return Request(AsksForHuman.NO, grammar.base_rate, "", "", asks_if_bot, bot_words)


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
    )
