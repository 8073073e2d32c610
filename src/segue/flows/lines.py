"""Everybody who waits, as this process read them last."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from segue.domain.lifecycle import Handoff
from segue.domain.policy import Policy
from segue.domain.routing.line_up import LineUp
from segue.domain.routing.waiting import waiting_of
from segue.ports.conversations import Line
from segue.ports.store import Store

FRESH_S = 1.0
"""How long a line counts while nothing changed that this process knows of: another node may know more."""

LONG = 500
"""Customers from which on a line is not read anew at each change: reading it costs more than it is worth."""

A_CUSTOMER_S, LONGEST_S = 0.001, 60.0
"""How long a long line counts whatever changes: of 20,000 who wait, what is told may be 20 seconds old."""


@dataclass(frozen=True, slots=True)
class _Read:
    """version: of the bell before it was read, see `Bell.version`. at: on the monotonic clock."""

    version: int
    at: float
    policy: str  # its hash
    line: LineUp

    def counts(self, version: int, policy: Policy, now: float) -> bool:
        age = now - self.at
        if self.policy != policy.hash:
            return False
        if len(self.line) >= LONG and age < min(len(self.line) * A_CUSTOMER_S, LONGEST_S):
            return True
        return self.version == version and age < FRESH_S


@dataclass(slots=True)
class Lines:
    """By workspace. Whoever asks while a line is being read gets the one that is read, if it is new enough for them."""

    monotonic: Callable[[], float] = time.monotonic
    _read: dict[str, _Read] = field(default_factory=dict)
    _turns: dict[str, asyncio.Lock] = field(default_factory=dict)

    def forget(self, workspace: str) -> None:
        """Whoever asks next must know of everybody who waits."""
        self._read.pop(workspace, None)

    async def of(self, store: Store, workspace: str, version: int, policy: Policy) -> LineUp:
        """version: of the bell, as it is for whoever asks."""
        known = self._read.get(workspace)
        if known and known.counts(version, policy, self.monotonic()):
            return known.line
        turn = self._turns.get(workspace)
        if known and turn and turn.locked() and len(known.line) >= LONG:
            return known.line  # a long one that is being read anew is not waited for
        async with self._turns.setdefault(workspace, asyncio.Lock()):
            known = self._read.get(workspace)
            if known and known.counts(version, policy, self.monotonic()):
                return known.line
            at = self.monotonic()
            handoffs = await store.read(Line(workspace))
            long = len(handoffs) >= LONG  # in a thread, so that nobody else has to wait for it
            line = await asyncio.to_thread(_lined_up, handoffs, policy) if long else _lined_up(handoffs, policy)
            self._read[workspace] = _Read(version, at, policy.hash, line)
            return line


def _lined_up(handoffs: Sequence[Handoff], policy: Policy) -> LineUp:
    ours = (waiting_of(handoff, tier=policy.tiers.get(handoff.tier)) for handoff in handoffs if not handoff.hub)
    line = LineUp(ours, ((handoff.queue, handoff.id) for handoff in handoffs if handoff.hub))
    if len(line) >= LONG:
        line.prepare(policy.queues.values(), policy.routing.order)
    return line
