"""How long somebody will wait, learned from how long others did in a like situation.

The logarithm of the wait is a linear function of the logarithms of a few facts (`FACTS`), fitted as answers come in by
least squares with forgetting. Ibrahim & Whitt (POM 20, 2011; M&SOM 2009) show that the delay of the last
customer alone is biased while arrivals change, and Thiongane, Chan & L'Ecuyer (ICORES 2020) that a regression on queue
lengths and delays does better in centres with several skills. What is left is spread: the range is taken from the
latest residuals of estimates of like length, and kept at four of five by adaptive conformal inference (Gibbs & Candès,
NeurIPS 2021): a customer outside the range widens the next ones a little.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import exp, log1p, sqrt

FACTS = (
    *("last_wait", "recent_waits", "head_wait", "by_handle_time", "overtaken", "ahead_a_slot", "waiting_a_slot"),
    *("in_use", "one_slot", "release", "value"),
)
"""Names of `facts_of`, in its order, beside the constant."""

AT_LEAST = 200
"""Customers who must have been answered before the model speaks; until then the mean of the last ten does."""

FORGETTING = 1 - 1 / 4000
"""Of each answer: those 4,000 answers ago count a third."""

RIDGE = 1.0
"""Pulls coefficients to 0, as one more customer would; the facts are logarithms, so that they are of size 1 to 8."""

EVERY = 20
"""Answers after which the coefficients are worked out anew."""

KEPT = 700
"""Latest residuals that the range is taken from, for each length of estimate."""

LENGTHS = (45.0, 120.0)
"""Seconds at which estimates count as longer: short ones spread more for their size."""

OUTSIDE = 0.1
"""Share of customers wished below the range, and above it."""

STEP = 0.004
"""How much one customer outside the range moves it."""

LONGEST_S = 8 * 3600.0
"""Nothing longer is ever told."""


@dataclass(frozen=True, slots=True)
class Situation:
    """What is known at the moment a customer asks, in seconds and units.

    last_wait_s:    of the customer of the same queue and tier who was answered last; recent_waits_s: mean of ten.
    head_wait_s:    how long the one who is next in this queue has waited by now; 0 when nobody does.
    ahead:          customers who are served before, by what is known now. waiting: all who compete for the same agents.
    units:          capacity of the agents who can take such customers; one who also serves others counts in part.
    units_used:     how much of it is in use. takes: units that this customer takes.
    handle_s:       usual time from joining until the slot is free again.
    dearer_per_s:   arrivals a second of customers who would be served before this one.
    """

    last_wait_s: float
    recent_waits_s: float
    head_wait_s: float
    ahead: float
    waiting: float
    units: float
    units_used: float
    handle_s: float
    takes: int = 1
    dearer_per_s: float = 0.0
    value: float = 1.0

    @property
    def by_handle_time_s(self) -> float:
        """Handle time x place in line / slots: what contact centres usually tell."""
        return self.handle_s * (self.ahead + 1) * self.takes / max(self.units, 1e-9)


@dataclass(frozen=True, slots=True)
class Forecast:
    """Seconds. Four of five such customers wait from low_s to high_s; half of them longer than expected_s."""

    expected_s: float
    low_s: float
    high_s: float
    facts: tuple[float, ...]


def facts_of(situation: Situation) -> tuple[float, ...]:
    """The model's view of a situation: the constant 1, then FACTS."""
    slots = max(situation.units / situation.takes, 1e-9)
    classic = situation.by_handle_time_s
    load_of_dearer = min(0.9, situation.dearer_per_s * situation.handle_s / slots)
    return (
        1.0,
        log1p(situation.last_wait_s),
        log1p(situation.recent_waits_s),
        log1p(situation.head_wait_s),
        log1p(classic),
        log1p(classic / (1 - load_of_dearer)),
        log1p(situation.ahead / slots),
        log1p(situation.waiting / slots),
        situation.units_used / max(situation.units, 1e-9),
        1 / slots,
        log1p(situation.handle_s / slots),
        log1p(situation.value),
    )


