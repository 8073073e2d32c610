"""The shape of one language's words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """Data of one language.

    texts:    key, with what the case is behind it, -> text. The three lines of a message at a transfer are its
              acknowledgement, its reassurance and its expectation; they are joined by spaces.
    weekdays: Monday first, as they stand in `time_weekday`. months: as they stand in `date`.
    date:     with {day} and {month}. first: how the first day of a month is written.
    decimal, thousands: signs of a number. money: with {amount} and {currency} (ISO 4217).
    """

    code: str
    name: str
    texts: Mapping[str, str]
    weekdays: tuple[str, ...]
    months: tuple[str, ...]
    date: str
    first: str = "1"
    decimal: str = ","
    thousands: str = "."
    money: str = "{amount} {currency}"
