"""How a customer takes an answer: yes or no to an offer, "that worked", "that did not help". English."""

from __future__ import annotations

from enum import StrEnum

from segue.domain.signals.english_answers import ASKS_IF_IT_HELPED, BUT, CONFIRMED, GIVES_UP, NO, REJECTED, YES
from segue.domain.signals.english_spelling import SPELLING
from segue.domain.signals.words import sentences

LONGEST_ANSWER = 12
"""Words. A longer message says something of its own and is not read as yes or no."""


class Reaction(StrEnum):
    """How the customer took the bot's answer; `no_answer` also when the message does not say."""

    REJECTED = "rejected"
    CONFIRMED = "confirmed"
    NO_ANSWER = "no_answer"


def reads_as_yes_no(text: str) -> bool | None:
    """True or False when the message is plainly a yes or a no to an offer of a person; None when it is neither."""
    line = _one_line(text)
    if not line:
        return _by_sign(text)
    if line.count(" ") > LONGEST_ANSWER:
        return None
    if NO.match(line):
        return None if BUT.search(line) else False
    return True if YES.match(line) else None


def reaction(text: str, to: str = "") -> Reaction:
    """Whether the customer says that the bot's answer helped. Refusal counts more: "thanks, but it still fails".

    to: what the bot had said. A bare yes or no counts when that asked whether it helped.
    """
    return reaction_to_question(text) if asks_if_it_helped(to) else reaction_to_statement(text)


def reaction_to_question(text: str) -> Reaction:
    """The same after the bot asked whether it helped."""
    said = reads_as_yes_no(text)
    if said is not None:
        return Reaction.CONFIRMED if said else Reaction.REJECTED
    return reaction_to_statement(text)


def reaction_to_statement(text: str) -> Reaction:
    """The same after anything else: there, a bare no answers a question of the bot about something else."""
    line = _one_line(text)
    if REJECTED.search(line):
        return Reaction.REJECTED
    return Reaction.CONFIRMED if CONFIRMED.search(line) else Reaction.NO_ANSWER


def asks_if_it_helped(text: str) -> bool:
    """Whether a message of the bot asks if its answer helped."""
    return ASKS_IF_IT_HELPED.search(_one_line(text)) is not None


def admits_failure(text: str) -> bool:
    """Whether a message of the bot says that it did not understand or cannot help."""
    return GIVES_UP.search(_one_line(text)) is not None


def email_in(text: str) -> str:
    """The first thing in a message that looks like an e-mail address; "" when there is none."""
    for word in text.split():
        if "@" in word:
            address = word.removeprefix("mailto:").strip("<>()[]{}\"'“”,;:!?.")
            name, _, host = address.rpartition("@")
            if name and "." in host:
                return address
    return ""


def _one_line(text: str) -> str:
    return ", ".join(sentence.text for sentence in sentences(text, SPELLING))


def _by_sign(text: str) -> bool | None:
    sign = text.strip()[:1]
    return {"👍": True, "✅": True, "👎": False, "❌": False}.get(sign)
