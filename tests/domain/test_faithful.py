"""What a model wrote counts only where every number, name and date of it was told."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segue.domain.faithful import is_faithful, made_up

TOLD = (
    "Hello, I was charged twice for order Q-1182, 49.90 euros each, on 3 March.",
    "I asked Mr. Berger on Monday and heard nothing. I want my money back",
    "We can refund 1,200.50 within 5 days. See https://shop.example/refunds",
)


@pytest.mark.parametrize(
    "written",
    [
        "The customer was charged twice, 49.90 euros each, for order Q-1182 and wants the money back.",
        "Wants a refund. Nobody answered since Monday; Mr. Berger was asked on 3 March.",
        "Charged two times for order q-1182.",
        "They were told 1200.50 would come within five days: https://shop.example/refunds.",
        "The customer may be right.",
    ],
)
def test_what_was_told_may_be_said_again_in_other_words(written: str) -> None:
    assert made_up(written, TOLD) == ()
    assert is_faithful(written, TOLD)


@pytest.mark.parametrize(
    ("written", "invented"),
    [
        ("Wants 59.90 euros back.", "59.90"),
        ("Was charged three times.", "three"),
        ("Spoke with Mr. Miller.", "Miller"),
        ("The order was made in April.", "April"),
        ("Asked on Tuesday.", "Tuesday"),
        ("Order Q-1183 was charged twice.", "1183"),
        ("See https://evil.example/refunds", "https://evil.example/refunds"),
        ("Write to boss@evil.example.", "boss@evil.example."),
        ("Miller was asked.", "Miller"),
    ],
)
def test_what_nobody_told_is_found(written: str, invented: str) -> None:
    assert any(invented in found for found in made_up(written, TOLD)), made_up(written, TOLD)
    assert not is_faithful(written, TOLD)


def test_nothing_and_too_much_are_no_summary() -> None:
    assert not is_faithful("  ", TOLD)
    assert not is_faithful("the customer wants it " * 60, TOLD)


@given(st.lists(st.text(max_size=120), max_size=4))
def test_what_is_copied_word_for_word_is_never_made_up(told: list[str]) -> None:
    assert all(made_up(text, told) == () for text in told)


@pytest.mark.parametrize("sign", ["@", "@.", "a@", "://", "https://@", "1.", "A-", "“ "])
def test_what_is_meant_ill_takes_no_longer_than_other_words(sign: str) -> None:
    began = time.process_time()
    made_up(sign * 4_000, TOLD)
    assert time.process_time() - began < 2
