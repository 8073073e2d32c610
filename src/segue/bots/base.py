"""What every adapter of an answering bot has."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from segue.calls import Calls, Reach
from segue.domain.bots import BotAsksHuman, BotChoice, BotKind, picked
from segue.domain.given import Given
from segue.domain.policy import BotSettings
from segue.domain.text import cleaned_text
from segue.outbound import Outbound
from segue.ports.bots import Talk

MOST_CHOICES = 30
LONGEST_CHOICE = 500


@dataclass(frozen=True, slots=True)
class Ways:
    """How bots are reached. guarded: for addresses that a bot names, which must be public ones.

    sleep: between two looks for an answer.
    """

    reach: Reach
    guarded: Outbound
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep


class BotBase:
    """kind: set by each adapter. secrets: the values of those that the policy names, by the name of the setting."""

    kind: BotKind

    def __init__(self, settings: BotSettings, secrets: Mapping[str, str], ways: Ways) -> None:
        self.settings, self.secrets, self.ways = settings, secrets, ways
        self.given = Given(self.kind.keys, settings.given)

    @property
    def patience(self) -> timedelta:
        """How long an answer is waited for: as long as the customer is not told that there is none."""
        return self.settings.timeout

    def calls(self, headers: Mapping[str, str] | None = None) -> Calls:
        return Calls(self.ways.reach, self.kind.title, headers)


def said_by_customer(event: Mapping[str, Any], talk: Talk) -> str:
    """The customer's words as the bot wants to hear them: a choice that was picked by number or label is its value."""
    words = str(event.get("text", ""))
    found = picked(words, choices_of(talk.state))
    return found.value if found else words


def choices_of(state: Mapping[str, Any]) -> tuple[BotChoice, ...]:
    return tuple(BotChoice(str(label), str(value)) for label, value in state.get("choices", ()))


def kept_choices(choices: Sequence[BotChoice]) -> list[list[str]]:
    """As a talk's state has them."""
    return [[one.label, one.value] for one in choices]


def choice(label: Any, value: Any) -> BotChoice | None:
    """None where there is nothing to read."""
    shown = cleaned_text(label, LONGEST_CHOICE).strip()
    return BotChoice(shown, cleaned_text(value, LONGEST_CHOICE * 4) or shown) if shown else None


def stable_id(conversation: str) -> str:
    """Who the customer is for the bot: the same in every turn, and nothing that could be traced elsewhere."""
    return hashlib.sha256(conversation.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def asks_human(id_: str, told: Any) -> BotAsksHuman:
    """A wish for a human in the form that Segue's own adapters document: {reason, note, queue, topic, topics, phrases,
    variables}; a text alone is the note."""
    if isinstance(told, str):
        return BotAsksHuman(id_, note=told)
    given: Mapping[str, Any] = told if isinstance(told, Mapping) else {}
    known = {"reason", "note", "queue", "topic", "topics", "phrases", "variables"}
    variables = given.get("variables")
    more = {str(name): value for name, value in given.items() if name not in known}
    return BotAsksHuman(
        id_,
        reason=_word(given.get("reason")),
        note=_word(given.get("note")),
        queue=_word(given.get("queue")),
        topic=_word(given.get("topic")),
        topics=_words(given.get("topics")),
        phrases=_words(given.get("phrases")),
        variables=more | dict(variables if isinstance(variables, Mapping) else {}),
    )


def _word(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""


def _words(value: Any) -> tuple[str, ...]:
    return tuple(one for one in value if isinstance(one, str)) if isinstance(value, list) else ()
