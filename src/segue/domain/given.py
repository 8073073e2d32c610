"""What a policy gives a hub, a channel or a bot by the keys of its kind: kept as text, and what that text means."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from segue.domain.hubs import Key

YES, NO = "yes", "no"
BETWEEN = ","
_SHOWN_ONLY = frozenset({"guid", "list", "switch"})
"""Kinds of keys whose example stands for nothing: it would let somebody in, or turn something on, that nobody named."""
_LENGTH = re.compile(r"(?:(\d{1,6})d)?(?:(\d{1,6})h)?(?:(\d{1,6})m)?(?:(\d{1,6})s)?")


@dataclass(frozen=True, slots=True)
class Given:
    """keys: of the kind. written: what the policy says, by name of the key, without secrets."""

    keys: tuple[Key, ...]
    written: Mapping[str, str]

    def text(self, name: str) -> str:
        """A setting, else what its kind takes for usual (the first choice, or what it shows as an example of one that
        is not needed), else ""."""
        if self.written.get(name):
            return self.written[name]
        for one in self.keys:
            if one.name == name and not one.needed and one.kind not in _SHOWN_ONLY:
                return one.choices[0] if one.choices else one.such_as
        return ""

    def listed(self, name: str) -> tuple[str, ...]:
        """Of a key of the kind list."""
        return tuple(one for one in self.text(name).split(BETWEEN) if one)

    def is_on(self, name: str) -> bool:
        """Of a key of the kind switch; off where nothing is said."""
        return self.text(name) == YES

    def length(self, name: str) -> timedelta:
        """Of a key of the kind duration; zero where nothing is said."""
        return length_of(self.text(name)) or timedelta(0)


def as_list(words: Iterable[str]) -> str:
    return BETWEEN.join(words)


def length_of(text: str) -> timedelta | None:
    """`30m`, `90s`, `1h30m`, `2d`; None for what is not written so."""
    found = _LENGTH.fullmatch(text) if text else None
    if found is None:
        return None
    days, hours, minutes, seconds = (int(part or 0) for part in found.groups())
    return timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)
