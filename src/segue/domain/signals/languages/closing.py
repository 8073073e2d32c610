"""The shape of a language's rules for how a talk with a human agent closes: a clear wish to end it, and what the human
promised or ruled out. One file a language; `segue.domain.signals.closing` reads them.

The rules are in the notation of `grammar`, over words in small letters without accents and apostrophes, and else as
they are written: "we'll" is `well`, "c'est" is `cest`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from segue.domain.signals.languages.grammar import Notation
from segue.domain.signals.words import Spelling

AS_WRITTEN = Spelling({}, (), ())


@dataclass(frozen=True, slots=True)
class Closing:
    """ends: matches a whole message of the customer, as one line. promises, rules_out: searched in a human's sentence;
    not_promised, not_ruled_out: make it none all the same."""

    ends: re.Pattern[str]
    promises: re.Pattern[str]
    not_promised: re.Pattern[str]
    rules_out: re.Pattern[str]
    not_ruled_out: re.Pattern[str]


_AROUND = " ( ( <thanks> / <bye> / <soft> / , ) )?9 "
_NEGATION = "no not dont never nein nicht non ne pas nunca niet nao"
_ENDS = f"""
    ^ {_AROUND} -<negation> <end> {_AROUND} $
    / ^ {_AROUND} <done> {_AROUND} ( <thanks> / <bye> ) {_AROUND} $
    / ^ {_AROUND} ( <thanks> / <bye> ) {_AROUND} <done> {_AROUND} $
    / ^ {_AROUND} <thanks> {_AROUND} <bye> {_AROUND} $
    / ^ {_AROUND} <bye> {_AROUND} <thanks> {_AROUND} $
"""


def closing(
    *,
    words: dict[str, str],
    thanks: str,
    done: str,
    end: str,
    promises: str,
    not_promised: str,
    rules_out: str,
    not_ruled_out: str,
) -> Closing:
    """words: parts of words; `bye` and `soft` must be among them. A goodbye or thanks alone, or the two soft words
    beside them, end nothing.

    end: asks for the end by itself. done: "that is all", which needs a thank you or a goodbye beside it.
    """
    notation = Notation(
        {**words, "negation": _NEGATION}, {"thanks": _lists(thanks), "done": _lists(done), "end": _lists(end)}
    )
    rules = (_ENDS, promises, not_promised, rules_out, not_ruled_out)
    return Closing(*(notation.pattern(_lists(rule)) for rule in rules))


def _lists(rule: str) -> str:
    """A list of words may go on in the next line, after its bar."""
    return re.sub(r"\|\s+", "|", rule)
