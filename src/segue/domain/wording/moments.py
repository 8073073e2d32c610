"""Waits, moments and amounts in the words of a language."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from math import ceil, floor
from zoneinfo import ZoneInfo

from segue.domain.wording.languages import LANGUAGES, Words, primary

_HOURS_FROM = 60
_RANGE_IN_HOURS_FROM = 90
"""In minutes: longer waits are said in hours."""


def words_of(language: str) -> Words:
    """Those of `language`, else English."""
    code = primary(language)
    return LANGUAGES[code if code in LANGUAGES else "en"]


def wait_words(seconds: float, high: float | None = None, language: str = "en") -> str:
    """A wait in words, as a range when it is one: "about 3 minutes", "between 3 and 5 minutes", "up to 4 minutes".

    seconds: expected, or with `high` the low end. Ends are rounded outwards, so that a wait is rarely told too short.
    """
    texts = words_of(language).texts
    least, most = _minutes(seconds, high)
    if most >= (_HOURS_FROM if high is None else _RANGE_IN_HOURS_FROM):
        return _in_hours(None if high is None else seconds, most, texts)
    if most == 1:
        return texts["wait_minute"]
    if high is None or least == most:
        return texts["wait_minutes"].format(minutes=most)
    if least == 0:
        return texts["wait_up_to"].format(minutes=most)
    return texts["wait_between"].format(low=least, high=most)


def longest_told(seconds: float, high: float | None = None) -> float:
    """The longest wait in seconds that `wait_words` of the same leaves a customer to expect."""
    _, most = _minutes(seconds, high)
    in_hours = most >= (_HOURS_FROM if high is None else _RANGE_IN_HOURS_FROM)
    return ceil(most / 60) * 3600.0 if in_hours else most * 60.0


def _minutes(seconds: float, high: float | None) -> tuple[int, int]:
    """From and to, rounded outwards: in minutes, above ten in fives."""
    least = max(0, floor(seconds / 60))
    most = max(1, ceil((seconds if high is None else max(seconds, high)) / 60))
    return least if least <= 10 else least // 5 * 5, most if most <= 10 else ceil(most / 5) * 5


def _in_hours(low: float | None, most_minutes: int, texts: Mapping[str, str]) -> str:
    most = ceil(most_minutes / 60)
    least = most if low is None else max(1, floor(low / 3600))
    if least < most:
        return texts["wait_hours_between"].format(low=least, high=most)
    return texts["wait_hour"] if most == 1 else texts["wait_hours"].format(hours=most)


def time_words(at: datetime, now: datetime, timezone: str = "UTC", language: str = "en") -> str:
    """A moment to come as words on the wall clock of `timezone`: "today at 09:00 (UTC)", "on Monday at 09:00 (UTC)"."""
    words = words_of(language)
    zone = ZoneInfo(timezone)
    then, today = at.astimezone(zone), now.astimezone(zone).date()
    days = (then.date() - today).days
    key = {0: "time_today", 1: "time_tomorrow"}.get(days, "time_weekday" if days < 7 else "time_date")
    day = str(then.day) if then.day > 1 else words.first
    return words.texts[key].format(
        time=f"{then:%H:%M}",
        zone=then.tzname(),
        day=words.weekdays[then.weekday()],
        date=words.date.format(day=day, month=words.months[then.month - 1]),
    )


def money_words(amount: float, currency: str, language: str) -> str:
    """`currency`: ISO 4217. Whole amounts without decimals."""
    words = words_of(language)
    plain = f"{amount:,.0f}" if amount == int(amount) else f"{amount:,.2f}"
    signs = str.maketrans({",": words.thousands, ".": words.decimal})
    return words.money.format(amount=plain.translate(signs), currency=currency)
