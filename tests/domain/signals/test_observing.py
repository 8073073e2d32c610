"""A conversation is observed turn by turn; a line of a dialogue is (who, words, what is expected afterwards)."""

from __future__ import annotations

from dataclasses import asdict

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segue.domain.policy import TopicExamples
from segue.domain.signals.evidence import Evidence
from segue.domain.signals.memory import SignalMemory
from segue.domain.signals.observe import (
    Observed,
    Observer,
)
from segue.domain.signals.own_words import LONGEST_READ, own_parts
from segue.domain.signals.progress import REMEMBERED, Report
from segue.domain.signals.topics import BUILT_IN

Line = tuple[str, str]
TOPICS = {
    "legal": TopicExamples(("lawyer", "I will take you to court")),
    "billing_dispute": TopicExamples(("you charged me twice for one order",)),
}
OBSERVER = Observer(("en",), TOPICS)


def play(lines: list[Line], memory: SignalMemory | None = None) -> list[Observed]:
    """`customer` and `bot` say words; `bot?` is unsure, `bot!` reports an error, `silence` is no answer in time."""
    memory = memory or SignalMemory()
    seen = []
    for who, words in lines:
        if who == "customer":
            observed, memory = OBSERVER.customer(words, memory)
        elif who == "silence":
            observed, memory = OBSERVER.silence(memory)
        else:
            report = Report(0.1 if who == "bot?" else None, "timeout" if who == "bot!" else "")
            observed, memory = OBSERVER.bot(words, memory, report)
        seen.append(observed)
    return seen


def test_nothing_is_observed_at_the_start() -> None:
    assert OBSERVER.nothing(SignalMemory()) == Observed()


def test_each_message_of_the_customer_counts_as_a_turn() -> None:
    assert [o.turns for o in play([("customer", "hi"), ("bot", "hello"), ("customer", "where is my parcel")])] == [
        1,
        1,
        2,
    ]


@pytest.mark.parametrize(
    ("first", "second", "repeats"),
    [
        ("where is my parcel", "I asked where my parcel is", 1),
        ("where is my parcel", "WHERE IS MY PARCEL???", 1),
        ("reset password link broken", "the link to reset the password is broken", 1),
        ("where is my parcel", "how do I return the shoes", 0),
        ("where is order 1881", "where is order 4410", 0),
        ("yes", "yes", 0),
        ("where is my parcel", "ok thanks", 0),
    ],
)
def test_a_restatement_is_told_from_a_new_question(first: str, second: str, repeats: int) -> None:
    assert play([("customer", first), ("bot", "Sure."), ("customer", second)])[-1].repeats == repeats


def test_repeats_count_in_a_row_and_start_anew_with_a_new_question() -> None:
    asked = [
        ("customer", "where is my parcel"),
        ("customer", "so where is my parcel?"),
        ("customer", "my parcel, where"),
    ]
    seen = play([*asked, ("customer", "can I change the address"), ("customer", "change the address please")])
    assert [o.repeats for o in seen] == [0, 1, 2, 0, 1]


def test_a_bot_that_says_the_same_again_is_noticed() -> None:
    same = ("bot", "You can track your parcel with the number in the e-mail.")
    assert [o.bot_repeats for o in play([same, same, same, ("bot", "Shall I change the address?")])] == [0, 1, 2, 0]


@pytest.mark.parametrize(
    ("lines", "failed"),
    [
        ([("bot", "Try again."), ("customer", "that did not help")], 1),
        ([("bot", "Try again."), ("customer", "still not working")], 1),
        ([("customer", "where is my parcel"), ("bot", "Which one?"), ("customer", "where is my parcel")], 1),
        ([("bot?", "Maybe this?"), ("customer", "hm")], 1),
        ([("bot!", ""), ("customer", "hm")], 1),
        ([("bot", "Sorry, I did not understand that."), ("customer", "my parcel")], 1),
        ([("silence", ""), ("customer", "hello?")], 1),
        ([("silence", ""), ("bot", "Here I am."), ("customer", "ok")], 1),
        ([("bot?", "Maybe this?"), ("customer", "that did not help")], 1),
        ([("bot", "Sorry, I did not understand that."), ("bot", "Could you rephrase?"), ("customer", "no")], 1),
        ([("bot", "Did that help?"), ("customer", "no")], 1),
        ([("bot", "Is it a blue one?"), ("customer", "no")], 0),
        ([("bot", "Try again."), ("customer", "which button?")], 0),
        ([("customer", "that did not help")], 0),
        ([("bot", "Try."), ("customer", "no luck"), ("bot", "Or this."), ("customer", "that didn't work either")], 2),
        ([("bot", "Try."), ("customer", "no luck"), ("bot", "Or this."), ("customer", "that worked, thanks!")], 0),
    ],
)
def test_failed_attempts_are_answers_that_did_not_help(lines: list[Line], failed: int) -> None:
    assert play(lines)[-1].failed_attempts == failed


