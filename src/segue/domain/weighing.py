"""One trigger weighed on one occasion: by its exact words, its condition or its guidance."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from segue.domain.conditions import (
    COULD_NOT_TELL,
    FIRED,
    QUIET,
    Condition,
    Schema,
    Seen,
    Verdict,
    compile_condition,
)
from segue.domain.guidance import Guidance
from segue.domain.judging import NO, YES, Answer
from segue.domain.lifecycle import Urgency
from segue.domain.phrases import Phrases
from segue.domain.policy import BEHAVIOUR, Outcome, Trigger, TriggerKind

SUPPRESSED, NOT_APPLICABLE = "suppressed", "not_applicable"
ASKS = frozenset({"clear", "unclear"})
_REQUESTS = frozenset({"asks_for_human", "request"})


class Occasion(StrEnum):
    """What has just happened."""

    MESSAGE = "message"  # the customer wrote
    PAGE = "page"  # the customer went to a page
    FACTS = "facts"  # account facts arrived
    BOT_ERROR = "bot_error"  # the bot failed: an error, no match, a question it does not know, the same article again
    BOT_SILENT = "bot_silent"


@dataclass(frozen=True, slots=True)
class Prepared:
    """A trigger made ready once per policy."""

    trigger: Trigger
    kind: TriggerKind
    condition: Condition | None = None
    phrases: Phrases | None = None
    not_phrases: Phrases | None = None
    guidance: Guidance | None = None
    reads_facts: bool = False  # so that arriving account facts can change its verdict

    @property
    def soft(self) -> bool:
        return self.trigger.urgency is Urgency.SOFT

    @property
    def lasts(self) -> bool:
        """Whether it fires on a state that lasts, not on words that are said once: those count each time."""
        says = self.condition is not None and not _REQUESTS.isdisjoint(self.condition.names)
        return self.kind in {TriggerKind.SIGNALS, TriggerKind.BEHAVIOUR} and not says

    @property
    def rests_on_request(self) -> bool:
        return self.condition is not None and self.condition.names <= _REQUESTS

    @property
    def offers(self) -> bool:
        return self.trigger.then is Outcome.OFFER

    @property
    def mentions(self) -> frozenset[str]:
        return self.condition.mentions if self.condition else frozenset()


@dataclass(frozen=True, slots=True)
class Found:
    """The verdict, and the customer's words if it was found in particular ones."""

    verdict: Verdict
    words: str = ""


def prepare(trigger: Trigger, schema: Schema, policy_facts: Iterable[str]) -> Prepared:
    """Raises BadCondition, and ValueError for a phrase without a letter; a loaded policy has neither."""
    condition = compile_condition(trigger.when, schema) if trigger.when else None
    declared, names = frozenset(policy_facts), condition.names if condition else ()
    return Prepared(
        trigger,
        trigger.kind,
        condition,
        Phrases(trigger.phrases) if trigger.phrases else None,
        Phrases(trigger.not_phrases) if trigger.not_phrases else None,
        Guidance(trigger.examples, trigger.counter_examples, trigger.guidance) if trigger.guidance else None,
        any(name in declared or name.startswith(("customer.", "known.", BEHAVIOUR)) for name in names),
    )


def weigh(prepared: Prepared, seen: Seen, text: str, occasion: Occasion) -> Found:
    reason = _why_not_weighed(prepared, occasion)
    if reason:
        return Found(Verdict(NOT_APPLICABLE, reason))
    if prepared.phrases is not None:
        return _by_words(prepared, prepared.phrases, seen, text)
    if prepared.condition is not None:
        return Found(_by_condition(prepared.condition, seen))
    if prepared.guidance is None:
        return Found(Verdict(COULD_NOT_TELL, "neither phrases nor a condition nor examples"))
    fit = prepared.guidance.weigh(text)
    word = COULD_NOT_TELL if fit.fires is None else FIRED if fit.fires else QUIET
    return Found(Verdict(word, fit.detail), fit.words if fit.fires else "")


def _by_words(prepared: Prepared, phrases: Phrases, seen: Seen, text: str) -> Found:
    hit = phrases.first_in(text)
    if hit is None:
        return Found(Verdict(QUIET, "needs one of its phrases in the message"))
    against = prepared.not_phrases.first_in(text) if prepared.not_phrases else None
    if against is not None:
        return Found(Verdict(QUIET, f"“{hit.words}” is in the message, but so is “{against.words}”"))
    if prepared.condition is None:
        return Found(Verdict(FIRED, f"“{hit.words}” is in the message"), hit.words)
    verdict = _by_condition(prepared.condition, seen)
    detail = f"“{hit.words}” is in the message; {verdict.detail}"
    return Found(Verdict(verdict.word, detail), hit.words if verdict.word == FIRED else "")


def _by_condition(condition: Condition, seen: Seen) -> Verdict:
    verdict = condition.verdict(seen.context, seen.unknown)
    return Verdict(verdict.word, condition.told(verdict, seen))


def with_judgement(prepared: Prepared, found: Found, answer: Answer | None) -> Found:
    """A model may find what an instruction asks for, or an offer needless; `judging` says which it is asked."""
    if answer is None:
        return found
    says = f"judged {answer.probability:.2f}: “{answer.quote[:100]}”"
    if prepared.guidance is not None and found.verdict.word in {QUIET, COULD_NOT_TELL} and answer.probability >= YES:
        return Found(Verdict(FIRED, f"{found.verdict.detail}; {says}"), answer.quote)
    if prepared.offers and prepared.guidance is None and found.verdict.word == FIRED and answer.probability <= NO:
        return Found(Verdict(SUPPRESSED, f"{found.verdict.detail}; {says}"))
    return found


def _why_not_weighed(prepared: Prepared, occasion: Occasion) -> str:
    """A message is weighed by all; the rest by those that such an occasion can change."""
    if occasion is Occasion.MESSAGE:
        return ""
    if prepared.kind in {TriggerKind.PHRASES, TriggerKind.GUIDANCE}:
        return f"{prepared.kind.value} is weighed on messages only".replace("phrases is", "phrases are")
    if occasion in {Occasion.BOT_ERROR, Occasion.BOT_SILENT} or prepared.trigger.proactive:
        return ""
    if occasion is Occasion.FACTS and prepared.reads_facts:
        return ""
    return "not proactive, so it waits for a message"


def unknown_of(optional: Collection[str], values: Mapping[str, Any]) -> frozenset[str]:
    """Those of the names whose value is not known."""
    return frozenset(name for name in optional if values.get(f"known.{name}") is False)
