"""The router: who gets which customer, in what order, and why."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
import worlds
from hypothesis import given, settings
from hypothesis import strategies as st
from worlds import NOW, ago, ben, customer, maria

from segue.domain.lifecycle import Urgency
from segue.domain.queues import Assign, Queue, Relaxation, RoutingSettings, ServiceLevel
from segue.domain.routing.agents import Agent, Presence
from segue.domain.routing.fit import Obstacle
from segue.domain.routing.router import (
    AgentChanged,
    AgentGone,
    CustomerGone,
    CustomerWaits,
    Proposal,
    Router,
    RoutingEvent,
)
from segue.domain.routing.waiting import Waiting

BILLING = Queue(
    "billing",
    requires={"billing": 3},
    relax=(
        Relaxation(timedelta(seconds=60), requires={"billing": 1}),
        Relaxation(timedelta(seconds=180), overflow="general"),
    ),
)
QUEUES = {"billing": BILLING, "general": Queue("general")}
BY_LOAD = RoutingSettings(assign=Assign.LEAST_ACTIVE)


def pairs(*proposals: Proposal) -> list[tuple[str, str]]:
    return [(proposal.handoff, proposal.agent) for proposal in proposals]


def plan(agents: list[Agent], waiting: list[Waiting], queues: Mapping[str, Queue] = QUEUES) -> list[tuple[str, str]]:
    return pairs(*Router(queues, BY_LOAD, agents=agents, waiting=waiting).plan(NOW))


class TestWhoGoesFirst:
    @pytest.mark.parametrize(
        ("first", "second"),
        [
            pytest.param({"queued_at": ago(20)}, {"queued_at": ago(10)}, id="the older one"),
            pytest.param({"priority": 1, "queued_at": ago(1)}, {"queued_at": ago(300)}, id="priority before age"),
            pytest.param(
                {"urgency": Urgency.IMMEDIATE, "queued_at": ago(1)},
                {"priority": 9, "queued_at": ago(300)},
                id="immediate before priority",
            ),
            pytest.param(
                {"urgency": Urgency.HIGH, "queued_at": ago(1)}, {"queued_at": ago(60)}, id="urgent ones are due earlier"
            ),
            pytest.param(
                {"queued_at": ago(200)}, {"urgency": Urgency.HIGH, "queued_at": ago(1)}, id="and still let age count"
            ),
            pytest.param({"queued_at": ago(1)}, {"urgency": Urgency.SOFT, "queued_at": ago(60)}, id="soft ones wait"),
        ],
    )
    def test_the_more_pressing_customer_is_served_first(self, first: dict[str, Any], second: dict[str, Any]) -> None:
        line = [customer("h2", **second), customer("h1", **first)]
        assert plan([maria(capacity=1)], line) == [("h1", "maria")]

    def test_a_queue_that_promises_a_faster_answer_goes_first(self) -> None:
        fast = replace(BILLING, name="fast", sla=ServiceLevel(first_response=timedelta(minutes=1)))
        line = [customer("h1", queued_at=ago(60)), customer("h2", queue="fast", queued_at=ago(10))]
        assert plan([maria(capacity=1)], line, {**QUEUES, "fast": fast}) == [("h2", "maria")]

    def test_somebody_nobody_can_take_does_not_hold_up_the_others(self) -> None:
        line = [customer("h1", requires={"legal": 1}, priority=5), customer("h2")]
        assert plan([maria()], line) == [("h2", "maria")]


class TestWhoIsChosen:
    @pytest.mark.parametrize(
        "better",
        [
            pytest.param(ben(units_used=0, capacity=4), id="less of the capacity in use"),
            pytest.param(ben(units_used=1, capacity=4), id="the share counts, not the number"),
            pytest.param(ben(units_used=1, last_assigned_at=ago(500)), id="longer without a new customer"),
            pytest.param(ben(units_used=1, last_assigned_at=None), id="no customer yet counts as the longest"),
            pytest.param(ben(units_used=1, last_assigned_at=ago(100)), id="the id decides among equals"),
        ],
    )
    def test_the_best_of_those_who_fit(self, better: Agent) -> None:
        assert plan([maria(units_used=1, last_assigned_at=ago(100)), better], [customer()]) == [("h1", "ben")]

    def test_the_preferred_agent_goes_first_only_with_room(self) -> None:
        busier = maria(units_used=1)
        assert plan([busier, ben()], [customer(prefers="maria")]) == [("h1", "maria")]
        assert plan([maria(units_used=2), ben()], [customer(prefers="maria")]) == [("h1", "ben")]

    def test_one_agent_gets_several_customers_only_within_capacity(self) -> None:
        line = [customer(f"h{n}", queued_at=ago(100 - n)) for n in range(4)]
        assert plan([maria(capacity=3, units_used=1)], line) == [("h0", "maria"), ("h1", "maria")]

    def test_customers_are_spread_over_the_agents(self) -> None:
        line = [customer(f"h{n}", queued_at=ago(100 - n)) for n in range(3)]
        assert plan([maria(), ben()], line) == [("h0", "ben"), ("h1", "maria"), ("h2", "ben")]

    def test_a_large_case_needs_room_for_all_of_it(self) -> None:
        assert plan([maria(units_used=1)], [customer(units=2), customer("h2")]) == [("h2", "maria")]

    def test_a_proposal_lasts_as_long_as_the_queue_says(self) -> None:
        queues = {"billing": replace(BILLING, reserve_for=timedelta(seconds=45))}
        (proposal,) = Router(queues, agents=[maria()], waiting=[customer()]).plan(NOW)
        assert proposal.until == NOW + timedelta(seconds=45)


class TestRelaxing:
    @pytest.mark.parametrize(("waited", "taken"), [(59, False), (60, True)])
    def test_after_a_while_a_lower_level_will_do(self, waited: float, taken: bool) -> None:
        found = plan([maria(skills={"billing": 1})], [customer(queued_at=ago(waited))])
        assert bool(found) is taken

    @pytest.mark.parametrize(("waited", "taken"), [(179, False), (180, True)])
    def test_after_a_while_another_queue_helps_out(self, waited: float, taken: bool) -> None:
        found = plan([maria(queues=("general",))], [customer(queued_at=ago(waited))])
        assert bool(found) is taken

    def test_those_who_help_out_still_need_what_is_asked_for(self) -> None:
        assert plan([maria(queues=("general",), skills={})], [customer(queued_at=ago(900))]) == []

    def test_what_this_customer_needs_beyond_the_queue_is_never_dropped(self) -> None:
        line = [customer(requires={"billing": 3, "german": 2}, queued_at=ago(900))]
        assert plan([maria()], line) == []
        assert plan([maria(skills={"billing": 1, "german": 2})], line) == [("h1", "maria")]

    def test_a_relaxation_never_asks_for_more(self) -> None:
        queues = {"billing": replace(BILLING, relax=(Relaxation(timedelta(0), requires={"billing": 5, "legal": 1}),))}
        assert plan([maria()], [customer()], queues) == [("h1", "maria")]


class TestRefusals:
    def test_somebody_else_is_asked_after_a_refusal(self) -> None:
        refused = customer(refused_by=("ben",), refused_at=ago(600))
        assert plan([ben(), maria(units_used=1)], [refused]) == [("h1", "maria")]

    @pytest.mark.parametrize(("pause", "asked"), [(59, False), (60, True)])
    def test_the_only_one_with_room_is_asked_again_after_a_pause(self, pause: float, asked: bool) -> None:
        refused = customer(refused_by=("ben",), refused_at=ago(pause))
        assert bool(plan([ben(), maria(units_used=2)], [refused])) is asked

    def test_other_customers_are_not_affected(self) -> None:
        line = [customer(refused_by=("ben",), refused_at=ago(1)), customer("h2", queued_at=ago(1))]
        assert plan([ben()], line) == [("h2", "ben")]


class TestExplaining:
    def test_a_proposal_says_who_was_considered_and_why_this_one(self) -> None:
        team = [maria(units_used=1), ben(), ben(id="cem", name="Cem", skills={"billing": 1})]
        (proposal,) = Router(QUEUES, BY_LOAD, agents=team, waiting=[customer()]).plan(NOW)
        assert proposal.why.words == "Ben has the most room of 2 who fit: 0 of 2 units in use, Maria has 1 of 2"
        assert [(verdict.name, verdict.words) for verdict in proposal.why.considered] == [
            ("Ben", "fits and has 2 of 2 units free"),
            ("Maria", "fits and has 1 of 2 units free"),
            ("Cem", "has billing 1, needs 3"),
        ]

    @pytest.mark.parametrize(
        ("team", "waiting", "words"),
        [
            ([maria()], customer(), "Maria is the only one who fits and has room"),
            ([maria(), ben()], customer(), "Ben is the first by id among equals (0 of 2 units in use)"),
            ([maria(), ben()], customer(prefers="maria"), "Maria is preferred for this customer and has room"),
            (
                [maria(last_assigned_at=ago(9)), ben(last_assigned_at=ago(5))],
                customer(),
                "Maria has been without a new customer the longest of those with the most room (0 of 2 units in use)",
            ),
            (
                [maria()],
                customer(refused_by=("maria",), refused_at=ago(60)),
                "Maria is asked again: nobody else who fits has room",
            ),
        ],
    )
    def test_the_reason_is_what_decided(self, team: list[Agent], waiting: Waiting, words: str) -> None:
        (proposal,) = Router(QUEUES, BY_LOAD, agents=team, waiting=[waiting]).plan(NOW)
        assert proposal.why.words == words

    @pytest.mark.parametrize(
        ("agent", "obstacle", "words", "help_"),
        [
            (
                maria(skills={"billing": 1}),
                Obstacle.LEVEL,
                "has billing 1, needs 3",
                "Time: in 50 s the queue asks for billing 1 in billing, and then Maria will fit.",
            ),
            (
                maria(skills={}),
                Obstacle.LEVEL,
                "has billing 0, needs 3",
                "Nobody fits, present or not: give an agent billing 3 in billing, or relax the queue “billing”.",
            ),
            (
                maria(queues=("general",)),
                Obstacle.OTHER_QUEUE,
                "works for general, not for billing",
                "Time: in 2 min 50 s the queue asks for billing 1 in billing or general, and then Maria will fit.",
            ),
            (
                maria(languages=("en",)),
                Obstacle.LANGUAGE,
                "speaks en, not de",
                "Nobody fits, present or not: give an agent billing 3, the language de in billing, "
                "or relax the queue “billing”.",
            ),
            (
                maria(capacity=0),
                Obstacle.TOO_LARGE,
                "has a capacity of 0 in all, needs 1",
                "Nobody fits, present or not: give an agent billing 3, the language de in billing, "
                "or relax the queue “billing”.",
            ),
            (
                maria(presence=Presence.AWAY),
                Obstacle.AWAY,
                "fits, but is away",
                "Somebody coming online: Maria would fit.",
            ),
            (
                maria(units_used=2),
                Obstacle.FULL,
                "fits, but 2 of 2 units are in use",
                "A free slot: Maria would fit but has no room.",
            ),
            (
                maria(id="ben"),
                Obstacle.REFUSED,
                "fits, but declined it or did not answer",
                "Maria declined or did not answer and can be asked again in 40 s.",
            ),
        ],
    )
    def test_a_waiting_customer_is_explained_agent_by_agent(
        self, agent: Agent, obstacle: Obstacle, words: str, help_: str
    ) -> None:
        language = "de" if obstacle in {Obstacle.LANGUAGE, Obstacle.TOO_LARGE} else ""
        waiting = customer(language=language, refused_by=("ben",), refused_at=ago(20))
        why = Router(QUEUES, agents=[agent], waiting=[waiting]).explain("h1", NOW)
        assert why is not None
        assert not why.fits
        assert [(verdict.obstacle, verdict.words) for verdict in why.considered] == [(obstacle, words)]
        assert help_ in why.would_help

    def test_nobody_at_all_is_said_so(self) -> None:
        why = Router(QUEUES, waiting=[customer()]).explain("h1", NOW)
        assert why is not None
        assert why.position == 1
        assert "Nobody fits" in " ".join(why.would_help)

    def test_only_the_nearest_are_named_in_a_large_team(self) -> None:
        team = [maria(id=f"a{n:02}", presence=Presence.OFFLINE) for n in range(30)] + [ben(units_used=2)]
        why = Router(QUEUES, agents=team, waiting=[customer()]).explain("h1", NOW)
        assert why is not None
        assert why.considered[0].agent == "ben"
        assert (len(why.considered), why.not_named) == (20, 11)

    def test_who_does_not_wait_has_no_explanation_and_no_position(self) -> None:
        router = Router(QUEUES, agents=[maria()])
        assert router.explain("h1", NOW) is None
        assert router.position("h1") is None


class TestEvents:
    def test_the_line_follows_what_happens(self) -> None:
        router = Router(QUEUES, agents=[maria()])
        for n in range(3):
            router.apply(CustomerWaits(customer(f"h{n}", queued_at=ago(30 - n))))
        assert [router.position(f"h{n}") for n in range(3)] == [1, 2, 3]
        router.apply(CustomerGone("h0"))
        assert [waiting.handoff for waiting in router.line("billing")] == ["h1", "h2"]
        router.apply(CustomerWaits(customer("h2", queued_at=ago(28), priority=1)))
        assert router.position("h2") == 1

    def test_planning_changes_nothing(self) -> None:
        router = Router(QUEUES, agents=[maria()], waiting=[customer()])
        assert router.plan(NOW) == router.plan(NOW)

    def test_an_agent_who_left_gets_nothing(self) -> None:
        router = Router(QUEUES, agents=[maria()], waiting=[customer()])
        router.apply(AgentGone("maria"))
        assert router.plan(NOW) == ()
        router.apply(AgentGone("maria"))
        router.apply(CustomerGone("nobody"))


happenings: st.SearchStrategy[list[RoutingEvent]] = st.lists(
    st.one_of(
        worlds.customers().map(CustomerWaits),
        worlds.agents.map(AgentChanged),
        st.sampled_from([f"h{n}" for n in range(9)]).map(CustomerGone),
        st.sampled_from(worlds.AGENT_IDS).map(AgentGone),
    ),
    max_size=30,
)


@settings(max_examples=200, deadline=None)
@given(queues=worlds.queues, events=happenings, shuffle=st.integers())
def test_a_router_built_from_what_is_stored_plans_like_one_that_saw_everything_happen(
    queues: dict[str, Queue], events: list[RoutingEvent], shuffle: int
) -> None:
    lived = Router(queues)
    team: dict[str, Agent] = {}
    line: dict[str, Waiting] = {}
    for event in events:
        lived.apply(event)
        match event:
            case CustomerWaits(waiting):
                line[waiting.handoff] = waiting
            case CustomerGone(handoff):
                line.pop(handoff, None)
            case AgentChanged(agent):
                team[agent.id] = agent
            case AgentGone(agent_id):
                team.pop(agent_id, None)

    stored, people = list(line.values()), list(team.values())
    random.Random(shuffle).shuffle(stored)
    random.Random(shuffle).shuffle(people)
    rebuilt = Router(queues, agents=people, waiting=stored)
    assert rebuilt.plan(NOW) == lived.plan(NOW)
    for waiting in stored:
        assert rebuilt.position(waiting.handoff) == lived.position(waiting.handoff)
        assert rebuilt.line(waiting.queue) == lived.line(waiting.queue)
        assert rebuilt.explain(waiting.handoff, NOW) == lived.explain(waiting.handoff, NOW)


@settings(max_examples=100, deadline=None)
@given(queues=worlds.queues, team=worlds.teams, line=worlds.lines)
def test_whoever_still_waits_is_told_what_would_help(
    queues: dict[str, Queue], team: list[Agent], line: list[Waiting]
) -> None:
    router = Router(queues, agents=team, waiting=line)
    planned = {proposal.handoff for proposal in router.plan(NOW)}
    for waiting in line:
        why = router.explain(waiting.handoff, NOW)
        assert why is not None
        assert len(why.considered) + why.not_named == len(team)
        assert why.fits is any(verdict.obstacle is None for verdict in why.considered)
        assert why.would_help == tuple(help_.words for help_ in why.helps)
        assert why.would_help or why.fits
        assert not (why.would_help and waiting.handoff in planned)
