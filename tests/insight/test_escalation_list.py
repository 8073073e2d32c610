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


def test_it_says_what_is_answered_otherwise_than_live() -> None:
    text = """
version: 1
triggers:
  - {id: broken, phrases: [broken], then: offer, category: technical}
  - {id: letter, phrases: [letter], then: handoff, by: email}
route: [{when: "category == 'technical'", queue: q, by: ticket}, {queue: q}]
queues: {q: {owner: a@b.example}}
"""
    shown = escalation_list(load_policy(text), "policy.yaml").splitlines()
    rows = {line.split(" | ")[0].strip("| "): line for line in shown if line.startswith("| ")}
    assert "a ticket is written" in rows["broken"]
    assert "to be answered by e-mail" in rows["letter"]
    assert "leads to q (by ticket)" in shown[-1]


def test_who_is_told_when_a_promise_is_at_risk_stands_beside_the_fallback() -> None:
    text = """
version: 1
triggers: [{id: asks, when: "asks_for_human == 'clear'", then: handoff}]
route: [{queue: q}]
queues:
  q: {owner: a@b.example, sla: {first_response: 1m, escalate: [{when: at_risk, notify: [owner, Night]}]}}
"""
    assert "at risk: owner, Night told" in escalation_list(load_policy(text), "policy.yaml")
