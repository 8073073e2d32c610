"""What is expected of a step is compared with what came of it, and a difference says why."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segue.domain.conversation import Entry, Kind, Role
from segue.domain.lifecycle import Handoff, State
from segue.sandbox.expect import Expect, matches, mismatches
from segue.sandbox.record import Note, Run, StepRun

AT = datetime(2026, 11, 23, 10, tzinfo=UTC)
DECISION: dict[str, Any] = {
    "outcome": "offer",
    "trigger": "stuck",
    "reason": "bot_stuck",
    "category": "",
    "urgency": "normal",
    "hint": "",
    "evidence": "that did not help",
    "weighed": [
        {"trigger": "stuck", "verdict": "fired", "detail": "failed_attempts is 2"},
        {"trigger": "legal", "verdict": "quiet", "detail": "topics is []"},
    ],
    "signals": {"failed_attempts": 2, "topics": ["export", "roster"]},
}
STEP = StepRun(
    number=1,
    who="customer",
    what="that did not help",
    at=AT,
    line=7,
    decision=DECISION,
    entries=(Entry(1, Kind.OFFER, Role.SYSTEM, AT, "Would you like a person?"),),
    owner="human",
    owner_name="Maria from Billing",
    choices=("human", "bot"),
    deadlines=("bot_silent",),
    handoff=Handoff("h1", "default", "c1", State.OFFERED, "bot_stuck", "billing", AT, AT),
    agent="Maria",
    why_agent="Maria is the only one",
    note=Note("desk", "card", "What: the export is empty"),
)


def differences(expect: Expect, step: StepRun = STEP) -> list[str]:
    return [str(one) for one in mismatches(Run("x", (step,), AT, triggers=("stuck", "legal")), [expect])]


@pytest.mark.parametrize(
    "expect",
    [
        Expect(),
        Expect(decision="offer", trigger="stuck", reason="bot_stuck", urgency="normal", hint="none", category="none"),
        Expect(evidence="*did not*", queue="billing", state="offered", agent="maria"),
        Expect(owner="human"),
        Expect(owner="Maria"),
        Expect(owner="Maria from Billing"),
        Expect(says=("*person?",), says_not=("*goodbye*",), choices=("human", "bot"), deadlines=("bot_silent",)),
        Expect(fired=("stuck",), not_fired=("legal",), verdicts={"legal": "quiet"}),
        Expect(signals={"failed_attempts": 2, "topics": ["export"]}, note=("*export is empty*",)),
    ],
)
def test_what_is_as_expected_makes_no_difference(expect: Expect) -> None:
    assert differences(expect) == []


@pytest.mark.parametrize(
    ("expect", "words"),
    [
        (Expect(decision="stay"), "decision: expected stay, got offer (stuck fired: failed_attempts is 2)"),
        (Expect(trigger="none"), "trigger: expected none, got stuck"),
        (Expect(trigger="legal"), "legal quiet: topics is []"),
        (Expect(queue="general"), "queue: expected general, got billing"),
        (Expect(agent="Tom"), "agent: expected Tom, got Maria (Maria is the only one)"),
        (Expect(owner="bot"), "owner: expected bot, got human Maria from Billing"),
        (Expect(says=("*goodbye*",)), "says: expected '*goodbye*', got 'Would you like a person?'"),
        (Expect(says_not=("*person*",)), "says_not: expected nothing like '*person*'"),
        (Expect(says_nothing=True), "says_nothing: expected that nothing is said"),
        (Expect(choices=("wait", "ticket")), "choices: expected wait, ticket, got human, bot"),
        (Expect(deadlines=("idle",)), "deadlines: expected idle, got bot_silent"),
        (Expect(fired=("legal",)), "verdict of legal: expected fired, got quiet (topics is [])"),
        (Expect(not_fired=("stuck",)), "verdict of stuck: expected that it does not fire, got fired"),
        (Expect(fired=("stuk",)), "the policy has no trigger 'stuk'. Did you mean 'stuck'?"),
        (Expect(not_fired=("leagl",)), "the policy has no trigger 'leagl'. Did you mean 'legal'?"),
        (Expect(signals={"mood": 1}), "signal mood: expected 1, got not read"),
        (Expect(signals={"topics": ["legal"]}), "signal topics: expected ['legal'], got ['export', 'roster']"),
        (Expect(note=("*refund*",)), "note: expected '*refund*', got a note without it"),
        (Expect(refused="*"), "refused: expected '*', got it was carried out"),
    ],
)
def test_a_difference_is_told_with_its_reason(expect: Expect, words: str) -> None:
    (told,) = differences(expect)
    assert words in told


def test_a_step_that_is_refused_unexpectedly_is_a_difference() -> None:
    refused = StepRun(1, "bot", "Hi", AT, refused="the customer is waiting for a person")
    assert "the customer is waiting" in differences(Expect(), refused)[0]
    assert differences(Expect(refused="*waiting*"), refused) == []


def test_what_explains_several_differences_is_told_once() -> None:
    told = differences(Expect(decision="stay", trigger="none", reason="none"))
    assert [one.count("failed_attempts is 2") for one in told] == [1, 0, 0]


def test_without_a_decision_it_stayed() -> None:
    step = StepRun(1, "clock", "later", AT)
    assert differences(Expect(decision="stay"), step) == []
    assert "no decision was taken" in differences(Expect(decision="offer"), step)[0]


@pytest.mark.parametrize(
    ("pattern", "text", "fits"),
    [
        ("hello", "Hello", True),
        ("hello", "hello there", False),
        ("hello*", "hello there", True),
        ("*there", "hello there", True),
        ("*o*e*", "hello there", True),
        ("*x*", "hello", False),
        ("a*a", "a", False),
        ("a*b*a", "aba", True),
        ("ab*ba", "aba", False),
        ("*", "", True),
        ("one two", "one\n  two", True),
        ("what?", "what!", False),
        ("[a]", "a", False),
    ],
)
def test_a_star_is_any_text_and_nothing_else_is_special(pattern: str, text: str, fits: bool) -> None:
    assert matches(pattern, text) is fits


@given(st.lists(st.text("abc", max_size=4), min_size=1, max_size=5))
def test_a_pattern_fits_the_text_it_was_made_from(parts: list[str]) -> None:
    assert matches("*".join(parts), "xyz".join(parts))
