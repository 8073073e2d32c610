"""A scenario built from the log finds again what the log was made of."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from math import isfinite
from random import Random

import pytest
from teams import one_agent, run

from segue.domain.conversation import Entry, Kind, Role
from segue.domain.lifecycle import Handoff
from segue.domain.lifecycle import State as Stage
from segue.domain.policy import Policy
from segue.domain.queues import Queue, Route, RoutingSettings, ServiceLevel, Tier
from segue.domain.work_time import WorkTime
from segue.insight.simulation.attention import attention
from segue.insight.simulation.engine import State
from segue.insight.simulation.history import Past, scenario_from
from segue.insight.simulation.patience import Waited, patience
from segue.insight.simulation.reading import scenario_of
from segue.insight.simulation.scenario import CustomerTier, Scenario, Spread
from segue.ports.people import User, UserRole

MONDAY = datetime(2026, 3, 2, tzinfo=UTC)
HELP = Queue("help", requires={"help": 1}, sla=ServiceLevel(first_response=timedelta(seconds=90)))
POLICY = Policy((), (Route("help"),), {"help": HELP}, tiers={"gold": Tier("gold", value=4.0)})
ANN = User(
    "ann", "default", "ann@example.com", "Ann", UserRole.AGENT, MONDAY, skills={"help": 2}, capacity=2,
    works=WorkTime("UTC", {day: ((time(0), time(0)),) for day in ("mon", "tue", "wed", "thu", "fri")}),
)  # fmt: skip


def lived(scenario: Scenario, days: int) -> list[Handoff]:
    """What the log would hold of simulated days."""
    found = []
    for number in range(days):
        midnight = MONDAY + timedelta(days=number + 2 * (number // 5))  # weekdays only
        result = run(scenario, seed=1, day=number)
        for case in result.cases:
            came = midnight + timedelta(seconds=case.customer.arrival)
            left, done = case.state is State.LEFT, case.state is State.DONE
            joined = midnight + timedelta(seconds=case.answered) if isfinite(case.answered) else None
            ended = joined + timedelta(seconds=case.attended) if done and joined else None
            found.append(
                Handoff(
                    f"{number}/{case.name}",
                    "default",
                    f"c{number}/{case.name}",
                    Stage.RESOLVED if done else Stage.CUSTOMER_LEFT if left else Stage.ACTIVE,
                    "asked",
                    "help",
                    came,
                    came,
                    tier="gold",
                    value=4.0,
                    requires={"help": 1},
                    queued_at=came,
                    agent="ann" if joined else "",
                    accepted_at=joined,
                    ended_at=midnight + timedelta(seconds=case.left_at) if left else ended,
                )
            )
    return found


def test_rates_work_and_patience_are_found_again() -> None:
    tier = CustomerTier("gold", 1, 4, 90, Spread(200, 0.8), 0.0, 300)
    scenario = one_agent(rate_per_h=60, work=Spread(80, 0.5), hours=24, tier=tier)
    built = scenario_from(Past(lived(scenario, 10), [ANN], POLICY))
    again = scenario_of(built.scenario)
    [stream], [found] = again.demand, again.tiers
    assert again.expected_conversations() == pytest.approx(60 * 24, rel=0.05)
    assert stream.work.mean_s == pytest.approx(80, rel=0.05)
    assert stream.work.cv == pytest.approx(0.5, rel=0.15)
    assert found.patience.mean_s == pytest.approx(200, rel=0.15)
    assert (found.name, found.value, found.sla_s) == ("gold", 4.0, 90.0)
    assert again.agents[0].skills == {"help": 2}
    assert again.agents[0].shift == ((0.0, 86_400.0),)
    assert run(again).cases


def test_patience_counts_those_who_were_answered_first() -> None:
    """The mean of the leavers alone would be far too short."""
    chance = Random(4)
    waits = []
    for _ in range(4_000):
        ready, answered = chance.lognormvariate(5.0, 0.6), chance.expovariate(1 / 60)
        waits.append(Waited(min(ready, answered), ready < answered))
    leavers = [one.seconds for one in waits if one.left]
    true_mean = 2.718281828 ** (5.0 + 0.18)
    assert sum(leavers) / len(leavers) < 0.75 * true_mean
    mean, cv = patience(waits) or (0, 0)
    assert mean == pytest.approx(true_mean, rel=0.1)
    assert cv == pytest.approx(0.66, abs=0.1)


def test_patience_of_few_leavers_is_time_waited_over_leavers_and_of_fewer_nothing() -> None:
    waits = [Waited(100, left=True)] * 12 + [Waited(50, left=False)] * 12
    assert patience(waits) == (pytest.approx((12 * 100 + 12 * 50) / 12), 1.0)
    assert patience(waits[:9]) is None


def test_two_conversations_at_once_count_at_their_pace() -> None:
    def handoff(id_: str, start: int, end: int) -> Handoff:
        at = [MONDAY + timedelta(seconds=second) for second in (start, end)]
        return Handoff(
            id_, "default", id_, Stage.RESOLVED, "asked", "help", at[0], at[1],
            agent="ann", accepted_at=at[0], ended_at=at[1],
        )  # fmt: skip

    found = attention([handoff("a", 0, 100), handoff("b", 50, 200)], (1.0, 0.5))
    assert found == {"a": pytest.approx(50 + 50 * 0.5), "b": pytest.approx(50 * 0.5 + 100)}


def test_what_is_too_thin_is_said() -> None:
    scenario = one_agent(rate_per_h=2, work=Spread(80), hours=6)
    thin = " ".join(scenario_from(Past(lived(scenario, 2), [ANN], POLICY)).thin)
    for word in ("2 days", "patience", "finished conversations", "reservations"):
        assert word in thin


def test_an_agent_without_shifts_works_when_customers_were_there() -> None:
    scenario = one_agent(rate_per_h=60, work=Spread(30), hours=10)
    built = scenario_from(Past(lived(scenario, 6), [replace(ANN, works=WorkTime())], POLICY))
    [group] = built.scenario["agents"]
    assert group["shift"] == [[0.0, 36_000.0]]
    assert any("guessed" in sentence for sentence in built.thin)


def test_acceptance_is_learned_from_the_reservations() -> None:
    def step(number: int, event: str, after: float) -> Entry:
        at = MONDAY + timedelta(seconds=number * 100 + after)
        return Entry(1, Kind.HANDOFF, Role.SYSTEM, at, data={"id": f"h{number}", "event": event})

    steps = [one for n in range(90) for one in (step(n, "reserved", 0), step(n, "accepted", 8))]
    steps += [one for n in range(90, 100) for one in (step(n, "reserved", 0), step(n, "reservation_expired", 30))]
    handoffs = lived(one_agent(rate_per_h=20, work=Spread(80), hours=6), 2)
    offers = scenario_from(Past(handoffs, [ANN], POLICY, steps)).scenario["offers"]
    assert offers["accept_mean_s"] == 8.0
    assert offers["no_answer_prob"] == 0.1


def test_without_anybody_there_is_nothing_to_build() -> None:
    with pytest.raises(ValueError, match="nobody asked for a human"):
        scenario_from(Past((), [ANN], replace(POLICY, routing=RoutingSettings())))
