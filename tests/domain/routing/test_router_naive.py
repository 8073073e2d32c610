"""For any sequence of events the router answers exactly what scanning everything answers on the same facts."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from datetime import timedelta

import worlds
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from naive import Naive
from worlds import NOW

from segue.domain.queues import Assign, Order, Queue, RoutingSettings
from segue.domain.routing.agents import Agent
from segue.domain.routing.experience import Experience
from segue.domain.routing.router import (
    AgentChanged,
    AgentGone,
    CustomerGone,
    CustomerWaits,
    Finished,
    Proposal,
    Router,
    RoutingEvent,
)
from segue.domain.routing.waiting import Waiting

rules = st.builds(
    RoutingSettings,
    order=st.sampled_from(Order),
    assign=st.sampled_from([Assign.BALANCED, Assign.BALANCED, *Assign]),
    adjacent=st.sampled_from([{}, {"german": {"billing": 1}}, {"german": {"billing": 0}, "billing": {"german": 2}}]),
    overflow=st.booleans(),
    hold_back=st.booleans(),
    longest_wait=st.sampled_from([60, 1800]).map(lambda s: timedelta(seconds=s)),
)


def pairs(proposals: tuple[Proposal, ...]) -> list[tuple[str, str]]:
    return [(proposal.handoff, proposal.agent) for proposal in proposals]


class RouterAgainstNaive(RuleBasedStateMachine):
    @initialize(queues=worlds.rich_queues, rules=rules)
    def opens(self, queues: dict[str, Queue], rules: RoutingSettings) -> None:
        self.queues, self.rules, self.now = queues, rules, NOW
        self.team: dict[str, Agent] = {}
        self.line: dict[str, Waiting] = {}
        self.done = 0
        self.experience = Experience(rules)
        self.router = Router(queues, rules, experience=self.experience)

    def happens(self, event: RoutingEvent) -> None:
        self.router.apply(event)
        learned = deepcopy(self.experience)
        self.router.apply(event)
        assert learned.sorts() == self.experience.sorts(), "an event that is applied twice counts once"
        for sort in learned.sorts():
            assert learned.arrivals(sort, self.now) == self.experience.arrivals(sort, self.now)
            assert learned.work(sort) == self.experience.work(sort)

    @rule(waiting=worlds.rich_customers)
    def waits(self, waiting: Waiting) -> None:
        self.line[waiting.handoff] = waiting
        self.happens(CustomerWaits(waiting))

    @rule(waiting=worlds.rich_customers, n=st.integers(0, 99))
    def arrives(self, waiting: Waiting, n: int) -> None:
        self.waits(replace(waiting, handoff=f"new{n}", queued_at=self.now, refused_by=(), refused_at=None))

    @rule(handoff=st.sampled_from([f"h{n}" for n in range(9)]))
    def goes(self, handoff: str) -> None:
        self.line.pop(handoff, None)
        self.happens(CustomerGone(handoff))

    @rule(agent=worlds.rich_agents)
    def changes(self, agent: Agent) -> None:
        self.team[agent.id] = agent
        self.happens(AgentChanged(agent))

    @rule(agent=st.sampled_from(worlds.AGENT_IDS))
    def leaves(self, agent: str) -> None:
        self.team.pop(agent, None)
        self.happens(AgentGone(agent))

    @rule()
    def everybody_leaves(self) -> None:
        for agent in list(self.team):
            self.leaves(agent)

    @rule(waiting=worlds.rich_customers, agent=st.sampled_from(worlds.AGENT_IDS), work=st.floats(1, 10_000))
    def finishes(self, waiting: Waiting, agent: str, work: float) -> None:
        self.done += 1
        self.happens(Finished(replace(waiting, handoff=f"done{self.done}"), agent, work, self.now))

    @rule(seconds=st.sampled_from([0.5, 1, 5, 29, 30, 31, 60, 600, 3600]))
    def time_passes(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)

    @rule()
    def reserves(self) -> None:
        for proposal in self.router.plan(self.now):
            agent = self.team[proposal.agent]
            customer = self.line[proposal.handoff]
            self.changes(agent.with_customer(customer.units, self.now))
            del self.line[proposal.handoff]
            self.happens(CustomerGone(proposal.handoff))

    @invariant()
    def plans_what_scanning_everything_says(self) -> None:
        planned = pairs(self.router.plan(self.now))
        assert planned == pairs(self.router.plan(self.now)), "planning changes nothing"
        facts = (self.team.values(), self.line.values(), self.experience, self.now)
        assert planned == Naive(self.queues, self.rules, *facts).plan()
        rebuilt = Router(
            self.queues, self.rules, agents=self.team.values(), waiting=self.line.values(), experience=self.experience
        )
        assert pairs(rebuilt.plan(self.now)) == planned, "built afresh from the facts it plans the same"
        assert rebuilt.looks_again_at(self.now) == self.router.looks_again_at(self.now)


RouterAgainstNaive.TestCase.settings = settings(max_examples=60, stateful_step_count=15, deadline=None)
TestRouterAgainstNaive = RouterAgainstNaive.TestCase
