"""Observe, weigh, act: what each occasion means for one conversation."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from segue.domain.conversation import Entry, OwnerKind
from segue.domain.draft import Draft
from segue.domain.moves import asking, speaking
from segue.domain.policy import Decision, Outcome
from segue.domain.signals import facts
from segue.domain.signals.observe import Observed
from segue.domain.triggers import Occasion
from segue.flows.change import Work
from segue.flows.env import Env
from segue.flows.outlook import prospect


@dataclass(frozen=True, slots=True)
class Weighing:
    decision: Decision
    observed: Observed
    values: dict[str, Any]


def weigh(work: Work, occasion: Occasion, observed: Observed, *, text: str = "") -> Weighing:
    """What the trigger engine says of this occasion. The draft's memory of signals is the caller's to update."""
    conversation = work.draft.conversation
    values = facts.values(conversation, observed, work.compiled.policy, now=work.draft.now)
    decision = work.compiled.engine.decide(
        values,
        text=text,
        evidence=observed.evidence,
        occasion=occasion,
        offers_made=conversation.offers_made,
        offer_open=conversation.offer is not None,
        bot_owns=conversation.owner.kind is OwnerKind.BOT,
        handoff_open=work.draft.open_handoff is not None,
    )
    return Weighing(decision, observed, values)


def record_on(draft: Draft, entry: Entry, weighing: Weighing) -> None:
    """Keep the decision with the entry of this draft that it was taken on."""
    record = speaking.decision_record(weighing.decision, weighing.observed.topics)
    draft.entries[draft.entries.index(entry)] = replace(entry, decision=record)


async def act_on(env: Env, work: Work, weighing: Weighing) -> None:
    """Carry out what was decided: nothing, an offer to the customer, or a handoff."""
    decision = weighing.decision
    if decision.outcome is Outcome.STAY:
        return
    queue = work.compiled.engine.route(decision, weighing.values)
    ask = await prospect(env, work, replace(decision, queue=queue), queue)
    if decision.outcome is Outcome.OFFER:
        asking.offer_human(work.draft, ask)
        return
    if work.draft.conversation.offer:  # an offer is open and now it is clear
        asking.drop_question(work.draft, "human")
    asking.request(work.draft, ask)
    asking.settle(work.draft, ask)
