"""Amounts, numbers of orders, dates, times, counts and durations, as customers write them in seven languages."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from segue.domain.signals.values import MOST_NUMBERS, Value, values_in

FOUND = [
    # amounts
    ("I want 500 euros back", "amount", 500, "EUR", "500 euros"),
    ("I want €500 back", "amount", 500, "EUR", "€500"),
    ("refund 1,200.50 EUR now", "amount", 1200.5, "EUR", "1,200.50 EUR"),
    ("1.200,50 € zurück", "amount", 1200.5, "EUR", "1.200,50 €"),
    ("rendez-moi 1 200 €", "amount", 1200, "EUR", "1 200 €"),
    ("rendez-moi 1\u202f200,50 euros", "amount", 1200.5, "EUR", "1\u202f200,50 euros"),
    ("$49.99 was taken", "amount", 49.99, "USD", "$49.99"),
    ("US$ 1,000,000 please", "amount", 1_000_000, "USD", "US$ 1,000,000"),
    ("you owe me £20", "amount", 20, "GBP", "£20"),
    ("20 pounds", "amount", 20, "GBP", "20 pounds"),
    ("CHF 1'250.00", "amount", 1250, "CHF", "CHF 1'250.00"),
    ("2k euros", "amount", 2000, "EUR", "2k euros"),
    ("about €2k", "amount", 2000, "EUR", "€2k"),
    ("about 2k", "amount", 2000, "", "2k"),
    ("2 Mio. Euro", "amount", 2e6, "EUR", "2 Mio. Euro"),
    ("2 millones de euros", "amount", 2e6, "EUR", "2 millones de euros"),
    ("zwei hundert Euro", "amount", 200, "EUR", "zwei hundert Euro"),
    ("two hundred dollars", "amount", 200, "USD", "two hundred dollars"),
    ("500 libras", "amount", 500, "GBP", "500 libras"),
    ("R$ 99,90", "amount", 99.9, "BRL", "R$ 99,90"),
    ("₹ 5000", "amount", 5000, "INR", "₹ 5000"),
    ("the 1,200 I paid", "amount", 1200, "", "1,200"),
    ("0.500 EUR", "amount", 0.5, "EUR", "0.500 EUR"),
    ("5,- €", "amount", 5, "EUR", "5,- €"),
    # what has a number
    ("my order 12345", "order", None, "", "12345"),
    ("order no. A-1234", "order", None, "", "A-1234"),
    ("Order #77", "order", None, "", "77"),
    ("Bestellnummer: 4711", "order", None, "", "4711"),
    ("Rechnung Nr. 2024-001", "invoice", None, "", "2024-001"),
    ("Rechnungsnummer 2024/001", "invoice", None, "", "2024/001"),
    ("ma commande n° 998877", "order", None, "", "998877"),
    ("numéro de commande 998877", "order", None, "", "998877"),
    ("el pedido número 5566", "order", None, "", "5566"),
    ("numero d'ordine: 8899", "order", None, "", "8899"),
    ("o número do pedido é 1122", "order", None, "", "1122"),
    ("factuurnummer 3344", "invoice", None, "", "3344"),
    ("invoice INV-2024-17", "invoice", None, "", "INV-2024-17"),
    ("ticket #9", "ticket", None, "", "9"),
    ("it is #ABC-123", "reference", None, "", "ABC-123"),
    # dates and times
    ("since 2026-11-21", "date", None, "2026-11-21", "2026-11-21"),
    ("am 21.11.2026", "date", None, "2026-11-21", "21.11.2026"),
    ("am 21.11. kam", "date", None, "11-21", "21.11."),
    ("le 21/11/26", "date", None, "2026-11-21", "21/11/26"),
    ("on 11/21/2026", "date", None, "2026-11-21", "11/21/2026"),
    ("on November 21st, 2026", "date", None, "2026-11-21", "November 21st, 2026"),
    ("on 21 November", "date", None, "11-21", "21 November"),
    ("am 3. März", "date", None, "03-03", "3. März"),
    ("le 1er décembre", "date", None, "12-01", "1er décembre"),
    ("el 5 de mayo de 2026", "date", None, "2026-05-05", "5 de mayo de 2026"),
    ("il 7 luglio", "date", None, "07-07", "7 luglio"),
    ("op 9 maart", "date", None, "03-09", "9 maart"),
    ("em 2 de fevereiro", "date", None, "02-02", "2 de fevereiro"),
    ("at 14:30", "time", None, "14:30", "14:30"),
    ("at 2pm", "time", None, "14:00", "2pm"),
    ("at 12:15 a.m.", "time", None, "00:15", "12:15 a.m."),
    ("um 14 Uhr", "time", None, "14:00", "14 Uhr"),
    ("à 14h30", "time", None, "14:30", "14h30"),
    # counts, durations, the rest
    ("three times", "count", 3, "time", "three times"),
    ("3x", "count", 3, "time", "3x"),
    ("twice", "count", 2, "time", "twice"),
    ("zum dritten? dreimal!", "count", 3, "time", "dreimal"),
    ("drei Mal", "count", 3, "time", "drei Mal"),
    ("trois fois", "count", 3, "time", "trois fois"),
    ("dos veces", "count", 2, "time", "dos veces"),
    ("due volte", "count", 2, "time", "due volte"),
    ("duas vezes", "count", 2, "time", "duas vezes"),
    ("vier keer", "count", 4, "time", "vier keer"),
    ("5 licences", "count", 5, "licence", "5 licences"),
    ("1,200 users", "count", 1200, "user", "1,200 users"),
    ("20 Lizenzen", "count", 20, "licence", "20 Lizenzen"),
    ("waiting for 3 weeks", "duration", 3, "week", "3 weeks"),
    ("seit zwei Tagen", "duration", 2, "day", "zwei Tagen"),
    ("depuis 2 ans", "duration", 2, "year", "2 ans"),
    ("a 30-day trial", "duration", 30, "day", "30-day"),
    ("1.5 hours", "duration", 1.5, "hour", "1.5 hours"),
    ("50 % off", "percent", 50, "%", "50 %"),
    ("give me my 800 back", "number", 800, "", "800"),
    ("I paid EUR500", "amount", 500, "EUR", "EUR500"),
    ("Rs500 gone", "amount", 500, "INR", "Rs500"),
    ("call +49 170 1234567.", "phone", None, "", "+49 170 1234567"),
    ("on (030) 123-4567", "phone", None, "", "(030) 123-4567"),
]


@pytest.mark.parametrize(("text", "kind", "number", "unit", "words"), FOUND, ids=[row[0] for row in FOUND])
def test_a_value_is_found_with_its_number_and_unit(
    text: str, kind: str, number: float | None, unit: str, words: str
) -> None:
    found = list(values_in(text))
    assert [(each.kind, each.number, each.unit, each.text) for each in found] == [(kind, number, unit, words)]
    assert text[found[0].start : found[0].end] == words


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hello",
        "a couple of things",
        "one of you",
        "version two",
        "abc123def",
        "kr500",
        "v2.0",
        "99:99",
        "32.13.2026 x",
        "🎉",
    ],
)
def test_other_words_hold_no_value_of_an_account(text: str) -> None:
    assert [value for value in values_in(text) if value.of_account] == []


def test_several_values_come_in_order() -> None:
    text = "Order 4711 of 3 March: I paid €1,200 twice, 5 licences, and wait for 2 weeks since 14:30."
    assert [str(value) for value in values_in(text)] == [
        "order 4711",
        "date 03-03",
        "amount 1200 EUR",
        "count 2 time",
        "count 5 licence",
        "duration 2 week",
        "time 14:30",
    ]


def test_the_same_amount_is_the_same_value_however_it_is_written() -> None:
    written = ("€500", "500 euros", "500,00 EUR", "500.00 €")
    assert {str(value) for text in written for value in values_in(text)} == {"amount 500 EUR"}


def test_quoted_messages_hold_no_values_of_now() -> None:
    assert [str(value) for value in values_in("> order 4711\n\nwhere is order 4712")] == ["order 4712"]


@pytest.mark.parametrize(
    "text", ["1 " * 5_000, "1.1" * 3_000, "€" * 9_000, "order " * 2_000, "9" * 9_000, "1/1/20 " * 1_500]
)
def test_a_message_full_of_numbers_is_read_in_part(text: str) -> None:
    numbers = [value for value in values_in(text) if value.kind in {"amount", "number", "count"}]
    assert len(numbers) <= 2 * MOST_NUMBERS


@given(st.text(max_size=200) | st.text(alphabet="0123456789.,€$ k-:/#hmorde", max_size=80))
@example("0 €0")
def test_any_text_gives_values_that_stand_in_it_one_after_the_other(text: str) -> None:
    found: list[Value] = list(values_in(text))
    assert all(text[value.start : value.end] == value.text for value in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
