"""How a conversation is left, and found again: away, back, idle, ended."""

from __future__ import annotations

from collections.abc import Sequence

from segue.domain.conversation import Entry, Kind, OwnerKind, Role
from segue.domain.deadlines import DeadlineKind
from segue.domain.draft import Draft
from segue.domain.lifecycle import Event, Handoff, State
from segue.domain.moves import tickets
from segue.domain.moves.asking import lapse
from segue.domain.moves.expecting import title
from segue.domain.moves.humans import survey_data, wrap_up_until
from segue.domain.moves.marker import BY_BOT, BY_CUSTOMER, BY_IDLE, BY_ROLE, end_marker
from segue.domain.moves.questions import drop_question
from segue.domain.outcomes import EndedBy, came_of, facts_of
from segue.domain.wording import Expectation

ENDED_BY = {Role.END_USER: EndedBy.CUSTOMER, Role.AUTOMATED_AGENT: EndedBy.BOT}


def customer_away(draft: Draft) -> None:
    """The last page of the customer closed while a person is due or here."""
    handoff = draft.open_handoff
    if handoff is None or draft.pending(DeadlineKind.CUSTOMER_AWAY):
        return
    draft.add(Kind.CUSTOMER_AWAY, Role.SYSTEM)
    draft.set_deadline(DeadlineKind.CUSTOMER_AWAY, draft.policy.customer_away, handoff.id)


def customer_back(draft: Draft) -> None:
    """The customer opened the page again."""
    if not draft.pending(DeadlineKind.CUSTOMER_AWAY):
        return
    draft.add(Kind.CUSTOMER_BACK, Role.SYSTEM)
    draft.clear(DeadlineKind.CUSTOMER_AWAY)
    if draft.conversation.owner.kind is OwnerKind.QUEUE:
        queue = draft.policy.queues.get(draft.conversation.owner.id)
        name = title(queue) if queue else draft.conversation.owner.id
        draft.tell("customer_back", queue=name, expectation=Expectation("expected_wait_unknown"))


def captured(draft: Draft) -> None:
    """The customer did not come back in time: kept for follow-up, the line is free. A human who is here stays."""
    handoff = draft.open_handoff
    if handoff is None:
        return
    if handoff.state is State.ACTIVE:
        draft.set_deadline(DeadlineKind.CUSTOMER_AWAY, draft.policy.customer_away, handoff.id)
        return
    _leave(draft, told=True, by=BY_CUSTOMER)


def _leave(draft: Draft, *, told: bool, by: str, entries: Sequence[Entry] = (), closes: bool = False) -> None:
    handoff = draft.open_handoff
    assert handoff is not None
    helped = handoff.first_reply_at is not None and handoff.state is State.ACTIVE
    if not helped:  # nobody has, or whoever did is gone: it must not be forgotten, and they are told that it is not
        tickets.keep(draft, handoff, "customer_left")
    text = draft.words("customer_left", expectation=tickets.answer_expected(draft)) if told else ""
    drop_question(draft)
    draft.own_bot()
    draft.clear(*DeadlineKind)
    until = wrap_up_until(draft) if handoff.state is State.ACTIVE else None
    left = {} if helped else tickets.of_ticket(draft.follow_up)
    draft.step(Event.CUSTOMER_LEFT, text, data={**left, "ended_by": by}, wrap_up_until=until)
    end_marker(draft, handoff, entries, by=by, told=text, closes=closes)


def idle(draft: Draft, entries: Sequence[Entry]) -> None:
    """Nobody has said a word for long: back to the bot, and the customer is told."""
    handoff = draft.open_handoff
    if handoff is None or handoff.state is not State.ACTIVE:
        return
    text, survey = draft.words("idle_handed_back"), survey_data(draft)
    drop_question(draft)
    draft.own_bot()
    draft.clear(DeadlineKind.IDLE, DeadlineKind.TRANSFER)
    data = {**survey, "ended_by": BY_IDLE}
    draft.step(Event.HANDED_BACK, text, data=data, wrap_up_until=wrap_up_until(draft))
    end_marker(draft, handoff, entries, by=BY_IDLE, told=text)


def call_off(draft: Draft, *, note_text: str = "", event: Event = Event.HANDED_BACK, by: str = BY_BOT) -> Handoff:
    """The bot or the customer wants the conversation back before a human was there, or a supervisor cancels it
    (CANCELLED)."""
    handoff = draft.open_handoff
    assert handoff is not None
    text = draft.words("cancelled")
    tickets.close(draft, handoff, "called_off")
    draft.own_bot()
    draft.clear(*DeadlineKind)
    if draft.conversation.offer:
        lapse(draft, quiet=True)
    ended = draft.step(event, text, data={"ended_by": by})
    end_marker(draft, handoff, by=by, told=text, note_text=note_text)
    return ended


def end(draft: Draft, by: Role, ended_by: EndedBy | None = None, *, entries: Sequence[Entry] = ()) -> Entry:
    """The conversation ends; an open handoff ends with it, and what nobody has answered is kept for follow-up.

    by: who wrote the end into the log. ended_by: how it came to that, where that is not said by `by`. entries: the log
    since a human has had it, where one has.
    """
    draft.must_be_open()
    ended_by = ended_by or ENDED_BY.get(by, EndedBy.SYSTEM)
    if draft.conversation.offer or (draft.handoff and draft.handoff.state is State.OFFERED):
        lapse(draft, quiet=True)
    wanted = draft.conversation.handoffs > 0 or ended_by is EndedBy.ANSWERED
    survey = survey_data(draft, wanted=wanted)
    if draft.open_handoff:
        _leave(draft, told=False, by=BY_ROLE[by], entries=entries, closes=True)
    draft.change(ended_by=ended_by.value)
    came = came_of(facts_of(draft.conversation))
    told = {"outcome": came.result.value, "because": came.because, "ended_by": ended_by.value}
    entry = draft.add(Kind.ENDED, by, draft.words("ended"), data=survey | told)
    draft.change(open=False)
    draft.clear(*DeadlineKind)
    return entry
