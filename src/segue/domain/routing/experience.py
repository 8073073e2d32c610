"""What routing has learned: how often whom to expect, and how long the work takes. It starts sanely without history.

Values and arithmetic only: no clock, nothing stored. Folding the same records in the order of time gives the same
experience again.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import NamedTuple

from segue.domain.queues import RoutingSettings

HALF_LIFE = timedelta(minutes=30)
"""Of an arrival in the rate that is expected."""

DOUBT = 5.0
"""Conversations that the expectation of the policy counts for."""

FADES = 0.02
"""Least weight of the newest conversation in the expected work."""


PERIOD_S = 10
"""Seconds for which rates are taken as they are, so that a decision need not work them out anew."""


class Sort(NamedTuple):
    """What customers ask for who are counted together. requires: (skill, least level), sorted, before relaxation."""

    queue: str
    requires: tuple[tuple[str, int], ...] = ()
    language: str = ""


class Experience:
    """Not thread-safe. expected: seconds of undivided attention by queue; others as settings.handle_time says."""

    def __init__(self, settings: RoutingSettings | None = None, *, expected: Mapping[str, float] | None = None) -> None:
        self._settings = settings or RoutingSettings()
        self._expected = dict(expected or {})
        self._arrivals: dict[Sort, dict[float, tuple[float, datetime]]] = {}
        self._work: dict[str, tuple[float, float]] = {}
        self._since: datetime | None = None

    def arrived(self, sort: Sort, cost: float, at: datetime) -> None:
        """A customer who sits and waits came; asynchronous work is not told. cost: `rule.delay.resting`."""
        self._since = self._since or at
        of_sort = self._arrivals.setdefault(sort, {})
        rate, seen = of_sort.get(cost, (0.0, at))
        of_sort[cost] = (_faded(rate, seen, at) + 1.0, max(at, seen))

    def finished(self, sort: Sort, surplus: int, work: float, at: datetime) -> None:
        """A conversation is done. surplus: levels above what was asked. work: seconds x mean pace of the agent."""
        count, mean = self._work.get(sort.queue, (DOUBT, self._prior(sort.queue)))
        count += 1.0
        self._work[sort.queue] = (count, mean + max(1.0 / count, FADES) * (work - mean))

    def arrivals(self, sort: Sort, now: datetime) -> tuple[tuple[float, float], ...]:
        """(cost, expected customers per second), dearest first. Between arrivals it changes every PERIOD_S only."""
        known = self._arrivals.get(sort)
        if not known:
            return ()
        now = begin_of_period(now)
        memory = _memory(self._since or now, now)
        found = [(cost, _faded(weight, seen, now) / memory) for cost, (weight, seen) in known.items()]
        found.sort(reverse=True)
        return tuple(found)

    def sorts(self) -> tuple[Sort, ...]:
        """Whose arrivals were seen."""
        return tuple(self._arrivals)

    def work(self, sort: Sort, surplus: int = 0) -> float:
        """Expected seconds of undivided attention for such a customer, by an agent with so many levels to spare."""
        return self._work.get(sort.queue, (0.0, self._prior(sort.queue)))[1]

    def _prior(self, queue: str) -> float:
        return self._expected.get(queue, self._settings.handle_time.total_seconds())


def begin_of_period(now: datetime) -> datetime:
    """Of the PERIOD_S seconds that `now` is in."""
    return now - timedelta(seconds=now.timestamp() % PERIOD_S)


def _faded(weight: float, seen: datetime, now: datetime) -> float:
    return weight * float(0.5 ** (max((now - seen).total_seconds(), 0.0) / HALF_LIFE.total_seconds()))


def _memory(since: datetime, now: datetime) -> float:
    """Seconds that all arrivals since then count for, faded as they are; at least a minute."""
    scale = HALF_LIFE.total_seconds() / 0.6931471805599453
    known = max((now - since).total_seconds(), 60.0)
    return scale * (1.0 - float(0.5 ** (known / HALF_LIFE.total_seconds())))
