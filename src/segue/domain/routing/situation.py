"""What is known of a customer's chances at the moment they ask: the facts that a wait is foretold from."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from statistics import fmean
from typing import NamedTuple

from segue.domain.routing.agents import ON_SHIFT, Agent
from segue.domain.routing.forecast import Situation
from segue.domain.routing.waiting import Waiting

TEN = 10
USUAL_S = 480.0
"""Of a conversation, before any has ended."""

HALF_LIFE = timedelta(minutes=10)
"""Of an arrival in what is expected of the next ones."""

FRESH = 0.1
"""Weight of the newest conversation in the usual handle time."""


class Group(NamedTuple):
    """Customers whom the same agents can take."""

    queue: str
    requires: tuple[tuple[str, int], ...]
    language: str


def group_of(waiting: Waiting) -> Group:
    return Group(waiting.queue, tuple(sorted(waiting.requires.items())), waiting.language)


@dataclass(slots=True)
class Past:
    """What was seen lately in one workspace. The same events in order of time give the same past again."""

    last: dict[tuple[str, str], float] = field(default_factory=dict)  # (queue, tier) -> wait of the last one answered
    waits: dict[str, deque[float]] = field(default_factory=dict)  # queue -> the last ten, the latest last
    handled: dict[str, float] = field(default_factory=dict)  # queue -> usual seconds from joining to the free slot
    came: dict[tuple[str, float], tuple[float, datetime]] = field(default_factory=dict)  # (queue, value) -> weight
    since: datetime | None = None

    def arrived(self, customer: Waiting, at: datetime) -> None:
        self.since = self.since or at
        key = (customer.queue, customer.value)
        weight, seen = self.came.get(key, (0.0, at))
        self.came[key] = (weight * _faded(seen, at) + 1.0, max(at, seen))

    def answered(self, customer: Waiting, waited_s: float) -> None:
        self.last[customer.queue, customer.tier] = waited_s
        self.waits.setdefault(customer.queue, deque(maxlen=TEN)).append(waited_s)

    def finished(self, queue: str, handle_s: float) -> None:
        before = self.handled.get(queue, handle_s)
        self.handled[queue] = before + FRESH * (handle_s - before)

    def dearer_per_s(self, customer: Waiting, now: datetime) -> float:
        """Arrivals a second in the customer's queue of those who are worth more."""
        if self.since is None:
            return 0.0
        half = HALF_LIFE.total_seconds()
        known = max((now - self.since).total_seconds(), 60.0)
        memory = half / 0.6931471805599453 * (1.0 - float(0.5 ** (known / half)))
        rates = (
            weight * _faded(seen, now)
            for (queue, value), (weight, seen) in self.came.items()
            if queue == customer.queue and value > customer.value
        )
        return sum(rates) / memory

    def last_wait_s(self, customer: Waiting) -> float:
        of_tier = self.last.get((customer.queue, customer.tier))
        return self.recent_s(customer.queue) if of_tier is None else of_tier

    def recent_s(self, queue: str) -> float:
        waits = self.waits.get(queue)
        return fmean(waits) if waits else 0.0


def situation(
    customer: Waiting, agents: Iterable[Agent], waiting: Collection[Waiting], past: Past, now: datetime
) -> Situation:
    """waiting: everybody who waits, with the customer or without; follow-ups do not stand in anybody's way."""
    others: dict[Group, list[Waiting]] = {}
    for other in waiting:
        if other.handoff != customer.handoff and not other.asynchronous:
            others.setdefault(group_of(other), []).append(other)
    mine = group_of(customer)
    units = used = whole = 0.0
    shared = dict.fromkeys(others, 0.0)
    for agent in agents:
        if agent.presence not in ON_SHIFT or not _takes(agent, mine):
            continue
        also = [group for group in others if group != mine and _takes(agent, group)]
        part = agent.capacity / (1 + len({group.queue for group in also} - {mine.queue}))
        units += part
        used += part * min(1.0, agent.share_used)
        whole += agent.capacity
        for group in also:
            shared[group] += agent.capacity
    if mine in shared:
        shared[mine] = whole
    ahead = total = 0.0
    for group, ones in others.items():
        overlap = shared[group] / whole if whole else 0.0
        total += overlap * len(ones)
        ahead += overlap * sum(_goes_first(other, customer) for other in ones)
    line = [other.queued_at for group in others if group.queue == customer.queue for other in others[group]]
    return Situation(
        last_wait_s=past.last_wait_s(customer),
        recent_waits_s=past.recent_s(customer.queue),
        head_wait_s=max((now - min(line)).total_seconds(), 0.0) if line else 0.0,
        ahead=ahead,
        waiting=total,
        units=units,
        units_used=used,
        handle_s=past.handled.get(customer.queue, USUAL_S),
        takes=customer.units,
        dearer_per_s=past.dearer_per_s(customer, now),
        value=customer.value,
    )


def _takes(agent: Agent, group: Group) -> bool:
    return (
        agent.serves(group.queue)
        and agent.speaks(group.language)
        and all(agent.skills.get(skill, 0) >= level for skill, level in group.requires)
    )


def _goes_first(other: Waiting, customer: Waiting) -> bool:
    return (-other.value, other.queued_at) < (-customer.value, customer.queued_at)


def _faded(seen: datetime, now: datetime) -> float:
    return float(0.5 ** (max((now - seen).total_seconds(), 0.0) / HALF_LIFE.total_seconds()))
