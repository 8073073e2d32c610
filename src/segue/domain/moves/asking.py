"""From a decision to a human: offer, request, queue, or a ticket when nobody can take it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from segue.domain import offers
from segue.domain.conversation import Kind, Owner, OwnerKind, PendingOffer, Role
from segue.domain.deadlines import DeadlineKind
from segue.domain.draft import Draft, step_data
from segue.domain.errors import HandoffAlreadyOpen, NoSuchChoice, Refused
from segue.domain.follow_up import FollowUp
from segue.domain.lifecycle import Event, Handoff, State
from segue.domain.offers import Answer, Moment
from segue.domain.passing_on import address_of
from segue.domain.policy import Decision
from segue.domain.queues import Queue, QueueKind
from segue.domain.routing.availability import Availability, Outlook
from segue.domain.sentences import shorten
from segue.domain.wording import CHOICE_LABELS, UNKNOWN, Expectation, time_words, wait_words

OFFER_TURNS = 2
OFFER_LASTS = timedelta(minutes=30)
LINE_CHECKED_EVERY = timedelta(seconds=60)


@dataclass(frozen=True, slots=True)
class Ask:
    """A handoff to be: what was decided, for which queue, and what that queue can promise now."""

    decision: Decision
    queue: Queue
    outlook: Outlook


def title(queue: Queue) -> str:
    return queue.title or queue.name.replace("_", " ").capitalize()


def new_handoff(draft: Draft, ask: Ask, state: State, *, follows: str = "") -> Handoff:
    conversation = draft.conversation
    return Handoff(
        id=draft.new_id("hnd"),
        workspace=conversation.workspace,
        conversation=conversation.id,
        state=state,
        requested_at=draft.now,
        state_at=draft.now,
        language=conversation.language,
        follows=follows,
        **_decided(ask),
    )


def _decided(ask: Ask) -> dict[str, Any]:
    """What a handoff has from the decision that it comes from, and from its queue."""
    decision = ask.decision
    return {
        "reason": decision.reason or decision.trigger,
        "queue": ask.queue.name,
        "trigger": decision.trigger,
        "evidence": decision.evidence,
        "category": decision.category,
        "urgency": decision.urgency,
        "priority": decision.priority,
        "requires": dict(ask.queue.requires),
        "units": ask.queue.units,
        "policy_version": decision.policy_version,
    }


def offer_human(draft: Draft, ask: Ask) -> None:
    """Ask the customer whether they want a person. The bot goes on owning the conversation."""
    handoff = new_handoff(draft, ask, State.OFFERED)
    draft.hold(handoff)
    draft.add(Kind.HANDOFF, Role.SYSTEM, data=step_data(handoff, "offered", draft.policy))
    key = "offer_later" if ask.outlook.status in NOT_NOW else "offer"
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


def put_question(draft: Draft, text: str, choices: Sequence[str], about: str) -> PendingOffer:
    """A question with buttons. It stays open for two customer turns or half an hour."""
    offer = PendingOffer(draft.new_id("ofr"), tuple(choices), OFFER_TURNS, draft.now + OFFER_LASTS, about)
    labels = [{"id": choice, "label": draft.words(CHOICE_LABELS[choice])} for choice in choices]
    data = {"id": offer.id, "choices": labels, "expires_at": offer.expires_at.isoformat()}
    draft.add(Kind.OFFER, Role.SYSTEM, text, data=data)
    draft.change(offer=offer)
    draft.set_deadline(DeadlineKind.OFFER, OFFER_LASTS, offer.id)
    return offer


def drop_question(draft: Draft, choice: str = "") -> None:
    """Close the open question, if any: answered with `choice`, or lapsed without one."""
    offer = draft.conversation.offer
    if offer is None:
        return
    if choice:
        draft.add(Kind.OFFER_ANSWERED, Role.END_USER, data={"id": offer.id, "choice": choice})
    else:
        draft.add(Kind.OFFER_LAPSED, Role.SYSTEM, data={"id": offer.id})
    draft.change(offer=None)
    draft.clear(DeadlineKind.OFFER)


def must_not_be_open(draft: Draft) -> None:
    """Raises HandoffAlreadyOpen."""
    handoff = draft.open_handoff
    if handoff:
        words = "this conversation is being handed over already"
        raise HandoffAlreadyOpen(words, handoff=handoff.id, state=handoff.state.value)


def request(draft: Draft, ask: Ask | None, *, follows: str = "") -> Handoff:
    """A handoff begins: what was offered becomes requested, as `ask` says by now, or else `ask` does.

    Raises HandoffAlreadyOpen.
    """
    must_not_be_open(draft)
    if draft.handoff is not None:  # offered, and now wanted
        drop_question(draft, "human")
        note_answer(draft, Answer.ACCEPTED)
        draft.step(Event.CUSTOMER_AGREED, **(_decided(ask) if ask else {}))
    else:
        assert ask is not None
        handoff = new_handoff(draft, ask, State.REQUESTED, follows=follows)
        draft.hold(handoff)
        draft.add(Kind.HANDOFF, Role.SYSTEM, data=step_data(handoff, "requested", draft.policy))
    assert draft.handoff is not None
    draft.change(handoffs=draft.conversation.handoffs + 1, last_handoff=draft.handoff.id)
    draft.clear(DeadlineKind.BOT_SILENT)
    return draft.handoff


NOT_NOW = frozenset({Availability.CLOSED, Availability.NOBODY_THERE})


def settle(draft: Draft, ask: Ask) -> None:
    """Promise only what can be kept: line up where somebody will come, else write a ticket and say so at once."""
    if ask.queue.kind is not QueueKind.LIVE:
        write_ticket(draft, ask, Event.EMAILED if ask.queue.kind is QueueKind.EMAIL else Event.TICKETED)
    elif ask.outlook.status in NOT_NOW:
        _turn_away(draft, ask)
    else:
        line_up(draft, ask)


def line_up(draft: Draft, ask: Ask) -> None:
    outlook, full = ask.outlook, ask.queue.when_full
    draft.own(Owner(OwnerKind.QUEUE, ask.queue.name))
    asked = outlook.status is Availability.FULL and full is not None
    text = draft.words(
        "transfer",
        queue=title(ask.queue),
        wait=wait_of(draft, outlook),
        position=outlook.position or "",
        expectation=in_line(draft, replace(outlook, wait_s=None) if asked else outlook),  # the question says the wait
        **agreed(draft),
    )
    draft.step(Event.QUEUED, text, data=place(outlook), queued_at=draft.now)
    told = f"{draft.conversation.handoff}/0/{outlook.position or ''}"
    draft.set_deadline(DeadlineKind.QUEUE_UPDATE, LINE_CHECKED_EVERY, told)
    if outlook.status is Availability.FULL and full:
        wait = wait_of(draft, outlook) or wait_words(full.longer_than.total_seconds(), language=draft.language)
        question = draft.words("when_full", queue=title(ask.queue), wait=wait)
        put_question(draft, question, full.then, draft.conversation.handoff)


def move(draft: Draft, queue: Queue) -> Handoff:
    """The policy has no more the queue that somebody waits in: on in this one, with the old age."""
    assert draft.handoff is not None
    handoff = replace(draft.handoff, queue=queue.name, requires=dict(queue.requires), units=queue.units, refused_by=())
    draft.own(Owner(OwnerKind.QUEUE, queue.name))
    draft.hold(handoff)
    text = draft.words("transfer", queue=title(queue))
    draft.add(Kind.HANDOFF, Role.SYSTEM, text, data=step_data(handoff, Event.QUEUED.value, draft.policy))
    return handoff


def place(outlook: Outlook) -> dict[str, float | int | None]:
    return {
        "position": outlook.position,
        "wait_s": outlook.wait_s,
        "wait_low_s": outlook.wait_low_s,
        "wait_high_s": outlook.wait_high_s,
    }


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


def the_wait(draft: Draft, outlook: Outlook) -> Expectation:
    """The same without the place in line."""
    if outlook.wait_s is None:
        return Expectation("expected_wait_unknown")
    return Expectation("expected_wait", {"wait": wait_of(draft, outlook)})


def offered(draft: Draft, ask: Ask) -> Expectation:
    return not_now(draft, ask) if ask.outlook.status in NOT_NOW else the_wait(draft, ask.outlook)


def not_now(draft: Draft, ask: Ask) -> Expectation:
    """Why nobody takes it now, and when somebody will; of a ticket, that nobody knows when it is answered."""
    queue = {"queue": title(ask.queue)}
    if ask.outlook.status is Availability.NOBODY_THERE:
        return Expectation("nobody_there", queue)
    if ask.outlook.status is not Availability.CLOSED:
        return Expectation("answer_later", queue)
    calendar = draft.policy.hours.get(ask.queue.hours)
    if ask.outlook.opens_at is None or calendar is None:
        return Expectation("closed_unknown", queue)
    opens = time_words(ask.outlook.opens_at, draft.now, calendar.timezone, draft.language)
    return Expectation("closed", {**queue, "opens_at": opens})


def agreed(draft: Draft) -> dict[str, str]:
    """Who has just agreed to an offer, or waits already, has been told that it was understood: they are thanked."""
    handoff = draft.handoff
    just_now = any(entry.data.get("event") == Event.CUSTOMER_AGREED.value for entry in draft.entries)
    waits = handoff is not None and handoff.queued_at is not None
    return {"acknowledgement": "acknowledgement_agreed"} if just_now or waits else {}


def _turn_away(draft: Draft, ask: Ask) -> None:
    then = ask.queue.when_closed.then
    if then == "bot":
        expectation = not_now(draft, ask)
        text = draft.words("nobody_now", queue=title(ask.queue), expectation=expectation, **agreed(draft))
        drop_question(draft)
        draft.own_bot()
        draft.step(Event.HANDED_BACK, text)
        return
    write_ticket(draft, ask, Event.EMAILED if then == "email" else Event.TICKETED)


def write_ticket(draft: Draft, ask: Ask, event: Event) -> None:
    """Leave the case with its package in the desk; the customer may add an address or go on with the bot."""
    handoff, email = draft.handoff, address_of(draft.conversation)
    assert handoff is not None
    draft.follow_up = follow_up(draft, handoff, "email" if event is Event.EMAILED else "ticket", email)
    values = {"queue": title(ask.queue), "expectation": not_now(draft, ask), **agreed(draft)}
    told = draft.words("ticket_created_email" if email else "ticket_created", email=email, **values)
    drop_question(draft)
    draft.change(left_behind=handoff.id)
    draft.own_bot()
    draft.clear(DeadlineKind.QUEUE_UPDATE, DeadlineKind.RESERVATION, DeadlineKind.CUSTOMER_AWAY)
    draft.step(event, told)
    if not email:
        put_question(draft, draft.words("ask_email"), ("email", "bot"), handoff.id)


def follow_up(draft: Draft, handoff: Handoff, kind: str, email: str) -> FollowUp:
    sla = draft.policy.queues[handoff.queue].sla.resolution if handoff.queue in draft.policy.queues else None
    return FollowUp(
        id=draft.new_id("fup"),
        workspace=handoff.workspace,
        conversation=handoff.conversation,
        handoff=handoff.id,
        queue=handoff.queue,
        opened_at=handoff.queued_at or handoff.requested_at,
        kind=kind,
        email=email,
        subject=draft.conversation.matter or shorten(handoff.evidence or handoff.reason.replace("_", " "), 120),
        due_at=draft.now + sla if sla else None,
    )


def answer(draft: Draft, choice: str, ask: Ask | None) -> None:
    """The customer chose. `ask` is needed where the choice leads to a human (`human`) or to a ticket (`ticket`)."""
    offer = draft.conversation.offer
    if offer is None or choice not in offer.choices:
        allowed = ", ".join(offer.choices) if offer else "nothing"
        raise NoSuchChoice(f"{choice!r} cannot be chosen now; open to choose: {allowed}", choice=choice)
    if choice == "human" and ask:
        request(draft, ask)
        settle(draft, ask)
    elif choice == "ticket" and ask:
        drop_question(draft, choice)
        write_ticket(draft, ask, Event.TICKETED)
    elif choice == "wait":
        drop_question(draft, choice)
        keeps_waiting(draft, ask)
    elif choice == "email":
        drop_question(draft, choice)
        draft.change(asked_for_email=True)
        draft.tell("ask_email")
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


def leave_address(draft: Draft, email: str, pending: FollowUp | None) -> None:
    """The customer leaves an e-mail address; an open ticket gets it."""
    if draft.conversation.offer and "email" in draft.conversation.offer.choices:
        drop_question(draft, "email")
    draft.change(contact_email=email, asked_for_email=False)
    draft.add(Kind.CONTACT, Role.END_USER, data={"email": email})
    if pending and not pending.closed_at:
        draft.follow_up = replace(pending, email=email)
    draft.tell("email_saved", email=email)
