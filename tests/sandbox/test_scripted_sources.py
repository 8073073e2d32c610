"""A scenario says what the policy's sources would answer, and when: triggers on the account are tried offline."""

from __future__ import annotations

import pytest

from segue.domain.errors import Invalid
from segue.domain.package import Status
from segue.sandbox.record import Run
from segue.sandbox.run import run
from segue.sandbox.scenario_file import ScenarioErrors, read_scenarios

POLICY = """
version: 1
facts: {customer.tier: string, customer.open_tickets: number}
triggers:
  - {id: asks, when: "asks_for_human == 'clear'", then: handoff}
  - {id: big, when: "customer.tier == 'enterprise'", then: offer}
  - {id: tickets, when: "customer.open_tickets >= 2", then: handoff}
route: [{queue: general}]
queues: {general: {}}
sources:
  crm: {kind: hubspot, secret: never_given}
  shop: {kind: http, url: "https://never-asked.example/{id}", fields: {health: a}}
"""
SCENARIO = """
name: the account
customer: {id: c1, email: ada@acme.example}
staff: [{name: Maria}]
"""


async def lived(rest: str) -> Run:
    (scenario,) = read_scenarios(SCENARIO + rest)
    return await run(POLICY, scenario)


async def test_what_is_answered_at_once_is_known_to_the_first_message() -> None:
    found = await lived("""
sources: {crm: {answers: {tier: enterprise}}}
steps: [{customer: where is my shelf}]
""")
    assert (found.steps[0].outcome, found.steps[0].decision and found.steps[0].decision["trigger"]) == ("offer", "big")


async def test_what_comes_later_is_decided_about_when_it_comes_without_a_message() -> None:
    found = await lived("""
sources: {crm: {answers: {open_tickets: [{subject: one}, {subject: two}]}, after: 4s}}
steps: [{customer: where is my shelf}, {wait: 3s}, {wait: 2s}]
""")
    assert [step.outcome for step in found.steps] == ["stay", "stay", "handoff"]
    assert found.steps[2].agent == "Maria"


async def test_a_package_names_who_failed_who_was_slow_and_who_was_never_asked() -> None:
    found = await lived("""
sources: {crm: {fails: answered 500 Internal Server Error, after: 1s}, shop: {answers: {health: poor}, after: 3s}}
steps: [{customer: I want to talk to a human}, {wait: 5s}]
""")
    first, later = (step.package.customer for step in found.steps if step.package)
    assert (first.health.status, first.health.why) == (Status.FAILED, "no answer within 1.5 s (shop)")
    assert (later.health.status, later.health.value) == (Status.KNOWN, "poor")
    assert later.tier.status is not Status.KNOWN


async def test_a_source_that_the_scenario_does_not_name_is_not_asked() -> None:
    found = await lived("steps: [{customer: I want to talk to a human}]")
    package = found.steps[0].package
    assert package is not None
    assert package.customer.health.status is Status.NOT_ASKED


async def test_longer_than_ten_seconds_nobody_listens() -> None:
    found = await lived("""
sources: {crm: {answers: {tier: enterprise}, after: 20s}}
steps: [{customer: where is my shelf}, {wait: 30s}]
""")
    assert [step.outcome for step in found.steps] == ["stay", "stay"]


@pytest.mark.parametrize(
    ("sources", "wrong"),
    [
        ("{crn: {answers: {tier: x}}}", "no source 'crn'. Did you mean 'crm'?"),
        ("{crm: {answers: {tire: x}}}", "no source can tell 'tire'. Did you mean 'tier'?"),
    ],
)
async def test_what_the_policy_does_not_know_is_told(sources: str, wrong: str) -> None:
    with pytest.raises(Invalid) as refused:
        await lived(f"sources: {sources}\nsteps: [{{customer: hello}}]")
    assert wrong in str(refused.value)


def test_a_key_that_is_no_key_is_told_in_its_line() -> None:
    with pytest.raises(ScenarioErrors) as refused:
        read_scenarios(SCENARIO + "sources: {crm: {answer: {}}}\nsteps: [{customer: hello}]")
    assert "unknown key 'answer'" in str(refused.value)
