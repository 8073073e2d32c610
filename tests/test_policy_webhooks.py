"""`webhooks` of a policy: what can be read, and each mistake with what would be right."""

from __future__ import annotations

import pytest

from segue.domain.deliveries import Repeat
from segue.policy_file import check_policy, load_policy

AROUND = """version: 1
triggers: [{id: a, when: turns > 9, then: offer}]
route: [{queue: general}]
queues: {general: {}}
webhooks:
  crm: {url: "https://crm.example/in", secret: crm%s}
"""


def test_a_webhook_needs_an_address_and_a_secret_and_hears_what_customers_see() -> None:
    crm = load_policy(AROUND % "").webhooks["crm"]
    assert (crm.repeat, crm.rate, crm.ask, crm.error_field) == (Repeat.KEY, 0.0, "", "")
    assert {"message", "handoff"} <= set(crm.kinds)
    assert not {"note", "facts", "contact"} & set(crm.kinds)


def test_everything_that_can_be_said_of_it() -> None:
    more = ", kinds: [message, csat], repeat: ask, ask: 'https://crm.example/has', rate: 600/minute, error_field: a.b"
    crm = load_policy(AROUND % more).webhooks["crm"]
    assert (crm.kinds, crm.repeat, crm.ask) == (("message", "csat"), Repeat.ASK, "https://crm.example/has")
    assert (crm.rate, crm.error_field) == (10.0, "a.b")


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (", repeat: ask", "needs 'ask'"),
        (", ask: 'https://crm.example/has'", "belongs to repeat: ask"),
        (", repeat: upsert", "upsert"),
        (", repeat: sometimes", "sometimes"),
        (", rate: fast", "Write such as 50/second"),
        (", rate: 0/second", "Write such as 50/second"),
        (", rate: 5000/second", "at most 1000/second"),
        (", kinds: [facts]", "facts"),
        (", error_field: 'a b'", "error_field: error.message"),
        (", secrets: x", "secrets"),
    ],
)
def test_a_mistake_says_what_would_be_right(more: str, words: str) -> None:
    problems = check_policy(AROUND % more)
    assert problems
    assert any(words in str(problem) for problem in problems)


@pytest.mark.parametrize("url", ["http://crm.example/in", "ftp://crm.example", "https://a:b@crm.example", "{id}"])
def test_an_address_without_encryption_or_with_a_password_is_refused(url: str) -> None:
    assert check_policy((AROUND % "").replace("https://crm.example/in", url))
