"""What a language model may be asked, and how far its answers count."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pytest

from segue.domain.conversation import Conversation
from segue.domain.judging import MOST_ANSWERS, Answer, Question, questions, usable
from segue.domain.policy import Decision, Outcome
from segue.domain.signals import facts
from segue.domain.signals.observe import Observed
from segue.domain.signals.requests import AsksForHuman
from segue.domain.triggers import TriggerEngine
from segue.policy_file import load_policy

START = datetime(2026, 11, 21, 9, tzinfo=UTC)
POLICY = load_policy("""
version: 1
triggers:
  - {id: asks, when: "asks_for_human == 'clear'", then: handoff}
  - {id: maybe, when: "request >= 0.4", then: offer}
  - {id: legal, when: "'legal' in topics", then: offer}
  - id: gift
    guidance: The customer buys a present for somebody.
    examples: [it is a present for my mother]
    then: offer
route: [{queue: q}]
queues: {q: {}}
""")
ENGINE = TriggerEngine(POLICY)
UNSURE = Observed(asks_for_human=AsksForHuman.UNCLEAR, request=0.55)


def decided(text: str, observed: Observed, judged: Mapping[str, Answer] | None = None) -> Decision:
    values: dict[str, Any] = facts.values(Conversation("default", "c1", START, START), observed, POLICY, now=START)
    return ENGINE.decide(values, text=text, judged=judged or {})


def asked(text: str, observed: Observed) -> list[str]:
    return [question.trigger for question in questions(decided(text, observed), POLICY)]


def test_only_what_the_rules_leave_open_is_asked() -> None:
    assert asked("hello", Observed()) == ["gift"]
    assert asked("it is a present for my mother", Observed()) == []
    assert asked("help desk?", UNSURE) == ["gift", "maybe"]


def test_an_explicit_request_and_a_handoff_are_never_asked_about() -> None:
    assert asked("get me a human", Observed(asks_for_human=AsksForHuman.CLEAR, request=0.97)) == []


def test_an_offer_for_a_topic_that_always_needs_a_human_is_never_lowered() -> None:
    about = Observed(asks_for_human=AsksForHuman.UNCLEAR, request=0.55, topics=("legal",), topic_scores={"legal": 0.9})
    assert asked("help desk?", about) == ["gift"]


def test_an_answer_may_add_what_an_instruction_asks_for() -> None:
    found = decided("for mum's birthday", Observed(), {"gift": Answer("gift", 0.9, "for mum's birthday")})
    assert (found.outcome, found.trigger, found.evidence) == (Outcome.OFFER, "gift", "for mum's birthday")
    assert "judged 0.90" in next(w.detail for w in found.weighed if w.trigger == "gift")


def test_an_answer_may_lower_an_offer_and_nothing_else() -> None:
    no = Answer("maybe", 0.05, "help desk")
    assert decided("help desk?", UNSURE).outcome is Outcome.OFFER
    assert decided("help desk?", UNSURE, {"maybe": no}).outcome is Outcome.STAY
    clear = Observed(asks_for_human=AsksForHuman.CLEAR, request=0.97)
    assert decided("a human", clear, {"asks": Answer("asks", 0.0, "a human")}).outcome is Outcome.HANDOFF


@pytest.mark.parametrize("probability", [0.21, 0.49])
def test_a_model_that_is_unsure_changes_nothing(probability: float) -> None:
    told = {"maybe": Answer("maybe", probability, "help"), "gift": Answer("gift", probability, "help")}
    assert decided("help desk?", UNSURE, told).trigger == "maybe"


@pytest.mark.parametrize(
    ("answer", "counts"),
    [
        (Answer("gift", 0.9, "a present for her"), True),
        (Answer("gift", 0.9, "A  PRESENT, for her"), True),
        (Answer("gift", 0.9, "a present for him"), False),
        (Answer("gift", 0.9, "how may I help"), False),  # the bot's words
        (Answer("gift", 0.9, ""), False),
        (Answer("gift", 0.9, "…"), False),
        (Answer("other", 0.9, "a present for her"), False),
        (Answer("gift", 1.2, "a present for her"), False),
        (Answer("gift", float("nan"), "a present for her"), False),
        (Answer("gift", 0.9, "a present for her\0"), False),
        (Answer("gift", 0.9, "a present for her\ud800"), False),
    ],
)
def test_an_answer_counts_only_with_a_quote_of_the_customer(answer: Answer, counts: bool) -> None:
    counted, void = usable([answer], [Question("gift", "")], ["hello", "It is a present for her!"])
    assert (bool(counted), bool(void)) == (counts, not counts)


def test_only_the_first_answer_to_a_question_counts() -> None:
    answers = [Answer("gift", 0.9, "present"), Answer("gift", 0.1, "present")]
    counted, void = usable(answers, [Question("gift", "")], ["a present"])
    assert (counted, void) == ((answers[0],), ("gift",))


def test_a_trigger_that_a_model_made_up_is_not_written_down() -> None:
    counted, void = usable([Answer("\ud800", 0.9, "present")] * 1_000, [Question("gift", "")], ["a present"])
    assert counted == ()
    assert void == ("not asked",) * MOST_ANSWERS


SPARING = load_policy("""
version: 1
triggers: [{id: maybe, when: "request >= 0.3", then: offer}]
route: [{queue: q}]
queues: {q: {}}
""")


@pytest.mark.parametrize(
    ("observed", "asked"),
    [
        (UNSURE, ["maybe"]),
        (Observed(asks_for_human=AsksForHuman.CLEAR, request=0.6), []),
        (Observed(asks_for_human=AsksForHuman.UNCLEAR, request=0.55, topics=("security",)), []),
    ],
)
def test_what_no_model_may_hold_back_is_seen_also_where_no_condition_reads_it(
    observed: Observed, asked: list[str]
) -> None:
    values = facts.values(Conversation("default", "c1", START, START), observed, SPARING, now=START)
    local = TriggerEngine(SPARING).decide(values, text="help desk?")
    assert local.outcome is Outcome.OFFER
    assert [question.trigger for question in questions(local, SPARING, values)] == asked


def test_an_offer_on_an_unclear_request_is_asked_about_also_where_no_condition_reads_its_probability() -> None:
    policy = load_policy("""
version: 1
triggers: [{id: maybe, when: "asks_for_human == 'unclear'", then: offer}]
route: [{queue: q}]
queues: {q: {}}
""")
    values = facts.values(Conversation("default", "c1", START, START), UNSURE, policy, now=START)
    local = TriggerEngine(policy).decide(values, text="help desk?")
    assert [question.trigger for question in questions(local, policy, values)] == ["maybe"]
