"""The same plan, worked out the long way: every customer against every agent, at every step, with nothing remembered.

It shares with the router what is a rule (`fit`, `rule`, `waiting.alike`), and nothing of how the router finds things.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from math import fsum
from typing import Any

from segue.domain.lifecycle import Urgency
from segue.domain.queues import Assign, Language, Order, Queue, RoutingSettings
from segue.domain.routing.agents import Agent, Presence
from segue.domain.routing.demands import Demand, neighbours
from segue.domain.routing.experience import Experience, Sort
from segue.domain.routing.fit import (
    demand,
    ends_soon,
    lasting_obstacle,
    may_ask_again,
    passing_obstacle,
    waits_for_preferred,
)
from segue.domain.routing.rule.delay import index
from segue.domain.routing.rule.facts import Head, Line, Slot
from segue.domain.routing.rule.hold import PRESSING, SPARE, holds
from segue.domain.routing.rule.overflow import pays
from segue.domain.routing.rule.price import pace, price, scarcity
from segue.domain.routing.waiting import Waiting, alike, among_alike, due_at, turn


@dataclass
class Load:
    agent: Agent
    last: tuple[float, int]


class Naive:
    def __init__(
        self,
        queues: Mapping[str, Queue],
        settings: RoutingSettings,
        agents: Iterable[Agent],
        waiting: Iterable[Waiting],
        experience: Experience,
        now: datetime,
    ) -> None:
        self.queues, self.settings, self.experience, self.now = queues, settings, experience, now
        self.loads = {
            a.id: Load(a, (a.last_assigned_at.timestamp() if a.last_assigned_at else float("-inf"), 0)) for a in agents
        }
        self.line = [w for w in waiting if self.mode(w) is not Assign.MANUAL]
        self.sorts = {self.sort(w) for w in self.line}

    def plan(self) -> list[tuple[str, str]]:
        found: list[tuple[str, str]] = []
        out: set[Any] = set()  # lanes that are done with
        while True:
            heads = [head for lane, head in self.heads().items() if lane not in out]
            if not heads:
                return found
            waiting = min(heads, key=self.before)
            agent = self.taker(waiting)
            if agent is None:
                out.add(self.lane(waiting))
                continue
            found.append((waiting.handoff, agent.id))
            self.line.remove(waiting)
            given = replace(
                agent,
                units_used=agent.units_used + max(1, waiting.units),
                used_by_channel={
                    **agent.used_by_channel,
                    waiting.channel: agent.used_by_channel.get(waiting.channel, 0) + max(1, waiting.units),
                },
            )
            self.loads[agent.id] = Load(given, (self.now.timestamp(), len(found)))

    # ---- customers

    def queue(self, waiting: Waiting) -> Queue:
        return self.queues.get(waiting.queue) or Queue(waiting.queue)

    def mode(self, waiting: Waiting) -> Assign:
        return self.queue(waiting).assign or self.settings.assign

    def wants(self, waiting: Waiting) -> Demand:
        return demand(waiting, self.queue(waiting), self.now, self.settings)

    def sort(self, waiting: Waiting) -> Sort:
        language = waiting.language if self.queue(waiting).language is Language.REQUIRED else ""
        return Sort(waiting.queue, tuple(sorted(waiting.requires.items())), language)

    def lane(self, waiting: Waiting) -> Any:
        return replace(self.wants(waiting), avoid=()), alike(waiting, self.queue(waiting))

    def heads(self) -> dict[Any, Waiting]:
        """The first of each lane whom somebody can be asked to take."""
        found: dict[Any, Waiting] = {}
        for waiting in self.line:
            lane = self.lane(waiting)
            if any(self.askable(waiting)) and (
                lane not in found or among_alike(waiting, self.queue(waiting)) < self.place(found[lane])
            ):
                found[lane] = waiting
        return found

    def place(self, waiting: Waiting) -> tuple[float, float, str]:
        return among_alike(waiting, self.queue(waiting))

    def before(self, waiting: Waiting) -> Any:
        longest = self.settings.longest_wait
        immediate = waiting.urgency is Urgency.IMMEDIATE
        age = waiting.queued_at.timestamp()
        if not immediate and not waiting.asynchronous and self.now - waiting.queued_at >= longest:
            return (1, 0, age, waiting.handoff)
        if self.settings.order is not Order.COST:
            by: Any = turn(waiting, self.queue(waiting), self.settings.order)
        else:
            by = -index(replace(self.head(waiting), waited=0.0), self.settings)
        return (0 if immediate else 2, 0 if immediate else -waiting.priority, by, age, waiting.handoff)

    def head(self, waiting: Waiting) -> Head:
        return Head(
            value=waiting.value,
            waited=self.now.timestamp() - waiting.queued_at.timestamp(),
            slack=due_at(waiting, self.queue(waiting)).timestamp() - self.now.timestamp(),
            work=self.experience.work(self.sort(waiting)),
            patience=waiting.patience.total_seconds(),
            leaving_costs=waiting.leaving_costs.total_seconds(),
            units=max(1, waiting.units),
            asynchronous=waiting.asynchronous,
        )

    # ---- agents

    @property
    def agents(self) -> list[Agent]:
        return [load.agent for load in self.loads.values()]

    def askable(self, waiting: Waiting) -> tuple[list[Agent], list[Agent]]:
        """Who may be asked now: by their own skill, by a neighbouring one."""
        wanted = self.wants(waiting)
        free = [a for a in self.agents if passing_obstacle(a, wanted, self.now, self.settings) is None]
        direct = [a for a in free if lasting_obstacle(a, wanted) is None]
        reach: list[Agent] = []
        if self.mode(waiting) is Assign.BALANCED and self.settings.overflow and not wanted.neighbours:
            near = replace(wanted, neighbours=tuple(neighbours(wanted.requires, self.settings.adjacent)))
            reach = [a for a in free if a not in direct and lasting_obstacle(a, near) is None]
        first = self.loads.get(waiting.prefers)
        if first and waits_for_preferred(waiting, first.agent, wanted, self.now, self.settings):
            return [a for a in direct if a is first.agent], []
        willing = [a for a in direct if a.id not in waiting.refused_by]
        near_willing = [a for a in reach if a.id not in waiting.refused_by]
        if not waiting.refused_by:
            return willing, near_willing
        if willing:
            return willing, []
        return (direct if may_ask_again(waiting, self.now) else []), near_willing

    def taker(self, waiting: Waiting) -> Agent | None:
        direct, reach = self.askable(waiting)
        line = self.sums(self.sort(waiting))
        if waiting.asynchronous:
            due = due_at(waiting, self.queue(waiting)).timestamp() - self.now.timestamp()
            if line.free <= SPARE * max(line.free + line.used, 1) and due > PRESSING:
                return None
        if self.mode(waiting) is not Assign.BALANCED:
            return min(direct, key=lambda agent: self.rank(agent, waiting))
        adjacent, head = not direct, self.head(waiting)
        slots = {a.id: self.slot(a, waiting, adjacent) for a in direct or reach}
        best = min(
            direct or reach, key=lambda a: (price(slots[a.id], head, self.settings), self.loads[a.id].last, a.id)
        )
        if adjacent and not pays(head, line, slots[best.id], self.settings):
            return None
        if holds(head, line, [self.sums(sort) for sort in self.fits(best)], self.settings):
            return None
        return best

    def rank(self, agent: Agent, waiting: Waiting) -> Any:
        by: Any = ()
        share = agent.units_used / agent.capacity if agent.capacity > 0 else 1.0
        match self.mode(waiting):
            case Assign.ROUND_ROBIN:
                wanted = replace(self.wants(waiting), avoid=())
                fitting = [a for a in self.agents if lasting_obstacle(a, wanted) is None]
                latest = max(fitting, key=lambda a: (self.loads[a.id].last, a.id))
                by = (agent.id <= latest.id,)
                return (agent.id != waiting.prefers, self.lacking(agent, waiting), by, agent.id)
            case Assign.LEAST_ACTIVE:
                by = (share,)
            case Assign.MOST_AVAILABLE:
                by = (agent.units_used - agent.capacity,)
            case Assign.BEST_WORKER:
                by = (-sum(agent.skills.get(skill, 0) for skill in waiting.requires), share)
        last = self.loads[agent.id].last
        return (agent.id != waiting.prefers, self.lacking(agent, waiting), by, last, agent.id)

    def lacking(self, agent: Agent, waiting: Waiting) -> int:
        spoken = self.queue(waiting).language is not Language.PREFERRED or agent.speaks(waiting.language)
        return sum(max(0, n - agent.skills.get(s, 0)) for s, n in waiting.better_with.items()) + (not spoken)

    # ---- the sums that the balanced rule is told

    def slot(self, agent: Agent, waiting: Waiting, adjacent: bool) -> Slot:
        return Slot(
            used=max(agent.units_used, 0),
            capacity=agent.capacity,
            work=self.experience.work(self.sort(waiting), self.surplus(agent, waiting)),
            worth=fsum(scarcity(self.sums(sort), self.settings) for sort in self.fits(agent)),
            preferred=agent.id == waiting.prefers,
            lacking=self.lacking(agent, waiting),
            adjacent=adjacent,
        )

    def surplus(self, agent: Agent, waiting: Waiting) -> int:
        covered = {
            skill for skill, other, least in self.wants(waiting).neighbours if agent.skills.get(other, 0) >= least
        }
        over = [agent.skills.get(skill, 0) - level for skill, level in self.sort(waiting).requires]
        skills = [skill for skill, _ in self.sort(waiting).requires]
        return min((0 if o < 0 and s in covered else o for s, o in zip(skills, over, strict=True)), default=0)

    def asks(self, sort: Sort) -> Demand:
        queue = self.queues.get(sort.queue) or Queue(sort.queue)
        return Demand(
            (sort.queue,),
            sort.requires,
            sort.language,
            authority=tuple(sorted(queue.authority.items())),
            seniority=queue.seniority,
            team=queue.team,
        )

    def fits(self, agent: Agent) -> Sequence[Sort]:
        known = self.sorts | set(self.experience.sorts())
        return [sort for sort in known if lasting_obstacle(agent, self.asks(sort)) is None]

    def sums(self, sort: Sort) -> Line:
        fit = [a for a in self.agents if lasting_obstacle(a, self.asks(sort)) is None]
        there = [a for a in fit if a.presence is Presence.ONLINE and not ends_soon(a, self.now, self.settings)]
        return Line(
            free=sum(max(0, a.capacity - a.units_used) for a in there),
            used=sum(a.units_used for a in there),
            pace=fsum(max(a.units_used, 0) * pace(a.units_used, self.settings) for a in there),
            waiting=sum(self.sort(w) == sort and not w.asynchronous for w in self.line),
            work=self.experience.work(sort),
            arrivals=self.experience.arrivals(sort, self.now),
        )
