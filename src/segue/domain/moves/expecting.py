"""What a customer is told to expect: of the line, of who is there, and of when a ticket is answered."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from segue.domain.draft import Draft
from segue.domain.lifecycle import Event
from segue.domain.moves.ask import Ask
from segue.domain.queues import Queue
from segue.domain.routing.availability import Availability, Outlook
from segue.domain.routing.promises import promise_of
from segue.domain.wording import UNKNOWN, Category, Expectation, time_words, wait_words

MOST_PROMISES = 20
"""Kept of one handoff: the first, by which promises are judged, and the latest."""

NOT_NOW = frozenset({Availability.CLOSED, Availability.NOBODY_THERE})


def title(queue: Queue) -> str:
    return queue.title or queue.name.replace("_", " ").capitalize()


def place(outlook: Outlook) -> dict[str, float | int | None]:
    return {
        "position": outlook.position,
        "wait_s": outlook.wait_s,
        "wait_low_s": outlook.wait_low_s,
        "wait_high_s": outlook.wait_high_s,
    }


def promise(draft: Draft, outlook: Outlook) -> None:
    """Keep on the handoff what the customer is told of the wait."""
    made, handoff = promise_of(outlook, draft.now), draft.handoff
    if made and handoff:
        first, rest = handoff.promises[:1], (*handoff.promises[1:], made)
        draft.hold(replace(handoff, promises=(*first, *rest[-MOST_PROMISES + 1 :]) if first else rest))


def wait_of(draft: Draft, outlook: Outlook) -> str:
    """The expected wait in words, as a range; "" while it is not known."""
    if outlook.wait_s is None:
        return ""
    low = outlook.wait_s if outlook.wait_low_s is None else outlook.wait_low_s
    return wait_words(low, outlook.wait_high_s, draft.language)


def in_line(draft: Draft, outlook: Outlook) -> Expectation:
    """What to expect of somebody who waits in line."""
    if outlook.position is None:
        return UNKNOWN
    if outlook.wait_s is None:
        return Expectation("queued_position", {"position": outlook.position})
    return Expectation("queued_wait", {"position": outlook.position, "wait": wait_of(draft, outlook)})


def in_line_with_ticket(draft: Draft, ask: Ask, due_at: datetime | None) -> Expectation:
    """The same where a ticket was written as well, because the wait is long."""
    answered = answer_by(draft, ask, due_at)
    return Expectation("queued_ticket", {"position": ask.outlook.position or 1}, then=answered)


def the_wait(draft: Draft, outlook: Outlook) -> Expectation:
    """The wait without the place in line."""
    if outlook.wait_s is None:
        return Expectation("expected_wait_unknown")
    return Expectation("expected_wait", {"wait": wait_of(draft, outlook)})


def offered(draft: Draft, ask: Ask) -> Expectation:
    return the_wait(draft, ask.outlook) if ask.outlook.promises_human else not_now(draft, ask, ask.answer_due_at)


def not_now(draft: Draft, ask: Ask, due_at: datetime | None) -> Expectation:
    """Why nobody takes it now, when somebody will be there, and when a ticket is answered, or that nobody knows.

    due_at: when the answer to a ticket is due; None when no time is promised.
    """
    queue, outlook = {"queue": title(ask.queue)}, ask.outlook
    answered = answer_by(draft, ask, due_at)
    known = answered if due_at else None
    if outlook.status is Availability.NOBODY_THERE:
        if outlook.opens_at is not None:
            back = {**queue, "opens_at": _moment(draft, ask, outlook.opens_at)}
            return Expectation("nobody_until", back, then=known)
        return Expectation("nobody_here", queue, then=known) if known else Expectation("nobody_there", queue)
    if outlook.status is not Availability.CLOSED:
        return answered
    if outlook.opens_at is None:
        return Expectation("closed_unknown", queue, then=known)
    distressed = draft.situation.category is Category.DISTRESS  # who is told whom to turn to meanwhile
    opens = {**queue, "opens_at": _moment(draft, ask, outlook.opens_at)}
    return Expectation("closed", opens, then=known if distressed else answered)


def answer_by(draft: Draft, ask: Ask, due_at: datetime | None) -> Expectation:
    """When a ticket is answered; that nobody knows, where no time is promised."""
    if due_at is None:
        return Expectation("answer_later", {"queue": title(ask.queue)})
    return Expectation("answer_by", {"queue": title(ask.queue), "answered_by": _moment(draft, ask, due_at)})


def answer_to_address(draft: Draft, due_at: datetime | None, queue: Queue | None) -> Expectation:
    """The same said of an answer that goes to an address or a number."""
    if due_at is None or queue is None:
        return Expectation("answer_unknown")
    words = time_words(due_at, draft.now, _zone(draft, queue), draft.language)
    return Expectation("answer_by", {"queue": title(queue), "answered_by": words})


def _moment(draft: Draft, ask: Ask, at: datetime) -> str:
    return time_words(at, draft.now, _zone(draft, ask.queue), draft.language)


def _zone(draft: Draft, queue: Queue) -> str:
    calendar = draft.policy.hours.get(queue.hours)
    return calendar.timezone if calendar else "UTC"


def agreed(draft: Draft) -> dict[str, str]:
    """Who has just agreed to an offer, or waits already, has been told that it was understood: they are thanked."""
    handoff = draft.handoff
    just_now = any(entry.data.get("event") == Event.CUSTOMER_AGREED.value for entry in draft.entries)
    waits = handoff is not None and handoff.queued_at is not None
    return {"acknowledgement": "acknowledgement_agreed"} if just_now or waits else {}
