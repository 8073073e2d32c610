"""What human agents do: take reservations, speak, note, hand back, resolve. One speaker at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from segue.domain.conversation import Entry, Kind, Owner, OwnerKind, Role
from segue.domain.deadlines import DeadlineKind
from segue.domain.deliveries import HUB
from segue.domain.draft import Draft
from segue.domain.errors import AlreadyTaken, Invalid, NotTheOwner
from segue.domain.lifecycle import LABELS, Event, Handoff, State
from segue.domain.moves import tickets
from segue.domain.moves.ask import Ask
from segue.domain.moves.asking import LINE_CHECKED_EVERY, request
from segue.domain.moves.escalating import start_clock
from segue.domain.moves.expecting import agreed, title
from segue.domain.moves.marker import BY_HUMAN, end_marker
from segue.domain.moves.questions import drop_question
from segue.domain.wording import Expectation


@dataclass(frozen=True, slots=True)
class Human:
    """A human agent as a conversation knows one. `name` is what the customer reads: "Maria from Billing"."""

    id: str
    name: str


WAITING = (
    DeadlineKind.RESERVATION,
    DeadlineKind.QUEUE_UPDATE,
    DeadlineKind.CUSTOMER_AWAY,
    DeadlineKind.BOT_SILENT,
    DeadlineKind.TRANSFER,
    DeadlineKind.SLA,
)


STILL_ASKED = timedelta(seconds=30)
"""So long the customer of an agent who was lost waits first for the colleague who was asked to take them over."""


def reserve(draft: Draft, agent: Human, until: datetime, why: Mapping[str, Any] | None = None) -> Handoff:
    """Propose the waiting customer to one human agent until then."""
    handoff = draft.step(
        Event.RESERVED,
        data={"explanation": dict(why or {})},
        agent=agent.id,
        agent_name=agent.name,
        reserved_until=until,
    )
    draft.set_deadline(DeadlineKind.RESERVATION, until - draft.now, handoff.id)
    return handoff


def unreserve(draft: Draft, event: Event, *, why: str = "", passed_over: bool = False) -> Handoff:
    """The reservation was declined, expired or revoked: back in line with its age; whoever refused is remembered.

    passed_over: somebody else shall get it, as after a refusal, though it was revoked.
    """
    handoff = draft.handoff
    assert handoff is not None
    refused = handoff.refused_by
    if (event is not Event.RESERVATION_REVOKED or passed_over) and handoff.agent not in refused:
        refused = (*refused, handoff.agent)
    draft.clear(DeadlineKind.RESERVATION)
    who = {"agent_name": handoff.agent_name, "why": why}  # the log says who it was, the handoff has nobody any more
    return draft.step(event, data=who, agent="", agent_name="", reserved_until=None, refused_by=refused)


def reserved_for(draft: Draft, agent: Human) -> Handoff:
    """The handoff that is reserved for this agent. Raises AlreadyTaken when it is not (any more)."""
    handoff = draft.open_handoff
    if handoff is None or handoff.state is not State.RESERVED or handoff.agent != agent.id:
        taken = handoff is not None and handoff.state is State.ACTIVE
        detail = "another human agent has this conversation" if taken else "this reservation is no longer yours"
        if has(draft, agent):
            detail = "you have accepted this conversation already; transfer it, hand it back or resolve it"
        raise AlreadyTaken(detail, owner=str(draft.conversation.owner))
    return handoff


def has(draft: Draft, agent: Human) -> bool:
    """Whether this human agent has the open handoff."""
    handoff = draft.open_handoff
    return handoff is not None and handoff.state is State.ACTIVE and handoff.agent == agent.id


def accept(draft: Draft, agent: Human) -> Handoff:
    """Twice is once: a second tab, or a repetition after a lost answer."""
    if has(draft, agent):
        assert draft.open_handoff is not None
        return draft.open_handoff
    reserved_for(draft, agent)
    return begin(draft, agent, Event.ACCEPTED)


def decline(draft: Draft, agent: Human, why: str = "") -> Handoff:
    """Twice is once. Raises AlreadyTaken after an acceptance, and when it is not reserved for this agent."""
    handoff = draft.open_handoff
    if handoff and handoff.state is State.QUEUED and agent.id in handoff.refused_by:
        return handoff
    reserved_for(draft, agent)
    return unreserve(draft, Event.RESERVATION_DECLINED, why=why)


def take(draft: Draft, agent: Human, ask: Ask | None, *, follows: Handoff | None = None) -> Handoff:
    """A human who acts becomes the owner at once, whoever had the conversation before.

    ask: the handoff to record, needed when none is offered or open. follows: an earlier one whose age this one keeps.
    """
    draft.must_be_open()
    owner = draft.conversation.owner
    if owner.kind is OwnerKind.HUMAN and owner.id == agent.id and draft.open_handoff:
        return draft.open_handoff
    if draft.open_handoff is None:
        request(draft, ask, follows=follows.id if follows else "")
    key = "joined_follow_up" if follows else ""
    if draft.open_handoff and draft.open_handoff.state is State.REQUESTED:
        key = key or "introduced"  # they have been told of no transfer yet
        since = (follows.queued_at or follows.requested_at) if follows else draft.now
        draft.step(Event.QUEUED, queued_at=since)
    return begin(draft, agent, Event.TAKEN, key=key)


def begin(
    draft: Draft, agent: Human, event: Event, *, key: str = "", text: str = "", data: dict[str, Any] | None = None
) -> Handoff:
    """This human agent has the conversation from now on. The customer is told `text`, or what `key` says."""
    before = draft.handoff
    assert before is not None
    drop_question(draft)
    tickets.close(draft, before, "answered_live", agent.id)
    draft.clear(*WAITING)
    draft.own(Owner(OwnerKind.HUMAN, agent.id, agent.name))
    key = key or ("transferred" if before.state is State.ACTIVE else "joined")
    handoff = draft.step(
        event,
        text or draft.words(key, agent=agent.name, **agreed(draft)),
        data=data,
        agent=agent.id,
        agent_name=agent.name,
        reserved_until=None,
        accepted_at=before.accepted_at or draft.now,
        before=had(before, before.agent) if before.state is State.ACTIVE else before.before,
        transfer=None,
        hub=before.hub if agent.id.startswith(f"{HUB}{before.hub}/") else "",  # ours have it in our own desk
    )
    _not_idle(draft)
    return handoff


def had(handoff: Handoff, agent: str) -> tuple[str, ...]:
    """Who had it, when `agent` has it no more."""
    return (*(one for one in handoff.before if one != agent), agent) if agent else handoff.before


def _not_idle(draft: Draft) -> None:
    idle = draft.policy.handback.idle
    if idle and draft.conversation.owner.kind is OwnerKind.HUMAN:
        draft.set_deadline(DeadlineKind.IDLE, idle, draft.conversation.handoff)


def speak(
    draft: Draft, agent: Human, text: str, message_id: str, ask: Ask | None, data: Mapping[str, Any] | None = None
) -> Entry:
    """A message to the customer. Whoever writes takes ownership at once."""
    handoff = take(draft, agent, ask)
    drop_question(draft)  # a "yes" after this answers the human, and ends nothing
    entry = draft.add(
        *(Kind.MESSAGE, Role.HUMAN_AGENT, text),
        author=agent.id,
        author_name=agent.name,
        message_id=message_id,
        data=dict(data or {}),
    )
    if handoff.first_reply_at is None:
        draft.hold(replace(handoff, first_reply_at=draft.now))
    _not_idle(draft)
    return entry


def must_not_have_gone_back(draft: Draft, epoch: int) -> None:
    """A reply that was written while a human had the conversation does not take it from the bot again: the customer may
    just have gone back. epoch: in which it was written, 0 for any. Raises NotTheOwner."""
    now = draft.conversation
    if epoch and epoch != now.epoch and now.owner.kind is OwnerKind.BOT:
        raise NotTheOwner("the customer is with the bot again; take the conversation over first", owner=str(now.owner))


def note(draft: Draft, agent: Human, text: str, message_id: str) -> Entry:
    """An internal note; it changes nobody's turn to speak."""
    return draft.add(Kind.NOTE, Role.HUMAN_AGENT, text, author=agent.id, author_name=agent.name, message_id=message_id)


