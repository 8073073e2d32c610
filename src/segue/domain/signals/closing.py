"""How a talk with a human agent closes: a clear wish of the customer to end it, and what the human promised or ruled
out. Read in each language by rules alone; what is not plainly said counts for nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable

from segue.domain.sentences import sentences as sentences_of
from segue.domain.signals.languages import closings_of
from segue.domain.signals.languages.closing import AS_WRITTEN
from segue.domain.signals.words import plain, sentences

LONGEST_GOODBYE = 24
"""Words. Whoever writes more says something else as well."""

LONGEST_SENTENCE = 60

_NAME = re.compile(r"[^\W\d_]{2,}")


def wishes_to_end(text: str, languages: Iterable[str] = ("en",), called: str = "") -> bool:
    """Whether a message says nothing but that the talk is over: "that's all, thank you, bye".

    A mere "bye", "thanks" or "ok" does not, and nothing that is asked does. called: the human agent's name, which the
    customer may say beside it. languages: BCP 47.
    """
    if "?" in text or "？" in text or "¿" in text or len(text) > 400:
        return False
    names = frozenset(plain(name) for name in _NAME.findall(called)[:3])
    line = ", ".join(one.text for one in sentences(text, AS_WRITTEN))
    words = [word for word in line.split() if word not in names]
    if not words or len(words) > LONGEST_GOODBYE:
        return False
    line = " ".join(words).replace(" ,", ",").lstrip(", ") + " "
    line = line.replace(",", " ,").replace("  ", " ")
    return any(rules.ends.match(line) for rules in closings_of(languages))


def promised(text: str, languages: Iterable[str] = ("en",)) -> tuple[str, ...]:
    """The sentences of a human agent that promise something: "We'll send it by Friday." Questions promise nothing."""
    return _said(text, languages, promises=True)


def ruled_out(text: str, languages: Iterable[str] = ("en",)) -> tuple[str, ...]:
    """The sentences of a human agent that say what is not possible."""
    return _said(text, languages, promises=False)


def _said(text: str, languages: Iterable[str], *, promises: bool) -> tuple[str, ...]:
    found = []
    for sentence in sentences_of(text):
        if sentence.rstrip().endswith("?"):
            continue
        line = ", ".join(one.text for one in sentences(sentence, AS_WRITTEN))
        if line.count(" ") > LONGEST_SENTENCE:
            continue
        for rules in closings_of(languages):
            says, but = (rules.promises, rules.not_promised) if promises else (rules.rules_out, rules.not_ruled_out)
            if says.search(line) and not but.search(line):
                found.append(sentence)
                break
    return tuple(found)
