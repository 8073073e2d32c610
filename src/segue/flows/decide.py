"""Observe, weigh, act: what each occasion means for one conversation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from segue.domain.conversation import Entry, OwnerKind
from segue.domain.draft import Draft
from segue.domain.history import UNKNOWN, History
from segue.domain.judging import NOT_JUDGED, Answer
from segue.domain.moves import asking
from segue.domain.moves.questions import drop_question
from segue.domain.policy import Decision, Outcome
from segue.domain.record import decision_record
from segue.domain.signals import facts
from segue.domain.signals.observe import Observed
from segue.domain.triggers import Occasion
from segue.flows.change import Work
from segue.flows.converse import again
from segue.flows.env import Env
from segue.flows.outlook import prospect


@dataclass(frozen=True, slots=True)
class Weighing:
    decision: Decision
    observed: Observed
    values: dict[str, Any]


def weigh(
    work: Work, occasion: Occasion, observed: Observed, *, text: str = "", history: History = UNKNOWN
) -> Weighing:
    """What the trigger engine says of this occasion, by the policy version that the conversation began with.

    The draft learns which rules fired; its memory of signals is the caller's to update.
    """
    values, decision = _decided(work, occasion, observed, text, history)
    return _kept(work, occasion, observed, history, values, decision)


async def weigh_message(env: Env, work: Work, observed: Observed, text: str, history: History) -> Weighing:
    """The same of a message, with the judge where there is one and the local decision leaves something open."""
    values, local = _decided(work, Occasion.MESSAGE, observed, text, history)
    judgement = await env.judge.ask(env.store, work.draft.conversation, text, local, work.deciding.policy, values)
    decision = local
    if judgement is not None:
        if judgement.answers:
            _, decision = _decided(work, Occasion.MESSAGE, observed, text, history, judgement.by_trigger)
        decision = replace(decision, judged=judgement.told(local))
    return _kept(work, Occasion.MESSAGE, observed, history, values, decision)


def _decided(
    work: Work,
    occasion: Occasion,
    observed: Observed,
    text: str,
    history: History,
    judged: Mapping[str, Answer] = NOT_JUDGED,
) -> tuple[dict[str, Any], Decision]:
    conversation = work.draft.conversation
    values = facts.values(conversation, observed, work.deciding.policy, now=work.draft.now, history=history)
    decision = work.deciding.engine.decide(
        values,
        text=text,
        evidence=observed.evidence,
        contributions=observed.contributions,
        occasion=occasion,
        offers=conversation.offers,
        judged=judged,
        now=work.draft.now,
        offer_open=conversation.offer is not None,
        bot_owns=conversation.owner.kind is OwnerKind.BOT,
        handoff_open=work.draft.open_handoff is not None,
    )
    return values, decision


def _kept(
    work: Work, occasion: Occasion, observed: Observed, history: History, values: dict[str, Any], decision: Decision
) -> Weighing:
    conversation = work.draft.conversation
    remembered = work.deciding.engine.remembered(decision, conversation.offers, values, occasion)
    if remembered != conversation.offers:
        work.draft.change(offers=remembered)
    return Weighing(_routed(work, decision, observed, history), observed, values)


def _routed(work: Work, decision: Decision, observed: Observed, history: History) -> Decision:
    """Queues are those of the active policy, whichever version decided."""
    if decision.outcome is Outcome.STAY or work.began_with is None:
        return decision
    queue, by = work.deciding.engine.queue_of(decision.trigger), work.deciding.engine.by_of(decision.trigger)
    unrouted = replace(decision, queue=queue if queue in work.compiled.policy.queues else "", by=by)
    policy, now = work.compiled.policy, work.draft.now
    values = facts.values(work.draft.conversation, observed, policy, now=now, history=history)
    route = work.compiled.engine.route_of(unrouted, values)
    return replace(decision, queue=route.queue, by=route.by)


def record_on(draft: Draft, entry: Entry, weighing: Weighing) -> None:
    """Keep the decision with the entry of this draft that it was taken on."""
    record = decision_record(weighing.decision, weighing.observed)
    draft.entries[draft.entries.index(entry)] = replace(entry, decision=record)


async def act_on(env: Env, work: Work, weighing: Weighing) -> None:
    """Carry out what was decided: nothing, an offer to the customer, or a handoff."""
    decision = weighing.decision
    if decision.outcome is Outcome.STAY:
        return
    offered = work.draft.handoff
    if decision.outcome is Outcome.HANDOFF and offered is not None and work.deciding.engine.merely_agrees(decision):
        decision = replace(again(offered), evidence=decision.evidence)
    ask = await prospect(env, work, decision, decision.queue)
    if decision.outcome is Outcome.OFFER:
        asking.offer_human(work.draft, ask)
        return
    if work.draft.conversation.offer:  # an offer is open and now it is clear
        drop_question(work.draft, "human")
    asking.request(work.draft, ask)
    asking.settle(work.draft, ask)
