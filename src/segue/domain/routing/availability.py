"""What a queue can promise at this moment. Asked before a customer is promised a human."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from statistics import median

from segue.domain.hours import is_open, opens_next
from segue.domain.queues import Calendar, Queue, QueueKind, RoutingSettings
from segue.domain.routing.agents import ON_SHIFT, Agent, Presence
from segue.domain.routing.demands import USUAL, demand, least_demand
from segue.domain.routing.fit import lasting_obstacle
from segue.domain.routing.forecast import Forecast
from segue.domain.routing.line_up import LineUp
from segue.domain.routing.wait import Recent, estimate, likely_range
from segue.domain.routing.waiting import Waiting, newcomer

OWN_DESK = "desk"

HELD_S = 20.0
"""Seconds that the router and the agent who is asked take at least; who waits longer has no room, whatever is free."""

Foretell = Callable[[Waiting], tuple[tuple[float, ...], Forecast | None]]
"""The facts of somebody's chances, and the wait foretold from them; None while too little is known."""


class Availability(StrEnum):
    OPEN = "open"  # somebody will come
    FULL = "full"  # somebody will come, but later than the policy finds bearable
    NOBODY_THERE = "nobody_there"  # within hours, but nobody on shift could take it, not even after waiting
    CLOSED = "closed"  # outside hours
    TICKET = "ticket"  # this queue is answered by ticket
    EMAIL = "email"  # this queue is answered by e-mail


@dataclass(frozen=True, slots=True)
class Outlook:
    """position:  place in line the customer would have, 1 is next; None where nobody lines up or a hub keeps the line.
    wait_s:    expected wait in seconds; None while it is not known. Four of five wait from wait_low_s to wait_high_s.
    opens_at:  in UTC: when a CLOSED one opens, or somebody is at work again; None when it is not known.
    on_shift:  agents online or busy who could take it, now or after waiting; units_free: of those online who fit now.
    facts:     what a wait is foretold from.
    """

    status: Availability
    position: int | None = None
    wait_s: float | None = None
    wait_low_s: float | None = None
    wait_high_s: float | None = None
    opens_at: datetime | None = None
    on_shift: int = 0
    units_free: int = 0
    facts: tuple[float, ...] = ()

    @property
    def promises_human(self) -> bool:
        return self.status in {Availability.OPEN, Availability.FULL}


def availability(
    queue: Queue,
    calendar: Calendar | None,
    agents: Collection[Agent],
    line: LineUp,
    now: datetime,
    *,
    recent: Recent,
    customer: Waiting | None = None,
    settings: RoutingSettings = USUAL,
    foretell: Foretell = lambda _: ((), None),
) -> Outlook:
    """What `queue` can promise to `customer`, who may wait already; without one, to an ordinary newcomer.

    calendar: that of `queue.hours`; None is always open.   agents: everybody.
    line:     everybody who waits, in other queues too.      recent: what was seen lately in this queue.
    foretell: what was learned of waits; where it knows nothing, `recent` counts.
    """
    if queue.kind is not QueueKind.LIVE:
        return Outlook(Availability.TICKET if queue.kind is QueueKind.TICKET else Availability.EMAIL)
    if calendar and not is_open(calendar, now):
        return Outlook(Availability.CLOSED, opens_at=opens_next(calendar, now))
    if queue.hub != OWN_DESK:
        return Outlook(Availability.OPEN)  # the hub knows who is there
    customer = customer or newcomer(queue, now)
    wanted = least_demand(customer, queue, settings)
    there = [agent for agent in agents if agent.presence in ON_SHIFT and lasting_obstacle(agent, wanted) is None]
    if not there:
        able = [agent for agent in agents if agent.back_at and lasting_obstacle(agent, wanted) is None]
        return Outlook(Availability.NOBODY_THERE, opens_at=back_next(able, calendar, now))
    online = [agent for agent in there if agent.presence is Presence.ONLINE]
    wanted_now = demand(customer, queue, now, settings)
    free = sum(agent.units_free for agent in online if lasting_obstacle(agent, wanted_now) is None)
    position = line.position(queue, customer, settings.order)
    staffed = staffed_for(online, line.queues | {queue.name})
    waited_s = (now - customer.queued_at).total_seconds()
    wait_s, low_s, high_s, facts = _wait(customer, position, staffed, free, recent, foretell, waited_s)
    longest = queue.when_full.longer_than.total_seconds() if queue.when_full else None
    full = longest is not None and wait_s is not None and wait_s > longest
    return Outlook(
        Availability.FULL if full else Availability.OPEN,
        position=position,
        wait_s=wait_s,
        wait_low_s=low_s,
        wait_high_s=high_s,
        on_shift=len(there),
        units_free=free,
        facts=facts,
    )


def _wait(
    customer: Waiting,
    position: int,
    staffed: float,
    free: int,
    recent: Recent,
    foretell: Foretell,
    waited_s: float,
) -> tuple[float | None, float | None, float | None, tuple[float, ...]]:
    """Seconds expected, from and to, and what they were foretold from."""
    facts, told = foretell(customer) if staffed > 0 else ((), None)
    if told:
        return told.expected_s, told.low_s, told.high_s, facts
    if recent.waits and waited_s > max(HELD_S, median(recent.waits)):
        free = 0  # what is free is kept for somebody dearer, or nobody takes it: there is no room for this one
    wait_s = estimate(position, staffed, recent, units=customer.units, units_free=free)
    likely = likely_range(position, staffed, recent, units=customer.units, units_free=free)
    return wait_s, likely[0] if likely else None, likely[1] if likely else None, facts


def somebody_there(queue: Queue, agents: Iterable[Agent], customer: Waiting, settings: RoutingSettings) -> bool:
    """Whether anybody at work could take `customer`, now or after waiting; of a hub's queue, the hub knows."""
    wanted = least_demand(customer, queue, settings)
    return queue.hub != OWN_DESK or any(
        agent.presence in ON_SHIFT and lasting_obstacle(agent, wanted) is None for agent in agents
    )


def back_next(able: Iterable[Agent], calendar: Calendar | None, now: datetime) -> datetime | None:
    """When the first of these agents is at work again by their shifts, while the queue is open; None when none says."""
    back = min((agent.back_at for agent in able if agent.back_at and agent.back_at > now), default=None)
    return opens_next(calendar, back) if back and calendar else back


def staffed_for(online: Collection[Agent], busy_queues: Collection[str]) -> float:
    """Capacity units for one queue: an agent who serves several queues with customers in line counts in part."""
    return sum(agent.capacity / max(1, sum(agent.serves(queue) for queue in busy_queues)) for agent in online)
