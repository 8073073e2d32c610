"""How reliable each guidance of a policy will be, and which recent messages may be examples or counter-examples."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from segue.domain.guidance import Guidance, asked_words
from segue.domain.policy import Policy, Trigger, TriggerKind

MEASURED = ((10, 5, 0.75, 0.70), (5, 3, 0.82, 0.55), (3, 0, 0.89, 0.43))
"""(examples, counter-examples, precision, recall) at least so many give: docs/triggers/guidance.md."""

ENOUGH, ENOUGH_COUNTERS = 5, 3

NEARLY = 0.3
"""Resemblance from which on a message that did not fire may be meant all the same."""

_PROPOSED = 3
_LONGEST = 160
_VAGUE_WORDS = """
angry appropriat attention bad bit care careful caus certain complex complicat concern confus customer difficult dislik
feel frustrat good hard help human import interest issu kind like loyal mad matter need negativ normal often person
problem proper question rude satisfi sensitiv seriou situation someth sound special strange strong support thing
treatment trouble unclear unhappy unusual upset urgent valuabl vip want weird wish worri wrong
"""
_VAGUE = frozenset(_VAGUE_WORDS.split())


@dataclass(frozen=True, slots=True)
class GuidanceReport:
    """precision, recall: measured for guidance with at least so many examples; None for fewer. vague: why, or "".

    examples: recent messages that nearly fired. counter_examples: those that fired with the least resemblance.
    """

    trigger: str
    examples_given: int
    counter_examples_given: int
    precision: float | None
    recall: float | None
    vague: str
    examples: tuple[str, ...] = ()
    counter_examples: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """The report in one sentence."""
        given = f"{self.examples_given} examples and {self.counter_examples_given} counter-examples"
        if self.vague:
            return self.vague
        if self.precision is None or self.recall is None:
            return f"with {given} nobody can say how reliable it is; give at least 3 examples"
        missed = f"about {1 - self.recall:.0%} of what is meant will be missed"
        return f"with {given}, {missed}, and about {1 - self.precision:.0%} of what fires will not be meant"


def check_guidance(policy: Policy, recent: Iterable[str] = ()) -> tuple[GuidanceReport, ...]:
    """One report a guidance, in the order of the policy. recent: customers' messages of late."""
    messages = tuple(dict.fromkeys(" ".join(text.split()) for text in recent))
    guided = (trigger for trigger in policy.triggers if trigger.kind is TriggerKind.GUIDANCE)
    return tuple(_report(trigger, messages) for trigger in guided)


def _report(trigger: Trigger, messages: Sequence[str]) -> GuidanceReport:
    count, counters = len(trigger.examples), len(trigger.counter_examples)
    measured = ((p, r) for least, against, p, r in MEASURED if count >= least and counters >= against)
    precision, recall = next(measured, (None, None))
    guidance = Guidance(trigger.examples, trigger.counter_examples, trigger.guidance)
    found = sorted(((guidance.resemblance(text).example, text) for text in messages), reverse=True) if count else []
    fired = [(near, text) for near, text in found if guidance.weigh(text).fires]
    firing = {text for _, text in fired}
    nearly = [text for near, text in found if near >= NEARLY and text not in firing]
    given = {*trigger.examples, *trigger.counter_examples}
    return GuidanceReport(
        trigger.id,
        count,
        counters,
        precision,
        recall,
        _vague(trigger, guidance),
        _few(text for text in nearly if text not in given),
        _few(text for _, text in reversed(fired) if text not in given),
    )


def _vague(trigger: Trigger, guidance: Guidance) -> str:
    asked = asked_words(trigger.guidance)
    if guidance.bounds or any(not _is_vague(word) for word in asked):
        return ""
    return "the instruction is too vague to test: nobody could say of a message whether it holds"


def _is_vague(word: str) -> bool:
    return any(word == vague or (len(vague) >= 5 and word.startswith(vague)) for vague in _VAGUE)


def _few(texts: Iterator[str]) -> tuple[str, ...]:
    return tuple(text for text in texts if len(text) <= _LONGEST)[:_PROPOSED]
