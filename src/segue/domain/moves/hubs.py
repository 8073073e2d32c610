"""What people in a helpdesk do, and what becomes of a customer whom a helpdesk does not take.

A human agent of a helpdesk is a human agent like ours, under the id `hub:<name>/<their id>`: one speaker at a time, and
whoever writes takes ownership. Only who is on duty and who gets whom is the helpdesk's own business.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from segue.domain.conversation import Entry, Kind, Owner, OwnerKind, Role
from segue.domain.deadlines import DeadlineKind
from segue.domain.deliveries import HUB, hub_listener
from segue.domain.draft import Draft
from segue.domain.follow_up import FollowUp
from segue.domain.hubs import Told, What
from segue.domain.lifecycle import Event, Handoff, State
from segue.domain.moves import asking, humans, tickets
from segue.domain.moves.ask import Ask
from segue.domain.moves.asking import LINE_CHECKED_EVERY
from segue.domain.moves.escalating import Told as Notified
from segue.domain.moves.escalating import start_clock
from segue.domain.moves.expecting import in_line, place, promise, title
from segue.domain.moves.humans import Human
from segue.domain.routing.availability import Availability, Outlook

DELIVERED_WITHIN = timedelta(minutes=2)
"""A helpdesk whose people do not get to read what a customer writes by then has lost them."""

_SOMEBODY = "agent"


def human_of(hub: str, told: Told, called: str = "") -> Human:
    """called: what the customer reads where the helpdesk tells no name."""
    return Human(f"{HUB}{hub}/{told.agent or _SOMEBODY}", told.agent_name or called or hub)


def is_of(hub: str, agent: str) -> bool:
    """Whether this human agent is one of this helpdesk."""
    return agent.startswith(f"{HUB}{hub}/")


def current(draft: Draft, handoff_id: str, hub: str) -> Handoff | None:
    """The open handoff, if it is this one and with this helpdesk still."""
    handoff = draft.open_handoff
    return handoff if handoff and handoff.id == handoff_id and handoff.hub == hub else None


def has_it(draft: Draft, hub: str) -> bool:
    """Whether somebody of this helpdesk speaks with the customer, or may begin to."""
    owner = draft.conversation.owner
    return owner.kind is OwnerKind.QUEUE or (owner.kind is OwnerKind.HUMAN and is_of(hub, owner.id))


def joined(draft: Draft, human: Human) -> None:
    """Somebody of the helpdesk takes the customer; or somebody else of it does."""
    handoff = draft.open_handoff
    assert handoff is not None
    if handoff.state is State.ACTIVE and handoff.agent == human.id:
        return
    _opened(draft)
    humans.begin(draft, human, Event.TRANSFERRED if handoff.state is State.ACTIVE else Event.TAKEN)


def said(draft: Draft, hub: str, human: Human, told: Told, data: Mapping[str, Any], ask: Ask | None = None) -> Entry:
    """A message to the customer. Whoever writes has joined. ask: where nobody handed the conversation over."""
    handoff = draft.open_handoff
    if handoff and handoff.state is State.ACTIVE and handoff.agent != human.id:
        joined(draft, human)
    _opened(draft)
    return humans.speak(draft, human, told.text, message_id(hub, told), ask, data)


def _opened(draft: Draft) -> None:
    """That it opened need not be waited for any more; what the customer wrote meanwhile has to arrive all the same."""
    deadline = draft.deadline(DeadlineKind.HUB)
    if deadline and deadline.about.endswith("/open"):
        draft.clear(DeadlineKind.HUB)
        must_have_arrived(draft)


def message_id(hub: str, told: Told) -> str:
    """The same whenever it is told, and no other's: two helpdesks of one conversation may count alike, an id may be
    long, and the customer must not be able to take it before it is told."""
    made = "\0".join((hub, told.what.value, told.ref, told.id))
    return HUB + hashlib.sha256(made.encode("utf-8", "replace")).hexdigest()[:32]


def said_too_late(draft: Draft, hub: str, human: Human, told: Told) -> Entry:
    """Somebody of the helpdesk wrote when the conversation was not theirs any more: the team reads it."""
    words = f"Written in {hub} after the end, and not shown to the customer: {told.text}"
    return draft.add(
        *(Kind.NOTE, Role.HUMAN_AGENT, words),
        author=human.id,
        author_name=human.name,
        message_id=message_id(hub, told),
        data={"hub": hub, "late": True},
    )


def remarked(draft: Draft, hub: str, words: str, told: Told) -> Entry:
    """Something that the team should know of what happened in the helpdesk."""
    data = {"hub": hub, "told": told.what.value}
    return draft.add(Kind.NOTE, Role.SYSTEM, words, message_id=message_id(hub, told), data=data)


def placed(draft: Draft, told: Told) -> None:
    """The helpdesk says how long it may take: the customer is told when it says something new."""
    handoff = draft.open_handoff
    if handoff is None or handoff.state is not State.QUEUED or not (told.place or told.wait_s):
        return
    outlook = Outlook(Availability.OPEN, position=told.place or None, wait_s=told.wait_s)
    last = handoff.promises[-1] if handoff.promises else None
    if last and (last.position, last.expected_s) == (told.place, told.wait_s or 0.0):
        return
    queue = draft.policy.queues.get(handoff.queue)
    name = title(queue) if queue else handoff.queue
    draft.tell("still_waiting", queue=name, position=told.place or "", expectation=in_line(draft, outlook))
    if told.wait_s is not None:
        promise(draft, outlook)


def ended(draft: Draft, event: Event, entries: Sequence[Entry], told: Told) -> None:
    """The human agent of the helpdesk is done: back to the bot, with what was said.

    event: HANDED_BACK or RESOLVED. Of one whom nobody had taken see `lose`.
    """
    handoff = draft.open_handoff
    assert handoff is not None
    note = told.text if told.what is What.RETURNED else ""
    disposition = told.text if told.what is not What.RETURNED else ""
    draft.clear(DeadlineKind.HUB)
    human = Human(handoff.agent, handoff.agent_name)
    humans.finish(draft, human, event, entries, note_text=note, disposition=disposition[:200])


def rated(draft: Draft, hub: str, handoff: str, told: Told) -> Entry:
    """The customer's score, given in the helpdesk."""
    data = {"score": told.score, "comment": told.text[:2000], "handoff": handoff, "told_by": "hub"}
    return draft.add(Kind.CSAT, Role.END_USER, data=data, message_id=message_id(hub, told))


