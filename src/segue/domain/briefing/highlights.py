"""The few lines of a conversation that carry it. The transcript is one click away; these are what is read first.

Chosen for coverage: one line of each kind in the order of `KINDS`, then what carries most and is newest. Nothing twice.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from segue.domain.briefing.commands import is_command
from segue.domain.briefing.lines import telling
from segue.domain.briefing.references import references_in
from segue.domain.briefing.replies import Said, said_in
from segue.domain.briefing.slots import Slots
from segue.domain.briefing.tried import fitting
from segue.domain.briefing.turns import Turn
from segue.domain.package import Highlight
from segue.domain.signals.reactions import Reaction, reaction
from segue.domain.signals.values import values_in

MOST_HIGHLIGHTS = 5
LONGEST = 200

KINDS = ("trigger", "opens", "turn", "asks", "problem", "refused", "promise", "rejected", "value")
"""Why a line is shown. opens: the first words on the matter. turn: the mood turned there. refused, promise: the bot's
words. rejected: the customer turned an answer down. value: it holds an order number, an amount, a date."""

_ALIKE = 0.7


@dataclass(frozen=True, slots=True)
class _Candidate:
    seq: int
    order: int
    role: str
    text: str
    why: str
    weight: float
    words: frozenset[str]


def highlights(
    turns: Sequence[Turn], slots: Slots, trigger_words: str = "", turned_at: int = 0
) -> tuple[Highlight, ...]:
    """About five lines, in the order in which they were said."""
    found = list(_candidates(turns, slots, trigger_words, turned_at))
    best: list[_Candidate] = []
    for kind in KINDS:
        of_kind = sorted((each for each in found if each.why == kind), key=lambda each: -each.weight)
        _take(best, of_kind[:3], 1)
    _take(best, sorted(found, key=lambda each: -each.weight), MOST_HIGHLIGHTS)
    return tuple(
        Highlight(each.seq, each.role, each.text, each.why) for each in sorted(best, key=lambda each: each.order)
    )


def _take(best: list[_Candidate], candidates: Sequence[_Candidate], most: int) -> None:
    taken = 0
    for each in candidates:
        if len(best) >= MOST_HIGHLIGHTS or taken >= most:
            return
        if not any(_alike(each, other) for other in best):
            best.append(each)
            taken += 1


def _alike(one: _Candidate, other: _Candidate) -> bool:
    if one.order == other.order:
        return True
    fewest = min(len(one.words), len(other.words))
    return bool(fewest) and len(one.words & other.words) / fewest > _ALIKE


def _candidates(turns: Sequence[Turn], slots: Slots, trigger: str, turned_at: int) -> Iterator[_Candidate]:
    numbers = {written for _, written in references_in(turns)}
    asked = {line.seq: line.own for line in slots.wished}
    wrong = {line.seq: line.own for line in slots.wrong}
    opened = False
    for place, turn in enumerate(turns):
        recent = place / max(1, len(turns))
        turned_down = turn.by_customer and reaction(turn.text, "", (turn.language or "en",)) is Reaction.REJECTED
        for at, sentence in enumerate(turn.sentences):
            words = telling(sentence)
            weight = 0.2 * min(len(words), 10) + recent
            for why, more in _whys(turn, sentence, trigger, asked, wrong, numbers, turned_down):
                yield _candidate(turn, place, at, sentence, why, weight + more)
            if turn.by_customer and words and not is_command(sentence):
                if not opened and len(words) >= 2:
                    opened = True
                    yield _candidate(turn, place, at, sentence, "opens", weight + 2)
                if turn.seq == turned_at:
                    yield _candidate(turn, place, at, sentence, "turn", weight + 1.5)


def _whys(
    turn: Turn, sentence: str, trigger: str, asked: dict[int, str], wrong: dict[int, str], numbers: set[str], down: bool
) -> Iterator[tuple[str, float]]:
    """What a sentence carries, and how much that adds."""
    if not turn.by_customer:
        says = said_in(sentence, turn.language)
        if says is Said.REFUSED:
            yield "refused", 1.0
        elif says is Said.PROMISE:
            yield "promise", 0.8
        return
    said = " ".join(sentence.split()).casefold()
    if trigger and " ".join(trigger.split()).casefold() in said:
        yield "trigger", 2.0
    if is_command(sentence):
        return
    if asked.get(turn.seq, "\0").rstrip("?") in sentence:
        yield "asks", 1.5
    if wrong.get(turn.seq, "\0").rstrip("?") in sentence:
        yield "problem", 1.2
    if down:
        yield "rejected", 0.6
    if any(number in sentence for number in numbers) or any(value.of_account for value in values_in(sentence)):
        yield "value", 0.5


def _candidate(turn: Turn, place: int, at: int, sentence: str, why: str, weight: float) -> _Candidate:
    role = "end_user" if turn.by_customer else "automated_agent"
    return _Candidate(turn.seq, place * 100 + at, role, fitting(sentence, LONGEST), why, weight, telling(sentence))
