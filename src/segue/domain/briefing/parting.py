"""A sentence that asks for a person and tells the matter as well is read as two; who only asks whether anybody comes
tells no matter at all.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import groupby
from operator import itemgetter

from segue.domain.signals.requests import AsksForHuman, read_request

_LINKS: Mapping[str, str] = {
    "en": "because|since|cause|cos|as",
    "de": "weil|denn|da",
    "fr": "parce\\sque|parce\\squ['’]|car",
    "es": "porque|ya\\sque|pues",
    "it": "perch[eé]|poich[eé]",
    "pt": "porque|pois|j[aá]\\sque",
    "nl": "omdat|want",
}
"""Words that lead from a request to its reason."""

_BREAK = {
    code: re.compile(rf"\s*(?:[,;:–—]|\s-)\s+(?:(?:{words})(?!\w))?\s*|\s+(?:{words})(?!\w)\s+", re.IGNORECASE)
    for code, words in _LINKS.items()
}
_FEWEST_WORDS = 3
_MOST_PARTS = 6
_LONGEST = 400
"""Characters of a sentence that is taken apart; a longer one is no plain request."""

_ASKS = frozenset({AsksForHuman.CLEAR, AsksForHuman.UNCLEAR})

_NUDGE = re.compile(
    r"how (?:much )?long(?:er)?\b|(?:any(?:one|body)|some(?:one|body)|you) (?:still )?there|still waiting"
    r"|any (?:news|update)|wie lange|dauert (?:das|es)|(?:jemand|noch) da\b|ich warte|encore long|combien de temps"
    r"|(?:il y a|y a-t-il) quelqu|j['’]attends|cu[aá]nto (?:tiempo|falta|tarda)|hay alguien|sigo esperando"
    r"|quanto (?:tempo|ci vuole|manca)|c['’][eè] qualcuno|sto aspettando|algu[eé]m a[ií]|demora|estou [aà] espera"
    r"|hoe lang|duurt (?:het|dat)|iemand",
    re.IGNORECASE,
)
_SHORT = 8
"""Words of what may be a mere nudge."""


def apart(sentence: str, language: str) -> Sequence[str]:
    """The parts of a sentence in which a person is asked for and something else is told; else the sentence itself.

    Each part stands in the sentence as it is.
    """
    code = language if language in _BREAK else "en"
    breaks = [hit.span() for hit in _BREAK[code].finditer(sentence)] if len(sentence) <= _LONGEST else []
    if not 0 < len(breaks) < _MOST_PARTS:
        return (sentence,)
    starts, ends = [0, *(end for _, end in breaks)], [*(start for start, _ in breaks), len(sentence)]
    asks = [read_request(sentence[a:b], (code,)).asks in _ASKS for a, b in zip(starts, ends, strict=True)]
    if not any(asks) or all(asks):
        return (sentence,)
    found: list[str] = []
    for asked, run in groupby(zip(asks, starts, ends, strict=True), key=itemgetter(0)):
        parts = list(run)
        part = sentence[parts[0][1] : parts[-1][2]].strip()
        if not asked and len(part.split()) < _FEWEST_WORDS:
            continue  # "hi", "please"
        found.append(part)
    return tuple(found) if len(found) > 1 else (sentence,)


def is_nudge(text: str, before: str, language: str) -> bool:
    """Whether somebody who asked for a person only asks if anybody comes, and when: "Is anybody there?".

    before: their message before it, "" when somebody else has spoken since.
    """
    if not before or len(text.split()) > _SHORT or not _NUDGE.search(text):
        return False
    return read_request(before, (language or "en",)).asks in _ASKS
