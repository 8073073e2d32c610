"""The router: who waits, who is there, and which customer is proposed to which agent next.

It holds values only, has no clock, and reserves nothing itself: a proposal becomes a reservation when the store commits
it, and the router learns of that by events. A router built afresh from what is stored plans the same.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from heapq import merge

from segue.domain.queues import Queue
from segue.domain.routing.agents import Agent
from segue.domain.routing.choice import Choice, candidates, explain_choice
from segue.domain.routing.fit import Demand, demand, lasting_obstacle, passing_obstacle
from segue.domain.routing.waiting import Turn, Waiting, turn
from segue.domain.routing.why import Why, why_waiting


@dataclass(frozen=True, slots=True)
class CustomerWaits:
    """A customer began to wait, waits again after a refusal, or what is known of the wait changed."""

    waiting: Waiting


@dataclass(frozen=True, slots=True)
class CustomerGone:
    """No longer waiting: reserved, taken, left, or answered otherwise."""

    handoff: str


@dataclass(frozen=True, slots=True)
class AgentChanged:
    """An agent came, or has other presence, skills, load …"""

    agent: Agent


@dataclass(frozen=True, slots=True)
class AgentGone:
    """No longer somebody who works here."""

    agent: str


RoutingEvent = CustomerWaits | CustomerGone | AgentChanged | AgentGone


@dataclass(frozen=True, slots=True)
class Proposal:
    """Ask `agent` to take `handoff` until `until`. `dataclasses.asdict(why)` is plain data for the log."""

    handoff: str
    conversation: str
    agent: str
    until: datetime
    why: Choice


class Router:
    """Not thread-safe. `queues`: the policy's, by name; a queue that is not there has no relaxations and no target."""

    def __init__(
        self, queues: Mapping[str, Queue], *, agents: Iterable[Agent] = (), waiting: Iterable[Waiting] = ()
    ) -> None:
        self._queues = dict(queues)
        self._agents: dict[str, Agent] = {}
        self._waiting: dict[str, Waiting] = {}
        self._lines: dict[str, list[tuple[Turn, str]]] = {}  # by queue, in the order of service
        for agent in agents:
            self.apply(AgentChanged(agent))
        for customer in waiting:
            self.apply(CustomerWaits(customer))

    def apply(self, event: RoutingEvent) -> None:
        """Learn of something that happened. Applying it twice is the same as once."""
        match event:
            case CustomerWaits(waiting):
                self._leave(waiting.handoff)
                self._waiting[waiting.handoff] = waiting
                insort(self._lines.setdefault(waiting.queue, []), (self._turn(waiting), waiting.handoff))
            case CustomerGone(handoff):
                self._leave(handoff)
            case AgentChanged(agent):
                self._agents[agent.id] = agent
            case AgentGone(agent_id):
                self._agents.pop(agent_id, None)

    def plan(self, now: datetime) -> tuple[Proposal, ...]:
        """What to reserve now, most pressing customer first. Changes nothing: events tell what came of it.

        Customers are served in their order, each with the best agent who fits and has room. Nobody waits while
        somebody who fits is online with room, except that an agent who refused a customer gets a pause from them.
        """
        agents = dict(self._agents)
        idle = {agent.id for agent in agents.values() if passing_obstacle(agent, Demand(())) is None}
        suited: dict[Demand, list[str]] = {}  # who could take such a customer and, when last looked at, had room
        proposals: list[Proposal] = []
        for waiting in self._in_order():
            if not idle:
                break
            queue = self._queue(waiting.queue)
            wanted = demand(waiting, queue, now)
            if wanted not in suited:
                suited[wanted] = [a.id for a in agents.values() if lasting_obstacle(a, wanted) is None]
            free = [agents[a] for a in suited[wanted] if passing_obstacle(agents[a], wanted, now) is None]
            suited[wanted] = [agent.id for agent in free]  # room only shrinks while planning
            ranked = candidates(waiting, free, now)
            if ranked:
                best = ranked[0]
                why = explain_choice(ranked, waiting, wanted, agents)
                until = now + queue.reserve_for
                proposals.append(Proposal(waiting.handoff, waiting.conversation, best.id, until, why))
                agents[best.id] = best.with_customer(waiting.units, now)
                if agents[best.id].units_free < 1:
                    idle.remove(best.id)
        return tuple(proposals)

    def explain(self, handoff: str, now: datetime) -> Why | None:
        """Why this customer still waits and what would help; None when nobody waits under that id."""
        waiting = self._waiting.get(handoff)
        if waiting is None:
            return None
        return why_waiting(waiting, self._queue(waiting.queue), self._agents, now, position=self.position(handoff))

    def position(self, handoff: str) -> int | None:
        """Place in the line of its queue, 1 is next; None when nobody waits under that id."""
        waiting = self._waiting.get(handoff)
        if waiting is None:
            return None
        return bisect_left(self._lines[waiting.queue], (self._turn(waiting), handoff)) + 1

    def line(self, queue: str) -> tuple[Waiting, ...]:
        """Who waits in one queue, in the order of service."""
        return tuple(self._waiting[handoff] for _, handoff in self._lines.get(queue, ()))

    def _in_order(self) -> Iterator[Waiting]:
        return (self._waiting[handoff] for _, handoff in merge(*self._lines.values()))

    def _turn(self, waiting: Waiting) -> Turn:
        return turn(waiting, self._queue(waiting.queue))

    def _queue(self, name: str) -> Queue:
        return self._queues.get(name) or Queue(name=name)

    def _leave(self, handoff: str) -> None:
        waiting = self._waiting.pop(handoff, None)
        if waiting is None:
            return
        line = self._lines[waiting.queue]
        del line[bisect_left(line, (self._turn(waiting), handoff))]
        if not line:
            del self._lines[waiting.queue]
