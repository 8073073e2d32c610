"""The simulator over HTTP: scenarios, two staffings on the same days, and what is too much."""

from __future__ import annotations

import asyncio
from copy import deepcopy
from typing import Any

import pytest
from world import World

from segue.insight.simulation.choosing import PolicyChoice
from segue.insight.simulation.trial import Changes, Stopped, trial_of, tried
from segue.ports.people import UserRole

SMALL: dict[str, Any] = {
    "name": "small",
    "horizon_s": 3600,
    "drain_s": 1800,
    "skills": ["orders"],
    "tiers": [{"name": "all", "share": 1, "value": 1, "sla_s": 60, "patience": {"mean_s": 300}}],
    "demand": [{"skill": "orders", "rate_per_h": 30, "work": {"mean_s": 240}}],
    "agents": [{"name": "desk", "count": 2, "capacity": 1, "skills": {"orders": 3}, "shift": [[0, 5400]]}],
}


async def post(world: World, body: dict[str, Any], path: str = "/v1/ops/simulate") -> Any:
    return await world.client.ask("POST", path, session=await world.signed_in(UserRole.SUPERVISOR), body=body)


async def test_the_example_says_what_can_be_changed(world: World) -> None:
    session = await world.signed_in(UserRole.SUPERVISOR)
    found = (await world.client.ask("GET", "/v1/ops/simulate/scenario?from=example", session=session)).json
    assert [group["name"] for group in found["groups"]] == ["orders", "complaints", "both"]
    assert found["conversations"] > 500
    assert found["scenario"]["agents"]


async def test_a_log_without_anybody_is_said_to_be_too_little(world: World) -> None:
    session = await world.signed_in(UserRole.SUPERVISOR)
    answer = await world.client.ask("GET", "/v1/ops/simulate/scenario?from=history", session=session)
    assert answer.json["scenario"] is None
    assert "nobody asked for a human" in answer.json["missing"]


async def test_one_more_agent_is_compared_on_the_same_days(world: World) -> None:
    body = {"scenario": SMALL, "days": 3, "changed": {"agents": {"desk": {"count": 3, "capacity": 1}}}}
    found = (await post(world, body)).json
    now, changed = found["now"], found["changed"]
    assert found["days"] == 3
    assert changed["measures"]["weighted_wait"]["mean"] < now["measures"]["weighted_wait"]["mean"]
    assert changed["ratio"]["weighted_wait"]["mean"] < 1
    assert now["waits_over_the_day"]
    assert set(now["per_group"]) == {"desk"}


async def test_what_is_not_changed_is_not_played_twice(world: World) -> None:
    found = (await post(world, {"scenario": SMALL, "days": 1})).json
    assert "changed" not in found


async def test_another_mode_and_order_have_their_names(world: World) -> None:
    body = {"scenario": SMALL, "days": 1, "changed": {"assign": "longest_idle", "order": "fifo", "demand": 1.5}}
    found = (await post(world, body)).json
    assert found["changed"]["policy"] == "balanced, assign longest_idle, order fifo"
    assert found["changed"]["measures"]["conversations"]["mean"] > found["now"]["measures"]["conversations"]["mean"]


async def test_the_active_policy_decides_where_it_is_asked_for(world: World) -> None:
    found = (await post(world, {"scenario": SMALL, "days": 1, "policy": "active"})).json
    assert found["now"]["policy"] == "active policy"


def much(**change: Any) -> dict[str, Any]:
    return {**deepcopy(SMALL), **change}


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({"scenario": {"name": "x"}}, "skills"),
        ({"scenario": much(demand=[{"skill": "orders", "rate_per_h": 9000, "work": {"mean_s": 9}}])}, "or fewer"),
        ({"scenario": SMALL, "days": 21}, "20"),
        ({"scenario": much(horizon_s=30 * 86_400)}, "3 days"),
        ({"scenario": SMALL, "changed": {"agents": {"night": {"count": 1, "capacity": 1}}}}, "night"),
        ({"scenario": SMALL, "changed": {"agents": {"desk": {"count": -1, "capacity": 1}}}}, "0"),
        ({"scenario": SMALL, "changed": {"assign": "manual"}}, "balanced"),
    ],
)
async def test_what_cannot_be_simulated_is_refused_in_words(world: World, body: dict[str, Any], said: str) -> None:
    answer = await post(world, body)
    assert answer.status == 422
    assert said in answer.body.decode()


async def test_somebodys_own_scenario_is_read_before_it_is_run(world: World) -> None:
    read = await post(world, {"scenario": SMALL}, "/v1/ops/simulate/scenario")
    assert read.json["groups"] == [{"name": "desk", "count": 2, "capacity": 1, "skills": {"orders": 3}}]
    wrong = await post(world, {"scenario": much(agents=[])}, "/v1/ops/simulate/scenario")
    assert (wrong.status, wrong.json["field"]) == (422, "scenario.agents")


def test_whoever_goes_away_stops_it_within_a_day_and_whole_days_are_kept() -> None:
    asked = 0

    def once_then_not() -> bool:
        nonlocal asked
        asked += 1
        return asked < 400

    trial = trial_of(SMALL, Changes(demand=1.2), PolicyChoice("balanced"), PolicyChoice("balanced"), seed=1, days=20)
    assert tried(trial, once_then_not)["days"] < 20
    with pytest.raises(Stopped):
        tried(trial, lambda: False)


async def test_four_at_most_wait_for_their_turn(world: World) -> None:
    session = await world.signed_in(UserRole.SUPERVISOR)
    body = {"scenario": SMALL, "days": 2, "changed": {"demand": 1.2}}
    each = [world.client.ask("POST", "/v1/ops/simulate", session=session, body=body) for _ in range(6)]
    statuses = sorted(answer.status for answer in await asyncio.gather(*each))
    assert statuses == [200, 200, 200, 200, 429, 429]
