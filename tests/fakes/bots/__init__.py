"""Bots as a test plays them behind Segue: all with the same few things to say, each in the words of its vendor."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from fakes.hubs import Faults
from fakes.hubs.answering import answered
from fakes.vendor import Asked, Said

NOTE = "Wants a refund that I may not grant"
WELCOME = "I am back. Is there anything else?"
MARK = "handed back"


@dataclass(frozen=True)
class Wish:
    """For a human."""

    reason: str = "refund"
    note: str = NOTE
    topic: str = "Refunds"
    variables: Mapping[str, Any] = field(default_factory=lambda: {"order": "4711"})


@dataclass(frozen=True)
class Buttons:
    text: str
    labels: Mapping[str, str]  # label -> what the bot wants to hear


@dataclass(frozen=True)
class Over:
    """The bot ends the conversation."""


Reply = str | Wish | Buttons | Over


def replies_to(text: str) -> list[Reply]:
    """What every played bot says."""
    known: dict[str, list[Reply]] = {
        "hello": ["Hello, I am Aria."],
        "two things": ["This is the first.", "This is the second."],
        "I want my money back": ["One moment, please.", Wish()],
        "colour?": [Buttons("Which colour?", {"Red": "colour_red", "Blue": "colour_blue"})],
        "colour_blue": ["Blue it is."],
        "say nothing": [],
        "goodbye for good": ["Goodbye.", Over()],
        MARK: [WELCOME],
    }
    return known.get(text, [f"You said: {text}"])


@dataclass(frozen=True)
class Turn:
    """customer: the bot's own id of who speaks."""

    customer: str
    text: str


class PlayedBot(Protocol):
    """settings: of the policy's `bot`, without `kind`; BASE stands for where it is played. secrets: by the name that
    the policy has them under. heard: what customers said, each turn as often as the bot took it. returned: what it was
    told of a return, as one text."""

    kind: str
    settings: Mapping[str, str]
    secrets: Mapping[str, str]
    faults: Faults
    heard: list[Turn]
    returned: list[str]

    def answer(self, asked: Asked) -> Said: ...


class Played:
    """What they have in common: `do` is called with every request, whatever `faults` makes of its answer."""

    def __init__(self) -> None:
        self.faults = Faults()
        self.heard: list[Turn] = []
        self.returned: list[str] = []

    def answer(self, asked: Asked) -> Said:
        return answered(self.faults, lambda: self.do(asked)) if self.is_turn(asked) else self.do(asked)

    def is_turn(self, asked: Asked) -> bool:
        """Faults strike the calls that bring something."""
        return True

    def do(self, asked: Asked) -> Said:
        raise NotImplementedError

    def takes(self, customer: str, text: str) -> list[Reply]:
        self.heard.append(Turn(customer, text))
        return replies_to(text)

    def is_told(self, packet: str) -> list[Reply]:
        self.returned.append(packet)
        return replies_to(MARK)
