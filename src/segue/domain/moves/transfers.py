"""Handing a customer on: to a person, who is asked while the first one goes on; to another queue, and back again."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from segue.domain.conversation import Kind, Owner, OwnerKind, Role
from segue.domain.deadlines import DeadlineKind
from segue.domain.draft import Draft
from segue.domain.errors import AlreadyTaken
from segue.domain.lifecycle import Event, Handoff, State, Transfer
from segue.domain.moves.ask import Ask
from segue.domain.moves.asking import LINE_CHECKED_EVERY, must_open, settle
from segue.domain.moves.escalating import start_clock
from segue.domain.moves.expecting import in_line, place, promise, title
from segue.domain.moves.humans import Human, begin, had
from segue.domain.moves.needs import of_queue
from segue.domain.moves.questions import drop_question
from segue.domain.service_level import live_clock


def note_for_next(draft: Draft, by: Human, text: str) -> None:
    """An internal note that the next human reads first, in the briefing too."""
    if text:
        draft.add(Kind.NOTE, Role.HUMAN_AGENT, text, author=by.id, author_name=by.name, data={"transfer": True})


def ask(draft: Draft, to: Human, until: datetime, *, by: Human, note: str = "") -> Handoff:
    """Ask another human agent to take an active conversation. Whoever has it keeps it, and the slot, until then.

    by: who asks; that is a supervisor where somebody else's conversation is reassigned.
    """
    handoff = draft.handoff
    assert handoff is not None
    if handoff.transfer is not None:
        fail(draft, Event.TRANSFER_REVOKED)
    note_for_next(draft, by, note)
    transfer = Transfer(handoff.agent, handoff.agent_name, draft.now, until, to.id, to.name, handoff.queue, note)
    draft.set_deadline(DeadlineKind.TRANSFER, until - draft.now, handoff.id)
    return draft.step(Event.TRANSFER_ASKED, data=_said(transfer) | {"asked_by": by.name}, transfer=transfer)


def _said(transfer: Transfer) -> dict[str, Any]:
    return {"to": transfer.to, "to_name": transfer.to_name, "by": transfer.by, "by_name": transfer.by_name}


def asked(draft: Draft, agent: Human) -> bool:
    """Whether this human agent is asked to take the conversation over from another one."""
    handoff = draft.open_handoff
    transfer = handoff.transfer if handoff and handoff.state is State.ACTIVE else None
    return transfer is not None and transfer.to == agent.id


def accept(draft: Draft, agent: Human) -> Handoff:
    """Whoever was asked takes over; the customer is told."""
    return begin(draft, agent, Event.TRANSFERRED)


def fail(draft: Draft, event: Event, why: str = "") -> Handoff:
    """Declined, expired or revoked: the conversation stays where it is, and whoever has it reads so in the log."""
    handoff = draft.handoff
    assert handoff is not None
    assert handoff.transfer is not None
    draft.clear(DeadlineKind.TRANSFER)
    return draft.step(event, data=_said(handoff.transfer) | {"why": why}, transfer=None)


def to_queue(draft: Draft, goes: Ask, until: datetime, *, by: Human, note: str = "") -> Handoff | None:
    """Into another queue with the age it has; whoever gives it away is not asked again. None: it became a ticket there.

    by: the human agent who has the conversation, or a supervisor. until: when it goes back if nobody took it.
    """
    handoff, queue = draft.handoff, goes.queue
    assert handoff is not None
    if handoff.transfer is not None:
        fail(draft, Event.TRANSFER_REVOKED)
    note_for_next(draft, by, note)
    waits = goes.outlook.promises_human
    draft.own(Owner(OwnerKind.QUEUE, queue.name))
    draft.clear(DeadlineKind.IDLE)
    expectation = in_line(draft, goes.outlook)
    giver = handoff.agent_name
    clock = live_clock(queue.sla, handoff.tier, handoff.urgency, draft.now)
    text = draft.words("transferred_queue", agent=giver, queue=title(queue), expectation=expectation) if waits else ""
    moved = draft.step(
        Event.TRANSFERRED_TO_QUEUE,
        text,
        data={"by": handoff.agent, "by_name": giver, **(place(goes.outlook) if waits else {})},
        **of_queue(queue),
        agent="",
        agent_name="",
        refused_by=(),
        entered_at=draft.now,
        due_at=clock.due_at if clock else None,
        escalated="",
        also_queues=(),
        before=had(handoff, handoff.agent),
        gave_away=(*(one for one in handoff.gave_away if one != handoff.agent), handoff.agent),
        transfer=Transfer(handoff.agent, giver, draft.now, until, queue=handoff.queue, note=note),
    )
    if not waits:
        settle(draft, goes)
        return None
    promise(draft, goes.outlook)
    told = f"{moved.id}/0/{goes.outlook.position or ''}"
    draft.set_deadline(DeadlineKind.QUEUE_UPDATE, LINE_CHECKED_EVERY, told)
    draft.set_deadline(DeadlineKind.TRANSFER, until - draft.now, moved.id)
    must_open(draft)
    start_clock(draft)
    return moved


def give_back(draft: Draft) -> Handoff:
    """Nobody took it in the other queue: the human agent who gave it away speaks again, and the customer is told."""
    handoff = draft.handoff
    assert handoff is not None
    assert handoff.transfer is not None
    transfer, there = handoff.transfer, draft.policy.queues.get(handoff.queue)
    earlier = draft.policy.queues.get(transfer.queue)
    drop_question(draft)
    who = Human(transfer.by, transfer.by_name)
    text = draft.words("transfer_returned", agent=who.name, queue=title(there) if there else handoff.queue)
    kept = tuple(one for one in handoff.gave_away if one != who.id)
    draft.hold(replace(handoff, gave_away=kept, **(of_queue(earlier) if earlier else {})))
    return begin(draft, who, Event.RETURNED, text=text, data={"from_queue": handoff.queue})


def withdraw(draft: Draft, agent: Human) -> Handoff:
    """Whoever asked a colleague takes that back. Raises AlreadyTaken when nobody is asked (any more)."""
    handoff = draft.open_handoff
    transfer = handoff.transfer if handoff and handoff.state is State.ACTIVE else None
    if handoff is None or transfer is None or transfer.by != agent.id:
        raise AlreadyTaken("nobody is asked to take this conversation", owner=str(draft.conversation.owner))
    return fail(draft, Event.TRANSFER_REVOKED)
