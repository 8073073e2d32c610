"""What a language model may be asked about a turn, and how far its answer counts.

A model is asked only where the rules and examples could not tell: an instruction in plain words that no example
matched, or an offer that rests on an uncertain request. It may add what an instruction asks for, and may lower an
offer; it never holds back an explicit request, a handoff, or a topic that always needs a human. An answer counts only
with a quote that stands in the customer's own words. (The rules are those of cascades that ask a large model only where
a small one is unsure; they cost about half of asking each turn: arXiv 2504.18839.)
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from types import MappingProxyType
from typing import Any

from segue.domain.errors import Invalid, TooLarge
from segue.domain.lifecycle import Urgency
from segue.domain.policy import Decision, Outcome, Policy, Trigger, TriggerKind
from segue.domain.text import checked_text

UNCERTAIN = (0.3, 0.7)
"""Request probabilities between which an offer is asked about."""

YES, NO = 0.5, 0.2
"""An instruction is met from the first on; an offer is lowered up to the second."""

MOST_QUESTIONS = 8
MOST_ANSWERS = 2 * MOST_QUESTIONS
"""Answers that are looked at."""

SHORTEST_QUOTE = 3
NOT_ASKED = "not asked"
"""Stands in the record for a trigger that a model made up."""

ALWAYS_HUMAN = frozenset({"billing_dispute", "security", "legal", "compliance", "contract"})

_OFFER = "The customer would want a human now, rather than to go on with the AI agent."
_OPEN = frozenset({"quiet", "could_not_tell"})


@dataclass(frozen=True, slots=True)
class Question:
    """`instruction`: what is true of the customer, or not."""

    trigger: str
    instruction: str


@dataclass(frozen=True, slots=True)
class Answer:
    """`probability`: that the instruction is true, 0..1. `quote`: the customer's words that show it."""

    trigger: str
    probability: float
    quote: str


NOT_JUDGED: Mapping[str, Answer] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Judgement:
    """What became of asking. `state`: answered | too_late | failed | resting. `void`: triggers of void answers."""

    state: str
    model: str = ""
    asked: tuple[str, ...] = ()
    answers: tuple[Answer, ...] = ()
    void: tuple[str, ...] = ()

    def told(self, local: Decision) -> dict[str, Any]:
        """For the record: the local decision beside what the model said."""
        return {
            "state": self.state,
            "model": self.model,
            "local_outcome": local.outcome.value,
            "local_trigger": local.trigger,
            "asked": list(self.asked),
            "answers": [{"trigger": a.trigger, "probability": a.probability, "quote": a.quote} for a in self.answers],
            "void": list(self.void),
        }

    @property
    def by_trigger(self) -> Mapping[str, Answer]:
        return {answer.trigger: answer for answer in self.answers}


def questions(local: Decision, policy: Policy, values: Mapping[str, Any] | None = None) -> tuple[Question, ...]:
    """What to ask after the local decision of a message; () when it stands by itself.

    values: all that was seen, by name; without it what the policy's conditions read.
    """
    seen = local.signals if values is None else values
    if local.outcome is Outcome.HANDOFF or seen.get("asks_for_human") == "clear":
        return ()
    verdicts = {weighed.trigger: weighed.verdict for weighed in local.weighed}
    found = [
        Question(trigger.id, trigger.guidance)
        for trigger in policy.triggers
        if trigger.kind is TriggerKind.GUIDANCE and verdicts.get(trigger.id) in _OPEN
    ]
    if local.outcome is Outcome.OFFER and _may_be_lowered(local, policy, seen):
        found.append(Question(local.trigger, _OFFER))
    return tuple(found[:MOST_QUESTIONS])


def _may_be_lowered(local: Decision, policy: Policy, seen: Mapping[str, Any]) -> bool:
    trigger = next((each for each in policy.triggers if each.id == local.trigger), None)
    request = seen.get("request")
    unsure = isinstance(request, float) and UNCERTAIN[0] <= request <= UNCERTAIN[1]
    return trigger is not None and unsure and not is_protected(trigger, seen)


def is_protected(trigger: Trigger, seen: Mapping[str, Any]) -> bool:
    """Whether no model may hold it back: a handoff, what is immediate, or a topic that always needs a human."""
    topics = seen.get("topics") or ()
    return (
        trigger.then is Outcome.HANDOFF
        or trigger.urgency is Urgency.IMMEDIATE
        or seen.get("asks_for_human") == "clear"
        or not ALWAYS_HUMAN.isdisjoint(topics)
    )


def usable(
    answers: Iterable[Answer], asked: Sequence[Question], said: Sequence[str]
) -> tuple[tuple[Answer, ...], tuple[str, ...]]:
    """The answers that count, one a question, and the triggers of those that do not.

    said: the customer's messages. Void is an answer whose quote stands in none of them or cannot be stored, one to a
    question that was not asked, a second one to the same, and one without a probability.
    """
    open_questions = {question.trigger for question in asked}
    texts = [_plain(text) for text in said]
    counted: dict[str, Answer] = {}
    void: list[str] = []
    for answer in islice(answers, MOST_ANSWERS):
        known = answer.trigger in open_questions - counted.keys()
        if known and 0 <= answer.probability <= 1 and _is_quote(answer.quote, texts):
            counted[answer.trigger] = answer
        else:
            void.append(answer.trigger if answer.trigger in open_questions else NOT_ASKED)
    return tuple(counted.values()), tuple(void)


def _is_quote(words: str, texts: Iterable[str]) -> bool:
    """Whether it stands in one of the texts, and is made of characters that may be stored."""
    try:
        quote = _plain(checked_text(words, "quote"))
    except (Invalid, TooLarge):
        return False
    return len(quote) >= SHORTEST_QUOTE and any(quote in text for text in texts)


def _plain(text: str) -> str:
    """Case, spacing and kinds of quotation marks make no difference to a quote."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return " ".join("".join(c if c.isalnum() else " " for c in folded).split())
