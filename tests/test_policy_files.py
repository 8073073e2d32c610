"""`files` of a policy: what right ones become, and what is said of wrong ones."""

from __future__ import annotations

import pytest

from segue.domain.file_types import TYPES
from segue.domain.files import FileRules
from segue.policy_file import check_policy, load_policy

POLICY = """\
version: 1
triggers: [{id: asks, when: "asks_for_human == 'clear'", then: handoff}]
route: [{queue: general}]
queues: {general: {}}
files: {customers: everybody, types: [pdf, png], largest_mb: 2, per_message: 3, per_day: 4, space_gb: 1}
"""
RIGHT = "{customers: everybody, types: [pdf, png], largest_mb: 2, per_message: 3, per_day: 4, space_gb: 1}"


def test_what_is_written_counts_and_the_rest_keeps_its_default() -> None:
    expected = FileRules("everybody", ("pdf", "png"), largest_mb=2, per_message=3, per_day=4, space_gb=1)
    assert load_policy(POLICY).files == expected
    assert load_policy(POLICY.replace(f"files: {RIGHT}", "")).files == FileRules(types=tuple(TYPES))


@pytest.mark.parametrize(
    ("customers", "known", "stranger"),
    [("nobody", False, False), ("verified", True, False), ("everybody", True, True)],
)
def test_who_may_send(customers: str, known: bool, stranger: bool) -> None:
    rules = FileRules(customers)
    assert (rules.for_customer(verified=True), rules.for_customer(verified=False)) == (known, stranger)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ("{customers: all}", "unknown customers 'all'"),
        ("{types: [svg]}", "unknown choice 'svg'"),
        ("{types: []}", "no type is named"),
        ("{largest_mb: 11}", "'largest_mb' must be a whole number from 1 to 10, not '11'"),
        ("{per_messages: 3}", "unknown key 'per_messages'"),
    ],
)
def test_a_mistake_is_told_with_what_would_be_right(wrong: str, told: str) -> None:
    problems = [str(problem) for problem in check_policy(POLICY.replace(RIGHT, wrong))]
    assert any(told in problem for problem in problems), problems
