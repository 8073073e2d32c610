"""Guidance: resemblance to examples, by n-grams. It knows words and their stems, not what they mean."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segue.domain.guidance import Guidance, cosine, grams

REFUND = Guidance(
    ["I want my 800 euros back", "refund the 1,200 I paid", "give me my money back"],
    ["how do refunds work?", "I want to pay 800 euros"],
)


@pytest.mark.parametrize(
    "message",
    [
        "I want my 650 euros back please",
        "Give me back my 900 euros!",
        "REFUND THE 1200 I PAID",
        "Hello there. I bought a table. It came broken. I want my 1.500 euros back now! Thanks",
    ],
)
def test_a_message_that_resembles_an_example_fires(message: str) -> None:
    assert REFUND.resemblance(message).fires


@pytest.mark.parametrize(
    "message",
    [
        "how do refunds work?",
        "how do your refunds work",
        "I want to pay 750 euros",
        "where is my parcel",
        "I",
        "",
        "?!",
    ],
)
def test_a_message_nearer_to_a_counter_example_or_far_from_all_stays_quiet(message: str) -> None:
    assert not REFUND.resemblance(message).fires


def test_what_only_means_the_same_is_not_found() -> None:
    assert not REFUND.resemblance("kindly reverse the transaction on my card").fires


def test_the_sentence_it_was_found_in_is_the_evidence() -> None:
    found = REFUND.resemblance("Hello. My name is Ana. I want my 700 euros back. Bye.")
    assert found.sentence == "I want my 700 euros back."


@pytest.mark.parametrize(
    ("example", "message"),
    [
        ("ich möchte meine 800 Euro zurück", "Ich mochte bitte meine 900 euro zurueck haben"),
        ("quiero que me devuelvan mis 800 euros", "quiero que me devuelvan los 950 euros"),
        ("我想要退款八百欧元", "我想要退款"),
    ],
)
def test_it_needs_no_language(example: str, message: str) -> None:
    assert Guidance([example]).resemblance(message).fires


def test_with_many_counter_examples_less_resemblance_will_do() -> None:
    few, many = Guidance(["a"], ["b"] * 2), Guidance(["a"], [f"b{n}" for n in range(200)])
    assert few.threshold > many.threshold
    assert few.margin > many.margin


LARGE = "The customer wants more than 500 euros back."


@pytest.mark.parametrize(
    ("message", "fires", "says"),
    [
        ("I want my 800 euros back", True, "800 euros is more than 500 EUR"),
        ("I want my 1.200,50 € back", True, "is more than 500 EUR"),
        ("I want my 900 back", True, "900 is more than 500 EUR"),
        ("I want my 80 euros back", False, "80 euros is not more than 500 EUR"),
        ("I want my 800 dollars back", None, "no amount in the message to compare"),
        ("I want my money back", None, "no amount in the message to compare with more than 500 EUR"),
        ("where is my parcel of 800 euros", False, "needs 0."),
    ],
)
def test_the_size_an_instruction_speaks_of_must_hold(message: str, fires: bool | None, says: str) -> None:
    fit = Guidance(["I want my 800 euros back", "give me my money back"], ["how do refunds work?"], LARGE).weigh(
        message
    )
    assert fit.fires is fires
    assert says in fit.detail
    assert (fit.words != "") is (fires is not False)


@pytest.mark.parametrize(
    ("instruction", "message", "fires"),
    [
        (LARGE, "give me back my 650 euros", True),
        (LARGE, "I would like to buy a table for 900 euros", False),
        ("The customer mentions a competitor.", "your competitor is cheaper", True),
        ("The customer mentions a competitor.", "your shop is cheap", False),
        ("The user has been waiting for more than two weeks", "I have been waiting for three weeks", True),
        ("The user has been waiting for more than two weeks", "I have been waiting for 3 days", False),
        ("Der Kunde will mindestens 3 Lizenzen kündigen", "Ich möchte 5 Lizenzen kündigen", True),
        ("Der Kunde will mindestens 3 Lizenzen kündigen", "Ich möchte 2 Lizenzen kündigen", False),
        ("The customer", "hello", False),
    ],
)
def test_without_examples_the_instructions_own_words_are_looked_for(
    instruction: str, message: str, fires: bool
) -> None:
    assert Guidance((), (), instruction).weigh(message).fires is fires


@given(st.text(max_size=200), st.text(max_size=200))
def test_resemblance_is_between_nothing_and_the_same(a: str, b: str) -> None:
    assert 0 <= cosine(grams(a), grams(b)) <= 1.0000001
    assert cosine(grams(a), grams(a)) in (0.0, pytest.approx(1.0))


@given(st.text(max_size=5000))
def test_no_message_breaks_it(message: str) -> None:
    REFUND.resemblance(message)
    Guidance(["refund"], (), LARGE).weigh(message)


@given(st.text(max_size=300))
def test_no_instruction_breaks_it(instruction: str) -> None:
    Guidance((), (), instruction).weigh("I want my 800 euros back")
