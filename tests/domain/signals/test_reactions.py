"""Yes, no, "that worked" and "that did not help", as customers write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segue.domain.signals.reactions import admits_failure, email_in, reaction, reads_as_yes_no

YES = [
    "yes",
    "Yes please!",
    "yeah sure",
    "ok connect me",
    "OK",
    "sure, go ahead",
    "please do",
    "that would be great",
    "👍",
]
NO = [
    "no",
    "No thanks",
    "nah I'm fine",
    "not now",
    "no, it's fine",
    "no thank you, carry on",
    "don't",
    "never mind",
    "👎",
]
NEITHER = [
    *(
        "what?",
        "",
        "where is my parcel",
        "no, I want to cancel",
        "No. I need a person",
        "ok but when",
        "no problem at all",
    ),
    *("yes, but first tell me what it costs", "yesterday it worked", "the answer is not what I asked for", "..."),
]


@pytest.mark.parametrize(
    ("text", "meant"), [*((t, True) for t in YES), *((t, False) for t in NO), *((t, None) for t in NEITHER)]
)
def test_an_answer_to_an_offer_is_read_as(text: str, meant: bool | None) -> None:
    assert reads_as_yes_no(text) is meant


REJECTED = [
    *(
        "that did not help",
        "it still doesn't work",
        "I already tried that",
        "you are not listening",
        "same error",
        "no luck",
    ),
    *("you don't understand", "That's not what I asked", "this is useless", "thanks, but it does not work"),
]
CONFIRMED = [
    "that worked, thanks",
    "thanks!",
    "ok thanks a lot",
    "it works now",
    "perfect",
    "that helped",
    "problem solved",
]
SAYS_NOTHING = ["ok", "no", "yes", "where is my parcel", "the blue one", "", "thanks, and what about the other one"]


@pytest.mark.parametrize(
    ("text", "took"),
    [
        *((t, "rejected") for t in REJECTED),
        *((t, "confirmed") for t in CONFIRMED),
        *((t, "no_answer") for t in SAYS_NOTHING),
    ],
)
def test_an_answer_of_the_bot_was_taken_as(text: str, took: str) -> None:
    assert reaction(text) == took


@pytest.mark.parametrize(
    ("text", "to", "took"),
    [
        ("no", "Did that help?", "rejected"),
        ("yes", "Does that answer your question?", "confirmed"),
        ("no", "Is it the blue one?", "no_answer"),
    ],
)
def test_a_bare_yes_or_no_counts_when_the_bot_asked_whether_it_helped(text: str, to: str, took: str) -> None:
    assert reaction(text, to) == took


@pytest.mark.parametrize(
    ("text", "gives_up"),
    [
        ("I'm sorry, I didn't understand that.", True),
        ("Sorry, I can't help with that.", True),
        ("Could you please rephrase?", True),
        ("Your parcel arrives on Monday.", False),
        ("Sorry for the delay, it arrives on Monday.", False),
    ],
)
def test_a_bot_that_says_it_did_not_understand_has_failed(text: str, gives_up: bool) -> None:
    assert admits_failure(text) is gives_up


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("it is Ana <ana@example.org>.", "ana@example.org"),
        ("ana.b+shop@mail.example.org", "ana.b+shop@mail.example.org"),
        ("@home", ""),
        ("ana@home", "ana@home"),  # a try at one, which whoever asked for it can refuse in words
        ("ana@home, no: ana@example.org", "ana@example.org"),
        ("no", ""),
    ],
)
def test_an_address_is_found_in_a_message(text: str, address: str) -> None:
    assert email_in(text) == address


@given(st.text(st.characters(codec=None)))
def test_nothing_is_too_odd_to_be_read(text: str) -> None:
    reads_as_yes_no(text), reaction(text, text), admits_failure(text), email_in(text)
