"""Which language is a message in? Only those that are configured are considered, and short turns keep the last one."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence

from segue.domain.signals.grams import lines_of
from segue.domain.signals.languages import LANGUAGES, little_words_of
from segue.domain.signals.linear import LinearModels

KEPT_SHORT, KEPT = 12.0, 2.0
"""Log-odds in favour of the language so far: for a turn of few words, and for any other."""

FIRST = 1.0
"""Log-odds in favour of the language that the policy names first, at the start of a conversation."""

FEW_WORDS = 3
PLAINLY = 1.0
"""Log-odds by which a language that is not configured must be ahead, in more than a few words, to be believed."""

_A_LITTLE_WORD = 4.0
_LOOKED_AT = 400


def identify(text: str, among: Sequence[str], before: str, models: LinearModels) -> str:
    """ISO 639-1 code, one of `among` (never empty), or "" when it is plainly none of them.

    before: the language of the conversation so far, "" at its start.
    """
    kept = before if before in among else ""
    words = [word for line in lines_of(text) for word, _, _ in line if word.isalpha()]
    if not words:
        return kept or among[0]
    if _is_other_script(text):
        return ""
    short = len(words) <= FEW_WORDS
    odds = _odds(text, words, models)
    best_of_all = max(odds, key=lambda code: odds[code])
    prior = {kept: KEPT_SHORT if short else KEPT} if kept else {among[0]: FIRST}
    best = max(among, key=lambda code: odds.get(code, 0.0) + prior.get(code, 0.0))
    plainly_other = best_of_all not in among and odds[best_of_all] >= odds.get(best, 0.0) + PLAINLY
    return "" if plainly_other and not short else best


def _odds(text: str, words: list[str], models: LinearModels) -> Mapping[str, float]:
    """Code -> log-odds, by the model and by the share of little words; "other" is any language not read."""
    scores = models.scores(text)
    found = {code: scores.get(f"language.{code}", 0.0) for code in (*LANGUAGES, "other")}
    for code in LANGUAGES:
        found[code] += _A_LITTLE_WORD * sum(word in little_words_of(code) for word in words) / len(words)
    return found


def _is_other_script(text: str) -> bool:
    """Whether most letters are none of the Latin script, which all languages that are read are written in."""
    letters = [c for c in text[:_LOOKED_AT] if c.isalpha()]
    other = sum(not c.isascii() and not unicodedata.name(c, "").startswith("LATIN") for c in letters)
    return other * 2 > len(letters)
