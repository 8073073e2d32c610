"""What a human agent's part of a conversation came to, for the bot that speaks again: extractive, nothing retold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from segue.domain.briefing import abroad
from segue.domain.briefing.english_clauses import trimmed, without_leads
from segue.domain.briefing.english_wants import wish_in
from segue.domain.briefing.lines import quoted, telling
from segue.domain.briefing.questions import is_question
from segue.domain.briefing.replies import ANSWERS, Said, is_courtesy, said_in
from segue.domain.briefing.tried import fitting
from segue.domain.briefing.turns import Turn, turns_of
from segue.domain.conversation import Entry, Kind, Role
from segue.domain.return_packet import LONGEST_POINT, MOST_POINTS, Stretch
from segue.domain.sentences import content_words
from segue.domain.signals.closing import promised, ruled_out
from segue.domain.signals.reactions import Reaction, reads_as_yes_no

LONGEST_QUOTED = 160
_SETTLES = ANSWERS | {Said.REFUSED}
"""A human's refusal answers as well: it is ruled out, and not open."""


def stretch_of(entries: Sequence[Entry], agent: str, language: str) -> Stretch:
    """entries: of the time in which `agent` (as the customer reads them) had the conversation. language: BCP 47."""
    turns = _turns(entries, language)
    human = [turn for turn in turns if not turn.by_customer]
    promises = _each_once(said for turn in human for said in promised(turn.text, (turn.language or "en",)))
    out = _each_once(said for turn in human for said in ruled_out(turn.text, (turn.language or "en",)))
    return Stretch(
        summary_of(turns, agent or "The human agent"),
        promises,
        tuple(one for one in out if one not in promises),
        _each_once(_open_points(turns)),
    )


def _turns(entries: Sequence[Entry], language: str) -> tuple[Turn, ...]:
    """The briefing reads customer and bot; here the human speaks for the bot."""
    said = [entry for entry in entries if entry.kind is Kind.MESSAGE]
    as_bot = [replace(e, role=Role.AUTOMATED_AGENT) if e.role is Role.HUMAN_AGENT else e for e in said]
    return turns_of([e for e, was in zip(as_bot, said, strict=True) if was.role is not Role.AUTOMATED_AGENT], language)


def _each_once(found: Iterator[str]) -> tuple[str, ...]:
    """Of more than there is room for, the latest."""
    return tuple(dict.fromkeys(fitting(one, LONGEST_POINT) for one in found))[-MOST_POINTS:]


def summary_of(turns: Sequence[Turn], agent: str) -> str:
    """One or two sentences: what the human did, or else said last to the matter; then how the customer took it."""
    human = [turn for turn in turns if not turn.by_customer]
    if not human:
        return f"{agent} had the conversation and wrote nothing."
    said = [each for turn in human for each in turn.said]
    did = [s for turn in human for s, says in turn.said if Said.DONE in (says, _greeted(s, turn.language))][-2:]
    told = [sentence for sentence, says in said if says in _SETTLES] or [human[-1].text]
    words = " ".join(did or told[-1:])
    last = turns[-1]
    sentence = f"{agent} wrote: {quoted(fitting(words, LONGEST_QUOTED))}"
    after = f" The customer's last words: {quoted(fitting(last.text, LONGEST_QUOTED))}"
    return sentence + (after if last.by_customer and last.text.strip() else "")


def _greeted(sentence: str, language: str) -> Said:
    """What it is behind its greeting: "Hello, I have refunded it." A person greets and acts in one sentence."""
    behind = abroad.without_greeting(sentence, language) if language in abroad.NAMES else without_leads(sentence)
    return said_in(behind, language)


def _open_points(turns: Sequence[Turn]) -> Iterator[str]:
    """What the customer asked or wished for, where nothing that the human wrote afterwards answers."""
    for at, turn in enumerate(turns):
        if turn.by_customer and not _answered(turns[at + 1 :]):
            yield from (sentence for sentence in turn.sentences if _wants_an_answer(sentence, turn.language))


def _wants_an_answer(sentence: str, language: str) -> bool:
    if is_question(sentence, language):
        return True
    if len(telling(sentence)) < 2 or promised(sentence, (language or "en",)):
        return False
    if language in abroad.NAMES:
        return abroad.wants(sentence, language)
    return wish_in(trimmed(without_leads(sentence))) is not None


def _answered(after: Sequence[Turn]) -> bool:
    """Whether the human's next words that are more than a courtesy or a question of their own answer."""
    for turn in after:
        if turn.by_customer:
            continue
        if Said.LOST in turn.says and _SETTLES.isdisjoint(turn.says):
            return False
        if not _SETTLES.isdisjoint(turn.says) or any(map(_brief_answer, turn.sentences)):
            return turn.took is not Reaction.REJECTED
    return False


def _brief_answer(sentence: str) -> bool:
    """ "Yes.", "Tomorrow.", "20 euros": too short for the briefing, and an answer of a human all the same."""
    if sentence.endswith("?"):
        return False
    says_yes = reads_as_yes_no(sentence) is not None and not is_courtesy(sentence)
    few = len(content_words(sentence)) == 1 and not is_courtesy(sentence)
    return says_yes or few or (any(sign.isdigit() for sign in sentence) and len(sentence) < LONGEST_QUOTED)
