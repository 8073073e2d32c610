"""What `segue check` says of guidance: how reliable it will be, and what recent conversations hold for it."""

from __future__ import annotations

import pytest

from segue.insight.guidance_check import check_guidance
from segue.policy_file import load_policy


def reports(guidance: str, examples: list[str], counters: list[str], recent: list[str]) -> object:
    text = f"""
version: 1
triggers:
  - {{id: g, guidance: "{guidance}", examples: {examples}, counter_examples: {counters}, then: offer}}
route: [{{queue: q}}]
queues: {{q: {{}}}}
"""
    (found,) = check_guidance(load_policy(text), recent)
    return found


GIFTS = ["it is a gift for my wife", "I buy this as a present", "can you gift wrap it", "a birthday gift", "for my son"]
NEAR = ["what is a gift card", "do you sell gift paper", "my gift card does not work"]


def test_the_more_examples_the_less_is_missed() -> None:
    few = reports("buys a gift", GIFTS[:3], [], [])
    more = reports("buys a gift", GIFTS, NEAR, [])
    assert few.recall < more.recall  # type: ignore[attr-defined]
    assert "about 45% of what is meant will be missed" in more.words  # type: ignore[attr-defined]
    assert "nobody can say how reliable" in reports("buys a gift", GIFTS[:1], [], []).words  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("guidance", "vague"),
    [
        ("The customer has a difficult question.", True),
        ("The customer is upset about something important", True),
        ("The customer needs special care", True),
        ("The customer mentions a competitor.", False),
        ("The customer wants more than 500 euros", False),
        ("The customer asks for a discount", False),
    ],
)
def test_an_instruction_that_nobody_could_test_is_named(guidance: str, vague: bool) -> None:
    assert bool(reports(guidance, GIFTS, NEAR, []).vague) is vague  # type: ignore[attr-defined]


def test_recent_messages_that_nearly_fired_are_proposed_as_examples_and_weak_ones_as_counter_examples() -> None:
    recent = [
        "it is a gift for my wife's mother",
        "is it a gift for my wife or what",
        "where is my parcel",
        "gift for wife",
    ]
    found = reports("buys a gift", GIFTS, [], recent)
    assert "where is my parcel" not in (*found.examples, *found.counter_examples)  # type: ignore[attr-defined]
    assert set(found.examples).isdisjoint(found.counter_examples)  # type: ignore[attr-defined]
    assert found.counter_examples  # type: ignore[attr-defined]
