"""Scenario files: everything that is wrong is told at its place, with what would be right."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segue.domain.conversation import Customer
from segue.domain.errors import Invalid
from segue.domain.lifecycle import Urgency
from segue.domain.routing.agents import Presence
from segue.sandbox.expect import Expect
from segue.sandbox.scenario import (
    MONDAY_MORNING,
    AgentDoes,
    Answer,
    BotAsks,
    BotSays,
    Colleague,
    Contact,
    CustomerSays,
    Ends,
    Learn,
    PresenceChanges,
    Visit,
    Wait,
)
from segue.sandbox.scenario_file import ScenarioErrors, read_scenarios, scenario_of

FULL = """
name: everything
at: 2026-11-23 10:00 Europe/Berlin
channel: widget
language: de
staff:
  - {name: Maria, team: Billing, skills: {billing: 3}, capacity: 2, presence: busy, queues: [billing], languages: [de]}
customer: {id: c1, name: Ana, email: ana@example.org, verified: false, facts: {tier: big, seats: 12, vip: true}}
visits: [{url: /pricing, title: Prices, ago: 2d, stayed: 90s}]
contacts: [{ago: 5d, about: my invoice, topics: [billing_dispute], outcome: Paid back}]
steps:
  - customer: Hello
    expect: {decision: stay, hint: none, says: "*hi*", fired: [a, b], signals: {mood_bad: false, topics: [x]}}
  - bot: How can I help?
  - bot: {text: Sorry, confidence: 0.2, no_match: true, outside_knowledge: true, articles: [a1], variables: {order: 12}}
  - bot: {error: it broke}
  - bot_asks: {reason: unsure, queue: billing, note: please, urgency: high}
  - visit: /account
  - visit: {url: /account, title: Account}
  - facts: {tier: small}
  - wait: 1m30s
  - answer: human
  - agent: accept
  - agent: {decline: Maria}
  - agent: {says: Hello, name: Maria}
  - agent: {hand_back: Maria, note: done}
  - presence: {Maria: away}
  - end: customer
