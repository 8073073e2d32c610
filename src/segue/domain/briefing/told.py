"""What a conversation tells, read once: the two slots, what was tried, what is open, and what to say first.

No model has a part in it. Every value in it was said in the conversation.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from segue.domain.briefing.first_sentence import first_sentence
from segue.domain.briefing.highlights import highlights
from segue.domain.briefing.lines import lines_of
from segue.domain.briefing.questions import open_questions
from segue.domain.briefing.slots import slots_of
from segue.domain.briefing.summary import summary_of
from segue.domain.briefing.tried import attempts
from segue.domain.briefing.turns import Turn, turns_of
from segue.domain.conversation import Entry, Kind, Role
from segue.domain.package import Attempt, Highlight


@dataclass(frozen=True, slots=True)
class Known:
    """What is known beside the messages.

    name: of the customer, as they may be called; "" when it is not known or is withheld.
    language: BCP 47, "" when not known. trigger_words: what made the trigger fire.
    turned_at: seq of the message where the mood turned, 0 if it did not.
    withheld: names of what the customer does not want passed on.
    own_words: what the customer wrote themselves as the matter; it counts more than what was said.
    """

    name: str = ""
    language: str = ""
    trigger_words: str = ""
    turned_at: int = 0
    topics: tuple[str, ...] = ()
    variables: Mapping[str, Any] = field(default_factory=dict)
    withheld: tuple[str, ...] = ()
    own_words: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """Fields of the context package with the same names."""

    summary: str
    wants: str
    goes_wrong: str
    tried: tuple[Attempt, ...]
    highlights: tuple[Highlight, ...]
    open_questions: tuple[str, ...]
    first_sentence: str


def tell(entries: Sequence[Entry], known: Known = Known()) -> Told:
    """entries: the log up to the handoff, or its last few hundred lines, in order."""
    turns = turns_of(entries, known.language)
    lines = lines_of((*_written(known), *turns))
    slots = slots_of(turns, lines, known.variables)
    tried = attempts(turns)
    questions = open_questions(turns)
    return Told(
        summary=summary_of(slots, tried, questions, wrote=any(turn.by_customer for turn in turns)),
        wants=slots.wants,
        goes_wrong=slots.goes_wrong,
        tried=tried,
        highlights=highlights(turns, lines, slots, known.trigger_words, known.turned_at),
        open_questions=questions,
        first_sentence=first_sentence(turns, slots, known.name, known.language, known.withheld),
    )


def _written(known: Known) -> tuple[Turn, ...]:
    """What the customer wrote as the matter, as if it were a message before the first."""
    if not known.own_words.strip():
        return ()
    entry = Entry(0, Kind.MESSAGE, Role.END_USER, datetime.min.replace(tzinfo=UTC), known.own_words)
    return turns_of((entry,), known.language)
