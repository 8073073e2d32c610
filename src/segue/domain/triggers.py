"""The trigger engine: weighs every trigger of the policy on one occasion and says stay, offer or handoff, and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from segue.domain import offers as offering
from segue.domain.conditions import FIRED, QUIET, Schema, Seen, Verdict, compile_condition, context_of
from segue.domain.history import reads_history
from segue.domain.judging import NOT_JUDGED, Answer
from segue.domain.lifecycle import Urgency
from segue.domain.offers import NO_OFFERS, Moment, Offers
from segue.domain.policy import Decision, Outcome, Policy, Span, Trigger, Weighed
from segue.domain.proof import Evidence, Proof, shortened, span_of, words_of
from segue.domain.queues import QueueKind, Route
from segue.domain.signals import facts
from segue.domain.signals.evidence import Contribution
from segue.domain.weighing import (
    ASKS,
    NOT_APPLICABLE,
    SUPPRESSED,
    Occasion,
    Prepared,
    prepare,
    unknown_of,
    weigh,
    with_judgement,
)

__all__ = ["NOT_APPLICABLE", "SUPPRESSED", "Evidence", "Occasion", "TriggerEngine", "route_schema_of", "shortened"]

TRY_ONCE_MORE = "try_once_more"
_STRENGTH = {Outcome.HANDOFF: 3, Outcome.OFFER: 2, Outcome.STAY: 0}
_HINT = 1  # soft urgency: stronger than a plain stay, weaker than an offer
_PRESSING = {Urgency.SOFT: 0, Urgency.NORMAL: 1, Urgency.HIGH: 2, Urgency.IMMEDIATE: 3}


@dataclass(frozen=True, slots=True)
class _Fired:
    place: int  # in the policy, from 0
    prepared: Prepared
    evidence: str
    hint: bool  # soft, and the bot has not had its other try yet

    @property
    def strength(self) -> tuple[int, int, int]:
        trigger = self.prepared.trigger
        return _HINT if self.hint else _STRENGTH[trigger.then], _PRESSING[trigger.urgency], -self.place


@dataclass(frozen=True, slots=True)
class _Situation:
    """What holds for every trigger of one occasion."""

    seen: Seen
    text: str
    occasion: Occasion
    offers: Offers
    moment: Moment
    offer_open: bool

    @property
    def asks(self) -> str:
        return str(self.seen.values.get("asks_for_human", "")) if self.occasion is Occasion.MESSAGE else ""

    @property
    def failed(self) -> int:
        return _number(self.seen.values, "failed_attempts")


class TriggerEngine:
    """Built once per policy version; holds compiled conditions and nothing of any conversation.

    Raises BadCondition when a condition of the policy cannot be used; a loaded policy has none.
    """

    def __init__(self, policy: Policy) -> None:
        schema = facts.schema(policy.facts, policy.topics, policy.behaviours)
        self._policy = policy
        self._prepared = tuple(prepare(trigger, schema, policy.facts) for trigger in policy.triggers)
        self._by_id = {prepared.trigger.id: prepared for prepared in self._prepared}
        route_schema = route_schema_of(schema)
        self._route = tuple(
            (compile_condition(route.when, route_schema) if route.when else None, route) for route in policy.route
        )
        conditions = [prepared.condition for prepared in self._prepared if prepared.condition]
        routing = [condition for condition, _ in self._route if condition]
        self.names = frozenset(name for condition in conditions for name in condition.names)
        """Every dotted name that some trigger reads; the values of other names are never looked at."""
        self.reads_history = reads_history((*self.names, *(name for each in routing for name in each.names)))
        self._optional = frozenset(name for each in (*conditions, *routing) for name in each.optional)
        self._proof = Proof(conditions)

    def decide(
        self,
        values: Mapping[str, Any],
        *,
        text: str = "",
        evidence: Iterable[Evidence] = (),
        contributions: Iterable[Contribution] = (),
        occasion: Occasion = Occasion.MESSAGE,
        offers: Offers = NO_OFFERS,
        judged: Mapping[str, Answer] = NOT_JUDGED,
        now: datetime | None = None,
        offer_open: bool = False,
        bot_owns: bool = True,
        handoff_open: bool = False,
    ) -> Decision:
        """Weigh every trigger. Never raises for what the values hold; the same arguments give the same decision.

        values:        dotted name -> value, for the names of the schema.
        text:          the customer's message, or on another occasion the last one.
        evidence:      what the signals point to in it; a page visit has none.
        contributions: what made the signals as likely as they are.
        offers:        what the conversation remembers of offers and rules; see `remembered`.
        judged:        trigger -> what a language model says of it; see `segue.domain.judging`.
        now:           aware; without it no pause after an ignored offer is over.
        """
        if not bot_owns or handoff_open:
            why = "a person has been asked for already" if handoff_open else "the bot does not own the conversation"
            idle = tuple(Weighed(p.trigger.id, NOT_APPLICABLE, why, p.kind) for p in self._prepared)
            return Decision(Outcome.STAY, self._policy.hash, weighed=idle, signals=self._seen(values))
        unknown = unknown_of(self._optional, values)
        seen = Seen(context_of(self.names, values), values, unknown)
        moment = moment_of(values, now)
        spans = tuple(evidence)
        situation = _Situation(seen, text, occasion, offers, moment, offer_open)
        weighed: list[Weighed] = []
        fired: list[_Fired] = []
        pointed: list[Span] = []
        for place, prepared in enumerate(self._prepared):
            found = with_judgement(prepared, weigh(prepared, seen, text, occasion), judged.get(prepared.trigger.id))
            verdict, hint = self._held_back(prepared, found.verdict, situation)
            weighed.append(Weighed(prepared.trigger.id, verdict.word, verdict.detail, prepared.kind))
            if verdict.word == FIRED:
                proof = (
                    ""
                    if occasion is Occasion.PAGE
                    else shortened(found.words or words_of(prepared.mentions, spans) or text)
                )
                fired.append(_Fired(place, prepared, proof, hint))
                if found.words:
                    pointed.extend(span_of(f"{prepared.kind.value}:{prepared.trigger.id}", found.words, text))
        decision = Decision(
            Outcome.STAY,
            self._policy.hash,
            weighed=tuple(weighed),
            signals=self._seen(values),
            thresholds=self._proof.thresholds,
            contributions=self._proof.contributions(contributions),
            spans=self._proof.spans(pointed, spans, text),
        )
        return self._of(fired, decision, values) if fired else decision

    def _held_back(self, prepared: Prepared, verdict: Verdict, situation: _Situation) -> tuple[Verdict, bool]:
        """What becomes of a trigger whose condition holds; and whether it only hints at another try of the bot."""
        if verdict.word != FIRED:
            return verdict, False
        offers, trigger = situation.offers, prepared.trigger
        if prepared.soft:
            tried = dict(offers.tried).get(trigger.id)
            if tried is None:
                return verdict, True
            if prepared.lasts and situation.failed <= tried:
                return Verdict(SUPPRESSED, "the bot was given another try, and has not failed since"), False
        elif prepared.lasts and trigger.id in offers.held:
            known = prepared.offers and (offers.of(trigger.id) is not None or situation.asks in ASKS)
            if not known:
                return Verdict(SUPPRESSED, f"it fired before and has held since: {verdict.detail}"), False
        reason = _why_no_offer(trigger, situation, self._policy) if prepared.offers else ""
        return (Verdict(SUPPRESSED, reason) if reason else verdict), False

    def remembered(
        self, decision: Decision, offers: Offers, values: Mapping[str, Any], occasion: Occasion = Occasion.MESSAGE
    ) -> Offers:
        """`offers` after a decision: the rules that fired and wait to be false again, and the tries the bot was given.

        That an offer was made, or what became of it, is for `segue.domain.offers` to note.
        """
        told = [(self._by_id[w.trigger], w.verdict) for w in decision.weighed if w.trigger in self._by_id]
        lasting = [(prepared, verdict) for prepared, verdict in told if prepared.lasts]
        failed = _number(values, "failed_attempts")
        tried = [(name, failed) for name, before in offers.tried if failed < before]  # something helped meanwhile
        if decision.hint and occasion is Occasion.MESSAGE:
            tried += [(p.trigger.id, failed) for p, verdict in told if verdict == FIRED and p.soft]
        held = [prepared.trigger.id for prepared, verdict in lasting if verdict == FIRED and not prepared.soft]
        quiet = [prepared.trigger.id for prepared, verdict in lasting if verdict == QUIET]
        return offering.weighed(offers, held, quiet, tried)

    def route(self, decision: Decision, values: Mapping[str, Any]) -> str:
        """The queue of `route_of`."""
        return self.route_of(decision, values).queue

    def route_of(self, decision: Decision, values: Mapping[str, Any]) -> Route:
        """Where it goes and how it is answered: the queue the decision names, else by the policy's `route`, where the
        first match wins. `by` is what the trigger says, else the line of `route`; None leaves it to the queue.

        Also for a handoff that no trigger caused: a Decision with its category and reason, or without.
        values: as for `decide`. A message that names no topic is routed by those of the conversation so far.
        """
        by = decision.by or self.by_of(decision.trigger)
        if decision.queue:
            return Route(decision.queue, by=by)
        line = self._line_for(decision, values)
        return replace(line, by=by or line.by)

    def _line_for(self, decision: Decision, values: Mapping[str, Any]) -> Route:
        told = {"category": decision.category, "reason": decision.reason, "trigger": decision.trigger}
        topics = values.get("topics") or values.get("topics_so_far") or []
        seen = {**values, **told, "topics": topics}
        unknown = unknown_of(self._optional, values)
        for condition, route in self._route:
            if condition is None or condition.verdict(context_of(condition.names, seen), unknown).word == FIRED:
                return route
        return self._route[-1][1]

    def queue_of(self, trigger: str) -> str:
        """The queue that a trigger names itself; "" when it leaves that to `route`, or there is no such trigger."""
        return self._by_id[trigger].trigger.queue if trigger in self._by_id else ""

    def by_of(self, trigger: str) -> QueueKind | None:
        """How a trigger itself wants it answered; None when it leaves that to `route` and the queue."""
        return self._by_id[trigger].trigger.by if trigger in self._by_id else None

    def merely_agrees(self, decision: Decision) -> bool:
        """Whether it rests on the customer's asking for a human alone: said to an open offer, that is a yes to it."""
        prepared = self._by_id.get(decision.trigger)
        return prepared is not None and prepared.rests_on_request and not prepared.trigger.queue

    def _of(self, fired: Sequence[_Fired], undecided: Decision, values: Mapping[str, Any]) -> Decision:
        first = max(fired, key=lambda one: one.strength)
        trigger = first.prepared.trigger
        urgency = Urgency.NORMAL if trigger.urgency is Urgency.SOFT and not first.hint else trigger.urgency
        decision = replace(
            undecided,
            outcome=Outcome.STAY if first.hint else trigger.then,
            trigger=trigger.id,
            reason=trigger.reason or trigger.id,
            queue=trigger.queue,
            category=trigger.category,
            urgency=urgency,
            priority=trigger.priority,
            by=trigger.by,
            evidence=first.evidence,
            hint=TRY_ONCE_MORE if first.hint else "",
            kind=first.prepared.kind,
            also=tuple(one.prepared.trigger.id for one in fired if one is not first),
        )
        if decision.outcome is Outcome.STAY:
            return decision
        route = self.route_of(decision, values)
        return replace(decision, queue=route.queue, by=route.by)

    def _seen(self, values: Mapping[str, Any]) -> dict[str, Any]:
        return {name: values[name] for name in sorted(self.names) if name in values}


def moment_of(values: Mapping[str, Any], now: datetime | None) -> Moment:
    return Moment(_number(values, "turns"), float(values.get("mood") or 0.0), now)


@dataclass(frozen=True, slots=True)
class _RouteVariable:
    type: str = "string"
    values: Sequence[str] = ()
    default: str = ""


def route_schema_of(schema: Schema) -> Schema:
    """What a route's condition may name: all that a trigger's may, and what the trigger said."""
    return {**schema, **{name: _RouteVariable() for name in ("category", "reason", "trigger")}}


def _why_no_offer(trigger: Trigger, situation: _Situation, policy: Policy) -> str:
    """Why a customer is not asked (again) whether they want a person. Who asks for one in this message, is."""
    if situation.offer_open:
        return "an offer is open"
    if situation.asks == "declines":
        return "the customer does not want a person"
    if situation.asks in ASKS:
        return ""
    return offering.why_held_back(situation.offers, trigger, situation.moment, policy.offers)


def _number(values: Mapping[str, Any], name: str) -> int:
    value = values.get(name)
    return int(value) if isinstance(value, int | float) else 0
