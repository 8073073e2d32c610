"""The customer gives the human agent back: by a button, by their bot, or by a clear wish that one tap confirms.

A mere "bye" ends nothing. Where a channel has no button of its own, a clear wish is answered with a question, once;
the human agent sees it, keeps the conversation, and may go on.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from segue.domain.channels import WITH_AN_END_BUTTON
from segue.domain.conversation import Entry, Kind, Role
from segue.domain.deadlines import DeadlineKind
from segue.domain.draft import Draft
from segue.domain.errors import NoSuchChoice
from segue.domain.lifecycle import Event, Handoff, State
from segue.domain.moves.humans import survey_data, wrap_up_until
from segue.domain.moves.leaving import call_off
from segue.domain.moves.marker import BY_CUSTOMER, BY_ROLE, end_marker
from segue.domain.moves.questions import drop_question, put_question

END, STAY = "end", "stay"
ASKED_FOR = timedelta(minutes=5)
QUIET_TURNS = 3
"""So many messages of the customer after the question, it is not asked again."""


def customer_done(
    draft: Draft, entries: Sequence[Entry], by: Role = Role.END_USER, *, note_text: str = ""
) -> Handoff | None:
    """The open handoff ends, whatever its state; None where none is open: twice is once.

    entries: the log since a human had it. by: END_USER, or AUTOMATED_AGENT for an end event of the bot's own.
    """
    handoff = draft.open_handoff
    if handoff is None:
        return None
    if note_text:
        draft.add(Kind.NOTE, by, note_text)
    who = BY_ROLE[by]
    if handoff.state is not State.ACTIVE:
        return call_off(draft, note_text=note_text, by=who)
    drop_question(draft)
    key = "customer_ended" if who == BY_CUSTOMER else "handed_back"
    text, survey = draft.words(key, agent=handoff.agent_name), survey_data(draft)
    draft.own_bot()
    draft.clear(DeadlineKind.IDLE, DeadlineKind.TRANSFER, DeadlineKind.HUB, DeadlineKind.CUSTOMER_AWAY)
    ended = draft.step(Event.HANDED_BACK, text, data={**survey, "ended_by": who}, wrap_up_until=wrap_up_until(draft))
    end_marker(draft, handoff, entries, by=who, told=text, note_text=note_text)
    return ended


# ---- a clear wish ----------------------------------------------------------------------------------------------------


def may_ask(draft: Draft) -> bool:
    """Whether a clear wish to end is answered with the question now."""
    conversation, handoff = draft.conversation, draft.open_handoff
    if handoff is None or handoff.state is not State.ACTIVE or conversation.channel in WITH_AN_END_BUTTON:
        return False
    asked = conversation.asked_to_end
    return conversation.offer is None and (not asked or conversation.signals.turns - asked > QUIET_TURNS)


def ask_to_end(draft: Draft) -> None:
    """One tap, or a yes as the very next message, ends the talk; everything else goes on as if nothing was asked."""
    handoff = draft.open_handoff
    assert handoff is not None
    text = draft.words("ask_to_end", agent=handoff.agent_name)
    draft.change(asked_to_end=max(draft.conversation.signals.turns, 1))
    put_question(draft, text, (END, STAY), handoff.id, turns=1, lasts=ASKED_FOR)


def asks_to_end(draft: Draft) -> bool:
    """Whether that question is open."""
    offer = draft.conversation.offer
    return offer is not None and END in offer.choices


def answer(draft: Draft, choice: str, entries: Sequence[Entry]) -> None:
    """The customer chose `end` or `stay`. Raises NoSuchChoice for anything else."""
    if choice not in {END, STAY}:
        raise NoSuchChoice(f"{choice!r} cannot be chosen now; open to choose: {END}, {STAY}", choice=choice)
    drop_question(draft, choice)
    if choice == END:
        customer_done(draft, entries)
