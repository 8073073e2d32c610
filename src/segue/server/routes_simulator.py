"""The staffing simulator in the console: a scenario from the log or the example, and days of it under two staffings."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial
from importlib import resources
from threading import Event
from typing import Annotated, Any, Literal

from fastapi import Depends, Query, Request
from pydantic import Field

from segue.domain.errors import Invalid, TryAgain
from segue.insight.simulation.choosing import NoSuchPolicy, PolicyChoice
from segue.insight.simulation.history import Past, past_of, scenario_from
from segue.insight.simulation.reading import WrongScenario
from segue.insight.simulation.trial import Changes, Stopped, TooMuch, described, trial_of, tried
from segue.ports.policies import ActivePolicy
from segue.server import views
from segue.server.bench import Bench, patience
from segue.server.route import SUPERVISOR, Body, Engine, Me, Route
from segue.server.routes_conversations import may_see

MOST_DAYS = 20
LONGEST_S = 60.0
LOOK_S = 0.25
"""How often it is asked whether somebody still waits for the answer."""


def _bench(request: Request) -> Bench:
    bench: Bench = request.app.state.simulations
    return bench


Beside = Annotated[Bench, Depends(_bench)]


class Group(Body):
    count: int = Field(ge=0, le=300)
    capacity: int = Field(ge=1, le=50)


class Changed(Body):
    """What differs from the scenario as it is. assign, order: "" leaves them as the policy says."""

    agents: dict[str, Group] = Field(default_factory=dict, max_length=200)
    demand: float = Field(default=1.0, ge=0.1, le=3)
    assign: Literal["", "balanced", "round_robin", "longest_idle", "least_active", "most_available", "best_worker"] = ""
    order: Literal["", "cost", "priority", "due", "fifo"] = ""


class Simulation(Body):
    """policy: who decides, the active policy of this workspace or the usual settings with what the scenario says."""

    scenario: dict[str, Any]
    policy: Literal["usual", "active"] = "usual"
    changed: Changed | None = None
    days: int = Field(5, ge=1, le=MOST_DAYS)
    seed: int = Field(1, ge=0, le=1_000_000)


class Described(Body):
    scenario: dict[str, Any]


async def scenario(
    me: Me,
    segue: Engine,
    bench: Beside,
    source: Annotated[Literal["history", "example"], Query(alias="from")] = "example",
    last: Annotated[int, Query(ge=1, le=366)] = 28,
) -> views.View:
    """last: days of the log. Only what came to the caller's queues is in it; `missing` says where that is nothing."""
    if source == "example":
        return {**_described(_example()), "thin": [], "scenario": _example()}
    policy = (await segue.env.policies.active(me.workspace)).policy
    past = await past_of(segue.store, me.workspace, segue.clock.now() - timedelta(days=last), policy)
    past = replace(past, handoffs=[handoff for handoff in past.handoffs if may_see(me, handoff.queue)])
    return await bench.run(partial(_from_history, past, last))


def _from_history(past: Past, last: int) -> views.View:
    try:
        built = scenario_from(past)
    except ValueError as error:
        return {"missing": f"the last {last} days: {error}", "scenario": None}
    return {**_described(built.scenario), "thin": built.thin, "scenario": built.scenario}


def _example() -> dict[str, Any]:
    text = resources.files("segue.insight.simulation").joinpath("staffing.json").read_text("utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


async def check(me: Me, bench: Beside, body: Described) -> views.View:
    """What can be changed in somebody's own scenario; 422 with the place when it cannot be read."""
    return {**await bench.run(partial(_described, body.scenario)), "thin": [], "scenario": body.scenario}


def _described(data: dict[str, Any]) -> views.View:
    found: views.View = _refused(partial(described, data))
    return found


def _refused(work: Callable[[], Any]) -> Any:
    """What is wrong with a scenario is told with its place, and never more than fits a page."""
    try:
        return work()
    except WrongScenario as error:
        raise Invalid(error.message[:500], field=f"scenario.{error.where}"[:200]) from None
    except (TooMuch, NoSuchPolicy) as error:
        raise Invalid(str(error)[:500], field="days" if isinstance(error, TooMuch) else "policy") from None
    except (ArithmeticError, RecursionError, AttributeError, KeyError, TypeError) as error:
        raise Invalid(f"the scenario cannot be simulated: {error}"[:300], field="scenario") from None


async def simulate(request: Request, me: Me, segue: Engine, bench: Beside, body: Simulation) -> views.View:
    """Stops when whoever asked goes away, and after LONGEST_S with the days that are whole by then."""
    now = PolicyChoice("balanced")
    if body.policy == "active":
        active = await segue.store.read(ActivePolicy(me.workspace))
        now = PolicyChoice("active policy", active.text) if active else now
    changed = body.changed or Changed()
    then = replace(now, assign=changed.assign, order=changed.order)
    gone = Event()
    work = asyncio.ensure_future(bench.run(partial(_simulated, body, now, then, gone)))
    try:
        while not (await asyncio.wait({work}, timeout=LOOK_S))[0]:
            if await request.is_disconnected():
                raise TryAgain("nobody waits for this simulation any more")
        return work.result()
    finally:
        gone.set()
        work.cancel()


def _simulated(body: Simulation, now: PolicyChoice, then: PolicyChoice, gone: Event) -> views.View:
    in_time, changed = patience(LONGEST_S), body.changed or Changed()
    groups = {name: (group.count, group.capacity) for name, group in changed.agents.items()}
    changes = Changes(groups, changed.demand)
    trial = _refused(partial(trial_of, body.scenario, changes, now, then, seed=body.seed, days=body.days))
    try:
        found: views.View = _refused(partial(tried, trial, lambda: in_time() and not gone.is_set()))
    except Stopped:
        raise TryAgain(
            f"not one day was done within {LONGEST_S:g} s; a smaller scenario would be, or `segue simulate`"
        ) from None
    return found


ROUTES = (
    Route(
        method="GET",
        path="/v1/ops/simulate/scenario",
        endpoint=scenario,
        access=SUPERVISOR,
        summary="A scenario to simulate, from the log or the example",
    ),
    Route(
        method="POST",
        path="/v1/ops/simulate/scenario",
        endpoint=check,
        access=SUPERVISOR,
        summary="What a scenario holds",
    ),
    Route(
        method="POST",
        path="/v1/ops/simulate",
        endpoint=simulate,
        access=SUPERVISOR,
        summary="Days of a team before they happen",
    ),
)