def must_arrive(draft: Draft, seq: int) -> None:
    """The customer wrote: if the helpdesk has not taken that in time, somebody else has the customer from then on."""
    handoff = draft.open_handoff
    if handoff and handoff.hub and not draft.pending(DeadlineKind.HUB):
        draft.set_deadline(DeadlineKind.HUB, DELIVERED_WITHIN, f"{handoff.id}/{seq}")


def must_have_arrived(draft: Draft) -> None:
    """The same of what they wrote while the helpdesk was only to open."""
    handoff, wrote_at = draft.open_handoff, draft.conversation.last_customer_at
    if handoff and handoff.queued_at and wrote_at and wrote_at > handoff.queued_at:
        must_arrive(draft, draft.base_seq)


def lose(draft: Draft, ask: Ask, why: str, told: Notified) -> None:
    """The helpdesk does not take the customer, or cannot be reached: they wait in our own desk, with the age they have.

    ask: what our own desk can promise. told: who is told that this happened.
    """
    handoff = draft.open_handoff
    assert handoff is not None
    hub, active, waits = handoff.hub, handoff.state is State.ACTIVE, ask.outlook.promises_human
    draft.own(Owner(OwnerKind.QUEUE, handoff.queue))
    draft.clear(DeadlineKind.HUB, DeadlineKind.IDLE, DeadlineKind.TRANSFER)
    ours = replace(handoff, hub="", lost_hub=hub)
    expectation = asking.expected(draft, ask, ours) if waits else in_line(draft, ask.outlook)
    values = {"agent": handoff.agent_name, "queue": title(ask.queue), "expectation": expectation}
    key = "agent_lost" if active else "still_waiting"
    text = draft.words(key, **values) if waits and (active or ask.outlook.position) else ""
    lost = draft.step(
        Event.HUB_LOST,
        text,
        data={"lost_hub": hub, "why": why, **(place(ask.outlook) if waits else {})},
        hub="",
        lost_hub=hub,
        agent="",
        agent_name="",
        reserved_until=None,
        transfer=None,
        before=humans.had(handoff, handoff.agent) if active else handoff.before,
        entered_at=draft.now,
        notified=tuple(dict.fromkeys((*handoff.notified, *told.ids))),
    )
    now = "They wait in this desk." if waits else "Nobody of this desk can take them now."
    say_to_team(draft, f"{hub} did not take this customer: {why}. {now}", told, handoff=lost.id)
    if not waits:
        asking.settle(draft, ask)
        return
    promise(draft, ask.outlook)
    draft.set_deadline(DeadlineKind.QUEUE_UPDATE, LINE_CHECKED_EVERY, f"{lost.id}/0/{ask.outlook.position or ''}")
    start_clock(draft)
    asking.ask_when_full(draft, ask)


