"""When a customer may be asked (again) whether they want a person, and when a rule may fire again.

One offer a cause, and a cause is a trigger. What an offer came to decides what follows:

| answer | the same cause | other causes |
|---|---|---|
| declined | once more after the cool-down, if the mood is clearly worse by then | after the cool-down |
| lapsed, of a proactive trigger | again after a pause, three times in all | at once |
| lapsed, of another trigger | once more when the mood is clearly worse | at once |
| accepted | not before a person has had the conversation | at once |

A rule that fired is armed again when its condition has been false on a later turn; a number that stays beyond its
threshold fires once. Pure, and its size does not grow with the conversation.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from segue.domain.policy import OfferSettings, Trigger

WORSE = 0.2
"""By so much the mood (0..1) must have risen to be clearly worse."""

_ROUNDING = 1e-9

MOST_REPEATED = 3
"""Times in all that a proactive offer is made while nobody answers it."""

MOST_CAUSES = 20
MOST_HELD = 100


class Answer(StrEnum):
    """What became of an offer. `open`: the customer has not answered yet."""

    OPEN = "open"
    DECLINED = "declined"
    LAPSED = "lapsed"
    ACCEPTED = "accepted"


@dataclass(frozen=True, slots=True)
class OfferMade:
    """The last offer of one cause.

    times: how often it was made. turn, mood, at: of the answer, or of the offer while it is open; turn counts messages
    of the customer, mood goes from 0 to 1.
    """

    cause: str
    answer: Answer = Answer.OPEN
    times: int = 1
    turn: int = 0
    mood: float = 0.0
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Offers:
    """What a conversation remembers of its offers and rules. Plain types only, so that it is stored as JSON.

    made: by cause, the last one last. held: rules that fired and have held since. tried: of a soft trigger, the failed
    attempts there were when the bot was given another try.
    """

    made: tuple[OfferMade, ...] = ()
    held: tuple[str, ...] = ()
    tried: tuple[tuple[str, int], ...] = ()

    def of(self, cause: str) -> OfferMade | None:
        return next((offer for offer in self.made if offer.cause == cause), None)


NO_OFFERS = Offers()


@dataclass(frozen=True, slots=True)
class Moment:
    """turn: messages of the customer so far. mood: 0..1. now: None where there is no clock; no pause is over then."""

    turn: int = 0
    mood: float = 0.0
    now: datetime | None = None


# --- may it be made? ------------------------------------------------------------------------------------------------


def why_held_back(offers: Offers, trigger: Trigger, moment: Moment, settings: OfferSettings) -> str:
    """Why the customer is not asked because of this trigger now; "" when they may be."""
    refused = [offer for offer in offers.made if offer.answer is Answer.DECLINED]
    last = max((offer.turn for offer in refused), default=None)
    if last is not None and moment.turn - last <= settings.cool_down:
        left = settings.cool_down - (moment.turn - last) + 1
        return f"the customer declined an offer; none is made for {left} more message{'s' if left > 1 else ''}"
    before = offers.of(trigger.id)
    if before is None:
        return ""
    if before.answer is Answer.ACCEPTED:
        return "the customer has accepted the offer of this trigger"
    if before.answer is Answer.LAPSED and trigger.proactive:
        return _why_not_repeated(before, moment, settings)
    if moment.mood - before.mood < WORSE - _ROUNDING:
        verb = "declined" if before.answer is Answer.DECLINED else "ignored"
        needed = f"needs a mood of {before.mood + WORSE:.2f}; it is {moment.mood:.2f}"
        return f"the customer {verb} the offer of this trigger; {needed}"
    return "the customer was offered a person twice because of this trigger" if before.times > 1 else ""


def _why_not_repeated(before: OfferMade, moment: Moment, settings: OfferSettings) -> str:
    if before.times >= MOST_REPEATED:
        return f"the customer ignored this offer {before.times} times"
    if moment.now is None or before.at is None or moment.now < before.at + settings.pause:
        return f"the customer ignored this offer; it is not made again within {settings.pause.total_seconds():.0f} s"
    return ""


# --- what happened --------------------------------------------------------------------------------------------------


def made(offers: Offers, cause: str, moment: Moment) -> Offers:
    """The customer is asked."""
    before = offers.of(cause)
    offer = OfferMade(cause, times=before.times + 1 if before else 1, turn=moment.turn, mood=moment.mood, at=moment.now)
    others = tuple(each for each in offers.made if each.cause != cause)
    return replace(offers, made=(*others, offer)[-MOST_CAUSES:])


def answered(offers: Offers, answer: Answer, moment: Moment) -> Offers:
    """The open offer is answered, or lapses. Without an open one, nothing changes."""
    found = tuple(
        replace(offer, answer=answer, turn=moment.turn, mood=moment.mood, at=moment.now)
        if offer.answer is Answer.OPEN
        else offer
        for offer in offers.made
    )
    return replace(offers, made=found)


def refused(offers: Offers, moment: Moment) -> Offers:
    """The customer says that they want no person, whether or not one was offered."""
    if any(offer.answer is Answer.OPEN for offer in offers.made):
        return answered(offers, Answer.DECLINED, moment)
    return answered(made(offers, "", moment), Answer.DECLINED, moment)


def after_a_person(offers: Offers) -> Offers:
    """A person has had the conversation: refusals stay, and every rule may fire again."""
    return Offers(tuple(offer for offer in offers.made if offer.answer is not Answer.ACCEPTED))


def weighed(offers: Offers, fired: Iterable[str], quiet: Iterable[str], tried: Iterable[tuple[str, int]]) -> Offers:
    """After a decision. fired: rules to hold until they have been false. quiet: rules that are false now."""
    over = frozenset(quiet)
    held = dict.fromkeys(name for name in (*offers.held, *fired) if name not in over)
    hints = {**dict(offers.tried), **dict(tried)}
    kept = tuple((name, failed) for name, failed in hints.items() if name not in over)
    return replace(offers, held=tuple(held)[-MOST_HELD:], tried=kept[-MOST_HELD:])