def must_own(draft: Draft, agent: Human) -> Handoff:
    """Raises NotTheOwner unless this human agent has the conversation."""
    handoff, owner = draft.open_handoff, draft.conversation.owner
    if handoff is None or owner.kind is not OwnerKind.HUMAN or owner.id != agent.id:
        raise NotTheOwner("this conversation is not yours now; take it over first", owner=str(owner))
    return handoff


def check_label(label: str) -> None:
    """Raises Invalid unless `label` is an escalation label or empty."""
    if label and label not in LABELS:
        raise Invalid(f"unknown label {label!r}; use one of {', '.join(LABELS)}", field="label")


def finish(
    draft: Draft,
    agent: Human,
    event: Event,
    entries: Sequence[Entry],
    *,
    note_text: str = "",
    label: str = "",
    disposition: str = "",
) -> Handoff:
    """Hand back (HANDED_BACK) or resolve (RESOLVED): the bot owns the conversation at once and gets a packet.

    entries: the log since the handoff began, out of which the packet tells the bot what the human said.
    """
    check_label(label)
    before = must_own(draft, agent)
    if note_text:
        note(draft, agent, note_text, "")
    text = draft.words("resolved" if event is Event.RESOLVED else "handed_back", agent=agent.name)
    survey = survey_data(draft)
    drop_question(draft)
    draft.own_bot()
    draft.clear(DeadlineKind.IDLE, DeadlineKind.TRANSFER)
    handoff = draft.step(
        event,
        text,
        data={**survey, "ended_by": BY_HUMAN},
        label=label,
        disposition=disposition,
        wrap_up_until=None if label else wrap_up_until(draft),
    )
    end_marker(draft, before, entries, by=BY_HUMAN, told=text, note_text=note_text, disposition=disposition)
    return handoff