class Forecaster:
    """Learns from each customer who was answered. Not thread-safe. The same answers in order teach the same."""

    def __init__(self) -> None:
        width = len(FACTS) + 1
        self._weights = [0.0] * width
        self._squares = [[0.0] * width for _ in range(width)]
        self._products = [0.0] * width
        self._known = 0
        self._residuals = [_Residuals() for _ in range(len(LENGTHS) + 1)]
        self.answers = 0

    def forecast(self, situation: Situation) -> Forecast | None:
        """None when nobody is there to answer, or too few were answered lately to know."""
        return self.of_facts(facts_of(situation)) if situation.units > 0 else None

    def of_facts(self, facts: tuple[float, ...]) -> Forecast | None:
        if self.answers < AT_LEAST:
            return None
        middle = self._middle(facts)
        residuals = self._of(middle)
        low, expected, high = (_seconds(middle + shift) for shift in residuals.shifts())
        return Forecast(expected, low, high, facts)

    def learn(self, facts: Sequence[float], waited_s: float, *, left: bool = False) -> None:
        """How long a customer of whom `facts` were known waited. One who left would have waited at least so long.

        Raises ValueError for facts of another shape.
        """
        if len(facts) != len(self._weights):
            raise ValueError(f"{len(self._weights)} facts are needed, not {len(facts)}")
        seen, middle = log1p(min(max(waited_s, 0.0), LONGEST_S)), self._middle(facts)
        if left and middle >= seen:  # tells nothing that is not believed already
            return
        if not left:
            self.answers += 1
            self._of(middle).add(seen - middle, counts=self.answers > AT_LEAST)
        self._count(facts, seen)

    def learn_all(self, answers: Iterable[tuple[Sequence[float], float, bool]]) -> None:
        """What is stored of earlier customers, oldest first: (facts, seconds waited, whether they left)."""
        for facts, waited_s, left in answers:
            if len(facts) == len(self._weights):  # told by an earlier version
                self.learn(facts, waited_s, left=left)

    def _middle(self, facts: Sequence[float]) -> float:
        return sum(weight * fact for weight, fact in zip(self._weights, facts, strict=True))

    def _of(self, middle: float) -> _Residuals:
        return self._residuals[bisect_left(LENGTHS, _seconds(middle))]

    def _count(self, facts: Sequence[float], seen: float) -> None:
        """Into the normal equations, where what was seen before counts for a little less."""
        self._known += 1
        for i, fact in enumerate(facts):
            row = self._squares[i]
            for j in range(i + 1):
                row[j] = row[j] * FORGETTING + fact * facts[j]
            self._products[i] = self._products[i] * FORGETTING + fact * seen
        if self._known % EVERY == 0:
            self._weights = _solved(self._squares, self._products)


def _solved(squares: Sequence[Sequence[float]], products: Sequence[float]) -> list[float]:
    """Coefficients of the least squares with RIDGE, by Cholesky's decomposition of the lower half of `squares`."""
    width = len(products)
    lower = [[0.0] * width for _ in range(width)]
    half = [0.0] * width
    for i in range(width):
        for j in range(i + 1):
            rest = squares[i][j] + (RIDGE if i == j else 0.0) - sum(lower[i][k] * lower[j][k] for k in range(j))
            lower[i][j] = sqrt(max(rest, RIDGE * 1e-6)) if i == j else rest / lower[j][j]
        half[i] = (products[i] - sum(lower[i][k] * half[k] for k in range(i))) / lower[i][i]
    found = [0.0] * width
    for i in reversed(range(width)):
        found[i] = (half[i] - sum(lower[k][i] * found[k] for k in range(i + 1, width))) / lower[i][i]
    return found


class _Residuals:
    """The latest errors of estimates of like length, sorted, and how far the range is moved."""

    def __init__(self) -> None:
        self._order: deque[float] = deque()
        self._sorted: list[float] = []
        self._below = self._above = OUTSIDE

    def add(self, residual: float, *, counts: bool) -> None:
        if counts and self._sorted:
            low, _, high = self.shifts()
            self._below = _clip(self._below + STEP * (OUTSIDE - (residual < low)))
            self._above = _clip(self._above + STEP * (OUTSIDE - (residual > high)))
        self._order.append(residual)
        insort(self._sorted, residual)
        if len(self._order) > KEPT:
            del self._sorted[bisect_left(self._sorted, self._order.popleft())]

    def shifts(self) -> tuple[float, float, float]:
        """Of the lower end, the middle and the upper end of the range, as logarithms."""
        if not self._sorted:
            return -1.0, 0.0, 1.0
        return self._at(self._below), self._at(0.5), self._at(1 - self._above)

    def _at(self, share: float) -> float:
        place = share * (len(self._sorted) - 1)
        lower = int(place)
        upper = min(lower + 1, len(self._sorted) - 1)
        return self._sorted[lower] + (self._sorted[upper] - self._sorted[lower]) * (place - lower)


def _clip(share: float) -> float:
    return min(max(share, 0.005), 0.45)


def _seconds(logarithm: float) -> float:
    return min(exp(min(logarithm, 11.0)) - 1 if logarithm > 0 else 0.0, LONGEST_S)
