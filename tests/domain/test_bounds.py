"""What an instruction says about size, in the words of each language, compared with the values of a message."""

from __future__ import annotations

import pytest

from segue.domain.bounds import bounds_in
from segue.domain.signals.values import values_in


@pytest.mark.parametrize(
    ("instruction", "bound"),
    [
        ("more than 500 euros", "more than 500 EUR"),
        ("over $1,000", "more than 1000 USD"),
        ("at least three times", "at least 3 time"),
        ("3 times or more", "at least 3 time"),
        ("less than 10 %", "less than 10 %"),
        ("up to 20 euros", "at most 20 EUR"),
        ("no more than 20 euros", "at most 20 EUR"),
        ("older than 30 days", "more than 30 day"),
        ("not over 500 euros", "at most 500 EUR"),
        ("not older than 30 days", "at most 30 day"),
        ("what doesn't exceed 20 euros", "at most 20 EUR"),
        ("never less than 20 euros", "at least 20 EUR"),
        ("nicht mehr als 20 Euro", "at most 20 EUR"),
        ("> 500 euros", "more than 500 EUR"),
        (">= 500 euros", "at least 500 EUR"),
        ("≤ €500", "at most 500 EUR"),
        ("500 euros and above", "at least 500 EUR"),
        ("mehr als 500 Euro", "more than 500 EUR"),
        ("mindestens 2 Wochen", "at least 2 week"),
        ("plus de 300 euros", "more than 300 EUR"),
        ("más de 100 €", "more than 100 EUR"),
        ("no más de 100 €", "at most 100 EUR"),
        ("più di 50 euro", "more than 50 EUR"),
        ("mais de 1.000 reais", "more than 1000 BRL"),
        ("meer dan 40 euro", "more than 40 EUR"),
    ],
)
def test_a_bound_is_read(instruction: str, bound: str) -> None:
    assert [str(one) for one in bounds_in(f"The customer asks for {instruction} back")] == [bound]


def test_a_value_without_a_comparison_is_no_bound() -> None:
    assert bounds_in("The customer paid 500 euros on 3 May for order 1234") == ()


@pytest.mark.parametrize(
    ("instruction", "message", "held"),
    [
        ("more than 500 euros", "it is 501 euros", True),
        ("more than 500 euros", "it is 500 euros", False),
        ("at least 500 euros", "it is 500 euros", True),
        ("more than 500 euros", "20 euros, no, 600 euros", True),
        ("more than 500 euros", "600 dollars", None),
        ("more than 500", "nothing", None),
        ("older than 14 days", "three weeks ago", True),
        ("older than 14 days", "48 hours ago", False),
        ("at least 3 times", "I called twice", False),
        ("at least 3 times", "I called four times", True),
    ],
)
def test_a_bound_holds_for_a_value_of_its_kind(instruction: str, message: str, held: bool | None) -> None:
    found = [bound.holds(values_in(message))[0] for bound in bounds_in(f"The customer says {instruction}")]
    assert (found or [None]) == [held]
