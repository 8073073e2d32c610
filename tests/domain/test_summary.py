"""The extractive summary: the customer's own sentences, nothing invented."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segue.domain.briefing.summary import summarise
from segue.domain.sentences import sentences, shorten


def test_the_matter_is_told_and_courtesies_are_not() -> None:
    summary = summarise(
        [
            "Hi there!",
            "My order 4711 arrived with a broken lamp. I would like a refund of 80 euros.",
            "ok",
            "No, that did not help. The lamp of order 4711 is broken and I want the refund.",
            "thanks",
        ]
    )
    assert "order 4711 arrived with a broken lamp" in summary
    assert "Hi there" not in summary
    assert len(sentences(summary)) <= 3


def test_sentences_keep_the_order_in_which_they_were_said() -> None:
    summary = summarise(["First my parcel got lost in Lyon.", "Then your courier charged customs twice."])
    assert summary.index("parcel") < summary.index("customs")


@pytest.mark.parametrize("messages", [[], ["ok"], ["", "hi"]])
def test_somebody_who_said_nothing_of_substance_is_quoted_as_they_are(messages: list[str]) -> None:
    assert summarise(messages) == max(messages, key=len, default="")


@given(st.lists(st.text(max_size=300), max_size=8))
def test_every_word_of_the_summary_was_said_by_the_customer(messages: list[str]) -> None:
    said = " ".join(messages).split()
    for word in summarise(messages).split():
        assert any(word.rstrip(".…") in other for other in said)


@given(st.text(max_size=400), st.integers(10, 100))
def test_shortening_keeps_to_the_limit(text: str, limit: int) -> None:
    short = shorten(text, limit)
    assert len(short) <= limit
    assert "\n" not in short
