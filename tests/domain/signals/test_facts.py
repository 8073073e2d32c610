"""The names conditions may use: all there, always, in their types."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from segue.domain.conditions import compile_condition, context_of
from segue.domain.conversation import Conversation, Customer, PageVisit
from segue.domain.errors import Invalid
from segue.domain.policy import Policy, TopicExamples
from segue.domain.signals.facts import FIXED, OF_ACCOUNT, schema, values
from segue.domain.signals.memory import SignalMemory
from segue.domain.signals.observe import Observed, Observer

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
POLICY = Policy(
    (),
    (),
    {},
    topics={"legal": TopicExamples(("lawyer",))},
    facts={"customer.plan": "string", "customer.seats": "number", "customer.vip": "bool", "customer.tags": "list"},
)
NEW = Conversation("w", "c", NOW, NOW)
TYPES: dict[str, Any] = {"string": str, "number": int | float, "bool": bool, "list": list}


def seen(conversation: Conversation = NEW, observed: Observed | None = None) -> dict[str, Any]:
    return values(conversation, observed or Observer().nothing(SignalMemory()), POLICY, now=NOW)


def test_every_name_has_a_value_of_its_type_even_when_nothing_is_known() -> None:
    known = schema(POLICY.facts, POLICY.topics)
    found = seen()
    assert set(found) == set(known)
    for name, variable in known.items():
        assert isinstance(found[name], TYPES[variable.type]), name
        assert not variable.values or variable.type == "list" or found[name] in variable.values, name


def test_what_is_not_known_is_empty_and_said_to_be_unknown() -> None:
    found = seen()
    assert (found["customer.plan"], found["customer.seats"], found["customer.vip"], found["customer.tags"]) == (
        "",
        0,
        False,
        [],
    )
    assert not any(found[name] for name in found if name.startswith("known."))


def test_a_bot_that_never_says_how_sure_it_is_does_not_count_as_unsure() -> None:
    assert (seen()["confidence"], seen()["known.confidence"]) == (1.0, False)
    unsure = seen(observed=Observed(bot_confidence=0.0))
    assert (unsure["confidence"], unsure["known.confidence"]) == (0.0, True)


def test_what_is_known_has_its_value() -> None:
    observed, _ = Observer(topics=POLICY.topics).customer("My lawyer and I want to talk to a person", SignalMemory())
    customer = Customer("u1", "Ana", facts={"plan": "pro", "seats": 12, "vip": True, "tags": ["early"]})
    pages = (PageVisit("https://shop.example/account/cancel?step=2", "Cancel", NOW - timedelta(seconds=90)),)
    found = seen(
        replace(NEW, customer=customer, pages=pages, contact_email="a@example.org", channel="widget"), observed
    )
    assert (
        found.items()
        >= {
            "asks_for_human": "clear",
            "topics": ["legal"],
            "turns": 1,
            "page.path": "/account/cancel",
            "page.title": "Cancel",
            "page.seconds": 90.0,
            "customer.plan": "pro",
            "known.customer.plan": True,
            "customer.seats": 12,
            "customer.tags": ["early"],
            "customer.email": "a@example.org",
            "channel": "widget",
        }.items()
    )
    assert found["score.legal"] >= 0.5
    assert found["request"] >= 0.5


@pytest.mark.parametrize("facts", [{"plan": 7}, {"seats": "12"}, {"seats": True}, {"vip": "yes"}, {"tags": "early"}])
def test_a_fact_of_another_type_counts_as_not_known(facts: dict[str, Any]) -> None:
    (name,) = facts
    found = seen(replace(NEW, customer=Customer(facts=facts)))
    assert not found[f"known.customer.{name}"]
    assert found[f"customer.{name}"] == seen()[f"customer.{name}"]


def test_a_fact_cannot_take_the_place_of_what_segue_knows() -> None:
    customer = Customer(verified=False, facts={"verified": True, "email": "x@example.org"})
    assert (seen(replace(NEW, customer=customer))["customer.verified"]) is False


def test_a_page_with_an_odd_address_has_no_path() -> None:
    assert seen(replace(NEW, pages=(PageVisit("http://[half", "", NOW),)))["page.path"] == ""


@pytest.mark.parametrize(
    ("facts", "hint"),
    [
        ({"plan": "string"}, "customer.plan"),
        ({"customer.": "string"}, "customer.<name>"),
        ({"customer.plan": "text"}, "string, number, bool, list"),
        ({"customer.email": "number"}, "always a string"),
    ],
)
def test_a_declaration_that_cannot_be_used_is_refused(facts: dict[str, str], hint: str) -> None:
    with pytest.raises(Invalid, match=hint):
        schema(facts, ())


@pytest.mark.parametrize(
    ("told", "risk", "known"), [(0.7, 0.7, True), (0, 0, True), (85, 0.0, False), (-1, 0.0, False), ("0.7", 0.0, False)]
)
def test_a_risk_of_leaving_is_a_share_of_one(told: Any, risk: float, known: bool) -> None:
    found = seen(replace(NEW, customer=Customer(verified=True, facts={"churn_risk": told})))
    assert (found["customer.churn_risk"], found["known.customer.churn_risk"]) == (risk, known)


def test_facts_that_routing_goes_by_need_no_declaration_and_may_have_one() -> None:
    assert {schema({}, ())[name].type for name in OF_ACCOUNT} == {"string", "number"}
    otherwise = schema({"customer.health": "number", "customer.tier": "string"}, ())
    assert (otherwise["customer.health"].type, otherwise["customer.tier"].type) == ("number", "string")


def test_topics_so_far_are_those_before_and_those_of_this_message() -> None:
    before = replace(NEW, signals=SignalMemory(topics=("legal", "security")))
    assert seen(before)["topics_so_far"] == ["legal", "security"]


@pytest.mark.parametrize("name", [variable.name for variable in FIXED if variable.type == "string"])
def test_conditions_can_be_written_about_each_name(name: str) -> None:
    condition = compile_condition(f"{name} == {seen()[name]!r}", schema({}, ()))
    assert condition.verdict(context_of(condition.names, seen())).word == "fired"