def survey_data(draft: Draft, *, wanted: bool = True) -> dict[str, Any]:
    """Whether the customer is asked for a score, and the question: said before the bot begins anew."""
    asked = wanted and draft.policy.handback.survey
    return {"survey": True, "survey_text": draft.words("survey")} if asked else {"survey": False}


def wrap_up_until(draft: Draft) -> datetime | None:
    """How long the human agent's slot stays taken after the end, for the label."""
    wrap_up = draft.policy.handback.wrap_up
    return draft.now + wrap_up if wrap_up else None


def lose(draft: Draft) -> Handoff:
    """The human agent's desk is gone: the customer is told and waits again, with the old age."""
    handoff = draft.open_handoff
    assert handoff is not None
    drop_question(draft)
    draft.own(Owner(OwnerKind.QUEUE, handoff.queue))
    draft.clear(DeadlineKind.IDLE, DeadlineKind.TRANSFER)
    queue = draft.policy.queues.get(handoff.queue)
    values = {"agent": handoff.agent_name, "queue": title(queue) if queue else handoff.queue}
    text = draft.words("agent_lost", **values, expectation=Expectation("expected_wait_unknown"))
    draft.set_deadline(DeadlineKind.QUEUE_UPDATE, LINE_CHECKED_EVERY, handoff.id)
    who, asked = {"agent_name": handoff.agent_name}, handoff.transfer.to if handoff.transfer else ""
    lost = draft.step(
        Event.AGENT_LOST,
        text,
        data=who,
        agent="",
        agent_name="",
        reserved_until=None,
        before=had(handoff, handoff.agent),
        transfer=None,
        **({"sticky": asked, "sticky_until": draft.now + STILL_ASKED} if asked else {}),
    )
    start_clock(draft)
    return lost
