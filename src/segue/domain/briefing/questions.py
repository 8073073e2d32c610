"""Questions still open: what the customer asked without an answer, and what the bot asked without one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from segue.domain.briefing import abroad
from segue.domain.briefing.commands import is_command
from segue.domain.briefing.english_clauses import trimmed, without_leads
from segue.domain.briefing.english_wants import wish_in
from segue.domain.briefing.lines import quoted, telling
from segue.domain.briefing.replies import ANSWERS, Said, names_people
from segue.domain.briefing.turns import Turn
from segue.domain.signals.reactions import Reaction, asks_if_it_helped
from segue.domain.signals.requests import AsksForHuman, read_request

MOST_OPEN = 4
_ALIKE = 0.6


def open_questions(turns: Sequence[Turn]) -> tuple[str, ...]:
    """As lines for the card, the customer's first; of more than `MOST_OPEN` the newest."""
    asked = list(_of_the_customer(turns))
    unlike = [words for at, words in enumerate(asked) if not any(_alike(words, later) for later in asked[at + 1 :])]
    lines = [f"The customer asked: {quoted(words)}" for words in unlike]
    lines += [f"The assistant asked, without an answer: {quoted(words)}" for words in _of_the_bot(turns)]
    return tuple(lines[-MOST_OPEN:])


def _of_the_customer(turns: Sequence[Turn]) -> Iterator[str]:
    for at, turn in enumerate(turns):
        if turn.by_customer:
            questions = [sentence for sentence in turn.sentences if is_question(sentence, turn.language)]
            if questions and not _answered(turns[at + 1 :]):
                yield from questions


def is_question(sentence: str, language: str) -> bool:
    """Whether it asks something of the matter: no wish in the shape of a question, and not for a person."""
    if not sentence.endswith("?") or len(telling(sentence)) < 2 or is_command(sentence):
        return False
    wish = wish_in(trimmed(without_leads(sentence))) if language == "en" else None
    if (wish and not wish.asks) or abroad.asks_for_help(sentence):
        return False  # "could you move us to another room?" is a wish
    return not names_people(sentence) and read_request(sentence, (language or "en",)).asks is AsksForHuman.NO


def _answered(after: Sequence[Turn]) -> bool:
    """Whether the first reply that is more than a question of its own answers, and was not turned down."""
    for turn in after:
        says = set(turn.says)
        if says & {Said.REFUSED, Said.LOST}:
            return False
        if says & ANSWERS:
            return turn.took is not Reaction.REJECTED
    return False


def _of_the_bot(turns: Sequence[Turn]) -> Iterator[str]:
    """Of the bot's last message: the customer wrote nothing after it, or asked for a person instead."""
    last = max((at for at, turn in enumerate(turns) if not turn.by_customer), default=None)
    if last is None:
        return
    turn, after = turns[last], turns[last + 1 :]
    if any(not _asks_for_a_person(later) for later in after):
        return
    for sentence, says in turn.said:
        asks = says is Said.ASKED and sentence.endswith("?") and len(telling(sentence)) >= 2
        if asks and not asks_if_it_helped(sentence, (turn.language or "en",)):
            yield sentence


def _asks_for_a_person(turn: Turn) -> bool:
    return read_request(turn.text, (turn.language or "en",)).asks is not AsksForHuman.NO


def _alike(one: str, other: str) -> bool:
    a, b = telling(one), telling(other)
    return len(a & b) / max(1, min(len(a), len(b))) > _ALIKE
