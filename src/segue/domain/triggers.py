"""The trigger engine: weighs every trigger of the policy on one occasion and says stay, offer or handoff, and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Protocol

from segue.domain.conditions import (
    COULD_NOT_TELL,
    FIRED,
    QUIET,
    Condition,
    Schema,
    Verdict,
    compile_condition,
    context_of,
)
from segue.domain.guidance import Guidance
from segue.domain.history import reads_history
from segue.domain.lifecycle import Urgency
from segue.domain.policy import Decision, Outcome, Policy, Trigger, Weighed
from segue.domain.signals import facts

SUPPRESSED, NOT_APPLICABLE = "suppressed", "not_applicable"
TRY_ONCE_MORE = "try_once_more"
MAX_EVIDENCE = 200
"""Longest evidence, in characters."""

_STRENGTH = {Outcome.HANDOFF: 3, Outcome.OFFER: 2, Outcome.STAY: 0}
_HINT = 1  # soft urgency: stronger than a plain stay, weaker than an offer


class Occasion(StrEnum):
    """What has just happened."""

    MESSAGE = "message"  # the customer wrote
    PAGE = "page"  # the customer went to a page
    FACTS = "facts"  # account facts arrived
    BOT_ERROR = "bot_error"
    BOT_SILENT = "bot_silent"


class Evidence(Protocol):
    """The customer's words that a signal was seen in."""

    @property
    def signal(self) -> str: ...
    @property
    def text(self) -> str: ...


@dataclass(frozen=True, slots=True)
class _Prepared:
    trigger: Trigger
    condition: Condition | None
    guidance: Guidance | None
    reads_facts: bool = False  # so that arriving account facts can change its verdict


@dataclass(frozen=True, slots=True)
class _Fired:
    place: int  # in the policy, from 0
    trigger: Trigger
    evidence: str

    @property
    def strength(self) -> tuple[int, bool, int]:
        outcome = _HINT if self.trigger.urgency is Urgency.SOFT else _STRENGTH[self.trigger.then]
        return outcome, self.trigger.urgency is Urgency.IMMEDIATE, -self.place


class TriggerEngine:
    """Built once per policy version; holds compiled conditions and nothing of any conversation.

    Raises BadCondition when a condition of the policy cannot be used; a loaded policy has none.
    """

    def __init__(self, policy: Policy) -> None:
        schema = facts.schema(policy.facts, policy.topics, policy.behaviours)
        self._policy = policy
        self._prepared = tuple(_prepare(trigger, schema, policy.facts) for trigger in policy.triggers)
        route_schema = route_schema_of(schema)
        self._route = tuple(
            (compile_condition(route.when, route_schema) if route.when else None, route.queue) for route in policy.route
        )
        self.names = frozenset(name for p in self._prepared if p.condition for name in p.condition.names)
        """Every dotted name that some trigger reads; the values of other names are never looked at."""
        self.reads_history = reads_history(
            (*self.names, *(name for condition, _ in self._route if condition for name in condition.names))
        )

    def decide(
        self,
        values: Mapping[str, Any],
        *,
        text: str = "",
        evidence: Iterable[Evidence] = (),
        occasion: Occasion = Occasion.MESSAGE,
        offers_made: int = 0,
        offer_open: bool = False,
        bot_owns: bool = True,
        handoff_open: bool = False,
    ) -> Decision:
        """Weigh every trigger. Never raises for what the values hold.

        values:      dotted name -> value, for the names of the schema.
        text:        the customer's message, or on another occasion the last one.
        evidence:    what the signals point to in it; a page visit has none.
        offers_made: offers of a person to this customer in this conversation so far.
        """
        if not bot_owns or handoff_open:
            why = "a person has been asked for already" if handoff_open else "the bot does not own the conversation"
            return self._stay(tuple(Weighed(p.trigger.id, NOT_APPLICABLE, why) for p in self._prepared), values)
        spans = tuple(evidence)
        asks = values.get("asks_for_human") if occasion is Occasion.MESSAGE else ""
        no_offer = _why_no_offer(asks, offers_made=offers_made, offer_open=offer_open)
        context = context_of(self.names, values)
        weighed: list[Weighed] = []
        fired: list[_Fired] = []
        for place, prepared in enumerate(self._prepared):
            verdict, words = _weigh(prepared, context, text, occasion)
            trigger = prepared.trigger
            if verdict.word == FIRED and _makes_offer(trigger) and no_offer:
                verdict = Verdict(SUPPRESSED, no_offer)
            weighed.append(Weighed(trigger.id, verdict.word, verdict.detail))
            if verdict.word == FIRED:
                proof = words or _evidence(prepared, spans) or text
                fired.append(_Fired(place, trigger, "" if occasion is Occasion.PAGE else shortened(proof)))
        if not fired:
            return self._stay(tuple(weighed), values)
        return self._decision(max(fired, key=lambda one: one.strength), tuple(weighed), values)

    def route(self, decision: Decision, values: Mapping[str, Any]) -> str:
        """The queue: the one the decision names, else by the policy's `route`, where the first match wins.

        Also for a handoff that no trigger caused: a Decision with its category and reason, or without.
        """
        if decision.queue:
            return decision.queue
        told = {"category": decision.category, "reason": decision.reason, "trigger": decision.trigger}
        seen = {**values, **told}
        for condition, queue in self._route:
            if condition is None or condition.verdict(context_of(condition.names, seen)).word == FIRED:
                return queue
        return self._route[-1][1]

    def _stay(self, weighed: tuple[Weighed, ...], values: Mapping[str, Any]) -> Decision:
        return Decision(Outcome.STAY, self._policy.hash, weighed=weighed, signals=self._seen(values))

    def _decision(self, first: _Fired, weighed: tuple[Weighed, ...], values: Mapping[str, Any]) -> Decision:
        trigger = first.trigger
        soft = trigger.urgency is Urgency.SOFT
        decision = Decision(
            outcome=Outcome.STAY if soft else trigger.then,
            policy_version=self._policy.hash,
            trigger=trigger.id,
            reason=trigger.reason or trigger.id,
            queue=trigger.queue,
            category=trigger.category,
            urgency=trigger.urgency,
            priority=trigger.priority,
            evidence=first.evidence,
            hint=TRY_ONCE_MORE if soft else "",
            weighed=weighed,
            signals=self._seen(values),
        )
        if decision.outcome is Outcome.STAY:
            return decision
        return replace(decision, queue=self.route(decision, values))

    def _seen(self, values: Mapping[str, Any]) -> dict[str, Any]:
        return {name: values[name] for name in sorted(self.names) if name in values}


