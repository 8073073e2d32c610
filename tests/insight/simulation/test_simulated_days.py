"""The engine agrees with what is known of queues in closed form, and loses nobody."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import pairwise
from math import isnan

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from teams import IMPATIENT, one_agent, run

from segue.insight.simulation.comparison import FittingDispatcher
from segue.insight.simulation.days import day_of
from segue.insight.simulation.engine import BrokenPlan, Case, Engine, Fit, Seat, State, effect_of
from segue.insight.simulation.measures import measured
from segue.insight.simulation.policies import by_router
from segue.insight.simulation.scenario import (
    AgentGroup,
    CustomerTier,
    Demand,
    LevelEffect,
    Offers,
    Returning,
    Scenario,
    Spread,
)


@pytest.mark.parametrize("cv", [0.0, 1.0])
def test_a_single_agent_keeps_people_waiting_as_pollaczek_and_khinchine_say(cv: float) -> None:
    """Mean wait of M/G/1: rate x E[work^2] / (2 (1 - load))."""
    work, load = 60.0, 0.6
    rate = load / work
    result = run(one_agent(rate_per_h=rate * 3600, work=Spread(work, cv), hours=1_200))
    expected = rate * work**2 * (1 + cv**2) / (2 * (1 - load))
    assert measured(result).overall["mean_wait"] == pytest.approx(expected, rel=0.06)


def test_in_overload_the_share_that_leaves_is_what_nobody_has_time_for() -> None:
    work, load = 60.0, 2.0
    result = run(one_agent(rate_per_h=load * 3600 / work, work=Spread(work), hours=300, tier=IMPATIENT))
    assert measured(result).overall["abandonment"] == pytest.approx(1 - 1 / load, abs=0.02)


def test_three_chats_at_once_go_at_the_pace_of_three() -> None:
    work, pace = 300.0, (1.0, 0.87, 0.72)
    crowded = one_agent(rate_per_h=600, work=Spread(work, 0.0), hours=50, tier=IMPATIENT, capacity=3, concurrency=pace)
    result = run(crowded)
    done = sum(case.state == State.DONE for case in result.cases)
    assert done == pytest.approx(50 * 3600 * 3 * pace[2] / work, rel=0.02)


def test_a_lone_chat_takes_its_work_and_two_slow_each_other_down() -> None:
    scenario = one_agent(rate_per_h=1, work=Spread(100, 0.0), hours=1, capacity=2, concurrency=(1.0, 0.5))
    day = day_of(scenario, 1, 0)
    first, second = (replace(customer, arrival=at) for at in (0.0, 50.0) for customer in day.customers[:1])
    engine = Engine(replace(day, customers=(first, replace(second, number=1))), _Watching).run()
    assert engine.dispatcher.ended == [("c0", 150.0), ("c1", 200.0)]  # 50 + 50/0.5; then 50 done by 150, 50 at pace 1


class _Watching(FittingDispatcher):
    def __init__(self, scenario: Scenario, seats: list[Seat]) -> None:
        super().__init__(scenario, seats)
        self.ended: list[tuple[str, float]] = []

    def finished(self, case: Case, seat: Seat, now: float) -> None:
        self.ended.append((case.name, now))


def test_the_level_of_an_agent_changes_the_work() -> None:
    effect = LevelEffect(floor=0.7, per_level_above=0.1, per_level_below=0.25)
    assert effect_of(effect, own=2, near=2, level=2) == (Fit.FIT, 1.0, 0.0)
    assert effect_of(effect, own=4, near=4, level=2)[:2] == (Fit.FIT, pytest.approx(0.8))
    assert effect_of(effect, own=5, near=5, level=1)[:2] == (Fit.FIT, 0.7)
    assert effect_of(effect, own=1, near=2, level=2) == (Fit.OVERFLOW, 1.0, effect.overflow_transfer_prob)
    fit, factor, moves = effect_of(effect, own=0, near=1, level=3)
    assert (fit, factor) == (Fit.MISSKILLED, 1.5)
    assert moves == pytest.approx(effect.misskill_transfer_prob + 2 * effect.misskill_transfer_per_level)
    assert effect_of(effect, own=0, near=0, level=5)[2] == 0.9


def test_who_does_not_answer_is_set_away_and_the_customer_keeps_the_age() -> None:
    silent = one_agent(
        rate_per_h=2, work=Spread(10, 0.0), hours=1, offers=Offers(5, no_answer_prob=1.0, timeout_s=30, away_s=200)
    )
    result = run(silent, seed=3)
    [case, *_] = result.cases
    assert case.state == State.WAITING
    assert case.since == case.customer.arrival
    # offered again and again, once every time-out and time away
    assert case.attempts == pytest.approx((3600 - case.customer.arrival) / 230, abs=1.0)


def test_what_is_passed_on_does_not_come_back_to_the_same_agent() -> None:
    effect = LevelEffect(overflow_transfer_prob=1.0, triage_fraction=0.5, after_transfer_fraction=0.8)
    team = (
        AgentGroup("near", 1, 1, {"b": 3}, ((0, 36_000),)),
        AgentGroup("own", 1, 1, {"a": 2}, ((0, 36_000),)),
    )
    scenario = replace(
        one_agent(rate_per_h=5, work=Spread(100, 0.0), hours=10),
        skills=("a", "b"), adjacency=(("a", "b", 1),), agents=team, level_effect=effect,
        demand=(Demand("a", ((0, 5),), {2: 1.0}, Spread(100, 0.0)),),
    )  # fmt: skip

    def anybody(told: Scenario, seats: list[Seat]) -> FittingDispatcher:
        return FittingDispatcher(told, seats, liking=lambda case, seat: (seat.worker.number,), ignores_skills=True)

    result = run(scenario, make=anybody)
    moved = [case for case in result.cases if case.transfers]
    assert moved
    for case in moved:
        assert case.earlier == (0,)
        assert case.fits[0] is Fit.OVERFLOW
        assert case.work == pytest.approx(80)
        if case.state == State.DONE:
            assert case.fits == [Fit.OVERFLOW, Fit.FIT]


def test_an_impossible_plan_is_not_carried_out() -> None:
    class Greedy(FittingDispatcher):
        def plan(self, now: float):  # type: ignore[no-untyped-def]
            yield from [(line[0][2], self._seats[0]) for line in self._lines.values() if line]

    with pytest.raises(BrokenPlan, match="1 of 1 in use"):
        run(one_agent(rate_per_h=60, work=Spread(600), hours=1), make=Greedy)


def test_the_same_day_comes_to_everybody() -> None:
    scenario = _team(seed_rate=90.0, capacity=2)
    first = run(scenario, seed=5)
    other = run(scenario, seed=5, make=lambda told, seats: FittingDispatcher(told, seats, ignores_skills=True))
    assert first.day == other.day
    assert {case.state for case in other.cases} != {State.WAITING}


def test_one_more_agent_changes_neither_the_customers_nor_the_others() -> None:
    scenario = replace(_team(seed_rate=60.0, capacity=2), sticky=Returning(), speed_cv=0.2, absence_prob=0.2)
    more = replace(scenario, agents=(replace(scenario.agents[0], count=3), *scenario.agents[1:]))
    day, fuller = day_of(scenario, 1, 4), day_of(more, 1, 4)
    assert day.customers == fuller.customers
    known = {worker.name: (worker.speed, worker.skills) for worker in fuller.workers}
    assert all(known[worker.name] == (worker.speed, worker.skills) for worker in day.workers)


def _team(*, seed_rate: float, capacity: int, **changes: object) -> Scenario:
    tiers = (
        CustomerTier("gold", 0.3, 5, 60, Spread(200), 0.1, 600),
        CustomerTier("plain", 0.7, 1, 300, Spread(200), 0.0, 300),
    )
    team = (
        AgentGroup("a", 2, capacity, {"a": 3, "b": 1}, ((0, 3000), (4000, 7200)), ((1000, 1300),), 200, 300),
        AgentGroup("b", 1, capacity, {"b": 4}, ((0, 7200),)),
    )
    demand = (
        Demand("a", ((0, seed_rate), (3600, seed_rate * 2), (7200, 0)), {1: 0.5, 3: 0.5}, Spread(200, 1.2)),
        Demand("b", ((0, seed_rate / 2),), {1: 0.6, 5: 0.4}, Spread(300, 0.5), units=min(2, capacity)),
    )
    made = Scenario("team", 7200, 1800, ("a", "b"), tiers, demand, team, adjacency=(("a", "b", 1),))
    return replace(made, **changes)  # type: ignore[arg-type]


scenarios = st.builds(
    _team,
    seed_rate=st.sampled_from([0.0, 5.0, 60.0, 200.0]),
    capacity=st.integers(1, 4),
    overdispersion_cv=st.sampled_from([0.0, 0.3]),
    offers=st.builds(
        Offers,
        accept_mean_s=st.sampled_from([0.0, 10.0]),
        no_answer_prob=st.sampled_from([0.0, 0.3, 1.0]),
        timeout_s=st.sampled_from([5.0, 60.0]),
        away_s=st.sampled_from([0.0, 300.0]),
    ),
    sticky=st.builds(Returning, share=st.sampled_from([0.0, 0.5]), work_factor=st.sampled_from([0.5, 1.0])),
    speed_cv=st.sampled_from([0.0, 0.5]),
    absence_prob=st.sampled_from([0.0, 0.5, 1.0]),
    level_jitter_prob=st.sampled_from([0.0, 1.0]),
    level_effect=st.builds(LevelEffect, overflow_transfer_prob=st.sampled_from([0.0, 1.0])),
    hours=st.sampled_from([(), ((1800.0, 5400.0), (8000.0, 9000.0))]),
)


@settings(max_examples=60, deadline=None)
@given(scenarios, st.integers(0, 10_000), st.booleans())
def test_everybody_who_came_was_answered_or_left_or_is_still_there(scenario: Scenario, seed: int, blind: bool) -> None:
    result = run(scenario, seed, make=lambda told, seats: FittingDispatcher(told, seats, ignores_skills=blind))
    states = Counter(case.state for case in result.cases)
    assert sum(states.values()) == len(result.day.customers)
    assert result.waiting == states[State.WAITING]
    for case in result.cases:
        assert case.waited >= 0
        if case.state == State.DONE:
            assert case.answered >= case.customer.arrival
        if case.state == State.LEFT:
            assert case.waited == pytest.approx(case.customer.patience, abs=1e-6)
            assert not case.customer.asynchronous
    for seat in result.seats:
        open_ = [c for c in result.cases if c.seat is seat and c.state in {State.OFFERED, State.ACTIVE}]
        assert seat.used == sum(case.customer.units for case in open_) <= seat.worker.capacity
        assert seat.active == sum(case.customer.units for case in open_ if case.state == State.ACTIVE)
        assert seat.busy_s <= seat.worker.capacity * seat.on_s + 1e-6


@settings(max_examples=30, deadline=None)
@given(scenarios, st.integers(0, 10_000))
def test_the_router_plays_every_scenario_by_its_rules(scenario: Scenario, seed: int) -> None:
    """The engine refuses what cannot be: an agent beyond capacity, on a break, or who passed the customer on."""
    result = run(scenario, seed, make=by_router("balanced").make)
    assert sum(Counter(case.state for case in result.cases).values()) == len(result.day.customers)
    for name, value in measured(result).overall.items():
        assert isnan(value) or value >= 0, name


def test_arrivals_are_in_order_and_within_the_day() -> None:
    customers = day_of(_team(seed_rate=200.0, capacity=1), 2, 2).customers
    assert all(a.arrival <= b.arrival for a, b in pairwise(customers))
    assert all(0 <= customer.arrival < 7200 for customer in customers)
