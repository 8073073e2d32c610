"""Whether a listener may be sent anything now: a circuit breaker and a pace. Pure: the clock and chance are handed in.

It opens after failures in several conversations in a row: one that fails alone waits by itself and keeps no other from
its turn. While it is open nothing is sent; then one delivery is let through as a probe, and what comes of it decides.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

FAILURES = 3
"""Different conversations that must fail in a row."""
FIRST_PAUSE_S, LONGEST_PAUSE_S = 2.0, 60.0
PROBE_LOST_S = 60.0
"""A probe that nothing was heard of for so long: another one is let through."""


class Gate(StrEnum):
    CLOSED = "closed"  # all goes through
    OPEN = "open"  # nothing does
    PROBING = "probing"  # one is under way


class Sign(StrEnum):
    """What is seen of a listener."""

    ANSWERED = "answered"  # it took an entry, or refused one: it is there
    FAILED = "failed"
    FAILED_OFTEN = "failed_often"  # once more, and now it is enough
    SLOW_DOWN = "slow_down"  # it asks for a pause
    SHUT_OUT = "shut_out"  # our credential or its address is wrong: somebody must mend that
    DUE = "due"  # the pause is over


STEPS: Mapping[tuple[Gate, Sign], Gate] = {
    (Gate.CLOSED, Sign.ANSWERED): Gate.CLOSED,
    (Gate.CLOSED, Sign.FAILED): Gate.CLOSED,
    (Gate.CLOSED, Sign.FAILED_OFTEN): Gate.OPEN,
    (Gate.CLOSED, Sign.SLOW_DOWN): Gate.OPEN,
    (Gate.CLOSED, Sign.SHUT_OUT): Gate.OPEN,
    (Gate.OPEN, Sign.ANSWERED): Gate.CLOSED,  # one that was under way
    (Gate.OPEN, Sign.FAILED): Gate.OPEN,
    (Gate.OPEN, Sign.FAILED_OFTEN): Gate.OPEN,
    (Gate.OPEN, Sign.SLOW_DOWN): Gate.OPEN,
    (Gate.OPEN, Sign.SHUT_OUT): Gate.OPEN,
    (Gate.OPEN, Sign.DUE): Gate.PROBING,
    (Gate.PROBING, Sign.ANSWERED): Gate.CLOSED,
    (Gate.PROBING, Sign.FAILED): Gate.OPEN,
    (Gate.PROBING, Sign.FAILED_OFTEN): Gate.OPEN,
    (Gate.PROBING, Sign.SLOW_DOWN): Gate.OPEN,
    (Gate.PROBING, Sign.SHUT_OUT): Gate.OPEN,
    (Gate.PROBING, Sign.DUE): Gate.PROBING,  # the last one was lost
}


@dataclass(frozen=True, slots=True)
class Breaker:
    """failed: conversations that failed since the last answer. pauses: how many in a row. until: when the next probe
    is let through. paused: it stays shut until somebody mends something; probes find out when. since: of being open."""

    gate: Gate = Gate.CLOSED
    failed: frozenset[str] = frozenset()
    pauses: int = 0
    until: datetime | None = None
    paused: bool = False
    since: datetime | None = None

    def lets_through(self, now: datetime) -> bool:
        """Whether anything may be begun now; unless it is closed, one delivery."""
        return self.gate is Gate.CLOSED or self.until is None or now >= self.until


def probe(breaker: Breaker, now: datetime) -> Breaker:
    """A delivery is let through that was not before."""
    if not breaker.lets_through(now) or breaker.gate is Gate.CLOSED:
        raise ValueError(f"a probe is not due while it is {breaker.gate}")
    lost = now + timedelta(seconds=PROBE_LOST_S)
    return replace(breaker, gate=STEPS[breaker.gate, Sign.DUE], until=lost)


def after(
    breaker: Breaker, sign: Sign, now: datetime, chance: float, *, of: str = "", asked_s: float | None = None
) -> Breaker:
    """of: the conversation that it was seen in. asked_s: how long the listener asks to wait. chance: 0 to 1."""
    if sign is Sign.ANSWERED:
        return Breaker()
    failed = breaker.failed | {of}
    if sign is Sign.FAILED and len(failed) >= FAILURES:
        sign = Sign.FAILED_OFTEN
    paused = breaker.paused or sign is Sign.SHUT_OUT
    gate = STEPS[breaker.gate, sign]
    if gate is Gate.CLOSED:
        return replace(breaker, failed=failed)
    if breaker.gate is Gate.OPEN and sign is not Sign.SHUT_OUT:  # one that was under way tells nothing new
        return replace(breaker, failed=failed)
    pause = timedelta(seconds=pause_s(breaker.pauses, chance, paused=paused, asked_s=asked_s))
    pauses, since = breaker.pauses + 1, breaker.since or now
    return Breaker(gate, failed, pauses, now + pause, paused, since)


def pause_s(pauses: int, chance: float, *, paused: bool, asked_s: float | None) -> float:
    """Twice as long each time, and between half of it and the whole by lot; as asked, where that is longer."""
    longest = LONGEST_PAUSE_S if paused else min(LONGEST_PAUSE_S, FIRST_PAUSE_S * 2.0 ** min(pauses, 30))
    return min(LONGEST_PAUSE_S, max(longest * (0.5 + chance / 2), asked_s or 0.0))


@dataclass(frozen=True, slots=True)
class Pace:
    """How many deliveries a second, after a while of silence a fifth of a second's at once."""

    rate: float
    full_at: datetime  # when the whole burst is there again

    @property
    def burst(self) -> float:
        return max(1.0, self.rate / 5)

    def there(self, now: datetime) -> int:
        """How many may be begun now."""
        missing = max(0.0, (self.full_at - now).total_seconds()) * self.rate
        return max(0, int(self.burst - missing + 1e-6))

    def next_at(self, now: datetime) -> datetime:
        """When one more may be begun."""
        missing = max(0.0, (self.full_at - now).total_seconds()) * self.rate
        return now + timedelta(seconds=max(0.0, missing + 1 - self.burst) / self.rate)

    def taken(self, now: datetime) -> Pace:
        """One is begun."""
        return replace(self, full_at=max(self.full_at, now) + timedelta(seconds=1 / self.rate))
