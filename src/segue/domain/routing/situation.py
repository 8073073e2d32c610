"""What is known of a customer's chances at the moment they ask: the facts that a wait is foretold from."""

from __future__ import annotations

from bisect import bisect_left
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from statistics import fmean
from typing import NamedTuple

from segue.domain.lifecycle import Handoff
from segue.domain.queues import Order
from segue.domain.routing.agents import ON_SHIFT, Agent
from segue.domain.routing.forecast import Situation
from segue.domain.routing.line_up import BY_VALUE, HALF_LIFE, Came, Group, LineUp, group_of, place_of
from segue.domain.routing.waiting import Waiting, waiting_of

TEN = 10
USUAL_S = 480.0
"""Of a conversation, before any has ended."""

FRESH = 0.1
"""Weight of the newest conversation in the usual handle time."""


@dataclass(slots=True)
class Past:
    """What was seen lately in one workspace. The same events in order of time give the same past again."""

    last: dict[tuple[str, str], float] = field(default_factory=dict)  # (queue, tier) -> wait of the last one answered
    waits: dict[str, deque[float]] = field(default_factory=dict)  # queue -> the last ten, the latest last
    handled: dict[str, float] = field(default_factory=dict)  # queue -> usual seconds from joining to the free slot
    came: dict[tuple[str, float], Came] = field(default_factory=dict)  # by queue and value
    since: datetime | None = None

    def arrived(self, customer: Waiting, at: datetime) -> None:
        self.arrived_too((customer.queue, customer.value), Came(1.0, at, at))

    def arrived_too(self, key: tuple[str, float], came: Came) -> None:
        self.since = min(self.since, came.since) if self.since else came.since
        self.came[key] = self.came[key].and_those(came) if key in self.came else came

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
            came.at(now)
            for (queue, value), came in self.came.items()
            if queue == customer.queue and value > customer.value
        )
        return sum(rates) / memory

    def last_wait_s(self, customer: Waiting) -> float:
        of_tier = self.last.get((customer.queue, customer.tier))
        return self.recent_s(customer.queue) if of_tier is None else of_tier

    def recent_s(self, queue: str) -> float:
        waits = self.waits.get(queue)
        return fmean(waits) if waits else 0.0


def past_of(handoffs: Iterable[Handoff], line: LineUp) -> Past:
    """From handoffs that a human accepted lately, in any order, and from everybody who waits."""
    past = Past()
    answered = [(handoff.accepted_at, handoff) for handoff in handoffs if handoff.accepted_at]
    for customer in (waiting_of(handoff) for _, handoff in answered):
        past.arrived(customer, customer.queued_at)
    for key, came in line.came().items():
        past.arrived_too(key, came)
    for at, handoff in sorted(answered, key=lambda pair: (pair[0], pair[1].id)):
        customer = waiting_of(handoff)
        past.answered(customer, (at - customer.queued_at).total_seconds())
        if handoff.ended_at:
            past.finished(handoff.queue, ((handoff.wrap_up_until or handoff.ended_at) - at).total_seconds())
    return past


class Chances:
    """Everybody who works and everybody who waits at one moment, summed up so that looking at a customer is quick."""

    def __init__(self, agents: Iterable[Agent], line: LineUp, now: datetime, *, order: Order = Order.COST) -> None:
        """order: in which people are served."""
        self._now = now
        self._by_value = order in BY_VALUE
        self._agents = [agent for agent in agents if agent.presence in ON_SHIFT]
        self._lines, self._first = line.groups(by_value=self._by_value)
        self._rooms: dict[Group, _Room] = {}

    def of(self, customer: Waiting, past: Past) -> Situation:
        mine, turn = group_of(customer), place_of(customer, by_value=self._by_value)
        room = self._room(mine)
        ahead = total = 0.0
        for group, overlap in room.overlaps:
            line = self._lines[group]
            total += overlap * len(line)
            ahead += overlap * bisect_left(line, turn)
        own = self._lines.get(mine, ())
        there = bisect_left(own, turn)
        if there < len(own) and own[there] == turn and customer.handoff:
            total -= 1.0  # the customer
        first = min((since for group, since in self._first.items() if group.queue == customer.queue), default=None)
        return Situation(
            last_wait_s=past.last_wait_s(customer),
            recent_waits_s=past.recent_s(customer.queue),
            head_wait_s=max(self._now.timestamp() - first, 0.0) if first is not None else 0.0,
            ahead=ahead,
            waiting=max(total, 0.0),
            units=room.units,
            units_used=room.used,
            handle_s=past.handled.get(customer.queue, USUAL_S),
            takes=customer.units,
            dearer_per_s=past.dearer_per_s(customer, self._now),
            value=customer.value,
        )

    def _room(self, mine: Group) -> _Room:
        if mine not in self._rooms:
            self._rooms[mine] = self._summed(mine)
        return self._rooms[mine]

    def _summed(self, mine: Group) -> _Room:
        units = used = whole = 0.0
        shared = dict.fromkeys(self._lines, 0.0)
        for agent in self._agents:
            if not _takes(agent, mine):
                continue
            also = [group for group in self._lines if group != mine and _takes(agent, group)]
            part = agent.capacity / (1 + len({group.queue for group in also} - {mine.queue}))
            units += part
            used += part * min(1.0, agent.share_used)
            whole += agent.capacity
            for group in also:
                shared[group] += agent.capacity
        if mine in shared:
            shared[mine] = whole
        overlaps = tuple((group, part / whole) for group, part in shared.items() if part) if whole else ()
        return _Room(units, used, overlaps)


class _Room(NamedTuple):
    """Of one group: units staffed and in use, and which share of them each other group is after as well."""

    units: float
    used: float
    overlaps: tuple[tuple[Group, float], ...]


def _takes(agent: Agent, group: Group) -> bool:
    return (
        agent.serves(group.queue)
        and agent.speaks(group.language)
        and all(agent.skills.get(skill, 0) >= level for skill, level in group.requires)
    )
