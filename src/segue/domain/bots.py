"""The AI agent behind Segue: what kinds there are, as data, and what one says in answer to what it is told."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from segue.domain.attachments import File
from segue.domain.deliveries import Repeat
from segue.domain.earlier import EarlierTurn
from segue.domain.hubs import Checked, Key

WEBHOOK_BOT = "webhook"
"""The kind of bot that is told by signed webhook, and answers by our API when it likes."""

LAST_TOPIC, TOPICS, PHRASES = "bot_topic", "bot_topics", "bot_phrases"
"""Variables of a conversation in which every kind of bot tells where it was."""


class BotCan(StrEnum):
    """What a kind of bot can do. What it cannot is said aloud (`BotKind.cannot`)."""

    ANSWERS_LATER = "answers_later"  # words that come after its answer reach the customer by themselves
    KNOWS_EVENTS = "knows_events"  # the same event twice is one turn for it
    HEARS_RETURN = "hears_return"  # the packet, when a human gives the customer back
    HEARS_STATUS = "hears_status"  # accepted, failed, completed, while a handoff lasts
    TELLS_TOPICS = "tells_topics"  # where it was when it gave up
    TELLS_CONFIDENCE = "tells_confidence"
    BUTTONS = "buttons"  # its choices are shown as a numbered list, and a number or label picks one
    HELPS = "helps"  # drafts for the human who has the customer


@dataclass(frozen=True, slots=True)
class BotKind:
    """A kind of bot; `docs/agents/` has a page for each.

    repeat:  what may be done when an event was sent and the answer was lost.
    checked: what its adapter was held against. version: of the API, or the day on which its description was read.
    clicks:  what a person does in the other system, in order.
    """

    name: str
    title: str
    keys: tuple[Key, ...]
    can: frozenset[BotCan]
    repeat: Repeat
    checked: Checked
    version: str
    cannot: Mapping[BotCan, str] = field(default_factory=dict)
    rate: float = 0.0  # events a second at most; 0 for any number
    clicks: tuple[str, ...] = ()


# ---- what it says ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class BotSaid:
    """id: the other side's own, the same whenever it is heard again. no_match: nothing matched the customer's words."""

    id: str
    text: str
    files: tuple[File, ...] = ()
    confidence: float | None = None
    no_match: bool = False
    error: str = ""


@dataclass(frozen=True, slots=True)
class BotAsksHuman:
    """id: as of BotSaid. note: for the human alone. earlier: a transcript, for what Segue has not seen itself."""

    id: str
    reason: str = ""
    note: str = ""
    queue: str = ""
    topic: str = ""
    topics: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    variables: Mapping[str, Any] = field(default_factory=dict)
    earlier: tuple[EarlierTurn, ...] = ()


@dataclass(frozen=True, slots=True)
class BotEnds:
    """The conversation is over, says the bot."""

    id: str


FromBot = BotSaid | BotAsksHuman | BotEnds


# ---- choices ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class BotChoice:
    """value: what the bot wants to hear when the customer picks it."""

    label: str
    value: str


def with_choices(text: str, choices: Sequence[BotChoice]) -> str:
    """The bot's words with its choices below them as a numbered list."""
    lines = [f"{at}. {one.label}" for at, one in enumerate(choices, 1)]
    return "\n".join((text, *lines)) if text else "\n".join(lines)


def picked(text: str, choices: Sequence[BotChoice]) -> BotChoice | None:
    """The choice whose number or label the customer wrote; None when it is neither."""
    said = re.sub(r"[\s.)!]+$", "", text.strip()).casefold()
    if said.isascii() and said.isdigit() and len(said) <= 3 and 1 <= int(said) <= len(choices):
        return choices[int(said) - 1]
    return next((one for one in choices if one.label.strip().casefold() == said), None)


def reported(event: str, state: str, agent: str) -> str:
    """How a step of a handoff is told to a bot: accepted, failed or completed; "" when it is not.

    https://learn.microsoft.com/azure/bot-service/bot-service-design-pattern-handoff-human
    """
    if event in {"accepted", "taken"}:
        return "accepted"
    if state in _OVER:
        return "completed" if agent else "failed"
    return ""


_OVER = frozenset({"resolved", "handed_back", "ticketed", "emailed", "customer_left", "cancelled"})
