"""What is brought to a customer in a channel: words, choices, files and the end, whoever says them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from segue.domain.channels import BotIs
from segue.domain.conversation import Entry, Kind, PendingOffer, Role

EARLIER = "earlier"
"""Marks in `data` what was said before Segue had the conversation: the customer has read it."""


class Who(StrEnum):
    SEGUE = "segue"
    BOT = "bot"
    HUMAN = "human"


@dataclass(frozen=True, slots=True)
class Choice:
    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Saying:
    """One entry for the customer to read. name: who speaks, as the customer sees it; "" for Segue.

    id:       the same whenever it is brought: conversation and seq.
    offer:    the question that `choices` answer, "" for none.
    files:    as `data.attachments` of the entry has them.
    step:     of the handoff: its event ("accepted", "handed_back" …), "" where it is none.
    ends:     nothing follows in this conversation.
    hub:      whose people wrote it, "" for those of our own desk.
    """

    id: str
    seq: int
    at: datetime
    who: Who
    text: str
    name: str = ""
    offer: str = ""
    choices: tuple[Choice, ...] = ()
    files: tuple[Any, ...] = ()
    step: str = ""
    ends: bool = False
    hub: str = ""


_WHO = {Role.SYSTEM: Who.SEGUE, Role.AUTOMATED_AGENT: Who.BOT, Role.HUMAN_AGENT: Who.HUMAN}
_KINDS = frozenset({Kind.MESSAGE, Kind.OFFER, Kind.HANDOFF, Kind.ENDED})


def saying(entry: Entry, conversation: str, bot: BotIs) -> Saying | None:
    """None for what the customer said or has read already, and for what is not for them."""
    who = _WHO.get(entry.role)
    if entry.kind not in _KINDS or (who is None and entry.kind is not Kind.ENDED) or entry.data.get(EARLIER):
        return None
    if who is Who.BOT and bot is BotIs.IN_FRONT and entry.kind is Kind.MESSAGE:
        return None  # it says so itself
    choices = tuple(Choice(one["id"], one["label"]) for one in entry.data.get("choices", ()))
    return Saying(
        f"{conversation}/{entry.seq}",
        entry.seq,
        entry.at,
        who or Who.SEGUE,
        entry.text,
        entry.author_name,
        entry.data.get("id", "") if entry.kind is Kind.OFFER else "",
        choices if entry.kind is Kind.OFFER else (),
        tuple(entry.data.get("attachments", ())),
        entry.data.get("event", "") if entry.kind is Kind.HANDOFF else "",
        entry.kind is Kind.ENDED,
        str(entry.data.get("hub", "")) if who is Who.HUMAN and entry.kind is Kind.MESSAGE else "",
    )


def shown(sayings: Sequence[Saying]) -> tuple[Saying, ...]:
    """Those with something to read or to press."""
    return tuple(one for one in sayings if one.text or one.choices or one.files)


def still_matters(one: Saying) -> bool:
    """Whether it is told in the next conversation, where this one has ended before it was: how things stood is no news
    by then, and its questions are closed."""
    return one.who is not Who.SEGUE and bool(one.text or one.files)


def numbered(one: Saying) -> str:
    """Its words, with the choices under them as a numbered list: for a channel without buttons."""
    lines = [f"{at}. {choice.label}" for at, choice in enumerate(one.choices, 1)]
    return "\n".join((one.text, *lines)) if lines else one.text


def chosen(text: str, offer: PendingOffer, labels: Sequence[Choice]) -> str:
    """The id of the choice that a customer means who types its number or label; "" when it is neither."""
    said = re.sub(r"[\s.)!]+$", "", text.strip()).casefold()
    if said.isascii() and said.isdigit() and len(said) <= 3 and 1 <= int(said) <= len(offer.choices):
        return offer.choices[int(said) - 1]
    return next((one.id for one in labels if one.id in offer.choices and one.label.casefold() == said), "")
