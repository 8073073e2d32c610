"""The few lines of a conversation that carry it. The transcript is one click away; these are what is read first.

Chosen for coverage: one line of each kind in the order of `KINDS`, then what carries most and is newest. Nothing twice.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from segue.domain.briefing.commands import is_command
from segue.domain.briefing.lines import Line, Matter, telling
from segue.domain.briefing.replies import Said
from segue.domain.briefing.slots import Slots
from segue.domain.briefing.tried import fitting
from segue.domain.briefing.turns import Turn
from segue.domain.package import Highlight
from segue.domain.signals.reactions import Reaction, reaction
from segue.domain.signals.requests import AsksForHuman, read_request
from segue.domain.signals.values import values_in

MOST_HIGHLIGHTS = 5
LONGEST = 200

KINDS = ("trigger", "opens", "turn", "asks", "problem", "refused", "promise", "rejected", "value")
"""Why a line is shown. opens: the first words on the matter. turn: the mood turned there. refused, promise: the bot's
words. rejected: the customer turned an answer down. value: it holds an order number, an amount, a date."""

_ALIKE = 0.6
_LEAST = 1.0
"""Weight of a clause from which on it is shown as a wish or a problem."""


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
    turns: Sequence[Turn], lines: Sequence[Line], slots: Slots, trigger_words: str = "", turned_at: int = 0
) -> tuple[Highlight, ...]:
    """About five lines, in the order in which they were said."""
    found = list(_candidates(turns, _Seen.of(turns, lines, slots, trigger_words, turned_at)))
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
        crowded = sum(other.why == each.why for other in best) > 1
        if not crowded and not any(_alike(each, other) for other in best):
            best.append(each)
            taken += 1


def _alike(one: _Candidate, other: _Candidate) -> bool:
    if one.order == other.order:
        return True
    fewest = min(len(one.words), len(other.words))
    return bool(fewest) and len(one.words & other.words) / fewest > _ALIKE


@dataclass(frozen=True, slots=True)
class _Seen:
    """What is known of the lines before they are weighed. `matters`: seq -> (kind, own words, weight)."""

    trigger: str
    turned_at: int
    numbers: frozenset[str]
    rejections: frozenset[int]
    matters: Mapping[int, list[tuple[str, str, float]]]

    @staticmethod
    def of(turns: Sequence[Turn], lines: Sequence[Line], slots: Slots, trigger: str, turned_at: int) -> _Seen:
        chosen = {line.order for line in (*slots.wished, *slots.wrong)}
        matters: dict[int, list[tuple[str, str, float]]] = {}
        for line in lines:
            if line.kind is not Matter.OTHER and line.weight >= _LEAST:
                kind = "problem" if line.kind is Matter.PROBLEM else "asks"
                more = 1.5 if line.order in chosen else 0.2
                matters.setdefault(line.seq, []).append((kind, line.own.rstrip("?"), more))
        numbers = frozenset(each.written for each in slots.references)
        return _Seen(_folded(trigger), turned_at, numbers, _rejections(turns), matters)


def _rejections(turns: Sequence[Turn]) -> frozenset[int]:
    """The customer's messages that turn an answer of the bot down."""
    return frozenset(
        turn.seq for before, turn in pairwise(turns) if before.took is Reaction.REJECTED and turn.by_customer
    )


def _holds_values(sentence: str) -> bool:
    digits = any(character.isdigit() for character in sentence)
    return digits and any(value.of_account for value in values_in(sentence))


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def _candidates(turns: Sequence[Turn], seen: _Seen) -> Iterator[_Candidate]:
    opened = False
    for place, turn in enumerate(turns):
        says = turn.says or (Said.TOLD,) * len(turn.sentences)
        for at, sentence in enumerate(turn.sentences):
            words = telling(sentence)
            weight = 0.2 * min(len(words), 10) + place / max(1, len(turns))
            whys = dict(_of_the_bot(says[at]))
            if turn.by_customer:
                whys = dict(_of_the_customer(turn, sentence, seen))
                if not opened and _opens(sentence, words, turn.language):
                    opened = True
                    whys["opens"] = 2.0
            for why, more in whys.items():
                yield _candidate(turn, place, at, sentence, why, weight + more)


def _opens(sentence: str, words: frozenset[str], language: str) -> bool:
    """Whether it says something of the matter: no bare number, no call for a person, no order to the machine."""
    if is_command(sentence) or not any(word.isalpha() for word in words):
        return False
    return read_request(sentence, (language or "en",)).asks is AsksForHuman.NO


def _of_the_bot(says: Said) -> Iterator[tuple[str, float]]:
    """What a sentence of the bot carries, and how much that adds."""
    if says is Said.REFUSED:
        yield "refused", 1.0
    elif says is Said.PROMISE:
        yield "promise", 0.8


def _of_the_customer(turn: Turn, sentence: str, seen: _Seen) -> Iterator[tuple[str, float]]:
    if seen.trigger and seen.trigger in _folded(sentence):
        yield "trigger", 2.0
    if is_command(sentence):
        return
    for kind, own, more in seen.matters.get(turn.seq, ()):
        if own in sentence:
            yield kind, more
    if turn.seq == seen.turned_at:
        yield "turn", 1.5
    if turn.seq in seen.rejections and reaction(sentence, "", (turn.language or "en",)) is Reaction.REJECTED:
        yield "rejected", 0.6
    if any(number in sentence for number in seen.numbers) or _holds_values(sentence):
        yield "value", 0.4


def _candidate(turn: Turn, place: int, at: int, sentence: str, why: str, weight: float) -> _Candidate:
    role = "end_user" if turn.by_customer else "automated_agent"
    return _Candidate(turn.seq, place * 100 + at, role, fitting(sentence, LONGEST), why, weight, telling(sentence))
