"""docs/scenarios.md: every key of a scenario file has its words, and what it shows is true."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from segue.demo.shipped import SCENARIOS
from segue.sandbox import file_steps, scenario_file
from segue.sandbox.expect import mismatches
from segue.sandbox.run import run
from segue.sandbox.scenario import ACTS, LONGEST_WAIT, MOST_STEPS
from segue.sandbox.scenario_file import read_scenarios

PAGE = (Path(__file__).parents[2] / "docs" / "scenarios.md").read_text(encoding="utf-8")
KEYS = (
    *(*scenario_file.SCENARIO_KEYS, *scenario_file.COLLEAGUE_KEYS, *scenario_file.CUSTOMER_KEYS),
    *(
        *scenario_file.CONTACT_KEYS,
        *scenario_file.VISIT_KEYS,
        *scenario_file.SOURCE_KEYS,
        *file_steps.ACTIONS,
        *file_steps.EXPECTED,
    ),
    *(*file_steps.BOT_KEYS, *file_steps.ASK_KEYS, *file_steps.CHOICES, *file_steps.VERDICTS, *file_steps.DEADLINES),
    *ACTS,
)


@pytest.mark.parametrize("key", sorted(set(KEYS)))
def test_every_key_is_named(key: str) -> None:
    code = " ".join(re.findall(r"`([^`\n]+)`", re.sub(r"```.*?```", "", PAGE, flags=re.DOTALL)))
    assert re.search(rf"(?<![\w-]){re.escape(key)}(?![\w-])", code)


async def test_the_example_comes_out_as_it_says() -> None:
    example, *_ = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
    (scenario,) = read_scenarios(example)
    ran = await run((SCENARIOS / "policy.yaml").read_text("utf-8"), scenario)
    assert mismatches(ran, [step.expect for step in scenario.steps]) == ()


def test_the_limits_are_those_of_the_code() -> None:
    assert f"at most {MOST_STEPS} steps and {LONGEST_WAIT.days} days" in PAGE