def test_what_the_bot_reports_is_kept_until_it_speaks_again() -> None:
    seen = play([("bot?", "Maybe"), ("customer", "hm"), ("bot!", ""), ("silence", ""), ("bot", "Yes.")])
    assert [o.bot_confidence for o in seen] == [0.1, 0.1, None, None, None]
    assert [o.bot_error for o in seen] == ["", "", "timeout", "timeout", ""]
    assert [o.bot_silent for o in seen] == [False, False, False, True, False]


def test_an_earlier_request_is_remembered() -> None:
    seen = play([("customer", "I want to talk to a person"), ("bot", "Let me try."), ("customer", "a blue one")])
    assert [o.asked_before for o in seen] == [False, True, True]


def test_topics_are_found_by_the_policys_examples() -> None:
    seen = play(
        [("customer", "My lawyer will hear of it."), ("customer", "Why have you charged me twice for an order?")]
    )
    assert [o.topics for o in seen] == [("legal",), ("billing_dispute",)]
    assert Evidence("legal", "My lawyer will hear of it") in seen[0].evidence
    assert all(set(o.topic_scores) == set(BUILT_IN) for o in seen)


def test_evidence_names_the_signal_and_quotes_the_customer() -> None:
    asked = play([("customer", "This is silly. Can I talk to a human?")])[-1]
    assert asked.evidence == (Evidence("asks_for_human", "Can I talk to a human"),)


texts = st.text(st.characters(codec=None), max_size=60) | st.sampled_from(
    [
        "where is my parcel",
        "agent",
        "that did not help",
        "\ud800",
        "👩‍👩‍👧 human",
        "ﾞﾞ",
        "½ﷺ",
        "a'",
        "''",
        "- -",
        "yes",
        "١٢٣",
    ]
)
dialogues = st.lists(st.tuples(st.sampled_from(["customer", "bot", "bot?", "bot!", "silence"]), texts), max_size=12)


@given(dialogues)
def test_no_text_is_too_odd_and_the_memory_stays_small_and_plain(lines: list[Line]) -> None:
    memory = SignalMemory()
    for who, words in lines:
        if who == "customer":
            observed, memory = OBSERVER.customer(words, memory)
            assert (observed.request >= 0.5) == (observed.asks_for_human in {"clear", "unclear"})
            assert all(evidence.text in words for evidence in observed.evidence)
        else:
            _, memory = OBSERVER.bot(words, memory)
        assert len(memory.customer_words) <= REMEMBERED
        assert len(memory.bot_words) <= REMEMBERED
    assert msgspec.convert(msgspec.to_builtins(memory), SignalMemory) == memory
    assert len(repr(asdict(memory))) < 12_000


@given(dialogues, dialogues)
def test_a_turn_sees_nothing_after_itself_and_the_same_words_give_the_same(
    before: list[Line], after: list[Line]
) -> None:
    assert play(before + after)[: len(before)] == play(before)


@pytest.mark.parametrize(
    "unit",
    [
        "agent ",
        "a ",
        "x",
        "i want to talk to an ",
        "real live ",
        "@a",
        ", ",
        "é",
        "agent\n",
        "do not want to talk to ",
        "no ",
    ],
)
def test_of_the_longest_message_only_its_ends_are_read(unit: str) -> None:
    longest = (unit * 65_536)[:65_536]
    ends = longest[: LONGEST_READ // 2] + "\n" + "x" * 20_000 + "\n" + longest[-LONGEST_READ // 2 :]
    assert sum(len(part) for _, part in own_parts(longest)) <= LONGEST_READ
    whole, _ = OBSERVER.customer(longest, SignalMemory())
    other, _ = OBSERVER.customer(ends, SignalMemory())
    assert whole.read_in_part
    assert (whole.asks_for_human, whole.topics) == (other.asks_for_human, other.topics)


@settings(max_examples=50)
@given(st.text(st.sampled_from("agent human no not i want to talk , . ?"), max_size=400))
def test_scrambled_requests_are_read_too(text: str) -> None:
    OBSERVER.customer(text, SignalMemory())
