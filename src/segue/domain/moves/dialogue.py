"""The bot's part of a conversation by the policy's `bot`: greeting, no match, silence, and whether it was answered."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from segue.domain.conversation import Kind, OwnerKind, Role
from segue.domain.deadlines import DeadlineKind
from segue.domain.dialogue import NOT_RESOLVED, Step
from segue.domain.draft import Draft
from segue.domain.errors import NoSuchChoice
from segue.domain.moves import leaving
from segue.domain.moves.questions import drop_question, put_question
from segue.domain.outcomes import EndedBy

ANSWERED, NOT_ANSWERED = "answered", "not_answered"
TRY_AGAIN = "try_again"
CHOICES = frozenset({ANSWERED, NOT_ANSWERED, TRY_AGAIN, NOT_RESOLVED})

AT_LEAST = timedelta(seconds=1)


def greet(draft: Draft) -> None:
    """The first words of a conversation on a channel that has Segue in front of the bot. The widget shows them itself,
    and a bot that stands in front has its own."""
    if draft.policy.bot.dialogue.greeting:
        draft.tell("greeting")


def no_match(draft: Draft) -> None:
    """The bot understood nothing and has no words for it: the customer is asked to say it differently."""
    if draft.policy.bot.dialogue.no_match is None:
        return
    again = draft.conversation.signals.no_matches > 1
    draft.tell("no_match_again" if again else "no_match")


# --- silence of the customer ------------------------------------------------------------------------------------------


def watch(draft: Draft) -> None:
    """After each change: whether the customer's silence is counted from here on. It is while the bot has the
    conversation and something was said to them, or by them, since they began to write."""
    silences = draft.policy.bot.dialogue.silences
    if not silences:
        return
    conversation = draft.conversation
    if not conversation.open or conversation.owner.kind is not OwnerKind.BOT or draft.open_handoff:
        draft.clear(DeadlineKind.INACTIVE)
    elif draft.deadlines.get(DeadlineKind.INACTIVE) is None and _something_said(draft):
        _wait_for(draft, next(iter(silences)))


_WORDS = frozenset({Kind.MESSAGE, Kind.HANDOFF, Kind.OFFER, Kind.OFFER_ANSWERED})


def _something_said(draft: Draft) -> bool:
    """Now, after the customer has written at least once."""
    said = any(entry.kind in _WORDS and (entry.text or entry.kind is Kind.OFFER_ANSWERED) for entry in draft.entries)
    return said and draft.conversation.signals.turns > 0


def _wait_for(draft: Draft, step: Step) -> None:
    length = draft.policy.bot.dialogue.silences.get(step)
    if length is not None:
        draft.set_deadline(DeadlineKind.INACTIVE, max(length, AT_LEAST), step.value)


def silent(draft: Draft, step: str) -> None:
    """The customer has said nothing for so long."""
    if draft.conversation.owner.kind is not OwnerKind.BOT or draft.open_handoff:
        return
    if draft.pending(DeadlineKind.BOT_SILENT):  # it is the bot that is silent
        _wait_for(draft, Step(step))
    elif step == Step.ANSWERED:
        asked = may_ask(draft)
        if asked:
            ask_if_answered(draft)
        _after_answered(draft, asked=asked)
    elif step == Step.STILL_THERE:
        if not draft.conversation.signals.bot_silent:  # who waits for an answer is not asked
            draft.tell("still_there")
        _wait_for(draft, Step.END)
    elif step == Step.END:
        leaving.end(draft, Role.SYSTEM, EndedBy.INACTIVITY)


def _after_answered(draft: Draft, *, asked: bool) -> None:
    """Who was asked whether that answered it is not asked whether they are there, too."""
    silences = draft.policy.bot.dialogue.silences
    if Step.STILL_THERE not in silences:
        return
    if not asked:
        _wait_for(draft, Step.STILL_THERE)
        return
    length = silences[Step.STILL_THERE] + silences[Step.END]
    draft.set_deadline(DeadlineKind.INACTIVE, length, Step.END.value)


# --- was it answered? -------------------------------------------------------------------------------------------------


def may_ask(draft: Draft) -> bool:
    """Whether the bot has answered, as far as it knows, and nothing else was asked. Never of somebody in distress."""
    conversation = draft.conversation
    seen, asked = conversation.signals, conversation.asked_for_email or conversation.asked_for_phone
    stands = seen.answer_open and not (seen.answer_failed or seen.asked_if_helped or seen.distressed)
    return stands and conversation.offer is None and not asked


def ask_if_answered(draft: Draft) -> None:
    put_question(draft, draft.words("answered"), (ANSWERED, NOT_ANSWERED), "", turns=1)
    draft.change(signals=replace(draft.conversation.signals, asked_if_helped=True))


def answer(draft: Draft, choice: str) -> bool:
    """The customer chose one of CHOICES. Whether they want a person now. Raises NoSuchChoice when it is not asked."""
    offer = draft.conversation.offer
    if offer is None or choice not in offer.choices:
        raise NoSuchChoice(f"{choice!r} cannot be chosen now", choice=choice)
    drop_question(draft, choice)
    if choice == ANSWERED:
        leaving.end(draft, Role.SYSTEM, EndedBy.ANSWERED)
    elif choice == NOT_ANSWERED:
        _turned_down(draft)
        asked = draft.policy.bot.dialogue.end_of_conversation
        if not (asked and asked.try_again):
            return True
        put_question(draft, draft.words("try_again"), (TRY_AGAIN, NOT_RESOLVED), "", turns=1)
    elif choice == TRY_AGAIN:
        draft.tell("try_again_agreed")
    return choice == NOT_RESOLVED


def _turned_down(draft: Draft) -> None:
    """By a button, it counts like a refusal in words; a message is counted when it is read."""
    seen = draft.conversation.signals
    if seen.answer_open:
        failed = seen.failed_attempts + (not seen.answer_failed)
        told = replace(seen, failed_attempts=failed, refusals=seen.refusals + 1, answer_failed=True)
        draft.change(signals=replace(told, asked_if_helped=False))
