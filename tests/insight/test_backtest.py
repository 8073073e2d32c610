"""Recorded conversations against a policy: what it would have decided, counted and compared."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segue.insight.backtest import Replayed, Replayer, changes, summarise
from segue.insight.backtest_page import backtest_page
from segue.insight.recordings import BadLine, recording_of
from segue.policy_file import load_policy

POLICY = load_policy("""
version: 1
triggers:
  - {id: asks, when: "asks_for_human == 'clear'", then: handoff, queue: people}
  - {id: stuck, when: "failed_attempts >= 2", then: offer, queue: people}
  - {id: court, when: "'court' in topics", then: handoff, queue: law}
topics: {court: [I will take you to court, my lawyer]}
route: [{queue: people}]
queues: {people: {}, law: {}}
""")
LATER = load_policy("""
version: 1
triggers: [{id: asks, when: "asks_for_human == 'clear'", then: offer, queue: people}]
route: [{queue: people}]
queues: {people: {}}
""")


def conversation(name: str, *turns: tuple[str, str], **fields: Any) -> dict[str, Any]:
    roles = {"c": "user", "b": "assistant"}
    return {"id": name, "turns": [{"role": roles[who], "text": text} for who, text in turns], **fields}


CALM = conversation("calm", ("c", "where is my parcel"), ("b", "On its way."), at="2026-11-02T09:00:00Z")
ASKS = conversation(
    "asks",
    ("c", "where is my parcel"),
    ("b", "Sorry, I did not understand that."),
    ("c", "get me a human, please"),
    ("b", "One moment."),
    ("c", "my lawyer wants a human, get me a human"),
    at="2026-11-04T10:00:00+01:00",
    labels={"handoff": 1},
)


def replayed(*found: dict[str, Any]) -> list[Replayed]:
    replayer = Replayer(POLICY)
    return [replayer.replay(recording_of(number, one)) for number, one in enumerate(found, start=1)]


def test_each_customer_turn_is_decided_by_what_was_before_it() -> None:
    (one,) = replayed(ASKS)
    assert [(t.index, t.outcome.value, t.fired) for t in one.turns] == [
        (0, "stay", ()),
        (2, "handoff", ("asks",)),
        (4, "handoff", ("asks", "court")),
    ]
    assert one.first is not None
    assert (one.first.trigger, one.first.queue, one.first.evidence) == ("asks", "people", "get me a human")


def test_what_comes_later_changes_nothing_before_it() -> None:
    whole = replayed(ASKS)[0]
    for kept in range(1, len(ASKS["turns"]) + 1):
        (part,) = replayed({**ASKS, "turns": ASKS["turns"][:kept]})
        assert part.turns == whole.turns[: len(part.turns)]


def test_triggers_are_counted_by_turn_alone_and_first() -> None:
    result = summarise(replayed(CALM, ASKS), POLICY)
    rows = {t.id: (t.fired, t.conversations, t.alone, t.first) for t in result.triggers}
    assert rows == {"asks": (2, 1, 1, 1), "stuck": (0, 0, 0, 0), "court": (1, 1, 0, 0)}
    assert result.outcomes == {"stay": 1, "offer": 0, "handoff": 1}


def test_a_day_counts_whether_something_happened_on_it_or_not() -> None:
    result = summarise(replayed(CALM, ASKS), POLICY)
    assert result.days == 3
    assert result.per_day == {date(2026, 11, 2): {"stay": 1}, date(2026, 11, 4): {"handoff": 1}}
    assert result.handoffs_per_day("people") == pytest.approx(1 / 3)
    assert result.per_thousand("people") == pytest.approx(500)


def test_without_times_nothing_is_said_by_day() -> None:
    result = summarise(replayed({key: value for key, value in ASKS.items() if key != "at"}), POLICY)
    assert (result.days, result.handoffs_per_day("people")) == (None, None)


def test_labels_of_conversations_give_precision_and_recall() -> None:
    missed = conversation("missed", ("c", "hello"), labels={"transferred": 1})
    false = conversation("false", ("c", "get me a human"), labels={"route_to_human": 0})
    result = summarise(replayed(ASKS, missed, false, CALM), POLICY)
    assert result.quality is not None
    found = result.quality.agreement
    assert (result.quality.count, found.hits, found.false, found.missed) == (3, 1, 1, 1)
    asks = result.triggers[0]
    assert (asks.precision, asks.recall) == (0.5, 0.5)


def test_labels_of_turns_give_the_lead_and_the_timing() -> None:
    labelled = {**ASKS, "turns": [{**turn} for turn in ASKS["turns"]]}
    labelled["turns"][4]["label"] = {"transfer_next": 1}
    result = summarise(replayed(labelled), POLICY)
    assert result.lead_turns == (2,)
    assert result.triggers[0].lead_turns == 2
    assert result.turn_quality is not None
    assert (result.turn_quality.count, result.turn_quality.needed) == (3, 1)
    assert result.timing is not None
    assert result.timing.recall == (1.0, 1.0, 1.0)


def test_a_label_of_the_bots_turn_counts_for_the_customers_turn_before_it() -> None:
    labelled = {**ASKS, "labels": {}, "turns": [{**turn} for turn in ASKS["turns"]]}
    labelled["turns"][3]["label"] = 1
    (one,) = replayed(labelled)
    assert (one.needed, one.needed_at) == (True, 2)
    assert [turn.label for turn in one.turns] == [False, True, False]


def test_what_is_written_as_unknown_is_no_label() -> None:
    (one,) = replayed({**ASKS, "labels": {"handoff": None}})
    assert one.needed is None


def test_without_labels_no_quality_is_claimed() -> None:
    result = summarise(replayed(CALM), POLICY)
    assert (result.quality, result.turn_quality, result.timing) == (None, None, None)
    assert result.triggers[0].precision is None


def test_two_policies_differ_where_the_customer_meets_something_else() -> None:
    recordings = [recording_of(1, CALM), recording_of(2, ASKS)]
    before = [Replayer(POLICY).replay(one) for one in recordings]
    after = [Replayer(LATER).replay(one) for one in recordings]
    (change,) = changes(before, after)
    assert change.id == "asks"
    assert change.before is not None
    assert change.after is not None
    assert (change.before.outcome.value, change.after.outcome.value) == ("handoff", "offer")
    assert changes(before, before) == ()


def test_the_page_shows_customers_words_as_text() -> None:
    hostile = conversation("<img src=x>", ("c", "<script>alert(1)</script> get me a human"), labels={"handoff": 1})
    before, after = replayed(hostile), [Replayer(LATER).replay(recording_of(1, hostile))]
    results = summarise(before, POLICY), summarise(after, LATER)
    page = backtest_page("a<b>.jsonl", before, *results, changes(before, after))
    assert "<script" not in page
    assert "<img" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "http" not in page  # nothing is fetched from anywhere


def test_the_page_shows_no_card_number_and_the_policy_may_say_otherwise() -> None:
    told = conversation("c9", ("c", "my card is 4111 1111 1111 1111, get me a human"), labels={"handoff": 1})
    before, after = replayed(told), [Replayer(LATER).replay(recording_of(1, told))]
    results = summarise(before, POLICY), summarise(after, LATER)
    changed = changes(before, after)
    assert "my card is [card number], get" in backtest_page("a.jsonl", before, *results, changed)
    assert "4111 1111 1111 1111" in backtest_page("a.jsonl", before, *results, changed, kinds=())


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ({"turns": []}, '"id" is missing'),
        ({"id": "a", "turns": [{"role": "human", "text": ""}]}, "it must be"),
        ({"id": "a", "turns": [{"role": "user", "text": 3}]}, "not text"),
        ({"id": "a", "turns": [], "at": "yesterday"}, "no time"),
        ({"id": "a", "turns": [], "labels": [1]}, "must be objects"),
        ({"id": "a", "turns": [], "labels": {"handoff": "no"}}, "must be 1 or 0"),
        ({"id": "a", "turns": [{"role": "user", "text": "a", "label": "no"}]}, "must be 1 or 0"),
        ({"id": "a", "turns": [{"role": "user", "text": "a", "label": 4}]}, "must be 1 or 0"),
        ([], "not a conversation"),
    ],
)
def test_a_line_that_is_no_conversation_says_why(line: Any, wrong: str) -> None:
    with pytest.raises(BadLine, match=wrong):
        recording_of(7, line)


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda x: (
        st.lists(x, max_size=3)
        | st.dictionaries(
            st.sampled_from(["id", "turns", "role", "text", "at", "labels", "label", "handoff", "confidence", "user"]),
            x,
            max_size=4,
        )
    ),
    max_leaves=8,
)


@given(anything)
def test_whatever_stands_in_a_line_is_read_or_refused(line: Any) -> None:
    try:
        recording = recording_of(1, line)
    except BadLine:
        return
    assert Replayer(POLICY).replay(recording).id == recording.id
