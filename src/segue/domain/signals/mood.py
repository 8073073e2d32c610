"""How a message sounds: dissatisfied, complaining, in distress, urgent. By cues of its language and a small model.

Each language gives rules for the same kinds of cues (`languages.CUES`); what a kind is worth is the same in all and
stands in `mood_worth`, fitted by logistic regression on phrases written for it (`tools/fit_moods.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, replace
from functools import lru_cache
from math import exp

from segue.domain.signals.evidence import Contribution
from segue.domain.signals.languages import Language
from segue.domain.signals.languages.grammar import Rule
from segue.domain.signals.linear import LinearModels
from segue.domain.signals.mood_worth import BIAS, WORTH
from segue.domain.signals.own_words import own_parts
from segue.domain.signals.words import Sentence, sentences

MOODS = ("dissatisfied", "complaint", "distress", "urgent")

LIKELY = 0.5
"""Conditions decide at even odds, and so does the evidence."""

MODEL_SHARE, MODEL_SURE = 0.25, 4.0
"""Weight of the n-gram model's log-odds, and where they are cut off: it has seen few phrases."""

MOST_SURE = 4.6
"""Log-odds beyond which a probability does not go: 0.01 and 0.99."""

_SCENE = frozenset({"bot_sorry", "bot_suggests", "bot_asks_opinion", "bot_asks_fact"})
"""Kinds that are heard in what the bot said before."""

_OPINION = frozenset({"negative", "positive", "denial", "contrast", "question", "service", "another", "dislike"})
"""Kinds of everyday words. They are read in the likeliest language only: "die", "kind", "not" are German as well."""

_BAD = frozenset(
    {"anger", "frustration", "disappointment", "failure", "waiting", "blame", "threat", "repetition", "negative"}
)
_ANY_BAD = _BAD | {"reproach", "denial", "correction", "refusal", "dislike", "distress", "hardship", "outage", "urgent"}
_GOOD = frozenset({"satisfaction", "positive"})
_WELL = _GOOD | {"no_problem"}
_REPLIES = frozenset({"turns_down", "at_a_loss"})
_SUGGESTED = frozenset({"bot_suggests", "bot_asks_opinion"})
_LONGEST_NO = 120
"""Characters. A longer message that begins with a no says something of its own."""

_LOUD = frozenset({"shouting", "exclaiming", "asking loudly", "held-down letters"})
_EVERYDAY = frozenset({"negative", "positive", "denial", "another", "service", "satisfaction", "question"})
_FEW_WORDS = 20
"""Everyday words tell less where many are said: from here on they count in proportion."""

_TASTE = frozenset({"dislike", "negative", "disappointment", "refusal", "another"})
_ASKED_FOR = 0.3
"""Who is asked for an opinion and gives a bad one is not dissatisfied with the conversation."""

_MOST_SENTENCES = 60
"""That are read at either end of a message."""

_OFTEN: Mapping[str, int] = {"negative": 3, "positive": 3, "denial": 3}
"""How often a kind counts in one message; any other twice."""


@dataclass(frozen=True, slots=True)
class Mood:
    """Probabilities, 0..1, and what made them."""

    dissatisfied: float = 0.0
    complaint: float = 0.0
    distress: float = 0.0
    urgent: float = 0.0
    contributions: tuple[Contribution, ...] = ()


@dataclass(frozen=True, slots=True)
class Before:
    """What a message answers. bot_said: the bot's last message, shortened; "" when it has not spoken.

    bot_repeats: times in a row that the bot said the same again. repeated: the customer says the same as before.
    failed: the customer turns the bot's answer down.
    """

    bot_said: str = ""
    bot_repeats: int = 0
    repeated: bool = False
    failed: bool = False


NOTHING_BEFORE = Before()


@dataclass(frozen=True, slots=True)
class Heard:
    """`count`: how often a feature was found. `at`: end of the last place. `words`: the first place, as written."""

    feature: str
    count: float
    words: str = ""
    at: int = 0


def read_mood(
    text: str, languages: tuple[Language, ...], models: LinearModels, before: Before = NOTHING_BEFORE
) -> Mood:
    """languages: that the message may be in, likeliest first."""
    found = tuple(contributions(heard(text, languages, before))) + tuple(_by_model(text, models))
    return Mood(**{mood: probability(mood, found) for mood in MOODS}, contributions=found)


def probability(mood: str, found: Iterable[Contribution]) -> float:
    """0..1; what is added up is cut off where nothing is surer, for cues of one message are not independent."""
    odds = BIAS[mood] + sum(each.weight for each in found if each.signal == mood)
    return round(1 / (1 + exp(-max(-MOST_SURE, min(MOST_SURE, odds)))), 4)


def contributions(found: Iterable[Heard]) -> Iterator[Contribution]:
    for each in found:
        for mood, weight in WORTH.get(each.feature, {}).items():
            yield Contribution(mood, each.feature, round(weight * each.count, 3), each.words)


def heard(text: str, languages: tuple[Language, ...], before: Before = NOTHING_BEFORE) -> tuple[Heard, ...]:
    """The features of a message, each at most once. Takes time in proportion to what is read of the message."""
    cues: dict[str, Heard] = {}
    for index, language in enumerate(languages):
        for kind, cue in _cues(text, language, leave_out=_SCENE | _OPINION if index else _SCENE):
            cues.setdefault(kind, cue)
    scene = {kind for language in languages for kind in _scene(before.bot_said, language)}
    kept = dict(_weighed(cues, _diluted(text, languages[0]), _ASKED_FOR if "bot_asks_opinion" in scene else 1.0))
    bad = bool(kept.keys() & _ANY_BAD)
    signs = (sign for sign in _signs(text) if bad or sign.feature not in _LOUD)
    for kind in _REPLIES & kept.keys():
        counts = scene & _SUGGESTED if kind == "at_a_loss" else before.bot_said and "bot_asks_fact" not in scene
        if not counts or kept.keys() & _WELL or len(text) > _LONGEST_NO:
            del kept[kind]
    return (*kept.values(), *signs, *_after(scene, before))


