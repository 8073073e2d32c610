"""What one customer adds to what routing has learned; as it happens, or in the order of time out of what is stored."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from enum import IntEnum
from operator import itemgetter

from segue.domain.lifecycle import Handoff
from segue.domain.queues import Queue, RoutingSettings
from segue.domain.routing.agents import Agent
from segue.domain.routing.balance import surplus
from segue.domain.routing.demands import demand
from segue.domain.routing.experience import Experience, Sort
from segue.domain.routing.lines import sort_of
from segue.domain.routing.rule.delay import resting
from segue.domain.routing.waiting import Waiting


def learn_arrival(experience: Experience, waiting: Waiting, queue: Queue) -> Sort:
    """Answers what kind of customer is expected more often now."""
    sort = sort_of(waiting, queue)
    cost = resting(waiting.value, waiting.patience.total_seconds(), waiting.leaving_costs.total_seconds())
    experience.arrived(sort, cost, waiting.queued_at)
    return sort


def learn_end(
    experience: Experience,
    waiting: Waiting,
    queue: Queue,
    settings: RoutingSettings,
    agent: Agent | None,
    work_s: float,
    at: datetime,
) -> Sort:
    """agent: who had the customer, None when nobody knows any more. Answers whose work is known better now."""
    sort = sort_of(waiting, queue)
    wanted = demand(waiting, queue, waiting.queued_at, settings)
    experience.finished(sort, surplus(agent, wanted, sort.requires) if agent else 0, work_s, at)
    return sort


def work_of(handoff: Handoff, at_once: int, pace: Sequence[float]) -> float | None:
    """Seconds of undivided attention that it took; None before it was accepted and ended.

    at_once: units that the agent had at the end, which stand for those all the while.
    """
    if handoff.accepted_at is None or handoff.ended_at is None or not handoff.agent:
        return None
    return (handoff.ended_at - handoff.accepted_at).total_seconds() * pace[min(max(1, at_once), len(pace)) - 1]


def remember(
    experience: Experience,
    customers: Iterable[tuple[Handoff, Waiting]],
    queues: Mapping[str, Queue],
    settings: RoutingSettings,
    agents: Mapping[str, Agent],
) -> Iterator[Handoff]:
    """Fold what is stored into an experience that knows nothing yet, one conversation after the other.

    Answers each that was learned from to its end. Whatever was changed since, such as the queue or an agent's skills,
    counts as it is now; what was learned live may differ by that much.
    """
    units: defaultdict[str, int] = defaultdict(int)
    for _, what, _, handoff, waiting in sorted(_events(customers), key=itemgetter(0, 1, 2)):
        queue = queues.get(handoff.queue) or Queue(handoff.queue)
        if what is _What.CAME:
            learn_arrival(experience, waiting, queue)
        elif what is _What.BEGAN:
            units[handoff.agent] += handoff.units
        else:
            work = work_of(handoff, units[handoff.agent], settings.pace)
            units[handoff.agent] -= handoff.units
            if work is not None and handoff.ended_at is not None:
                learn_end(experience, waiting, queue, settings, agents.get(handoff.agent), work, handoff.ended_at)
                yield handoff


class _What(IntEnum):
    """At the same moment whoever is done makes room for the next."""

    ENDED = 0
    CAME = 1
    BEGAN = 2


def _events(customers: Iterable[tuple[Handoff, Waiting]]) -> Iterator[tuple[datetime, _What, str, Handoff, Waiting]]:
    for handoff, waiting in customers:
        began, ended = handoff.accepted_at, handoff.ended_at
        if handoff.queued_at is not None and not waiting.asynchronous:
            yield handoff.queued_at, _What.CAME, handoff.id, handoff, waiting
        if began is not None and handoff.agent and (ended is None or ended > began):
            yield began, _What.BEGAN, handoff.id, handoff, waiting
            if ended is not None:
                yield ended, _What.ENDED, handoff.id, handoff, waiting
