"""The scenarios that come with Segue come out as they say, and cover what they promise."""

from __future__ import annotations

from pathlib import Path

import pytest

from segue.demo.shipped import SCENARIOS
from segue.policy_file import load_policy
from segue.sandbox.expect import mismatches
from segue.sandbox.run import run
from segue.sandbox.scenario import Scenario
from segue.sandbox.scenario_file import read_scenarios

POLICY = (SCENARIOS / "policy.yaml").read_text("utf-8")
FILES = sorted(path for path in SCENARIOS.glob("*.yaml") if path.name != "policy.yaml")
ALL = [scenario for path in FILES for scenario in read_scenarios(path.read_text("utf-8"), name=path.name)]


def called(scenario: Scenario) -> str:
    return f"{Path(scenario.file).stem}: {scenario.name}"


@pytest.mark.parametrize("scenario", ALL, ids=called)
async def test_it_comes_out_as_it_says(scenario: Scenario) -> None:
    ran = await run(POLICY, scenario)
    found = mismatches(ran, [step.expect for step in scenario.steps])
    assert not found, "\n".join(f"{scenario.file}:{one.line}: {one}" for one in found)


def test_there_are_at_least_twenty_and_their_names_differ() -> None:
    assert len(FILES) >= 20
    assert len({scenario.name for scenario in ALL}) == len(ALL)


def test_every_trigger_of_their_policy_is_the_one_that_decides_or_fires_somewhere() -> None:
    named = {step.expect.trigger for scenario in ALL for step in scenario.steps}
    named |= {trigger for scenario in ALL for step in scenario.steps for trigger in step.expect.fired}
    assert {trigger.id for trigger in load_policy(POLICY).triggers} <= named
