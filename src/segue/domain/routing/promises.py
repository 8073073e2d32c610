"""Waits that customers were told, and what became of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from segue.domain.lifecycle import TERMINAL, Handoff, Promise
from segue.domain.routing.availability import Outlook
from segue.domain.wording.moments import longest_told

GROWN = 4 / 3
"""A wait that is so many times what is left of the promise is told anew, and at least by GROWN_BY."""

GROWN_BY = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Kept:
    """told: customers who were told a wait and were answered. kept: of them, those who did not wait longer than told.

    sooner: of those, answered before the range began.
    """

    told: int
    kept: int
    sooner: int

    @property
    def rate(self) -> float | None:
        """Share of kept promises; None while nobody was told any."""
        return self.kept / self.told if self.told else None


@dataclass(frozen=True, slots=True)
class Standing:
    """The first wait that a customer was told, the one they hold us to. until: when it is up.

    holds: not broken yet, or kept. times: how often they were told one.
    """

    at: datetime
    low_s: float
    high_s: float
    until: datetime
    holds: bool
    times: int


def standing(handoff: Handoff, now: datetime) -> Standing | None:
    """None for somebody who was told no wait."""
    told = [promise for promise in handoff.promises if promise.told]
    if not told:
        return None
    first = told[0]
    until = first.at + timedelta(seconds=first.high_s)
    settled = handoff.accepted_at or handoff.ended_at or now
    return Standing(first.at, first.low_s, first.high_s, until, settled <= until, len(told))


def promise_of(outlook: Outlook, now: datetime) -> Promise | None:
    """What a customer who is told this outlook may rely on, as long as the words say, which are rounded up.

    None where nothing is known that could be learned from.
    """
    if outlook.wait_s is None:
        return Promise(now, 0.0, 0.0, 0.0, outlook.position or 0, outlook.facts, told=False) if outlook.facts else None
    low = outlook.wait_s if outlook.wait_low_s is None else outlook.wait_low_s
    most = longest_told(low, outlook.wait_high_s)
    return Promise(now, outlook.wait_s, low, most, outlook.position or 0, outlook.facts)


def grown(promises: Sequence[Promise], outlook: Outlook, now: datetime) -> bool:
    """Whether the wait has become so much longer than the last promise that the customer should know."""
    last = next((promise for promise in reversed(promises) if promise.told), None)
    if last is None or outlook.wait_s is None:
        return False
    left = max((last.at + timedelta(seconds=last.high_s) - now).total_seconds(), 0.0)
    return outlook.wait_s > max(left * GROWN, left + GROWN_BY.total_seconds())


def kept(handoffs: Iterable[Handoff]) -> Kept:
    """By the first promise that each customer was told whom a human answered."""
    told = was_kept = sooner = 0
    for handoff in handoffs:
        first = next((promise for promise in handoff.promises if promise.told), None)
        if first is None or handoff.accepted_at is None or handoff.accepted_at < first.at:
            continue
        waited_s = (handoff.accepted_at - first.at).total_seconds()
        told += 1
        was_kept += waited_s <= first.high_s
        sooner += waited_s < first.low_s
    return Kept(told, was_kept, sooner)


def lessons(handoff: Handoff) -> Iterator[tuple[tuple[float, ...], float, bool]]:
    """(facts, seconds waited, whether they left) of each promise, once it is known what became of it."""
    settled = handoff.accepted_at or (handoff.ended_at if handoff.state in TERMINAL else None)
    if settled is None:
        return
    for promise in handoff.promises:
        if promise.facts and promise.at <= settled:
            yield promise.facts, (settled - promise.at).total_seconds(), handoff.accepted_at is None
