"""`redact` of a policy: what right ones become, and what is said of wrong ones."""

from __future__ import annotations

import pytest

from segue.domain.redaction import ALL, DESTINATIONS, kinds_for
from segue.policy_file import check_policy, load_policy

POLICY = """\
version: 1
triggers: [{id: asks, when: "asks_for_human == 'clear'", then: handoff}]
route: [{queue: general}]
queues: {general: {}}
redact: {webhook: [card, phone], model: all, export: none}
"""


def test_a_destination_that_is_named_gets_what_it_says_and_others_keep_their_default() -> None:
    policy = load_policy(POLICY)
    assert kinds_for(policy, "webhook") == {"card", "phone"}
    assert kinds_for(policy, "model") == ALL
    assert kinds_for(policy, "export") == frozenset()
    assert kinds_for(policy, "email") == DESTINATIONS["email"]


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ("{webhok: all}", "unknown destination 'webhok'"),
        ("{webhook: [cards]}", "unknown kind 'cards'"),
        ("{webhook: everything}", "'webhook' takes a list of kinds, all or none, not 'everything'"),
        ("[card]", "redact"),
    ],
)
def test_a_mistake_is_told_with_what_would_be_right(wrong: str, told: str) -> None:
    text = POLICY.replace("{webhook: [card, phone], model: all, export: none}", wrong)
    problems = [str(problem) for problem in check_policy(text)]
    assert any(told in problem for problem in problems), problems