def shortened(text: str, limit: int = MAX_EVIDENCE) -> str:
    """At most `limit` characters on one line, cut between words where there are any."""
    text = " ".join(text.split())
    if len(text) <= limit:
        return text
    return (text[: limit - 1].rsplit(" ", 1)[0] if " " in text[: limit - 1] else text[: limit - 1]) + "…"


@dataclass(frozen=True, slots=True)
class _RouteVariable:
    type: str = "string"
    values: Sequence[str] = ()
    default: str = ""


def route_schema_of(schema: Schema) -> Schema:
    """What a route's condition may name: all that a trigger's may, and what the trigger said."""
    return {**schema, **{name: _RouteVariable() for name in ("category", "reason", "trigger")}}


def _prepare(trigger: Trigger, schema: Schema, policy_facts: Iterable[str]) -> _Prepared:
    if trigger.when:
        condition = compile_condition(trigger.when, schema)
        declared = frozenset(policy_facts)
        reads_facts = any(name in declared or name.startswith(("customer.", "known.")) for name in condition.names)
        return _Prepared(trigger, condition, None, reads_facts)
    return _Prepared(trigger, None, Guidance(trigger.examples, trigger.counter_examples))


def _weigh(prepared: _Prepared, context: Any, text: str, occasion: Occasion) -> tuple[Verdict, str]:
    """The verdict, and the customer's words if it was found in particular ones."""
    reason = _why_not_weighed(prepared, occasion)
    if reason:
        return Verdict(NOT_APPLICABLE, reason), ""
    if prepared.condition is not None:
        return prepared.condition.verdict(context), ""
    if prepared.guidance is None:
        return Verdict(COULD_NOT_TELL, "neither a condition nor examples"), ""
    found = prepared.guidance.resemblance(text)
    detail = f"resemblance {found.example:.2f}, to counter-examples {found.counter_example:.2f}"
    return Verdict(FIRED if found.fires else QUIET, detail), found.sentence


def _why_not_weighed(prepared: _Prepared, occasion: Occasion) -> str:
    """A message is weighed by all; the rest by those that such an occasion can change."""
    if occasion is Occasion.MESSAGE:
        return ""
    if prepared.condition is None:
        return "guidance is weighed on messages only"
    if occasion in {Occasion.BOT_ERROR, Occasion.BOT_SILENT} or prepared.trigger.proactive:
        return ""
    if occasion is Occasion.FACTS and prepared.reads_facts:
        return ""
    return "not proactive, so it waits for a message"


def _why_no_offer(asks: Any, *, offers_made: int, offer_open: bool) -> str:
    """Why a customer is not asked (again) whether they want a person: `asks` is what this very message says of it."""
    if offer_open:
        return "an offer is open"
    if asks == "declines":
        return "the customer does not want a person"
    if offers_made and asks not in {"clear", "unclear"}:
        return "the customer was offered a person before"
    return ""


def _makes_offer(trigger: Trigger) -> bool:
    return trigger.then is Outcome.OFFER and trigger.urgency is not Urgency.SOFT


def _evidence(prepared: _Prepared, spans: Sequence[Evidence]) -> str:
    mentions = prepared.condition.mentions if prepared.condition else frozenset()
    return next((span.text for span in spans if span.signal in mentions and span.text.strip()), "")
