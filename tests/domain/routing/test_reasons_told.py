"""Why this agent: what the log keeps says the same as what people are shown in full, with fewer names."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import worlds
from hypothesis import given, settings
from hypothesis import strategies as st
from worlds import NOW, ben, customer, maria

from segue.domain.queues import Assign, Queue, RoutingSettings
from segue.domain.routing.agents import Agent, Presence
from segue.domain.routing.choice import FEW_NAMED
from segue.domain.routing.fit import LASTING, Obstacle
from segue.domain.routing.router import AgentChanged, Router
from segue.domain.routing.waiting import Waiting

GROUPS = {
    **dict.fromkeys(LASTING, "not_able"),
    **dict.fromkeys((Obstacle.FULL, Obstacle.CHANNEL_FULL), "no_room"),
    **dict.fromkeys((Obstacle.REFUSED, Obstacle.OTHER_FIRST, Obstacle.AVOIDED), "not_asked"),
}


@settings(max_examples=150, deadline=None)
@given(
    queues=worlds.rich_queues,
    team=st.lists(worlds.rich_agents, max_size=5, unique_by=lambda agent: agent.id),
    line=st.lists(worlds.rich_customers, max_size=6, unique_by=lambda waiting: waiting.handoff),
    assign=st.sampled_from([Assign.BALANCED, Assign.LEAST_ACTIVE, Assign.LONGEST_IDLE]),
)
def test_the_log_says_the_same_with_fewer_names(
    queues: dict[str, Queue], team: list[Agent], line: list[Waiting], assign: Assign
) -> None:
    router = Router(queues, RoutingSettings(assign=assign), agents=team, waiting=line)
    for proposal in router.plan(NOW):
        why, data = proposal.why, proposal.why.as_data()
        assert (why.told.words, why.told.best, why.told.line) == (data["words"], why.brief.best, data["line"])
        assert len(data["considered"]) <= FEW_NAMED
        assert data["not_named"] == len(team) - len(data["considered"])
        assert data["eligible"] + sum(data["ruled_out"].values()) == len(team)
        in_full = {one.agent: one for one in why.considered}
        assert all(in_full[one["agent"]].words == one["words"] for one in data["considered"])
        if not why.not_named:
            groups = Counter(GROUPS.get(one.obstacle, "not_here") for one in why.considered if one.obstacle)
            assert groups == data["ruled_out"]


def test_the_log_tells_of_the_moment_of_the_plan_whatever_happens_afterwards() -> None:
    billing = {"billing": Queue("billing", requires={"billing": 1})}
    team = [maria(), ben(capacity=2, units_used=2), replace(ben(), id="cem", name="Cem", presence=Presence.AWAY)]
    router = Router(billing, agents=team, waiting=[customer(requires={"billing": 1})])
    (proposal,) = router.plan(NOW)
    for agent in team:
        router.apply(AgentChanged(replace(agent, presence=Presence.OFFLINE, skills={})))
    data = proposal.why.as_data()
    assert data["eligible"] == 1
    assert data["ruled_out"] == {"not_here": 1, "no_room": 1}
    assert [one["name"] for one in data["considered"]] == ["Maria", "Ben", "Cem"]
