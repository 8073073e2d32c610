"""How long a customer will wait. Where that is not known, it is said so: None, never 0."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import sqrt
from statistics import fmean, median, stdev

from segue.domain.lifecycle import Handoff
from segue.domain.wording import wait_words

AT_LEAST = 5
"""Customers of the queue who must have been answered, and as many finished, before an estimate is given."""

WINDOW = timedelta(hours=8)
"""How far back is looked."""


@dataclass(frozen=True, slots=True)
class Recent:
    """What was seen lately in one queue, in seconds. waits: until a human joined, the latest first.

    handle_times: from joining until the slot was free again, of those who are done.
    """

    waits: tuple[float, ...] = ()
    handle_times: tuple[float, ...] = ()


def recent_of(handoffs: Iterable[Handoff], now: datetime, *, window: timedelta = WINDOW) -> Recent:
    """From the handoffs of one queue; those that no human accepted within `window` are left out."""
    answered = [(h, h.accepted_at) for h in handoffs if h.accepted_at and now - window <= h.accepted_at <= now]
    answered.sort(key=lambda pair: pair[1], reverse=True)
    waits = tuple((at - (h.queued_at or h.requested_at)).total_seconds() for h, at in answered)
    handled = tuple(((h.wrap_up_until or h.ended_at) - at).total_seconds() for h, at in answered if h.ended_at)
    return Recent(waits, handled)


def estimate(
    position: int, units_staffed: float, recent: Recent, *, units: int = 1, units_free: int = 0
) -> float | None:
    """Expected seconds until a human joins; None when it is not known.

    position:      place in line, 1 is next.
    units_staffed: capacity units of the agents who take such customers now; one who also works for other busy queues
                   counts in part.
    units:         units one customer takes. units_free: how many are free now.
    None when fewer than AT_LEAST customers were answered or finished lately, or nobody is there.

    Somebody for whom there is room waits as long as the quickest lately: the time an agent takes to accept. Else
    handle time x slots to become free / slots staffed (the classic formula of Genesys: AHT x unassigned /
    (active agents x their share of time on this queue); Google CCAI counts an agent of two queues as 0.5), but no
    less than the last customer who was served had to wait (last-to-enter-service: Ibrahim & Whitt, M&SOM 2009).
    """
    if position < 1 or units < 1:
        raise ValueError(f"position and units begin at 1, not {position} and {units}")
    if units_staffed <= 0 or min(len(recent.waits), len(recent.handle_times)) < AT_LEAST:
        return None
    to_become_free = position - units_free // units
    if to_become_free <= 0:
        return min(recent.waits)
    return max(recent.waits[0], fmean(recent.handle_times) * to_become_free * units / units_staffed)


LIKELY = 1.28
"""Standard deviations to either side that hold four of five of what is spread normally."""


def likely_range(
    position: int, units_staffed: float, recent: Recent, *, units: int = 1, units_free: int = 0
) -> tuple[float, float] | None:
    """Seconds from and to which four of five such customers wait, roughly; None where `estimate` is None.

    With room for the customer: from the shortest wait lately to the median one. Else the slots that must become free
    do so one after another, so the time for k of them spreads by the spread of one handle time x sqrt(k) / slots
    staffed. The mean handle time is known from n customers alone, which adds its spread x k / sqrt(n) / slots staffed.
    """
    expected = estimate(position, units_staffed, recent, units=units, units_free=units_free)
    if expected is None:
        return None
    to_become_free = position - units_free // units
    if to_become_free <= 0:
        return expected, max(expected, median(recent.waits))
    slots, seen = units_staffed / units, len(recent.handle_times)
    middle = fmean(recent.handle_times) * to_become_free / slots
    spread = stdev(recent.handle_times) / slots * sqrt(to_become_free + to_become_free**2 / seen)
    return max(0.0, min(expected, middle - LIKELY * spread)), max(expected, middle + LIKELY * spread)


def in_words(wait_s: float | None) -> str:
    """For people who work here: "about 3 minutes", "less than a minute", "not known yet"."""
    if wait_s is None:
        return "not known yet"
    return "less than a minute" if wait_s < 60 else wait_words(wait_s)