"""


def test_everything_that_can_be_written_is_read() -> None:
    (scenario,) = read_scenarios(FULL, name="full.yaml")
    assert (scenario.name, scenario.channel, scenario.language) == ("everything", "widget", "de")
    assert scenario.at == datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
    assert scenario.staff == (Colleague("Maria", {"billing": 3}, 2, Presence.BUSY, ("billing",), ("de",), "Billing"),)
    assert scenario.customer == Customer(
        "c1", "Ana", "ana@example.org", verified=False, facts={"tier": "big", "seats": 12, "vip": True}
    )
    assert scenario.visits == (Visit("/pricing", "Prices", timedelta(days=2), timedelta(seconds=90)),)
    assert scenario.contacts == (Contact(timedelta(days=5), "my invoice", ("billing_dispute",), "Paid back"),)
    assert [step.does for step in scenario.steps] == [
        CustomerSays("Hello"),
        BotSays("How can I help?"),
        BotSays("Sorry", 0.2, "", True, True, ("a1",), {"order": 12}),
        BotSays(error="it broke"),
        BotAsks("unsure", "billing", "please", Urgency.HIGH),
        Visit("/account"),
        Visit("/account", "Account"),
        Learn({"tier": "small"}),
        Wait(timedelta(seconds=90)),
        Answer("human"),
        AgentDoes("accept"),
        AgentDoes("decline", "Maria"),
        AgentDoes("says", "Maria", "Hello"),
        AgentDoes("hand_back", "Maria", "done"),
        PresenceChanges({"Maria": Presence.AWAY}),
        Ends("customer"),
    ]
    assert scenario.steps[0].expect == Expect(
        decision="stay",
        hint="none",
        says=("*hi*",),
        fired=("a", "b"),
        signals={"mood_bad": False, "topics": ["x"]},
    )
    assert [step.line for step in scenario.steps][:3] == [12, 14, 15]
    assert scenario.file == "full.yaml"


def test_little_needs_to_be_said() -> None:
    (scenario,) = read_scenarios("name: a\nsteps: [customer: Hello]")
    assert (scenario.at, scenario.staff, scenario.customer) == (MONDAY_MORNING, (), Customer())


def test_a_customer_is_verified_unless_it_says_otherwise() -> None:
    (scenario,) = read_scenarios("name: a\ncustomer: {id: c1}\nsteps: [customer: Hello]")
    assert scenario.customer.verified


def test_a_file_may_hold_several() -> None:
    found = read_scenarios("- {name: a, steps: [customer: Hi]}\n- {name: b, steps: [customer: Ho]}")
    assert [(scenario.name, scenario.line) for scenario in found] == [("a", 1), ("b", 2)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "1:1: the scenario is empty. A scenario needs a name and steps."),
        ("[]", "1:1: the list holds no scenario"),
        ("steps: [customer: Hi]", "1:1: 'scenario' has no 'name'"),
        ("name: a\nsteps: []", "1:1: steps: there is none; write at least one message"),
        ("name: a\nstesp: []\nsteps: [customer: Hi]", "2:1: unknown key 'stesp'. Did you mean 'steps'?"),
        ("name: a\nsteps:\n  - custmer: Hi", "3:5: unknown key 'custmer'. Did you mean 'customer'?"),
        ("name: a\nsteps:\n  - {customer: Hi, bot: Ho}", "3:5: a step says one thing that happens; this one has"),
        (
            "name: a\nsteps:\n  - {expect: {decision: stay}}",
            "3:5: a step says one thing that happens; this one has none",
        ),
        ("name: a\nsteps:\n  - {customer: Hi, expect: {decison: stay}}", "3:29: unknown key 'decison'. Did you mean"),
        ("name: a\nsteps:\n  - {customer: Hi, expect: {decision: hand}}", "3:39: unknown decision 'hand'."),
        ("name: a\nsteps:\n  - {customer: Hi, expect: {}}", "3:28: nothing is expected here"),
        ("name: a\nsteps:\n  - {customer: Hi, expect: {verdicts: {x: fire}}}", "3:43: unknown verdict 'fire'."),
        (
            "name: a\nsteps:\n  - {customer: Hi, expect: {deadlines: idel}}",
            "3:40: unknown deadline 'idel'. Did you mean 'idle'?",
        ),
        ("name: a\nsteps:\n  - {wait: 20}", "3:12: 'wait' must be a duration, not '20'. Write 20s or 20m."),
        ("name: a\nsteps:\n  - {answer: humn}", "3:14: unknown choice 'humn'. Did you mean 'human'?"),
        ("name: a\nsteps:\n  - {bot: {confidence: 0.2}}", "3:11: the bot says nothing here."),
        ("name: a\nsteps:\n  - {bot: {text: Hi, confidence: 2}}", "3:34: this must be a number from 0 to 1"),
        ("name: a\nsteps:\n  - {agent: {accept: M, take: M}}", "3:13: an agent does one thing in a step."),
        ("name: a\nat: tomorrow\nsteps: [customer: Hi]", "2:5: 'tomorrow' is not a moment."),
        ("name: a\nat: 0001-01-01 00:00 Asia/Tokyo\nsteps: [customer: Hi]", "2:5: the year must be from 1970 to 2200"),
        ("name: a\nat: 9999-12-31 23:59 UTC\nsteps: [customer: Hi]", "2:5: the year must be from 1970 to 2200"),
        (
            "name: a\nat: 2026-11-23T10:00+02:00 Europe/Berlin\nsteps: [customer: Hi]",
            "2:5: this names a time zone twice: +0200 and",
        ),
        (
            "name: a\nat: 2026-03-29 02:30 Europe/Berlin\nsteps: [customer: Hi]",
            "2:5: 2026-03-29 02:30 does not exist in Europe/Berlin",
        ),
        (
            "name: a\nat: 2026-11-23 10:00 Europe/Berln\nsteps: [customer: Hi]",
            "2:5: unknown time zone 'Europe/Berln'. Did",
        ),
        (
            "name: a\nstaff: [{name: M, skills: {x: 9}}]\nsteps: [customer: Hi]",
            "2:31: 'x' must be a whole number from 1 to 5",
        ),
        ("name: a\nstaff: [{name: M, presence: onlin}]\nsteps: [customer: Hi]", "2:29: unknown presence 'onlin'."),
        ("name: a\ncustomer: {facts: {tier: {a: b}}}\nsteps: [customer: Hi]", "2:26: this must be a text, a number"),
        ("name: a\ncontacts: [{about: x}]\nsteps: [customer: Hi]", "2:12: 'contacts[0]' has no 'ago'"),
        ("name: &a b\nsteps: [customer: Hi]", "1:7: anchors and aliases"),
    ],
)
def test_a_mistake_is_told_where_it_stands(text: str, words: str) -> None:
    with pytest.raises(ScenarioErrors) as error:
        read_scenarios(text, name="x.yaml")
    assert words in str(error.value)
    assert all(line.startswith("x.yaml:") for line in str(error.value).splitlines())


def test_all_mistakes_are_told_at_once_in_the_order_of_the_file() -> None:
    with pytest.raises(ScenarioErrors) as error:
        read_scenarios("nam: a\nsteps:\n  - {customer: Hi, expect: {owne: bot}}\n  - {wait: x}")
    assert [problem.line for problem in error.value.problems] == [1, 1, 3, 4]


def test_a_page_sends_the_same_as_plain_data() -> None:
    said = 'Ünïcode 🪑, a \u2028 line, \x85 and \x07 bells, "quotes": # all of it'
    data = {
        "name": "a",
        "staff": [{"name": "Maria", "skills": {"billing": 3}}],
        "customer": {"facts": {"vip": True, "seats": 3, "tier": "true"}},
        "steps": [{"customer": said, "expect": {"says": ["*x*"]}}, {"wait": "3m"}],
    }
    scenario = scenario_of(data)
    assert scenario.steps[0].does == CustomerSays(said)
    assert scenario.customer.facts == {"vip": True, "seats": 3, "tier": "true"}
    assert scenario.staff[0].skills == {"billing": 3}


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"name": "a", "steps": [{"bott": "Hi"}]}, "scenario.steps[0].bott: unknown key 'bott'. Did you mean 'bot'?"),
        ({"name": "a", "steps": []}, "scenario: steps: there is none"),
        ({"name": "a", "steps": [{"customer": None}]}, "scenario.steps[0].customer: 'customer' must be a text"),
        ({"name": "a", "steps": {1, 2}}, "the scenario must be plain data"),
        ([], "the list holds no scenario"),
    ],
)
def test_what_is_wrong_with_plain_data_is_told_by_its_path(data: Any, words: str) -> None:
    with pytest.raises(Invalid) as error:
        scenario_of(data)
    assert words in error.value.message


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(lambda text: text.strip()))
def test_any_text_of_a_page_arrives_as_it_was_typed(text: str) -> None:
    scenario = scenario_of({"name": "a", "steps": [{"customer": text}]})
    assert scenario.steps[0].does == CustomerSays(text.strip())


@given(st.text(max_size=300))
def test_no_text_makes_the_reader_fail_otherwise(text: str) -> None:
    with suppress(ScenarioErrors):
        read_scenarios(text)
