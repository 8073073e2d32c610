"""How long customers are ready to wait, from those who left and those who were answered first."""

from __future__ import annotations

from collections.abc import Sequence
from math import erfc, exp, log, sqrt
from typing import NamedTuple

FEWEST = 10
"""Leavers below which nothing is said."""

ENOUGH = 30
"""Leavers from which the spread is estimated as well; before it counts as that of an exponential, cv 1."""


class Waited(NamedTuple):
    """left: the wait ended by leaving; else somebody came, and the patience is known to be longer than that."""

    seconds: float
    left: bool


def patience(waits: Sequence[Waited]) -> tuple[float, float] | None:
    """(mean in seconds, coefficient of variation); None with too few leavers.

    A wait that ended by an answer is a right-censored patience. With few leavers: total time waited / number of
    leavers, the maximum likelihood of an exponential. With enough: the lognormal of the greatest likelihood.
    The mean of those who left alone would be far too short.
    """
    waits = [Waited(max(one.seconds, 1.0), one.left) for one in waits]
    leavers = sum(one.left for one in waits)
    if leavers < FEWEST:
        return None
    rough = sum(one.seconds for one in waits) / leavers
    if leavers < ENOUGH:
        return rough, 1.0
    mu, sigma = _fitted(waits, log(rough))
    return exp(mu + sigma**2 / 2), sqrt(exp(sigma**2) - 1)


def _fitted(waits: Sequence[Waited], mu: float) -> tuple[float, float]:
    """By a search that halves its steps. sigma stays within what cv 0.3 to 2 stands for: beyond the data say little."""
    left = [log(one.seconds) for one in waits if one.left]
    stayed = [log(one.seconds) for one in waits if not one.left]
    sigma, step = 0.8, 0.8
    best = _likelihood(left, stayed, mu, sigma)
    while step > 0.005:
        tries = [(mu + a * step, sigma + b * step / 2) for a, b in ((1, 0), (-1, 0), (0, 1), (0, -1))]
        found = [(_likelihood(left, stayed, m, s), m, s) for m, s in tries if 0.29 <= s <= 1.27]
        top = max(found)
        if top[0] > best:
            best, mu, sigma = top
        else:
            step /= 2
    return mu, sigma


def _likelihood(left: Sequence[float], stayed: Sequence[float], mu: float, sigma: float) -> float:
    """Logarithm of it, constants left out."""
    events = sum(-log(sigma) - ((x - mu) / sigma) ** 2 / 2 for x in left)
    return events + sum(log(max(erfc((x - mu) / sigma / sqrt(2)) / 2, 1e-300)) for x in stayed)
