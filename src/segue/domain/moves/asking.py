"""From a decision to a human: offer, request, queue, or a ticket when nobody can take it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from segue.domain import offers
from segue.domain.conversation import Kind, Owner, OwnerKind, Role
from segue.domain.deadlines import DeadlineKind
from segue.domain.dialogue import Tell
from segue.domain.draft import Draft, step_data
from segue.domain.errors import HandoffAlreadyOpen, NoSuchChoice, Refused
from segue.domain.lifecycle import Event, Handoff, State
from segue.domain.moves import elsewhere, tickets
from segue.domain.moves.ask import Ask, decided, new_handoff
from segue.domain.moves.escalating import start_clock
from segue.domain.moves.expecting import (
    NOT_NOW,
    agreed,
    in_line,
    in_line_with_ticket,
    not_now,
    offered,
    place,
    promise,
    title,
    wait_of,
)
from segue.domain.moves.marker import BY_CUSTOMER
from segue.domain.moves.needs import of_queue
from segue.domain.moves.questions import drop_question, put_question
from segue.domain.offers import Answer, Moment
from segue.domain.queues import QueueKind
from segue.domain.routing.availability import Availability, Outlook
from segue.domain.wording import Expectation, wait_words

LINE_CHECKED_EVERY = timedelta(seconds=60)
HUB_OPENS_WITHIN = timedelta(seconds=30)
"""A helpdesk that has not taken a waiting customer by then is not waited for: they wait in our own desk."""


def offer_human(draft: Draft, ask: Ask) -> None:
    """Ask the customer whether they want a person. The bot goes on owning the conversation."""
    handoff = new_handoff(draft, ask, State.OFFERED)
    draft.hold(handoff)
    draft.add(Kind.HANDOFF, Role.SYSTEM, data=step_data(handoff, "offered", draft.policy))
    key = "offer" if ask.outlook.promises_human else "offer_later"
    if draft.conversation.signals.turns == 0:  # nothing was said that could be acknowledged
        key += "_proactive"
    text = draft.words(key, queue=title(ask.queue), wait=wait_of(draft, ask.outlook), expectation=offered(draft, ask))
    put_question(draft, text, ("human", "bot"), handoff.id)
    made = offers.made(draft.conversation.offers, ask.decision.trigger, moment(draft))
    draft.change(offers_made=draft.conversation.offers_made + 1, offers=made)


def moment(draft: Draft) -> Moment:
    signals = draft.conversation.signals
    return Moment(signals.turns, signals.course.mean, draft.now)


def note_answer(draft: Draft, answer: Answer) -> None:
    """What became of the offer of a person; see `segue.domain.offers` for what follows from it."""
    draft.change(offers=offers.answered(draft.conversation.offers, answer, moment(draft)))


def refuse(draft: Draft) -> None:
    """The customer says unasked that they want no person: none is offered for a while."""
    draft.change(offers=offers.refused(draft.conversation.offers, moment(draft)))


def must_not_be_open(draft: Draft) -> None:
    """Raises HandoffAlreadyOpen."""
    handoff = draft.open_handoff
    if handoff:
        raise already_open(handoff.id, handoff.state.value)


def already_open(handoff: str, state: str, **more: object) -> HandoffAlreadyOpen:
    words = "this conversation is being handed over already"
    return HandoffAlreadyOpen(words, handoff=handoff, state=state, **more)


def request(draft: Draft, ask: Ask | None, *, follows: str = "") -> Handoff:
    """A handoff begins: what was offered becomes requested, as `ask` says by now, or else `ask` does.

    Raises HandoffAlreadyOpen.
    """
    must_not_be_open(draft)
    if draft.handoff is not None:  # offered, and now wanted
        drop_question(draft, "human")
        note_answer(draft, Answer.ACCEPTED)
        draft.step(Event.CUSTOMER_AGREED, **(decided(draft, ask) if ask else {}))
    else:
        assert ask is not None
        handoff = new_handoff(draft, ask, State.REQUESTED, follows=follows)
        draft.hold(handoff)
        draft.add(Kind.HANDOFF, Role.SYSTEM, data=step_data(handoff, "requested", draft.policy))
    assert draft.handoff is not None
    draft.change(handoffs=draft.conversation.handoffs + 1, last_handoff=draft.handoff.id)
    draft.clear(DeadlineKind.BOT_SILENT)
    return draft.handoff


def settle(draft: Draft, ask: Ask) -> None:
    """Promise only what can be kept: line up where somebody will come, else write a ticket and say so at once."""
    if elsewhere.instead(draft):
        return
    if ask.queue.kind is not QueueKind.LIVE:
        tickets.write_ticket(draft, ask, Event.EMAILED if ask.queue.kind is QueueKind.EMAIL else Event.TICKETED)
    elif ask.outlook.status in NOT_NOW:
        _turn_away(draft, ask)
    else:
        line_up(draft, ask)


def line_up(draft: Draft, ask: Ask) -> None:
    """The customer waits. Where the wait is too long there is a ticket as well, from now on, and they may choose."""
    outlook, handoff = ask.outlook, draft.handoff
    assert handoff is not None
    draft.own(Owner(OwnerKind.QUEUE, ask.queue.name))
    expectation = expected(draft, ask, handoff)
    text = draft.words(
        "transfer",
        queue=title(ask.queue),
        wait=wait_of(draft, outlook),
        position=outlook.position or "",
        expectation=expectation,
        **agreed(draft),
    )
    draft.step(Event.QUEUED, text, data=place(outlook), queued_at=draft.now, entered_at=draft.now)
    promise(draft, outlook)
    told = f"{draft.conversation.handoff}/0/{outlook.position or ''}"
    draft.set_deadline(DeadlineKind.QUEUE_UPDATE, LINE_CHECKED_EVERY, told)
    start_clock(draft)
    must_open(draft)
    elsewhere.point(draft, Tell.ALWAYS)
    ask_when_full(draft, ask)


def expected(draft: Draft, ask: Ask, handoff: Handoff) -> Expectation:
    """What who begins to wait is told; where the wait is too long a ticket is written for that."""
    if not _too_long(ask):
        return in_line(draft, ask.outlook)
    ticket = tickets.keep(draft, handoff, tickets.kind_of(ask.queue), channel="wait")
    return in_line_with_ticket(draft, ask, ticket.due_at if ticket.sla else None)


def ask_when_full(draft: Draft, ask: Ask) -> None:
    """Where the wait is too long they choose; the question says the wait."""
    full = ask.queue.when_full
    if full is None or not _too_long(ask):
        return
    wait = wait_of(draft, ask.outlook) or wait_words(full.longer_than.total_seconds(), language=draft.language)
    put_question(
        draft, draft.words("when_full", queue=title(ask.queue), wait=wait), full.then, draft.conversation.handoff
    )


def _too_long(ask: Ask) -> bool:
    return ask.outlook.status is Availability.FULL and ask.queue.when_full is not None


def must_open(draft: Draft) -> None:
    """Who came into the queue of a helpdesk just now waits there only if it takes them."""
    handoff = draft.open_handoff
    if handoff and handoff.hub:
        draft.set_deadline(DeadlineKind.HUB, HUB_OPENS_WITHIN, f"{handoff.id}/open")


def move(draft: Draft, ask: Ask) -> None:
    """The policy has no more the queue that somebody waits in: on in this one, with the old age.

    They are told so where somebody will come; else whatever comes of it is all that is said. Who gave them to the
    queue that has vanished may be asked again.
    """
    assert draft.handoff is not None
    queue, outlook = ask.queue, ask.outlook
    draft.own(Owner(OwnerKind.QUEUE, queue.name))
    draft.hold(replace(draft.handoff, refused_by=(), gave_away=(), entered_at=draft.now, **of_queue(queue)))
    if not outlook.promises_human:
        return
    start_clock(draft)
    text = draft.words("transfer", queue=title(queue), expectation=in_line(draft, outlook))
    moved = step_data(draft.handoff, Event.QUEUED.value, draft.policy)
    draft.add(Kind.HANDOFF, Role.SYSTEM, text, data=moved | place(outlook))
    promise(draft, outlook)
    told = f"{draft.handoff.id}/0/{outlook.position or ''}"
    draft.set_deadline(DeadlineKind.QUEUE_UPDATE, LINE_CHECKED_EVERY, told)
    must_open(draft)


def _turn_away(draft: Draft, ask: Ask) -> None:
    """A ticket stands in any case; with `then: bot` nothing is asked, and the bot goes on meanwhile."""
    then = ask.queue.when_closed.then
    if then == "bot":
        expectation = not_now(draft, ask, ask.answer_due_at)
        text = draft.words("nobody_now", queue=title(ask.queue), expectation=expectation, **agreed(draft))
        tickets.write_ticket(draft, ask, Event.TICKETED, channel="bot", told=text)
        return
    tickets.write_ticket(draft, ask, Event.EMAILED if then == "email" else Event.TICKETED)


def answer(draft: Draft, choice: str, ask: Ask | None) -> None:
    """The customer chose. `ask` is needed where the choice leads to a human (`human`), and by who is in line."""
    offer = draft.conversation.offer
    if offer is None or choice not in offer.choices:
        allowed = ", ".join(offer.choices) if offer else "nothing"
        raise NoSuchChoice(f"{choice!r} cannot be chosen now; open to choose: {allowed}", choice=choice)
    if choice == "human" and ask:
        request(draft, ask)
        settle(draft, ask)
    elif choice == "ticket" and ask:
        drop_question(draft, choice)
        tickets.write_ticket(draft, ask, Event.TICKETED, by=BY_CUSTOMER)
    elif choice == "wait":
        drop_question(draft, choice)
        keeps_waiting(draft, ask)
    elif choice in {"email", "callback"} or (choice == "bot" and not _is_offer(draft)):
        drop_question(draft, choice)
        tickets.choose(draft, choice, ask)
    elif choice == "bot":
        decline(draft)
    else:
        raise Refused(f"{choice!r} cannot be carried out now")


def keeps_waiting(draft: Draft, ask: Ask | None) -> None:
    """The customer waits in line, and is told so. `ask`: what can be expected by now."""
    queue = ask.queue.name if ask else draft.handoff.queue if draft.handoff else ""
    found = ask.queue if ask else draft.policy.queues.get(queue)
    outlook = ask.outlook if ask else Outlook(Availability.OPEN)
    draft.tell(
        "still_waiting",
        queue=title(found) if found else queue,
        wait=wait_of(draft, outlook),
        position=outlook.position or "",
        expectation=in_line(draft, outlook),
    )
    if outlook.wait_s is not None:
        promise(draft, outlook)


def decline(draft: Draft) -> None:
    """The customer goes on with the bot."""
    drop_question(draft, "bot")
    if draft.handoff and draft.handoff.state is State.OFFERED:
        note_answer(draft, Answer.DECLINED)
        draft.step(Event.CUSTOMER_DECLINED, draft.words("offer_declined"))
    else:
        draft.tell("went_on_with_bot")


def lapse(draft: Draft, *, quiet: bool = False) -> None:
    """The question got no answer."""
    drop_question(draft)
    if draft.handoff and draft.handoff.state is State.OFFERED:
        note_answer(draft, Answer.LAPSED)
        text = "" if quiet else draft.words("offer_lapsed")
        draft.step(Event.OFFER_LAPSED, text)


def _is_offer(draft: Draft) -> bool:
    return draft.handoff is not None and draft.handoff.state is State.OFFERED


def leave_contact(draft: Draft, field: str, value: str, ask: Ask | None) -> None:
    """The customer leaves an e-mail address or a telephone number; an open ticket gets it.

    field: email | phone. ask: where it is their answer in line, which they leave by it.
    """
    choice = tickets.CHANNELS[field]
    answers = draft.conversation.offer is not None and choice in draft.conversation.offer.choices
    if answers:
        drop_question(draft, choice)
    leaves_line = answers and ask is not None
    tickets.leave_contact(draft, field, value, told=not leaves_line)
    if leaves_line and ask:
        tickets.write_ticket(draft, ask, Event.TICKETED, channel=choice, by=BY_CUSTOMER)
