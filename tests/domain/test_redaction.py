"""What must not leave is taken out before it does; what only looks like it stays."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segue.domain.redaction import ALL, KINDS, hits, redact, redact_value

CARDS = ("4111111111111111", "5500000000000004", "378282246310005", "30569309025904", "6011111111111117")


@pytest.mark.parametrize("card", CARDS)
@pytest.mark.parametrize("gap", ["", " ", "-", ".", "\u00a0", "\u200b"])
def test_a_card_number_is_found_however_it_is_spaced(card: str, gap: str) -> None:
    spaced = gap.join([card[:4], card[4:8], card[8:12], card[12:]])
    assert redact(f"my card is {spaced}, thanks") == "my card is [card number], thanks"


@pytest.mark.parametrize("card", CARDS)
@pytest.mark.parametrize("place", range(1, 8))
def test_a_number_whose_check_digit_is_wrong_is_an_order_and_stays(card: str, place: int) -> None:
    wrong = card[:place] + str((int(card[place]) + 1) % 10) + card[place + 1 :]
    assert redact(f"order {wrong} please", {"card"}) == f"order {wrong} please"


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("DE89 3704 0044 0532 0130 00 and no other", "[IBAN] and no other"),
        ("transfer to nl91abna0417164300.", "transfer to [IBAN]."),
        ("write to ana.b+shop@example.co.uk!", "write to [e-mail address]!"),
        ("ana (at) example (dot) com", "[e-mail address]"),
        ("ana at example dot com", "[e-mail address]"),
        ("we met at noon at example street", "we met at noon at example street"),
        ("+49 170 1234567 after six", "[phone number] after six"),
        ("(212) 555-0187", "[phone number]"),
        ("call me on 55501234", "call me on [phone number]"),
        ("order 20260412-7731 of 12/11/2025 at 10:30", "order 20260412-7731 of 12/11/2025 at 10:30"),
        ("1,200.50 euros, 3 to 5 days", "1,200.50 euros, 3 to 5 days"),
        ("my DNI is 12345678Z", "my DNI is [national id]"),
        ("SSN 078-05-1120", "SSN [national id]"),
        ("passport number: C01X00T47 and my name", "passport number: [national id] and my name"),
        ("password: hunter2!", "password: [secret]!"),
        ("my password is wrong", "my password is wrong"),
        ("Mein Kennwort ist abgelaufen", "Mein Kennwort ist abgelaufen"),
        ("cvv 123", "cvv [secret]"),
        ("Authorization: Bearer abcdefgh12345678", "Authorization: Bearer [secret]"),
        ("https://ana:p4ss@shop.example/a", "https://[secret]@shop.example/a"),
    ],
)
def test_what_is_taken_out_and_what_stays(said: str, left: str) -> None:
    assert redact(said) == left


def test_an_iban_whose_check_digits_are_wrong_is_none() -> None:
    assert redact("DE88 3704 0044 0532 0130 00", {"iban"}) == "DE88 3704 0044 0532 0130 00"


def test_only_the_kinds_that_are_asked_for_are_taken_out() -> None:
    said = "4111 1111 1111 1111, ana@example.org"
    assert redact(said, {"card"}) == "[card number], ana@example.org"
    assert redact(said, ()) == said


def test_a_private_key_is_taken_out_whole() -> None:
    key = "-----BEGIN RSA PRIVATE KEY-----\nMIIE\nabcd\n-----END RSA PRIVATE KEY-----"
    assert redact(f"here:\n{key}\nbye") == "here:\n[secret]\nbye"


def test_values_inside_a_structure_are_taken_out_and_names_stay() -> None:
    value: dict[str, Any] = {
        "note": "mail ana@example.org",
        "list": [4111111111111111, 7],
        "api_key": "abc",
        "ok": True,
    }
    assert redact_value(value) == {
        "note": "mail [e-mail address]",
        "list": ["[card number]", 7],
        "api_key": "[secret]",
        "ok": True,
    }


@given(st.text(max_size=400))
def test_any_text_is_read_and_reading_it_twice_changes_nothing_more(text: str) -> None:
    once = redact(text)
    assert redact(once) == once
    assert hits(once, ALL) == []


@given(st.text(alphabet="0123456789 -.+()@a", max_size=300))
def test_hits_come_in_order_and_never_inside_each_other(text: str) -> None:
    found = hits(text)
    assert all(hit.kind in KINDS and hit.start < hit.end <= len(text) for hit in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