def _diluted(text: str, language: Language) -> float:
    words = sum(len(sentence.places) for sentence in sentences(text, language.spelling))
    return min(1.0, _FEW_WORDS / max(1, words))


def _cues(text: str, language: Language, leave_out: frozenset[str]) -> Iterator[tuple[str, Heard]]:
    spoken = sentences(text, language.spelling)
    if len(spoken) > 2 * _MOST_SENTENCES:
        spoken = (*spoken[:_MOST_SENTENCES], *spoken[-_MOST_SENTENCES:])
    for kind, rules in language.cues.items():
        if kind in leave_out or not rules:
            continue
        found = [(sentence, match) for sentence in spoken for match in _one_pattern(rules).finditer(sentence.text)]
        if found:
            (start, end), (_, at) = _span(*found[0]), _span(*found[-1])
            yield kind, Heard(f"cue: {kind}", min(len(found), _OFTEN.get(kind, 2)), text[start:end], at)


def _span(sentence: Sentence, match: re.Match[str]) -> tuple[int, int]:
    return sentence.span(match.start(), match.end())


def _weighed(cues: dict[str, Heard], diluted: float, asked_for: float) -> Iterator[tuple[str, Heard]]:
    """Praise beside a failure is sarcasm, and without one it is praise; what comes before a "but" counts half."""
    bad = cues.keys() & _BAD
    mocks = "sarcasm" in cues and bool(bad)
    turns_at = cues["contrast"].at if "contrast" in cues and cues.keys() & _ANY_BAD else 0
    for kind, cue in cues.items():
        if (kind == "sarcasm" and not mocks) or (kind in _GOOD and mocks):
            continue
        share = 0.5 if kind in _GOOD and cue.at < turns_at else 1.0
        share *= diluted if kind in _EVERYDAY else 1.0
        share *= asked_for if kind in _TASTE else 1.0
        yield kind, replace(cue, count=round(cue.count * share, 3))


@lru_cache(maxsize=1024)
def _one_pattern(rules: tuple[Rule, ...]) -> re.Pattern[str]:
    """The rules of a kind as one."""
    return re.compile("|".join(f"(?:{rule.pattern.pattern})" for rule in rules))


def _scene(bot_said: str, language: Language) -> Iterator[str]:
    """The kinds of cues in what the bot said before."""
    for kind in sorted(_SCENE & language.cues.keys()) if bot_said else ():
        pattern = _one_pattern(language.cues[kind])
        if any(pattern.search(sentence.text) for sentence in sentences(bot_said, language.spelling)):
            yield kind


def _after(scene: Set[str], before: Before) -> Iterator[Heard]:
    """How the message follows on what was before."""
    if "bot_sorry" in scene:
        yield Heard("the bot was sorry or found nothing", 1)
    if before.bot_repeats:
        yield Heard("the bot said the same again", 1)
    if before.repeated:
        yield Heard("says the same again", 1)
    if before.failed:
        yield Heard("turns the answer down", 1)


def _by_model(text: str, models: LinearModels) -> Iterator[Contribution]:
    scores = models.scores(text)
    for mood in MOODS:
        if mood in scores:
            sure = max(-MODEL_SURE, min(MODEL_SURE, scores[mood]))
            yield Contribution(mood, "model", round(MODEL_SHARE * sure, 3))


def _signs(text: str) -> Iterator[Heard]:
    """What is seen in any language: capitals, stretched letters, emoji."""
    for feature, pattern in _SIGNS.items():
        for offset, part in own_parts(text):
            if found := pattern.search(part):
                yield Heard(feature, 1, text[offset + found.start() : offset + found.end()][:_LONGEST_SIGN])
                break


_LONGEST_SIGN = 40
_SIGNS: Mapping[str, re.Pattern[str]] = {
    "shouting": re.compile(r"\b[A-ZÀ-ÖØ-Þ]{2,}(?:\W{1,3}[A-ZÀ-ÖØ-Þ]{2,}){2}\b"),
    "exclaiming": re.compile(r"!(?:\s?!)+"),
    "asking loudly": re.compile(r"\?(?:\s?[?!])+|!\?"),
    "held-down letters": re.compile(r"([a-zà-ÿ])\1\1[a-zà-ÿ]*", re.IGNORECASE),
    "sign: cross": re.compile("[😠😡🤬😤😒🙄😞😔😟😕🙁😣😖😫😩👎🤦😑😐💩🖕😓]|(?<!\\S)(?::-?[(/|]|>:\\(|-_-)"),
    "sign: sad": re.compile("[😢😭😰😨😱💔🆘🥺😥]|(?<!\\S):'\\("),
    "sign: pleased": re.compile("[😀😃😄😁😊😍🥰😂🤣👍🙏❤🎉😘😎👏💕🙌✨💯😇🤗]|(?<!\\S)(?:[:;]-?[)DP]+|<3)"),
    "link": re.compile(r"https?://|www\.|<url>", re.IGNORECASE),
    "question mark": re.compile(r"\?\s*$"),
}
