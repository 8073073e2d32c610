"""Who comes before whom of everybody who waits, over all queues, and why: for people who look, not to plan.

A plan looks at the first of each lane only; here everybody is placed, by the same rule.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from heapq import heapify, heappop, heapreplace
from math import exp

from segue.domain.lifecycle import Urgency
from segue.domain.queues import Order, Queue, RoutingSettings
from segue.domain.routing.demands import demand
from segue.domain.routing.experience import Experience
from segue.domain.routing.lines import AT_ONCE, sort_of
from segue.domain.routing.ranks import TOO_LONG
from segue.domain.routing.rule.delay import TAU, WORK_POWER
from segue.domain.routing.waiting import Turn, Waiting, alike, among_alike, due_at, turn


@dataclass(frozen=True, slots=True)
class Precedence:
    """key: the smallest is served first, among all who are the first of those alike; among those, see `waiting`.

    by:    what decided first: immediate, longest_wait, priority, or the order of the policy: cost, due, fifo.
    terms: what a second of waiting costs by now, in seconds: `value` x (`wait` + `leaving` + `target`), and the
           seconds of work expected. score: cost ÷ work^0.75, which the order by cost goes by; the greatest first.
    """

    key: tuple[float, Turn, float, str]
    among_alike: tuple[float, float, str]
    by: str
    terms: Mapping[str, float]
    score: float


def precedence(
    waiting: Waiting, queue: Queue, now: datetime, settings: RoutingSettings, experience: Experience
) -> Precedence:
    waited, slack = (now - waiting.queued_at).total_seconds(), (due_at(waiting, queue) - now).total_seconds()
    patience, leaving = waiting.patience.total_seconds(), waiting.leaving_costs.total_seconds()
    terms = {
        "value": waiting.value,
        "wait": 1.0,
        "leaving": 0.0 if waiting.asynchronous else leaving / max(patience, 1.0),
        "target": settings.sla_miss.total_seconds() / TAU * exp(-slack / TAU) if slack >= 0 else 0.0,
        "work_s": experience.work(sort_of(waiting, queue)) * waiting.units,
    }
    cost = waiting.value * (terms["wait"] + terms["leaving"] + terms["target"])
    score = float(cost / max(terms["work_s"], 1.0) ** WORK_POWER)
    group, by, what = _group(waiting, queue, waited, settings)
    if settings.order is Order.COST and group != TOO_LONG:
        by = (-score,)
    in_lane = among_alike(waiting, queue)
    return Precedence((group, by, *in_lane[1:]), in_lane, what, terms, score)


def _group(waiting: Waiting, queue: Queue, waited: float, settings: RoutingSettings) -> tuple[float, Turn, str]:
    immediate = waiting.urgency is Urgency.IMMEDIATE
    too_long = waited >= settings.longest_wait.total_seconds() and not waiting.asynchronous
    if too_long and not immediate:
        return TOO_LONG, (), "longest_wait"
    by = turn(waiting, queue, settings.order) if settings.order is not Order.COST else ()
    if immediate:
        return AT_ONCE, by, "immediate"
    return float(-waiting.priority), by, "priority" if waiting.priority else settings.order.value


def in_order(
    waiting: Iterable[Waiting],
    queues: Mapping[str, Queue],
    now: datetime,
    settings: RoutingSettings,
    experience: Experience,
) -> list[tuple[Waiting, Precedence]]:
    """The first to be served first. A queue that the policy no longer has is a plain one."""
    lanes: dict[object, list[tuple[Waiting, Precedence]]] = {}
    for one in waiting:
        queue = queues.get(one.queue) or Queue(one.queue)
        found = one, precedence(one, queue, now, settings, experience)
        lanes.setdefault(_lane(one, queue, now, settings), []).append(found)
    heads = []
    for number, lane in enumerate(lanes.values()):
        lane.sort(key=lambda pair: pair[1].among_alike, reverse=True)
        heads.append((lane[-1][1].key, number, lane))
    heapify(heads)
    ordered = []
    while heads:
        _, number, lane = heads[0]
        ordered.append(lane.pop())
        if lane:
            heapreplace(heads, (lane[-1][1].key, number, lane))
        else:
            heappop(heads)
    return ordered


def _lane(waiting: Waiting, queue: Queue, now: datetime, settings: RoutingSettings) -> object:
    """Equal for those who are alike and ask for the same by now: whoever came first goes first."""
    asks = replace(waiting, avoid=()) if waiting.avoid else waiting
    return alike(waiting, queue), demand(asks, queue, now, settings)
