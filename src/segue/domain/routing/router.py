"""The router: who waits, who is there, and which customer is proposed to which agent next.

It holds values only, has no clock, and reserves nothing itself: a proposal becomes a reservation when the store commits
it, and the router learns of that by events. A router built afresh from what is stored plans the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from heapq import heappop, heappush

from segue.domain.queues import Queue, RoutingSettings
from segue.domain.routing.agents import Agent
from segue.domain.routing.choice import Choice
from segue.domain.routing.experience import Experience
from segue.domain.routing.fit import ASK_AGAIN_AFTER
from segue.domain.routing.index import Index
from segue.domain.routing.learning import learn_arrival, learn_end
from segue.domain.routing.lines import Guest, InTurn
from segue.domain.routing.planning import Plan
from segue.domain.routing.roster import Seat
from segue.domain.routing.steps import Held
from segue.domain.routing.telling import Scene
from segue.domain.routing.waiting import Waiting
from segue.domain.routing.why import Why, why_waiting

LOOK_AGAIN = timedelta(seconds=5)
"""While somebody is held back who could be served, as what speaks for it changes all the time."""

REMEMBERED = 10_000
"""Finished conversations that are not counted a second time."""


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


@dataclass(frozen=True, slots=True)
class Finished:
    """A conversation is done. work_s: seconds from joining to the end x mean pace of the agent meanwhile."""

    waiting: Waiting
    agent: str
    work_s: float
    at: datetime


RoutingEvent = CustomerWaits | CustomerGone | AgentChanged | AgentGone | Finished


@dataclass(frozen=True, slots=True)
class Proposal:
    """Ask `agent` to take `handoff` until `until`. `why.as_data()` is plain data for the log."""

    handoff: str
    conversation: str
    agent: str
    until: datetime
    why: Choice


class Router:
    """Not thread-safe, and time does not run backwards.

    queues:     the policy's, by name; a queue that is not there has no relaxations and no target.
    experience: what was learned; it goes on learning from the events, not from who waits at the beginning.
    finished:   handoffs whose end is part of that experience already.
    """

    def __init__(
        self,
        queues: Mapping[str, Queue],
        settings: RoutingSettings | None = None,
        *,
        agents: Iterable[Agent] = (),
        waiting: Iterable[Waiting] = (),
        experience: Experience | None = None,
        finished: Iterable[str] = (),
    ) -> None:
        self._settings = settings or RoutingSettings()
        self._experience = experience or Experience(self._settings)
        self._index = Index(queues, self._settings, self._experience)
        self._lines: dict[str, InTurn] = {}
        self._times: list[tuple[float, int, Guest | Seat]] = []  # when time alone changes something, and for whom
        self._pushed = 0
        self._finished: dict[str, None] = dict.fromkeys(finished)
        self._newest = datetime.min.replace(tzinfo=UTC), ""
        self._plan: Plan | None = None  # the last one, until anything happens
        for agent in agents:
            self._agent_changed(agent)
        for customer in waiting:
            self._waits(customer)
            self._newest = max(self._newest, (customer.queued_at, customer.handoff))

    # ---- what happens ------------------------------------------------------------------------------------------------

    def apply(self, event: RoutingEvent) -> None:
        """Learn of something that happened. Applying it twice is the same as once."""
        self._plan = None
        if isinstance(event, AgentChanged):
            self._agent_changed(event.agent)
        elif isinstance(event, CustomerGone):
            self._leaves(event.handoff)
        elif isinstance(event, CustomerWaits):
            self._arrives(event.waiting)
            self._waits(event.waiting)
        elif isinstance(event, AgentGone):
            self._index.remove_agent(event.agent)
        else:
            self._learn(event)

    def _arrives(self, waiting: Waiting) -> None:
        """Counted once, in the order of coming: who waits again after a refusal came before."""
        came = waiting.queued_at, waiting.handoff
        if came <= self._newest or waiting.refused_by or waiting.asynchronous:
            return
        self._newest = came
        sort = learn_arrival(self._experience, waiting, self._index.queue(waiting.queue))
        self._index.arrived(sort)

    def _waits(self, waiting: Waiting) -> None:
        self._leaves(waiting.handoff)
        guest = self._index.put_customer(waiting)
        line = self._lines.get(waiting.queue)
        if line is None:
            line = self._lines[waiting.queue] = InTurn()
        line.add(guest.turn)
        if guest.lane:
            for step in guest.steps:
                self._remind(step, guest)
            if waiting.refused_at:
                self._remind((waiting.refused_at + ASK_AGAIN_AFTER).timestamp(), guest)
            if waiting.prefers_until and waiting.prefers:
                self._remind(waiting.prefers_until.timestamp(), guest)

    def _leaves(self, handoff: str) -> None:
        guest = self._index.guests.get(handoff)
        if guest is None:
            return
        self._index.remove_customer(handoff)
        self._lines[guest.waiting.queue].remove(guest.turn)

    def _agent_changed(self, agent: Agent) -> None:
        before = self._index.roster.seats.get(agent.id)
        was = before.leaves if before else None
        seat = self._index.put_agent(agent)
        if seat.leaves != was and seat.agent.until:
            self._remind(seat.leaves, seat)

    def _learn(self, event: Finished) -> None:
        waiting = event.waiting
        if waiting.handoff in self._finished:
            return
        self._finished[waiting.handoff] = None
        if len(self._finished) > REMEMBERED:
            del self._finished[next(iter(self._finished))]
        queue, seat = self._index.queue(waiting.queue), self._index.roster.seats.get(event.agent)
        agent = seat.agent if seat else None
        sort = learn_end(self._experience, waiting, queue, self._settings, agent, event.work_s, event.at)
        self._index.worked(sort)

    # ---- what time does ----------------------------------------------------------------------------------------------

    def _remind(self, at: float, whom: Guest | Seat) -> None:
        if at > self._index.now:
            self._pushed += 1
            heappush(self._times, (at, self._pushed, whom))

    def _pass_to(self, now: datetime) -> None:
        """Relaxations that were reached and shifts that ended by now."""
        index, until = self._index, now.timestamp()
        if until < index.now:
            self._go_back(until)
        index.now = until
        times = self._times
        while times and times[0][0] <= until:
            _, _, whom = heappop(times)
            if isinstance(whom, Guest):
                index.relax(whom)
            elif index.roster.seats.get(whom.agent.id) is whom:
                index.shift_ends(whom)
            self._plan = None

    def _go_back(self, now: float) -> None:
        """Only where somebody asks about the past, as tests do."""
        self._plan, self._times, self._index.now = None, [], now
        for seat in list(self._index.roster.seats.values()):
            self._index.put_agent(seat.agent)
            if seat.agent.until:
                self._remind(seat.leaves, seat)
        for guest in list(self._index.guests.values()):
            self._waits(guest.waiting)

    def looks_again_at(self, now: datetime) -> datetime | None:
        """The next moment at which time alone may change the plan; None when only an event can."""
        self._pass_to(now)
        times = self._times
        while times and not self._holds(times[0][0], times[0][2]):
            heappop(times)
        soonest = _moment(times[0][0]) if times else None
        if self._planned(now).held:
            return min(soonest, now + LOOK_AGAIN) if soonest else now + LOOK_AGAIN
        return soonest

    def _holds(self, at: float, whom: Guest | Seat) -> bool:
        """Whether it is still so that something changes then."""
        if isinstance(whom, Guest):
            return self._index.guests.get(whom.handoff) is whom
        return self._index.roster.seats.get(whom.agent.id) is whom and whom.leaves == at

    # ---- what to do --------------------------------------------------------------------------------------------------

    def plan(self, now: datetime) -> tuple[Proposal, ...]:
        """What to reserve now, most pressing customer first. Changes nothing: events tell what came of it.

        Customers are served in their order, each with the best agent who fits and has room. Nobody waits while
        somebody who fits is online with room, except that an agent who refused a customer gets a pause from them, that
        some wait a moment for the agent who knows them, and what the balanced rule holds back for somebody dearer.
        """
        steps = self._planned(now).steps
        if not steps:
            return ()
        scene = Scene(self._index.roster.snapshot(), steps, now, self._settings)
        return tuple(
            Proposal(
                step.guest.waiting.handoff,
                step.guest.waiting.conversation,
                step.seat.agent.id,
                now + step.guest.queue.reserve_for,
                scene.choice(place),
            )
            for place, step in enumerate(steps)
        )

    def _planned(self, now: datetime) -> Plan:
        self._pass_to(now)
        if self._plan is None or self._plan.at != now:
            self._plan = Plan(self._index, now.timestamp(), now).run()
        return self._plan

    # ---- what is asked -----------------------------------------------------------------------------------------------

    def explain(self, handoff: str, now: datetime) -> Why | None:
        """Why this customer still waits and what would help; None when nobody waits under that id."""
        guest = self._index.guests.get(handoff)
        if guest is None:
            return None
        held = next((held for held in self._planned(now).held if held.guest is guest), None)
        return why_waiting(
            guest.waiting,
            guest.queue,
            {id_: seat.agent for id_, seat in self._index.roster.seats.items()},
            now,
            position=self.position(handoff),
            settings=self._settings,
            held=_reason(held),
            known=guest.waiting.queue in self._index.queues,
        )

    def position(self, handoff: str) -> int | None:
        """Place in the line of its queue, 1 is next; None when nobody waits under that id."""
        guest = self._index.guests.get(handoff)
        if guest is None:
            return None
        return self._lines[guest.waiting.queue].place(guest.turn)

    def line(self, queue: str) -> tuple[Waiting, ...]:
        """Who waits in one queue, by `waiting.turn`, as customers are told their place. The order by cost, which
        changes all the time, is `precedence.in_order`."""
        line = self._lines.get(queue)
        return tuple(self._index.guests[handoff].waiting for handoff in line.handoffs()) if line else ()


def _reason(held: Held | None) -> str:
    if held is None:
        return ""
    return "dearer" if held.dearer else "skill"


def _moment(second: float) -> datetime:
    return datetime.fromtimestamp(second, UTC)
