"""What was tried before a person was asked, and how the customer took it."""

from __future__ import annotations

from collections.abc import Sequence

from segue.domain.conversation import Entry, Kind, Role
from segue.domain.package import Attempt
from segue.domain.sentences import shorten
from segue.domain.signals.reactions import reaction

MOST_ATTEMPTS = 5
MOST_READ = 2000
"""Characters of one message that are read."""


def attempts(entries: Sequence[Entry]) -> tuple[Attempt, ...]:
    """What the bot answered and how the customer took it; the last few, courtesies at the start left out."""
    found: list[tuple[str, str]] = []  # what the bot said, and what the customer said to it
    spoken = [e for e in entries if e.kind is Kind.MESSAGE and e.role in (Role.END_USER, Role.AUTOMATED_AGENT)]
    asked = False
    for index, entry in enumerate(spoken):
        asked = asked or entry.role is Role.END_USER
        if entry.role is not Role.AUTOMATED_AGENT or not asked or not entry.text.strip():
            continue
        answer = next((e.text for e in spoken[index + 1 : index + 2] if e.role is Role.END_USER), "")
        found.append((entry.text[:MOST_READ], answer[:MOST_READ]))
    return tuple(attempt(text, answer) for text, answer in found[-MOST_ATTEMPTS:])


def attempt(text: str, answer: str) -> Attempt:
    outcome = reaction(answer, text) if answer else "no_answer"
    return Attempt(shorten(text, 160), str(outcome), shorten(answer, 120))
