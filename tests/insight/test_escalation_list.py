"""The policy as a list to hang up: what is written in it is shown as it was written."""

from __future__ import annotations

from segue.insight.escalation_list import escalation_list
from segue.policy_file import load_policy

POLICY = """
version: 1
triggers:
  - {id: words, phrases: ["<img src=x>", "a`b|c"], then: handoff}
  - {id: wish, guidance: "The [customer](javascript:x) wants *more*", examples: [more please], then: offer}
  - {id: rule, when: "turns < 3 || repeats > 2", then: offer}
route: [{queue: q}]
queues: {q: {owner: "<b>ana</b>"}}
"""


def test_words_of_the_policy_are_no_markup_of_the_list() -> None:
    shown = escalation_list(load_policy(POLICY), "policy.yaml")
    assert "says “&lt;img src=x>”, “a\\`b\\|c”" in shown
    assert "The \\[customer\\](javascript:x) wants \\*more\\*" in shown
    assert "&lt;b>ana&lt;/b>" in shown
    assert "`turns < 3 \\|\\| repeats > 2`" in shown
