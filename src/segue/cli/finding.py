"""What `segue doctor` finds: one line each."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    OK = "ok"
    WARN = "warn"
    FAIL = "fail"


@dataclass(frozen=True, slots=True)
class Finding:
    """`remedy`: what to do, "" when there is nothing to do."""

    about: str
    level: Level
    words: str
    remedy: str = ""
