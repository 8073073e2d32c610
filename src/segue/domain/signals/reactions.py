"""How a customer takes an answer: yes or no to an offer, "that worked", "that did not help". Read in each language."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum

from segue.domain.signals.languages import Language, languages_of
from segue.domain.signals.words import sentences

LONGEST_ANSWER = 12
"""Words. A longer message says something of its own and is not read as yes or no."""

_NUMBER = re.compile(r"\+?[0-9(][0-9 ()./-]*", re.ASCII)
_LEAST_DIGITS = 4
"""Fewer are not even a try at a telephone number."""

Tags = Iterable[str]
"""Languages as BCP 47 tags; those that Segue does not read are skipped."""


class Reaction(StrEnum):
    """How the customer took the bot's answer; `no_answer` also when the message does not say."""

    REJECTED = "rejected"
    CONFIRMED = "confirmed"
    NO_ANSWER = "no_answer"


def reads_as_yes_no(text: str, languages: Tags = ("en",)) -> bool | None:
    """True or False when the message is plainly a yes or a no to an offer of a person; None when it is neither."""
    if not text.strip(" \t\r\n.!?,"):
        return None
    for language in languages_of(languages):
        said = _yes_no(_one_line(text, language), language)
        if said is not None:
            return said
    return _by_sign(text)


def _yes_no(line: str, language: Language) -> bool | None:
    if not line or line.count(" ") > LONGEST_ANSWER:
        return None
    answers = language.answers
    if answers.no.match(line):
        return None if answers.but.search(line) else False
    return True if answers.yes.match(line) else None


def reaction(text: str, to: str = "", languages: Tags = ("en",)) -> Reaction:
    """Whether the customer says that the bot's answer helped. Refusal counts more: "thanks, but it still fails".

    to: what the bot had said. A bare yes or no counts when that asked whether it helped.
    """
    asked = asks_if_it_helped(to, languages)
    return reaction_to_question(text, languages) if asked else reaction_to_statement(text, languages)


def reaction_to_question(text: str, languages: Tags = ("en",)) -> Reaction:
    """The same after the bot asked whether it helped."""
    said = reads_as_yes_no(text, languages)
    if said is not None:
        return Reaction.CONFIRMED if said else Reaction.REJECTED
    return reaction_to_statement(text, languages)


def reaction_to_statement(text: str, languages: Tags = ("en",)) -> Reaction:
    """The same after anything else: there, a bare no answers a question of the bot about something else."""
    lines = [(_one_line(text, language), language.answers) for language in languages_of(languages)]
    if any(answers.rejected.search(line) for line, answers in lines):
        return Reaction.REJECTED
    confirmed = any(answers.confirmed.search(line) for line, answers in lines)
    return Reaction.CONFIRMED if confirmed else Reaction.NO_ANSWER


def asks_if_it_helped(text: str, languages: Tags = ("en",)) -> bool:
    """Whether a message of the bot asks if its answer helped."""
    return any(each.answers.asks_if_it_helped.search(_one_line(text, each)) for each in languages_of(languages))


def admits_failure(text: str, languages: Tags = ("en",)) -> bool:
    """Whether a message of the bot says that it did not understand, does not know or cannot help."""
    return any(each.answers.gives_up.search(_one_line(text, each)) for each in languages_of(languages))


def refuses(text: str, languages: Tags = ("en",)) -> bool:
    """Whether a message of the bot says that it may not or will not do what was asked."""
    return any(each.answers.refuses.search(_one_line(text, each)) for each in languages_of(languages))


def email_in(text: str) -> str:
    """The first thing in a message that looks like an e-mail address, else like a try at one; "" when there is none."""
    tried = ""
    for word in text.split():
        if "@" in word:
            address = word.removeprefix("mailto:").strip("<>()[]{}\"'“”,;:!?.")
            name, _, host = address.rpartition("@")
            if name and "." in host:
                return address
            if name and host:
                tried = tried or address
    return tried


def number_in(text: str) -> str:
    """The longest thing in a message that could be a telephone number, or a try at one; "" when there is none."""
    found = [match.strip() for match in _NUMBER.findall(text)]
    return max((one for one in found if sum(map(str.isdigit, one)) >= _LEAST_DIGITS), key=len, default="")


def _one_line(text: str, language: Language) -> str:
    return ", ".join(sentence.text for sentence in sentences(text, language.spelling))


def _by_sign(text: str) -> bool | None:
    sign = text.strip()[:1]
    return {"👍": True, "✅": True, "👎": False, "❌": False}.get(sign)
