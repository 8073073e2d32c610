"""A resolved conversation becomes a case: useful, and about nobody."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from segue.domain.cases import case_of, impersonal
from segue.domain.conversation import Conversation, Customer, Entry, Kind, Role
from segue.domain.lifecycle import Handoff, State

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
BEN = Conversation(
    "default", "c9", NOW, NOW, language="en", customer=Customer("c-9", "Ben Miller", "ben@home.example"), last_seq=9
)
HANDOFF = replace(
    Handoff("h9", "default", "c9", State.RESOLVED, "customer_asked", "billing", NOW, NOW),
    agent_name="Maria from Billing",
    ended_at=NOW,
)


def said(role: Role, text: str, name: str = "") -> Entry:
    return Entry(1, Kind.MESSAGE, role, NOW, text, author_name=name)


TALK = (
    said(Role.END_USER, "My invoice was charged twice this month, please look into it"),
    said(Role.HUMAN_AGENT, "One moment please", "Maria from Billing"),
    said(Role.HUMAN_AGENT, "The second charge is a reservation, and your bank releases it within 5 days.", "Maria"),
)


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("Hi Tom, thanks", "Hi [name], thanks"),
        ("Dear Mr Smith", "Dear [name]"),
        ("Guten Tag Frau Yilmaz,", "Guten Tag [name],"),
        ("my name is Anna Smith", "my name is [name]"),
        ("Je m'appelle Zoé", "Je m'appelle [name]"),
        ("ben says so, and Ben Miller's wife too", "[name] says so, and [name] wife too"),
        ("write to tom@x.example or +49 170 1234567", "write to [e-mail address] or [phone number]"),
        ("order Q-20388 for 49.90 euros", "order [order] for [amount]"),
        ("see https://shop.example/t?token=1", "see [link]"),
        ("the device is AB-8812-3341", "the device is [number]"),
        ("it takes 5 days, or 20 % longer", "it takes 5 days, or 20 % longer"),
        ("I will call you", "I will call you"),
        ("We send it to 12 Baker Street, London", "We send it to [address], London"),
        ("We send it to Hauptstraße 5.", "We send it to [address]."),
        ("We send it to 7 Rue de la Paix.", "We send it to [address]."),
        ("We send it to Via Roma 12.", "We send it to [address]."),
        ("It ships to SW1A 1AA", "It ships to [address]"),
        ("Your number is AB12", "Your number is [number]"),
        ("Thanks Laura, it is done", "Thanks [name], it is done"),
        ("Press F5, or use the USB port", "Press F5, or use the USB port"),
        ("Thanks for waiting", "Thanks for waiting"),
    ],
)
def test_what_belongs_to_one_customer_goes_and_the_rest_stays(text: str, clean: str) -> None:
    assert impersonal(text, ("Ben Miller",)) == clean


def test_a_name_that_is_an_everyday_word_goes_only_where_it_is_written_as_a_name() -> None:
    assert impersonal("Will says he will", ("Will May",)) == "[name] says he will"


def test_a_case_is_what_was_asked_and_what_answered_it() -> None:
    case = case_of(BEN, HANDOFF, TALK)
    assert case is not None
    assert case.asked == "My invoice was charged twice this month, please look into it"
    assert case.answered == "The second charge is a reservation, and your bank releases it within 5 days."
    assert (case.id, case.conversation, case.queue, case.language) == ("h9", "c9", "billing", "en")


def test_a_name_that_a_customer_only_says_is_taken_out_of_the_answer_too() -> None:
    me = said(Role.END_USER, "This is Laura Stone, my invoice was charged twice this month")
    answer = said(Role.HUMAN_AGENT, "Laura, your bank releases the second charge within 5 days, it is a reservation.")
    case = case_of(BEN, HANDOFF, (me, answer))
    assert case is not None
    assert "Laura" not in f"{case.asked} {case.answered}"


def test_where_the_human_answered_nothing_there_is_no_case() -> None:
    assert case_of(BEN, HANDOFF, TALK[:2]) is None


def test_of_a_customer_who_kept_something_back_there_is_no_case() -> None:
    assert case_of(replace(BEN, withheld=("name",)), HANDOFF, TALK) is None


def test_a_long_answer_is_cut_between_sentences() -> None:
    long = said(Role.HUMAN_AGENT, "The second charge is only a reservation of the bank. " * 60)
    case = case_of(BEN, HANDOFF, (TALK[0], long))
    assert case is not None
    assert len(case.answered) <= 1_200
    assert case.answered.endswith("of the bank.")


@pytest.mark.parametrize("sign", ["a.b.", "/", "x-", "1-", "Hello ", "'s "])
def test_a_text_that_is_meant_ill_takes_no_longer_than_another(sign: str) -> None:
    began = time.process_time()
    impersonal(sign * (65_536 // len(sign)))
    assert time.process_time() - began < 5
