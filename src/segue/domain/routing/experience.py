"""What routing has learned: how often whom to expect, and how long the work takes. It starts sanely without history.

Values and arithmetic only: no clock, nothing stored. Folding the same records in the order of time gives the same
experience again.

Arrivals are counted with a half-life, so that what is expected follows an incident within minutes. After the first day
the same half hours of earlier days are counted in as if they were a quarter of an hour just seen.

Work is a mean by queue that forgets: the configured expectation counts for a few conversations and is then outvoted,
so that one which is wrong by a factor of three has done its harm after twenty. What levels to spare save is learned
over all queues together, beginning with nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import log
from typing import NamedTuple

from segue.domain.queues import RoutingSettings

HALF_LIFE = timedelta(minutes=30)
"""Of an arrival in the rate that is expected."""

HALF_LIFE_S = HALF_LIFE.total_seconds()

BIN_S = 1800
"""Length of the parts of a day whose arrivals are counted on their own, in seconds."""

YESTERDAY = 0.8
"""What a day counts for against the day after it."""

USUAL_S = 900.0
"""Seconds of counting that the same time on other days is worth."""

PERIOD_S = 30
"""Seconds for which rates are taken as they are, so that a decision need not work them out anew."""

DOUBT = 5.0
"""Conversations that the expectation of the policy counts for."""

FADES = 0.02
"""Least weight of the newest conversation in the expected work."""

LEVELS = range(-4, 5)
LEVEL_DOUBT = 40.0
"""Conversations for which it counts that a level to spare makes no difference."""

OUTLIER = 5.0
"""A conversation counts as at most so many times the expected work, as somebody may have forgotten to end it."""


class Sort(NamedTuple):
    """What customers ask for who are counted together. requires: (skill, least level), sorted, before relaxation."""

    queue: str
    requires: tuple[tuple[str, int], ...] = ()
    language: str = ""


@dataclass(slots=True)
class _Bin:
    """Arrivals in one part of the day: earlier days, faded up to `day`, and that day itself."""

    day: int
    earlier: float = 0.0
    today: float = 0.0

    def arrived(self, day: int) -> None:
        if day > self.day:
            self.earlier, self.today, self.day = self.until(day), 0.0, day
        self.today += 1.0

    def until(self, day: int) -> float:
        """Faded arrivals of the days before `day`."""
        if day <= self.day:
            return self.earlier
        return float((self.earlier * YESTERDAY + self.today) * YESTERDAY ** (day - self.day - 1))


@dataclass(slots=True)
class _Seen:
    """Customers of one sort and cost: `weight` is their faded number at `at`, seconds of the epoch."""

    weight: float
    at: float
    bins: dict[int, _Bin]


class _Told(NamedTuple):
    """Rates of one sort in one period. newest: whose cost came after they were worked out; None for nobody."""

    step: int
    rates: tuple[tuple[float, float], ...]
    newest: float | None = None


class Experience:
    """Not thread-safe. expected: seconds of undivided attention by queue; others as settings.handle_time says."""

    def __init__(self, settings: RoutingSettings | None = None, *, expected: Mapping[str, float] | None = None) -> None:
        self._settings = settings or RoutingSettings()
        self._expected = dict(expected or {})
        self._arrivals: dict[Sort, dict[float, _Seen]] = {}
        self._told: dict[Sort, _Told] = {}
        self._work: dict[str, tuple[float, float]] = {}
        self._levels: dict[int, tuple[float, float]] = {}
        self._since: float | None = None
        self._moment: _Moment | None = None

    def arrived(self, sort: Sort, cost: float, at: datetime) -> None:
        """A customer who sits and waits came; asynchronous work is not told. cost: `rule.delay.resting`."""
        second = at.timestamp()
        if self._since is None:
            self._since = second
        of_sort = self._arrivals.setdefault(sort, {})
        cost = float(f"{cost:.2g}")
        seen = of_sort.get(cost)
        if seen is None:
            seen = of_sort[cost] = _Seen(0.0, second, {})
        seen.weight, seen.at = _faded(seen.weight, seen.at, second) + 1.0, max(second, seen.at)
        day, part = _day_and_bin(second)
        seen.bins.setdefault(part, _Bin(day)).arrived(day)
        told = self._told.get(sort)
        if told is not None:
            self._told[sort] = told._replace(newest=cost) if told.newest in {None, cost} else told._replace(step=-1)

    def finished(self, sort: Sort, surplus: int, work: float, at: datetime) -> None:
        """A conversation is done. surplus: levels above what was asked. work: seconds x mean pace of the agent."""
        count, mean = self._work.get(sort.queue, (DOUBT, self._prior(sort.queue)))
        factor = self._level(surplus)
        work = min(max(work, 0.0), OUTLIER * mean * factor)
        level = _within(surplus)
        if level:
            known, sum_of = self._levels.get(level, (LEVEL_DOUBT, LEVEL_DOUBT))
            self._levels[level] = known + 1.0, sum_of + work / max(mean, 1.0)
        count += 1.0
        self._work[sort.queue] = (count, max(mean + max(1.0 / count, FADES) * (work / factor - mean), 1.0))

    def arrivals(self, sort: Sort, now: datetime) -> tuple[tuple[float, float], ...]:
        """(cost, expected customers per second), dearest first."""
        step = int(now.timestamp() // PERIOD_S)
        told, seen = self._told.get(sort), self._arrivals.get(sort, {})
        if told is None or told.step != step:
            rates = self._rates(seen, step * PERIOD_S)
        elif told.newest is None:
            return told.rates
        else:  # the others are as they were
            others = [rate for rate in told.rates if rate[0] != told.newest]
            rates = (*others, *self._rates({told.newest: seen[told.newest]}, step * PERIOD_S))
            if others:
                rates = tuple(sorted(rates, reverse=True))
        self._told[sort] = _Told(step, rates)
        return rates

    def dearest(self, sort: Sort) -> float:
        """What a second costs of the dearest customer who ever came; 0 for none."""
        return max(self._arrivals.get(sort, ()), default=0.0)

    def sorts(self) -> tuple[Sort, ...]:
        """Whose arrivals were seen."""
        return tuple(self._arrivals)

    def work(self, sort: Sort, surplus: int = 0) -> float:
        """Expected seconds of undivided attention for such a customer, by an agent with so many levels to spare."""
        return self._work.get(sort.queue, (0.0, self._prior(sort.queue)))[1] * self._level(surplus)

    def _prior(self, queue: str) -> float:
        return max(self._expected.get(queue, self._settings.handle_time.total_seconds()), 1.0)

    def _level(self, surplus: int) -> float:
        """Share of the work of somebody who just fits."""
        known = self._levels.get(_within(surplus))
        return known[1] / known[0] if known else 1.0

    def _rates(self, of_sort: Mapping[float, _Seen], now: float) -> tuple[tuple[float, float], ...]:
        """(cost, customers a second), dearest first."""
        since = self._since or now
        if self._moment is None or self._moment.now != now or self._moment.since != since:
            self._moment = _moment(since, now)
        _, _, over, day, part, counted = self._moment
        found = []
        for cost, seen in of_sort.items():
            count, at = seen.weight, seen.at
            if now > at:
                count *= 0.5 ** ((now - at) / HALF_LIFE_S)
            if counted:
                usual = seen.bins.get(part)
                of_days = usual.until(day) if usual else 0.0
                count += USUAL_S * of_days / counted / BIN_S
            found.append((cost, count / over))
        found.sort(reverse=True)
        return tuple(found)


class _Moment(NamedTuple):
    """What the rates of all sorts have in common. over: seconds that arrivals are counted over, the same time on other
    days included. counted: faded number of earlier days; 0 on the first."""

    since: float
    now: float
    over: float
    day: int
    part: int
    counted: float


def _moment(since: float, now: float) -> _Moment:
    over, (day, part) = _memory(since, now), _day_and_bin(now)
    days = day - _day_and_bin(since)[0]
    counted = (1.0 - YESTERDAY**days) / (1.0 - YESTERDAY) if days > 0 else 0.0
    return _Moment(since, now, over + (USUAL_S if days > 0 else 0.0), day, part, counted)


def _within(surplus: int) -> int:
    return max(LEVELS[0], min(surplus, LEVELS[-1]))


def _day_and_bin(second: float) -> tuple[int, int]:
    """Days are those of UTC: what matters is that the same time of day is compared."""
    day, rest = divmod(second, 86_400)
    return int(day), int(rest // BIN_S)


def _faded(weight: float, seen: float, now: float) -> float:
    return weight * float(0.5 ** ((now - seen) / HALF_LIFE_S)) if now > seen else weight


def _memory(since: float, now: float) -> float:
    """Seconds that all arrivals since then count for, faded as they are; at least a minute."""
    known = max(now - since, 60.0)
    return HALF_LIFE_S / log(2) * (1.0 - float(0.5 ** (known / HALF_LIFE_S)))
