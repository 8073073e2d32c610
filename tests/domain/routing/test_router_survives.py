"""What must not break the router: people who vanish, queues that are renamed, absurd values, very long lines."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from worlds import NOW, ago, ben, customer, maria

from segue.domain.lifecycle import Urgency
from segue.domain.queues import Assign, Language, Order, Queue, Relaxation, RoutingSettings
from segue.domain.routing.agents import Agent, Presence
from segue.domain.routing.choice import Choice
from segue.domain.routing.fit import Obstacle
from segue.domain.routing.router import AgentChanged, AgentGone, CustomerGone, CustomerWaits, Proposal, Router
from segue.domain.routing.waiting import Waiting

BILLING = Queue("billing", requires={"billing": 3})
QUEUES = {"billing": BILLING}


def plan(
    agents: list[Agent], waiting: list[Waiting], queue: Queue = BILLING, settings: RoutingSettings | None = None
) -> list[tuple[str, str]]:
    return pairs(Router({queue.name: queue}, settings, agents=agents, waiting=waiting).plan(NOW))


def pairs(proposals: tuple[Proposal, ...]) -> list[tuple[str, str]]:
    return [(proposal.handoff, proposal.agent) for proposal in proposals]


class TestSurvives:
    def test_an_agent_is_deleted_with_open_work_and_comes_back(self) -> None:
        router = Router(QUEUES, agents=[maria(units_used=1), ben()], waiting=[customer()])
        router.apply(AgentGone("ben"))
        router.apply(AgentGone("maria"))
        assert router.plan(NOW) == ()
        router.apply(AgentChanged(ben(id="new", skills={})))  # on the seat of somebody who left
        assert router.plan(NOW) == ()
        router.apply(AgentChanged(maria()))
        assert pairs(router.plan(NOW)) == [("h1", "maria")]

    def test_all_agents_leave_at_once_and_the_reason_is_said(self) -> None:
        team = [maria(id=f"a{n}") for n in range(50)]
        router = Router(QUEUES, agents=team, waiting=[customer()])
        for agent in team:
            router.apply(AgentGone(agent.id))
        why = router.explain("h1", NOW)
        assert router.plan(NOW) == ()
        assert why is not None
        assert "Nobody fits" in " ".join(why.would_help)

    def test_a_queue_that_is_no_longer_in_the_policy_is_named(self) -> None:
        router = Router({}, agents=[maria(queues=("other",))], waiting=[customer()])
        why = router.explain("h1", NOW)
        assert why is not None
        assert "The queue “billing” is no longer in the policy: put it back, or move the customer." in why.would_help

    def test_whoever_works_for_all_queues_takes_those_of_a_removed_one(self) -> None:
        assert pairs(Router({}, agents=[maria()], waiting=[customer()]).plan(NOW)) == [("h1", "maria")]

    @pytest.mark.parametrize(
        "absurd",
        [
            {"units": 0},
            {"units": -3},
            {"units": 10**9},
            {"value": 0.0},
            {"value": -5.0},
            {"value": float("inf")},
            {"requires": {"billing": 10**6}},
            {"requires": {"": 0}},
            {"priority": 10**12},
            {"patience": timedelta(0)},
            {"patience": timedelta(days=-1)},
            {"leaving_costs": timedelta(days=900_000)},
            {"queued_at": ago(-3600)},
            {"queued_at": ago(10**9)},
            {"due_at": datetime.max.replace(tzinfo=NOW.tzinfo) - timedelta(days=2)},
            {"refused_by": ("nobody",) * 50, "refused_at": ago(-50)},
            {"prefers": "nobody", "prefers_until": ago(-50)},
        ],
    )
    @pytest.mark.parametrize("assign", [Assign.BALANCED, Assign.LEAST_ACTIVE])
    def test_absurd_values_of_one_customer_do_not_keep_the_others_from_being_served(
        self, absurd: dict[str, object], assign: Assign
    ) -> None:
        line = [replace(customer("odd"), **absurd), customer("h2")]  # type: ignore[arg-type]
        settings = RoutingSettings(assign=assign, hold_back=False)
        assert ("h2", "maria") in plan([maria(capacity=4)], line, settings=settings)

    @pytest.mark.parametrize("odd", [{"capacity": -1}, {"capacity": 0}, {"units_used": 99}, {"units_used": -2}])
    def test_absurd_agents_get_nothing_they_cannot_take(self, odd: dict[str, int]) -> None:
        found = plan([maria(**{"capacity": 2} | odd)], [customer(f"h{n}") for n in range(9)])
        assert len(found) <= max(0, odd.get("capacity", 2) - odd.get("units_used", 0))

    def test_a_hundred_thousand_wait(self) -> None:
        line = [customer(f"h{n}", queued_at=ago(n / 100)) for n in range(100_000)]
        router = Router(QUEUES, agents=[maria()], waiting=line)
        assert pairs(router.plan(NOW)) == [("h99999", "maria"), ("h99998", "maria")]
        router.apply(CustomerGone("h99999"))
        assert router.position("h99998") == 1
        assert router.position("h0") == 99_999


class TestPeople:
    def test_nobody_gets_anything_new_shortly_before_they_leave(self) -> None:
        assert plan([maria(until=ago(-299))], [customer()]) == []
        assert plan([maria(until=ago(-301))], [customer()]) == [("h1", "maria")]

    def test_the_agent_who_knows_the_customer_is_waited_for_while_at_work(self) -> None:
        waiting = customer(prefers="maria", prefers_until=ago(-20))
        assert plan([maria(units_used=2), ben()], [waiting]) == []
        assert plan([maria(presence=Presence.BUSY), ben()], [waiting]) == []
        assert plan([maria(presence=Presence.OFFLINE), ben()], [waiting]) == [("h1", "ben")]
        assert plan([maria(units_used=2, skills={}), ben()], [waiting]) == [("h1", "ben")]
        over = replace(waiting, prefers_until=NOW)
        assert plan([maria(units_used=2), ben()], [over]) == [("h1", "ben")]

    def test_who_waits_for_somebody_is_told_so_and_until_when(self) -> None:
        waiting = customer(prefers="maria", prefers_until=ago(-20))
        router = Router(QUEUES, agents=[maria(units_used=2), ben()], waiting=[waiting])
        why = router.explain("h1", NOW)
        assert why is not None
        assert "Maria knows this customer and goes first; in 20 s Ben can be asked." in why.would_help
        assert [help_.at for help_ in why.helps if help_.what == "preferred"] == [ago(-20)]
        assert router.looks_again_at(NOW) == ago(-20)

    @pytest.mark.parametrize(
        ("asks", "obstacle", "words"),
        [
            ({"authority": {"credit": 500.0}}, Obstacle.AUTHORITY, "may do credit up to 100, needs 500"),
            ({"seniority": 3}, Obstacle.SENIORITY, "has seniority 1, needs 3"),
            ({"team": "blue"}, Obstacle.TEAM, "is in the team red, not in blue"),
            ({"avoid": ("maria",)}, Obstacle.AVOIDED, "must not get this customer"),
            ({"channel": "email"}, Obstacle.CHANNEL, "takes 0 of email, needs 1"),
            ({"channel": "chat"}, Obstacle.CHANNEL_FULL, "fits, but has 1 of at most 1 units of chat"),
        ],
    )
    def test_what_stands_in_the_way_is_said_in_words(
        self, asks: dict[str, object], obstacle: Obstacle, words: str
    ) -> None:
        agent = maria(
            *(),
            authority={"credit": 100.0},
            seniority=1,
            team="red",
            channels={"email": 0, "chat": 1},
            used_by_channel={"chat": 1},
        )
        router = Router(QUEUES, agents=[agent], waiting=[customer(**asks)])
        assert router.plan(NOW) == ()
        why = router.explain("h1", NOW)
        assert why is not None
        assert [(verdict.obstacle, verdict.words) for verdict in why.considered] == [(obstacle, words)]

    def test_an_immediate_case_may_go_beyond_capacity_where_the_queue_says_so(self) -> None:
        urgent = customer(urgency=Urgency.IMMEDIATE)
        assert plan([maria(units_used=2)], [urgent]) == []
        beyond = replace(BILLING, beyond_capacity=1)
        assert plan([maria(units_used=2)], [urgent], beyond) == [("h1", "maria")]
        assert plan([maria(units_used=2)], [customer()], beyond) == []
        assert plan([maria(units_used=3)], [urgent], beyond) == []

    def test_a_neighbouring_skill_will_do_after_the_step_that_says_so(self) -> None:
        settings = RoutingSettings(adjacent={"tax": {"billing": 1}}, overflow=False)
        queue = replace(BILLING, relax=(Relaxation(timedelta(seconds=30), adjacent=True),))
        for age, level, taken in ((29, 5, False), (30, 4, True), (30, 3, False)):
            found = plan([maria(skills={"tax": level})], [customer(queued_at=ago(age))], queue, settings)
            assert bool(found) is taken

    def test_a_language_that_is_only_preferred_decides_among_those_who_fit(self) -> None:
        queue = replace(BILLING, language=Language.PREFERRED, assign=Assign.LEAST_ACTIVE)
        team = [maria(languages=("en",)), ben(languages=("de",), units_used=1)]
        assert plan(team, [customer(language="de-AT")], queue) == [("h1", "ben")]
        assert plan(team[:1], [customer(language="de-AT")], queue) == [("h1", "maria")]

    def test_queues_that_a_late_answer_added_help_out(self) -> None:
        assert plan([maria(queues=("other",))], [customer()]) == []
        assert plan([maria(queues=("other",))], [customer(also=("other",))]) == [("h1", "maria")]


class TestModes:
    @pytest.mark.parametrize(
        ("assign", "chosen"),
        [
            (Assign.LONGEST_IDLE, "idle"),
            (Assign.LEAST_ACTIVE, "roomy"),
            (Assign.MOST_AVAILABLE, "large"),
            (Assign.BEST_WORKER, "expert"),
            (Assign.ROUND_ROBIN, "roomy"),
        ],
    )
    def test_each_way_of_assigning_asks_somebody_else(self, assign: Assign, chosen: str) -> None:
        usual = {"capacity": 4, "units_used": 2, "skills": {"billing": 3}}
        team = [
            maria(**usual | {"id": "expert", "skills": {"billing": 5}, "last_assigned_at": ago(30)}),
            maria(**usual | {"id": "idle", "last_assigned_at": ago(900)}),
            maria(**usual | {"id": "large", "capacity": 10, "units_used": 5, "last_assigned_at": ago(10)}),
            maria(**usual | {"id": "roomy", "units_used": 1, "last_assigned_at": ago(20)}),
        ]
        assert plan(team, [customer()], settings=RoutingSettings(assign=assign)) == [("h1", chosen)]

    def test_round_robin_goes_on_after_the_last_and_from_the_top(self) -> None:
        team = [maria(id=name, capacity=9, last_assigned_at=ago(n)) for n, name in enumerate("bca")]
        line = [customer(f"h{n}", queued_at=ago(90 - n)) for n in range(4)]
        found = plan(team, line, settings=RoutingSettings(assign=Assign.ROUND_ROBIN))
        assert [agent for _, agent in found] == ["c", "a", "b", "c"]

    def test_nobody_is_proposed_where_people_pick(self) -> None:
        queue = replace(BILLING, assign=Assign.MANUAL)
        router = Router({"billing": queue}, agents=[maria()], waiting=[customer()])
        why = router.explain("h1", NOW)
        assert router.plan(NOW) == ()
        assert router.position("h1") == 1
        assert why is not None
        assert [help_.what for help_ in why.helps] == ["pick"]

    def test_whoever_waited_too_long_goes_first_whatever_the_order(self) -> None:
        line = [customer("old", queued_at=ago(1800)), customer("dear", priority=5, value=9.0)]
        for order in Order:
            assert plan([maria(capacity=1)], line, settings=RoutingSettings(order=order))[0][0] == "old"

    def test_those_who_do_not_sit_and_wait_get_what_is_left_over(self) -> None:
        for assign in (Assign.BALANCED, Assign.LONGEST_IDLE):
            settings, later = RoutingSettings(assign=assign), ago(-7200)
            asynchronous = customer(asynchronous=True, due_at=later)
            assert plan([maria(capacity=8, units_used=6)], [asynchronous], settings=settings) == []
            assert plan([maria(capacity=8, units_used=5)], [asynchronous], settings=settings) == [("h1", "maria")]
            pressing = replace(asynchronous, due_at=ago(-600))
            assert plan([maria(capacity=8, units_used=6)], [pressing], settings=settings) == [("h1", "maria")]


def test_the_reasons_of_a_proposal_hold_after_everything_has_changed() -> None:
    router = Router(QUEUES, agents=[maria(units_used=1), ben()], waiting=[customer()])
    (proposal,) = router.plan(NOW)
    router.apply(AgentGone("maria"))
    router.apply(AgentChanged(ben(units_used=2)))
    router.apply(CustomerWaits(customer("h9")))
    why: Choice = proposal.why
    assert why.eligible == 2
    assert [candidate.name for candidate in why.best] == ["Ben", "Maria"]
    assert why.best[0].score < why.best[1].score
    assert set(why.best[0].terms) == {"work_s", "slows_others_s", "wanted_elsewhere_s"}
    assert why.as_data()["considered"][0]["name"] == "Ben"
