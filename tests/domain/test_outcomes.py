"""What came of a conversation: exactly one of four names once it is over, whatever happened in it."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segue.domain.conversation import Conversation, Kind, Role
from segue.domain.draft import Draft
from segue.domain.lifecycle import State
from segue.domain.moves import asking, dialogue, leaving, speaking
from segue.domain.moves.ask import Ask
from segue.domain.outcomes import BECAUSE, EndedBy, Facts, Result, came_of, outcome_of
from segue.domain.policy import Decision, Outcome, Policy
from segue.domain.queues import Queue
from segue.domain.routing.availability import Availability, Outlook
from segue.domain.signals.observe import Observer
from segue.domain.signals.progress import Report
from segue.policy_file import load_policy

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
POLICY: Policy = load_policy(
    "version: 1\ntriggers: []\nroute: [{queue: general}]\nqueues: {general: {}}\n"
    "bot: {inactivity: {after: 5m, end_after: 10m}, end_of_conversation: true}\n"
)
OBSERVER = Observer()

CASES: list[tuple[str, Facts, Result, str]] = [
    ("a person was asked for, and it was confirmed", Facts(1, 3, confirmed=True), Result.ESCALATED, "handoff"),
    ("they said that it was answered", Facts(0, 2, EndedBy.ANSWERED), Result.CONFIRMED, "confirmed"),
    ("their last words were that it worked", Facts(0, 2, EndedBy.BOT, confirmed=True), Result.CONFIRMED, "confirmed"),
    ("nobody wrote a word", Facts(0, 0, EndedBy.CUSTOMER), Result.ABANDONED, "never_wrote"),
    ("the bot greeted, nobody wrote", Facts(0, 0, EndedBy.INACTIVITY, answered=True), Result.ABANDONED, "never_wrote"),
    (
        "the answer stood and they fell silent",
        Facts(0, 2, EndedBy.INACTIVITY, answered=True),
        Result.IMPLIED,
        "answered",
    ),
    ("the answer stood and they left", Facts(0, 2, EndedBy.CUSTOMER, answered=True), Result.IMPLIED, "answered"),
    ("the bot ended it after their last word", Facts(0, 2, EndedBy.BOT), Result.IMPLIED, "answered"),
    ("the bot failed last", Facts(0, 2, EndedBy.CUSTOMER, answered=True, failed=True), Result.ABANDONED, "let_down"),
    ("the bot failed and ended it", Facts(0, 2, EndedBy.BOT, answered=True, failed=True), Result.ABANDONED, "let_down"),
    ("they turned the last answer down", Facts(0, 2, EndedBy.BOT, rejected=True), Result.ABANDONED, "let_down"),
    ("turned down, and answered anew", Facts(0, 2, "", rejected=True, answered=True), Result.IMPLIED, "answered"),
    ("they left before the bot said anything", Facts(0, 1, EndedBy.CUSTOMER), Result.ABANDONED, "no_answer"),
]


@pytest.mark.parametrize(("facts", "result", "because"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_each_way_to_end_has_its_name(facts: Facts, result: Result, because: str) -> None:
    assert (came_of(facts).result, came_of(facts).because) == (result, because)


def test_each_name_and_each_reason_is_reached() -> None:
    assert {case[2] for case in CASES} == set(Result)
    assert {case[3] for case in CASES} == set(BECAUSE)


def test_the_names_are_those_that_copilot_studio_has() -> None:
    assert {name.value for name in Result} == {"Escalated", "ResolvedConfirmed", "ResolvedImplied", "Abandoned"}


@given(
    st.builds(
        Facts,
        handoffs=st.integers(0, 3),
        turns=st.integers(0, 3),
        ended_by=st.sampled_from(["", *EndedBy]),
        **{each.name: st.booleans() for each in fields(Facts) if each.type == "bool"},
    )
)
def test_any_facts_have_one_name_and_a_handoff_is_always_escalated(facts: Facts) -> None:
    came = came_of(facts)
    assert came.because in BECAUSE
    assert (came.result is Result.ESCALATED) == (facts.handoffs > 0)


# --- any sequence of events -------------------------------------------------------------------------------------------


def fresh() -> Draft:
    numbers = count(1)
    conversation = Conversation("home", "c1", NOW, NOW)
    return Draft(conversation, None, POLICY, NOW, lambda prefix: f"{prefix}_{next(numbers)}")


def writes(draft: Draft, text: str) -> None:
    _, memory = OBSERVER.customer(text, draft.conversation.signals)
    draft.change(signals=memory)
    speaking.customer_says(draft, text, "")


def answers(draft: Draft, text: str = "", **report: object) -> None:
    told = Report(**report)  # type: ignore[arg-type]
    _, memory = OBSERVER.bot(text, draft.conversation.signals, told)
    draft.change(signals=memory)
    speaking.bot_says(draft, text, "", {})


def asks() -> Ask:
    decision = Decision(Outcome.HANDOFF, POLICY.hash, reason="customer_asked")
    return Ask(decision, Queue("general"), Outlook(Availability.NOBODY_THERE), now=NOW)


def offered(draft: Draft) -> None:
    if draft.handoff is None and draft.conversation.offer is None:
        asking.offer_human(draft, asks())


def declined(draft: Draft) -> None:
    if draft.handoff and draft.handoff.state is State.OFFERED:
        asking.decline(draft)


def handed_over(draft: Draft) -> None:
    if draft.open_handoff is None:
        asking.request(draft, asks())
        asking.settle(draft, asks())


def asked_if_answered(draft: Draft) -> None:
    if dialogue.may_ask(draft):
        dialogue.ask_if_answered(draft)


def chooses(draft: Draft, choice: str) -> None:
    offer = draft.conversation.offer
    if offer and choice in offer.choices and dialogue.answer(draft, choice):
        handed_over(draft)


def silence(draft: Draft, step: str) -> None:
    draft.now += timedelta(minutes=5)
    dialogue.silent(draft, step)


HAPPENS = {
    "writes": lambda draft: writes(draft, "where is my invoice"),
    "says that it worked": lambda draft: writes(draft, "that worked, thank you"),
    "says that it did not help": lambda draft: writes(draft, "that did not help"),
    "is answered": lambda draft: answers(draft, "In your account under Billing."),
    "bot fails": lambda draft: answers(draft, error="broken"),
    "bot has no match": lambda draft: answers(draft, no_match=True),
    "bot is silent": speaking.bot_silent,
    "is offered a person": offered,
    "declines": declined,
    "is handed over": handed_over,
    "is asked": asked_if_answered,
    **{choice: lambda draft, choice=choice: chooses(draft, choice) for choice in sorted(dialogue.CHOICES)},
    **{
        f"silence, {step}": lambda draft, step=step: silence(draft, step) for step in ("answered", "still_there", "end")
    },
}


@settings(deadline=None)  # the first to read a message makes its language ready
@given(st.lists(st.sampled_from(sorted(HAPPENS)), max_size=12), st.sampled_from([Role.END_USER, Role.AUTOMATED_AGENT]))
def test_any_sequence_of_events_gives_exactly_one_outcome_once_it_is_closed(names: list[str], by: Role) -> None:
    draft = fresh()
    for name in names:
        if draft.conversation.open:
            assert outcome_of(draft.conversation) is None
            HAPPENS[name](draft)
    if draft.conversation.open:
        leaving.end(draft, by)
    (ended,) = [entry for entry in draft.entries if entry.kind is Kind.ENDED]
    came = outcome_of(draft.conversation)
    assert came is not None
    assert (ended.data["outcome"], ended.data["because"]) == (came.result, came.because)
    requested = any(entry.data.get("event") in {"requested", "customer_agreed"} for entry in draft.entries)
    assert (came.result is Result.ESCALATED) == requested
    assert outcome_of(replace(draft.conversation, open=True)) is None


def test_offered_and_declined_is_not_escalated() -> None:
    draft = fresh()
    writes(draft, "where is my invoice")
    answers(draft, "In your account under Billing.")
    offered(draft)
    declined(draft)
    leaving.end(draft, Role.END_USER)
    assert outcome_of(draft.conversation) == came_of(Facts(0, 1, EndedBy.CUSTOMER, answered=True))


@pytest.mark.parametrize("asked", [False, True])
def test_only_who_says_that_it_was_answered_is_asked_for_a_score_without_a_handoff(asked: bool) -> None:
    draft = fresh()
    writes(draft, "where is my invoice")
    answers(draft, "In your account under Billing.")
    if asked:
        dialogue.ask_if_answered(draft)
        dialogue.answer(draft, dialogue.ANSWERED)
    else:
        leaving.end(draft, Role.END_USER)
    assert draft.entries[-1].data["survey"] is asked