def say_to_team(draft: Draft, words: str, told: Notified, **data: str) -> None:
    names = f" Told: {', '.join(told.names)}." if told.names else ""
    noted = {"hub_lost": True, "notified": list(told.names), **data}
    draft.add(Kind.NOTE, Role.SYSTEM, words + names, data=noted)


# ---- tickets ---------------------------------------------------------------------------------------------------------


def ticket_lost(draft: Draft, ticket: FollowUp, why: str, told: Notified) -> None:
    """The helpdesk does not take a ticket: it is one of our own desk."""
    notified = tuple(dict.fromkeys((*ticket.notified, *told.ids)))
    draft.follow_up = replace(ticket, hub="", notified=notified)
    words = f"{ticket.hub} did not take this ticket: {why}. It is in this desk."
    say_to_team(draft, words, told, follow_up=ticket.id)


def ticket_written(draft: Draft, ticket: FollowUp, hub: str, ref: str, url: str) -> None:
    draft.follow_up = replace(ticket, hub=hub, hub_ref=ref, hub_url=url)
    words = f"Ticket {ref} of {hub}" + (f": {url}" if url else "")
    draft.add(Kind.NOTE, Role.SYSTEM, words, data={"hub": hub, "follow_up": ticket.id})


def ticket_answered(draft: Draft, hub: str, ticket: str, human: Human, told: Told, data: Mapping[str, Any]) -> Entry:
    """An answer to what was left behind: the customer reads it, and who owns the conversation stays who it is."""
    return draft.add(
        *(Kind.MESSAGE, Role.HUMAN_AGENT, told.text),
        author=human.id,
        author_name=human.name,
        message_id=message_id(hub, told),
        data={**data, "ticket": ticket},
    )


def wrote_elsewhere(draft: Draft, hub: str, ticket: str, told: Told, data: Mapping[str, Any]) -> Entry:
    """The customer answered where the ticket is, such as by e-mail: part of the log, and nothing to decide about."""
    data = {**data, "via": hub_listener(hub), "ticket": ticket}
    return draft.add(Kind.MESSAGE, Role.END_USER, told.text, message_id=message_id(hub, told), data=data)


def ticket_done(draft: Draft, ticket: FollowUp, human: Human, told: Told) -> None:
    draft.follow_up = replace(tickets.closed(ticket, draft, "done", human.id), note=ticket.note or told.text[:500])
    remarked(draft, ticket.hub, f"{ticket.hub} has closed the ticket" + (f": {told.text}" if told.text else ""), told)
    if draft.conversation.left_behind == ticket.handoff:
        draft.change(left_behind="")


def ticket_reopened(draft: Draft, ticket: FollowUp, told: Told) -> None:
    draft.follow_up = replace(ticket, closed_at=None, closed_by="", closed_because="")
    remarked(draft, ticket.hub, f"{ticket.hub} has opened the ticket again", told)
