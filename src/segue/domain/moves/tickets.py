"""Tickets: what is left for the team when nobody can take a customer at once, and what the customer makes of it.

A ticket exists from the first moment, in the same transaction as the step that led to it. Whatever the customer chooses
afterwards changes that ticket; silence or a closed tab leaves it standing.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from segue.domain.conversation import Kind, Role
from segue.domain.deadlines import DeadlineKind
from segue.domain.dialogue import Tell
from segue.domain.draft import Draft
from segue.domain.follow_up import FollowUp
from segue.domain.lifecycle import Event, Handoff, State
from segue.domain.moves import elsewhere
from segue.domain.moves.ask import Ask
from segue.domain.moves.expecting import agreed, answer_to_address, not_now, title
from segue.domain.moves.marker import BY_CUSTOMER, NOBODY, end_marker
from segue.domain.moves.questions import drop_question, put_question
from segue.domain.passing_on import address_of
from segue.domain.policy import ticket_hub
from segue.domain.queues import Queue, QueueKind
from segue.domain.routing.availability import OWN_DESK
from segue.domain.routing.waiting import waiting_of
from segue.domain.sentences import shorten
from segue.domain.service_level import tag, ticket_clock
from segue.domain.wording import Expectation

IN_LINE = frozenset({State.REQUESTED, State.QUEUED, State.RESERVED})


def standing(draft: Draft) -> FollowUp | None:
    """The ticket that the customer can still change; None when there is none, or it is done."""
    ticket = draft.follow_up or draft.ticket
    return ticket if ticket and ticket.is_open else None


def ticket_of(draft: Draft, handoff: Handoff) -> FollowUp | None:
    """The open ticket that this handoff answers: its own, or one that an earlier handoff left in the same queue."""
    ticket = standing(draft)
    return ticket if ticket and (ticket.handoff == handoff.id or ticket.queue == handoff.queue) else None


def keep(draft: Draft, handoff: Handoff, kind: str, *, channel: str = "") -> FollowUp:
    """The ticket of this handoff: the one that stands already, or a new one. It takes part in this transaction.

    Who asks again has one ticket, with the age and the promise of the first.
    """
    found = ticket_of(draft, handoff)
    draft.change(left_behind=handoff.id)
    if found is None:
        draft.follow_up = _new(draft, handoff, kind, channel)
        return draft.follow_up
    kind = found.kind if kind == "customer_left" else kind
    priority = max(found.priority, handoff.priority)
    asks = replace(found.asks, priority=max(found.asks.priority, priority)) if found.asks else None
    draft.follow_up = replace(found, handoff=handoff.id, channel=channel, kind=kind, priority=priority, asks=asks)
    return draft.follow_up


def _new(draft: Draft, handoff: Handoff, kind: str, channel: str) -> FollowUp:
    conversation, queue = draft.conversation, draft.policy.queues.get(handoff.queue)
    calendar = draft.policy.hours.get(queue.hours) if queue else None
    clock = ticket_clock(queue.sla, handoff.tier, calendar, draft.now) if queue else None
    resolution = queue.sla.resolution if queue else None
    hidden = "account" in conversation.withheld  # who works here must not read the tier of who keeps that back
    id_ = draft.new_id("fup")
    asks = replace(waiting_of(handoff), handoff=id_, asynchronous=True, prefers_until=None, refused_by=())
    return FollowUp(
        id=id_,
        workspace=handoff.workspace,
        conversation=handoff.conversation,
        handoff=handoff.id,
        queue=handoff.queue,
        opened_at=handoff.queued_at or handoff.requested_at,
        kind=kind,
        channel=channel,
        email=address_of(conversation),
        phone=conversation.contact_phone,
        email_to=queue.email_to if queue and kind == "email" else "",
        subject=conversation.matter or shorten(handoff.evidence or handoff.reason.replace("_", " "), 120),
        tier="" if hidden else handoff.tier,
        priority=handoff.priority,
        sla=tag(queue.sla, "" if hidden else handoff.tier) if queue else "",
        at_risk_at=clock.at_risk_at if clock else None,
        due_at=clock.due_at if clock else draft.now + resolution if resolution else None,
        asks=replace(asks, due_at=clock.due_at if clock else None),
        hub=_hub_of(draft, queue, handoff, kind),
    )


def _hub_of(draft: Draft, queue: Queue | None, handoff: Handoff, kind: str) -> str:
    """Whose people answer it, "" for ours: also of one whom a helpdesk did not take."""
    by = QueueKind.EMAIL if kind == "email" else None
    hub = ticket_hub(draft.policy, queue, by) if queue else OWN_DESK
    return "" if hub in {OWN_DESK, handoff.lost_hub} else hub


def kind_of(queue: Queue) -> str:
    return "email" if queue.kind is QueueKind.EMAIL else "ticket"


def write_ticket(draft: Draft, ask: Ask, event: Event, *, channel: str = "", told: str = "", by: str = NOBODY) -> None:
    """Leave the case with its package in the desk; the customer may choose how it is answered, or go on with the bot.

    told: what is said instead of what is usual. by: who ended the handoff so.
    """
    handoff = draft.handoff
    assert handoff is not None
    kind = "email" if event is Event.EMAILED else "ticket"
    ticket = keep(draft, handoff, kind, channel=channel)
    expectation = not_now(draft, ask, ticket.due_at if ticket.sla else None)
    values = {"queue": title(ask.queue), "expectation": expectation, **agreed(draft)}
    key = "ticket_created_email" if ticket.email else "ticket_created"
    text = told or draft.words(key, email=ticket.email, **values)
    drop_question(draft)
    draft.own_bot()
    draft.clear(DeadlineKind.QUEUE_UPDATE, DeadlineKind.RESERVATION, DeadlineKind.CUSTOMER_AWAY, DeadlineKind.SLA)
    due_at = ticket.due_at.isoformat() if ticket.due_at and ticket.sla else None
    draft.step(event, text, data={"due_at": due_at, "ended_by": by, **of_ticket(ticket)})
    end_marker(draft, handoff, by=by, told=text)
    elsewhere.point(draft, Tell.NOBODY)
    if not channel:
        ask_how(draft, ask.queue, ticket)


def of_ticket(ticket: FollowUp | None) -> dict[str, str]:
    """What a step says of the ticket that it leaves, for the helpdesk that gets it."""
    return {"ticket": ticket.id, "ticket_hub": ticket.hub} if ticket and ticket.hub and not ticket.hub_ref else {}


def ask_how(draft: Draft, queue: Queue, ticket: FollowUp) -> None:
    """Which way the answer shall take: what the queue lets them choose, and is not settled."""
    offered = queue.when_closed.choices
    choices = tuple(choice for choice in offered if not (choice == "email" and ticket.email))
    if set(choices) <= {"bot"}:
        return
    where = "ask_email" if "callback" not in choices else "ask_callback" if "email" not in choices else "ask_where"
    put_question(draft, draft.words(where), choices, ticket.handoff)


def choose(draft: Draft, choice: str, ask: Ask | None) -> None:
    """The customer chose email, callback or bot for a ticket. `ask`: where they are in line as well."""
    handoff = draft.handoff
    in_line = handoff is not None and handoff.state in IN_LINE
    if in_line and ask:
        said = draft.words("went_on_with_bot") if choice == "bot" else ""
        write_ticket(draft, ask, Event.TICKETED, channel=choice, told=said, by=BY_CUSTOMER)
    else:
        _mark(draft, choice)
        if choice == "bot":
            draft.tell("went_on_with_bot")
    if choice == "email" and not (in_line and address_of(draft.conversation)):
        draft.change(asked_for_email=True, asked_at=draft.conversation.signals.turns)
        draft.tell("ask_email")
    if choice == "callback":
        call_back(draft)


def _mark(draft: Draft, channel: str) -> None:
    ticket = standing(draft)
    if ticket:
        draft.follow_up = replace(ticket, channel=channel)


def call_back(draft: Draft) -> None:
    """Ask for a number, unless one is known; then say that it is called."""
    phone = draft.conversation.contact_phone
    if not phone:
        draft.change(asked_for_phone=True, asked_for_email=False, asked_at=draft.conversation.signals.turns)
        draft.tell("ask_phone")
        return
    _say_saved(draft, "phone_saved", phone=phone)


CHANNELS = {"email": "email", "phone": "callback"}
"""What a customer leaves to be answered at -> how the ticket is answered then."""


def leave_contact(draft: Draft, field: str, value: str, *, told: bool = True) -> None:
    """The customer leaves an e-mail address or a telephone number to be called at; the ticket that stands gets it.

    field: email | phone. told: and this is said.
    """
    draft.change(**{f"contact_{field}": value, f"asked_for_{field}": False})
    draft.add(Kind.CONTACT, Role.END_USER, data={field: value})
    ticket = standing(draft)
    if ticket:
        channel = ticket.channel if ticket.waits_live else CHANNELS[field]
        given: dict[str, Any] = {field: value}
        draft.follow_up = replace(ticket, channel=channel, **given)
    if told:
        _say_saved(draft, f"{field}_saved", **{field: value})


def _say_saved(draft: Draft, key: str, **values: str) -> None:
    draft.tell(key, **values, expectation=answer_expected(draft))


def answer_expected(draft: Draft) -> Expectation:
    """When the ticket that stands is answered, as far as that is promised."""
    ticket = standing(draft)
    queue = draft.policy.queues.get(ticket.queue) if ticket else None
    due_at = ticket.due_at if ticket and ticket.sla else None
    return answer_to_address(draft, due_at, queue)


def close(draft: Draft, handoff: Handoff, because: str, by: str = "") -> None:
    """The ticket of this handoff is done, if one stands."""
    ticket = ticket_of(draft, handoff)
    if ticket and because == "called_off" and ticket.opened_at < handoff.requested_at:  # promised before
        draft.follow_up = replace(ticket, channel="" if ticket.waits_live else ticket.channel)
    elif ticket:
        draft.follow_up = closed(ticket, draft, because, by)
        draft.change(left_behind="")


def closed(ticket: FollowUp, draft: Draft, because: str, by: str) -> FollowUp:
    now = draft.now
    return replace(ticket, closed_at=now, closed_by=by, closed_because=because, agent="", reserved_until=None)
