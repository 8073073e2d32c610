"""The context package: the typed, scannable briefing that travels with a handoff.

Every fact says whether it is known; a missing one is named as missing, never invented.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

PACKAGE_VERSION = 1


@dataclass(frozen=True, slots=True)
class Fact:
    """`status`: known | absent (asked, there is none) | not_asked | failed | not_measured."""

    value: Any = None
    status: str = "known"
    source: str = ""  # "site", "bot", "customer", "segue"
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Attempt:
    """Something the bot already tried, and how the customer reacted: confirmed | rejected | no_answer."""

    text: str
    reaction: str
    customer_words: str = ""


@dataclass(frozen=True, slots=True)
class EarlierContact:
    at: datetime
    reason: str
    outcome: str
    summary: str = ""


@dataclass(frozen=True, slots=True)
class ContextPackage:
    handoff: str
    conversation: str
    built_at: datetime
    version: int = PACKAGE_VERSION
    customer: Mapping[str, Fact] = field(default_factory=dict)  # name, email, id, tier … facts of the policy
    summary: str = ""  # two or three sentences, the customer's own words
    trigger: str = ""  # id of the trigger
    reason: str = ""
    trigger_words: str = ""  # the customer's words that caused it
    why_now: str = ""  # one sentence
    tried: tuple[Attempt, ...] = ()
    sentiment: Fact = field(default_factory=lambda: Fact(status="not_measured"))
    urgency: str = ""  # as a sentence
    topics: tuple[str, ...] = ()
    pages: tuple[Mapping[str, Any], ...] = ()  # {url, title, at, seconds}, newest last
    earlier: tuple[EarlierContact, ...] = ()
    language: Fact = field(default_factory=lambda: Fact(status="not_asked"))
    variables: Mapping[str, Any] = field(default_factory=dict)
    missing: tuple[str, ...] = ()  # names of what is not known, in words
    transcript: str = ""  # link
